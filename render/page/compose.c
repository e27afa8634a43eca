#include "page/compose.h"

#include "page/compose_part.h"
#include "page/style_para.h"
#include "page/table_grid.h"

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

static void warn_split_words(struct composer *c, const struct doc_block *b, const struct para *p)
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

/* The label of a list item as one line; its tag comes with that of the item. */
static const struct para_line *set_label(struct composer *c, const struct doc_block *b,
					 struct para_spec spec)
{
	struct para *p = arena_alloc(c->a, sizeof *p);

	if (!b->label.nspan)
		return NULL;
	spec.align = PARA_LEFT;
	spec.one_line = true;
	*p = para_set(c->a, c->d, b->label, &spec);
	return p->nline ? &p->line[0] : NULL;
}

/* An item: its text between the edges of its list, its label before the first line. */
static void compose_item(struct composer *c, const struct doc_block *b)
{
	static const struct para_line blank;
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
	spec.indent = label || c->doc->list[b->list - 1].label ? edge.text : edge.label;
	spec.hang = edge.text;
	*p = para_set(c->a, c->d, b->text, &spec);
	warn_split_words(c, b, p);
	if (label && !p->nline) /* an item that starts with a list or a table */
		*p = (struct para){ .line = &blank, .nline = 1 };
	owner.tag = tag_block(&c->tags, b);
	add_lines(c, b, p, owner);
	if (!label)
		return;
	c->slug[first].label = label;
	c->slug[first].label_tag = c->tags.label_tag;
	c->slug[first].keep_next |= p->line == &blank;
}

static void compose_text(struct composer *c, const struct doc_block *b)
{
	struct para_spec spec;
	struct para *p = arena_alloc(c->a, sizeof *p);
	emu width = c->layout->page.text_width;
	struct str head = run_in(c, b);
	struct owner owner = { .ink = b->style->ink };
	size_t first;

	if (!style_para(c->d, c->layout, b->style, width, c->fonts, &spec))
		return;
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
}

emu compose_advance(const struct composer *c, const struct slug *s)
{
	if (!s->on_grid)
		return s->height;
	return (s->height + c->grid.pitch - 1) / c->grid.pitch * c->grid.pitch;
}

emu compose_kept(const struct composer *c)
{
	emu height = 0;

	for (size_t i = c->nslug; i-- > 0 && c->slug[i].keep_next;)
		height += compose_advance(c, &c->slug[i]);
	return height;
}

static bool stays_whole(struct composer *c, const struct doc_block *b,
			const struct galley_table *t)
{
	emu height = table_grid_height(t, 0, b->table->nrow);

	if (!b->table->whole || compose_kept(c) + height <= c->layout->page.text_height)
		return b->table->whole;
	DIAG_PUT(c->d, TABLE_SPLIT, ((struct at){ c->doc->file, b->line }), b->table->name);
	return false;
}

static void check_row_heights(struct composer *c, const struct doc_block *b,
			      const struct galley_table *t)
{
	for (size_t r = b->table->nhead; r < b->table->nrow; r++) {
		struct buf n = { .arena = c->a };

		if (t->head_height + t->height[r] <= c->layout->page.text_height)
			continue;
		buf_printf(&n, "%zu", r + 1);
		DIAG_PUT(c->d, TABLE_ROW_TALL, ((struct at){ c->doc->file, b->line }),
			 b->table->name, buf_text(&n));
	}
}

/* Heads stay with the first two rows, and the last two rows stay together. */
static bool row_keeps_next(const struct doc_table *table, size_t r, bool whole)
{
	if (r + 1 >= table->nrow)
		return false;
	return whole || r <= table->nhead || r + 2 == table->nrow;
}

