/*
 * The report joined to its layout by ids: which section, which form, which row states what.
 * Where an id was given twice (an error that check puts) the first one counts.
 */
#ifndef NIANBAO_FORM_JOIN_H
#define NIANBAO_FORM_JOIN_H

#include "form/label.h"
#include "input/report.h"

/* A form of the layout with the report's rows for it. */
struct join {
	const struct form *form;
	struct form_labels labels;
	const struct report_form *given; /* NULL: the report lacks it */
	const struct report_row **row;   /* one a record of the form; NULL: not given */
	const int *record;               /* one a row given: index of its record, or -1 */
};

/* The report's section or form of this id, or NULL. */
const struct section *join_section(const struct report *r, struct str id);
const struct report_form *join_report_form(const struct report *r, struct str id);

/* What the report's 落款 bears: as it says itself, else as the layout has it. */
enum seal join_seal(const struct report *r, const struct layout *l);

/* Its date, YYYY-MM-DD: its own, else the head's, else empty. */
struct str join_date(const struct report *r);

struct join join_form(struct arena *a, const struct report *r, const struct form *f);

/* The text of a figure as written, or NULL when the report does not give it. */
const struct str *join_figure(const struct join *j, size_t irecord, size_t ifield);

/* Index of a record, or -1. Ids mostly come in the form's order: `next` is tried first. */
int join_record(const struct form *f, struct str id, int next);

#endif
