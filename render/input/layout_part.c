/* Styles, the page, and the outline of a layout. */
#include "input/layout_reader.h"

#define PT(n) ((n)*EMU_PT)
#define MM(n) ((n)*EMU_MM)

/* The number of an ordered item has one place that counts. */
static void check_number(struct layout_reader *p, const struct xml_node *n, struct str number)
{
	if (number.n > 0 && str_find(number, STR("1")) == (size_t)-1 &&
	    str_find(number, STR("①")) == (size_t)-1)
		DIAG_PUT(p->r.d, LAYOUT_VALUE, reader_at(&p->r, n), STR("number"), number,
			 STR("1. / （1） / ①"));
}

void layout_read_styles(struct layout_reader *p)
{
#define AT(field) offsetof(struct style, field)
	static const struct prop props[] = {
		{ "id", PROP_NAME, true, AT(id), 0, 0, NULL },
		{ "role", PROP_NAME, true, AT(role), 0, 0, NULL },
		{ "strong", PROP_NAME, false, AT(strong), 0, 0, NULL },
		{ "size", PROP_LENGTH, true, AT(size), PT(1), PT(200), NULL },
		{ "squeeze", PROP_WHOLE, false, AT(squeeze), 0, 10, NULL },
		{ "floor", PROP_LENGTH, false, AT(floor), PT(1), PT(200), NULL },
		{ "pitch", PROP_LENGTH, false, AT(pitch), PT(1), PT(400), NULL },
		{ "align", PROP_CHOICE, true, AT(align), 0, 0, "left center right justify" },
		{ "valign", PROP_CHOICE, false, AT(valign), 0, 0, "top middle bottom" },
		{ "dir", PROP_CHOICE, false, AT(dir), 0, 0, "across upright turned" },
		{ "balance", PROP_FLAG, false, AT(balance), 0, 0, "no yes" },
		{ "nowrap", PROP_FLAG, false, AT(nowrap), 0, 0, "no yes" },
		{ "keep-next", PROP_FLAG, false, AT(keep_next), 0, 0, "no yes" },
		{ "ink", PROP_CHOICE, false, AT(ink), 0, 0, INK_WORDS },
		{ "indent", PROP_WHOLE, false, AT(indent), 0, 20, NULL },
		{ "hang", PROP_WHOLE, false, AT(hang), 0, 20, NULL },
		{ "number", PROP_NAME, false, AT(number), 0, 0, NULL },
		{ "right", PROP_WHOLE, false, AT(right), 0, 20, NULL },
		{ "lines-before", PROP_WHOLE, false, AT(lines_before), 0, 20, NULL },
		{ "lines-after", PROP_WHOLE, false, AT(lines_after), 0, 20, NULL },
		{ "space-after", PROP_LENGTH, false, AT(space_after), 0, PT(100), NULL },
		{ "pad-x", PROP_LENGTH, false, AT(pad_x), 0, PT(50), NULL },
		{ "pad-y", PROP_LENGTH, false, AT(pad_y), 0, PT(50), NULL },
	};
#undef AT
	struct style *style = arena_array(p->r.a, p->style.n, sizeof(*style));
	const struct xml_node *n;

	for (size_t i = 0; i < p->style.n; i++) {
		n = layout_enter(p, &p->style.v[i]);
		style[i].line = n->line;
		LAYOUT_PROPS(&p->r, n, props, &style[i]);
		check_number(p, n, style[i].number);
		reader_no_children(&p->r, n);
	}
	p->to->style = style;
	p->to->nstyle = p->style.n;
}

const struct xml_node *layout_enter_single(struct layout_reader *p, enum single i,
					   const char *name)
{
	if (p->single[i].node == NULL) {
		DIAG_PUT(p->r.d, LAYOUT_LACKS, p->at, str_from(name));
		return NULL;
	}
	return layout_enter(p, &p->single[i]);
}

static void read_folio(struct layout_reader *p)
{
#define AT(field) offsetof(struct layout_folio, field)
	static const struct prop props[] = {
		{ "style", PROP_NAME, true, AT(style), 0, 0, NULL },
		{ "before", PROP_TEXT, false, AT(before), 0, 0, NULL },
		{ "after", PROP_TEXT, false, AT(after), 0, 0, NULL },
		{ "drop", PROP_LENGTH, true, AT(drop), 0, MM(100), NULL },
		{ "inset", PROP_WHOLE, true, AT(inset), 0, 20, NULL },
	};
#undef AT
	const struct xml_node *n = layout_enter_single(p, SINGLE_FOLIO, "folio");

	if (n == NULL)
		return;
	LAYOUT_PROPS(&p->r, n, props, &p->to->folio);
	reader_no_children(&p->r, n);
	layout_need_style(p, p->to->folio.style, reader_at(&p->r, n));
}

