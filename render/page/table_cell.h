/* One cell's text set into its box. */
#ifndef NIANBAO_PAGE_TABLE_CELL_H
#define NIANBAO_PAGE_TABLE_CELL_H

#include "page/galley.h"

struct cell_setter {
	struct arena *a;
	struct diags *d;
	const struct layout *layout;
	struct font_set *fonts;
	struct str table; /* name, for messages */
};

/*
 * Set `text` in `style` into a box of `width` and at most `height` (0: any), padding included.
 * What does not fit is set smaller, by half points down to the style's floor; what then still
 * does not fit is an error that names the cell by `name` (E503). Text never crosses the border.
 * The bracketed note of a figure (TEXT_NOTE) stands behind it where there is room, else smaller
 * under it.
 */
struct cell_text cell_set(const struct cell_setter *s, struct text text, const struct style *style,
			  emu width, emu height, struct str name);

/*
 * How wide a cell with `text` in `style` must be, padding included: `least` for its longest
 * piece that should not be broken, `most` for all of it in one line.
 */
void cell_measure(const struct cell_setter *s, struct text text, const struct style *style,
		  emu *least, emu *most);

#endif
