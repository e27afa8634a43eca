#include "page/table_width.h"

/* A long text asks for no more than this share of the table; it can wrap. */
#define MOST_SHARE 2 /* 1/2 */

struct column {
	emu least, most;
};

/* Widen the columns that a spanning cell covers until they hold it, evenly. */
static void widen(struct column *c, size_t n, emu least, emu most)
{
	emu sum_least = 0, sum_most = 0;

	for (size_t i = 0; i < n; i++) {
		sum_least += c[i].least;
		sum_most += c[i].most;
	}
	for (size_t i = 0; i < n; i++) {
		if (least > sum_least)
			c[i].least += (least - sum_least) / (emu)n;
		if (most > sum_most)
			c[i].most += (most - sum_most) / (emu)n;
		if (c[i].most < c[i].least)
			c[i].most = c[i].least;
	}
}

/* Cells of one column first, so that a spanning one only adds what they lack together. */
static void measure(const struct cell_setter *s, const struct doc_table *doc, emu cap,
		    struct column *column)
{
	for (int spanning = 0; spanning < 2; spanning++)
		for (size_t i = 0; i < doc->ncell; i++) {
			const struct doc_cell *cell = &doc->cell[i];
			struct column *c = &column[cell->col];
			emu least, most;

			if ((cell->colspan > 1) != spanning)
				continue;
			cell_measure(s, cell->text, cell->style, &least, &most);
			most = most > cap ? cap : most;
			most = most < least ? least : most;
			if (spanning) {
				widen(c, cell->colspan, least, most);
				continue;
			}
			c->least = least > c->least ? least : c->least;
			c->most = most > c->most ? most : c->most;
		}
}

static emu sum_of(const emu *v, size_t n)
{
	emu sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += v[i];
	return sum;
}

/* Add to each width its part of `spare`, in proportion to `part`; edges come out exactly. */
static void share(emu *width, const emu *part, size_t n, emu spare)
{
	int64_t whole = sum_of(part, n), seen = 0;

	for (size_t i = 0; i < n && whole > 0; i++) {
		emu before = (emu)emu_scale(spare, seen, whole);

		seen += part[i];
		width[i] += (emu)emu_scale(spare, seen, whole) - before;
	}
}

const emu *table_width_fit(const struct cell_setter *s, const struct doc_table *doc)
{
	emu whole = sum_of(doc->width, doc->ncol), lacking, spare;
	struct column *column = arena_array(s->a, doc->ncol, sizeof *column);
	emu *width = arena_array(s->a, doc->ncol, sizeof *width);
	emu *lack = arena_array(s->a, doc->ncol, sizeof *lack);

	measure(s, doc, whole / MOST_SHARE, column);
	for (size_t c = 0; c < doc->ncol; c++) {
		width[c] = column[c].least;
		lack[c] = column[c].most - column[c].least;
	}
	spare = whole - sum_of(width, doc->ncol);
	if (spare < 0 || sum_of(width, doc->ncol) == 0)
		return doc->width; /* the words alone are too wide: cells will shrink */
	lacking = sum_of(lack, doc->ncol);
	share(width, lack, doc->ncol, spare < lacking ? spare : lacking);
	if (spare > lacking) {
		const emu *now = width;
		emu *part = arena_array(s->a, doc->ncol, sizeof *part);

		for (size_t c = 0; c < doc->ncol; c++)
			part[c] = now[c];
		share(width, part, doc->ncol, spare - lacking);
	}
	return width;
}
