/* The text of a figure and what it counts as (report-format, "Figures"). */
#ifndef NIANBAO_FORM_FIGURE_H
#define NIANBAO_FORM_FIGURE_H

#include "base/num.h"
#include "input/layout.h"

enum figure_state {
	FIGURE_STATED, /* a number, perhaps with a note in brackets behind it */
	FIGURE_BLANK,  /* empty, "/", "-" or "—": not stated */
	FIGURE_WRONG,
};

/* What is wrong with a text that is no figure: each has a message with its own remedy. */
enum figure_fault {
	FAULT_NONE,
	FAULT_SIGN,      /* a sign where none is allowed */
	FAULT_FULLWIDTH, /* full-width digits, signs or points */
	FAULT_COMMA,     /* thousands separators */
	FAULT_POINT,     /* decimals where none are allowed */
	FAULT_ZEROS,     /* leading zeros */
	FAULT_RANGE,     /* more digits than a figure may have */
	FAULT_NOTE,      /* a bracket that is not closed, or text behind it */
	FAULT_UNIT,      /* words behind the number */
	FAULT_WORD,      /* no number at all */
	FAULT_NKIND
};

struct figure {
	enum figure_state state;
	enum figure_fault fault; /* of a wrong one */
	struct num value; /* 0 unless stated */
	struct str note;  /* the bracketed note, brackets included, or empty */
};

/* Read the text of a figure of the given kind. FIGURE_FREE takes any text (value 0 if none). */
struct figure figure_read(struct str text, enum figure_kind kind);

/* The bracketed note that ends a figure's text, whatever its kind; empty if there is none. */
struct str figure_note(struct str text);

#endif
