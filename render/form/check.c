#include "form/check.h"

#include "base/limits.h"
#include "base/num.h"
#include "form/check_part.h"
#include "form/free_table.h"

struct str check_number(struct check *c, uint32_t n)
{
	struct buf b = { .arena = c->a };

	buf_printf(&b, "%u", (unsigned)n);
	return buf_text(&b);
}

void near_try(struct near *near, struct str id)
{
	size_t limit = near->best.s ? near->distance : 64;
	size_t distance = str_distance(near->wanted, id, limit);

	if (near->best.s && distance >= near->distance)
		return;
	near->best = id;
	near->distance = distance;
}

/* Sections and forms are both parts: what can be wrong with one, and how it is said. */
static const struct {
	enum diag_code unknown, elsewhere, twice, missing;
} part_code[] = {
	[PART_SECTION] = { DIAG_SECTION_UNKNOWN, DIAG_SECTION_IS_FORM, DIAG_SECTION_TWICE,
			   DIAG_SECTION_MISSING },
	[PART_FORM] = { DIAG_FORM_UNKNOWN, DIAG_FORM_IS_SECTION, DIAG_FORM_TWICE,
			DIAG_FORM_MISSING },
};

const struct layout_part *check_part(const struct layout *l, enum part_kind kind, struct str id)
{
	for (size_t i = 0; i < l->npart; i++)
		if (l->part[i].kind == kind && str_eq(l->part[i].id, id))
			return &l->part[i];
	return NULL;
}

static void put_unknown(struct check *c, enum part_kind kind, struct str id, uint32_t line)
{
	enum part_kind other = kind == PART_FORM ? PART_SECTION : PART_FORM;
	struct near near = { .wanted = id };

	if (id.n == 0)
		return; /* said while reading */
	if (check_part(c->l, other, id)) {
		CHECK_PUT(c, part_code[kind].elsewhere, line, id);
		return;
	}
	for (size_t i = 0; i < c->l->npart; i++)
		if (c->l->part[i].kind == kind)
			near_try(&near, c->l->part[i].id);
	CHECK_PUT(c, part_code[kind].unknown, line, id, near.best);
}

static void put_missing(struct check *c, const struct layout_part *part)
{
	if (part->required)
		CHECK_PUT(c, part_code[part->kind].missing, c->r->line,
			  text_plain(c->a, part->title), part->id);
}

/* Rows that are short are filled up with cells. */
static void check_table(struct check *c, const struct block *b)
{
	if (b->table->nrow > REPORT_MAX_ROWS)
		CHECK_PUT(c, DIAG_TABLE_LONG, b->line, check_number(c, REPORT_MAX_ROWS));
	else if (b->table->nrow * b->table->ncol > REPORT_MAX_CELLS)
		CHECK_PUT(c, DIAG_TABLE_CELLS, b->line, check_number(c, REPORT_MAX_CELLS));
}

static void check_tables(struct check *c, const struct block_list *blocks)
{
	for (size_t i = 0; i < blocks->n; i++) {
		const struct block *b = &blocks->item[i];

		if (b->kind == BLOCK_TABLE)
			check_table(c, b);
		for (size_t k = 0; b->kind == BLOCK_LIST && k < b->nitem; k++)
			check_tables(c, &b->items[k]);
	}
}

static void check_sections(struct check *c)
{
	for (size_t i = 0; i < c->r->nsection; i++) {
		const struct section *s = &c->r->section[i];
		const struct section *first = join_section(c->r, s->id);

		if (!check_part(c->l, PART_SECTION, s->id))
			put_unknown(c, PART_SECTION, s->id, s->line);
		else if (s != first)
			CHECK_PUT(c, DIAG_SECTION_TWICE, s->line, s->id,
				  check_number(c, first->line));
		check_tables(c, &s->blocks);
	}
	for (size_t i = 0; i < c->l->npart; i++) {
		const struct layout_part *part = &c->l->part[i];

		if (part->kind == PART_SECTION && !join_section(c->r, part->id))
			put_missing(c, part);
	}
}

