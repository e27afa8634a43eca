/* Groups: lines and rules that stand at fixed places to each other. */
#include "page/compose_part.h"
#include "page/style_para.h"

struct para group_set(struct group *g, struct text text, const struct style *style, emu width)
{
	struct composer *c = g->c;
	struct para_spec spec;

	if (text_is_empty(text) || !style_para(c->d, c->layout, style, width, c->fonts, &spec))
		return (struct para){ 0 };
	spec.indent = 0;
	return para_set(c->a, c->d, text, &spec);
}

static void put_piece(struct group *g, struct piece piece)
{
	g->piece = arena_grow(g->c->a, g->piece, &g->cap, g->npiece + 1, sizeof *g->piece);
	g->piece[g->npiece++] = piece;
}

void group_put(struct group *g, const struct para *para, emu x, emu y, emu pitch, emu size,
	       struct owner owner)
{
	for (size_t i = 0; i < para->nline; i++, y += pitch) {
		put_piece(g, (struct piece){ .kind = PIECE_LINE,
					     .x = x,
					     .y = y + style_ascent(size),
					     .line = &para->line[i],
					     .owner = owner });
		if (y + size > g->height)
			g->height = y + size;
	}
}

void group_area(struct group *g, struct piece area)
{
	put_piece(g, area);
	if (area.y1 > g->height)
		g->height = area.y1;
}

struct slug group_slug(const struct group *g, const struct doc_block *b)
{
	static const char *const element[] = {
		[DOC_SIGN] = "signature",
		[DOC_ANNEXES] = "annex",
		[DOC_RED_HEAD] = "head",
		[DOC_IMPRINT] = "head",
	};

	if (g->height > g->c->layout->page.text_height)
		DIAG_PUT(g->c->d, GROUP_TALL, ((struct at){ g->c->doc->file, b->line }),
			 str_from(element[b->kind]));
	return (struct slug){ .kind = SLUG_GROUP,
			      .on_grid = true,
			      .height = g->height,
			      .ink = g->height,
			      .piece = g->piece,
			      .npiece = g->npiece };
}

/* Lines project by half their width: that is taken off, so that they end with the measure. */
void group_rule(struct group *g, emu y, emu size, enum ink ink)
{
	put_piece(g, (struct piece){ .kind = PIECE_RULE,
				     .x = size / 2,
				     .y = y,
				     .x1 = g->c->layout->page.text_width - size / 2,
				     .y1 = y,
				     .size = size,
				     .owner.ink = ink });
	if (y > g->height)
		g->height = y;
}
