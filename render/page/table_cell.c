#include "page/table_cell.h"

#include "page/style_para.h"

#define SHRINK_STEP (EMU_PT / 2)

static bool splits_word(const struct para *p)
{
	for (size_t i = 0; i < p->nline; i++)
		if (p->line[i].splits_word)
			return true;
	return false;
}

static struct cell_text set_at(const struct cell_setter *s, struct text text,
			       const struct style *style, struct para_spec spec, emu size)
{
	struct cell_text t = { .size = size, .pitch = style_pitch(style, size) };

	spec.size = spec.em = size;
	spec.em_parts = 1;
	t.para = para_set(s->a, s->d, text, &spec);
	t.height = t.para.nline ? (emu)(t.para.nline - 1) * t.pitch + size : 0;
	return t;
}

static bool fits(const struct cell_text *t, emu height)
{
	return !t->para.overfull && !splits_word(&t->para) && (!height || t->height <= height);
}

static void put_overflow(const struct cell_setter *s, struct text text, emu size, struct str name)
{
	struct buf pt = { .arena = s->a };
	struct at at = { text.file, text.nspan ? text.span[0].line : 0 };

	buf_printf(&pt, "%d.%d", size / EMU_PT, size % EMU_PT * 10 / EMU_PT);
	DIAG_PUT(s->d, CELL_OVERFLOW, at, name, text_plain(s->a, text), buf_text(&pt));
}

struct cell_text cell_set(const struct cell_setter *s, struct text text, const struct style *style,
			  emu width, emu height, struct str name)
{
	emu floor = style->floor && style->floor < style->size ? style->floor : style->size;
	emu room = height ? height - 2 * style->pad_y : 0;
	struct para_spec spec;
	struct cell_text t = { .size = style->size, .pitch = style_pitch(style, style->size) };

	if (text_is_empty(text) ||
	    !style_para(s->d, s->layout, style, width - 2 * style->pad_x, s->fonts, &spec))
		return t;
	/* A figure shrinks before it wraps; anything else wraps before it shrinks. */
	for (int wrap = !style->nowrap; wrap < 2; wrap++) {
		spec.one_line = !wrap;
		for (emu size = style->size; size >= floor; size -= SHRINK_STEP) {
			struct arena_mark mark = arena_mark(s->a);

			t = set_at(s, text, style, spec, size);
			if (fits(&t, room))
				return t;
			if (size - SHRINK_STEP >= floor || !wrap)
				arena_rewind(s->a, mark);
		}
	}
	put_overflow(s, text, floor, name);
	return t;
}
