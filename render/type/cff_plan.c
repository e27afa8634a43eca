#include "type/cff_plan.h"

#include <stdbool.h>

/*
 * What an operator costs, and a zero that is not left out; other numbers cost the same in any
 * plan. In bytes both are 1, but by frequency, as deflate sees it, a zero is the cheaper one.
 */
#define OPERATOR_COST 7
#define ZERO_COST 6

struct plan {
	const struct cff_segment *segment;
	size_t n;
	struct cff_step *step;
};

/* Draw segments [from, to) by `op`, which leaves out `nzero` zeros: is that better? */
static void offer(struct plan *p, size_t from, size_t to, uint8_t op, size_t nzero)
{
	struct cff_step *step = &p->step[from];
	int32_t cost = p->step[to].cost + OPERATOR_COST - ZERO_COST * (int32_t)nzero;

	if (cost >= step->cost)
		return;
	step->cost = cost;
	step->to = (uint32_t)to;
	step->op = op;
}

static bool is_curve(const struct plan *p, size_t i)
{
	return p->segment[i].shape & CFF_CURVE;
}

/* The first or last number along an axis is 0. */
static bool is_0(const struct plan *p, size_t i, uint8_t which, int axis)
{
	return p->segment[i].shape & which << axis;
}

/* Any lines, and a curve at the end. */
static void try_lines(struct plan *p, size_t from)
{
	size_t left = CFF_MAX_OPERANDS;

	for (size_t i = from; i < p->n && !is_curve(p, i) && left >= 2; i++) {
		left -= 2;
		offer(p, from, i + 1, CFF_RLINETO, 0);
		if (i + 1 < p->n && is_curve(p, i + 1) && left >= 6)
			offer(p, from, i + 2, CFF_RLINECURVE, 0);
	}
}

/* Lines along one axis, then the other, in turn. */
static void try_straight(struct plan *p, size_t from, int axis)
{
	size_t end = p->n - from < CFF_MAX_OPERANDS ? p->n : from + CFF_MAX_OPERANDS;
	uint8_t op = axis == 0 ? CFF_HLINETO : CFF_VLINETO;

	for (size_t i = from; i < end; i++, axis = !axis) {
		if (is_curve(p, i) || !is_0(p, i, CFF_FIRST_0, !axis))
			break;
		offer(p, from, i + 1, op, i + 1 - from);
	}
}

/*
 * Any curves, and a line at the end. A curve without zeros is best drawn by the operator before
 * it, so that only other segments are worth an end.
 */
static void try_curves(struct plan *p, size_t from)
{
	size_t i = from, most = CFF_MAX_OPERANDS / 6;

	do {
		i = p->step[i].next;
		if (i > from + most)
			i = from + most;
		offer(p, from, i, CFF_RRCURVETO, 0);
	} while (i < p->n && i < from + most && is_curve(p, i));
	if (i < p->n && i < from + most)
		offer(p, from, i + 1, CFF_RCURVELINE, 0);
}

/* Curves that begin and end along one axis; the first may begin in any direction. */
static void try_parallel(struct plan *p, size_t from, int axis)
{
	uint8_t op = axis == 0 ? CFF_HHCURVETO : CFF_VVCURVETO;
	size_t nextra = !is_0(p, from, CFF_FIRST_0, !axis);
	size_t left = CFF_MAX_OPERANDS - nextra;

	for (size_t i = from; i < p->n && is_curve(p, i) && left >= 4; i++) {
		if (!is_0(p, i, CFF_LAST_0, !axis) ||
		    (i > from && !is_0(p, i, CFF_FIRST_0, !axis)))
			break;
		left -= 4;
		offer(p, from, i + 1, op, 2 * (i + 1 - from) - nextra);
	}
}

/* Curves that turn from one axis to the other, in turn; the last may end in any direction. */
static void try_turning(struct plan *p, size_t from, int axis)
{
	uint8_t op = axis == 0 ? CFF_HVCURVETO : CFF_VHCURVETO;
	size_t left = CFF_MAX_OPERANDS;

	for (size_t i = from; i < p->n && is_curve(p, i); i++, axis = !axis) {
		size_t nextra = !is_0(p, i, CFF_LAST_0, axis);

		if (!is_0(p, i, CFF_FIRST_0, !axis) || left < 4 + nextra)
			break;
		left -= 4;
		offer(p, from, i + 1, op, 2 * (i + 1 - from) - nextra);
		if (nextra > 0)
			break;
	}
}

void cff_plan(const struct cff_segment *segment, size_t n, struct cff_step *step)
{
	struct plan p = { segment, n, step };

	step[n].cost = 0;
	for (size_t i = n; i-- > 0;) {
		uint8_t kind = segment[i].shape & CFF_CURVE;
		bool is_plain = i + 1 < n && segment[i + 1].shape == CFF_CURVE;

		step[i].cost = INT32_MAX;
		step[i].next = is_plain ? step[i + 1].next : (uint32_t)i + 1;
		if (kind == CFF_CURVE)
			try_curves(&p, i);
		else
			try_lines(&p, i);
		if (segment[i].shape == kind)
			continue; /* no zeros to leave out */
		for (int axis = 0; axis < 2; axis++) {
			if (kind == CFF_CURVE) {
				try_parallel(&p, i, axis);
				try_turning(&p, i, axis);
			} else {
				try_straight(&p, i, axis);
			}
		}
	}
}
