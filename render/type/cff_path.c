#include "type/cff_path.h"

#include <string.h>

#define ONE 65536      /* 1.0 */
#define NUMBER_BYTES 5 /* most that a number takes */

/* Write a number that takes more than a byte. */
static char *put_long(char *at, int32_t v)
{
	int32_t i = v / ONE;
	int32_t rest = i < 0 ? -i - 108 : i - 108;

	if (v % ONE != 0) {
		*at++ = (char)255;
		*at++ = (char)((uint32_t)v >> 24);
		*at++ = (char)((uint32_t)v >> 16 & 0xFF);
		i = v;
	} else if (rest < 4 * 256) {
		*at++ = (char)((i < 0 ? 251 : 247) + rest / 256);
		*at++ = (char)(rest % 256);
		return at;
	} else {
		*at++ = 28;
	}
	*at++ = (char)((uint32_t)i >> 8 & 0xFF);
	*at++ = (char)((uint32_t)i & 0xFF);
	return at;
}

/* Write `v` as shortly as possible; returns the place behind it. Most numbers take a byte. */
static char *put_number(char *at, int32_t v)
{
	if (v % ONE != 0 || v < -107 * ONE || v > 107 * ONE)
		return put_long(at, v);
	*at++ = (char)(v / ONE + 139);
	return at;
}

static char *put_numbers(char *at, const int32_t *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		at = put_number(at, v[i]);
	return at;
}

/* Room for `n` numbers and `noperator` operators behind what the buffer has. */
static char *reserve(struct buf *out, size_t n, size_t noperator)
{
	size_t need = out->n + NUMBER_BYTES * n + noperator;

	out->s = arena_grow(out->arena, out->s, &out->cap, need, 1);
	return out->s + out->n;
}

static char *put_move(char *at, const int64_t move[2])
{
	if (move[0] != 0 || move[1] == 0)
		at = put_number(at, (int32_t)move[0]);
	if (move[1] != 0)
		at = put_number(at, (int32_t)move[1]);
	*at++ = move[1] == 0 ? CFF_HMOVETO : move[0] == 0 ? CFF_VMOVETO : CFF_RMOVETO;
	return at;
}

/* Lines along the axes: of each, the number that is not 0. */
static char *put_straight(char *at, const struct cff_path *p, size_t from, size_t to, int axis)
{
	for (size_t i = from; i < to; i++, axis = !axis)
		at = put_number(at, p->number[p->segment[i].at + (size_t)axis]);
	return at;
}

/* Only the first curve may have a number across the axis, and it comes before all others. */
static char *put_parallel(char *at, const struct cff_path *p, size_t from, size_t to, int axis)
{
	for (size_t i = from; i < to; i++) {
		const int32_t *d = &p->number[p->segment[i].at];

		if (d[!axis] != 0)
			at = put_number(at, d[!axis]);
		at = put_number(at, d[axis]);
		at = put_numbers(at, d + 2, 2);
		at = put_number(at, d[4 + axis]);
	}
	return at;
}

/* Only the last curve may not end along an axis; it has a fifth number. */
static char *put_turning(char *at, const struct cff_path *p, size_t from, size_t to, int axis)
{
	for (size_t i = from; i < to; i++, axis = !axis) {
		const int32_t *d = &p->number[p->segment[i].at];

		at = put_number(at, d[axis]);
		at = put_numbers(at, d + 2, 2);
		at = put_number(at, d[5 - axis]);
		if (d[4 + axis] != 0)
			at = put_number(at, d[4 + axis]);
	}
	return at;
}

