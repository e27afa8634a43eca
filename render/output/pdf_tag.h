/*
 * The structure tree: which piece of which page belongs to which element, and the objects that
 * say so. The elements' dictionaries are made from these arrays while the file is written.
 */
#ifndef NIANBAO_OUTPUT_PDF_TAG_H
#define NIANBAO_OUTPUT_PDF_TAG_H

#include "output/pdf_object.h"
#include "page/sheet.h"

/* A marked-content sequence: a piece of a page that belongs to an element. */
struct pdf_mark {
	uint32_t tag;   /* the element */
	uint32_t sheet; /* a page of the file: index of the sheet */
	uint32_t mcid;  /* number on that sheet */
	uint32_t next;  /* the element's next mark: index + 1, or 0 */
	uint32_t group; /* that the mark is in: index + 1, or 0 */
	emu top;        /* upper edge of the first line, from the sheet's top */
};

/* A Span for some of the marks of an element that has more than TAG_MAX_KIDS of them. */
struct pdf_group {
	HPDF_Dict object;
	uint32_t tag;  /* the element */
	uint32_t mark; /* its first mark here: index + 1 */
};

struct pdf_node {
	HPDF_Dict object;
	uint32_t kid, sibling;  /* tags: first child, next child of the parent; or 0 */
	uint32_t mark, nmark;   /* first mark: index + 1, or 0 */
	uint32_t group, ngroup; /* first group: index + 1, or 0 */
	uint32_t nbody;         /* TABLE: its TBody parts */
};

/* Marks of a page of the book: [from, to). */
struct pdf_span {
	uint32_t from, to;
};

struct pdf_tree {
	struct pdf *pdf;
	const struct book *book;
	const struct sheets *sheets;
	struct pdf_node *node; /* one for every tag */
	struct pdf_mark *mark; /* in order of sheets, and by number on a sheet */
	size_t nmark, cap;
	struct pdf_group *group;
	size_t ngroup, group_cap;
	const struct placement *place; /* of the page at hand */
	struct pdf_span *span; /* by page of the book */
	uint32_t *first;  /* by sheet: its first mark; one more at the end */
	HPDF_Page *sheet; /* by sheet */
	size_t nsheet;    /* sheets begun so far */
	HPDF_Dict form;   /* the element of a signature field, or NULL */
	uint32_t *head;  /* the TH tags, ascending */
	size_t nhead;
	unsigned id_digits; /* of the identifier of a TH: enough for all tags */
};

void pdf_tag_open(struct pdf_tree *t, struct pdf *p, const struct book *b,
		  const struct sheets *sheets);

/* Begin the marks of the next sheet, and of a page on it. */
void pdf_tag_sheet(struct pdf_tree *t);
void pdf_tag_page(struct pdf_tree *t, const struct placement *place);

/* A new mark on that page, whose first line starts `top` below the page's top; its number. */
uint32_t pdf_tag_mark(struct pdf_tree *t, uint32_t tag, emu top);

/* The sheet that was begun last is written: this is its object. */
void pdf_tag_sheet_end(struct pdf_tree *t, HPDF_Page page);

/* Put the tree, if the standard has one, into the catalog, once all sheets have their marks. */
void pdf_tag_put(struct pdf_tree *t);

#endif
