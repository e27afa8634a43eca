/* What goes onto one page: items are collected here, then copied into the book. Private to page/. */
#ifndef NIANBAO_PAGE_PAGE_PART_H
#define NIANBAO_PAGE_PAGE_PART_H

#include "page/galley.h"

struct page_part {
	struct arena *a;
	struct diags *d;
	const struct galley *galley;
	struct font_set *fonts;
	struct item *item;
	size_t nitem, cap;
};

void page_add(struct page_part *p, struct item item);

/* A set line: its measure starts at `x`, its baseline is `y`, both from the page's corner. */
void page_add_line(struct page_part *p, const struct para_line *line, emu x, emu y,
		   struct owner owner);

/*
 * Rows [from, to) of a table with its upper left corner at (x, y). When `from` is not the first
 * row, the head rows and the labels of groups that go on are repeated, as artifacts.
 * Returns the height that was used.
 */
emu page_add_table(struct page_part *p, const struct galley_table *t, size_t from, size_t to,
		   emu x, emu y);

/* A rule within the text block or around it; an artifact. */
void page_add_rule(struct page_part *p, const struct piece *rule, emu x, emu y);

/*
 * The folio (GB/T 9704-2012 §7.5), unless the page has none, and, on a draft, the mark in the top
 * margin.
 */
void page_add_furniture(struct page_part *p, uint32_t number, bool has_folio);

#endif
