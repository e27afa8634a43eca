#include "type/linebreak_gap.h"

#include <linebreak.h>
#include <string.h>

/* How far word spaces and the edges between Han and Latin may stretch (CLREQ: 1/2 at most). */
#define SPACE_STRETCH (Q_EM / 4)
#define EDGE_STRETCH (Q_EM / 8)
#define ADDRESS_STRETCH (Q_EM / 32) /* nobody sees it */

static bool is_mark(enum char_class c)
{
	return c == CC_OPEN || c == CC_CLOSE || c == CC_PAUSE || c == CC_STOP;
}

/* Part of a word or number of a script that is not letterspaced. */
static bool is_western(enum char_class c)
{
	return c == CC_LETTER || c == CC_DIGIT || c == CC_LEFT || c == CC_RIGHT ||
	       c == CC_HYPHEN;
}

static bool is_western_atom(const struct atom *a)
{
	return (is_western(a->class) || a->class == CC_SLASH) && !char_is_full(a->c);
}

static void measure(const struct atom *a, const struct atom *b, struct gap *g)
{
	q16 right = a->right, left = b->left;
	bool western_a = is_western_atom(a), western_b = is_western_atom(b);
	bool in_word = western_a && western_b;

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
	g->stretches = !in_word && b->class != CC_SPACE && a->class != CC_GLUE &&
		       b->class != CC_GLUE && a->class != CC_SLASH && b->class != CC_SLASH;
}

/* Where UAX #14 lets the Western text of atoms [from, to) break. */
static void ask_uax14(struct arena *a, const struct shaped *s, size_t from, size_t to,
		      struct gap *gap)
{
	struct arena_mark mark = arena_mark(a);
	size_t n = to - from;
	utf32_t *c = arena_array(a, n, sizeof *c);
	char *allows = arena_array(a, n, sizeof *allows);

	/* To libunibreak U+FFFF is the end of the text, and an assertion. */
	for (size_t k = 0; k < n; k++)
		c[k] = s->atom[from + k].c == 0xFFFF ? 0xFFFD : s->atom[from + k].c;
	set_linebreaks_utf32(c, n, "zh", allows);
	for (size_t k = 0; k + 1 < n; k++)
		gap[from + k].uax14 = allows[k] == LINEBREAK_ALLOWBREAK;
	arena_rewind(a, mark);
}

/* Does the run of `n` atoms hold this? */
static bool holds(const struct atom *atom, size_t n, const char *z)
{
	size_t length = strlen(z);

	for (size_t k = 0; k + length <= n; k++) {
		size_t i = 0;

		while (i < length && atom[k + i].c == (unsigned char)z[i])
			i++;
		if (i == length)
			return true;
	}
	return false;
}

static bool is_one_of(uint32_t c, const char *set)
{
	return c > 0 && c < 0x80 && strchr(set, (int)c);
}

/* Price of a break behind atom k of a web address of n atoms; not within %E4. */
static int32_t web_price(const struct atom *atom, size_t n, size_t k)
{
	if (is_one_of(atom[k].c, "/?&="))
		return PRICE_SOFT;
	if (atom[k].c == '%' || (k > 0 && atom[k - 1].c == '%'))
		return PRICE_SPLIT_WORD;
	if (is_one_of(atom[k].c, ".-_~:,;"))
		return PRICE_POINT;
	return k < 2 || k + 3 > n ? 2 * PRICE_ADDRESS : PRICE_ADDRESS;
}

static int32_t mail_price(const struct atom *atom, size_t k)
{
	return is_one_of(atom[k].c, "@.") ? PRICE_MAIL : PRICE_SPLIT_WORD;
}

/*
 * A web or mail address may break: behind the marks that part it and, where that leaves a hole,
 * a web address anywhere. Its letters may stand a little apart, for the edge of the text.
 */
