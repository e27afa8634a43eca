#include "output/pdf_text.h"

#include "base/utf8.h"

#define MAX_UNITS 16382 /* of UTF-16, with FEFF before them: 32 766 bytes */

milli pdf_text_milli(int64_t length)
{
	return emu_scale(length, 1000, EMU_PT);
}

/* The decimal digits of `n`, at least `width` of them. */
static void put_digits(struct buf *b, uint64_t n, size_t width)
{
	char digit[20];
	size_t at = sizeof(digit);

	while (n > 0 || sizeof(digit) - at < width) {
		digit[--at] = (char)('0' + n % 10);
		n /= 10;
	}
	buf_put(b, digit + at, sizeof(digit) - at);
}

static uint64_t put_sign(struct buf *b, int64_t n)
{
	if (n >= 0)
		return (uint64_t)n;
	buf_char(b, '-');
	return 0 - (uint64_t)n;
}

void pdf_text_int(struct buf *b, int64_t n)
{
	put_digits(b, put_sign(b, n), 1);
}

/* n / unit, where unit is 10 to the power of `width`; as short as possible. */
static void put_decimal(struct buf *b, uint64_t n, uint64_t unit, size_t width)
{
	uint64_t rest = n % unit;

	put_digits(b, n / unit, 1);
	if (rest == 0)
		return;
	for (; rest % 10 == 0; rest /= 10)
		width--;
	buf_char(b, '.');
	put_digits(b, rest, width);
}

void pdf_text_points(struct buf *b, milli m)
{
	put_decimal(b, put_sign(b, m), 1000, 3);
}

void pdf_text_ratio(struct buf *b, int64_t num, int64_t den)
{
	put_decimal(b, (uint64_t)emu_scale(num, 1000000, den), 1000000, 6);
}

void pdf_text_hex16(struct buf *b, uint32_t n)
{
	static const char hex[] = "0123456789ABCDEF";
	const char digit[4] = {
		hex[n >> 12 & 15],
		hex[n >> 8 & 15],
		hex[n >> 4 & 15],
		hex[n & 15],
	};

	buf_put(b, digit, sizeof(digit));
}

void pdf_text_utf16(struct buf *b, struct str s)
{
	for (size_t at = 0; at < s.n;) {
		uint32_t c = utf8_next(s, &at);

		if (c == UTF8_BAD)
			continue;
		if (c > 0xFFFF) {
			pdf_text_hex16(b, 0xD7C0 + (c >> 10));
			c = 0xDC00 | (c & 0x3FF);
		}
		pdf_text_hex16(b, c);
	}
}

struct str pdf_text_limit(struct str s)
{
	size_t at = 0, end = 0, left = MAX_UNITS;

	if (s.n <= MAX_UNITS)
		return s;
	while (at < s.n) {
		size_t need = utf8_next(s, &at) > 0xFFFF ? 2 : 1;

		if (need > left)
			break;
		left -= need;
		end = at;
	}
	return str_sub(s, 0, end);
}

void pdf_text_string(struct buf *b, struct str s)
{
	buf_z(b, "<FEFF");
	pdf_text_utf16(b, pdf_text_limit(s));
	buf_char(b, '>');
}

void pdf_text_ref(struct buf *b, uint32_t id)
{
	buf_char(b, ' ');
	pdf_text_int(b, id);
	buf_z(b, " 0 R");
}
