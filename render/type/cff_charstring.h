/*
 * Runs Type 2 charstrings (Adobe Technical Note 5177): subroutines, widths and hints go in, a
 * path comes out.
 */
#ifndef NIANBAO_TYPE_CFF_CHARSTRING_H
#define NIANBAO_TYPE_CFF_CHARSTRING_H

#include "type/cff_path.h"
#include "type/cff_read.h"

/*
 * Draw a glyph onto `path`. `*budget` is how many operators may still be run, and is reduced by
 * those that were: subroutines that call each other could otherwise go on for years. False when
 * the charstring is wrong or has what cff.h says is not supported.
 */
bool cff_charstring_draw(const struct cff_font *font, const struct cff_fd *fd, uint32_t gid,
			 uint32_t *budget, struct cff_path *path);

#endif
