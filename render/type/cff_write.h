/* Writes a CID-keyed CFF table (Adobe Technical Note 5176). */
#ifndef NIANBAO_TYPE_CFF_WRITE_H
#define NIANBAO_TYPE_CFF_WRITE_H

#include "base/str.h"
#include "type/cff_read.h"

/* What is written; names, box, matrix and the widths of the FDs are those of `font`. */
struct cff_program {
	const struct cff_font *font;
	size_t nglyph;                /* at most 65,535; the first one is .notdef */
	const uint16_t *cid;          /* of each glyph */
	const uint8_t *fd;            /* of each glyph, in `font` */
	const struct str *charstring; /* of each glyph */
};

/* The table, in the arena; only FDs that a glyph has are in it. */
struct str cff_write(struct arena *a, const struct cff_program *program);

#endif
