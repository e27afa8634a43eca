/*
 * The report description as read: text and figures, nothing interpreted yet (report-format in
 * the README). Ids are checked against a layout later, in form/.
 */
#ifndef NIANBAO_INPUT_REPORT_H
#define NIANBAO_INPUT_REPORT_H

#include "base/archive.h"
#include "base/diag.h"
#include "base/seal.h"
#include "base/text.h"
#include "input/image.h"
#include "input/xml.h"

enum block_kind {
	BLOCK_P,
	BLOCK_H2, /* （一） level */
	BLOCK_H3, /* 1. level */
	BLOCK_LIST,
	BLOCK_TABLE,
	BLOCK_FIGURE,
};

struct block_figure {
	struct str src, alt;        /* alt: what the picture shows, for who cannot see it */
	struct text caption;
	const struct image *image;  /* set by report_load_images */
};

struct block_list {
	const struct block *item;
	size_t n;
};

/* One cell of a free table (HTML th/td). */
struct block_cell {
	struct text text;
	uint32_t line;
	uint16_t rowspan, colspan;
	bool is_head;
};

struct block_row {
	const struct block_cell *cell;
	size_t n;
};

/* How a free table lies: upright unless it is too wide for that, or as the report says. */
enum orient { ORIENT_FITTING, ORIENT_PORTRAIT, ORIENT_LANDSCAPE };

struct block_table {
	enum orient orient;
	struct text caption;
	const struct block_row *row;
	size_t nrow;
	size_t ncol;           /* widest row, spans counted */
	const uint32_t *width; /* ncol relative widths from <col width>, or NULL */
};

struct block {
	enum block_kind kind;
	uint32_t line;
	struct text text;         /* P (its run-in heading is a TEXT_RUN_IN span), H2, H3 */
	bool ordered;             /* LIST: ol */
	struct block_list *items; /* LIST: one list of blocks an item */
	size_t nitem;
	struct block_table *table;
	struct block_figure *figure;
};

/* A section, the preface, or an annex. */
struct section {
	struct str id;
	uint32_t line;
	struct text title;   /* of an annex, never empty then unless an error was put; else empty */
	struct block_list blocks;
};

struct report_row {
	struct str id;
	uint32_t line;
	const struct xml_attr *figure; /* field name, text exactly as written; without `id` */
	size_t nfigure;
};

struct report_form {
	struct str id;
	uint32_t line;
	const struct report_row *row;
	size_t nrow;
	const struct text *note;
	size_t nnote;
};

struct signature {
	bool given;
	uint32_t line;
	bool has_organ, has_date;         /* the element stands there */
	bool has_seal;                    /* else as the layout has it */
	enum seal seal;
	struct text organ, signatory;     /* organ empty: taken from head */
	struct text post;                 /* of the signatory (职务) */
	struct str date;                  /* empty: taken from head */
};

/* What a document says of its issue, in its head. */
enum issue_fact {
	ISSUE_COPY_NUMBER, /* 份号 */
	ISSUE_URGENCY,     /* 紧急程度 */
	ISSUE_COPY_TO,     /* 抄送机关 */
	ISSUE_BY,          /* 印发机关; not stated: the organ */
	ISSUE_DATE,        /* 印发日期, YYYY-MM-DD; not stated: the report's */
	ISSUE_NFACT
};

#define ISSUE_WORDS "copy-number urgency copy-to issued-by issued-date"

struct report {
	struct str file;
	struct str layout;   /* id of the layout */
	uint32_t line;       /* of <report> */
	uint32_t head_line;
	struct text organ;
	struct str year;     /* four digits */
	struct text title;   /* empty: the layout's default */
	struct str date;     /* YYYY-MM-DD, or empty */
	struct str archive[ARCHIVE_NFACT]; /* empty: not stated */
	struct str issue[ISSUE_NFACT];     /* empty: not stated */
	uint32_t organ_line, year_line, title_line, date_line, archive_line[ARCHIVE_NFACT],
		issue_line[ISSUE_NFACT];
	struct section preface;
	bool has_preface;
	const struct section *section;
	size_t nsection;
	const struct report_form *form;
	size_t nform;
	struct signature signature;
	const struct section *annex;
	size_t nannex;
};

/*
 * Read a report description. NULL when the XML cannot be read at all; otherwise a report, with
 * all mistakes in it put into `d` (E1xx, E2xx). Bounds: 200 sections, forms, annexes, 20 000 rows a
 * form, 64 columns a free table, nested lists to depth 3.
 */
const struct report *report_read(struct arena *a, struct diags *d, struct str file,
				 struct str bytes);

/* The pictures of a report, each once. */
struct report_images {
	const struct image *const *image;
	size_t n;
};

/*
 * Read the pictures that the report names. Puts an error at the line of every <figure> whose
 * picture cannot be had.
 */
struct report_images report_load_images(struct arena *a, struct diags *d, const struct report *r,
					const struct image_source *source);

/* Print the report as text (--dump=report). */
void report_dump(const struct report *r, struct buf *out);

#endif
