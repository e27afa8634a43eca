/*
 * Subsets of CID-keyed CFF faces (Adobe Technical Notes 5176 and 5177), from the bytes of the
 * `CFF ` table to a bare CFF for a PDF's FontFile3 /CIDFontType0C. A pure function: it knows
 * neither HarfBuzz nor FreeType.
 *
 * Charstrings come out flat (no subroutines, no hints) and in the operators that are shortest
 * once deflated; every point, and so every outline, stays as it was. A glyph keeps its CID.
 *
 * The font may be hostile: whatever is read is checked, depth, time and size are bounded.
 */
#ifndef NIANBAO_TYPE_CFF_H
#define NIANBAO_TYPE_CFF_H

#include "base/str.h"

/*
 * Subset `table` to .notdef and the `n` glyphs in `gid` (ascending, without 0). The program is
 * in the arena; `cid` (n of them) gets the CIDs of the glyphs. False when the table is damaged
 * or has what is not supported here: name-keyed fonts, CFF2, matrices per FD, accented
 * characters made by endchar, arithmetic in charstrings.
 */
bool cff_subset(struct arena *a, struct str table, const uint32_t *gid, size_t n,
		struct str *program, uint16_t *cid);

#endif
