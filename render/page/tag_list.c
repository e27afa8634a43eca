#include "page/tag_list.h"

#include <assert.h>

#define DOCUMENT 1

uint32_t tag_add(struct tag_list *t, enum tag_role role, uint32_t parent)
{
	t->tag = arena_grow(t->a, t->tag, &t->cap, t->n + 1, sizeof *t->tag);
	t->tag[t->n] =
		(struct tag){ .role = role, .parent = parent, .rowspan = 1, .colspan = 1 };
	return (uint32_t)t->n++;
}

void tag_list_open(struct tag_list *t, struct arena *a, const struct doc_list *list)
{
	*t = (struct tag_list){ .a = a, .root = DOCUMENT, .top = DOCUMENT, .list = list };
	tag_add(t, TAG_NONE, 0);
	tag_add(t, TAG_DOCUMENT, 0);
}

void tag_sect(struct tag_list *t)
{
	t->root = t->top = tag_add(t, TAG_SECT, DOCUMENT);
	t->ntop = t->table_tag = 0;
	t->nopen = 0;
	t->level = 1;
}

/* Where the next block hangs: when the root has enough children, in a Div at its end. */
static uint32_t find_top(struct tag_list *t)
{
	uint32_t most = t->top == t->root ? TAG_MAX_KIDS / 2 : TAG_MAX_KIDS;

	if (t->ntop == most) {
		t->top = tag_add(t, TAG_DIV, t->root);
		t->ntop = 0;
	}
	t->ntop++;
	return t->top;
}

static const enum numbering numbering_of[] = {
	[LABEL_NONE] = NUMBERING_NONE,
	[LABEL_NUMBER] = NUMBERING_DECIMAL,
	[LABEL_BULLET] = NUMBERING_DISC,
};

/* Start an item at depth `d`, in a list that is open or in a new one; lists below end. */
static void open_item(struct tag_list *t, size_t d, uint32_t list, uint32_t item)
{
	const struct doc_list *l = &t->list[list - 1];
	struct tag_open *o = &t->open[d];
	uint32_t li;

	if (d >= t->nopen || o->list != list || o->nitem == TAG_MAX_KIDS) {
		uint32_t above = d ? t->open[d - 1].body_tag : find_top(t);

		if (d)
			t->open[d - 1].nkid++;
		*o = (struct tag_open){ .list = list, .list_tag = tag_add(t, TAG_L, above) };
		t->tag[o->list_tag].numbering = numbering_of[l->label_kind];
	}
	li = tag_add(t, TAG_LI, o->list_tag);
	t->label_tag = l->label && o->item != item ? tag_add(t, TAG_LBL, li) : 0;
	o->body_tag = tag_add(t, TAG_LBODY, li);
	o->item = item;
	o->nitem++;
	o->nkid = 0;
	t->nopen = d + 1;
}

/* Open the item, and those that it stands in; the depth below it. */
static size_t enter_item(struct tag_list *t, uint32_t list, uint32_t item)
{
	const struct doc_list *l = &t->list[list - 1];
	size_t d = l->parent ? enter_item(t, l->parent, l->item) : 0;
	const struct tag_open *o = &t->open[d];

	assert(d < DOC_LIST_DEPTH);
	if (d >= t->nopen || o->list != list || o->item != item || o->nkid == TAG_MAX_KIDS)
		open_item(t, d, list, item);
	return d + 1;
}

/* Where a block hangs: in the item that it stands in, or at the top. */
static uint32_t find_home(struct tag_list *t, const struct doc_block *block)
{
	if (!block->list) {
		t->nopen = 0;
		return find_top(t);
	}
	t->nopen = enter_item(t, block->list, block->item);
	t->open[t->nopen - 1].nkid++;
	return t->open[t->nopen - 1].body_tag;
}

static uint32_t tag_item(struct tag_list *t, const struct doc_block *block)
{
	uint32_t body = find_home(t, block);

	/* an item may have nothing but a list in it */
	return block->kind == DOC_ITEM && text_is_empty(block->text) ? 0 : tag_add(t, TAG_P, body);
}

static uint32_t tag_heading(struct tag_list *t, int32_t level, struct str title)
{
	static const enum tag_role heading[] = { TAG_P, TAG_H1, TAG_H2, TAG_H3, TAG_H4 };
	uint32_t tag;

	t->nopen = 0;
	if (level < 1 || level > 4)
		level = 0;
	if (level > t->level + 1)
		level = t->level + 1;
	if (level)
		t->level = level;
	tag = tag_add(t, heading[level], find_top(t));
	t->tag[tag].title = title;
	return tag;
}

