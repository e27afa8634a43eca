/* `nianbao init`: a report description with every row, ready to be filled in by hand. */
#ifndef NIANBAO_FORM_INIT_H
#define NIANBAO_FORM_INIT_H

#include "input/layout.h"

/*
 * Write a report for `organ` and `year` in layout `l`: every section with its hint, every row
 * of every form under a comment with its Chinese label, all figures 0. It renders as it is.
 */
void init_report(struct arena *a, const struct layout *l, struct str organ, struct str year,
		 struct buf *out);

#endif
