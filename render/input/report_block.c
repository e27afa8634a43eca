#include "input/report_block.h"

/* Elements, in the order of their names in BLOCKS. */
#define BLOCKS "p h2 h3 ul ol table figure"
enum element { EL_P, EL_H2, EL_H3, EL_UL, EL_OL, EL_TABLE, EL_FIGURE };

struct blocks {
	struct block *item;
	size_t n, cap;
};

static void put_block(struct reader *r, struct blocks *list, struct block b)
{
	list->item = arena_grow(r->a, list->item, &list->cap, list->n + 1, sizeof(b));
	list->item[list->n++] = b;
}

/* `said` is the number of messages before it was read: a mistake in it needs no second word. */
static void put_skipped(struct reader *r, const struct xml_node *n, size_t said)
{
	if (r->d->n == said)
		DIAG_PUT(r->d, EMPTY_SKIPPED, reader_at(r, n), n->name);
}

static void put_text(struct reader *r, struct blocks *list, const struct xml_node *n,
		     enum block_kind kind)
{
	struct block b = { .kind = kind, .line = n->line };
	size_t said = r->d->n;

	b.text = reader_text(r, n, kind == BLOCK_P ? "b br h2" : "b br");
	if (text_is_empty(b.text))
		put_skipped(r, n, said);
	else
		put_block(r, list, b);
}

static bool read_item(struct reader *r, const struct xml_node *n, int depth,
		      struct block_list *item)
{
	size_t said = r->d->n;

	reader_attrs(r, n, "");
	*item = report_blocks(r, n, n->first, depth + 1);
	if (item->n == 0)
		put_skipped(r, n, said);
	return item->n > 0;
}

static void put_list(struct reader *r, struct blocks *list, const struct xml_node *n, int depth)
{
	struct block b = { .kind = BLOCK_LIST, .line = n->line, .ordered = xml_is(n, "ol") };
	struct block_list item;
	size_t cap = 0, said = r->d->n;

	reader_attrs(r, n, "");
	if (depth == REPORT_MAX_LIST_DEPTH) {
		DIAG_PUT(r->d, REPORT_LIMIT, reader_at(r, n), n->name,
			 STR(LIMIT_TEXT(REPORT_MAX_LIST_DEPTH)));
		return;
	}
	for (const struct xml_node *li = n->first; li != NULL; li = li->next) {
		if (reader_child(r, n, li, "li") < 0 || !read_item(r, li, depth, &item))
			continue;
		b.items = arena_grow(r->a, b.items, &cap, b.nitem + 1, sizeof(item));
		b.items[b.nitem++] = item;
	}
	if (b.nitem == 0)
		put_skipped(r, n, said);
	else
		put_block(r, list, b);
}

static void put_table(struct reader *r, struct blocks *list, const struct xml_node *n)
{
	struct block b = { .kind = BLOCK_TABLE, .line = n->line };
	size_t said = r->d->n;

	b.table = arena_alloc(r->a, sizeof(*b.table));
	if (report_table(r, n, b.table))
		put_block(r, list, b);
	else
		put_skipped(r, n, said);
}

/* <figure><img src alt/><figcaption>…</figcaption></figure> */
static void put_figure(struct reader *r, struct blocks *list, const struct xml_node *n)
{
	enum { IMG, CAPTION };
	struct block b = { .kind = BLOCK_FIGURE, .line = n->line };
	const struct xml_node *img = NULL;

	b.figure = arena_alloc(r->a, sizeof(*b.figure));
	reader_attrs(r, n, "");
	for (const struct xml_node *c = n->first; c != NULL; c = c->next) {
		switch (reader_child(r, n, c, "img figcaption")) {
		case IMG:
			if (img != NULL)
				DIAG_PUT(r->d, ELEMENT_TWICE, reader_at(r, c), c->name, n->name);
			img = c;
			break;
		case CAPTION:
			b.figure->caption = reader_text(r, c, "b br");
			break;
		default:
			break;
		}
	}
	if (img == NULL) {
		DIAG_PUT(r->d, ELEMENT_MISSING, reader_at(r, n), STR("img"), n->name);
		return;
	}
	reader_attrs(r, img, "src alt");
	reader_no_children(r, img);
	b.line = img->line;
	b.figure->src = reader_attr(r, img, "src");
	b.figure->alt = reader_attr(r, img, "alt");
	put_block(r, list, b);
}

static bool is_inline(const struct xml_node *n)
{
	return xml_is_text(n) || xml_is(n, "b") || xml_is(n, "br");
}

/* Text that stands in a list item by itself is a paragraph; returns the node behind it. */
static const struct xml_node *put_loose(struct reader *r, struct blocks *list,
					const struct xml_node *li, const struct xml_node *n)
{
	const struct xml_node *end = n;
	struct block b = { .kind = BLOCK_P, .line = n->line };

	while (end != NULL && is_inline(end))
		end = end->next;
	b.text = reader_inline(r, li, n, end, "b br");
	if (!text_is_empty(b.text)) {
		b.line = b.text.span[0].line;
		put_block(r, list, b);
	}
	return end;
}

struct block_list report_blocks(struct reader *r, const struct xml_node *parent,
				const struct xml_node *first, int depth)
{
	struct blocks list = { 0 };
	const struct xml_node *n = first;

	while (n != NULL) {
		if (depth > 0 && is_inline(n)) {
			n = put_loose(r, &list, parent, n);
			continue;
		}
		switch (reader_child(r, parent, n, depth > 0 ? BLOCKS " b br" : BLOCKS)) {
		case EL_P:
			put_text(r, &list, n, BLOCK_P);
			break;
		case EL_H2:
			put_text(r, &list, n, BLOCK_H2);
			break;
		case EL_H3:
			put_text(r, &list, n, BLOCK_H3);
			break;
		case EL_UL:
		case EL_OL:
			put_list(r, &list, n, depth);
			break;
		case EL_TABLE:
			put_table(r, &list, n);
			break;
		case EL_FIGURE:
			put_figure(r, &list, n);
			break;
		default:
			break;
		}
		n = n->next;
	}
	return (struct block_list){ list.item, list.n };
}
