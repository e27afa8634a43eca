/* Column widths that follow from what the cells hold. */
#ifndef NIANBAO_PAGE_TABLE_WIDTH_H
#define NIANBAO_PAGE_TABLE_WIDTH_H

#include "page/table_cell.h"

struct table_fit {
	const emu *width; /* of the columns */
	emu less;         /* by so much all type of the table is set smaller from the start */
	bool fits;        /* no word need be broken, nor a column be narrower than the layout's least */
};

/*
 * Fit the columns of `doc` into `whole`. A form whose columns state neither least nor greatest
 * width keeps the layout's. Else every column gets what its longest word or number needs; what is
 * left is shared in proportion to what columns still lack for lines that do not wrap, and what is
 * left then in proportion to their width, up to their greatest. Columns that all hold the same
 * stay alike. Where words do not fit, a table of the text is set closer, then smaller, down to
 * the floors of its styles; where that is not enough, each column gives way in proportion.
 */
struct table_fit table_width_fit(const struct cell_setter *s, const struct doc_table *doc,
				 emu whole);

#endif
