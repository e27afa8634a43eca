/* All rules of a part of a table, as edge segments: each border is drawn once. */
#ifndef NIANBAO_PAGE_TABLE_RULE_H
#define NIANBAO_PAGE_TABLE_RULE_H

#include "page/galley.h"

struct rule {
	emu x0, y0, x1, y1; /* from the part's upper left corner */
};

/*
 * The rules of rows `row[0 .. n - 1]` of the table as they stand below each other on one page
 * (head rows that repeat, then the rows that go on): an edge wherever two squares belong to
 * different cells, joined into the longest possible lines; the outer frame is always closed.
 */
size_t table_rules(struct arena *a, const struct galley_table *t, const uint32_t *row, size_t n,
		   const struct rule **out);

#endif
