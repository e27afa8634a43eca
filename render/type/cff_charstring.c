#include "type/cff_charstring.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define MAX_CALLS 10 /* subroutines within subroutines: TN 5177 appendix B */
#define ONE 65536    /* 1.0 */

/* Operators; those that draw are in cff_plan.h. */
enum {
	HSTEM = 1,
	VSTEM = 3,
	CALLSUBR = 10,
	RETURN = 11,
	ESCAPE = 12,
	HSTEMHM = 18,
	HINTMASK = 19,
	CNTRMASK = 20,
	VSTEMHM = 23,
	SHORTINT = 28,
	CALLGSUBR = 29,
	/* after ESCAPE */
	HFLEX = 34,
	FLEX = 35,
	HFLEX1 = 36,
	FLEX1 = 37,
};

struct machine {
	const struct cff_index *subrs, *global_subrs;
	struct cff_path *path;
	int32_t operand[CFF_MAX_OPERANDS];
	size_t noperand;
	struct cff_bytes left[1 + MAX_CALLS]; /* to run: of the glyph, of the subroutines */
	size_t nleft;
	uint32_t nstem;
	bool has_begun; /* an operator has taken the width, or there was none */
	bool is_open;   /* a contour is */
	bool has_ended;
};

/* The first operator has one operand more than it needs when the glyph gives its width. */
static void take_width(struct machine *m, bool is_given)
{
	if (!m->has_begun && is_given) {
		cff_path_width(m->path, m->operand[0]);
		m->noperand--;
		memmove(m->operand, m->operand + 1, m->noperand * sizeof(*m->operand));
	}
	m->has_begun = true;
}

static bool read_stems(struct machine *m)
{
	take_width(m, m->noperand % 2 == 1);
	m->nstem += (uint32_t)m->noperand / 2;
	return m->noperand % 2 == 0;
}

/* A mask has a bit for every stem; operands before it are stems whose operator was left out. */
static bool skip_mask(struct machine *m)
{
	struct cff_bytes *left = &m->left[m->nleft - 1];
	size_t n;

	if (!read_stems(m))
		return false;
	n = ((size_t)m->nstem + 7) / 8;
	if (n > left->n)
		return false;
	left->s += n;
	left->n -= n;
	return true;
}

static bool move(struct machine *m, uint8_t op)
{
	size_t need = op == CFF_RMOVETO ? 2 : 1;
	const int32_t *v = m->operand;

	take_width(m, m->noperand > need);
	if (m->noperand != need)
		return false;
	if (op == CFF_RMOVETO)
		cff_path_move(m->path, v[0], v[1]);
	else if (op == CFF_HMOVETO)
		cff_path_move(m->path, v[0], 0);
	else
		cff_path_move(m->path, 0, v[0]);
	m->is_open = true;
	return true;
}

/* Operands of endchar would make an accented character of two others. */
static bool end(struct machine *m)
{
	take_width(m, m->noperand == 1);
	m->has_ended = true;
	return m->noperand == 0;
}

static void draw_lines(struct machine *m, size_t from, size_t to)
{
	for (size_t i = from; i < to; i += 2)
		cff_path_line(m->path, m->operand[i], m->operand[i + 1]);
}

static void draw_curves(struct machine *m, size_t from, size_t to)
{
	for (size_t i = from; i < to; i += 6)
		cff_path_curve(m->path, m->operand + i);
}

static void draw_straight(struct machine *m, int axis)
{
	for (size_t i = 0; i < m->noperand; i++, axis = !axis) {
		int32_t d[2] = { 0 };

		d[axis] = m->operand[i];
		cff_path_line(m->path, d[0], d[1]);
	}
}

/* Curves that begin and end along the axis, but for what may come first. */
static void draw_parallel(struct machine *m, int axis)
{
	size_t nextra = m->noperand % 4;

	for (size_t i = nextra; i < m->noperand; i += 4) {
		const int32_t *v = m->operand + i;
		int32_t d[6] = { 0 };

		d[axis] = v[0];
		d[!axis] = i == 1 ? m->operand[0] : 0;
		d[2] = v[1];
		d[3] = v[2];
		d[4 + axis] = v[3];
		cff_path_curve(m->path, d);
	}
}

