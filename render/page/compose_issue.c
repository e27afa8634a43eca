/*
 * 版头, GB/T 9704-2012 §7.2: 份号, 密级 and 紧急程度 line by line at the left of the first page; the
 * organ's mark so far below the text block's upper edge as the layout has it, the document number
 * below it, then the red line.
 * 版记, §7.4: who gets a copy, who issued it and when, between lines over the whole measure; the
 * last line is the lower edge of the text block.
 */
#include "page/compose_part.h"
#include "page/style_para.h"

#define SHRINK_STEP (EMU_PT / 2)

static const struct style *style_of(const struct composer *c, struct str id)
{
	return layout_style(c->layout, id);
}

static struct owner owner_of(struct composer *c, const struct doc_block *b,
			     const struct style *style)
{
	return (struct owner){ .tag = tag_block(&c->tags, b), .ink = style->ink };
}

/* One line at the left, flush with the text block. */
static void put_left(struct group *g, const struct doc_block *b, struct text text,
		     struct str style_id, int32_t *line)
{
	const struct style *style = style_of(g->c, style_id);
	struct para para = group_set(g, text, style, g->c->layout->page.text_width);

	if (para.nline == 0)
		return;
	group_put(g, &para, 0, page_grid_top(&g->c->grid, *line), g->c->grid.pitch, style->size,
		  owner_of(g->c, b, style));
	*line += (int32_t)para.nline;
}

/*
 * The mark in one line, smaller and smaller, or at its smallest in several. Returns where it
 * ends.
 */
static emu put_mark(struct group *g, const struct doc_block *b)
{
	const struct style *style = b->style;
	emu width = g->c->layout->page.text_width, y = g->c->layout->red_head.drop;
	emu floor = style->floor ? style->floor : style->size;
	struct style smaller = *style;
	struct para para;

	for (;; smaller.size -= SHRINK_STEP) {
		para = group_set(g, b->red_head->mark, &smaller, width);
		if (para.nline <= 1 || smaller.size - SHRINK_STEP < floor)
			break;
	}
	if (para.nline == 0)
		return y;
	group_put(g, &para, 0, y, style_pitch(&smaller, smaller.size), smaller.size,
		  owner_of(g->c, b, style));
	return g->height;
}

void compose_red_head(struct composer *c, const struct doc_block *b)
{
	const struct layout_red_head *l = &c->layout->red_head;
	const struct doc_red_head *head = b->red_head;
	const struct style *style = style_of(c, l->number_style);
	struct group g = { .c = c };
	struct para number = group_set(&g, head->number, style, c->layout->page.text_width);
	int32_t line = 0;
	emu y;

	put_left(&g, b, head->copy, l->copy_style, &line);
	put_left(&g, b, head->secrecy, l->class_style, &line);
	put_left(&g, b, head->urgency, l->class_style, &line);
	y = put_mark(&g, b) + page_grid_top(&c->grid, l->number_lines);
	if (number.nline) {
		group_put(&g, &number, 0, y, c->grid.pitch, style->size, owner_of(c, b, style));
		y = g.height;
	}
	group_rule(&g, y + l->gap, l->rule, INK_RED);
	compose_slug(c, group_slug(&g, b))->keep_next = true;
	compose_blank(c, l->lines_after, true);
}

/* The imprint while it grows downwards. */
struct imprint {
	struct group g;
	const struct doc_block *block;
	const struct style *style;
	emu left, right; /* of the words, from the text block's left edge */
	emu y;
};

/* Lines of type stand in the middle of their pitch. */
static void put_words(struct imprint *p, const struct para *para, emu x, uint32_t tag)
{
	emu pitch = style_pitch(p->style, p->style->size);

	group_put(&p->g, para, x, p->y + (pitch - p->style->size) / 2, pitch, p->style->size,
		  (struct owner){ .tag = tag, .ink = p->style->ink });
}

static void go_below(struct imprint *p, size_t nline)
{
	p->y += (emu)nline * style_pitch(p->style, p->style->size);
}

/* The organs hang behind the intro, whose last mark takes its whole width. */
static void put_copies(struct imprint *p)
{
	const struct doc_imprint *imprint = p->block->imprint;
	struct para intro = group_set(&p->g, imprint->copy_intro, p->style, p->right - p->left);
	emu hang = (intro.widest + p->style->size - 1) / p->style->size * p->style->size;
	struct para to =
		group_set(&p->g, imprint->copy_to, p->style, p->right - p->left - hang);
	uint32_t tag;

	if (to.nline == 0)
		return;
	tag = tag_block(&p->g.c->tags, p->block);
	put_words(p, &intro, p->left, tag);
	put_words(p, &to, p->left + hang, tag);
	go_below(p, to.nline);
	group_rule(&p->g, p->y, p->g.c->layout->imprint.thin, p->style->ink);
}

static void put_issue(struct imprint *p)
{
	const struct doc_imprint *imprint = p->block->imprint;
	struct para date = group_set(&p->g, imprint->date, p->style, p->right - p->left);
	emu date_x = p->right - date.widest;
	struct para by =
		group_set(&p->g, imprint->by, p->style, date_x - p->style->size - p->left);

	put_words(p, &by, p->left, tag_block(&p->g.c->tags, p->block));
	if (date.nline)
		put_words(p, &date, date_x, tag_block(&p->g.c->tags, p->block));
	go_below(p, by.nline > date.nline ? by.nline : date.nline);
}

void compose_imprint(struct composer *c, const struct doc_block *b)
{
	const struct layout_imprint *l = &c->layout->imprint;
	emu inset = l->inset * b->style->size;
	struct imprint p = { .g = { .c = c },
			     .block = b,
			     .style = b->style,
			     .left = inset,
			     .right = c->layout->page.text_width - inset };
	struct slug *foot = arena_alloc(c->a, sizeof *foot);

	tag_sect(&c->tags);
	group_rule(&p.g, 0, l->thick, b->style->ink);
	put_copies(&p);
	put_issue(&p);
	group_rule(&p.g, p.y, l->thick, b->style->ink);
	p.g.height = p.y;
	*foot = group_slug(&p.g, b);
	c->foot = foot;
}
