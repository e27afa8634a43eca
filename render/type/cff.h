/*
 * Subsets of CID-keyed CFF faces (Adobe Technical Notes 5176 and 5177), from the bytes of the
 * `CFF ` table to a bare CFF for a PDF's FontFile3 /CIDFontType0C. Knows neither HarfBuzz nor
 * FreeType.
 *
 * Charstrings come out flat (no subroutines, no hints) and in the operators that are shortest
 * once deflated; every point, and so every outline, stays as it was. A glyph keeps its CID. A
 * face keeps what it has flattened: the next report that needs the glyph has it copied, to the
 * same bytes.
 *
 * The font may be hostile: whatever is read is checked, depth, time and size are bounded.
 */
#ifndef NIANBAO_TYPE_CFF_H
#define NIANBAO_TYPE_CFF_H

#include "base/str.h"

struct cff_face;

/*
 * A face to make subsets of; it and what it keeps are in the arena, `table` is borrowed. NULL
 * when the table is damaged or has what is not supported here: name-keyed fonts, CFF2, matrices
 * per FD. Used by one thread at a time.
 */
struct cff_face *cff_open(struct arena *a, struct str table);

/*
 * Subset the face to .notdef and the `n` glyphs in `gid` (ascending, without 0). The program is
 * in the arena `a`; `cid` (n of them) gets the CIDs of the glyphs. False when the glyphs are not
 * so, when the font is damaged, or when a charstring has what is not supported here: accented
 * characters made by endchar, arithmetic.
 */
bool cff_subset(struct cff_face *face, struct arena *a, const uint32_t *gid, size_t n,
		struct str *program, uint16_t *cid);

#endif
