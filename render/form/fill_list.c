#include "form/fill_part.h"

#include "form/list_label.h"

/* The style of lists of this depth: item, item-2, item-3; where there is none, that above it. */
static const struct style *style_of(const struct fill *f, int32_t depth)
{
	for (; depth > 1; depth--) {
		struct buf id = { .arena = f->a };
		const struct style *style;

		buf_printf(&id, "item-%d", (int)depth);
		style = layout_style(f->l, buf_text(&id));
		if (style)
			return style;
	}
	return layout_style(f->l, STR("item"));
}

static struct text one_span(const struct fill *f, struct text_span span)
{
	struct text_span *copy = arena_alloc(f->a, sizeof(*copy));

	*copy = span;
	return (struct text){ .file = f->r->file, .span = copy, .nspan = 1 };
}

/* Cut the mark that the writer typed from the start of a text; empty when there is none. */
static struct text cut_label(const struct fill *f, struct text *text, enum list_label *kind)
{
	struct text_span *rest = arena_array(f->a, text->nspan, sizeof(*rest)), label;
	size_t n = text->nspan ? list_label_typed(text->span[0].s, kind) : 0;

	if (!n)
		return (struct text){ .file = f->r->file };
	label = text->span[0];
	label.break_after = false;
	for (size_t i = 0; i < text->nspan; i++)
		rest[i] = text->span[i];
	rest[0].s = str_trim(str_sub(label.s, n, label.s.n));
	label.s = str_sub(label.s, 0, n);
	text->span = rest;
	if (!rest[0].s.n) {
		text->span++;
		text->nspan--;
	}
	return one_span(f, label);
}

static bool starts_with_text(const struct block_list *item)
{
	return item->n > 0 && item->item[0].kind == BLOCK_P;
}

/*
 * The marks at the start of all items, and the texts behind them; NULL when one has none, for
 * then none is set apart.
 */
static struct text *typed_labels(const struct fill *f, const struct block *b, struct text *rest,
				 enum list_label *kind)
{
	struct text *label = arena_array(f->a, b->nitem, sizeof(*label));

	for (size_t i = 0; i < b->nitem; i++) {
		if (!starts_with_text(&b->items[i]))
			return NULL;
		rest[i] = b->items[i].item[0].text;
		label[i] = cut_label(f, &rest[i], kind);
		if (!label[i].nspan)
			return NULL;
	}
	return label;
}

static struct text *numbers(const struct fill *f, const struct block *b, struct text *rest)
{
	const struct style *style = style_of(f, f->ordered_depth);
	struct str pattern = style->number.n ? style->number : STR("1.");
	struct text *label = arena_array(f->a, b->nitem, sizeof(*label));

	for (size_t i = 0; i < b->nitem; i++) {
		const struct block_list *item = &b->items[i];

		rest[i] = starts_with_text(item) ? item->item[0].text
						 : (struct text){ .file = f->r->file };
		label[i] = one_span(
			f,
			(struct text_span){ .s = list_number(f->a, pattern, (uint32_t)i + 1),
					    .line = item->n ? item->item[0].line : b->line });
	}
	return label;
}

/* One item: its label with the text behind it, then what else it holds. */
static void put_item(struct fill *f, const struct block *b, size_t i, const struct text *label,
		     const struct text *rest)
{
	struct block_list blocks = b->items[i];

	f->in_item = (uint32_t)i + 1;
	if (label) {
		struct doc_block *item = fill_put(f, DOC_ITEM, f->list[f->in_list - 1].style,
						  rest[i], label[i].span[0].line);

		item->label = label[i];
		if (starts_with_text(&blocks)) {
			item->line = blocks.item[0].line;
			blocks.item++;
			blocks.n--;
		}
	}
	fill_blocks(f, &blocks);
}

uint32_t fill_list_add(struct fill *f, struct doc_list list)
{
	f->list = arena_grow(f->a, f->list, &f->list_cap, f->nlist + 1, sizeof(*f->list));
	f->list[f->nlist++] = list;
	return (uint32_t)f->nlist;
}

void fill_list(struct fill *f, const struct block *b)
{
	uint32_t list = f->in_list, item = f->in_item;
	struct text *rest = arena_array(f->a, b->nitem, sizeof(*rest)), *label;
	const struct style *style;
	enum list_label kind = LABEL_NUMBER;
	bool is_written;

	f->depth++;
	f->ordered_depth += b->ordered;
	label = b->ordered ? numbers(f, b, rest) : typed_labels(f, b, rest, &kind);
	style = layout_style(f->l, STR("item-written"));
	is_written = style && !b->ordered && label && kind == LABEL_NUMBER;
	f->in_list = fill_list_add(
		f, (struct doc_list){ .parent = list,
				      .item = item,
				      .style = is_written ? style : style_of(f, f->depth),
				      .label_kind = label ? kind : LABEL_NONE,
				      .is_written = is_written,
				      .label = label,
				      .nitem = b->nitem });
	for (size_t i = 0; i < b->nitem; i++)
		put_item(f, b, i, label, rest);
	f->in_list = list;
	f->in_item = item;
	f->depth--;
	f->ordered_depth -= b->ordered;
}
