#include "base/num.h"

#include <inttypes.h>

#define MICRO ((int64_t)1000000)
#define LIMIT ((int64_t)1000000000000) /* 12 digits before the point */

static bool is_digit(struct str s, size_t at)
{
	return at < s.n && s.s[at] >= '0' && s.s[at] <= '9';
}

size_t num_read(struct str s, struct num *out)
{
	bool minus = s.n > 0 && s.s[0] == '-';
	size_t at = s.n > 0 && (s.s[0] == '-' || s.s[0] == '+');
	int64_t whole = 0, micro = 0, unit = MICRO;

	if (!is_digit(s, at))
		return 0;
	for (; is_digit(s, at); at++) {
		whole = whole * 10 + (s.s[at] - '0');
		if (whole >= LIMIT)
			return 0;
	}
	if (at < s.n && s.s[at] == '.' && is_digit(s, at + 1)) {
		for (at++; is_digit(s, at); at++) {
			unit /= 10;
			if (unit == 0)
				return 0;
			micro += unit * (s.s[at] - '0');
		}
	}
	micro += whole * MICRO;
	out->micro = minus ? -micro : micro;
	return at;
}

bool num_add(struct num *sum, struct num b)
{
	if (b.micro > 0 ? sum->micro > INT64_MAX - b.micro : sum->micro < INT64_MIN - b.micro)
		return false;
	sum->micro += b.micro;
	return true;
}

bool num_sub(struct num *sum, struct num b)
{
	if (b.micro < 0 ? sum->micro > INT64_MAX + b.micro : sum->micro < INT64_MIN + b.micro)
		return false;
	sum->micro -= b.micro;
	return true;
}

void num_put(struct buf *b, struct num n)
{
	/* Unsigned, because -INT64_MIN does not exist. */
	uint64_t v = n.micro < 0 ? 0 - (uint64_t)n.micro : (uint64_t)n.micro;
	uint64_t part = v % (uint64_t)MICRO;
	int digits = 6;

	buf_printf(b, "%s%" PRIu64, n.micro < 0 ? "-" : "", v / (uint64_t)MICRO);
	if (part == 0)
		return;
	for (; part % 10 == 0; part /= 10)
		digits--;
	buf_printf(b, ".%0*" PRIu64, digits, part);
}
