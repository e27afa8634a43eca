#include "page/table_cell.h"

#include "page/style_para.h"

/* A note under its figure is this much smaller than the figure. */
#define NOTE_SIZE(size) ((emu)emu_scale((size), 3, 4))

/* A note asks for a line of this many ems at most: it wraps. */
#define NOTE_EMS 6

/* One try: what is set where, at which size. */
struct attempt {
	const struct cell_setter *s;
	const struct style *style;
	struct para_spec spec;
	emu height; /* room for the text, 0: any */
};

static bool splits_word(const struct para *p)
{
	for (size_t i = 0; i < p->nline; i++)
		if (p->line[i].splits_word)
			return true;
	return false;
}

/* Put the lines of `p` below what the cell holds already. */
static void stack(const struct attempt *try, const struct para *p, emu size,
		  struct cell_text *t)
{
	emu pitch = style_pitch(try->style, size);
	emu top = t->nline ? t->height + (pitch - size) : 0;
	struct cell_line *line = arena_array(try->s->a, t->nline + p->nline, sizeof *line);

	for (size_t i = 0; i < t->nline; i++)
		line[i] = t->line[i];
	for (size_t i = 0; i < p->nline; i++)
		line[t->nline + i] =
			(struct cell_line){ &p->line[i],
					    top + (emu)i * pitch + style_ascent(size) };
	t->line = line;
	t->nline += p->nline;
	t->length = p->widest > t->length ? p->widest : t->length;
	if (p->nline)
		t->height = top + (emu)(p->nline - 1) * pitch + size;
}

/*
 * Set `text` at `size` below the rest, its characters closer by `squeeze` per cent; false when it
 * is too wide or breaks a word.
 */
static bool set_at(const struct attempt *try, struct text text, bool one_line, emu size,
		   int32_t squeeze, struct cell_text *t)
{
	struct para_spec spec = try->spec;
	struct para *p = arena_alloc(try->s->a, sizeof *p);

	spec.size = size;
	spec.em = (emu)emu_scale(size, 100 - squeeze, 100);
	spec.em_parts = 1;
	spec.one_line = one_line;
	*p = para_set(try->s->a, try->s->d, text, &spec);
	if (!t->nline)
		t->size = size;
	stack(try, p, size, t);
	return !p->overfull && !splits_word(p);
}

static bool fits(const struct attempt *try, const struct cell_text *t)
{
	return !try->height || t->height <= try->height;
}

static emu floor_of(const struct style *style)
{
	return style_size(style, style->size);
}

static emu first_size(const struct attempt *try)
{
	return style_size(try->style, try->s->less);
}

/* The whole text, closer, then smaller and smaller; the last try stands even if it fails. */
static bool shrink(const struct attempt *try, struct text text, bool one_line,
		   struct cell_text *t)
{
	int32_t squeeze = 0;

	for (emu size = first_size(try); size >= floor_of(try->style);) {
		struct arena_mark mark = arena_mark(try->s->a);
		bool last = size - CELL_SHRINK_STEP < floor_of(try->style) &&
			    squeeze == try->style->squeeze;

		*t = (struct cell_text){ 0 };
		if (set_at(try, text, one_line, size, squeeze, t) && fits(try, t))
			return true;
		if (!last)
			arena_rewind(try->s->a, mark);
		size -= squeeze == try->style->squeeze ? CELL_SHRINK_STEP : 0;
		squeeze = squeeze == try->style->squeeze ? 0 : try->style->squeeze;
	}
	return false;
}

/* A figure in one line and, smaller, its note in as many as it takes under it. */
static bool set_with_note(const struct attempt *try, struct text text, struct cell_text *t)
{
	struct text figure = { text.file, text.span, 1 };
	struct text note = { text.file, text.span + 1, text.nspan - 1 };

	for (emu size = first_size(try); size >= floor_of(try->style);
	     size -= CELL_SHRINK_STEP) {
		emu small = NOTE_SIZE(size) > floor_of(try->style) ? NOTE_SIZE(size)
								   : floor_of(try->style);

		*t = (struct cell_text){ 0 };
		if (set_at(try, figure, true, size, 0, t) &&
		    set_at(try, note, false, small, 0, t) && fits(try, t))
			return true;
	}
	return false;
}

