/*
 * Annexes (GB/T 9704-2012 §7.3.4 and §7.3.7): their list under the text, and each on a new page
 * under its label. A number stands only where there are several.
 */
#include "form/fill_part.h"

/* The number of annex i, or 0 where it is the only one. */
static uint32_t number_of(const struct fill *f, size_t i)
{
	return f->r->nannex > 1 ? (uint32_t)i + 1 : 0;
}

static struct text line_of(struct fill *f, size_t i, struct str s)
{
	return text_from(f->a, f->r->file, f->r->annex[i].line, s);
}

void fill_annex_list(struct fill *f)
{
	const struct layout_annexes *l = &f->l->annexes;
	struct doc_annex *annex = arena_array(f->a, f->r->nannex, sizeof(*annex));
	struct doc_block *b;

	if (f->r->nannex == 0 || f->has_annex_list)
		return;
	f->has_annex_list = true;
	for (size_t i = 0; i < f->r->nannex; i++) {
		uint32_t n = number_of(f, i);

		annex[i].mark = line_of(f, i, n > 0 ? fill_number(f, l->number, n) : STR(""));
		/* its breaks are those of the heading */
		annex[i].name = line_of(f, i, text_plain(f->a, f->r->annex[i].title));
	}
	b = fill_put(f, DOC_ANNEXES, layout_style(f->l, l->list_style), line_of(f, 0, l->intro),
		     f->r->annex[0].line);
	b->annex = annex;
	b->nannex = f->r->nannex;
	b->list = fill_list_add(f, (struct doc_list){ .style = b->style, .nitem = b->nannex });
}

static void put_annex(struct fill *f, size_t i)
{
	const struct layout_annexes *l = &f->l->annexes;
	const struct section *annex = &f->r->annex[i];
	struct str label = fill_number(f, l->label, number_of(f, i));
	struct doc_block *title;
	struct buf outline = { .arena = f->a };

	fill_put(f, DOC_ANNEX, layout_style(f->l, l->label_style), line_of(f, i, label),
		 annex->line);
	title = fill_put(f, DOC_HEADING, layout_style(f->l, l->title_style), annex->title,
			 annex->line);
	buf_str(&outline, label);
	buf_z(&outline, "　");
	buf_str(&outline, text_plain(f->a, annex->title));
	title->level = 2;
	title->outline = buf_text(&outline);
	fill_blocks(f, &annex->blocks);
}

void fill_annexes(struct fill *f)
{
	for (size_t i = 0; i < f->r->nannex; i++)
		put_annex(f, i);
}
