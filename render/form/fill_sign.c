/* The 落款 (GB/T 9704-2012 §7.3.5): what it says. Where it stands is page/compose_sign.c. */
#include "form/fill_part.h"
#include "form/join.h"

/* 2023-01-16 -> 2023年1月16日 (§7.3.5.4: no leading zeros); anything else as it is. */
struct str fill_date(struct fill *f, struct str date)
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

void fill_signature(struct fill *f)
{
	const struct signature *given = &f->r->signature;
	struct doc_sign *sign = arena_alloc(f->a, sizeof(*sign));
	struct text organ = text_is_empty(given->organ) ? f->r->organ : given->organ;

	*sign = (struct doc_sign){ .seal = join_seal(f->r, f->l),
				   .signatory = given->signatory,
				   .post = given->post,
				   .date_style = layout_style(f->l, STR("sign-date")) };
	if (given->has_organ)
		sign->organ = organ;
	if (given->has_date)
		sign->date =
			text_from(f->a, f->r->file, given->line, fill_date(f, join_date(f->r)));
	if (sign->seal == SEAL_ORGAN)
		sign->bearer = text_plain(f->a, organ);
	if (sign->seal == SEAL_SIGNATORY) {
		/* the stamp shows the name */
		sign->bearer = text_plain(f->a, given->signatory);
		sign->signatory = (struct text){ 0 };
	}
	fill_put(f, DOC_SIGN, layout_style(f->l, STR("sign-organ")),
		 (struct text){ .file = f->r->file }, given->line)
		->sign = sign;
}
