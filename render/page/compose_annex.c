/*
 * The list of annexes under the text, GB/T 9704-2012 §7.3.4: "附件：" stands `indent` characters
 * in, numbers behind it, and names behind their numbers; the turn lines of a name are flush with
 * its first character.
 */
#include "page/compose_part.h"
#include "page/style_para.h"

struct list {
	struct composer *c;
	const struct doc_block *block;
	struct para_spec spec; /* of the names; the marks' have no measure to speak of */
};

static struct para set(const struct list *l, struct text text, emu width)
{
	struct para_spec spec = l->spec;

	spec.width = width;
	spec.indent = 0;
	return para_set(l->c->a, l->c->d, text, &spec);
}

/* Lines of `para` from x on, the first one on the group's first line. */
static void put_lines(const struct list *l, const struct para *para, emu x, uint32_t tag,
		      struct slug *s)
{
	struct piece *piece = arena_array(l->c->a, s->npiece + para->nline, sizeof *piece);

	for (size_t i = 0; i < s->npiece; i++)
		piece[i] = s->piece[i];
	for (size_t i = 0; i < para->nline; i++) {
		emu top = page_grid_top(&l->c->grid, (int32_t)i);

		piece[s->npiece++] =
			(struct piece){ .kind = PIECE_LINE,
					.x = x,
					.y = top + style_ascent(l->block->style->size),
					.line = &para->line[i],
					.owner.tag = tag };
		if (top + l->block->style->size > s->height)
			s->height = s->ink = top + l->block->style->size;
	}
	s->piece = piece;
}

/* A line's end drops half of a mark such as ：; what goes on behind it stands on the grid. */
static emu whole_characters(const struct composer *c, emu width)
{
	emu most = c->layout->page.text_width;
	int32_t columns = c->layout->page.columns;
	int64_t n = ((int64_t)width * columns + most - columns) / most;

	return (emu)emu_scale(most, n, columns);
}

/* One name with what stands before it. */
static void put_annex(const struct list *l, size_t i, emu x, const struct para *intro)
{
	const struct doc_annex *annex = &l->block->annex[i];
	struct composer *c = l->c;
	struct slug s = { .kind = SLUG_GROUP, .on_grid = true, .apart = true };
	emu width = c->layout->page.text_width;
	struct para *mark = arena_alloc(c->a, sizeof *mark),
		    *name = arena_alloc(c->a, sizeof *name);
	struct doc_block item = *l->block;
	uint32_t tag;

	item.item = (uint32_t)i + 1;
	tag = tag_block(&c->tags, &item);
	if (i == 0)
		put_lines(l, intro, x, tag, &s);
	x += whole_characters(c, intro->widest);
	*mark = set(l, annex->mark, width);
	put_lines(l, mark, x, tag, &s);
	x += mark->widest;
	*name = set(l, annex->name, width - x);
	put_lines(l, name, x, tag, &s);
	compose_slug(c, s);
}

void compose_annexes(struct composer *c, const struct doc_block *b)
{
	emu width = c->layout->page.text_width;
	struct list l = { .c = c, .block = b };
	struct para *intro = arena_alloc(c->a, sizeof *intro);

	if (!style_para(c->d, c->layout, b->style, width, c->fonts, &l.spec))
		return;
	*intro = set(&l, b->text, width);
	compose_blank(c, b->style->lines_before, false);
	for (size_t i = 0; i < b->nannex; i++)
		put_annex(&l, i,
			  (emu)emu_scale(width, b->style->indent, c->layout->page.columns),
			  intro);
}