static void price_address(const struct shaped *s, size_t from, size_t to, struct gap *gap)
{
	const struct atom *atom = s->atom + from;
	size_t n = to - from;
	bool is_web = holds(atom, n, "://") || holds(atom, n, "www."),
	     is_mail = holds(atom, n, "@");

	for (size_t k = 0; k + 1 < n && (is_web || is_mail); k++) {
		gap[from + k].address = is_web ? web_price(atom, n, k) : mail_price(atom, k);
		gap[from + k].edge = ADDRESS_STRETCH;
	}
}

void gap_measure(struct arena *a, const struct shaped *s, struct gap *gap)
{
	size_t western = 0; /* length of the Western run that ends before atom k */

	for (size_t k = 0; k + 1 < s->natom; k++)
		measure(&s->atom[k], &s->atom[k + 1], &gap[k]);
	for (size_t k = 0; k <= s->natom; k++) {
		if (k < s->natom && is_western_atom(&s->atom[k])) {
			western++;
			continue;
		}
		if (western > 2) {
			ask_uax14(a, s, k - western, k, gap);
			price_address(s, k - western, k, gap);
		}
		western = 0;
	}
}

static bool starts_no_line(enum char_class c)
{
	return c == CC_CLOSE || c == CC_PAUSE || c == CC_STOP || c == CC_RIGHT ||
	       c == CC_JOIN || c == CC_SLASH || c == CC_SPACE || c == CC_GLUE;
}

static bool ends_no_line(enum char_class c, enum break_level level)
{
	return c == CC_OPEN || c == CC_LEFT || c == CC_GLUE ||
	       (c == CC_SLASH && level != LEVEL_BASIC);
}

/* Digits that belong together: 1234, and 3,456, 29.6, 15:30 by the mark between them. */
static bool is_number(const struct shaped *s, size_t k)
{
	const struct atom *a = &s->atom[k];

	if (s->atom[k + 1].class != CC_DIGIT)
		return false;
	return a->class == CC_DIGIT || (a->class == CC_RIGHT && k > 0 && !char_is_full(a->c) &&
					s->atom[k - 1].class == CC_DIGIT);
}

/* The 号 of 〔2020〕109号: digits before it, and a bracket before them. */
static bool ends_document_number(const struct shaped *s, size_t k)
{
	const size_t most = 6;
	size_t n = 0;

	if (s->atom[k + 1].c != 0x53F7)
		return false;
	while (n < most && n < k && s->atom[k - n].class == CC_DIGIT)
		n++;
	return n > 0 && s->atom[k - n].c == 0x3015;
}

/* 国办函〔2020〕109号: a document number holds together at its brackets and to its end. */
static bool is_document_number(const struct shaped *s, size_t k)
{
	const struct atom *a = &s->atom[k], *b = &s->atom[k + 1];

	return (a->c == 0x3015 && b->class == CC_DIGIT) || b->c == 0x3014 ||
	       ends_document_number(s, k);
}

int64_t gap_break_price(const struct shaped *s, const struct gap *gap, enum break_level level,
			size_t k)
{
	const struct atom *a = &s->atom[k], *b = &s->atom[k + 1];

	if (a->class == CC_SPACE)
		return 0;
	if (gap[k].address && a->class != CC_LEFT && !starts_no_line(b->class))
		return gap[k].address;
	if (is_number(s, k))
		return PRICE_SPLIT_NUMBER;
	if (gap[k].uax14 && !starts_no_line(b->class))
		return PRICE_SOFT; /* behind a hyphen */
	if (starts_no_line(b->class) || ends_no_line(a->class, level))
		return PRICE_FORBIDDEN;
	if ((is_western(a->class) && is_western(b->class)) || b->class == CC_HYPHEN)
		return PRICE_SPLIT_WORD;
	if (b->class == CC_DASH2 || b->class == CC_ELLIPSIS)
		return level == LEVEL_STRICT ? PRICE_FORBIDDEN : PRICE_SOFT;
	if (is_document_number(s, k))
		return PRICE_HOLD;
	return a->class == CC_DIGIT && char_is_unit(b->c) ? PRICE_SOFT : 0;
}
