/* Where the items of lists stand: worked out once a list, when its first item is set. */
#ifndef NIANBAO_PAGE_LIST_EDGE_H
#define NIANBAO_PAGE_LIST_EDGE_H

#include "form/doc.h"
#include "type/font.h"

/* All in whole ems from the left edge of the measure, so that text stays on the character grid. */
struct list_edge {
	int32_t label; /* of the labels, or of the first line of an item without one */
	int32_t text;  /* of the text behind a label, of what else is in the item */
	int32_t turn;  /* of turn lines */
	bool is_known;
};

struct list_edges {
	struct arena *a;
	struct diags *d;
	const struct doc *doc;
	struct font_set *fonts;
	struct list_edge *edge; /* one a list of doc */
};

/*
 * The edges of a list: `indent` of its style in from the text of the list that it stands in;
 * its text as far behind as its widest label asks for, all items alike. Where the writer typed
 * the labels, text goes on behind them and turns `hang` in from the text around the list.
 */
struct list_edge list_edge(struct list_edges *e, uint32_t list);

#endif
