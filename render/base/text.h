/*
 * Running text as it travels from the report or the layout to the page: spans, each from one
 * source line, so that a message about a character can name the line where it stands.
 */
#ifndef NIANBAO_BASE_TEXT_H
#define NIANBAO_BASE_TEXT_H

#include "base/str.h"

#include <stdint.h>

enum text_mark {
	TEXT_PLAIN,
	TEXT_STRONG, /* <b> */
	TEXT_RUN_IN, /* a heading that goes on as text in the same paragraph */
	TEXT_NOTE,   /* the bracketed note behind a figure */
};

struct text_span {
	struct str s;        /* no line breaks inside */
	uint32_t line;       /* source line on which it stands */
	enum text_mark mark;
	bool break_after;    /* <br/> follows */
};

struct text {
	struct str file;     /* the file that the lines are lines of */
	const struct text_span *span;
	size_t nspan;
};

/* All spans joined; a <br/> gives nothing. */
struct str text_plain(struct arena *a, struct text t);

/* A text of one span. */
struct text text_from(struct arena *a, struct str file, uint32_t line, struct str s);

bool text_is_empty(struct text t);

/*
 * A copy without the white space that conversion left behind: blanks at both ends and beside a
 * <br/> go, other runs of white space become one blank, and a blank prints only between two
 * characters that are both written with word spaces (Latin letters, digits and ASCII marks), so
 * "2022 年 1 月" becomes 2022年1月 while "Open Data" keeps its blank. U+00A0 is white space too
 * (word processors leave it behind); U+3000 counts as a character. A blank that stays ends the
 * earlier span; an empty span goes, its <br/> passes to the span before. A <br/> at the very
 * end goes. Source: report-format, "Narrative".
 */
struct text text_tidy(struct arena *a, struct text t);

#endif
