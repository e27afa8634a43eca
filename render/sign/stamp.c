#include "sign/stamp.h"

#include "base/file.h"
#include "input/image.h"
#include "output/pdf_text.h"
#include "sign/claim.h"
#include "sign/stamp_text.h"
#include "sign/unpack.h"

/* output/pdf_area.h: how destinations of places for seals begin */
#define AREA "nianbao.seal."
#define ORGAN AREA "organ"

/* A place for a seal: a destination that fits a rectangle, [PAGE /FitR left bottom right top]. */
static bool read_area(struct document *doc, const struct object *dest, struct place_rect *out)
{
	milli *edge[] = { &out->x0, &out->y0, &out->x1, &out->y1 };

	dest = document_resolve(doc, dest);
	if (dest->kind != OBJECT_ARRAY || dest->n_item != 6 ||
	    dest->item[0].kind != OBJECT_REF || !object_is_name(&dest->item[1], "FitR"))
		return false;
	out->page = (uint32_t)dest->item[0].n;
	for (int i = 0; i < 4; i++) {
		int64_t micro;

		if (!object_micro(&dest->item[2 + i], &micro))
			return false;
		*edge[i] = micro / 1000;
	}
	return out->x1 > out->x0 && out->y1 > out->y0 && out->x1 - out->x0 <= PLACE_MAX_SIDE &&
	       out->y1 - out->y0 <= PLACE_MAX_SIDE;
}

/* Two rectangles with something in common. */
static bool overlap(const struct place_rect *a, const struct place_rect *b)
{
	return a->page == b->page && a->x0 < b->x1 && b->x0 < a->x1 && a->y0 < b->y1 &&
	       b->y0 < a->y1;
}

/* Is there a signature in this place already? */
static bool is_taken(struct document *doc, const struct fields *f,
		     const struct place_rect *area)
{
	for (size_t i = 0; i < f->n; i++) {
		struct place_rect r;

		if (place_rect_of(doc, &f->item[i], &r) && overlap(&r, area))
			return true;
	}
	return false;
}

bool stamp_area(struct document *doc, const struct fields *fields, struct place_rect *out)
{
	const struct object *dests = document_find(doc, document_catalog(doc), "Dests");

	for (size_t i = 0; dests->kind == OBJECT_DICT && i < dests->n_item; i++)
		if (str_starts(dests->key[i], STR(AREA)) &&
		    read_area(doc, &dests->item[i], out) && !is_taken(doc, fields, out))
			return true;
	return false;
}

bool stamp_is_over_text(struct document *doc, const struct place_rect *r)
{
	const struct object *dests = document_find(doc, document_catalog(doc), "Dests");
	struct place_rect area;

	for (size_t i = 0; dests->kind == OBJECT_DICT && i < dests->n_item; i++)
		if (str_starts(dests->key[i], STR(ORGAN)) &&
		    read_area(doc, &dests->item[i], &area) &&
		    overlap(&area,
			    &(struct place_rect){ area.page, r->x0, r->y0, r->x1, r->y1 }) &&
		    (!r->page || r->page == area.page))
			return true;
	return false;
}

static bool put_unusable(const struct stamp *s, const char *why)
{
	DIAG_PUT(s->diags, SEAL_STANDARD, ((struct at){ 0 }), str_from(s->options->seal_image),
		 str_from(why));
	return false;
}

static uint32_t put_image(const struct stamp *s, const struct image *image, struct str more)
{
	struct update *u = s->update;
	uint32_t num = update_number(u);
	struct buf b = { .arena = u->arena };

	buf_printf(&b, "/Type/XObject/Subtype/Image/Width %lu/Height %lu/Filter/FlateDecode",
		   (unsigned long)image->width, (unsigned long)image->height);
	buf_str(&b, more);
	update_put_stream(u, num, buf_text(&b), unpack_reverse(u->arena, image->data));
	return num;
}

