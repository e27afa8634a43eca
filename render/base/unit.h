/*
 * Lengths. `emu` is 1/914400 inch: 1 mm = 36 000 and 1 pt = 12 700 exactly, so that forms which
 * mix millimetres and points never round. int32 holds 59 m; sums along a galley are int64.
 */
#ifndef NIANBAO_BASE_UNIT_H
#define NIANBAO_BASE_UNIT_H

#include "base/str.h"

#include <stdint.h>

typedef int32_t emu;

#define EMU_MM ((emu)36000)
#define EMU_PT ((emu)12700)
#define EMU_MAX_LENGTH ((emu)(10000 * 36000)) /* longest length a file may state: 10 m */

/*
 * Read a length such as "22pt", "0.5pt", "7mm", "-3mm" (at most four decimals, at most 10 m).
 * False, and `*out` untouched, on anything else.
 */
bool unit_parse(struct str s, emu *out);

/* v * num / den, rounded to nearest (halves away from zero); den > 0. */
int64_t emu_scale(int64_t v, int64_t num, int64_t den);

#endif
