#include "page/compose.h"

#include "page/compose_part.h"
#include "page/style_para.h"

struct slug *compose_slug(struct composer *c, struct slug s)
{
	c->slug = arena_grow(c->a, c->slug, &c->slug_cap, c->nslug + 1, sizeof *c->slug);
	c->slug[c->nslug] = s;
	return &c->slug[c->nslug++];
}

void compose_blank(struct composer *c, int32_t n, bool keep_next)
{
	for (int32_t i = 0; i < n; i++)
		compose_slug(c, (struct slug){ .kind = SLUG_SPACE,
					       .on_grid = true,
					       .keep_next = keep_next,
					       .height = c->grid.pitch });
}

/* Lines after which a page may not end, so that no line of a paragraph stands alone (孤行). */
static bool keeps_next(const struct doc_block *b, size_t iline, size_t nline)
{
	if (b->style->keep_next)
		return true;
	return nline > 1 && (iline == 0 || iline + 2 == nline);
}

static void add_lines(struct composer *c, const struct doc_block *b, const struct para *p,
		      struct owner owner)
{
	bool on_grid = b->style->pitch == 0;
	emu pitch = on_grid ? c->grid.pitch : b->style->pitch;
	emu size = b->style->size;
	/* Off the grid, type stands in the middle of its line. */
	emu drop = on_grid ? 0 : (pitch - size) / 2;

	for (size_t i = 0; i < p->nline; i++)
		compose_slug(c, (struct slug){ .kind = SLUG_LINE,
					       .on_grid = on_grid,
					       .keep_next = keeps_next(b, i, p->nline),
					       .height = pitch,
					       .ink = drop + size,
					       .owner = owner,
					       .line = &p->line[i],
					       .baseline = drop + style_ascent(size) });
}

static void warn_split_words(struct composer *c, const struct doc_block *b,
			     const struct para *p)
{
	for (size_t i = 0; i < p->nline; i++)
		if (p->line[i].splits_word && p->line[i].nrun)
			DIAG_PUT(c->d, LINE_OVERFULL, ((struct at){ b->text.file, b->line }),
				 p->line[i].run[p->line[i].nrun - 1].text);
}

/* The run-in heading at the start of a paragraph, or nothing. */
static struct str run_in(struct composer *c, const struct doc_block *b)
{
	struct buf head = { .arena = c->a };

	for (size_t i = 0; b->kind == DOC_PARA && i < b->text.nspan; i++) {
		if (b->text.span[i].mark != TEXT_RUN_IN)
			break;
		buf_str(&head, b->text.span[i].s);
	}
	return buf_text(&head);
}

/* The label of a list item as one line before its text; NULL where there is none. */
static const struct para_line *set_label(struct composer *c, const struct doc_block *b,
					 struct para_spec spec)
{
	struct para *p = arena_alloc(c->a, sizeof *p);

	if (!b->label.nspan || c->doc->list[b->list - 1].is_written)
		return NULL;
	spec.align = PARA_LEFT;
	spec.one_line = true;
	*p = para_set(c->a, c->d, b->label, &spec);
	return p->nline ? &p->line[0] : NULL;
}

/* What stands in an item's lines: its text, behind the label if the writer typed that. */
static struct text item_text(struct composer *c, const struct doc_block *b,
			     struct para_spec *spec)
{
	size_t nlabel = b->label.nspan, n = nlabel + b->text.nspan;
	struct text_span *span;

	if (!nlabel || !c->doc->list[b->list - 1].is_written)
		return b->text;
	span = arena_array(c->a, n, sizeof *span);
	for (size_t i = 0; i < n; i++)
		span[i] = i < nlabel ? b->label.span[i] : b->text.span[i - nlabel];
	spec->head = (uint32_t)text_plain(c->a, b->label).n;
	return (struct text){ b->text.file, span, n };
}

/* An item: its text between the edges of its list, its label before the first line. */
static void compose_item(struct composer *c, const struct doc_block *b)
{
	static const struct para_line blank;
	const struct doc_list *list = &c->doc->list[b->list - 1];
	struct list_edge edge = list_edge(&c->lists, b->list);
	struct para *p = arena_alloc(c->a, sizeof *p);
	struct para_spec spec;
	const struct para_line *label;
	struct owner owner = { 0 };
	size_t first = c->nslug;

	if (!style_para(c->d, c->layout, b->style, c->layout->page.text_width, c->fonts, &spec))
		return;
	spec.indent = edge.label;
	label = set_label(c, b, spec);
	spec.indent = list->label && !list->is_written ? edge.text : edge.label;
	spec.hang = edge.turn;
	*p = para_set(c->a, c->d, item_text(c, b, &spec), &spec);
	warn_split_words(c, b, p);
	if (label && !p->nline) /* an item that starts with a list or a table */
		*p = (struct para){ .line = &blank, .nline = 1 };
	owner.tag = tag_block(&c->tags, b);
	owner.head_tag = c->tags.label_tag;
	add_lines(c, b, p, owner);
	if (!label)
		return;
	c->slug[first].label = label;
	c->slug[first].label_tag = c->tags.label_tag;
	c->slug[first].keep_next |= p->line == &blank;
}

