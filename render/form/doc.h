/*
 * The filled document (填好的文稿): blocks in printing order, each with its style. No positions yet.
 */
#ifndef NIANBAO_FORM_DOC_H
#define NIANBAO_FORM_DOC_H

#include "base/archive.h"
#include "base/image.h"
#include "base/text.h"
#include "input/layout.h"

enum doc_kind {
	DOC_TITLE,
	DOC_HEADING,
	DOC_PARA,
	DOC_ITEM,  /* one paragraph of a list item */
	DOC_CAPTION, /* of the table that follows */
	DOC_TABLE,
	DOC_FIGURE,
	DOC_SIGN,  /* the 落款 */
	DOC_ANNEXES, /* their list under the text (附件说明) */
	DOC_ANNEX, /* the label of one, which begins with it on a new page */
	DOC_RED_HEAD,
	DOC_IMPRINT,
};

struct doc_cell {
	uint16_t row, col, rowspan, colspan;
	struct text text;
	const struct style *style;
	enum scope scope;  /* of a label */
	bool is_data;
	const uint32_t *head; /* a figure's heads: indices of cells in the table */
	size_t nhead;
};

struct doc_row {
	emu height;
	bool is_head;
};

struct doc_table {
	struct str name;      /* for messages and the structure tree */
	bool whole;
	emu rule;
	const emu *width;
	const emu *min, *max; /* NULL, or bounds within which columns share their widths' sum */
	bool is_free;         /* a table of the text, not a form */
	bool fit_width;       /* FREE: the report states no widths */
	bool is_portrait, is_landscape; /* FREE: the report says how it lies */
	size_t ncol;
	const struct doc_row *row;
	size_t nrow, nhead;
	const struct doc_cell *cell;
	size_t ncell;
};

/* The 落款; a text that does not print is empty. How it stands: layout.signing. */
struct doc_sign {
	enum seal seal;
	struct text signatory, post, organ, date;
	const struct style *date_style; /* the others are in the block's */
	struct str bearer;              /* whose seal or stamp it is; may be empty */
};

/* A name in the list of annexes, and what stands before it: "附件：1." */
struct doc_annex {
	struct text mark, name;
};

/* 版头: what is empty does not print. */
struct doc_red_head {
	struct text copy, secrecy, urgency, mark, number;
};

/* 版记: the organs that get a copy, if any, behind their intro; who issued it, and when. */
struct doc_imprint {
	struct text copy_intro, copy_to, by, date;
};

struct doc_block {
	enum doc_kind kind;
	const struct style *style;
	uint32_t line;
	struct text text;
	int32_t level;              /* heading: 1 title, 2 一、, 3 （一）, 4 1. */
	/* TITLE: byte offsets in the text's plain form behind which a line may end; ascending. */
	const uint32_t *phrase_end;
	size_t nphrase;
	uint32_t list, item;        /* where it stands: numbers of its list and of the item; 0: in none */
	struct text label;          /* ITEM: "1."; empty: it goes on an item, or its list has no labels */
	const struct doc_table *table;
	const struct image *image;  /* FIGURE */
	struct str alt;             /* FIGURE: what it shows */
	bool has_caption;           /* FIGURE: the next block */
	const struct doc_sign *sign; /* SIGN */
	/* ANNEXES: the names hang behind their marks, which hang behind `text`. */
	const struct doc_annex *annex;
	size_t nannex;
	const struct doc_red_head *red_head;
	const struct doc_imprint *imprint;
	struct str outline;         /* HEADING: its entry in the outline, if that is not its text */
};

/* A list; its number is its place in doc.list plus one. */
struct doc_list {
	uint32_t parent, item;      /* list and item that it stands in; 0: none */
	const struct style *style;
	enum list_label { LABEL_NONE, LABEL_NUMBER, LABEL_BULLET } label_kind;
	bool is_written;            /* the writer typed the numbers: text goes on behind them */
	const struct text *label;   /* one an item, or NULL */
	size_t nitem;
};

#define DOC_LIST_DEPTH 3 /* the reader's bound */

struct doc {
	const struct layout *layout;
	struct str file;            /* the report's */
	struct str title;           /* plain */
	struct str organ, date;     /* plain; date YYYY-MM-DD or empty */
	const struct str *archive;  /* by enum archive_fact */
	bool draft;
	const struct doc_list *list;
	size_t nlist;
	const struct doc_block *block;
	size_t nblock;
};

void doc_dump(const struct doc *doc, struct buf *out);

#endif
