/*
 * Exact decimal numbers, as the forms hold them: at most 12 digits before and 6 after the point.
 */
#ifndef NIANBAO_BASE_NUM_H
#define NIANBAO_BASE_NUM_H

#include "base/str.h"

#include <stdint.h>

struct num {
	int64_t micro; /* the number times 1 000 000 */
};

/*
 * Read an optional sign (+ or -), digits, and an optional point with digits from the start of
 * `s`. Returns how many bytes were read, 0 if there is no number or it is out of range.
 */
size_t num_read(struct str s, struct num *out);

/* *sum += b; false (and *sum untouched) when the result would not fit. */
bool num_add(struct num *sum, struct num b);
bool num_sub(struct num *sum, struct num b);

/* The shortest exact notation: "12", "-8", "96171.6". */
void num_put(struct buf *b, struct num n);

#endif
