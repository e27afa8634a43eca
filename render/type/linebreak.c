#include "type/linebreak.h"

#include "type/linebreak_gap.h"

/*
 * Prices of a line. A stretch of 1/8 em at every gap costs as much as twelve lines whose marks
 * are squeezed to the full: squeezing comes first (先挤进，后推出), and half an em shared by 27 gaps,
 * which nobody sees, costs next to nothing.
 */
#define PRICE_FULL_SQUEEZE 8000
#define PRICE_EIGHTH_STRETCH 100000
#define PRICE_SQUEEZE_STOP 12000  /* when 。？！ must give way too */
#define PRICE_LONE 1500000        /* 孤字不成行 */
#define PRICE_RAGGED 1000000      /* nothing but Western words, which are not letterspaced */
#define PRICE_LINE 2000000        /* one more line, when few are wanted */
#define PRICE_OVERFULL 1000000000
#define PRICE_NEVER ((int64_t)1 << 60)

/* How far a gap opens; a line that wants more is left ragged. */
#define MOST_STRETCH (Q_EM / 2)

/*
 * Atoms of one line. The widest sheet has room for a few hundred; without the bound, marks without
 * a width would all be tried as one line, at a cost that is quadratic.
 */
#define MOST_ATOMS 1000

struct breaker {
	const struct shaped *s;
	const struct break_options *o;
	struct gap *gap;
	/* Sums over everything before atom k; those of gaps count the gaps before atom k. */
	int64_t *width, *shrink, *shrink_last, *space, *edge;
	uint32_t *ngap, *nsolid;
	size_t *printed; /* last atom before k that is not a blank, plus one */
	/* cheapest way to end a line before atom k, and where that line starts */
	int64_t *price;
	size_t *from;
};

static bool is_solid(enum char_class c)
{
	return c == CC_HAN || c == CC_DIGIT || c == CC_LETTER;
}

static void sum_up(struct breaker *b, struct arena *a)
{
	size_t n = b->s->natom;
	int64_t **sums[] = { &b->width, &b->shrink, &b->shrink_last, &b->space, &b->edge,
			     &b->price };

	for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
		*sums[i] = arena_array(a, n + 1, sizeof **sums[i]);
	b->ngap = arena_array(a, n + 1, sizeof *b->ngap);
	b->nsolid = arena_array(a, n + 1, sizeof *b->nsolid);
	b->printed = arena_array(a, n + 1, sizeof *b->printed);
	b->from = arena_array(a, n + 1, sizeof *b->from);
	for (size_t k = 0; k < n; k++) {
		const struct atom *atom = &b->s->atom[k];
		static const struct gap none;
		const struct gap *g = k + 1 < n ? &b->gap[k] : &none;

		b->width[k + 1] = b->width[k] + atom->advance - g->trim;
		b->shrink[k + 1] = b->shrink[k] + g->shrink;
		b->shrink_last[k + 1] = b->shrink_last[k] + g->shrink_last;
		b->space[k + 1] = b->space[k] + g->space;
		b->edge[k + 1] = b->edge[k] + g->edge;
		b->ngap[k + 1] = b->ngap[k] + g->stretches;
		b->nsolid[k + 1] = b->nsolid[k] + is_solid(atom->class);
		b->printed[k + 1] = atom->class == CC_SPACE ? b->printed[k] : k + 1;
	}
}

/*
 * Width of a line of atoms [i, last]. In justified text a mark's blank half does not count at
 * the line's end (GB/T 15834 cl. 5.1.10), nor at its start but for the text's first line.
 */
static int64_t natural_width(const struct breaker *b, size_t i, size_t last, bool starts_text)
{
	const struct atom *atom = b->s->atom;
	int64_t width = b->width[last] - b->width[i] + atom[last].advance;

	if (b->o->aim != AIM_JUSTIFY)
		return width;
	return width - atom[last].right - (starts_text ? 0 : atom[i].left);
}

static int64_t square_ratio(int64_t price, int64_t part, int64_t whole)
{
	int64_t r = part * 1024 / whole; /* 10 binary digits are plenty for a price */

	return r > 1 << 15 ? PRICE_OVERFULL : price * r * r >> 20;
}

/* What is left for the even stretch of all gaps of a line of atoms [i, last]. */
static int64_t even_part(const struct breaker *b, size_t i, size_t last, int64_t missing)
{
	return missing - (b->space[last] - b->space[i]) - (b->edge[last] - b->edge[i]);
}

static int64_t most_stretch(const struct breaker *b, size_t i, size_t last)
{
	return (int64_t)(b->ngap[last] - b->ngap[i]) * MOST_STRETCH;
}

