/* A book of some of a book's pages. */
#ifndef NIANBAO_PAGE_SELECT_H
#define NIANBAO_PAGE_SELECT_H

#include "base/page_range.h"
#include "page/book.h"

/*
 * The book with the pages of the ranges, in their order, folios as they are. Its structure tree
 * has what stands on these pages, with all that it stands in. A table stays whole in it, also
 * where some of its rows are on other pages: figures need their heads. Lives in the arena; without
 * any such page it has none.
 */
struct book book_select(struct arena *a, const struct book *b,
			const struct page_ranges *ranges);

#endif
