/* Pagination: the galley cut into pages, with folios and marks: the book. */
#ifndef NIANBAO_PAGE_PAGINATE_H
#define NIANBAO_PAGE_PAGINATE_H

#include "base/limits.h"
#include "page/galley.h"

/*
 * Cut the galley into pages. A page breaks where nothing is kept together: not behind a heading,
 * not one line before a paragraph's end or behind its first, not inside a form that fits on a
 * page; a table that must break does so between rows, at a group border where one is near, and
 * repeats its head rows and the labels of the groups that go on. Lives in the arena.
 */
const struct book *paginate(struct arena *a, struct diags *d, const struct galley *g,
			    struct font_set *fonts);

#endif
