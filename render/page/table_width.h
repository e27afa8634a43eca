/* Column widths that follow from what the cells hold, for tables that state none. */
#ifndef NIANBAO_PAGE_TABLE_WIDTH_H
#define NIANBAO_PAGE_TABLE_WIDTH_H

#include "page/table_cell.h"

/*
 * Widths of the columns of `doc`, whose own add up to the width that there is. Every column gets
 * what its longest word or number needs; what is left is shared in proportion to what columns
 * still lack for lines that do not wrap, and what is left then in proportion to their width.
 * Columns that all hold the same stay alike. Lives in the arena.
 */
const emu *table_width_fit(const struct cell_setter *s, const struct doc_table *doc);

#endif
