/* Inside of report.c: the blocks of a section, a preface or a list item, 落款 and annexes. */
#ifndef NIANBAO_INPUT_REPORT_BLOCK_H
#define NIANBAO_INPUT_REPORT_BLOCK_H

#include "input/reader.h"
#include "input/report.h"

/*
 * The blocks in `parent` from its child `first` on. `depth` is the number of lists around them; in a list item (depth > 0)
 * text may stand by itself and becomes paragraphs.
 */
struct block_list report_blocks(struct reader *r, const struct xml_node *parent,
				const struct xml_node *first, int depth);

/* Read <table> into `t`; false when it holds no row. */
bool report_table(struct reader *r, const struct xml_node *n, struct block_table *t);

/*
 * An element that may stand once: is it there again? `*seen` is the line of the one before, or 0;
 * it becomes this one's.
 */
bool report_is_second(struct reader *r, const struct xml_node *parent, const struct xml_node *n,
		      uint32_t *seen);

/* A date YYYY-MM-DD; empty if it was left empty, or after an error. */
struct str report_date(struct reader *r, const struct xml_node *n);

void report_signature(struct reader *r, struct signature *to, const struct xml_node *signature);

struct section report_annex(struct reader *r, const struct xml_node *n);

#endif