uint32_t tag_run_in(struct tag_list *t, struct str heading)
{
	return tag_heading(t, 3, heading);
}

uint32_t tag_block(struct tag_list *t, const struct doc_block *block)
{
	if (block->kind == DOC_ITEM || block->kind == DOC_ANNEXES)
		return tag_item(t, block);
	if (block->kind == DOC_TITLE || block->kind == DOC_HEADING)
		return tag_heading(t, block->level,
				   block->outline.n ? block->outline :
						      text_plain(t->a, block->text));
	if (block->kind != DOC_CAPTION)
		return tag_add(t, TAG_P, find_home(t, block));
	t->table_tag = tag_add(t, TAG_TABLE, find_home(t, block));
	return tag_add(t, TAG_P, tag_add(t, TAG_CAPTION, t->table_tag));
}

static uint32_t tag_cell(struct tag_list *t, const struct doc_cell *cell, uint32_t row)
{
	bool is_label = !cell->is_data && cell->scope != SCOPE_NONE;
	uint32_t tag = tag_add(t, is_label ? TAG_TH : TAG_TD, row);
	struct tag *g = &t->tag[tag];

	g->rowspan = cell->rowspan;
	g->colspan = cell->colspan;
	g->scope_column = cell->scope == SCOPE_COLUMN;
	g->scope_row = cell->scope == SCOPE_ROW;
	/* a figure left blank is a statement: a voice must not pass over it */
	if (cell->is_data && text_is_empty(cell->text))
		g->actual = STR("空白");
	return tag;
}

/* A figure's heads as tags; all cells have theirs by now. */
static void tag_heads(struct tag_list *t, const struct doc_cell *cell, const uint32_t *cell_tag,
		      uint32_t tag)
{
	uint32_t *head = arena_array(t->a, cell->nhead, sizeof *head);

	for (size_t i = 0; i < cell->nhead; i++)
		head[i] = cell_tag[cell->head[i]];
	t->tag[tag].head = head;
	t->tag[tag].nhead = cell->nhead;
}

/* The rows of a table while they get their tags. */
struct parts {
	uint32_t table, part; /* tags */
	size_t begin;         /* first row of the part */
	size_t reach;         /* first row below all cells so far */
};

/* Does a part begin with row `r`? A long body is several, parted where no cell reaches across. */
static bool begins_part(const struct parts *p, const struct doc_table *table, size_t r)
{
	size_t n = r - p->begin;

	if (r == 0 || r == table->nhead)
		return true;
	return r > table->nhead &&
	       (n == TAG_MAX_KIDS || (n >= TAG_MAX_KIDS / 2 && p->reach <= r));
}

static uint32_t tag_row(struct tag_list *t, const struct doc_table *table, struct parts *p,
			size_t r)
{
	if (begins_part(p, table, r)) {
		p->part = tag_add(t, r < table->nhead ? TAG_THEAD : TAG_TBODY, p->table);
		p->begin = r;
	}
	return tag_add(t, TAG_TR, p->part);
}

const uint32_t *tag_table(struct tag_list *t, const struct doc_block *block)
{
	const struct doc_table *table = block->table;
	uint32_t *cell_tag = arena_array(t->a, table->ncell, sizeof *cell_tag);
	struct parts p = { .table = t->table_tag };
	size_t icell = 0;

	if (!p.table)
		p.table = tag_add(t, TAG_TABLE, find_home(t, block));
	t->table_tag = 0;
	t->tag[p.table].title = table->name;
	for (size_t r = 0; r < table->nrow; r++) {
		uint32_t row = tag_row(t, table, &p, r);

		for (; icell < table->ncell && table->cell[icell].row == r; icell++) {
			const struct doc_cell *cell = &table->cell[icell];

			cell_tag[icell] = tag_cell(t, cell, row);
			if ((size_t)cell->row + cell->rowspan > p.reach)
				p.reach = (size_t)cell->row + cell->rowspan;
		}
	}
	for (size_t i = 0; i < table->ncell; i++)
		if (table->cell[i].nhead)
			tag_heads(t, &table->cell[i], cell_tag, cell_tag[i]);
	return cell_tag;
}

uint32_t tag_figure(struct tag_list *t, const struct doc_block *block)
{
	uint32_t tag = tag_add(t, TAG_FIGURE, find_home(t, block));

	t->tag[tag].title = block->alt;
	return tag;
}
