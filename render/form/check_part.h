/* What the files of check share: the job, and the steps that have a file of their own. */
#ifndef NIANBAO_FORM_CHECK_PART_H
#define NIANBAO_FORM_CHECK_PART_H

#include "form/join.h"

struct check {
	struct arena *a;
	struct diags *d;
	const struct report *r;
	const struct report *last; /* last year's, or NULL */
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

/*
 * The equations of one form whose figures are there: with `last`, the same form in last year's
 * report, those that look back, else the others. Returns how many that must hold are broken.
 */
size_t check_sums(struct check *c, const struct join *j, const struct join *last);

/* The part of the layout, or NULL. */
const struct layout_part *check_part(const struct layout *l, enum part_kind kind,
				     struct str id);

/* A heading, paragraph, list item or table cell of the text. */
struct paragraph {
	struct text text;
	struct str plain; /* without marks and breaks */
	uint32_t line;
};

struct paragraphs {
	struct paragraph *item;
	size_t n, cap;
};

/* All of them in reading order, those in tables only with `cells`. */
void check_paragraphs(struct check *c, const struct block_list *blocks, bool cells,
		      struct paragraphs *to);

/* Does the 落款 say what its kind of seal asks for, and nothing that would not print? */
void check_signature(struct check *c);

/* What the head says of the issue: has the layout a place for it, is it as it should be? */
void check_issue(struct check *c);

/* Figures that the text repeats (R8). */
void check_mentions(struct check *c);

/* Sections that are empty, lack what they must hold, or repeat each other. */
void check_words(struct check *c);

#endif
