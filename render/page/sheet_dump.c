/*
 * The sheets as text, for --dump=sheets: the paper with its boxes, then each sheet with the pages
 * on it. Lengths are EMU, with millimetres beside them for people.
 *
 *   sheet 1
 *     page 8 number=8 at=72000,0 (2.00mm 0.00mm) scale=1/1
 */
#include "page/sheet.h"

#include "page/dump.h"

static void put_box(struct buf *out, const char *name, const struct sheet_box *box)
{
	buf_printf(out, "%s", name);
	dump_point(out, "from", box->left, box->top);
	dump_point(out, "to", box->right, box->bottom);
	buf_char(out, '\n');
}

static void put_sheet(struct buf *out, const struct sheet *s, size_t i, const struct book *b)
{
	buf_printf(out, "sheet %zu\n", i + 1);
	for (size_t k = 0; k < s->nplace; k++) {
		const struct placement *p = &s->place[k];

		buf_printf(out, "  page %lu number=%lu", (unsigned long)p->page + 1,
			   (unsigned long)b->page[p->page].number);
		dump_point(out, "at", p->x, p->y);
		buf_printf(out, " scale=%ld/%ld\n", (long)p->num, (long)p->den);
	}
}

void sheets_dump(const struct sheets *s, const struct book *b, struct buf *out)
{
	buf_z(out, "sheets profile=");
	buf_str(out, s->profile->id);
	dump_point(out, "size", s->width, s->height);
	buf_printf(out, " sheets=%zu pages=%zu\n", s->n, b->npage);
	if (s->nmark > 0) {
		put_box(out, "bleed", &s->bleed);
		put_box(out, "trim", &s->trim);
	}
	for (size_t i = 0; i < s->nmark; i++) {
		buf_printf(out, "mark width=%ld", (long)s->mark[i].size);
		dump_point(out, "from", s->mark[i].x, s->mark[i].y);
		dump_point(out, "to", s->mark[i].x1, s->mark[i].y1);
		buf_char(out, '\n');
	}
	for (size_t i = 0; i < s->n; i++)
		put_sheet(out, &s->sheet[i], i, b);
}
