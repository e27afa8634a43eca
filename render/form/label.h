/*
 * Which labels of a form belong to a figure: its column heads and its row labels. Used by
 * messages, by `nianbao init` and by the structure tree.
 */
#ifndef NIANBAO_FORM_LABEL_H
#define NIANBAO_FORM_LABEL_H

#include "input/layout.h"

#define LABEL_MAX 8

struct labels {
	uint32_t cell[LABEL_MAX]; /* indices into form->cell, outermost first */
	size_t n;
};

/*
 * Column heads: the labels of scope COLUMN in the nearest block of head rows above the figure
 * that share a column with it, top to bottom. Row labels: those of scope ROW that share a row
 * with it, left to right.
 */
struct figure_labels {
	uint32_t cell; /* of the figure itself */
	struct labels columns, rows;
};

struct form_labels {
	const struct form *form;
	const uint32_t *first; /* of each record: its first figure's place in `figure` */
	const struct figure_labels *figure;
};

/* The labels of all figures of a form. */
struct form_labels label_form(struct arena *a, const struct form *f);

/* Those of the figure in a cell. */
const struct figure_labels *label_figure(const struct form_labels *l, const struct form_cell *c);

/* Short names for messages: innermost row label (or the record's own label), innermost head. */
struct str label_of_record(struct arena *a, const struct form_labels *l, size_t irecord);
struct str label_of_field(struct arena *a, const struct form_labels *l, size_t irecord,
			  size_t ifield);

/* The whole path for people: "三、本年度办理结果·（三）不予公开·1.属于国家秘密". */
struct str label_path(struct arena *a, const struct form_labels *l, size_t irecord);

#endif
