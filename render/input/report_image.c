/* The pictures of a report, loaded once it was read. */
#include "input/image_cmyk.h"
#include "input/report.h"

#include <errno.h>
#include <string.h>

struct loader {
	struct arena *a;
	struct diags *d;
	const struct report *r;
	const struct image_source *source;
	const struct image **image;
	size_t n, cap;
};

static bool read_file(struct loader *l, struct str name, struct at at, struct str *bytes)
{
	struct buf mb = { .arena = l->a };

	switch (l->source->read(l->source->host, l->a, name, bytes)) {
	case FILE_BELOW_READ:
		return true;
	case FILE_BELOW_LARGE:
		buf_printf(&mb, "%zu", IMAGE_MAX_BYTES >> 20);
		DIAG_PUT(l->d, IMAGE_BYTES, at, name, buf_text(&mb));
		return false;
	case FILE_BELOW_FAULT:
		DIAG_PUT(l->d, FILE_READ, at, name, str_from(strerror(errno)));
		return false;
	case FILE_BELOW_NONE:
		break;
	}
	DIAG_PUT(l->d, IMAGE_MISSING, at, name);
	return false;
}

static const struct image *load(struct loader *l, struct str name, struct at at)
{
	const struct image *image;
	struct str bytes;

	for (size_t i = 0; i < l->n; i++)
		if (str_eq(l->image[i]->name, name))
			return l->image[i];
	if (!image_name_is_safe(name)) {
		DIAG_PUT(l->d, IMAGE_PATH, at, name);
		return NULL;
	}
	if (!read_file(l, name, at, &bytes))
		return NULL;
	image = image_read(l->a, l->d, at, name, bytes);
	if (image && l->source->icc.n)
		image = image_cmyk(l->a, l->d, at, image, l->source->icc);
	if (image) {
		l->image = arena_grow(l->a, l->image, &l->cap, l->n + 1, sizeof *l->image);
		l->image[l->n++] = image;
	}
	return image;
}

static void load_blocks(struct loader *l, const struct block_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct block *b = &list->item[i];
		struct at at = { l->r->file, b->line };

		if (b->kind == BLOCK_FIGURE && b->figure->src.n)
			b->figure->image = load(l, b->figure->src, at);
		for (size_t k = 0; k < b->nitem; k++)
			load_blocks(l, &b->items[k]);
	}
}

struct report_images report_load_images(struct arena *a, struct diags *d, const struct report *r,
					const struct image_source *source)
{
	struct loader l = { .a = a, .d = d, .r = r, .source = source };

	load_blocks(&l, &r->preface.blocks);
	for (size_t i = 0; i < r->nsection; i++)
		load_blocks(&l, &r->section[i].blocks);
	for (size_t i = 0; i < r->nannex; i++)
		load_blocks(&l, &r->annex[i].blocks);
	return (struct report_images){ l.image, l.n };
}
