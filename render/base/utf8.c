#include "base/utf8.h"

/*
 * Length of the well-formed sequence at `at`, its value in *c; 0 if it is ill-formed.
 * Source: Unicode 15, table 3-7: the bounds of the second byte keep out overlong forms,
 * surrogates and values beyond U+10FFFF.
 */
static size_t decode(struct str s, size_t at, uint32_t *c)
{
	unsigned char b = (unsigned char)s.s[at], low = 0x80, high = 0xBF;
	size_t n = b < 0xC2 ? 0 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : b < 0xF5 ? 4 : 0;

	if (b < 0x80) {
		*c = b;
		return 1;
	}
	if (n == 0 || n > s.n - at)
		return 0;
	if (b == 0xE0)
		low = 0xA0;
	else if (b == 0xED)
		high = 0x9F;
	else if (b == 0xF0)
		low = 0x90;
	else if (b == 0xF4)
		high = 0x8F;
	*c = b & (0x7Fu >> n);
	for (size_t i = 1; i < n; i++) {
		b = (unsigned char)s.s[at + i];
		if (b < low || b > high)
			return 0;
		*c = *c << 6 | (b & 0x3Fu);
		low = 0x80;
		high = 0xBF;
	}
	return n;
}

uint32_t utf8_next(struct str s, size_t *at)
{
	uint32_t c;
	size_t n;

	if (*at >= s.n)
		return UTF8_BAD;
	n = decode(s, *at, &c);
	*at += n == 0 ? 1 : n;
	return n == 0 ? UTF8_BAD : c;
}

size_t utf8_put(char out[4], uint32_t c)
{
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const unsigned char lead[] = { 0, 0, 0xC0, 0xE0, 0xF0 };

	for (size_t i = n - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (c & 0x3F));
		c >>= 6;
	}
	out[0] = (char)(lead[n] | c);
	return n;
}

size_t utf8_check(struct str s)
{
	uint32_t c;
	size_t n;

	for (size_t at = 0; at < s.n; at += n) {
		n = decode(s, at, &c);
		if (n == 0)
			return at;
	}
	return s.n;
}

size_t utf8_count(struct str s)
{
	size_t n = 0;

	for (size_t at = 0; at < s.n; n++)
		utf8_next(s, &at);
	return n;
}
