#include "page/page_part.h"

/* The sheet lies with its left end at the foot of the page. */
static void turn(emu height, emu *x, emu *y)
{
	emu along = *x;

	*x = *y;
	*y = height - along;
}

void page_add(struct page_part *p, struct item item)
{
	if (p->is_sideways) {
		emu height = p->galley->doc->layout->page.height;

		turn(height, &item.x, &item.y);
		turn(height, &item.x1, &item.y1);
		item.turn = (uint8_t)((item.turn + 1) % 4);
	}
	p->item = arena_grow(p->a, p->item, &p->cap, p->nitem + 1, sizeof *p->item);
	p->item[p->nitem++] = item;
}

void page_add_line(struct page_part *p, const struct para_line *line, struct page_at at,
		   struct owner owner)
{
	for (size_t i = 0; i < line->nrun; i++) {
		const struct para_run *run = &line->run[i];

		page_add(p, (struct item){ .kind = ITEM_RUN,
					   .artifact = owner.artifact,
					   .ink = owner.ink,
					   .tag = run->in_head ? owner.head_tag : owner.tag,
					   .x = at.turn ? at.x : at.x + run->x,
					   .y = at.turn ? at.y - run->x : at.y,
					   .size = run->size,
					   .turn = at.turn,
					   .face = run->face,
					   .glyph = run->glyph,
					   .nglyph = run->nglyph,
					   .text = run->text });
	}
}

void page_add_rule(struct page_part *p, const struct piece *rule, emu x, emu y)
{
	page_add(p, (struct item){ .kind = ITEM_RULE,
				   .artifact = ARTIFACT_LAYOUT,
				   .ink = rule->owner.ink,
				   .x = x + rule->x,
				   .y = y + rule->y,
				   .x1 = x + rule->x1,
				   .y1 = y + rule->y1,
				   .size = rule->size });
}
