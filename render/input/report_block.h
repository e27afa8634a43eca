/* Inside of report.c: the blocks of a section, a preface or a list item. */
#ifndef NIANBAO_INPUT_REPORT_BLOCK_H
#define NIANBAO_INPUT_REPORT_BLOCK_H

#include "input/reader.h"
#include "input/report.h"

#define REPORT_MAX_COLUMNS 64 /* of a free table */
#define REPORT_MAX_LIST_DEPTH 3

/*
 * The blocks in `parent`. `depth` is the number of lists around them; in a list item (depth > 0)
 * text may stand by itself and becomes paragraphs.
 */
struct block_list report_blocks(struct reader *r, const struct xml_node *parent, int depth);

/* Read <table> into `t`; false when it holds no row. */
bool report_table(struct reader *r, const struct xml_node *n, struct block_table *t);

#endif
