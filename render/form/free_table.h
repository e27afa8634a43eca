/* Free tables: rows of an HTML table put on a grid that its cells tile, no hole, no overlap. */
#ifndef NIANBAO_FORM_FREE_TABLE_H
#define NIANBAO_FORM_FREE_TABLE_H

#include "form/doc.h"
#include "input/report.h"

/*
 * The table on its grid, as wide as the text. A span that would overlap another cell or run out
 * of the table is cut; a hole is filled with an empty cell. Its head rows are the leading rows of
 * `th` alone. A cell that finds no column left is dropped: the reader has refused such a report.
 */
const struct doc_table *free_table_place(struct arena *a, const struct layout *l,
					 struct str file, const struct block_table *t);

#endif