static void check_forms(struct check *c)
{
	for (size_t i = 0; i < c->r->nform; i++) {
		const struct report_form *f = &c->r->form[i];
		const struct report_form *first = join_report_form(c->r, f->id);

		if (!check_part(c->l, PART_FORM, f->id))
			put_unknown(c, PART_FORM, f->id, f->line);
		else if (f != first)
			CHECK_PUT(c, DIAG_FORM_TWICE, f->line, f->id,
				  check_number(c, first->line));
	}
	for (size_t i = 0; i < c->l->npart; i++) {
		const struct layout_part *part = &c->l->part[i];

		if (part->kind != PART_FORM)
			continue;
		if (c->join[i].given)
			check_figures(c, &c->join[i]);
		else
			put_missing(c, part);
	}
}

/* A text that the layout prints nowhere must not get lost in silence. */
static void check_places(struct check *c)
{
	bool has_preface = false, has_signature = false;

	for (size_t i = 0; i < c->l->npart; i++) {
		has_preface |= c->l->part[i].kind == PART_PREFACE;
		has_signature |= c->l->part[i].kind == PART_SIGNATURE;
	}
	if (c->r->has_preface && !has_preface)
		CHECK_PUT(c, DIAG_PART_UNPLACED, c->r->preface.line, STR("preface"), c->l->id);
	if (c->r->signature.given && !has_signature)
		CHECK_PUT(c, DIAG_PART_UNPLACED, c->r->signature.line, STR("signature"),
			  c->l->id);
	if (c->r->signature.given && has_signature)
		check_signature(c);
	if (c->r->nannex > 0 && c->l->annexes.list_style.n == 0)
		CHECK_PUT(c, DIAG_PART_UNPLACED, c->r->annex[0].line, STR("annex"), c->l->id);
	for (size_t i = 0; i < c->r->nannex; i++)
		check_tables(c, &c->r->annex[i].blocks);
	check_tables(c, &c->r->preface.blocks);
}

/* Reports in the form of other years do occur: they may be meant, so they pass. */
static void check_year(struct check *c)
{
	int32_t first = c->l->first_year, last = c->l->last_year;
	struct buf span = { .arena = c->a };
	struct num n;
	int64_t year;

	if (num_read(c->r->year, &n) != 4)
		return; /* said while reading */
	year = n.micro / 1000000;
	if ((!first || year >= first) && (!last || year <= last))
		return;
	if (first)
		buf_printf(&span, "%d", (int)first);
	buf_z(&span, "–");
	if (last)
		buf_printf(&span, "%d", (int)last);
	CHECK_PUT(c, DIAG_YEAR_OUTSIDE, c->r->year_line, c->r->year, c->l->id, buf_text(&span));
}

static const struct join *join_parts(struct arena *a, const struct report *r,
				     const struct layout *l)
{
	struct join *join = arena_array(a, l->npart, sizeof(*join));

	for (size_t i = 0; i < l->npart; i++)
		if (l->part[i].kind == PART_FORM)
			join[i] = join_form(a, r, layout_form(l, l->part[i].id));
	return join;
}

bool check_report(struct arena *a, struct diags *d, const struct report *r,
		  const struct layout *l, bool draft, bool *broken)
{
	struct check c = { .a = a, .d = d, .r = r, .l = l, .draft = draft };
	size_t before = diag_errors(d), nbroken = 0;
	bool fits;

	c.join = join_parts(a, r, l);
	check_year(&c);
	check_places(&c);
	check_issue(&c);
	check_sections(&c);
	check_forms(&c);
	fits = diag_errors(d) == before;
	check_words(&c);
	check_mentions(&c);
	for (size_t i = 0; i < l->npart; i++)
		if (c.join[i].given)
			nbroken += check_sums(&c, &c.join[i], NULL);
	*broken = nbroken > 0;
	return fits;
}
