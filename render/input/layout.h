/*
 * A layout (版式): page, styles and official forms as data from layouts/NAME.xml. A layout may
 * extend another; what it states replaces the part of the same id. Grammar: layouts/layout.rng.
 */
#ifndef NIANBAO_INPUT_LAYOUT_H
#define NIANBAO_INPUT_LAYOUT_H

#include "base/diag.h"
#include "base/ink.h"
#include "base/seal.h"
#include "base/str_index.h"
#include "base/text.h"
#include "base/unit.h"

enum align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT, ALIGN_JUSTIFY };
/* How text runs: as usual; one character a line, downwards; turned by 90° to the left, upwards. */
enum dir { DIR_ACROSS, DIR_UPRIGHT, DIR_TURNED };
enum valign { VALIGN_TOP, VALIGN_MIDDLE, VALIGN_BOTTOM };

/* How a text is set. Lengths in emu, indents in ems of the type. */
struct style {
	struct str id;
	uint32_t line;          /* in the layout file */
	struct str role;        /* font role (fonts/roles.xml) */
	struct str strong;      /* role of <b> and of run-in headings; empty: `role` */
	emu size;               /* type size */
	int32_t squeeze;        /* per cent by which a cell's characters may stand closer */
	emu floor;              /* smallest size to which a cell's text may shrink; 0: none */
	emu pitch;              /* baseline distance in a cell or off the grid; 0: the page's */
	enum align align;
	enum valign valign;
	enum dir dir;           /* of a cell's text */
	bool balance;           /* lines of even length (titles, head cells) */
	bool nowrap;            /* shrink before wrapping (figures) */
	bool keep_next;         /* not last on a page */
	enum ink ink;
	int32_t indent;         /* first line, whole ems */
	int32_t hang;           /* turn lines, whole ems */
	struct str number;      /* of an ordered item: "（1）", its 1 or ① counts; empty: none */
	int32_t right;          /* kept free at the right, whole ems */
	int32_t lines_before, lines_after; /* blank lines of the grid */
	emu space_after;        /* white space behind it, off the grid */
	emu pad_x, pad_y;       /* inside a cell */
};

/* 禁则: how strict the prohibitions at line start and line end are (CLREQ). */
enum kinsoku { KINSOKU_GB, KINSOKU_BASIC, KINSOKU_STRICT };

struct layout_page {
	emu width, height, top, left, text_width, text_height;
	int32_t lines, columns; /* 22 lines of 28 characters fill the text block */
	enum kinsoku level;
};

struct layout_folio {
	struct str style, before, after;
	emu drop;               /* text block's lower edge to the dash */
	int32_t inset;          /* characters in from the outer edge */
};

struct layout_draft {
	struct str style, text;
	emu rise;               /* text block's upper edge up to the baseline */
};

/* Pictures of the text. */
struct layout_figures {
	struct str label;       /* before a caption, {n} counts: "图{n} "; empty: none */
	int32_t dpi;            /* a picture's pixels to an inch, unless it must be smaller */
	emu most;               /* greatest height */
	emu space;              /* white space above one, and between it and its caption */
};

struct layout_tables {
	emu rule;               /* width of the rules of tables in the text */
	emu below;              /* least white space between a table and the text behind it */
	int32_t least;          /* ems of text that a column should hold, unless its cells hold less */
	struct str continued;   /* behind a caption that is repeated: "（续）" */
};

/*
 * How a 落款 stands (GB/T 9704-2012 §7.3.5), for one kind of seal. Lines are those of the page's
 * grid, characters its cells, counted from the text block's right edge.
 */
struct layout_seal {
	int32_t before;         /* blank lines above it; more where the area would touch text */
	int32_t right;          /* characters behind the name, or behind the date and stamp */
	int32_t gap;            /* NONE: the date starts so many characters behind the name's start;
	                           SIGNATORY: characters between the post and the stamp */
	int32_t after;          /* SIGNATORY: blank lines between stamp and date */
	emu width, height;      /* of the area that is kept clear for the seal */
	emu rise;               /* ORGAN: its middle above that of name and date */
};