static char *put_step(char *at, const struct cff_path *p, size_t from)
{
	const struct cff_step *step = &p->step[from];
	size_t first = p->segment[from].at;
	size_t end = step->to < p->nsegment ? p->segment[step->to].at : p->nnumber;

	switch (step->op) {
	case CFF_HLINETO:
	case CFF_VLINETO:
		at = put_straight(at, p, from, step->to, step->op == CFF_VLINETO);
		break;
	case CFF_HHCURVETO:
	case CFF_VVCURVETO:
		at = put_parallel(at, p, from, step->to, step->op == CFF_VVCURVETO);
		break;
	case CFF_HVCURVETO:
	case CFF_VHCURVETO:
		at = put_turning(at, p, from, step->to, step->op == CFF_VHCURVETO);
		break;
	default:
		at = put_numbers(at, p->number + first, end - first);
	}
	*at++ = (char)step->op;
	return at;
}

static void write_contour(struct cff_path *p)
{
	char *at;

	if (p->nsegment == 0)
		return;
	for (int axis = 0; axis < 2; axis++)
		if (p->move[axis] < INT32_MIN || p->move[axis] > INT32_MAX)
			p->failed = true;
	p->step = arena_grow(p->out->arena, p->step, &p->max_step, p->nsegment + 1,
			     sizeof(*p->step));
	cff_plan(p->segment, p->nsegment, p->step);
	at = reserve(p->out, p->nnumber + 2, p->nsegment + 1);
	at = put_move(at, p->move);
	for (size_t i = 0; i < p->nsegment; i = p->step[i].to)
		at = put_step(at, p, i);
	p->out->n = (size_t)(at - p->out->s);
	p->nwritten += p->nnumber;
	p->nnumber = p->nsegment = 0;
	p->move[0] = p->move[1] = 0;
}

static uint8_t find_zeros(const int32_t *d, uint8_t x)
{
	return (uint8_t)((d[0] == 0 ? x : 0) | (d[1] == 0 ? x << 1 : 0));
}

/* Add a segment; returns where its numbers go. */
static int32_t *add_segment(struct cff_path *p, uint8_t shape, size_t n)
{
	struct arena *a = p->out->arena;

	if (p->nnumber + n > p->max_number)
		p->number = arena_grow(a, p->number, &p->max_number, p->nnumber + n,
				       sizeof(*p->number));
	if (p->nsegment == p->max_segment)
		p->segment = arena_grow(a, p->segment, &p->max_segment, p->nsegment + 1,
					sizeof(*p->segment));
	p->segment[p->nsegment++] = (struct cff_segment){ (uint32_t)p->nnumber, shape };
	p->nnumber += n;
	return p->number + p->nnumber - n;
}

void cff_path_begin(struct cff_path *p)
{
	p->nnumber = p->nsegment = p->nwritten = 0;
	p->move[0] = p->move[1] = 0;
	p->failed = false;
}

void cff_path_width(struct cff_path *p, int32_t width)
{
	p->out->n = (size_t)(put_number(reserve(p->out, 1, 0), width) - p->out->s);
}

void cff_path_move(struct cff_path *p, int32_t dx, int32_t dy)
{
	write_contour(p);
	p->move[0] += dx;
	p->move[1] += dy;
}

void cff_path_line(struct cff_path *p, int32_t dx, int32_t dy)
{
	const int32_t d[2] = { dx, dy };
	uint8_t zeros = find_zeros(d, CFF_FIRST_0);

	if (dx != 0 || dy != 0)
		memcpy(add_segment(p, zeros, 2), d, sizeof(d));
}

void cff_path_curve(struct cff_path *p, const int32_t d[6])
{
	uint8_t zeros = find_zeros(d, CFF_FIRST_0) | find_zeros(d + 4, CFF_LAST_0);

	memcpy(add_segment(p, CFF_CURVE | zeros, 6), d, 6 * sizeof(*d));
}

size_t cff_path_numbers(const struct cff_path *p)
{
	return p->nwritten + p->nnumber;
}

bool cff_path_end(struct cff_path *p)
{
	write_contour(p);
	*reserve(p->out, 0, 1) = CFF_ENDCHAR;
	p->out->n++;
	return !p->failed;
}
