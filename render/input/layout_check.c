/* The checks (勾稽关系) of a layout, and whether the parts of a layout fit each other. */
#include "input/layout_reader.h"

static void put_names(struct buf *names, struct str id)
{
	buf_str(names, id);
	buf_char(names, ' ');
}

/* The form a check or part names, or NULL after an error was put. */
static const struct form *need_form(struct layout_reader *p, struct str id, struct at at)
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

/* A field that a check adds up must be in the record, and a number. */
static void need_field(struct layout_reader *p, const struct layout_check *c,
		       const struct form_record *record, struct str id, struct at at)
{
	struct buf names = { .arena = p->r.a };

	if (record->number == FIGURE_FREE)
		DIAG_PUT(p->r.d, CHECK_FREE, at, c->id, record->id);
	if (form_field_find(record, id) >= 0)
		return;
	for (size_t i = 0; i < record->nfield; i++)
		put_names(&names, record->field[i]);
	layout_put_unknown(&p->r, at, "field", id, &names);
}

/* Names of a check that adds records up, field by field: all of them have the same fields. */
static void need_records(struct layout_reader *p, const struct layout_check *c,
			 const struct form *form, const struct str *id, size_t n, struct at at)
{
	struct buf names = { .arena = p->r.a };
	const struct form_record *first = NULL, *record;
	int i = c->ntotal > 0 ? form_record_find(form, c->total[0]) : -1;

	if (i >= 0)
		first = &form->record[i];
	for (size_t j = 0; j < form->nrecord; j++)
		put_names(&names, form->record[j].id);
	for (size_t j = 0; j < n; j++) {
		i = form_record_find(form, id[j]);
		if (i < 0) {
			layout_put_unknown(&p->r, at, "record", id[j], &names);
			continue;
		}
		record = &form->record[i];
		for (size_t k = 0; first != NULL && k < first->nfield; k++)
			need_field(p, c, record, first->field[k], at);
	}
}

static void need_fields(struct layout_reader *p, const struct layout_check *c,
			const struct form *form, const struct str *id, size_t n, struct at at)
{
	for (size_t i = 0; i < form->nrecord; i++)
		for (size_t j = 0; j < n; j++)
			need_field(p, c, &form->record[i], id[j], at);
}

static struct layout_check read_check(struct layout_reader *p, const struct xml_node *n)
{
#define AT(field) offsetof(struct attrs, field)
	struct attrs {
		struct str id, form, addends, total;
		bool per_field;
	} attrs = { .per_field = false };
	static const struct prop props[] = {
		{ "id", PROP_NAME, true, AT(id), 0, 0, NULL },
		{ "form", PROP_NAME, true, AT(form), 0, 0, NULL },
		{ "per", PROP_FLAG, true, AT(per_field), 0, 0, "record field" },
		{ "addends", PROP_NAME, true, AT(addends), 0, 0, NULL },
		{ "total", PROP_NAME, true, AT(total), 0, 0, NULL },
	};
#undef AT
	struct layout_check c = { .line = n->line };

	LAYOUT_PROPS(&p->r, n, props, &attrs);
	reader_no_children(&p->r, n);
	c.id = attrs.id;
	c.form = attrs.form;
	c.per_field = attrs.per_field;
	c.addend = layout_words(p->r.a, attrs.addends, &c.naddend);
	c.total = layout_words(p->r.a, attrs.total, &c.ntotal);
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
		form = need_form(p, c->form, at);
		if (form == NULL)
			continue;
		if (c->per_field) {
			need_records(p, c, form, c->addend, c->naddend, at);
			need_records(p, c, form, c->total, c->ntotal, at);
		} else {
			need_fields(p, c, form, c->addend, c->naddend, at);
			need_fields(p, c, form, c->total, c->ntotal, at);
		}
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
			need_form(p, p->to->part[i].id,
				  (struct at){ p->to->part[i].title.file,
					       p->to->part[i].title.span[0].line });
	for (size_t i = 0; i < p->to->nform; i++)
		check_width(p, &p->to->form[i]);
}