/* Curves from one axis to the other, in turn, but for what may come last. */
static void draw_turning(struct machine *m, int axis)
{
	for (size_t i = 0; i + 4 <= m->noperand; i += 4, axis = !axis) {
		const int32_t *v = m->operand + i;
		int32_t d[6] = { 0 };

		d[axis] = v[0];
		d[2] = v[1];
		d[3] = v[2];
		d[5 - axis] = v[3];
		d[4 + axis] = i + 5 == m->noperand ? v[4] : 0;
		cff_path_curve(m->path, d);
	}
}

/* The operators that draw several segments take so many operands at least, and then `each`. */
static bool draw(struct machine *m, uint8_t op)
{
	static const struct {
		uint8_t least, each, more;
	} takes[32] = {
		[CFF_RLINETO] = { 2, 2, 0 },    [CFF_HLINETO] = { 1, 1, 0 },
		[CFF_VLINETO] = { 1, 1, 0 },    [CFF_RRCURVETO] = { 6, 6, 0 },
		[CFF_RCURVELINE] = { 8, 6, 0 }, [CFF_RLINECURVE] = { 8, 2, 0 },
		[CFF_VVCURVETO] = { 4, 4, 1 },  [CFF_HHCURVETO] = { 4, 4, 1 },
		[CFF_VHCURVETO] = { 4, 4, 1 },  [CFF_HVCURVETO] = { 4, 4, 1 },
	};
	size_t n = m->noperand, least = takes[op].least;

	if (least == 0 || !m->is_open || n < least ||
	    (n - least) % takes[op].each > takes[op].more)
		return false;
	switch (op) {
	case CFF_RLINETO:
		draw_lines(m, 0, n);
		break;
	case CFF_HLINETO:
	case CFF_VLINETO:
		draw_straight(m, op == CFF_VLINETO);
		break;
	case CFF_RRCURVETO:
		draw_curves(m, 0, n);
		break;
	case CFF_RCURVELINE:
		draw_curves(m, 0, n - 2);
		draw_lines(m, n - 2, n);
		break;
	case CFF_RLINECURVE:
		draw_lines(m, 0, n - 6);
		draw_curves(m, n - 6, n);
		break;
	case CFF_HHCURVETO:
	case CFF_VVCURVETO:
		draw_parallel(m, op == CFF_VVCURVETO);
		break;
	default:
		draw_turning(m, op == CFF_VHCURVETO);
	}
	return true;
}

/*
 * The flexes are two curves each. `from` says which operand a coordinate is, -1 that it is 0;
 * coordinate `back` leads back to where the first curve began.
 */
static const struct flex {
	uint8_t noperand, back;
	int8_t from[12];
} flexes[] = {
	{ 7, 9, { 0, -1, 1, 2, 3, -1, 4, -1, 5, -1, 6, -1 } }, /* HFLEX */
	{ 13, 0, { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 } },   /* FLEX; and a depth */
	{ 9, 11, { 0, 1, 2, 3, 4, -1, 5, -1, 6, 7, 8, -1 } },  /* HFLEX1 */
	{ 11, 11, { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, -1 } },  /* FLEX1 */
};

static bool draw_flex(struct machine *m, uint8_t op)
{
	const struct flex *flex = &flexes[op - HFLEX];
	int64_t sum[2] = { 0 };
	int32_t d[12];
	size_t back = flex->back;

	if (!m->is_open || m->noperand != flex->noperand)
		return false;
	for (size_t i = 0; i < 12; i++) {
		d[i] = flex->from[i] < 0 ? 0 : m->operand[flex->from[i]];
		if (i < 10 || op != FLEX1)
			sum[i % 2] += d[i];
	}
	/* The last operand of FLEX1 goes along the axis that the flex is longer in. */
	if (op == FLEX1 && llabs(sum[0]) <= llabs(sum[1])) {
		d[11] = d[10];
		back = 10;
	}
	if (back > 0) {
		if (-sum[back % 2] < INT32_MIN || -sum[back % 2] > INT32_MAX)
			return false;
		d[back] = (int32_t)-sum[back % 2];
	}
	cff_path_curve(m->path, d);
	cff_path_curve(m->path, d + 6);
	return true;
}

