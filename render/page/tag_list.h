/* The growing structure tree while the doc is composed. */
#ifndef NIANBAO_PAGE_TAG_LIST_H
#define NIANBAO_PAGE_TAG_LIST_H

#include "form/doc.h"
#include "page/book.h"

struct tag_list {
	struct arena *a;
	struct tag *tag;
	size_t n, cap;
	uint32_t root;      /* of the part at hand: the document, or the Sect of an annex */
	uint32_t top, ntop; /* where blocks hang (the root or a Div in it), and how many do */
	int32_t level;      /* of the heading before */
	uint32_t table_tag; /* TABLE whose caption came already */
	const struct doc_list *list; /* by number less one */
	/* the lists and items that are open, outermost first: blocks of one item share its tags */
	struct tag_open {
		uint32_t list, item, list_tag, body_tag;
		uint32_t nitem, nkid; /* in them */
	} open[DOC_LIST_DEPTH];
	size_t nopen;
	uint32_t label_tag; /* of the item opened last; 0: it has no label */
};

/* Start with the unused tag 0 and the document, tag 1. */
void tag_list_open(struct tag_list *t, struct arena *a, const struct doc_list *list);

uint32_t tag_add(struct tag_list *t, enum tag_role role, uint32_t parent);

/*
 * The tag of a block's text: H1 to H4, P, or a P within the Caption of the table that follows;
 * 0 for an item without text. What stands in a list stands in its L, LI and LBody, and Lbl with
 * the label comes before LBody: `label_tag`. So do the entries of the list of annexes, which `item`
 * tells apart. A heading is never more than one level below the one
 * before (PDF/UA-1, 7.4.2).
 */
uint32_t tag_block(struct tag_list *t, const struct doc_block *block);

/* Blocks that follow hang in a Sect of their own, which begins anew at the second level. */
void tag_sect(struct tag_list *t);

/*
 * The tag of a paragraph's run-in heading, an H3 of its own before the paragraph: to be added
 * before tag_block.
 */
uint32_t tag_run_in(struct tag_list *t, struct str heading);

/* A picture, with what it shows as its alternative text. */
uint32_t tag_figure(struct tag_list *t, const struct doc_block *block);

/* Table, THead, TBody, TR and cells; the tags of the cells, one a cell. */
const uint32_t *tag_table(struct tag_list *t, const struct doc_block *block);

#endif
