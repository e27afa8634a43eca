#include "form/check_part.h"
#include "form/figure.h"

#define SHORT_SIDE 4 /* addends: a longer side is printed without its zeros */

struct term {
	const struct check_term *rule;
	const struct join *join; /* the report that states it: this one or last year's */
	size_t irecord, ifield;
	struct num value;
};

/* One side of the equations of a rule. */
struct side {
	const struct check_term *rule; /* names records (by field) or fields (by record) */
	const int *record;             /* by field: index of each record, or -1 */
	size_t nrule;
	struct term *term; /* of the equation at hand */
	size_t n;
	struct num sum;
};

/* One rule for one column (rules by field) or one row (rules by record) of its form. */
struct equation {
	const struct layout_check *rule;
	const struct join *join,
		*last;          /* the form in this report, and in last year's or NULL */
	size_t irecord, ifield; /* the column: of the first total; the row: irecord */
	struct side addends, total;
};

enum outcome { EQUATION_OPEN, EQUATION_HOLDS, EQUATION_BROKEN, EQUATION_TOO_LARGE };

/* Where the figure of one id of a side stands; false when there is none in this equation. */
static bool find_term(const struct equation *e, const struct side *side, size_t i,
		      struct term *term)
{
	const struct form *f = e->join->form;
	int irecord = e->rule->per_field ? side->record[i] : (int)e->irecord;
	const struct check_term *rule = &side->rule[i];
	struct str field = rule->id;
	int ifield;

	if (irecord < 0)
		return false;
	if (e->rule->per_field)
		field = f->record[e->irecord].field[e->ifield];
	ifield = form_field_find(&f->record[irecord], field);
	*term = (struct term){ .rule = rule,
			       .join = rule->previous ? e->last : e->join,
			       .irecord = (size_t)irecord,
			       .ifield = (size_t)ifield };
	return ifield >= 0;
}

/* Read the term's figure; false when it is not there or is no number: both reported already. */
static bool read_term(struct term *term, bool blank_is_open)
{
	const struct str *text = join_figure(term->join, term->irecord, term->ifield);
	struct figure figure;

	if (!text)
		return false;
	figure = figure_read(*text,
			     term->join->form->record[term->irecord].number[term->ifield]);
	term->value = figure.value;
	return figure.state == FIGURE_STATED ||
	       (figure.state == FIGURE_BLANK && !blank_is_open);
}

/*
 * Read one side. EQUATION_OPEN when a figure cannot be read, or is blank where blanks leave the
 * equation open: in the total, and in last year's report, which nobody will fill in now.
 */
static enum outcome read_side(const struct equation *e, struct side *side, bool is_total)
{
	side->n = 0;
	side->sum = (struct num){ 0 };
	for (size_t i = 0; i < side->nrule; i++) {
		struct term *term = &side->term[side->n];

		if (!find_term(e, side, i, term) ||
		    !read_term(term, is_total || term->rule->previous))
			return EQUATION_OPEN;
		side->n++;
		if (!(term->rule->minus ? num_sub : num_add)(&side->sum, term->value))
			return EQUATION_TOO_LARGE;
	}
	return EQUATION_HOLDS;
}

static enum outcome read_equation(struct equation *e)
{
	enum outcome addends = read_side(e, &e->addends, false);
	enum outcome total = read_side(e, &e->total, true);

	if (addends == EQUATION_OPEN || total == EQUATION_OPEN)
		return EQUATION_OPEN;
	if (addends == EQUATION_TOO_LARGE || total == EQUATION_TOO_LARGE)
		return EQUATION_TOO_LARGE;
	return e->addends.sum.micro == e->total.sum.micro ? EQUATION_HOLDS : EQUATION_BROKEN;
}

static struct str number(struct check *c, struct num n)
{
	struct buf b = { .arena = c->a };

	num_put(&b, n);
	return buf_text(&b);
}

/* "（二）部分公开", "last.xml:67“四、结转下年度继续办理”" */
static void put_term(struct check *c, const struct equation *e, const struct term *t,
		     struct buf *b)
{
	const struct form_labels *l = &e->join->labels;
	struct str label = e->rule->per_field ? label_of_record(c->a, l, t->irecord)
					      : label_of_field(c->a, l, t->irecord, t->ifield);

	if (!t->rule->previous) {
		buf_str(b, label);
		return;
	}
	buf_str(b, c->last->file);
	buf_printf(b, ":%u“", (unsigned)t->join->row[t->irecord]->line);
	buf_str(b, label);
	buf_z(b, "”");
}

/* "（一）予以公开 3 + （二）部分公开 2（其余各项为0）" */
static struct buf side_text(struct check *c, const struct equation *e, const struct side *side)
{
	struct buf b = { .arena = c->a };
	size_t nput = 0;