static bool call(struct machine *m, const struct cff_index *subrs)
{
	int32_t bias = subrs->count < 1240 ? 107 : subrs->count < 33900 ? 1131 : 32768, i;

	if (m->noperand == 0 || m->nleft > MAX_CALLS)
		return false;
	i = m->operand[--m->noperand];
	if (i % ONE != 0 || i / ONE + bias < 0)
		return false;
	return cff_index_item(subrs, (uint32_t)(i / ONE + bias), &m->left[m->nleft++]);
}

/* Take a byte of what is to be run; 0, which is no operator, when there is none. */
static uint8_t take(struct machine *m)
{
	struct cff_bytes *left = &m->left[m->nleft - 1];

	if (left->n == 0)
		return 0;
	left->n--;
	return *left->s++;
}

/* An operator that uses up its operands. */
static bool clear(struct machine *m, uint8_t op)
{
	switch (op) {
	case HSTEM:
	case VSTEM:
	case HSTEMHM:
	case VSTEMHM:
		return read_stems(m);
	case HINTMASK:
	case CNTRMASK:
		return skip_mask(m);
	case CFF_RMOVETO:
	case CFF_HMOVETO:
	case CFF_VMOVETO:
		return move(m, op);
	case CFF_ENDCHAR:
		return end(m);
	case ESCAPE:
		op = take(m);
		return op >= HFLEX && op <= FLEX1 && draw_flex(m, op);
	default:
		return draw(m, op);
	}
}

static bool execute(struct machine *m, uint8_t op)
{
	bool is_right;

	if (op == CALLSUBR || op == CALLGSUBR)
		return call(m, op == CALLSUBR ? m->subrs : m->global_subrs);
	if (op == RETURN)
		return --m->nleft > 0;
	is_right = clear(m, op);
	m->noperand = 0;
	return is_right;
}

/* Number of the two-byte kind, TN 5177 table 1. */
static int32_t pair(const uint8_t *s)
{
	return s[0] < 251 ? (s[0] - 247) * 256 + s[1] + 108 : (251 - s[0]) * 256 - s[1] - 108;
}

/* Push all numbers up to the next operator. Most bytes of a font are read here. */
static bool push_numbers(struct machine *m)
{
	struct cff_bytes *left = &m->left[m->nleft - 1];
	const uint8_t *s = left->s, *end = left->s + left->n;

	while (s < end && (*s >= 32 || *s == SHORTINT)) {
		ptrdiff_t n = *s == 255 ? 5 : *s == SHORTINT ? 3 : *s < 247 ? 1 : 2;
		int32_t *v = &m->operand[m->noperand];

		if (m->noperand++ == CFF_MAX_OPERANDS || n > end - s)
			return false;
		if (n == 1)
			*v = (*s - 139) * ONE;
		else if (n == 2)
			*v = pair(s) * ONE;
		else if (n == 3)
			*v = (int16_t)str_uint(s + 1, 2) * ONE;
		else
			*v = (int32_t)str_uint(s + 1, 4);
		s += n;
	}
	left->s = s;
	left->n = (size_t)(end - s);
	return true;
}

bool cff_charstring_draw(const struct cff_font *font, const struct cff_fd *fd, uint32_t gid,
			 uint32_t *budget, struct cff_path *path)
{
	struct machine m = { .subrs = &fd->subrs, .global_subrs = &font->subrs, .path = path };

	if (!cff_index_item(&font->charstrings, gid, &m.left[m.nleft++]))
		return false;
	cff_path_begin(path);
	while (!m.has_ended) {
		if (*budget == 0 || cff_path_numbers(path) > CFF_MAX_NUMBERS)
			return false;
		--*budget;
		if (!push_numbers(&m) || !execute(&m, take(&m)))
			return false;
	}
	return cff_path_end(path);
}
