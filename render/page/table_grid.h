/* The measures of a table: which cell covers which square, column edges, row heights. */
#ifndef NIANBAO_PAGE_TABLE_GRID_H
#define NIANBAO_PAGE_TABLE_GRID_H

#include "page/table_width.h"

/*
 * Set every cell of `doc` and work out row heights: at least what the row asks for, and enough
 * for its texts; a text taller than all rows it spans widens them evenly. Tags and what stands
 * around the table are the caller's. The cells must tile the grid (checked when the layout was read or the table filled).
 */
struct galley_table table_grid_resolve(const struct cell_setter *s, const struct doc_table *doc,
				       const struct table_fit *fit);

/* Height of rows [from, to). */
int64_t table_grid_height(const struct galley_table *t, size_t from, size_t to);

/* Does a cell that spans rows reach across the edge above `row`? */
bool table_grid_open_at(const struct galley_table *t, size_t row);

/*
 * Does a group start with `row`: a label across the whole table, or one that goes on in the rows
 * below? Then the row below belongs to it.
 */
bool table_grid_opens_group(const struct galley_table *t, size_t row);

/*
 * May the table break above `row` when rows from `start` on stand on this page, and to the end of
 * the table on the next? Each part of a label that is cut must be tall enough for its text.
 */
bool table_grid_labels_fit(const struct galley_table *t, size_t start, size_t row);

#endif
