#include "page/galley.h"

static void put_length(struct buf *out, const char *name, emu v)
{
	buf_printf(out, " %s=%d", name, v);
}

static void put_text(const struct para_line *line, struct buf *out)
{
	for (size_t i = 0; i < line->nrun; i++)
		buf_str(out, line->run[i].text);
}

static void dump_line(const struct slug *s, struct buf *out)
{
	put_length(out, "baseline", s->baseline);
	put_length(out, "left", s->left + s->line->left);
	put_length(out, "width", s->line->width);
	buf_printf(out, " tag=%u \"", (unsigned)s->owner.tag);
	if (s->label) {
		put_text(s->label, out);
		buf_char(out, '|');
	}
	put_text(s->line, out);
	buf_z(out, "\"");
}

/* Cells are in reading order: the first one of `row` or of a row below it. */
static size_t first_cell(const struct doc_table *doc, uint32_t row)
{
	size_t lo = 0, hi = doc->ncell;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (doc->cell[mid].row < row)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static void dump_cells(const struct galley_table *t, uint32_t row, struct buf *out)
{
	for (size_t i = first_cell(t->doc, row); i < t->doc->ncell; i++) {
		const struct doc_cell *cell = &t->doc->cell[i];

		if (cell->row != row)
			break;
		buf_printf(out, "    cell %u %ux%u size=%d lines=%zu height=%d tag=%u\n", cell->col,
			   cell->rowspan, cell->colspan, t->text[i].size, t->text[i].nline,
			   t->text[i].height, (unsigned)t->tag[i]);
	}
}

static void dump_piece(const struct piece *p, struct buf *out)
{
	if (p->kind == PIECE_AREA) {
		buf_printf(out, "    area seal=%s from=%d,%d to=%d,%d\n", seal_word(p->seal), p->x,
			   p->y, p->x1, p->y1);
		return;
	}
	if (p->kind == PIECE_RULE) {
		buf_printf(out, "    rule width=%d from=%d,%d to=%d,%d\n", p->size, p->x, p->y,
			   p->x1, p->y1);
		return;
	}
	buf_z(out, "    line");
	put_length(out, "baseline", p->y);
	put_length(out, "left", p->x + p->line->left);
	put_length(out, "width", p->line->width);
	buf_printf(out, " tag=%u \"", (unsigned)p->owner.tag);
	put_text(p->line, out);
	buf_z(out, "\"\n");
}

static void dump_slug(const struct galley *g, const struct slug *s, struct buf *out)
{
	static const char *const kind[] = {
		[SLUG_LINE] = "line", [SLUG_ROW] = "row", [SLUG_SPACE] = "space",
		[SLUG_IMAGE] = "image", [SLUG_GROUP] = "group"
	};

	buf_z(out, kind[s->kind]);
	put_length(out, "height", s->height);
	if (s->on_grid)
		buf_z(out, " grid");
	if (s->keep_next)
		buf_z(out, " keep");
	if (s->new_page)
		buf_z(out, " new-page");
	if (s->apart)
		buf_z(out, " apart");
	if (s->kind == SLUG_ROW)
		buf_printf(out, " table=%u row=%u", (unsigned)s->table, (unsigned)s->row);
	if (s->kind == SLUG_IMAGE)
		buf_printf(out, " left=%d width=%d tag=%u %.*s", s->left, s->width,
			   (unsigned)s->owner.tag, (int)s->image->name.n, s->image->name.s);
	if (s->kind == SLUG_LINE)
		dump_line(s, out);
	buf_z(out, "\n");
	for (size_t i = 0; i < s->npiece; i++)
		dump_piece(&s->piece[i], out);
	if (s->kind == SLUG_ROW)
		dump_cells(&g->table[s->table], s->row, out);
}

void galley_dump(const struct galley *g, struct buf *out)
{
	for (size_t i = 0; i < g->nslug; i++)
		dump_slug(g, &g->slug[i], out);
	if (g->foot) {
		buf_z(out, "foot ");
		dump_slug(g, g->foot, out);
	}
	for (size_t i = 0; i < g->nside; i++) {
		buf_printf(out, "sideways behind slug %zu\n", g->side[i].anchor);
		for (size_t k = 0; k < g->side[i].nslug; k++)
			dump_slug(g, &g->side[i].slug[k], out);
	}
}
