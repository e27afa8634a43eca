#include "output/pdf_area.h"

#include "output/pdf_text.h"

static void put_edge(struct buf *out, emu length)
{
	buf_char(out, ' ');
	pdf_text_points(out, pdf_text_milli(length));
}

/* How many areas of the same kind come before? */
static unsigned count_before(const struct book *b, size_t i)
{
	unsigned n = 0;

	for (size_t k = 0; k < i; k++)
		n += b->area[k].seal == b->area[i].seal;
	return n;
}

static void put_area(struct buf *out, const struct pdf_tree *t, size_t i)
{
	const struct book *b = t->book;
	const struct seal_area *area = &b->area[i];
	unsigned before = count_before(b, i);
	size_t isheet;
	const struct placement *place = sheets_find(t->sheets, area->page, &isheet);

	if (place == NULL)
		return;
	buf_z(out, "/" PDF_AREA_PREFIX);
	buf_z(out, seal_word(area->seal));
	if (before > 0)
		buf_printf(out, ".%u", before + 1);
	buf_char(out, '[');
	pdf_text_ref(out, pdf_id(t->sheet[isheet]));
	buf_z(out, "/FitR");
	put_edge(out, placement_x(place, area->x));
	put_edge(out, t->sheets->height - placement_y(place, area->y1));
	put_edge(out, placement_x(place, area->x1));
	put_edge(out, t->sheets->height - placement_y(place, area->y));
	buf_z(out, "]\n");
}

void pdf_area_put(const struct pdf_tree *t)
{
	const struct book *b = t->book;
	struct pdf *p = t->pdf;
	struct buf out = { .arena = p->arena };
	HPDF_Dict dests;

	if (b->narea == 0)
		return;
	for (size_t i = 0; i < b->narea; i++)
		put_area(&out, t, i);
	dests = pdf_dict(p);
	pdf_set_tail(p, dests, buf_text(&out));
	pdf_set(p, p->doc->catalog, "Dests", dests);
}
