/*
 * The galley (长条样): everything set and measured, in one column without pages. A slug is an
 * unbreakable strip of it: a line of text, a table row, a picture, or white space.
 */
#ifndef NIANBAO_PAGE_GALLEY_H
#define NIANBAO_PAGE_GALLEY_H

#include "form/doc.h"
#include "page/book.h"
#include "type/para.h"

struct cell_line {
	const struct para_line *line;
	emu baseline;   /* below the top of the cell's text */
};

/* The text of one cell, set to fit its width. */
struct cell_text {
	const struct cell_line *line;
	size_t nline;
	emu length;     /* of its longest line */
	emu size;       /* at which it was set: the style's, or shrunk */
	emu height;     /* from the first line's em box to the last one's */
};

struct galley_table {
	const struct doc_table *doc;
	const struct cell_text *text; /* one a cell of doc */
	const emu *left;              /* ncol + 1 column edges from the text block's left edge */
	const emu *height;            /* of rows */
	const int64_t *top;           /* nrow + 1 row edges from the table's upper edge */
	emu head_height;              /* of the head rows, which repeat */
	emu less;                     /* by so much its type is smaller than its styles say */
	bool is_sideways;             /* it lies on pages of its own, turned to the left */
	struct para caption;          /* repeated above parts that go on; no line: none */
	emu caption_height, caption_pitch, caption_baseline;
	const uint32_t *tag;          /* one a cell */
	const uint32_t *occupied;     /* nrow × ncol: index of the cell that covers it */
};

enum slug_kind { SLUG_LINE, SLUG_ROW, SLUG_SPACE, SLUG_IMAGE, SLUG_GROUP };

/* Whose a line is: the tag, that of a run-in heading in it, or what kind of artifact; its ink. */
struct owner {
	uint32_t tag, head_tag;
	enum artifact artifact;
	enum ink ink;
};

enum piece_kind { PIECE_LINE, PIECE_AREA, PIECE_RULE };

/* Something of a group, at its place from the text block's left edge and the group's top. */
struct piece {
	enum piece_kind kind;
	emu x, y;        /* LINE: of its measure, its baseline; AREA: upper left corner; RULE: one end */
	emu x1, y1;      /* AREA: lower right corner; RULE: the other end */
	emu size;        /* RULE: line width */
	const struct para_line *line; /* LINE */
	struct owner owner;           /* LINE, RULE */
	enum seal seal;               /* AREA */
	struct str bearer;            /* AREA */
};

struct slug {
	enum slug_kind kind;
	bool on_grid;    /* starts on the page's next grid line */
	bool keep_next;  /* no page break behind it */
	bool new_page;   /* a page begins with it */
	bool ends_text;  /* the 落款: what belongs to the text does not come behind its page */
	bool apart;      /* no line of the text, though it stands among them */
	emu height;      /* how far it moves what follows */
	emu ink;         /* how much of it must find room on the page */
	struct owner owner;
	const struct para_line *line;
	const struct para_line *label; /* LINE: what stands before it, or NULL */
	uint32_t label_tag;
	emu left;        /* of its measure or picture, from the text block's left edge */
	emu baseline;    /* LINE: below the slug's top */
	uint32_t table, row; /* ROW */
	const struct image *image; /* IMAGE */
	emu width;       /* IMAGE; it is `ink` high */
	const struct piece *piece; /* GROUP: what stands or falls together, in reading order */
	size_t npiece;
};

/* A table that lies sideways, with its caption: a strip of its own, on pages of its own. */
struct galley_side {
	size_t anchor;   /* it comes behind the page with the slug before this one */
	const struct slug *slug;
	size_t nslug;
};

struct galley {
	const struct doc *doc;
	const struct slug *slug;
	size_t nslug;
	const struct slug *foot;      /* a GROUP for the foot of the last page, or NULL */
	const struct galley_side *side;
	size_t nside;
	const struct galley_table *table;
	size_t ntable;
	const struct tag *tag;
	size_t ntag;
	const struct image *const *image; /* each picture once, as they come */
	size_t nimage;
};

void galley_dump(const struct galley *g, struct buf *out);

#endif
