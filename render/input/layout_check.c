/* The checks (勾稽关系) of a layout, and whether the parts of a layout fit each other. */
#include "input/layout_reader.h"

static void put_names(struct buf *names, struct str id)
{
	buf_str(names, id);
	buf_char(names, ' ');
}

const struct form *layout_need_form(struct layout_reader *p, struct str id, struct at at)
{
	const struct form *form = layout_form(p->to, id);
	struct buf names = { .arena = p->r.a };

	if (form != NULL || id.n == 0)
		return form;
	for (size_t i = 0; i < p->to->nform; i++)
		put_names(&names, p->to->form[i].id);
	layout_put_unknown(&p->r, at, "form", id, &names);
	return NULL;
}

const struct form_record *layout_need_record(struct layout_reader *p, const struct form *form,
					     struct str id, struct at at)
{
	struct buf names = { .arena = p->r.a };
	int i = form_record_find(form, id);

	if (i >= 0)
		return &form->record[i];
	for (size_t j = 0; j < form->nrecord; j++)
		put_names(&names, form->record[j].id);
	layout_put_unknown(&p->r, at, "record", id, &names);
	return NULL;
}

void layout_need_field(struct layout_reader *p, struct str rule,
		       const struct form_record *record, struct str id, struct at at)
{
	struct buf names = { .arena = p->r.a };
	int field = form_field_find(record, id);

	if (field >= 0) {
		if (record->number[field] == FIGURE_FREE)
			DIAG_PUT(p->r.d, CHECK_FREE, at, rule, record->id);
		return;
	}
	for (size_t i = 0; i < record->nfield; i++)
		put_names(&names, record->field[i]);
	layout_put_unknown(&p->r, at, "field", id, &names);
}

bool layout_check_covers(const struct layout_check *c, struct str id)
{
	for (size_t i = 0; i < c->nonly; i++)
		if (str_eq(c->only[i], id))
			return true;
	return c->nonly == 0;
}

/* Terms of a check that adds records up, field by field: all of them have the total's fields. */
static void need_records(struct layout_reader *p, const struct layout_check *c,
			 const struct form *form, struct at at)
{
	int i = c->ntotal > 0 ? form_record_find(form, c->total[0].id) : -1;
	const struct form_record *first = i < 0 ? NULL : &form->record[i], *record;

	for (size_t j = 0; first != NULL && j < c->nonly; j++)
		layout_need_field(p, c->id, first, c->only[j], at);
	for (size_t j = 0; j < c->naddend + c->ntotal; j++) {
		record = layout_need_record(
			p, form, j < c->naddend ? c->addend[j].id : c->total[j - c->naddend].id,
			at);
		for (size_t k = 0; record != NULL && first != NULL && k < first->nfield; k++)
			if (layout_check_covers(c, first->field[k]))
				layout_need_field(p, c->id, record, first->field[k], at);
	}
}

/* Terms of a check that adds fields up, record by record. */
static void need_fields(struct layout_reader *p, const struct layout_check *c,
			const struct form *form, struct at at)
{
	for (size_t i = 0; i < c->nonly; i++)
		layout_need_record(p, form, c->only[i], at);
	for (size_t i = 0; i < form->nrecord; i++) {
		if (!layout_check_covers(c, form->record[i].id))
			continue;
		for (size_t j = 0; j < c->naddend; j++)
			layout_need_field(p, c->id, &form->record[i], c->addend[j].id, at);
		for (size_t j = 0; j < c->ntotal; j++)
			layout_need_field(p, c->id, &form->record[i], c->total[j].id, at);
	}
}

static bool cut_prefix(struct str *s, struct str prefix)
{
	if (!str_starts(*s, prefix))
		return false;
	*s = str_sub(*s, prefix.n, s->n);
	return true;
}

