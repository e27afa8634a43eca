#include "form/check.h"
#include "form/check_part.h"

#include "base/num.h"

/* Reports are a year apart, or there is nothing to compare. */
static bool is_year_before(const struct report *last, const struct report *now)
{
	struct num a, b;

	return num_read(last->year, &a) == 4 && num_read(now->year, &b) == 4 &&
	       b.micro - a.micro == 1000000;
}

static void check_organ(struct check *c)
{
	struct str then = text_plain(c->a, c->last->organ), now = text_plain(c->a, c->r->organ);

	if (!str_eq(then, now))
		CHECK_PUT(c, DIAG_PREVIOUS_ORGAN, c->r->organ_line, c->last->file,
			  check_number(c, c->last->organ_line), then, now);
}

void check_previous(struct arena *a, struct diags *d, struct check_years years,
		    const struct layout *l, bool draft)
{
	struct check c = {
		.a = a, .d = d, .r = years.now, .last = years.last, .l = l, .draft = draft
	};

	if (!is_year_before(years.last, years.now)) {
		CHECK_PUT(&c, DIAG_PREVIOUS_YEAR, c.r->year_line, c.last->file,
			  check_number(&c, c.last->year_line), c.last->year, c.r->year);
		return;
	}
	check_organ(&c);
	for (size_t i = 0; i < l->npart; i++) {
		const struct form *form = layout_form(l, l->part[i].id);
		struct join now, last;

		if (l->part[i].kind != PART_FORM)
			continue;
		now = join_form(a, years.now, form);
		last = join_form(a, years.last, form);
		if (now.given && last.given)
			check_sums(&c, &now, &last);
	}
}
