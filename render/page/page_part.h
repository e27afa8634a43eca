/* What goes onto one page: items are collected here, then copied into the book. Private to page/. */
#ifndef NIANBAO_PAGE_PAGE_PART_H
#define NIANBAO_PAGE_PAGE_PART_H

#include "page/galley.h"

/*
 * On a sideways page, positions are those of a sheet that lies: x along what is its long side.
 * page_add() turns them, by 90° to the left: the head of the sheet is at the page's left edge
 * (GB/T 9704-2012 ch. 8), odd page or even.
 */
struct page_part {
	struct arena *a;
	struct diags *d;
	const struct galley *galley;
	struct font_set *fonts;
	bool is_sideways;
	struct item *item;
	size_t nitem, cap;
};

void page_add(struct page_part *p, struct item item);

/* Where a line starts: its measure's left end on the baseline, from the page's corner. */
struct page_at {
	emu x, y;
	uint8_t turn; /* quarter turns to the left */
};

void page_add_line(struct page_part *p, const struct para_line *line, struct page_at at,
		   struct owner owner);

/*
 * Rows [from, to) of a table with its upper left corner at (x, y). When `from` is not the first
 * row, the caption, the head rows and the labels of groups that go on are repeated, as artifacts.
 * Returns the height that was used.
 */
emu page_add_table(struct page_part *p, const struct galley_table *t, size_t from, size_t to,
		   emu x, emu y);

/* A rule within the text block or around it; an artifact. */
void page_add_rule(struct page_part *p, const struct piece *rule, emu x, emu y);

/* The mark of a draft, over the text that starts at (left, top). */
void page_add_draft_mark(struct page_part *p, emu left, emu top);

/*
 * The folio (GB/T 9704-2012 §7.5), unless the page has none, and, on a draft, the mark in the top
 * margin.
 */
void page_add_furniture(struct page_part *p, uint32_t number, bool has_folio);

#endif
