/* What red head and imprint print (GB/T 9704-2012 §7.2 and §7.4). */
#include "form/check_part.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* How many digits stand at the start of `s`. */
static size_t digits(struct str s)
{
	size_t n = 0;

	while (n < s.n && is_digit(s.s[n]))
		n++;
	return n;
}

/* Cut `prefix` off; false when it is not there. */
static bool cut(struct str *s, struct str prefix)
{
	bool is_there = str_starts(*s, prefix);

	if (is_there)
		*s = str_sub(*s, prefix.n, s->n);
	return is_there;
}

/* 某府发〔2025〕3号 (§7.2.5) */
static bool is_number(struct str s)
{
	size_t at = str_find(s, STR("〔"));
	bool has_code = at != 0 && at != (size_t)-1;

	if (!has_code)
		return false;
	s = str_sub(s, at, s.n);
	if (!cut(&s, STR("〔")) || digits(s) != 4)
		return false;
	s = str_sub(s, 4, s.n);
	if (!cut(&s, STR("〕")) || digits(s) == 0 || s.s[0] == '0')
		return false;
	return str_is(str_sub(s, digits(s), s.n), "号");
}

static void check_places(struct check *c)
{
	bool has_head = c->l->red_head.mark_style.n > 0,
	     has_imprint = c->l->imprint.style.n > 0;
	struct str rest = STR(ISSUE_WORDS), name;

	for (int i = 0; str_word(&rest, &name); i++) {
		bool placed =
			i == ISSUE_COPY_NUMBER || i == ISSUE_URGENCY ? has_head : has_imprint;

		if (c->r->issue_line[i] > 0 && !placed)
			CHECK_PUT(c, DIAG_PART_UNPLACED, c->r->issue_line[i], name, c->l->id);
	}
}

static void check_red_head(struct check *c)
{
	struct str number = c->r->archive[ARCHIVE_NUMBER],
		   copy = c->r->issue[ISSUE_COPY_NUMBER];

	if (number.n == 0)
		CHECK_PUT(c, DIAG_NUMBER_MISSING, c->r->head_line, STR(""));
	else if (!is_number(number))
		CHECK_PUT(c, DIAG_NUMBER_FORM, c->r->archive_line[ARCHIVE_NUMBER], number);
	if (copy.n > 0 && (copy.n != 6 || digits(copy) != 6))
		CHECK_PUT(c, DIAG_COPY_NUMBER_FORM, c->r->issue_line[ISSUE_COPY_NUMBER], copy);
}

void check_issue(struct check *c)
{
	check_places(c);
	if (c->l->red_head.mark_style.n > 0)
		check_red_head(c);
	if (c->l->imprint.style.n > 0 && c->r->issue_line[ISSUE_DATE] == 0 && c->r->date.n == 0)
		CHECK_PUT(c, DIAG_IMPRINT_DATE, c->r->head_line, STR(""));
}