	for (size_t i = 0; i < side->n; i++) {
		const struct term *t = &side->term[i];

		if (side->n > SHORT_SIDE && t->value.micro == 0)
			continue;
		if (nput++ > 0)
			buf_z(&b, t->rule->minus ? " - " : " + ");
		else if (t->rule->minus)
			buf_z(&b, "-");
		put_term(c, e, t, &b);
		if (side->n > 1) {
			buf_char(&b, ' ');
			num_put(&b, t->value);
		}
	}
	if (nput == 0)
		buf_z(&b, "各项均为0");
	else if (nput < side->n)
		buf_z(&b, "（其余各项为0）");
	return b;
}

static struct str difference(struct check *c, const struct equation *e)
{
	struct num a = e->addends.sum, b = e->total.sum;
	bool falls = a.micro > b.micro;
	struct num d = falls ? a : b;

	return num_sub(&d, falls ? b : a) ? number(c, d) : STR("?");
}

/* By: is last year's report in it, does it only warn. */
static const enum diag_code broken_code[2][2] = {
	{ DIAG_SUM_BROKEN, DIAG_SUM_BROKEN_DRAFT },
	{ DIAG_SUM_PREVIOUS, DIAG_SUM_PREVIOUS_WARNING },
};

static void put_broken(struct check *c, const struct equation *e, enum outcome outcome)
{
	const struct form_labels *l = &e->join->labels;
	uint32_t line = e->join->row[e->irecord]->line;
	struct str place = e->rule->per_field ? label_of_field(c->a, l, e->irecord, e->ifield)
					      : label_path(c->a, l, e->irecord);
	bool is_warning = e->rule->is_warning || c->draft;
	struct buf addends, total;

	if (outcome == EQUATION_TOO_LARGE) {
		CHECK_PUT(c, DIAG_SUM_TOO_LARGE, line, e->rule->id, place);
		return;
	}
	addends = side_text(c, e, &e->addends);
	total = side_text(c, e, &e->total);
	buf_z(&total, " = ");
	num_put(&total, e->total.sum);
	CHECK_PUT(c, broken_code[e->rule->previous][is_warning], line, e->rule->id, place,
		  buf_text(&addends), number(c, e->addends.sum), buf_text(&total),
		  difference(c, e));
}

static size_t check_equation(struct check *c, struct equation *e)
{
	enum outcome outcome = read_equation(e);

	if (outcome == EQUATION_OPEN || outcome == EQUATION_HOLDS)
		return 0;
	if (outcome == EQUATION_TOO_LARGE && e->rule->is_warning)
		return 0; /* a rule that need not hold refuses no report */
	put_broken(c, e, outcome);
	return !e->rule->is_warning;
}

static struct side open_side(struct check *c, const struct layout_check *rule,
			     const struct form *f, const struct check_term *term, size_t n)
{
	struct side side = { .rule = term, .nrule = n };
	int *record = arena_array(c->a, n, sizeof(*record));

	side.term = arena_array(c->a, n, sizeof(*side.term));
	for (size_t i = 0; rule->per_field && i < n; i++)
		record[i] = join_record(f, term[i].id, i > 0 ? record[i - 1] + 1 : 0);
	side.record = record;
	return side;
}

static size_t check_rule(struct check *c, const struct layout_check *rule, const struct join *j,
			 const struct join *last)
{
	struct equation e = { .rule = rule, .join = j, .last = last };
	const struct form_record *record = j->form->record;
	size_t nbroken = 0;

	e.addends = open_side(c, rule, j->form, rule->addend, rule->naddend);
	e.total = open_side(c, rule, j->form, rule->total, rule->ntotal);
	if (!rule->per_field) {
		for (; e.irecord < j->form->nrecord; e.irecord++)
			if (layout_check_covers(rule, record[e.irecord].id))
				nbroken += check_equation(c, &e);
		return nbroken;
	}
	if (rule->ntotal == 0 || e.total.record[0] < 0)
		return 0;
	e.irecord = (size_t)e.total.record[0];
	for (; e.ifield < record[e.irecord].nfield; e.ifield++)
		if (layout_check_covers(rule, record[e.irecord].field[e.ifield]))
			nbroken += check_equation(c, &e);
	return nbroken;
}

size_t check_sums(struct check *c, const struct join *j, const struct join *last)
{
	size_t nbroken = 0;

	for (size_t i = 0; i < c->l->ncheck; i++) {
		const struct layout_check *rule = &c->l->check[i];

		if (str_eq(rule->form, j->form->id) && rule->previous == (last != NULL))
			nbroken += check_rule(c, rule, j, last);
	}
	return nbroken;
}
