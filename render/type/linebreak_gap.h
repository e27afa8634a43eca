/* What stands between two atoms: private to type/. */
#ifndef NIANBAO_TYPE_LINEBREAK_GAP_H
#define NIANBAO_TYPE_LINEBREAK_GAP_H

#include "type/linebreak.h"

/* Prices of a break, on the scale of line prices (linebreak.c). */
#define PRICE_SOFT 4000          /* 2022|年, or a line that starts with —— */
#define PRICE_POINT 120000       /* behind a point or hyphen of a web address */
#define PRICE_MAIL 1500000       /* behind the @ or a point of a mail address */
#define PRICE_ADDRESS 800000     /* anywhere in a web address: better than a hole before it */
#define PRICE_HOLD 750000        /* 国办函〔2020〕109号 */
#define PRICE_SPLIT_WORD 3000000 /* inside a Latin word: rather one more line, or a hole */
#define PRICE_SPLIT_NUMBER 6000000
#define PRICE_FORBIDDEN 40000000 /* against the prohibitions: only when nothing else is left */

/* Fill gap[0 .. natom - 2]. */
void gap_measure(struct arena *a, const struct shaped *s, struct gap *gap);

/* Price of ending a line between atoms k and k + 1. */
int64_t gap_break_price(const struct shaped *s, const struct gap *gap, enum break_level level,
			size_t k);

#endif
