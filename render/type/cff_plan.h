/*
 * Which operators draw a contour most cheaply. Type 2 charstrings can draw runs of segments by
 * one operator, and have special ones for segments that begin or end along an axis, which leave
 * the zeros out.
 */
#ifndef NIANBAO_TYPE_CFF_PLAN_H
#define NIANBAO_TYPE_CFF_PLAN_H

#include <stddef.h>
#include <stdint.h>

/* Operators of Type 2 charstrings that draw (Adobe Technical Note 5177 §4.1). */
enum cff_drawing {
	CFF_VMOVETO = 4,
	CFF_RLINETO = 5,
	CFF_HLINETO = 6,
	CFF_VLINETO = 7,
	CFF_RRCURVETO = 8,
	CFF_ENDCHAR = 14,
	CFF_RMOVETO = 21,
	CFF_HMOVETO = 22,
	CFF_RCURVELINE = 24,
	CFF_RLINECURVE = 25,
	CFF_VVCURVETO = 26,
	CFF_HHCURVETO = 27,
	CFF_VHCURVETO = 30,
	CFF_HVCURVETO = 31,
};

#define CFF_MAX_OPERANDS 48

/* The shape of a segment: a line, of 2 numbers, or a curve, of 6; and which numbers are 0. */
enum cff_shape {
	CFF_CURVE = 1,
	CFF_FIRST_0 = 2, /* the first x; y is the next bit */
	CFF_LAST_0 = 8,  /* the last x; y is the next bit */
};

struct cff_segment {
	uint32_t at; /* its first number */
	uint8_t shape;
};

/* How to go on from a segment: by this operator, as far as the segment `to`. */
struct cff_step {
	int32_t cost; /* from here to the end */
	uint32_t to;
	uint32_t next; /* segment that is not a curve without zeros */
	uint8_t op;
};

/* Plan a contour of `n` segments; `step` has room for n + 1. */
void cff_plan(const struct cff_segment *segment, size_t n, struct cff_step *step);

#endif
