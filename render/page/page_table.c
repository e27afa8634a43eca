#include "page/page_part.h"

#include "page/style_para.h"
#include "page/table_grid.h"
#include "page/table_rule.h"

/* The rows of one table that stand on one page: repeated heads first. */
struct fragment {
	struct page_part *p;
	const struct galley_table *t;
	uint32_t *row;
	size_t nrow, nrepeat;
	emu x, y;
};

static void add_rules(const struct fragment *f)
{
	const struct rule *rule;
	size_t n = table_rules(f->p->a, f->t, f->row, f->nrow, &rule);

	for (size_t i = 0; i < n; i++)
		page_add(f->p, (struct item){ .kind = ITEM_RULE,
					      .artifact = ARTIFACT_LAYOUT,
					      .x = f->x + rule[i].x0,
					      .y = f->y + rule[i].y0,
					      .x1 = f->x + rule[i].x1,
					      .y1 = f->y + rule[i].y1,
					      .size = f->t->doc->rule });
}

/* Where a cell's visible part stands. */
struct box {
	emu x, y, width, height;
};

static bool has_room(const struct cell_text *text, const struct style *style, emu height)
{
	return style->dir == DIR_TURNED ? text->length + 2 * style->pad_x <= height
					: text->height + 2 * style->pad_y <= height;
}

/* The text of a cell in the part of it that stands here, smaller if that part is too low. */
static struct cell_text text_for(const struct fragment *f, size_t icell, const struct box *box)
{
	const struct doc_cell *cell = &f->t->doc->cell[icell];
	const struct cell_text *text = &f->t->text[icell];
	struct cell_setter setter = { f->p->a,     f->p->d,         f->p->galley->doc->layout,
				      f->p->fonts, f->t->doc->name, f->t->less };
	bool is_whole = box->height ==
			table_grid_height(f->t, cell->row, (size_t)cell->row + cell->rowspan);

	/* Turned lines were aligned within the cell's whole height. */
	if (has_room(text, cell->style, box->height) &&
	    (is_whole || cell->style->dir != DIR_TURNED))
		return *text;
	return cell_set(&setter, cell->text, cell->style, box->width, box->height,
			f->t->doc->name);
}

/* Where the text starts in the room across its lines. */
static emu drop_of(const struct style *style, emu room, emu height)
{
	if (style->valign == VALIGN_MIDDLE)
		return (room - height) / 2;
	return style->valign == VALIGN_BOTTOM ? room - height - style->pad_y : style->pad_y;
}

static void add_cell(const struct fragment *f, size_t icell, struct box box, uint32_t tag)
{
	const struct style *style = f->t->doc->cell[icell].style;
	struct cell_text text = text_for(f, icell, &box);
	bool turned = style->dir == DIR_TURNED;
	emu drop = drop_of(style, turned ? box.width : box.height, text.height);

	for (size_t i = 0; i < text.nline; i++) {
		emu baseline = drop + text.line[i].baseline;
		struct page_at across = { box.x + style->pad_x, box.y + baseline, 0 };
		struct page_at up = { box.x + baseline, box.y + box.height - style->pad_x, 1 };

		page_add_line(f->p, text.line[i].line, turned ? up : across,
			      (struct owner){ .tag = tag,
					      .artifact = ARTIFACT_REPEAT,
					      .ink = style->ink });
	}
}

static bool covers(const struct doc_cell *cell, uint32_t row)
{
	return row >= cell->row && row < (uint32_t)cell->row + cell->rowspan;
}

/* Add the cells whose visible part starts in row `i` of the fragment. */
static void add_cells(const struct fragment *f, size_t i, emu top)
{
	const struct doc_table *doc = f->t->doc;

	for (size_t c = 0; c < doc->ncol; c++) {
		size_t icell = f->t->occupied[f->row[i] * doc->ncol + c];
		const struct doc_cell *cell = &doc->cell[icell];
		bool goes_on = f->row[i] > cell->row;
		struct box box = { f->x + f->t->left[c], f->y + top, 0, 0 };

		if (cell->col != c || (i && covers(cell, f->row[i - 1])))
			continue;
		for (size_t k = i; k < f->nrow && covers(cell, f->row[k]); k++)
			box.height += f->t->height[f->row[k]];
		box.width = f->t->left[c + cell->colspan] - f->t->left[c];
		add_cell(f, icell, box, i < f->nrepeat || goes_on ? 0 : f->t->tag[icell]);
	}
}

static void add_caption(const struct fragment *f)
{
	const struct galley_table *t = f->t;

	for (size_t i = 0; i < t->caption.nline; i++)
		page_add_line(f->p, &t->caption.line[i],
			      (struct page_at){ f->x,
						f->y + (emu)i * t->caption_pitch +
							t->caption_baseline,
						0 },
			      (struct owner){ .artifact = ARTIFACT_REPEAT });
}

emu page_add_table(struct page_part *p, const struct galley_table *t, size_t from, size_t to,
		   emu x, emu y)
{
	struct fragment f = { .p = p, .t = t, .x = x, .y = y };
	emu above = from > 0 ? t->caption_height : 0, top = 0;

	if (above)
		add_caption(&f);
	f.y += above;
	f.row = arena_array(p->a, t->doc->nhead + (to - from), sizeof *f.row);
	for (size_t r = 0; from >= t->doc->nhead && from > 0 && r < t->doc->nhead; r++)
		f.row[f.nrow++] = (uint32_t)r;
	f.nrepeat = f.nrow;
	for (size_t r = from; r < to; r++)
		f.row[f.nrow++] = (uint32_t)r;
	add_rules(&f);
	for (size_t i = 0; i < f.nrow; i++) {
		add_cells(&f, i, top);
		top += t->height[f.row[i]];
	}
	return above + top;
}
