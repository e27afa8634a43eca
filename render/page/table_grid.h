/* The measures of a table: which cell covers which square, column edges, row heights. */
#ifndef NIANBAO_PAGE_TABLE_GRID_H
#define NIANBAO_PAGE_TABLE_GRID_H

#include "page/table_cell.h"

/*
 * Set every cell of `doc` and work out row heights: at least what the row asks for, and enough
 * for its texts; a text taller than all rows it spans widens them evenly. `tag` has one entry a
 * cell. The cells must tile the grid (checked when the layout was read or the table filled).
 */
struct galley_table table_grid_resolve(const struct cell_setter *s, const struct doc_table *doc,
				       const uint32_t *tag);

/* Height of rows [from, to). */
emu table_grid_height(const struct galley_table *t, size_t from, size_t to);

/* Does a cell that spans rows reach across the edge above `row`? */
bool table_grid_open_at(const struct galley_table *t, size_t row);

/*
 * May the table break above `row` when rows from `start` on stand on this page, and to the end of
 * the table on the next? Each part of a label that is cut must be tall enough for its text.
 */
bool table_grid_labels_fit(const struct galley_table *t, size_t start, size_t row);

#endif
