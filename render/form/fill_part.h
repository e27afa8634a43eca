/* What the files of fill share: the document as it grows, and the steps with a file of their own. */
#ifndef NIANBAO_FORM_FILL_PART_H
#define NIANBAO_FORM_FILL_PART_H

#include "form/doc.h"
#include "input/report.h"

struct fill {
	struct arena *a;
	const struct report *r;
	const struct layout *l;
	struct doc_block *block;
	size_t n, cap;
	struct doc_list *list;
	size_t nlist, list_cap;
	uint32_t in_list, in_item; /* where blocks stand now; 0: in no list */
	int32_t depth, ordered_depth; /* of that list, and how many of its kind it is in */
	uint32_t nfigure; /* figures with a caption so far */
	bool has_annex_list; /* it was put */
};

/* Append a block. The address is good until the next one is appended. */
struct doc_block *fill_put(struct fill *f, enum doc_kind kind, const struct style *style,
			   struct text text, uint32_t line);

/* The blocks of a section, preface or annex or, where f->in_list says so, of a list item. */
void fill_blocks(struct fill *f, const struct block_list *list);

/* Make a list known; its number. */
uint32_t fill_list_add(struct fill *f, struct doc_list list);

/* A list with all that is in it. */
void fill_list(struct fill *f, const struct block *b);

/* Name of the organ, plain. */
struct str fill_organ(struct fill *f);

/* The title with its phrases. Returns its plain text. */
struct str fill_title(struct fill *f);

/* The pattern with its {n} replaced by the number; 0: by nothing. */
struct str fill_number(struct fill *f, struct str pattern, uint32_t n);

/* `pattern` with {organ} and {year} filled in. */
struct str fill_pattern(struct fill *f, struct str pattern);

/* 版头 and 版记, where the layout has them. */
void fill_red_head(struct fill *f);
void fill_imprint(struct fill *f);

/* The list of annexes under the text, once. */
void fill_annex_list(struct fill *f);

/* The annexes themselves. */
void fill_annexes(struct fill *f);

/* A date as it prints. */
struct str fill_date(struct fill *f, struct str date);

/* The 落款. */
void fill_signature(struct fill *f);

/* A form with its figures; NULL when the report does not give it. */
const struct doc_table *fill_form(struct fill *f, const struct layout_part *part);

#endif