static void put_overflow(const struct cell_setter *s, struct text text, emu size,
			 struct str name)
{
	struct buf pt = { .arena = s->a };
	struct at at = { text.file, text.nspan ? text.span[0].line : 0 };

	buf_printf(&pt, "%d.%d", size / EMU_PT, size % EMU_PT * 10 / EMU_PT);
	DIAG_PUT(s->d, CELL_OVERFLOW, at, name, text_plain(s->a, text), buf_text(&pt));
}

static bool has_note(struct text text)
{
	return text.nspan > 1 && text.span[1].mark == TEXT_NOTE;
}

struct cell_text cell_set(const struct cell_setter *s, struct text text,
			  const struct style *style, emu width, emu height, struct str name)
{
	struct attempt try = { .s = s, .style = style };
	struct cell_text t = { .size = style->size };
	bool turned = style->dir == DIR_TURNED;
	emu along = turned ? height : width, across = turned ? width : height;

	if (text_is_empty(text) ||
	    !style_para(s->d, s->layout, style, along - 2 * style->pad_x, s->fonts, &try.spec))
		return t;
	try.height = across ? across - 2 * style->pad_y : 0;
	/* A figure shrinks before it wraps; anything else wraps before it shrinks. */
	if (has_note(text)) {
		if (set_at(&try, text, true, first_size(&try), 0, &t) && fits(&try, &t))
			return t;
		if (set_with_note(&try, text, &t))
			return t;
	}
	if ((style->nowrap && shrink(&try, text, true, &t)) || shrink(&try, text, false, &t))
		return t;
	put_overflow(s, text, floor_of(style), name);
	return t;
}

static struct cell_need measure(const struct cell_setter *s, struct text text,
				const struct style *style)
{
	struct arena_mark mark = arena_mark(s->a);
	struct cell_need need = { 0 };
	struct para_spec spec;
	struct para p;

	if (text_is_empty(text) ||
	    !style_para(s->d, s->layout, style, 100 * style->size, s->fonts, &spec))
		return need;
	spec.em = style->size;
	spec.em_parts = 1;
	spec.one_line = true;
	spec.align = PARA_LEFT;
	p = para_set(s->a, s->d, text, &spec);
	need.most = p.widest;
	need.least = p.longest < p.widest ? p.longest : p.widest;
	arena_rewind(s->a, mark);
	return need;
}

struct cell_need cell_measure(const struct cell_setter *s, struct text text,
			      const struct style *style)
{
	struct cell_need need, note;
	emu wide = NOTE_EMS * style->size;

	if (!has_note(text))
		return measure(s, text, style);
	/* The note wraps under its figure, smaller. */
	need = measure(s, (struct text){ text.file, text.span, 1 }, style);
	note = measure(s, (struct text){ text.file, text.span + 1, text.nspan - 1 }, style);
	note.most = NOTE_SIZE(note.most < wide ? note.most : wide);
	note.least = NOTE_SIZE(note.least);
	need.least = need.least > note.least ? need.least : note.least;
	need.most = need.most > note.most ? need.most : note.most;
	need.most = need.most > need.least ? need.most : need.least;
	return need;
}

emu cell_turned_height(const struct cell_setter *s, struct text text, const struct style *style,
		       emu width)
{
	struct cell_need need = cell_measure(s, text, style);
	emu pitch = style_pitch(style, style->size);
	emu room = width - 2 * style->pad_y - style->size;
	emu nline = room > 0 ? room / pitch + 1 : 1;

	emu wide = s->layout->tables.least * style->size;

	if (need.least < wide)
		need.least = need.most < wide ? need.most : wide;
	if (nline > 1) /* lines end where words do: an em more */
		need.most = need.most / nline + style->size;
	return (need.most > need.least ? need.most : need.least) + 2 * style->pad_x;
}