static void compose_table(struct composer *c, const struct doc_block *b)
{
	struct cell_setter setter = { c->a, c->d, c->layout, c->fonts, b->table->name };
	const uint32_t *tag = tag_table(&c->tags, b);
	struct galley_table t = table_grid_resolve(&setter, b->table, tag);
	bool whole = stays_whole(c, b, &t);

	check_row_heights(c, b, &t);
	for (size_t r = 0; r < b->table->nrow; r++) {
		compose_slug(c, (struct slug){ .kind = SLUG_ROW,
					   .keep_next = row_keeps_next(b->table, r, whole),
					   .height = t.height[r],
					   .ink = t.height[r],
					   .table = (uint32_t)c->ntable,
					   .row = (uint32_t)r });
	}
	compose_slug(c, (struct slug){ .kind = SLUG_SPACE, .height = c->layout->tables.below });
	c->table = arena_grow(c->a, c->table, &c->table_cap, c->ntable + 1, sizeof *c->table);
	c->table[c->ntable++] = t;
}

/* A picture at the layout's resolution, smaller where it is too wide or too high. */
static void picture_size(const struct composer *c, const struct image *image, emu *width,
			 emu *height)
{
	int64_t w = emu_scale(image->width, 914400, c->layout->figures.dpi);
	int64_t h = emu_scale(image->height, 914400, c->layout->figures.dpi);

	if (w > c->layout->page.text_width) {
		h = emu_scale(h, c->layout->page.text_width, w);
		w = c->layout->page.text_width;
	}
	if (h > c->layout->figures.most) {
		w = emu_scale(w, c->layout->figures.most, h);
		h = c->layout->figures.most;
	}
	*width = (emu)(w > 0 ? w : 1);
	*height = (emu)(h > 0 ? h : 1);
}

static void note_image(struct composer *c, const struct image *image)
{
	for (size_t i = 0; i < c->nimage; i++)
		if (c->image[i] == image)
			return;
	c->image = arena_grow(c->a, c->image, &c->image_cap, c->nimage + 1, sizeof *c->image);
	c->image[c->nimage++] = image;
}

static void compose_figure(struct composer *c, const struct doc_block *b)
{
	emu width, height;

	note_image(c, b->image);
	picture_size(c, b->image, &width, &height);
	compose_slug(c, (struct slug){ .kind = SLUG_SPACE, .height = c->layout->figures.space });
	compose_slug(c, (struct slug){ .kind = SLUG_IMAGE,
				   .keep_next = b->has_caption,
				   .height = height + c->layout->figures.space,
				   .ink = height,
				   .owner.tag = tag_figure(&c->tags, b),
				   .left = (c->layout->page.text_width - width) / 2,
				   .width = width,
				   .image = b->image });
}

const struct galley *compose_doc(struct arena *a, struct diags *d, const struct doc *doc,
				 struct font_set *fonts)
{
	struct composer c = { .a = a, .d = d, .doc = doc, .layout = doc->layout, .fonts = fonts };
	struct galley *g = arena_alloc(a, sizeof *g);

	c.grid = page_grid(&doc->layout->page);
	tag_list_open(&c.tags, a, doc->list);
	c.lists = (struct list_edges){ a, d, doc, fonts, NULL };
	c.lists.edge = arena_array(a, doc->nlist, sizeof *c.lists.edge);
	for (size_t i = 0; i < doc->nblock; i++) {
		if (doc->block[i].kind == DOC_TABLE)
			compose_table(&c, &doc->block[i]);
		else if (doc->block[i].kind == DOC_FIGURE)
			compose_figure(&c, &doc->block[i]);
		else if (doc->block[i].kind == DOC_SIGN)
			compose_sign(&c, &doc->block[i]);
		else if (doc->block[i].kind == DOC_RED_HEAD)
			compose_red_head(&c, &doc->block[i]);
		else if (doc->block[i].kind == DOC_IMPRINT)
			compose_imprint(&c, &doc->block[i]);
		else if (doc->block[i].kind == DOC_ANNEXES)
			compose_annexes(&c, &doc->block[i]);
		else if (doc->block[i].kind == DOC_ITEM)
			compose_item(&c, &doc->block[i]);
		else
			compose_text(&c, &doc->block[i]);
	}
	*g = (struct galley){ .doc = doc,
			      .slug = c.slug,
			      .nslug = c.nslug,
			      .foot = c.foot,
			      .table = c.table,
			      .ntable = c.ntable,
			      .tag = c.tags.tag,
			      .ntag = c.tags.n,
			      .image = c.image,
			      .nimage = c.nimage };
	return g;
}