struct para compose_text(struct composer *c, const struct doc_block *b, emu measure)
{
	struct para_spec spec;
	struct para *p = arena_alloc(c->a, sizeof *p);
	struct str head = run_in(c, b);
	struct owner owner = { .ink = b->style->ink };
	size_t first;

	*p = (struct para){ 0 };
	if (!style_para(c->d, c->layout, b->style, measure, c->fonts, &spec))
		return *p;
	spec.phrase_end = b->nphrase ? b->phrase_end : NULL;
	spec.nphrase = b->nphrase;
	spec.head = (uint32_t)head.n;
	*p = para_set(c->a, c->d, b->text, &spec);
	if (!b->nphrase)
		warn_split_words(c, b, p);
	if (b->kind == DOC_ANNEX)
		tag_sect(&c->tags);
	first = c->nslug;
	compose_blank(c, b->style->lines_before, false);
	owner.head_tag = head.n ? tag_run_in(&c->tags, head) : 0;
	owner.tag = tag_block(&c->tags, b);
	add_lines(c, b, p, owner);
	if (b->style->space_after)
		compose_slug(c, (struct slug){ .kind = SLUG_SPACE,
					       .keep_next = b->style->keep_next,
					       .height = b->style->space_after });
	compose_blank(c, b->style->lines_after, b->style->keep_next);
	if (b->kind == DOC_ANNEX && c->nslug > first)
		c->slug[first].new_page = true;
	return *p;
}

emu compose_advance(const struct composer *c, const struct slug *s)
{
	if (!s->on_grid)
		return s->height;
	return (s->height + c->grid.pitch - 1) / c->grid.pitch * c->grid.pitch;
}

int64_t compose_kept(const struct composer *c)
{
	int64_t height = 0;

	for (size_t i = c->nslug; i-- > 0 && c->slug[i].keep_next;)
		height += compose_advance(c, &c->slug[i]);
	return height;
}

static void compose_block(struct composer *c, const struct doc_block *b)
{
	switch (b->kind) {
	case DOC_CAPTION: /* set with its table: only then is it known how that lies */
		c->caption = b;
		break;
	case DOC_TABLE:
		compose_table(c, b);
		c->caption = NULL;
		break;
	case DOC_FIGURE:
		compose_figure(c, b);
		break;
	case DOC_ITEM:
		compose_item(c, b);
		break;
	case DOC_SIGN:
		compose_sign(c, b);
		break;
	case DOC_RED_HEAD:
		compose_red_head(c, b);
		break;
	case DOC_IMPRINT:
		compose_imprint(c, b);
		break;
	case DOC_ANNEXES:
		compose_annexes(c, b);
		break;
	default:
		compose_text(c, b, c->layout->page.text_width);
		break;
	}
}

const struct galley *compose_doc(struct arena *a, struct diags *d, const struct doc *doc,
				 struct font_set *fonts)
{
	struct composer c = {
		.a = a, .d = d, .doc = doc, .layout = doc->layout, .fonts = fonts
	};
	struct galley *g = arena_alloc(a, sizeof *g);

	c.grid = page_grid(&doc->layout->page);
	tag_list_open(&c.tags, a, doc->list);
	c.lists = (struct list_edges){ a, d, doc, fonts, NULL };
	c.lists.edge = arena_array(a, doc->nlist, sizeof *c.lists.edge);
	for (size_t i = 0; i < doc->nblock; i++)
		compose_block(&c, &doc->block[i]);
	*g = (struct galley){ .doc = doc,
			      .slug = c.slug,
			      .nslug = c.nslug,
			      .side = c.side,
			      .nside = c.nside,
			      .foot = c.foot,
			      .table = c.table,
			      .ntable = c.ntable,
			      .tag = c.tags.tag,
			      .ntag = c.tags.n,
			      .image = c.image,
			      .nimage = c.nimage };
	return g;
}
