#include "base/unit.h"

int64_t emu_scale(int64_t v, int64_t num, int64_t den)
{
	/* The whole part apart, so that only the remainder times `num` must fit. */
	int64_t whole = v / den * num, rest = v % den * num, part = rest / den;

	rest %= den;
	if (rest < 0 ? -rest >= den + rest : rest >= den - rest)
		part += rest < 0 ? -1 : rest > 0;
	return whole + part;
}

static bool is_digit(struct str s, size_t at)
{
	return at < s.n && s.s[at] >= '0' && s.s[at] <= '9';
}

bool unit_parse(struct str s, emu *out)
{
	bool minus = s.n > 0 && s.s[0] == '-';
	size_t at = minus, digits = 0;
	int64_t tenthousandths = 0, length;
	struct str unit;

	for (; is_digit(s, at) && digits <= 8; at++, digits++)
		tenthousandths = tenthousandths * 10 + (s.s[at] - '0');
	if (digits == 0 || digits > 8)
		return false;
	digits = 0;
	if (at < s.n && s.s[at] == '.') {
		for (at++; is_digit(s, at) && digits < 4; at++, digits++)
			tenthousandths = tenthousandths * 10 + (s.s[at] - '0');
		if (digits == 0)
			return false;
	}
	for (; digits < 4; digits++)
		tenthousandths *= 10;
	unit = str_sub(s, at, s.n);
	if (!str_is(unit, "mm") && !str_is(unit, "pt"))
		return false;
	length = emu_scale(tenthousandths, str_is(unit, "mm") ? EMU_MM : EMU_PT, 10000);
	if (length > EMU_MAX_LENGTH)
		return false;
	*out = (emu)(minus ? -length : length);
	return true;
}