/* Rows of bits, each filled up to a byte: 1 where nothing is painted. */
static struct str stencil(struct arena *a, const struct image *image, struct str alpha)
{
	size_t row = (image->width + 7) / 8;
	char *bits = arena_alloc(a, row * image->height);

	for (size_t y = 0; y < image->height; y++)
		for (size_t x = 0; x < image->width; x++)
			if ((unsigned char)alpha.s[y * image->width + x] < 128)
				bits[y * row + x / 8] |= (char)(128 >> x % 8);
	return (struct str){ bits, row * image->height };
}

/* Transparency; PDF/A-1 knows none, but a mask that is either all or nothing. */
static uint32_t put_mask(const struct stamp *s, const struct image *image, struct str alpha,
			 bool is_old)
{
	struct image mask = *image;

	mask.data = is_old ? stencil(s->update->arena, image, alpha) : alpha;
	return put_image(s, &mask,
			 is_old ? STR("/ImageMask true/BitsPerComponent 1")
				: STR("/ColorSpace/DeviceGray/BitsPerComponent 8"));
}

/* The middle of the place, as large as it can be there. */
static void put_matrix(struct buf *b, const struct stamp *s, const struct image *image)
{
	int64_t w = s->w, h = emu_scale(s->w, image->height, image->width);

	if (h > s->h) {
		h = s->h;
		w = emu_scale(s->h, image->width, image->height);
	}
	pdf_text_points(b, pdf_text_milli(w));
	buf_z(b, " 0 0 ");
	pdf_text_points(b, pdf_text_milli(h));
	buf_char(b, ' ');
	pdf_text_points(b, pdf_text_milli((s->w - w) / 2));
	buf_char(b, ' ');
	pdf_text_points(b, pdf_text_milli((s->h - h) / 2));
	buf_z(b, " cm");
}

static bool put_seal(const struct stamp *s, uint32_t *num)
{
	struct update *u = s->update;
	struct buf form = { .arena = u->arena }, content = { .arena = u->arena },
		   more = { .arena = u->arena };
	bool is_old = claim_read(u->doc).part == 1;
	struct image image;
	struct str file, alpha;
	const char *fault;
	uint32_t picture;

	if (!file_read(u->arena, s->diags, s->options->seal_image, IMAGE_MAX_BYTES, &file))
		return false;
	if (!image_read_alpha(u->arena, file, &image, &alpha, &fault))
		return put_unusable(s, fault);
	buf_z(&more, "/ColorSpace/DeviceRGB/BitsPerComponent 8");
	if (alpha.n) {
		buf_z(&more, is_old ? "/Mask" : "/SMask");
		pdf_text_ref(&more, put_mask(s, &image, alpha, is_old));
	}
	picture = put_image(s, &image, buf_text(&more));
	*num = update_number(u);
	stamp_form(&form, s->w, s->h);
	buf_z(&form, "/Resources<</XObject<</I");
	pdf_text_ref(&form, picture);
	/* red over black stays black, as ink does */
	buf_z(&form, is_old ? ">>>>" : ">>/ExtGState<</G<</BM/Multiply>>>>>>");
	buf_z(&content, is_old ? "q " : "q /G gs ");
	put_matrix(&content, s, &image);
	buf_z(&content, " /I Do Q");
	update_put_stream(u, *num, buf_text(&form), buf_text(&content));
	return true;
}

bool stamp_put(const struct stamp *s, uint32_t *num)
{
	if (s->options->seal_image)
		return put_seal(s, num);
	return stamp_text_put(s, num);
}

void stamp_form(struct buf *out, emu w, emu h)
{
	buf_z(out, "/Type/XObject/Subtype/Form/BBox[0 0 ");
	pdf_text_points(out, pdf_text_milli(w));
	buf_char(out, ' ');
	pdf_text_points(out, pdf_text_milli(h));
	buf_char(out, ']');
}