/* "-made", "previous:in-force", "-previous:made": only addends may have such prefixes. */
static struct check_term *read_terms(struct layout_reader *p, struct str list, bool prefixes,
				     size_t *n)
{
	struct str *word = layout_words(p->r.a, list, n);
	struct check_term *term = arena_array(p->r.a, *n, sizeof(*term));

	for (size_t i = 0; i < *n; i++) {
		term[i].minus = prefixes && cut_prefix(&word[i], STR("-"));
		term[i].previous = prefixes && cut_prefix(&word[i], STR("previous:"));
		term[i].id = word[i];
	}
	return term;
}

static struct layout_check read_check(struct layout_reader *p, const struct xml_node *n)
{
#define AT(field) offsetof(struct attrs, field)
	struct attrs {
		struct str id, form, only, addends, total;
		bool per_field, is_warning;
	} attrs = { .per_field = false };
	static const struct prop props[] = {
		{ "id", PROP_NAME, true, AT(id), 0, 0, NULL },
		{ "form", PROP_NAME, true, AT(form), 0, 0, NULL },
		{ "per", PROP_FLAG, true, AT(per_field), 0, 0, "record field" },
		{ "only", PROP_NAME, false, AT(only), 0, 0, NULL },
		{ "addends", PROP_NAME, true, AT(addends), 0, 0, NULL },
		{ "total", PROP_NAME, true, AT(total), 0, 0, NULL },
		{ "level", PROP_FLAG, false, AT(is_warning), 0, 0, "error warning" },
	};
#undef AT
	struct layout_check c = { .line = n->line };

	LAYOUT_PROPS(&p->r, n, props, &attrs);
	reader_no_children(&p->r, n);
	c.id = attrs.id;
	c.form = attrs.form;
	c.per_field = attrs.per_field;
	c.is_warning = attrs.is_warning;
	c.only = layout_words(p->r.a, attrs.only, &c.nonly);
	c.addend = read_terms(p, attrs.addends, true, &c.naddend);
	c.total = read_terms(p, attrs.total, false, &c.ntotal);
	for (size_t i = 0; i < c.naddend; i++)
		c.previous |= c.addend[i].previous;
	return c;
}

void layout_read_checks(struct layout_reader *p)
{
	struct layout_check *check = arena_array(p->r.a, p->check.n, sizeof(*check)), *c;
	const struct xml_node *n;
	const struct form *form;
	struct at at;

	for (size_t i = 0; i < p->check.n; i++) {
		n = layout_enter(p, &p->check.v[i]);
		at = reader_at(&p->r, n);
		c = &check[i];
		*c = read_check(p, n);
		form = layout_need_form(p, c->form, at);
		if (form == NULL)
			continue;
		if (c->per_field)
			need_records(p, c, form, at);
		else
			need_fields(p, c, form, at);
	}
	p->to->check = check;
	p->to->ncheck = p->check.n;
}

static struct str millimetres(struct reader *r, int64_t length)
{
	struct buf b = { .arena = r->a };
	int64_t tenths = emu_scale(length, 10, EMU_MM);

	buf_printf(&b, "%ld.%ld", (long)(tenths / 10), (long)(tenths % 10));
	return buf_text(&b);
}

static void check_width(struct layout_reader *p, const struct form *form)
{
	int64_t sum = 0, most = p->to->page.text_width;

	for (size_t i = 0; i < form->ncol; i++)
		sum += form->width[i];
	if (sum > most) {
		DIAG_PUT(p->r.d, FORM_WIDE, ((struct at){ form->file, form->line }), form->id,
			 millimetres(&p->r, sum), millimetres(&p->r, most));
	}
}

void layout_check(struct layout_reader *p)
{
	/* Styles that text is set in without an element of the layout naming them. */
	struct str rest = STR("body h2 h3 item sign-organ sign-date note caption figure-caption "
			      "table-head table-cell table-figure"),
		   id;

	while (str_word(&rest, &id))
		layout_need_style(p, id, p->at);
	for (size_t i = 0; i < p->to->npart; i++)
		if (p->to->part[i].kind == PART_FORM)
			layout_need_form(p, p->to->part[i].id,
					 (struct at){ p->to->part[i].title.file,
						      p->to->part[i].title.span[0].line });
	for (size_t i = 0; i < p->to->nform; i++)
		check_width(p, &p->to->form[i]);
}
