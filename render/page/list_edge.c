#include "page/list_edge.h"

#include "page/style_para.h"

/* The ink of a closing bracket, behind which text may follow at once, ends half an em early. */
static emu width_of(const struct para *p, emu em)
{
	struct str s = p->text, close = STR("）");

	return s.n > close.n && str_eq(str_sub(s, s.n - close.n, s.n), close)
		       ? p->widest - em / 2
		       : p->widest;
}

/* A label that runs over its box by less than this part of an em has room in it. */
#define TOLERANCE 32

/* Width of the widest label in whole ems, rounded up. */
static int32_t label_width(struct list_edges *e, const struct doc_list *list)
{
	struct arena_mark mark = arena_mark(e->a);
	struct para_spec spec;
	emu widest = 0, em;

	if (!list->label || !style_para(e->d, e->doc->layout, list->style,
					e->doc->layout->page.text_width, e->fonts, &spec))
		return 0;
	spec.indent = spec.hang = 0;
	spec.one_line = true;
	spec.align = PARA_LEFT;
	em = spec.em / spec.em_parts;
	for (size_t i = 0; i < list->nitem; i++) {
		struct para p = para_set(e->a, e->d, list->label[i], &spec);
		emu width = width_of(&p, em);

		widest = width > widest ? width : widest;
		arena_rewind(e->a, mark);
	}
	return (widest + em - em / TOLERANCE) / em;
}

struct list_edge list_edge(struct list_edges *e, uint32_t list)
{
	const struct doc_list *l = &e->doc->list[list - 1];
	struct list_edge *edge = &e->edge[list - 1];
	int32_t base, box;

	if (edge->is_known)
		return *edge;
	base = l->parent ? list_edge(e, l->parent).text : 0;
	edge->label = base + l->style->indent;
	edge->turn = base + l->style->hang;
	edge->text = l->is_written ? edge->label : edge->turn;
	edge->is_known = true;
	box = l->is_written ? 0 : label_width(e, l);
	if (box && edge->text < edge->label + box)
		edge->text = edge->turn = edge->label + box;
	return *edge;
}