static void read_draft(struct layout_reader *p)
{
#define AT(field) offsetof(struct layout_draft, field)
	static const struct prop props[] = {
		{ "style", PROP_NAME, true, AT(style), 0, 0, NULL },
		{ "text", PROP_NAME, true, AT(text), 0, 0, NULL },
		{ "rise", PROP_LENGTH, true, AT(rise), 0, MM(100), NULL },
	};
#undef AT
	const struct xml_node *n = layout_enter_single(p, SINGLE_DRAFT, "draft-mark");

	if (n == NULL)
		return;
	LAYOUT_PROPS(&p->r, n, props, &p->to->draft);
	reader_no_children(&p->r, n);
	layout_need_style(p, p->to->draft.style, reader_at(&p->r, n));
}

static void read_figures(struct layout_reader *p)
{
#define AT(field) offsetof(struct layout_figures, field)
	static const struct prop props[] = {
		{ "label", PROP_TEXT, false, AT(label), 0, 0, NULL },
		{ "dpi", PROP_WHOLE, true, AT(dpi), 36, 2400, NULL },
		{ "most", PROP_LENGTH, true, AT(most), MM(5), MM(2000), NULL },
		{ "space", PROP_LENGTH, false, AT(space), 0, PT(100), NULL },
	};
#undef AT
	const struct xml_node *n;

	p->to->figures = (struct layout_figures){ .dpi = 200, .most = MM(100) };
	if (p->single[SINGLE_FIGURES].node == NULL)
		return;
	n = layout_enter(p, &p->single[SINGLE_FIGURES]);
	LAYOUT_PROPS(&p->r, n, props, &p->to->figures);
	reader_no_children(&p->r, n);
}

static void read_tables(struct layout_reader *p)
{
#define AT(field) offsetof(struct layout_tables, field)
	static const struct prop props[] = {
		{ "rule", PROP_LENGTH, true, AT(rule), EMU_PT / 10, PT(10), NULL },
		{ "below", PROP_LENGTH, true, AT(below), 0, PT(100), NULL },
		{ "least", PROP_WHOLE, false, AT(least), 0, 20, NULL },
		{ "continued", PROP_TEXT, false, AT(continued), 0, 0, NULL },
	};
#undef AT
	const struct xml_node *n = layout_enter_single(p, SINGLE_TABLES, "tables");

	if (n == NULL)
		return;
	LAYOUT_PROPS(&p->r, n, props, &p->to->tables);
	reader_no_children(&p->r, n);
}

void layout_read_page(struct layout_reader *p)
{
#define AT(field) offsetof(struct layout_page, field)
	static const struct prop props[] = {
		{ "width", PROP_LENGTH, true, AT(width), MM(20), MM(2000), NULL },
		{ "height", PROP_LENGTH, true, AT(height), MM(20), MM(2000), NULL },
		{ "top", PROP_LENGTH, true, AT(top), 0, MM(2000), NULL },
		{ "left", PROP_LENGTH, true, AT(left), 0, MM(2000), NULL },
		{ "text-width", PROP_LENGTH, true, AT(text_width), MM(10), MM(2000), NULL },
		{ "text-height", PROP_LENGTH, true, AT(text_height), MM(10), MM(2000), NULL },
		{ "lines", PROP_WHOLE, true, AT(lines), 1, 200, NULL },
		{ "columns", PROP_WHOLE, true, AT(columns), 1, 200, NULL },
		{ "kinsoku", PROP_CHOICE, false, AT(level), 0, 0, "gb basic strict" },
	};
#undef AT
	const struct xml_node *n = layout_enter_single(p, SINGLE_PAGE, "page");
	struct layout_page *page = &p->to->page;

	if (n != NULL) {
		LAYOUT_PROPS(&p->r, n, props, page);
		reader_no_children(&p->r, n);
		if (page->left + page->text_width > page->width ||
		    page->top + page->text_height > page->height)
			DIAG_PUT0(p->r.d, PAGE_SIZE, reader_at(&p->r, n));
	}
	read_folio(p);
	read_draft(p);
	read_figures(p);
	read_tables(p);
}

