/* What a 落款 must and may say, by what it bears (GB/T 9704-2012 §7.3.5). */
#include "form/check_part.h"

enum rule { MAY, MUST, NOT };

static const char *const seal_name[NSEAL] = { "不加盖印章", "加盖印章", "加盖签名章" };

static const struct {
	const char *element, *name;
	enum rule rule[NSEAL];
} part[] = {
	{ "organ", "发文机关署名", { MAY, MUST, NOT } },
	{ "date", "成文日期", { MAY, MUST, MUST } },
	{ "signatory", "签发人", { MAY, NOT, MAY } },
	{ "post", "签发人职务", { NOT, NOT, MUST } },
};

void check_signature(struct check *c)
{
	const struct signature *s = &c->r->signature;
	enum seal seal = join_seal(c->r, c->l);
	const bool has[] = { s->has_organ, s->has_date && join_date(c->r).n > 0,
			     !text_is_empty(s->signatory), !text_is_empty(s->post) };

	for (size_t i = 0; i < sizeof(part) / sizeof(*part); i++) {
		enum rule rule = part[i].rule[seal];

		if (rule == MAY || (rule == MUST) == has[i])
			continue;
		CHECK_PUT(c, rule == MUST ? DIAG_SIGN_LACKS : DIAG_SIGN_BEYOND, s->line,
			  str_from(seal_name[seal]), str_from(part[i].name),
			  str_from(part[i].element), str_from(seal_word(seal)));
	}
}
