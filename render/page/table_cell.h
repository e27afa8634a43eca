/* One cell's text set into its box. */
#ifndef NIANBAO_PAGE_TABLE_CELL_H
#define NIANBAO_PAGE_TABLE_CELL_H

#include "page/galley.h"

#define CELL_SHRINK_STEP (EMU_PT / 2)

struct cell_setter {
	struct arena *a;
	struct diags *d;
	const struct layout *layout;
	struct font_set *fonts;
	struct str table; /* name, for messages */
	emu less;         /* by so much type is smaller than its style from the start */
};

/*
 * Set `text` in `style` into a box of `width` and at most `height` (0: any), padding included.
 * It wraps; what then does not fit is set closer by the style's `squeeze`, then smaller, by half
 * points down to the style's floor; what still does not fit is an error that names the cell by
 * `name` (E503). Text never crosses the border. The bracketed note of a figure (TEXT_NOTE) stands
 * behind it where there is room, else smaller under it. Turned text runs along the height, which
 * must be given; its lines stand side by side in the width.
 */
struct cell_text cell_set(const struct cell_setter *s, struct text text, const struct style *style,
			  emu width, emu height, struct str name);

/* How long a line a text asks for at its style's size, without padding. */
struct cell_need {
	emu least; /* for its longest piece that should not be broken */
	emu most;  /* for all of it in one line */
};

struct cell_need cell_measure(const struct cell_setter *s, struct text text,
			      const struct style *style);

/* The least height of a cell with turned text whose column is `width` wide. */
emu cell_turned_height(const struct cell_setter *s, struct text text, const struct style *style,
		       emu width);

#endif
