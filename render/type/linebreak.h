/*
 * Breaking a paragraph into lines as a whole: of all ways to break it, the one whose lines are
 * least squeezed and stretched (dynamic programming, linear in the text for a given measure).
 * Rules: W3C CLREQ (禁则), GB/T 15834-2011 cl. 5.1; within Western text UAX #14 by libunibreak.
 */
#ifndef NIANBAO_TYPE_LINEBREAK_H
#define NIANBAO_TYPE_LINEBREAK_H

#include "type/break_level.h"
#include "type/shape.h"

enum break_aim {
	AIM_JUSTIFY, /* every line but the last fills the measure */
	AIM_FEWEST,  /* as few lines as possible, ragged */
	AIM_BALANCE, /* as few lines as possible, of even length */
	AIM_ONE_LINE, /* no break but <br/> */
};

struct break_options {
	enum break_aim aim;
	enum break_level level;
	int64_t first, rest;        /* measure of the first line and of the others [q16] */
	const uint32_t *phrase_end; /* if not NULL: byte offsets at which alone a break is good */
	size_t nphrase;
};

/* A line: atoms [first, end); blanks at its end hang beyond `last`. */
struct line {
	size_t first, last, end; /* last: index of the last atom that prints */
	int64_t natural;         /* width without squeeze or stretch [q16] */
	bool ends_text;          /* last line of the paragraph, or before a <br/> */
	bool trims_start;        /* the blank half of an opening mark at its start goes */
	bool overfull;           /* wider than the measure even when squeezed */
	bool ragged;             /* nothing in it can stretch that far: it stands as it is */
	bool splits_word;        /* an emergency break inside a word ends it */
};

/* What happens between atoms k and k + 1 when both stand on one line [q16]. */
struct gap {
	q16 trim;        /* blank that goes always: adjacent marks share space */
	q16 shrink;      /* blank that may go: brackets, pause marks, middle dot */
	q16 shrink_last; /* blank that goes last: 。？！ */
	q16 space;       /* a word space's stretch, used first */
	q16 edge;        /* stretch between Han and Latin, and within addresses, used second */
	bool stretches;  /* takes part in the even stretch of all gaps: not within Western words */
	int32_t address; /* within an address: price of a break; else 0 */
	bool uax14;      /* both sides Western, and UAX #14 allows a break */
};

struct broken {
	struct line *line;
	size_t nline;
	struct gap *gap;  /* natom - 1 of them */
	int64_t longest;  /* widest piece between two places where a line may well break [q16] */
};

/* Break shaped text. Empty text gives no line. Lives in the arena. */
struct broken linebreak(struct arena *a, const struct shaped *s, const struct break_options *o);

/*
 * How much is added (or, negative, taken) at each gap of a line so that it becomes `width` wide:
 * squeezes in CLREQ's order, stretches word spaces, then Han–Latin edges, then all gaps evenly.
 * Not for a line that is ragged or overfull.
 * `add` has room for line->last - line->first entries.
 */
void linebreak_fit(const struct broken *b, const struct line *line, int64_t width, q16 *add);

#endif