void layout_read_title(struct layout_reader *p)
{
	static const struct prop props[] = {
		{ "style", PROP_NAME, true, offsetof(struct layout_title, style), 0, 0, NULL },
		{ "pattern", PROP_NAME, true, offsetof(struct layout_title, pattern), 0, 0,
		  NULL },
	};
	const struct xml_node *n = layout_enter_single(p, SINGLE_TITLE, "title");
	struct layout_title *title = &p->to->title;
	struct str *phrase = NULL;
	size_t cap = 0;

	if (n == NULL)
		return;
	LAYOUT_PROPS(&p->r, n, props, title);
	layout_need_style(p, title->style, reader_at(&p->r, n));
	for (const struct xml_node *c = n->first; c != NULL; c = c->next) {
		if (reader_child(&p->r, n, c, "phrase") < 0)
			continue;
		phrase = arena_grow(p->r.a, phrase, &cap, title->nphrase + 1, sizeof(*phrase));
		phrase[title->nphrase++] = text_plain(p->r.a, reader_text(&p->r, c, ""));
	}
	title->phrase = phrase;
}

/* The attributes of a section, table or signature in the outline. */
struct part {
	struct str id, title, style, hint;
	bool required;
	enum seal seal;
};

static struct layout_part read_part(struct layout_reader *p, const struct xml_node *n,
				    enum part_kind kind)
{
#define AT(field) offsetof(struct part, field)
#define COMMON                                                                                 \
	{ "title", PROP_NAME, true, AT(title), 0, 0, NULL },                                   \
		{ "style", PROP_NAME, true, AT(style), 0, 0, NULL },                           \
	{                                                                                      \
		"required", PROP_FLAG, false, AT(required), 0, 0, "no yes"                     \
	}
	static const struct prop section[] = {
		{ "id", PROP_NAME, true, AT(id), 0, 0, NULL },
		COMMON,
		{ "hint", PROP_NAME, false, AT(hint), 0, 0, NULL },
	};
	static const struct prop table[] = {
		{ "form", PROP_NAME, true, AT(id), 0, 0, NULL },
		COMMON,
	};
	static const struct prop signature[] = {
		{ "seal", PROP_CHOICE, false, AT(seal), 0, 0, SEAL_WORDS },
	};
#undef COMMON
#undef AT
	struct part part = { 0 };

	if (kind == PART_SECTION)
		LAYOUT_PROPS(&p->r, n, section, &part);
	else if (kind == PART_FORM)
		LAYOUT_PROPS(&p->r, n, table, &part);
	else if (kind == PART_SIGNATURE)
		LAYOUT_PROPS(&p->r, n, signature, &part);
	else
		reader_attrs(&p->r, n, "");
	reader_no_children(&p->r, n);
	layout_need_style(p, part.style, reader_at(&p->r, n));
	return (struct layout_part){ .kind = kind,
				     .id = part.id,
				     .title = text_from(p->r.a, p->r.file, n->line, part.title),
				     .style = part.style,
				     .required = part.required,
				     .hint = part.hint,
				     .seal = part.seal };
}

void layout_read_outline(struct layout_reader *p)
{
	/* In the order of enum part_kind. */
	const char *words = "preface section table signature";
	const struct xml_node *outline = layout_enter_single(p, SINGLE_OUTLINE, "outline");
	struct layout_part *part = NULL, new;
	size_t cap = 0, npart = 0, i;
	int kind;

	for (const struct xml_node *n = outline == NULL ? NULL : outline->first; n != NULL;
	     n = n->next) {
		kind = reader_child(&p->r, outline, n, words);
		if (kind < 0)
			continue;
		new = read_part(p, n, (enum part_kind)kind);
		for (i = 0; i < npart; i++)
			if (part[i].kind == new.kind && str_eq(part[i].id, new.id))
				break;
		if (i < npart) {
			layout_put_twice(&p->r, reader_at(&p->r, n), str_z(p->r.a, n->name),
					 new.id);
			continue;
		}
		part = arena_grow(p->r.a, part, &cap, npart + 1, sizeof(*part));
		part[npart++] = new;
	}
	p->to->part = part;
	p->to->npart = npart;
}
