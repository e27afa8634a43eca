/*
 * The 落款 of a print without seal, GB/T 9704-2012 §7.3.5.2: the organ's name stands 2 characters
 * off the right edge; the date below it starts 2 characters to the right of the name's start. A
 * date longer than the name would run out of the page: then the date stands 2 characters off the
 * edge and the name moves left.
 */
#include "base/utf8.h"
#include "form/fill_part.h"

/* Places along a line are counted in half characters: an ASCII letter or digit takes one. */
#define HALVES 2
#define SIGN_RIGHT (2 * HALVES)
#define SIGN_INDENT (2 * HALVES)

static int32_t halves(struct str s)
{
	int32_t n = 0;

	for (size_t at = 0; at < s.n;)
		n += utf8_next(s, &at) < 0x80 ? 1 : HALVES;
	return n;
}

/* 2023-01-16 -> 2023年1月16日; anything else as it is. */
static struct str date_in_words(struct fill *f, struct str date)
{
	struct buf b = { .arena = f->a };
	struct str month = str_sub(date, 5, 2), day = str_sub(date, 8, 2);

	if (date.n != 10)
		return date;
	buf_str(&b, str_sub(date, 0, 4));
	buf_z(&b, "年");
	buf_str(&b, month.s[0] == '0' ? str_sub(month, 1, 1) : month);
	buf_z(&b, "月");
	buf_str(&b, day.s[0] == '0' ? str_sub(day, 1, 1) : day);
	buf_z(&b, "日");
	return buf_text(&b);
}

/* A line that ends `right` half characters from the edge, less where it is too long for that. */
static void put_line(struct fill *f, const struct style *style, struct text text, uint32_t line,
		     int32_t right)
{
	int32_t columns = f->l->page.columns * HALVES;
	int32_t room = columns - halves(text_plain(f->a, text));
	struct doc_block *b = fill_put(f, DOC_SIGN, style, text, line);

	if (right > room)
		right = room > 0 ? room : 0;
	b->shift = (emu)emu_scale(f->l->page.text_width, right, columns);
}

/* Only the first line of the 落款 stands off from the text. */
static const struct style *closed_up(struct fill *f, const struct style *style)
{
	struct style *s = arena_alloc(f->a, sizeof(*s));

	*s = *style;
	s->lines_before = 0;
	return s;
}

void fill_signature(struct fill *f)
{
	const struct signature *sign = &f->r->signature;
	const struct style *style = layout_style(f->l, STR("sign-organ"));
	struct text organ = text_is_empty(sign->organ) ? f->r->organ : sign->organ;
	struct str date = date_in_words(f, sign->date.n > 0 ? sign->date : f->r->date);
	bool has_date = sign->has_date && date.n > 0;
	int32_t organ_right = SIGN_RIGHT, date_right = SIGN_RIGHT;

	if (sign->has_organ && has_date) {
		int32_t longer = halves(date) - halves(text_plain(f->a, organ));

		if (longer > 0)
			organ_right += SIGN_INDENT + longer;
		else
			date_right -= SIGN_INDENT + longer;
	}
	if (!text_is_empty(sign->signatory)) {
		put_line(f, style, sign->signatory, sign->line, SIGN_RIGHT);
		style = closed_up(f, style);
	}
	if (sign->has_organ) {
		put_line(f, style, organ, sign->line, organ_right);
		style = layout_style(f->l, STR("sign-date"));
	}
	if (has_date)
		put_line(f, style, text_from(f->a, f->r->file, sign->line, date), sign->line,
			 date_right);
}
