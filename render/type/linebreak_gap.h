/* What stands between two atoms: private to type/. */
#ifndef NIANBAO_TYPE_LINEBREAK_GAP_H
#define NIANBAO_TYPE_LINEBREAK_GAP_H

#include "type/linebreak.h"

/* Prices of a break, on the scale of line prices (linebreak.c). */
#define PRICE_SOFT 4000          /* 2022|年, or a line that starts with —— */
#define PRICE_SPLIT_WORD 300000  /* inside a Latin word */
#define PRICE_SPLIT_NUMBER 900000
#define PRICE_FORBIDDEN 4000000  /* against the prohibitions: only when nothing else is left */

/* Fill gap[0 .. natom - 2]. */
void gap_measure(const struct shaped *s, struct gap *gap);

/* Price of ending a line between atoms k and k + 1. */
int64_t gap_break_price(const struct shaped *s, size_t k);

#endif
