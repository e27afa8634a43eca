/*
 * A layout set anew for another paper: parts of a print profile replace the layout's own, all
 * other type and the forms grow by the profile's percentages.
 */
#include "input/layout_reader.h"

static emu grow(emu length, int32_t percent)
{
	return (emu)emu_scale(length, percent, 100);
}

void layout_merge_reflow(struct layout_reader *p)
{
	p->r.file = p->reflow->file;
	layout_merge_parts(p, p->reflow->parts, "page folio draft-mark figures tables style grow");
}

/* How much a style grows; one that the profile states itself does not. */
static int32_t growth(const struct layout_reader *p, const struct item *item)
{
	struct str rest, word;

	if (str_eq(item->file, p->reflow->file))
		return 100;
	for (size_t i = 0; i < p->reflow->ngrow; i++)
		for (rest = p->reflow->grow[i].styles; str_word(&rest, &word);)
			if (str_eq(word, item->id))
				return p->reflow->grow[i].type;
	return p->reflow->type;
}

void layout_reflow_styles(struct layout_reader *p)
{
	struct style *style = arena_array(p->r.a, p->to->nstyle, sizeof(*style));

	for (size_t i = 0; i < p->to->nstyle; i++) {
		int32_t percent = growth(p, &p->style.v[i]);
		struct style *s = &style[i];

		*s = p->to->style[i];
		s->size = grow(s->size, percent);
		s->floor = grow(s->floor, percent);
		s->pitch = grow(s->pitch, percent);
		s->pad_x = grow(s->pad_x, percent);
		s->pad_y = grow(s->pad_y, percent);
	}
	p->to->style = style;
}

static void reflow_form(struct layout_reader *p, struct form *form)
{
	emu *width = arena_array(p->r.a, form->ncol, sizeof(*width));
	struct form_row *row = arena_array(p->r.a, form->nrow, sizeof(*row));
	int64_t end = 0, edge = 0; /* edges are rounded: the form is as wide as it should be */

	for (size_t i = 0; i < form->ncol; i++) {
		end += form->width[i];
		width[i] = (emu)(emu_scale(end, p->reflow->columns, 100) - edge);
		edge += width[i];
	}
	for (size_t i = 0; i < form->nrow; i++) {
		row[i] = form->row[i];
		row[i].height = grow(row[i].height, p->reflow->rows);
	}
	form->width = width;
	form->row = row;
}

void layout_reflow_forms(struct layout_reader *p)
{
	struct form *form = arena_array(p->r.a, p->to->nform, sizeof(*form));

	for (size_t i = 0; i < p->to->nform; i++) {
		form[i] = p->to->form[i];
		reflow_form(p, &form[i]);
	}
	p->to->form = form;
}
