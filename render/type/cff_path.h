/*
 * Writes one Type 2 charstring after the other (Adobe Technical Note 5177) into a buffer: the
 * same points by the cheapest operators. Distances are 16.16 fixed point.
 */
#ifndef NIANBAO_TYPE_CFF_PATH_H
#define NIANBAO_TYPE_CFF_PATH_H

#include "base/str.h"
#include "type/cff_plan.h"

/* Most numbers in a glyph: TN 5177 allows a charstring 65,535 bytes. */
#define CFF_MAX_NUMBERS 65535

struct cff_path {
	struct buf *out;
	/* The contour that is open: from where the pen is to its start, then its segments. */
	int64_t move[2];
	int32_t *number;
	struct cff_segment *segment;
	struct cff_step *step;
	size_t nnumber, nsegment;
	size_t max_number, max_segment, max_step;
	size_t nwritten; /* numbers in earlier contours of the glyph */
	bool failed;     /* a number left its range */
};

/* Begin a glyph. */
void cff_path_begin(struct cff_path *path);
/* Put the width, once and before all else; without it a glyph has its FD's default width. */
void cff_path_width(struct cff_path *path, int32_t width);
/* Begin a contour. Those without segments leave no trace. */
void cff_path_move(struct cff_path *path, int32_t dx, int32_t dy);
/* Draw a line; one that leads nowhere leaves no trace. */
void cff_path_line(struct cff_path *path, int32_t dx, int32_t dy);
void cff_path_curve(struct cff_path *path, const int32_t d[6]);
/* The numbers of the glyph so far; more than CFF_MAX_NUMBERS must not be drawn. */
size_t cff_path_numbers(const struct cff_path *path);
/* End the glyph. False if it can't be written. */
bool cff_path_end(struct cff_path *path);

#endif
