/* What a layout says about the words of a report: figures that they repeat, things not to omit. */
#include "input/layout_reader.h"

const struct layout_part *layout_need_section(struct layout_reader *p, struct str id,
					      struct at at)
{
	struct buf names = { .arena = p->r.a };

	for (size_t i = 0; i < p->to->npart; i++) {
		const struct layout_part *part = &p->to->part[i];

		if (part->kind != PART_SECTION)
			continue;
		if (str_eq(part->id, id))
			return part;
		buf_str(&names, part->id);
		buf_char(&names, ' ');
	}
	if (id.n > 0)
		layout_put_unknown(&p->r, at, "section", id, &names);
	return NULL;
}

static bool ends_with(struct str s, struct str suffix)
{
	return s.n >= suffix.n && str_eq(str_sub(s, s.n - suffix.n, suffix.n), suffix);
}

static size_t count(struct str s, struct str of)
{
	size_t n = 0, at;

	for (; (at = str_find(s, of)) != (size_t)-1; n++)
		s = str_sub(s, at + of.n, s.n);
	return n;
}

/* Words at both ends, so that what is found is no part of something else. */
static bool is_pattern(struct str s)
{
	struct str gap = STR("…"), number = STR("#");

	return !str_starts(s, gap) && !str_starts(s, number) && !ends_with(s, gap) &&
	       !ends_with(s, number) && count(s, number) <= 1 && count(s, gap) <= 2;
}

/* The figure that a mention repeats must be there. */
static void need_figure(struct layout_reader *p, const struct layout_mention *m, struct at at)
{
	const struct form *form = layout_need_form(p, m->form, at);
	const struct form_record *record;

	for (size_t i = 0; form != NULL && i < m->nrecord; i++) {
		record = layout_need_record(p, form, m->record[i], at);
		if (record != NULL)
			layout_need_field(p, m->id, record, m->field, at);
	}
}

static struct layout_mention read_mention(struct layout_reader *p, const struct xml_node *n)
{
#define AT(field) offsetof(struct attrs, field)
	struct attrs {
		struct str id, section, form, record, field, says, about, unless;
	} attrs = { .id = STR("") };
	static const struct prop props[] = {
		{ "id", PROP_NAME, true, AT(id), 0, 0, NULL },
		{ "section", PROP_NAME, true, AT(section), 0, 0, NULL },
		{ "form", PROP_NAME, true, AT(form), 0, 0, NULL },
		{ "record", PROP_NAME, true, AT(record), 0, 0, NULL },
		{ "field", PROP_NAME, true, AT(field), 0, 0, NULL },
		{ "says", PROP_NAME, true, AT(says), 0, 0, NULL },
		{ "about", PROP_NAME, false, AT(about), 0, 0, NULL },
		{ "unless", PROP_NAME, false, AT(unless), 0, 0, NULL },
	};
#undef AT
	struct layout_mention m = { .id = STR("") };

	LAYOUT_PROPS(&p->r, n, props, &attrs);
	reader_no_children(&p->r, n);
	m.id = attrs.id;
	m.section = attrs.section;
	m.form = attrs.form;
	m.field = attrs.field;
	m.record = layout_words(p->r.a, attrs.record, &m.nrecord);
	m.says = layout_words(p->r.a, attrs.says, &m.nsays);
	m.about = layout_words(p->r.a, attrs.about, &m.nabout);
	m.unless = layout_words(p->r.a, attrs.unless, &m.nunless);
	return m;
}

void layout_read_mentions(struct layout_reader *p)
{
	struct layout_mention *mention = arena_array(p->r.a, p->mention.n, sizeof(*mention));
	const struct xml_node *n;
	struct at at;

	for (size_t i = 0; i < p->mention.n; i++) {
		struct layout_mention *m = &mention[i];

		n = layout_enter(p, &p->mention.v[i]);
		at = reader_at(&p->r, n);
		*m = read_mention(p, n);
		layout_need_section(p, m->section, at);
		need_figure(p, m, at);
		for (size_t k = 0; k < m->nsays; k++)
			if (!is_pattern(m->says[k]))
				DIAG_PUT(p->r.d, PATTERN_WRONG, at, m->id, m->says[k]);
	}
	p->to->mention = mention;
	p->to->nmention = p->mention.n;
}

static struct layout_require read_require(struct layout_reader *p, const struct xml_node *n)
{
#define AT(field) offsetof(struct attrs, field)
	struct attrs {
		struct str id, section, any, beyond;
	} attrs = { .id = STR("") };
	static const struct prop props[] = {
		{ "id", PROP_NAME, true, AT(id), 0, 0, NULL },
		{ "section", PROP_NAME, true, AT(section), 0, 0, NULL },
		{ "any", PROP_NAME, false, AT(any), 0, 0, NULL },
		{ "beyond", PROP_NAME, false, AT(beyond), 0, 0, NULL },
	};
#undef AT
	struct layout_require q = { .id = STR("") };

	LAYOUT_PROPS(&p->r, n, props, &attrs);
	reader_no_children(&p->r, n);
	q.id = attrs.id;
	q.section = attrs.section;
	q.any = layout_words(p->r.a, attrs.any, &q.nany);
	q.beyond = layout_words(p->r.a, attrs.beyond, &q.nbeyond);
	return q;
}

void layout_read_requires(struct layout_reader *p)
{
	struct layout_require *require = arena_array(p->r.a, p->require.n, sizeof(*require));
	const struct xml_node *n;

	for (size_t i = 0; i < p->require.n; i++) {
		n = layout_enter(p, &p->require.v[i]);
		require[i] = read_require(p, n);
		layout_need_section(p, require[i].section, reader_at(&p->r, n));
	}
	p->to->require = require;
	p->to->nrequire = p->require.n;
}
