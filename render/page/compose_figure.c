#include "page/compose_part.h"

/* A picture at the layout's resolution, smaller where it is too wide or too high. */
static void picture_size(const struct composer *c, const struct image *image, emu *width,
			 emu *height)
{
	int64_t w = emu_scale(image->width, 914400, c->layout->figures.dpi);
	int64_t h = emu_scale(image->height, 914400, c->layout->figures.dpi);

	if (w > c->layout->page.text_width) {
		h = emu_scale(h, c->layout->page.text_width, w);
		w = c->layout->page.text_width;
	}
	if (h > c->layout->figures.most) {
		w = emu_scale(w, c->layout->figures.most, h);
		h = c->layout->figures.most;
	}
	*width = (emu)(w > 0 ? w : 1);
	*height = (emu)(h > 0 ? h : 1);
}

static void note_image(struct composer *c, const struct image *image)
{
	for (size_t i = 0; i < c->nimage; i++)
		if (c->image[i] == image)
			return;
	c->image = arena_grow(c->a, c->image, &c->image_cap, c->nimage + 1, sizeof *c->image);
	c->image[c->nimage++] = image;
}

void compose_figure(struct composer *c, const struct doc_block *b)
{
	emu width, height;

	note_image(c, b->image);
	picture_size(c, b->image, &width, &height);
	compose_slug(c,
		     (struct slug){ .kind = SLUG_SPACE, .height = c->layout->figures.space });
	compose_slug(c, (struct slug){ .kind = SLUG_IMAGE,
				       .keep_next = b->has_caption,
				       .height = height + c->layout->figures.space,
				       .ink = height,
				       .owner.tag = tag_figure(&c->tags, b),
				       .left = (c->layout->page.text_width - width) / 2,
				       .width = width,
				       .image = b->image });
}
