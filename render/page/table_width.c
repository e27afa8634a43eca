#include "page/table_width.h"

#include "page/style_para.h"

/* A long text asks for no more than this share of the table; it can wrap. */
#define MOST_SHARE 2 /* 1/2 */

struct column {
	emu least, most;
	emu min, max; /* bounds of the layout */
};

struct fitter {
	const struct cell_setter *s;
	const struct doc_table *doc;
	emu whole;
	const struct cell_need *need; /* one a cell, at its style's size */
	struct column *column;
	emu less;
};

static emu at_size(emu width, const struct style *style, emu less)
{
	return (emu)emu_scale(width, style_size(style, less), style->size);
}

/* What a cell asks for: `least` for its words, closer set if its style allows that. */
static void ask(const struct fitter *f, size_t icell, emu *least, emu *most)
{
	const struct style *style = f->doc->cell[icell].style;
	emu pad = 2 * style->pad_x, wide = f->s->layout->tables.least * style->size;
	struct cell_need need = f->need[icell];

	if (style->dir == DIR_TURNED) {
		*least = *most = style_size(style, f->less) + 2 * style->pad_y;
		return;
	}
	need.least = (emu)emu_scale(need.least, 100 - style->squeeze, 100);
	if (f->doc->fit_width && need.least < wide)
		need.least = need.most < wide ? need.most : wide;
	*least = at_size(need.least, style, f->less) + pad;
	*most = at_size(need.most, style, f->less) + pad;
	if (*most > f->whole / MOST_SHARE)
		*most = f->whole / MOST_SHARE;
	if (*most < *least)
		*most = *least;
}

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

static emu clamp(emu v, const struct column *c)
{
	return v < c->min ? c->min : v > c->max ? c->max : v;
}

/* Cells of one column first, so that a spanning one only adds what they lack together. */
static void measure(struct fitter *f)
{
	const struct doc_table *doc = f->doc;

	for (size_t i = 0; i < doc->ncol; i++)
		f->column[i] = (struct column){ .min = doc->min ? doc->min[i] : 0,
						.max = doc->max ? doc->max[i] : f->whole };
	for (int spanning = 0; spanning < 2; spanning++)
		for (size_t i = 0; i < doc->ncell; i++) {
			const struct doc_cell *cell = &doc->cell[i];
			struct column *c = &f->column[cell->col];
			emu least, most;

			if ((cell->colspan > 1) != spanning)
				continue;
			ask(f, i, &least, &most);
			if (spanning) {
				widen(c, cell->colspan, least, most);
				continue;
			}
			c->least = least > c->least ? least : c->least;
			c->most = most > c->most ? most : c->most;
		}
	for (size_t i = 0; i < doc->ncol; i++) {
		f->column[i].least = clamp(f->column[i].least, &f->column[i]);
		f->column[i].most = clamp(f->column[i].most, &f->column[i]);
	}
}

static emu sum_of(const emu *v, size_t n)
{
	emu sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += v[i];
	return sum;
}

static emu sum_least(const struct fitter *f)
{
	emu sum = 0;

	for (size_t i = 0; i < f->doc->ncol; i++)
		sum += f->column[i].least;
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

/* Share what is left in proportion to the widths; a column that is full passes its part on. */
static void share_rest(const struct fitter *f, emu *width, emu *part)
{
	size_t n = f->doc->ncol;

	for (size_t round = 0; round <= n; round++) {
		emu spare = f->whole - sum_of(width, n);

		for (size_t i = 0; i < n; i++)
			part[i] = width[i] < f->column[i].max ? width[i] : 0;
		if (spare <= 0 || sum_of(part, n) == 0)
			return;
		share(width, part, n, spare);
		for (size_t i = 0; i < n; i++)
			width[i] = clamp(width[i], &f->column[i]);
	}
}

static emu *share_whole(const struct fitter *f)
{
	size_t n = f->doc->ncol;
	emu *width = arena_array(f->s->a, n, sizeof *width);
	emu *part = arena_array(f->s->a, n, sizeof *part), spare, lacking;

	for (size_t i = 0; i < n; i++)
		width[i] = f->column[i].least;
	spare = f->whole - sum_of(width, n);
	for (size_t i = 0; i < n; i++)
		part[i] =
			spare < 0 ? width[i] - f->column[i].min : f->column[i].most - width[i];
	lacking = sum_of(part, n);
	share(width, part, n, spare < lacking ? spare : lacking);
	share_rest(f, width, part);
	return width;
}

/* The report's own widths, for the width that there is; do all words fit? */
static emu *scale_given(const struct fitter *f, bool *fits)
{
	const struct doc_table *doc = f->doc;
	emu *width = arena_array(f->s->a, doc->ncol, sizeof *width);
	emu *left = arena_array(f->s->a, doc->ncol + 1, sizeof *left);

	share(width, doc->width, doc->ncol, f->whole);
	for (size_t i = 0; i < doc->ncol; i++)
		left[i + 1] = left[i] + width[i];
	*fits = true;
	for (size_t i = 0; i < doc->ncell; i++) {
		const struct doc_cell *cell = &doc->cell[i];
		emu least, most;

		ask(f, i, &least, &most);
		*fits &= least <= left[cell->col + cell->colspan] - left[cell->col];
	}
	return width;
}

/* How far the type of the table may shrink. */
static emu most_less(const struct doc_table *doc)
{
	emu most = 0;

	for (size_t i = 0; i < doc->ncell; i++) {
		const struct style *style = doc->cell[i].style;
		emu less = style->size - style_size(style, style->size);

		most = less > most ? less : most;
	}
	return most;
}

/* A table of the text: as large as it fits. */
static struct table_fit fit_free(struct fitter *f)
{
	struct table_fit fit = { 0 };
	emu most = most_less(f->doc);

	for (;; f->less += CELL_SHRINK_STEP) {
		if (f->doc->fit_width) {
			measure(f);
			fit.fits = sum_least(f) <= f->whole;
		} else {
			fit.width = scale_given(f, &fit.fits);
		}
		if (fit.fits || f->less >= most)
			break;
	}
	if (f->doc->fit_width)
		fit.width = share_whole(f);
	fit.less = f->less;
	return fit;
}

struct table_fit table_width_fit(const struct cell_setter *s, const struct doc_table *doc,
				 emu whole)
{
	struct fitter f = { .s = s, .doc = doc, .whole = whole };
	struct cell_need *need;

	if (!doc->is_free && !doc->min)
		return (struct table_fit){ .width = doc->width, .fits = true };
	need = arena_array(s->a, doc->ncell, sizeof *need);
	for (size_t i = 0; i < doc->ncell; i++)
		need[i] = cell_measure(s, doc->cell[i].text, doc->cell[i].style);
	f.need = need;
	f.column = arena_array(s->a, doc->ncol, sizeof *f.column);
	if (doc->is_free)
		return fit_free(&f);
	f.whole = sum_of(doc->width, doc->ncol);
	measure(&f);
	return (struct table_fit){ .width = share_whole(&f), .fits = sum_least(&f) <= f.whole };
}