static int64_t stretch_price(const struct breaker *b, size_t i, size_t last, int64_t missing)
{
	missing = even_part(b, i, last, missing);
	if (missing <= 0)
		return 0;
	if (missing <= most_stretch(b, i, last))
		return square_ratio(PRICE_EIGHTH_STRETCH, missing,
				    (int64_t)(b->ngap[last] - b->ngap[i]) * (Q_EM / 8));
	return PRICE_RAGGED + square_ratio(PRICE_EIGHTH_STRETCH, missing, Q_EM);
}

/* Price of the line [i, end); PRICE_NEVER when it is too wide. */
static int64_t line_price(const struct breaker *b, size_t i, size_t end, size_t start, bool ends)
{
	size_t last = b->printed[end] > i ? b->printed[end] - 1 : i;
	int64_t measure = i == start && start == 0 ? b->o->first : b->o->rest;
	int64_t spare = measure - natural_width(b, i, last, i == start);
	int64_t price = b->o->aim == AIM_JUSTIFY ? 0 : PRICE_LINE;

	if (ends && i > start && b->nsolid[end] - b->nsolid[i] < 2)
		price += PRICE_LONE;
	if (spare < 0) {
		int64_t soft = b->shrink[last] - b->shrink[i];
		int64_t hard = b->shrink_last[last] - b->shrink_last[i];

		if (-spare > soft + hard)
			return PRICE_NEVER;
		return price + square_ratio(PRICE_FULL_SQUEEZE, -spare, soft + hard) +
		       (-spare > soft ? PRICE_SQUEEZE_STOP : 0);
	}
	if (b->o->aim == AIM_JUSTIFY)
		return ends ? price : price + stretch_price(b, i, last, spare);
	if (b->o->aim == AIM_FEWEST && ends)
		return price;
	/* Even lines: the sum of squares of what is left is least when all are alike. */
	return price + square_ratio(PRICE_EIGHTH_STRETCH, spare, measure > 0 ? measure : 1);
}

static bool is_phrase_end(const struct break_options *o, uint32_t text)
{
	size_t lo = 0, hi = o->nphrase;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (o->phrase_end[mid] == text)
			return true;
		if (o->phrase_end[mid] < text)
			lo = mid + 1;
		else
			hi = mid;
	}
	return false;
}

/* Price of ending a line before atom `end`. */
static int64_t break_price(const struct breaker *b, size_t end)
{
	int64_t price = gap_break_price(b->s, b->gap, b->o->level, end - 1);

	if (!price && b->o->phrase_end && !is_phrase_end(b->o, b->s->atom[end].text))
		return PRICE_SPLIT_WORD * 8;
	return price;
}

/* Does the line [i, end) have to be stretched? */
static bool is_loose(const struct breaker *b, size_t i, size_t end, size_t start)
{
	size_t last = b->printed[end] > i ? b->printed[end] - 1 : i;
	int64_t measure = i == start && start == 0 ? b->o->first : b->o->rest;

	return natural_width(b, i, last, i == start) <= measure;
}

/* Try the line [i, end) after the cheapest lines before it; returns its own price. */
static int64_t try_line(struct breaker *b, size_t start, size_t i, size_t end, bool ends)
{
	int64_t p = line_price(b, i, end, start, ends);

	if (p == PRICE_NEVER && i + 1 < end)
		return p;
	if (p == PRICE_NEVER)
		p = PRICE_OVERFULL; /* one atom wider than the measure */
	if (p + b->price[i] <= b->price[end]) {
		b->price[end] = p + b->price[i];
		b->from[end] = i;
	}
	return p;
}

/*
 * Find the cheapest way to break atoms [start, stop), a text without <br/> inside. From `wide` on
 * lines are not too wide; the first line, which has no hang, may fit though others do not. Where a
 * justified line does not end the text, the shorter it is the more it must be stretched, and all
 * that are shorter than one that is too dear are too dear.
 */
static void break_part(struct breaker *b, size_t start, size_t stop)
{
	size_t wide = start;

	b->price[start] = 0;
	b->from[stop] = start;
	if (b->o->aim == AIM_ONE_LINE)
		return;
	for (size_t end = start + 1; end <= stop; end++) {
		bool ends = end == stop, gets_dearer = b->o->aim == AIM_JUSTIFY && !ends;

		b->price[end] = PRICE_NEVER;
		if (end - wide > MOST_ATOMS)
			wide = end - MOST_ATOMS;
		if (wide > start)
			try_line(b, start, start, end, ends);
		for (size_t i = wide; i < end; i++) {
			int64_t own = try_line(b, start, i, end, ends);

			if (own == PRICE_NEVER)
				wide = i + 1;
			else if (gets_dearer && own > b->price[end] && is_loose(b, i, end, start))
				break;
		}
		b->price[end] += ends ? 0 : break_price(b, end);
	}
}

static size_t count_lines(const struct breaker *b, size_t start, size_t stop)
{
	size_t n = 0;

	for (size_t end = stop; end > start; end = b->from[end])
		n++;
	return n;
}

