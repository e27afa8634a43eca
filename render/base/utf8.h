/* UTF-8 decoding and encoding of single code points. */
#ifndef NIANBAO_BASE_UTF8_H
#define NIANBAO_BASE_UTF8_H

#include "base/str.h"

#define UTF8_BAD 0xFFFFFFFFu

/*
 * Decode the code point at `s.s[*at]` and advance `*at` behind it. At the end of the string
 * or on an ill-formed sequence (overlong, surrogate, beyond U+10FFFF) UTF8_BAD; an ill-formed
 * byte is passed over, so a loop always ends.
 */
uint32_t utf8_next(struct str s, size_t *at);

/* Encode `c` into out; the number of bytes (1 to 4). `c` must be a Unicode scalar value. */
size_t utf8_put(char out[4], uint32_t c);

/* Offset of the first ill-formed byte, or s.n when all is well. */
size_t utf8_check(struct str s);

/* Number of code points. */
size_t utf8_count(struct str s);

#endif
