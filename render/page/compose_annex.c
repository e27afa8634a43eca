/*
 * The list of annexes under the text, GB/T 9704-2012 §7.3.4: "附件：" stands `indent` characters
 * in, numbers behind it, and names behind their numbers; the turn lines of a name are flush with
 * its first character.
 */
#include "page/compose_part.h"

/* A line's end drops half of a mark such as ：; what goes on behind it stands on the grid. */
static emu whole_characters(const struct composer *c, emu width)
{
	emu most = c->layout->page.text_width;
	int32_t columns = c->layout->page.columns;
	int64_t n = ((int64_t)width * columns + most - columns) / most;

	return (emu)emu_scale(most, n, columns);
}

/* One name with what stands before it, from x on. */
static void put_annex(struct composer *c, const struct doc_block *b, size_t i, emu x,
		      const struct para *intro)
{
	const struct doc_annex *annex = &b->annex[i];
	struct group g = { .c = c };
	emu width = c->layout->page.text_width, size = b->style->size;
	struct doc_block item = *b;
	struct owner owner = { .ink = b->style->ink };
	struct para mark = group_set(&g, annex->mark, b->style, width), name;

	item.item = (uint32_t)i + 1;
	owner.tag = tag_block(&c->tags, &item);
	if (i == 0)
		group_put(&g, intro, x, 0, c->grid.pitch, size, owner);
	x += whole_characters(c, intro->widest);
	group_put(&g, &mark, x, 0, c->grid.pitch, size, owner);
	x += mark.widest;
	name = group_set(&g, annex->name, b->style, width - x);
	group_put(&g, &name, x, 0, c->grid.pitch, size, owner);
	compose_slug(c, group_slug(&g, b))->apart = true;
}

void compose_annexes(struct composer *c, const struct doc_block *b)
{
	emu width = c->layout->page.text_width;
	emu x = (emu)emu_scale(width, b->style->indent, c->layout->page.columns);
	struct group g = { .c = c };
	struct para intro = group_set(&g, b->text, b->style, width);

	compose_blank(c, b->style->lines_before, false);
	for (size_t i = 0; i < b->nannex; i++)
		put_annex(c, b, i, x, &intro);
}