struct layout_signing {
	int32_t keep;           /* lines of text that stand on the same page at least */
	struct layout_seal seal[NSEAL];
};

/*
 * Annexes (GB/T 9704-2012 §7.3.4, §7.3.7): a list under the text, then each on a new page. {n}
 * counts; it is nothing where there is but one.
 */
struct layout_annexes {
	struct str intro;       /* before the first of the list: "附件：" */
	struct str number;      /* before a name where there are several: "{n}." */
	struct str label;       /* above its title: "附件{n}" */
	struct str list_style, label_style, title_style; /* empty: the layout has no annexes */
};

/* Above the title (版头, GB/T 9704-2012 §7.2). */
struct layout_red_head {
	struct str mark;        /* 发文机关标志: "{organ}文件" */
	emu drop;               /* text block's upper edge to that of the mark */
	int32_t number_lines;   /* blank lines between mark and document number */
	emu gap, rule;          /* number to the red line, and its width */
	int32_t lines_after;    /* blank lines below it */
	struct str secret;      /* a secrecy that prints starts with one of these words */
	struct str copy_style, class_style; /* of 份号; of 密级 and 紧急程度 */
	struct str mark_style, number_style; /* mark_style empty: the layout has no red head */
};

/* At the foot of the last page (版记, §7.4). */
struct layout_imprint {
	struct str style;       /* empty: the layout has no imprint */
	int32_t inset;          /* characters in from both ends */
	emu thick, thin;        /* first and last line; those between */
	struct str copy_to, copy_end; /* around the organs that get a copy: "抄送：", "。" */
	struct str issued;      /* behind the date: "印发" */
	bool duplex;            /* printed on both sides: it stands on an even page */
};

/* A record: one row of figures of the report, placed in cells of the form. */
enum figure_kind { FIGURE_COUNT, FIGURE_DECIMAL, FIGURE_SIGNED, FIGURE_FREE };

struct form_record {
	struct str id;
	struct str label;       /* for messages; empty: the row's own label */
	const struct str *field;
	const enum figure_kind *number; /* one a field */
	size_t nfield;
};

enum scope { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW };

struct form_cell {
	uint16_t row, col, rowspan, colspan; /* place in the grid, resolved */
	struct text label;      /* empty in a data cell */
	const struct style *style;
	enum scope scope;       /* of a label */
	bool is_data;
	uint32_t record, field; /* of a data cell: indices into form.record and its field */
	uint32_t line;
};

struct form_row {
	emu height;             /* least height */
	bool is_head;           /* repeats where the table breaks */
};

struct form {
	struct str id;
	struct str file;
	uint32_t line;
	bool whole;             /* stays on one page with its heading where it fits */
	emu rule;               /* width of its rules */
	const emu *width;       /* of columns */
	const emu *min, *max;   /* NULL, or bounds within which columns share their widths' sum */
	size_t ncol;
	const struct form_row *row;
	size_t nrow, nhead;     /* nhead: leading rows that are head rows */
	const struct form_cell *cell; /* in reading order: by row, then column */
	size_t ncell;
	const struct form_record *record;
	size_t nrecord;
	struct str_index record_index; /* by id */
	struct str note_style;
};

/* A term of a sum: a record or field, counted or taken away, of this report or of last year's. */
struct check_term {
	struct str id;
	bool minus, previous;
};

/* sum(addends) = sum(total), for each field of the form or for each record. */
struct layout_check {
	struct str id, form;
	uint32_t line;
	bool per_field;         /* addends and total are record ids; else field ids */
	bool is_warning;        /* need not hold */
	bool previous;          /* some addend is of last year's report */
	const struct str *only; /* these fields (per_field) or records alone; none: all */
	size_t nonly;
	const struct check_term *addend;
	size_t naddend;
	const struct check_term *total;
	size_t ntotal;
};

