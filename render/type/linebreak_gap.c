#include "type/linebreak_gap.h"

/* How far word spaces and the edges between Han and Latin may stretch (CLREQ: 1/2 at most). */
#define SPACE_STRETCH (Q_EM / 4)
#define EDGE_STRETCH (Q_EM / 8)

static bool is_mark(enum char_class c)
{
	return c == CC_OPEN || c == CC_CLOSE || c == CC_PAUSE || c == CC_STOP;
}

/* Part of a word or number of a script that is not letterspaced. */
static bool is_western(enum char_class c)
{
	return c == CC_LETTER || c == CC_DIGIT || c == CC_LEFT || c == CC_RIGHT || c == CC_HYPHEN;
}

static void measure(const struct atom *a, const struct atom *b, struct gap *g)
{
	q16 right = a->right, left = b->left;
	bool western_a = is_western(a->class) && !char_is_full(a->c);
	bool western_b = is_western(b->class) && !char_is_full(b->c);

	/* Two marks that would take two ems take one and a half. */
	if (right && is_mark(b->class)) {
		g->trim = right;
		right = 0;
	} else if (left && a->class == CC_OPEN) {
		g->trim = left;
		left = 0;
	}
	if (a->class == CC_STOP)
		g->shrink_last = right;
	else
		g->shrink = right;
	g->shrink += left;
	if (a->class == CC_SPACE)
		g->space = SPACE_STRETCH;
	else if ((a->class == CC_HAN && western_b) || (western_a && b->class == CC_HAN))
		g->edge = EDGE_STRETCH;
	g->stretches = !(western_a && western_b) && b->class != CC_SPACE &&
		       a->class != CC_GLUE && b->class != CC_GLUE && a->class != CC_SLASH &&
		       b->class != CC_SLASH;
}

void gap_measure(const struct shaped *s, struct gap *gap)
{
	for (size_t k = 0; k + 1 < s->natom; k++)
		measure(&s->atom[k], &s->atom[k + 1], &gap[k]);
}

static bool starts_no_line(enum char_class c)
{
	return c == CC_CLOSE || c == CC_PAUSE || c == CC_STOP || c == CC_RIGHT || c == CC_JOIN ||
	       c == CC_SLASH || c == CC_SPACE || c == CC_GLUE;
}

static bool ends_no_line(enum char_class c)
{
	return c == CC_OPEN || c == CC_LEFT || c == CC_SLASH || c == CC_GLUE;
}

int64_t gap_break_price(const struct shaped *s, size_t k)
{
	const struct atom *a = &s->atom[k], *b = &s->atom[k + 1];

	if (a->class == CC_SPACE)
		return 0;
	if (starts_no_line(b->class) || ends_no_line(a->class))
		return PRICE_FORBIDDEN;
	if (a->class == CC_DIGIT && b->class == CC_DIGIT)
		return PRICE_SPLIT_NUMBER;
	/* 3,456 and 29.6 and 15:30: the mark holds the digits on either side. */
	if (a->class == CC_RIGHT && b->class == CC_DIGIT && k && !char_is_full(a->c) &&
	    s->atom[k - 1].class == CC_DIGIT)
		return PRICE_SPLIT_NUMBER;
	if (a->class == CC_HYPHEN && b->class == CC_LETTER)
		return 0;
	if (is_western(a->class) && is_western(b->class))
		return PRICE_SPLIT_WORD;
	if (b->class == CC_HYPHEN)
		return PRICE_SPLIT_WORD;
	if (a->class == CC_DIGIT && char_is_unit(b->c))
		return PRICE_SOFT;
	if (b->class == CC_DASH2 || b->class == CC_ELLIPSIS)
		return PRICE_SOFT;
	return 0;
}
