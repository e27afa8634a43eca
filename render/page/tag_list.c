#include "page/tag_list.h"

#define DOCUMENT 1

uint32_t tag_add(struct tag_list *t, enum tag_role role, uint32_t parent)
{
	t->tag = arena_grow(t->a, t->tag, &t->cap, t->n + 1, sizeof *t->tag);
	t->tag[t->n] = (struct tag){ .role = role, .parent = parent, .rowspan = 1, .colspan = 1 };
	return (uint32_t)t->n++;
}

void tag_list_open(struct tag_list *t, struct arena *a)
{
	*t = (struct tag_list){ .a = a };
	tag_add(t, TAG_NONE, 0);
	tag_add(t, TAG_DOCUMENT, 0);
}

static uint32_t tag_item(struct tag_list *t, const struct doc_block *block)
{
	if (!t->list_tag || t->list != block->list) {
		t->list_tag = tag_add(t, TAG_L, DOCUMENT);
		t->list = block->list;
		t->body_tag = 0;
	}
	if (!t->body_tag || t->item != block->item) {
		t->body_tag = tag_add(t, TAG_LBODY, tag_add(t, TAG_LI, t->list_tag));
		t->item = block->item;
	}
	return tag_add(t, TAG_P, t->body_tag);
}

uint32_t tag_block(struct tag_list *t, const struct doc_block *block)
{
	static const enum tag_role heading[] = { TAG_P, TAG_H1, TAG_H2, TAG_H3, TAG_H4 };
	uint32_t tag;

	if (block->kind == DOC_ITEM)
		return tag_item(t, block);
	t->list_tag = 0;
	if (block->kind != DOC_TITLE && block->kind != DOC_HEADING)
		return tag_add(t, TAG_P, DOCUMENT);
	tag = tag_add(t, heading[block->level >= 1 && block->level <= 4 ? block->level : 0],
		      DOCUMENT);
	t->tag[tag].title = text_plain(t->a, block->text);
	return tag;
}

static void tag_cell(struct tag_list *t, const struct doc_cell *cell, uint32_t tag)
{
	struct tag *g = &t->tag[tag];

	g->rowspan = cell->rowspan;
	g->colspan = cell->colspan;
	g->scope_column = cell->scope == SCOPE_COLUMN;
	g->scope_row = cell->scope == SCOPE_ROW;
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

const uint32_t *tag_table(struct tag_list *t, const struct doc_table *table)
{
	uint32_t *cell_tag = arena_array(t->a, table->ncell, sizeof *cell_tag);
	uint32_t root = tag_add(t, TAG_TABLE, DOCUMENT), part = 0, row = 0;
	size_t icell = 0;

	t->list_tag = 0;
	t->tag[root].title = table->name;
	for (size_t r = 0; r < table->nrow; r++) {
		if (r == 0 || r == table->nhead)
			part = tag_add(t, r < table->nhead ? TAG_THEAD : TAG_TBODY, root);
		row = tag_add(t, TAG_TR, part);
		for (; icell < table->ncell && table->cell[icell].row == r; icell++) {
			const struct doc_cell *cell = &table->cell[icell];
			bool is_label = !cell->is_data && cell->scope != SCOPE_NONE;

			cell_tag[icell] = tag_add(t, is_label ? TAG_TH : TAG_TD, row);
			tag_cell(t, cell, cell_tag[icell]);
		}
	}
	for (size_t i = 0; i < table->ncell; i++)
		if (table->cell[i].nhead)
			tag_heads(t, &table->cell[i], cell_tag, cell_tag[i]);
	return cell_tag;
}