/*
 * A figure that a section may state in words: where one of the patterns stands, its number is the
 * sum of the field over the records. In a pattern … is a gap and # the number; one without # says
 * that there was none.
 */
struct layout_mention {
	struct str id, section, form, field;
	const struct str *record;
	size_t nrecord;
	const struct str *says;   /* the patterns */
	size_t nsays;
	const struct str *about;  /* the sentence holds one of these; none: any sentence */
	size_t nabout;
	const struct str *unless; /* not where the statement holds one of these */
	size_t nunless;
};

/* What the text of a section must hold. */
struct layout_require {
	struct str id, section;
	const struct str *any;    /* one of these; none: anything */
	size_t nany;
	const struct str *beyond; /* more than just one of these */
	size_t nbeyond;
};

enum part_kind { PART_PREFACE, PART_SECTION, PART_FORM, PART_SIGNATURE };

/* One part of the document, in printing order. */
struct layout_part {
	enum part_kind kind;
	struct str id;          /* section or form id */
	struct text title;      /* its heading */
	struct str style;       /* of the heading */
	bool required;
	struct str hint;        /* what `nianbao init` writes into it */
	enum seal seal;         /* SIGNATURE: unless the report says otherwise */
};

struct layout_title {
	struct str style;
	struct str pattern;     /* default: {organ}{year}年… */
	const struct str *phrase; /* a line may end behind each of these, and before it */
	size_t nphrase;
};

struct layout {
	struct str id, name, file;
	struct str extends;     /* id of the layout it extends, or empty */
	int32_t first_year, last_year; /* 0: open */
	struct layout_page page;
	struct layout_folio folio;
	struct layout_draft draft;
	struct layout_figures figures;
	struct layout_tables tables;
	struct layout_title title;
	struct layout_signing signing;
	struct layout_annexes annexes;
	struct layout_red_head red_head;
	struct layout_imprint imprint;
	const struct style *style;
	size_t nstyle;
	const struct form *form;
	size_t nform;
	const struct layout_check *check;
	size_t ncheck;
	const struct layout_mention *mention;
	size_t nmention;
	const struct layout_require *require;
	size_t nrequire;
	const struct layout_part *part;
	size_t npart;
};

/* Reads the file of layout `id`: false when there is none. Bytes live in the arena. */
struct layout_source {
	/*
	 * False when there is none. True with bytes->s NULL: it is there, but it cannot be read,
	 * and the host has put a message that says why.
	 */
	bool (*read)(void *host, struct arena *a, struct str id, struct str *file,
		     struct str *bytes);
	void *host;
	/* Names to suggest instead of an unknown one, for a message; may be NULL. */
	struct str (*near)(void *host, struct arena *a, struct str id);
};

/*
 * Read layout `id` with everything it extends. NULL after an error was put (E4xx; `from` is where
 * the report names the layout). The result is checked: styles exist, spans tile each grid, every
 * figure of every record is placed exactly once, checks and parts name what exists, columns fit
 * the text block.
 */
const struct layout *layout_read(struct arena *a, struct diags *d,
				 const struct layout_source *source, struct str id, struct at from);

/* The same, set anew for a print profile. */
struct print_reflow;
const struct layout *layout_read_reflowed(struct arena *a, struct diags *d,
					  const struct layout_source *source, struct str id,
					  struct at from, const struct print_reflow *reflow);

const struct style *layout_style(const struct layout *l, struct str id);
const struct form *layout_form(const struct layout *l, struct str id);
/* Index of a record or of a field in a record, or -1. */
int form_record_find(const struct form *f, struct str id);
int form_field_find(const struct form_record *r, struct str id);

/* Is the check made for this field (one per field) or record (one per record)? */
bool layout_check_covers(const struct layout_check *c, struct str id);

void layout_dump(const struct layout *l, struct buf *out);

#endif
