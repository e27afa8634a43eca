/*
 * Text set into lines: shaping, breaks, the sums of widths. The first bytes are the settings; what
 * follows is UTF-8, or else each byte is a character of the sorts that texts are made of, so that
 * no mutation is lost on encodings. No character may be lost or doubled, no line be too wide.
 */
#include "fuzz.h"

#include "base/utf8.h"
#include "type/para.h"

#define HEAD 6

/* Sorts by the high three bits of a byte; the low five choose within. */
static void put_char(struct buf *b, uint8_t c)
{
	static const uint32_t mark[32] = { 0x3001, 0x3002, 0xFF0C, 0xFF1B, 0xFF1A, 0xFF1F,
					   0xFF01, 0x201C, 0x201D, 0x2018, 0x2019, 0x300A,
					   0x300B, 0xFF08, 0xFF09, 0x3014, 0x3015, 0x2014,
					   0x2014, 0x2026, 0x2026, 0x00B7, 0x002D, 0x2013,
					   0x0025, 0x2103, 0x00A5, 0x0028, 0x0029, 0x002F,
					   0x002E, 0x002C };
	static const uint32_t rare[32] = { 0x20BB7, 0x30EDE, 0x2A700, 0x3400,  0xE0100, 0x0301,
					   0x0308,  0x200B,  0x200D,  0x00A0,  0x3000,  0x2028,
					   0x202E,  0x00AD,  0x2060,  0xFEFF,  0x2460,  0x3220,
					   0x00E9,  0x0416,  0x03B1,  0x1F600, 0x5E7F,  0x9FA5,
					   0xF900,  0x2FF0,  0x0E01,  0x05D0,  0x0627,  0x1100,
					   0x0915,  0x000A };
	uint32_t low = c & 31u;

	switch (c >> 5) {
	case 0:
		buf_char(b, low < 26 ? (char)('a' + low) : ' ');
		break;
	case 1:
		buf_char(b, low < 20   ? (char)('0' + low % 10)
			    : low < 26 ? ' '
				       : (char)('A' + low));
		break;
	case 2:
		buf_utf8(b, mark[low]);
		break;
	case 3:
		buf_utf8(b, rare[low]);
		break;
	default:
		buf_utf8(b, 0x4E00 + (c & 127u) * 37);
	}
}

static struct str text_of(struct arena *a, const uint8_t *byte, size_t n)
{
	struct str text = fuzz_text(byte, n);
	struct buf made = { .arena = a };

	if (utf8_check(text) == text.n)
		return text;
	for (size_t i = 0; i < n; i++)
		put_char(&made, byte[i]);
	return buf_text(&made);
}

/* White space goes where a line ends. */
static bool is_space(uint32_t c)
{
	return c <= 0x20 || c == 0x200B || c == 0x2028 || c == 0x3000 || c == 0xA0;
}

/* The next character of `s` that is no white space; UTF8_BAD at its end. */
static uint32_t next_char(struct str s, size_t *at)
{
	uint32_t c;

	do
		c = utf8_next(s, at);
	while (c != UTF8_BAD && is_space(c));
	return c;
}

/* Every line within the measure, every character of the text on some line, in order. */
static void check(struct arena *a, const struct para *para, const struct para_spec *spec)
{
	struct buf set = { .arena = a };
	size_t at = 0, set_at = 0;
	uint32_t want, have;

	for (size_t i = 0; i < para->nline; i++) {
		const struct para_line *line = &para->line[i];

		if (line->nrun > 0 && !para->overfull && line->width > spec->width + EMU_PT)
			abort();
		for (size_t k = 0; k < line->nrun; k++)
			buf_str(&set, line->run[k].text);
	}
	do {
		want = next_char(para->text, &at);
		have = next_char(buf_text(&set), &set_at);
		if (want != have)
			abort();
	} while (want != UTF8_BAD);
}

int LLVMFuzzerTestOneInput(const uint8_t *byte, size_t n)
{
	struct font_set *fonts = fuzz_fonts();
	struct arena *a = fuzz_arena();
	struct diags d = { .arena = a };
	struct font_role *role = font_role_find(fonts, STR("body"));
	struct font_role *other = font_role_find(fonts, STR("hei"));
	struct para_spec spec = { .role = role, .strong = role, .size = 16 * EMU_PT };
	struct str text = n > HEAD ? text_of(a, byte + HEAD, n - HEAD) : STR("");
	struct text tidy;
	struct str plain;
	struct para para;

	if (text.n > 0) {
		spec.align = (enum para_align)(byte[0] % (PARA_JUSTIFY + 1));
		spec.em = 156 * EMU_MM;
		spec.em_parts = 28;
		spec.width = (1 + byte[1]) * EMU_MM;
		spec.indent = byte[2] % 4;
		spec.hang = byte[2] / 4 % 4;
		spec.right = byte[2] / 16 % 3;
		spec.balance = byte[3] & 1;
		spec.one_line = byte[3] & 2;
		spec.upright = byte[3] & 4;
		spec.strong = byte[3] & 8 && other ? other : role;
		spec.level = (enum break_level)(byte[4] % 3);
		tidy = text_tidy(a, text_from(a, STR("t"), 1, text));
		plain = text_plain(a, tidy);
		spec.head = byte[5] % (uint32_t)(plain.n + 1);
		while (spec.head > 0 && spec.head < plain.n &&
		       (plain.s[spec.head] & 0xC0) == 0x80)
			spec.head--;
		para = para_set(a, &d, tidy, &spec);
		if (!diag_status(&d))
			check(a, &para, &spec);
	}
	arena_close(a);
	return 0;
}
