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

/* The text of a cell in the part of it that stands here, smaller if that part is too low. */
static struct cell_text text_for(const struct fragment *f, size_t icell, emu height)
{
	const struct doc_cell *cell = &f->t->doc->cell[icell];
	const struct cell_text *text = &f->t->text[icell];
	struct cell_setter setter = { f->p->a, f->p->d, f->p->galley->doc->layout, f->p->fonts,
				      f->t->doc->name };
	emu width = f->t->left[cell->col + cell->colspan] - f->t->left[cell->col];

	if (text->height + 2 * cell->style->pad_y <= height)
		return *text;
	return cell_set(&setter, cell->text, cell->style, width, height, f->t->doc->name);
}

static void add_cell(const struct fragment *f, size_t icell, emu top, emu height, uint32_t tag)
{
	const struct doc_cell *cell = &f->t->doc->cell[icell];
	struct cell_text text = text_for(f, icell, height);
	emu spare = height - text.height;
	emu y = f->y + top;

	if (cell->style->valign == VALIGN_MIDDLE)
		y += spare / 2;
	else if (cell->style->valign == VALIGN_BOTTOM)
		y += spare - cell->style->pad_y;
	else
		y += cell->style->pad_y;
	for (size_t i = 0; i < text.nline; i++)
		page_add_line(f->p, text.line[i].line,
			      f->x + f->t->left[cell->col] + cell->style->pad_x,
			      y + text.line[i].baseline,
			      (struct owner){ .tag = tag,
					.artifact = ARTIFACT_REPEAT,
					.ink = cell->style->ink });
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
		emu height = 0;

		if (cell->col != c || (i && covers(cell, f->row[i - 1])))
			continue;
		for (size_t k = i; k < f->nrow && covers(cell, f->row[k]); k++)
			height += f->t->height[f->row[k]];
		add_cell(f, icell, top, height,
			 i < f->nrepeat || goes_on ? 0 : f->t->tag[icell]);
	}
}

emu page_add_table(struct page_part *p, const struct galley_table *t, size_t from, size_t to,
		   emu x, emu y)
{
	struct fragment f = { .p = p, .t = t, .x = x, .y = y };
	emu top = 0;

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
	return top;
}
