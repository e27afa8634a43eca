#include "form/fill.h"

#include "form/fill_part.h"
#include "form/free_table.h"
#include "form/join.h"

struct doc_block *fill_put(struct fill *f, enum doc_kind kind, const struct style *style,
			   struct text text, uint32_t line)
{
	struct doc_block *b;

	f->block = arena_grow(f->a, f->block, &f->cap, f->n + 1, sizeof(*f->block));
	b = &f->block[f->n++];
	*b = (struct doc_block){ .kind = kind,
				 .style = style,
				 .text = text,
				 .line = line,
				 .list = f->in_list,
				 .item = f->in_item };
	return b;
}

struct str fill_organ(struct fill *f)
{
	return text_plain(f->a, f->r->organ);
}

static const struct style *find_style(const struct fill *f, const char *id)
{
	return layout_style(f->l, str_from(id));
}

static void put_heading(struct fill *f, const struct style *style, struct text text,
			uint32_t line, int32_t level)
{
	struct doc_block *b = fill_put(f, DOC_HEADING, style, text, line);

	b->level = level;
	b->list = b->item = 0; /* a heading ends the lists that it stands in */
}

static void put_table(struct fill *f, const struct doc_table *t, uint32_t line)
{
	fill_put(f, DOC_TABLE, NULL, (struct text){ .file = f->r->file }, line)->table = t;
}

static void put_free_table(struct fill *f, const struct block *b)
{
	const struct text *caption = &b->table->caption;
	bool has_rows = b->table->nrow > 0;

	if (!text_is_empty(*caption))
		fill_put(f, has_rows ? DOC_CAPTION : DOC_PARA, find_style(f, "caption"), *caption,
			 b->line);
	if (has_rows)
		put_table(f, free_table_place(f->a, f->l, f->r->file, b->table), b->line);
}

struct str fill_number(struct fill *f, struct str pattern, uint32_t n)
{
	size_t at = str_find(pattern, STR("{n}"));
	struct buf b = { .arena = f->a };

	buf_str(&b, str_sub(pattern, 0, at));
	if (at < pattern.n) {
		if (n > 0)
			buf_printf(&b, "%u", (unsigned)n);
		buf_str(&b, str_sub(pattern, at + 3, pattern.n));
	}
	return buf_text(&b);
}

/* The text with `mark` as a span of its own before it. */
static struct text marked(struct fill *f, struct str mark, struct text text, uint32_t line)
{
	struct text_span *span = arena_array(f->a, text.nspan + 1, sizeof(*span));

	span[0] = (struct text_span){ .s = mark, .line = line };
	for (size_t i = 0; i < text.nspan; i++)
		span[i + 1] = text.span[i];
	return (struct text){ .file = f->r->file, .span = span, .nspan = text.nspan + 1 };
}

/* A picture and, under it, its caption with the layout's label and number. */
static void put_figure(struct fill *f, const struct block *b)
{
	struct text caption = b->figure->caption;
	struct doc_block *figure;

	if (!b->figure->image)
		return;
	figure = fill_put(f, DOC_FIGURE, find_style(f, "caption"),
			  (struct text){ .file = f->r->file }, b->line);
	figure->image = b->figure->image;
	figure->alt = b->figure->alt;
	figure->has_caption = !text_is_empty(caption);
	if (figure->has_caption)
		fill_put(f, DOC_PARA, find_style(f, "figure-caption"),
			 marked(f, fill_number(f, f->l->figures.label, ++f->nfigure), caption,
				b->line),
			 b->line);
}

void fill_blocks(struct fill *f, const struct block_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct block *b = &list->item[i];

		switch (b->kind) {
		case BLOCK_P:
			if (f->in_list)
				fill_put(f, DOC_ITEM, f->list[f->in_list - 1].style, b->text,
					 b->line);
			else
				fill_put(f, DOC_PARA, find_style(f, "body"), b->text, b->line);
			break;
		case BLOCK_H2:
			put_heading(f, find_style(f, "h2"), b->text, b->line, 3);
			break;
		case BLOCK_H3:
			put_heading(f, find_style(f, "h3"), b->text, b->line, 4);
			break;
		case BLOCK_LIST:
			fill_list(f, b);
			break;
		case BLOCK_TABLE:
			put_free_table(f, b);
			break;
		case BLOCK_FIGURE:
			put_figure(f, b);
			break;
		}
	}
}

static void put_section(struct fill *f, const struct layout_part *part)
{
	const struct section *s = join_section(f->r, part->id);

	if (!s)
		return;
	put_heading(f, layout_style(f->l, part->style), part->title, s->line, 2);
	fill_blocks(f, &s->blocks);
}

static void put_form(struct fill *f, const struct layout_part *part)
{
	const struct form *form = layout_form(f->l, part->id);
	const struct report_form *given = join_report_form(f->r, part->id);
	struct str note = form->note_style.n > 0 ? form->note_style : STR("note");

	if (!given)
		return;
	put_heading(f, layout_style(f->l, part->style), part->title, given->line, 2);
	put_table(f, fill_form(f, part), given->line);
	for (size_t i = 0; i < given->nnote; i++) {
		struct text text = given->note[i];

		fill_put(f, DOC_PARA, layout_style(f->l, note), text,
			 text.nspan > 0 ? text.span[0].line : given->line);
	}
}

static void put_part(struct fill *f, const struct layout_part *part)
{
	switch (part->kind) {
	case PART_PREFACE:
		fill_blocks(f, &f->r->preface.blocks);
		break;
	case PART_SECTION:
		put_section(f, part);
		break;
	case PART_FORM:
		put_form(f, part);
		break;
	case PART_SIGNATURE:
		fill_annex_list(f);
		if (f->r->signature.given)
			fill_signature(f);
		break;
	}
}

const struct doc *fill_report(struct arena *a, const struct report *r, const struct layout *l,
			      bool draft)
{
	struct fill f = { .a = a, .r = r, .l = l };
	struct doc *doc = arena_alloc(a, sizeof(*doc));

	fill_red_head(&f);
	doc->title = fill_title(&f);
	for (size_t i = 0; i < l->npart; i++)
		put_part(&f, &l->part[i]);
	fill_annex_list(&f);
	fill_annexes(&f);
	fill_imprint(&f);
	doc->layout = l;
	doc->file = r->file;
	doc->organ = fill_organ(&f);
	doc->date = r->date;
	doc->archive = r->archive;
	doc->draft = draft;
	doc->list = f.list;
	doc->nlist = f.nlist;
	doc->block = f.block;
	doc->nblock = f.n;
	return doc;
}
