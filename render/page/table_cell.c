#include "page/table_cell.h"

#include "page/style_para.h"

#define SHRINK_STEP (EMU_PT / 2)

/* A note under its figure is this much smaller than the figure. */
#define NOTE_SIZE(size) ((emu)emu_scale((size), 3, 4))

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
static void stack(const struct attempt *try, const struct para *p, emu size, struct cell_text *t)
{
	emu pitch = style_pitch(try->style, size);
	emu top = t->nline ? t->height + (pitch - size) : 0;
	struct cell_line *line = arena_array(try->s->a, t->nline + p->nline, sizeof *line);

	for (size_t i = 0; i < t->nline; i++)
		line[i] = t->line[i];
	for (size_t i = 0; i < p->nline; i++)
		line[t->nline + i] = (struct cell_line){
			&p->line[i], top + (emu)i * pitch + style_ascent(size)
		};
	t->line = line;
	t->nline += p->nline;
	if (p->nline)
		t->height = top + (emu)(p->nline - 1) * pitch + size;
}

/* Set `text` at `size` below the rest; false when it is too wide or breaks a word. */
static bool set_at(const struct attempt *try, struct text text, bool one_line, emu size,
		   struct cell_text *t)
{
	struct para_spec spec = try->spec;
	struct para *p = arena_alloc(try->s->a, sizeof *p);

	spec.size = spec.em = size;
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
	return style->floor && style->floor < style->size ? style->floor : style->size;
}

/* The whole text, smaller and smaller; the last try stands even if it fails. */
static bool shrink(const struct attempt *try, struct text text, bool one_line, struct cell_text *t)
{
	for (emu size = try->style->size; size >= floor_of(try->style); size -= SHRINK_STEP) {
		struct arena_mark mark = arena_mark(try->s->a);
		bool last = size - SHRINK_STEP < floor_of(try->style);

		*t = (struct cell_text){ 0 };
		if (set_at(try, text, one_line, size, t) && fits(try, t))
			return true;
		if (!last)
			arena_rewind(try->s->a, mark);
	}
	return false;
}

/* A figure in one line and, smaller, its note in as many as it takes under it. */
static bool set_with_note(const struct attempt *try, struct text text, struct cell_text *t)
{
	struct text figure = { text.file, text.span, 1 };
	struct text note = { text.file, text.span + 1, text.nspan - 1 };

	for (emu size = try->style->size; size >= floor_of(try->style); size -= SHRINK_STEP) {
		emu small = NOTE_SIZE(size) > floor_of(try->style) ? NOTE_SIZE(size)
								   : floor_of(try->style);

		*t = (struct cell_text){ 0 };
		if (set_at(try, figure, true, size, t) && set_at(try, note, false, small, t) &&
		    fits(try, t))
			return true;
	}
	return false;
}

static void put_overflow(const struct cell_setter *s, struct text text, emu size, struct str name)
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

struct cell_text cell_set(const struct cell_setter *s, struct text text, const struct style *style,
			  emu width, emu height, struct str name)
{
	struct attempt try = { .s = s, .style = style };
	struct cell_text t = { .size = style->size };

	if (text_is_empty(text) ||
	    !style_para(s->d, s->layout, style, width - 2 * style->pad_x, s->fonts, &try.spec))
		return t;
	try.height = height ? height - 2 * style->pad_y : 0;
	/* A figure shrinks before it wraps; anything else wraps before it shrinks. */
	if (has_note(text)) {
		if (set_at(&try, text, true, style->size, &t) && fits(&try, &t))
			return t;
		if (set_with_note(&try, text, &t))
			return t;
	}
	if ((style->nowrap && shrink(&try, text, true, &t)) || shrink(&try, text, false, &t))
		return t;
	put_overflow(s, text, floor_of(style), name);
	return t;
}

void cell_measure(const struct cell_setter *s, struct text text, const struct style *style,
		  emu *least, emu *most)
{
	struct arena_mark mark = arena_mark(s->a);
	struct para_spec spec;
	struct para p;

	*least = *most = 2 * style->pad_x;
	if (text_is_empty(text) ||
	    !style_para(s->d, s->layout, style, 100 * style->size, s->fonts, &spec))
		return;
	spec.em = style->size;
	spec.em_parts = 1;
	spec.one_line = true;
	spec.align = PARA_LEFT;
	p = para_set(s->a, s->d, text, &spec);
	*most += p.widest;
	*least += p.longest < p.widest ? p.longest : p.widest;
	arena_rewind(s->a, mark);
}
