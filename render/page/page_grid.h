/*
 * The line grid of the page. GB/T 9704-2012 §5.2: 22 lines that fill the text block, so the first
 * line's type starts at its upper edge and the last one's ends at its lower edge; with type as
 * high as a character cell is wide the pitch is (225 mm − 156 mm / 28) / 21 = 29.6 pt.
 */
#ifndef NIANBAO_PAGE_PAGE_GRID_H
#define NIANBAO_PAGE_PAGE_GRID_H

#include "input/layout.h"

struct page_grid {
	emu span;     /* from the first line's top to the last line's */
	int32_t gaps; /* lines - 1 */
	emu pitch;    /* span / gaps, rounded: for sums along the galley only */
};

struct page_grid page_grid(const struct layout_page *page);

/* Top of line `i`, rounded once from the origin. */
emu page_grid_top(const struct page_grid *g, int32_t i);

/* First grid line at or below `y`. */
int32_t page_grid_line(const struct page_grid *g, emu y);

#endif
