#include "page/page_grid.h"

struct page_grid page_grid(const struct layout_page *page)
{
	struct page_grid g;

	g.span = page->text_height - page->text_width / page->columns;
	g.gaps = page->lines > 1 ? page->lines - 1 : 1;
	g.pitch = (emu)emu_scale(g.span, 1, g.gaps);
	return g;
}

emu page_grid_top(const struct page_grid *g, int32_t i)
{
	return (emu)emu_scale(g->span, i, g->gaps);
}

int32_t page_grid_line(const struct page_grid *g, emu y)
{
	int32_t i = (int32_t)((int64_t)y * g->gaps / g->span);

	while (page_grid_top(g, i) < y)
		i++;
	return i;
}
