/* Fill a checked report into its layout: form and data meet here (and in check.c) only. */
#ifndef NIANBAO_FORM_FILL_H
#define NIANBAO_FORM_FILL_H

#include "form/doc.h"
#include "input/report.h"

/*
 * The document. `draft` marks it as 草稿. The report must have passed check_report; a figure that
 * is missing prints as an empty cell. Never NULL; lives in the arena.
 */
const struct doc *fill_report(struct arena *a, const struct report *r, const struct layout *l,
			      bool draft);

#endif