static void put_line(const struct breaker *b, size_t start, size_t stop, size_t end,
		     struct line *line)
{
	size_t i = b->from[end];
	int64_t measure = i == 0 ? b->o->first : b->o->rest, least;

	line->first = i;
	line->end = end;
	line->last = b->printed[end] > i ? b->printed[end] - 1 : i;
	line->natural = natural_width(b, i, line->last, i == start);
	line->ends_text = end == stop;
	line->trims_start = b->o->aim == AIM_JUSTIFY && i != start;
	least = line->natural - (b->shrink[line->last] - b->shrink[i]) -
		(b->shrink_last[line->last] - b->shrink_last[i]);
	line->overfull = least > measure;
	line->ragged = b->o->aim == AIM_JUSTIFY && end < stop &&
		       even_part(b, i, line->last, measure - line->natural) >
			       most_stretch(b, i, line->last);
	line->splits_word = end < stop && gap_break_price(b->s, b->gap, b->o->level, end - 1) >=
						  PRICE_SPLIT_WORD;
}

static void put_lines(const struct breaker *b, struct arena *a, size_t start, size_t stop,
		      struct broken *out, size_t *cap)
{
	size_t n = count_lines(b, start, stop), i = n;

	out->line = arena_grow(a, out->line, cap, out->nline + n, sizeof *out->line);
	for (size_t end = stop; end > start; end = b->from[end])
		put_line(b, start, stop, end, &out->line[out->nline + --i]);
	out->nline += n;
}

/* The widest piece of text without a place inside where breaking it costs nothing much. */
static int64_t longest_piece(const struct breaker *b)
{
	int64_t longest = 0;
	size_t start = 0;

	for (size_t k = 1; k <= b->s->natom; k++) {
		int64_t width = b->width[k] - b->width[start];

		if (k < b->s->natom && gap_break_price(b->s, b->gap, b->o->level, k - 1) >= PRICE_SPLIT_WORD)
			continue;
		longest = width > longest ? width : longest;
		start = k;
	}
	return longest;
}

struct broken linebreak(struct arena *a, const struct shaped *s, const struct break_options *o)
{
	struct breaker b = { .s = s, .o = o };
	struct broken out = { 0 };
	size_t cap = 0, start = 0;

	if (!s->natom)
		return out;
	b.gap = out.gap = arena_array(a, s->natom, sizeof *out.gap);
	gap_measure(a, s, b.gap);
	sum_up(&b, a);
	out.longest = longest_piece(&b);
	for (size_t k = 0; k < s->natom; k++) {
		if (k + 1 < s->natom && !s->atom[k].break_after)
			continue;
		break_part(&b, start, k + 1);
		put_lines(&b, a, start, k + 1, &out, &cap);
		start = k + 1;
	}
	return out;
}

/* Give each gap its part of `total` in proportion to its room; sums come out exactly. */
static void share(int64_t total, int64_t room, int64_t *seen, int64_t part, q16 *add)
{
	int64_t before = total * *seen / room;

	*seen += part;
	*add += (q16)(total * *seen / room - before);
}

static int64_t clamp(int64_t want, int64_t room)
{
	return want < room ? want : room;
}

static void squeeze(const struct gap *g, size_t n, int64_t want, q16 *add)
{
	int64_t room = 0, room_last = 0, seen = 0, seen_last = 0, soft, hard;

	for (size_t k = 0; k < n; k++) {
		room += g[k].shrink;
		room_last += g[k].shrink_last;
	}
	soft = clamp(want, room);
	hard = clamp(want - soft, room_last);
	for (size_t k = 0; k < n; k++) {
		if (room)
			share(-soft, room, &seen, g[k].shrink, &add[k]);
		if (room_last)
			share(-hard, room_last, &seen_last, g[k].shrink_last, &add[k]);
	}
}

static void stretch(const struct gap *g, size_t n, int64_t want, q16 *add)
{
	int64_t room[3] = { 0 }, seen[3] = { 0 }, part[3];

	for (size_t k = 0; k < n; k++) {
		room[0] += g[k].space;
		room[1] += g[k].edge;
		room[2] += g[k].stretches;
	}
	part[0] = clamp(want, room[0]);
	part[1] = clamp(want - part[0], room[1]);
	part[2] = want - part[0] - part[1];
	for (size_t k = 0; k < n; k++) {
		const int64_t own[3] = { g[k].space, g[k].edge, g[k].stretches };

		for (int step = 0; step < 3; step++)
			if (room[step])
				share(part[step], room[step], &seen[step], own[step], &add[k]);
	}
}

void linebreak_fit(const struct broken *b, const struct line *line, int64_t width, q16 *add)
{
	size_t n = line->last - line->first;
	const struct gap *g = b->gap + line->first;

	for (size_t k = 0; k < n; k++)
		add[k] = 0;
	if (width < line->natural)
		squeeze(g, n, line->natural - width, add);
	else
		stretch(g, n, width - line->natural, add);
}
