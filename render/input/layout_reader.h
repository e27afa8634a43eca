/*
 * Inside of layout*.c: attributes described by tables, and a layout's parts as they stand after
 * everything it extends was merged, before ids are resolved.
 */
#ifndef NIANBAO_INPUT_LAYOUT_READER_H
#define NIANBAO_INPUT_LAYOUT_READER_H

#include "base/print_profile.h"
#include "input/layout.h"
#include "input/reader.h"

enum prop_kind {
	PROP_TEXT,   /* struct str as written */
	PROP_NAME,   /* struct str without white space around it, not empty */
	PROP_LENGTH, /* emu from low to high */
	PROP_WHOLE,  /* int32_t from low to high */
	PROP_CHOICE, /* an enum: its place among the words */
	PROP_FLAG,   /* bool: is it the second word? */
};

/* One attribute, and where its value goes. */
struct prop {
	const char *name;
	enum prop_kind kind;
	bool required;
	size_t at; /* offset in the struct that is filled */
	int32_t low, high;
	const char *words;
};

/*
 * Fill `to` from the attributes of `n`. What is not stated keeps its value. Unknown, missing and
 * wrong attributes are errors.
 */
void layout_props(struct reader *r, const struct xml_node *n, const struct prop *prop,
		  size_t nprop, void *to);
#define LAYOUT_PROPS(r, n, table, to)                                                          \
	layout_props((r), (n), (table), sizeof(table) / sizeof((table)[0]), (to))

/* An element and the file it comes from. */
struct item {
	const struct xml_node *node; /* NULL: there is none */
	struct str file, id;
};

struct items {
	struct item *v;
	size_t n, cap;
};

/* In the order of their names in merge_layer. */
enum single {
	SINGLE_PAGE,
	SINGLE_FOLIO,
	SINGLE_DRAFT,
	SINGLE_FIGURES,
	SINGLE_TABLES,
	SINGLE_TITLE,
	SINGLE_OUTLINE,
	SINGLE_SIGNING,
	SINGLE_ANNEXES,
	SINGLE_RED_HEAD,
	SINGLE_IMPRINT,
	NSINGLE
};

/* Parts of a layout: those of `enum single`, then those that are merged by id. */
#define LAYOUT_PARTS                                                                           \
	"page folio draft-mark figures tables title outline signing annexes red-head imprint "   \
	"style form check mention require"

struct layout_reader {
	struct reader r; /* its file is that of the item at hand */
	struct layout *to;
	struct at at; /* of the layout itself */
	struct item single[NSINGLE];
	struct items style, form, check, mention, require;
	const struct print_reflow *reflow; /* NULL: as the layout says */
};

/* Enter an item: messages name its file from now on. */
const struct xml_node *layout_enter(struct layout_reader *p, const struct item *item);

/* Put "there is no KIND `id`" with the nearest of `names`, words joined by blanks. */
void layout_put_unknown(struct reader *r, struct at at, const char *kind, struct str id,
			const struct buf *names);

/* Put that `id` of this kind stands twice. */
void layout_put_twice(struct reader *r, struct at at, const char *kind, struct str id);

/* The style, or NULL after an error was put. */
const struct style *layout_need_style(struct layout_reader *p, struct str id, struct at at);

/* A number as the argument of a message. */
struct str layout_number(struct reader *r, size_t n);

/* The words of a list, as an array. */
struct str *layout_words(struct arena *a, struct str list, size_t *n);

/* The form or section of this id; NULL after an error was put. */
const struct form *layout_need_form(struct layout_reader *p, struct str id, struct at at);
const struct layout_part *layout_need_section(struct layout_reader *p, struct str id,
					      struct at at);

/* Enter a part that there is one of; NULL after an error where it lacks. */
const struct xml_node *layout_enter_single(struct layout_reader *p, enum single i,
					   const char *name);

/* The record of the form; NULL after an error was put. */
const struct form_record *layout_need_record(struct layout_reader *p, const struct form *form,
					     struct str id, struct at at);

/* The record must have the field, as a number that the rule `id` can add. */
void layout_need_field(struct layout_reader *p, struct str rule,
		       const struct form_record *record, struct str id, struct at at);

/*
 * Take over the parts below `root`, elements of the file at hand; only those that are `allowed`
 * may stand there.
 */
void layout_merge_parts(struct layout_reader *p, const struct xml_node *root,
			const char *allowed);

/* With a reflow: its parts, then type and forms as they grow. */
void layout_merge_reflow(struct layout_reader *p);
void layout_reflow_styles(struct layout_reader *p);
void layout_reflow_forms(struct layout_reader *p);

/* The stages, in this order. */
void layout_read_styles(struct layout_reader *p);
void layout_read_page(struct layout_reader *p);
void layout_read_title(struct layout_reader *p);
void layout_read_outline(struct layout_reader *p);
void layout_read_signing(struct layout_reader *p);
void layout_read_annexes(struct layout_reader *p);
void layout_read_red_head(struct layout_reader *p);
void layout_read_imprint(struct layout_reader *p);
void layout_read_forms(struct layout_reader *p);
void layout_read_checks(struct layout_reader *p);
void layout_read_mentions(struct layout_reader *p);
void layout_read_requires(struct layout_reader *p);
void layout_check(struct layout_reader *p);

/* A form being read: layout_form.c reads what it is made of, layout_grid.c its cells. */
struct form_reader {
	struct layout_reader *p;
	struct form *to;
	const struct style *head, *label, *figure; /* defaults for cells, or NULL */
	struct form_record *record;
	uint32_t *record_line;
	bool (*placed)[LAYOUT_MAX_COLUMNS]; /* for each record: which fields stand in a cell */
	struct form_row *row;
	struct form_cell *cell;
	size_t record_cap, line_cap, placed_cap, row_cap, cell_cap;
	uint16_t below[LAYOUT_MAX_COLUMNS]; /* rows that a cell from above still covers */
};

/* Read the rows of <head> or <body> and place their cells. */
void layout_read_rows(struct form_reader *f, const struct xml_node *part, bool is_head);

#endif
