/*
 * Where the lines of the 落款 stand, GB/T 9704-2012 §7.3.5, and the area of the seal.
 *
 * Without a seal (§7.3.5.2): the organ's name ends `right` characters off the edge, the date
 * below it starts `gap` characters to the right of the name's start; a date that is longer than
 * the name stands `right` off the edge itself, and the name moves left.
 * With the organ's seal (§7.3.5.1): the date stands `right` off the edge, the name above it is
 * centred on it; the seal is pressed over both so that they lie a little below its middle and
 * its top is within one line of the text. A name so wide that it would leave the text block
 * takes the date with it to the left.
 * With a signatory's stamp (§7.3.5.3): the stamp, `gap` characters left of it the post, at half
 * its height; below, behind `after` blank lines, the date.
 */
#include "page/compose_part.h"

struct signing {
	struct composer *c;
	struct group g;
	const struct doc_block *block;
	const struct doc_sign *sign;
	const struct layout_seal *seal;
	emu width; /* of the text block */
};

/* A part of the 落款 as set; without lines where it does not print. */
struct part {
	struct para para;
	emu size;
	struct owner owner;
};

static emu characters(const struct signing *s, int32_t n)
{
	return (emu)emu_scale(s->width, n, s->c->layout->page.columns);
}

static struct part set_part(struct signing *s, struct text text, const struct style *style)
{
	struct part part = { .size = style->size, .owner.ink = style->ink };

	part.para = group_set(&s->g, text, style, s->width);
	if (part.para.nline)
		part.owner.tag = tag_block(&s->c->tags, s->block);
	return part;
}

/* The part from x on, its first line with its type's upper edge at y; lines share their middle. */
static void put_part(struct signing *s, const struct part *part, emu x, emu y)
{
	for (size_t i = 0; i < part->para.nline; i++) {
		struct para line = { .line = &part->para.line[i], .nline = 1 };

		group_put(&s->g, &line,
			  x + (part->para.widest - line.line->width) / 2 - line.line->left,
			  y + page_grid_top(&s->c->grid, (int32_t)i), 0, part->size,
			  part->owner);
	}
}

static void put_area(struct signing *s, emu x, emu y)
{
	group_area(&s->g, (struct piece){ .kind = PIECE_AREA,
					  .x = x,
					  .y = y,
					  .x1 = x + s->seal->width,
					  .y1 = y + s->seal->height,
					  .seal = s->sign->seal,
					  .bearer = s->sign->bearer });
}

/* Top of line i of the group. */
static emu top_of(const struct signing *s, size_t i)
{
	return page_grid_top(&s->c->grid, (int32_t)i);
}

static emu at_least(emu x, emu least)
{
	return x < least ? least : x;
}

static void place_plain(struct signing *s)
{
	const struct style *style = s->block->style;
	struct part signatory = set_part(s, s->sign->signatory, style);
	struct part organ = set_part(s, s->sign->organ, style);
	struct part date = set_part(s, s->sign->date, s->sign->date_style);
	emu right = s->width - characters(s, s->seal->right), gap = characters(s, s->seal->gap);
	emu organ_x = at_least(right - organ.para.widest, 0);
	emu date_x = organ_x + gap;
	size_t line = (size_t)s->seal->before;

	if (date.para.widest > organ.para.widest) {
		date_x = at_least(right - date.para.widest, 0);
		organ_x = at_least(date_x - gap, 0);
	}
	put_part(s, &signatory, at_least(right - signatory.para.widest, 0), top_of(s, line));
	line += signatory.para.nline;
	put_part(s, &organ, organ_x, top_of(s, line));
	line += organ.para.nline;
	put_part(s, &date, date_x, top_of(s, line));
}

/* So many blank lines that the area, `above` the name's top, does not touch the text above. */
static size_t lines_for_seal(const struct signing *s, emu above)
{
	emu between = s->c->grid.pitch - s->block->style->size;
	size_t line = (size_t)s->seal->before;

	while (top_of(s, line) - above < -between)
		line++;
	return line;
}

