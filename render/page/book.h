/*
 * The book (成品页): pages of items with absolute positions: the display list. Writers and the
 * text dump see nothing but this. y grows downwards from the page's top edge.
 */
#ifndef NIANBAO_PAGE_BOOK_H
#define NIANBAO_PAGE_BOOK_H

#include "base/archive.h"
#include "base/image.h"
#include "base/ink.h"
#include "base/seal.h"
#include "base/str.h"
#include "base/unit.h"
#include "type/run.h"

enum item_kind { ITEM_RUN, ITEM_RULE, ITEM_IMAGE };

/* Why an artifact is there (ISO 32000-1 14.8.2.2); only for items of tag 0. */
enum artifact { ARTIFACT_LAYOUT, ARTIFACT_FOLIO, ARTIFACT_MARK, ARTIFACT_REPEAT };

struct item {
	enum item_kind kind;
	enum artifact artifact;
	enum ink ink;   /* run, rule: what it is printed in; a writer knows its components */
	uint32_t tag;   /* index in book.tag; 0: artifact */
	emu x, y;       /* run: baseline origin; rule: one end */
	emu x1, y1;     /* rule: the other end; width in `size` */
	emu size;       /* run: size at which glyphs are drawn; rule: line width */
	uint16_t face;  /* run: face number of the font set */
	uint8_t turn;   /* run: quarter turns to the left; 1: it goes up the page */
	const struct book_glyph *glyph;
	uint32_t nglyph;
	struct str text;/* run: the text that its glyphs stand for */
	const struct image *image; /* image: from (x, y), upper left, to (x1, y1) */
};

enum tag_role {
	TAG_NONE,
	TAG_DOCUMENT, TAG_SECT, TAG_DIV,
	TAG_H1, TAG_H2, TAG_H3, TAG_H4,
	TAG_P,
	TAG_L, TAG_LI, TAG_LBL, TAG_LBODY,
	TAG_FIGURE,
	TAG_TABLE, TAG_CAPTION, TAG_THEAD, TAG_TBODY, TAG_TR, TAG_TH, TAG_TD,
};

/* What the labels of a list are (ISO 32000-1 table 347, ListNumbering). */
enum numbering { NUMBERING_NONE, NUMBERING_DECIMAL, NUMBERING_DISC };

/* A node of the structure tree. tag[0] is unused (artifacts), tag[1] the document. */
struct tag {
	enum tag_role role;
	uint32_t parent;
	uint16_t rowspan, colspan;   /* TH, TD; 1 when not spanning */
	bool scope_column, scope_row;/* TH */
	enum numbering numbering;    /* L */
	const uint32_t *head;        /* TD: its TH tags */
	size_t nhead;
	struct str title;            /* headings: for the outline; TABLE: its name; FIGURE: Alt */
	struct str actual;           /* what is read aloud in its place; empty: its content */
};

/* Most children of a tag: PDF 1.4 has arrays of 8191 entries and no more. */
#define TAG_MAX_KIDS 8000

/*
 * An area that the print keeps clear for a seal or stamp: it holds nothing but the words over
 * which the seal is pressed. Where it is asked for there is one; a print without has none.
 */
struct seal_area {
	enum seal seal;              /* SEAL_ORGAN or SEAL_SIGNATORY */
	uint32_t page;               /* index in book.page */
	emu x, y, x1, y1;            /* upper left and lower right corner */
	struct str bearer;           /* whose seal: the organ, the person; may be empty */
};

struct page {
	const struct item *item;
	size_t nitem;
	uint32_t number;             /* as printed */
};

struct book {
	emu width, height;           /* of every page */
	const struct page *page;
	size_t npage;
	const struct seal_area *area;
	size_t narea;
	const struct tag *tag;
	size_t ntag;
	struct str title, organ, date;
	const struct str *archive;   /* by enum archive_fact; NULL: none is known */
	struct str source;           /* the report's bytes */
	const struct image *const *image; /* each picture once, as they come */
	size_t nimage;
};

/* Name of a role as it stands in the structure tree ("H1", "TR"). */
const char *tag_role_name(enum tag_role role);

struct font_set;
/* Print the book as text (--dump=book). */
void book_dump(const struct book *b, const struct font_set *fonts, struct buf *out);

#endif
