/* What the files of check share: the job, and the steps that have a file of their own. */
#ifndef NIANBAO_FORM_CHECK_PART_H
#define NIANBAO_FORM_CHECK_PART_H

#include "form/join.h"

struct check {
	struct arena *a;
	struct diags *d;
	const struct report *r;
	const struct layout *l;
	const struct join *join; /* one a part of the layout; `given` only in those of forms */
	bool draft;
};

/* Put a message at a line of the report. */
#define CHECK_PUT(c, code, line, ...)                                                          \
	diag_put((c)->d, (code), (struct at){ (c)->r->file, (line) },                          \
		 (const struct str[]){ __VA_ARGS__ },                                          \
		 sizeof((const struct str[]){ __VA_ARGS__ }) / sizeof(struct str))

/* A number as an argument. */
struct str check_number(struct check *c, uint32_t n);

/* The valid id that is nearest to the one wanted: try them all, then read `best`. */
struct near {
	struct str wanted, best;
	size_t distance;
};
void near_try(struct near *near, struct str id);

/* Rows and figures of one form: known, there, given once, each a number of its kind. */
void check_figures(struct check *c, const struct join *j);

/* The equations of one form whose figures are there. Returns how many are broken. */
size_t check_sums(struct check *c, const struct join *j);

#endif