static void place_sealed(struct signing *s)
{
	struct part organ = set_part(s, s->sign->organ, s->block->style);
	struct part date = set_part(s, s->sign->date, s->sign->date_style);
	emu most = s->width - characters(s, s->c->layout->signing.seal[SEAL_NONE].right);
	emu middle = s->width - characters(s, s->seal->right) - date.para.widest / 2;
	emu half = organ.para.widest / 2;
	/* from the name's upper edge to the middle of both, and to the top of the area */
	emu centre = (top_of(s, organ.para.nline) + date.size) / 2;
	emu above = s->seal->height / 2 + s->seal->rise - centre;
	size_t line = lines_for_seal(s, above);
	emu x;

	if (middle + half > most)
		middle = most - half;
	middle = at_least(middle, half);
	put_part(s, &organ, middle - half, top_of(s, line));
	put_part(s, &date, middle - date.para.widest / 2, top_of(s, line + organ.para.nline));
	x = middle - s->seal->width / 2;
	if (x + s->seal->width > s->width)
		x = s->width - s->seal->width;
	put_area(s, at_least(x, 0), top_of(s, line) - above);
}

static void place_stamped(struct signing *s)
{
	struct part post = set_part(s, s->sign->post, s->block->style);
	struct part date = set_part(s, s->sign->date, s->sign->date_style);
	emu right = s->width - characters(s, s->seal->right);
	emu stamp_x = at_least(right - s->seal->width, 0),
	    top = top_of(s, (size_t)s->seal->before);
	emu middle = top + s->seal->height / 2;
	emu type = post.para.nline ? top_of(s, post.para.nline - 1) + post.size : 0;
	int32_t line = page_grid_line(&s->c->grid, top + s->seal->height) + s->seal->after;

	put_part(s, &post,
		 at_least(stamp_x - characters(s, s->seal->gap) - post.para.widest, 0),
		 middle - type / 2);
	put_area(s, stamp_x, top);
	put_part(s, &date, at_least(right - date.para.widest, 0),
		 page_grid_top(&s->c->grid, line));
}

/* Where the last lines of the text begin, and how high all is from there on. */
static size_t last_lines(const struct composer *c, bool apart_too, int64_t *height)
{
	size_t i = c->nslug;

	for (int32_t n = c->layout->signing.keep; i > 0 && n > 0;) {
		const struct slug *above = &c->slug[--i];

		*height += compose_advance(c, above);
		n -= above->kind != SLUG_SPACE && (apart_too || !above->apart);
	}
	return i;
}

/*
 * The last lines of the text stay with the 落款, and the list of annexes between them; if that is
 * too long, its last lines do for those of the text. With a form so high that all would not stand
 * on one page the form breaks above its last rows.
 */
static void keep_text(struct composer *c, emu height)
{
	int64_t all = height;
	size_t i = last_lines(c, false, &all);

	if (all > c->layout->page.text_height)
		i = last_lines(c, true, &all);
	for (size_t k = i; k < c->nslug; k++)
		c->slug[k].keep_next = true;
	if (i > 0 && compose_kept(c) + height > c->layout->page.text_height)
		c->slug[i - 1].keep_next = false;
}

void compose_sign(struct composer *c, const struct doc_block *b)
{
	static void (*const place[NSEAL])(struct signing *) = {
		[SEAL_NONE] = place_plain,
		[SEAL_ORGAN] = place_sealed,
		[SEAL_SIGNATORY] = place_stamped,
	};
	struct signing s = { .c = c,
			     .g.c = c,
			     .block = b,
			     .sign = b->sign,
			     .seal = &c->layout->signing.seal[b->sign->seal],
			     .width = c->layout->page.text_width };

	place[b->sign->seal](&s);
	keep_text(c, s.g.height);
	compose_slug(c, group_slug(&s.g, b))->ends_text = true;
}
