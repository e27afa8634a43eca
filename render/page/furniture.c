#include "page/page_part.h"

#include "page/style_para.h"

/* One line of the page's own text in `style`, or nothing when the style or role is missing. */
static bool set_furniture(struct page_part *p, struct str text, const struct style *style,
			  emu width, struct para *out)
{
	const struct layout *l = p->galley->doc->layout;
	struct para_spec spec;

	if (!style || !style_para(p->d, l, style, width, p->fonts, &spec))
		return false;
	*out = para_set(p->a, p->d, text_from(p->a, l->file, style->line, text), &spec);
	return out->nline > 0;
}

/*
 * The dash stands `drop` below the text block; type is set so that its middle, where the dash
 * is, stands there. Odd pages at the right, even ones at the left, `inset` characters in.
 */
static void add_folio(struct page_part *p, uint32_t number)
{
	const struct layout *l = p->galley->doc->layout;
	const struct layout_page *page = &l->page;
	const struct style *style = layout_style(l, l->folio.style);
	struct buf text = { .arena = p->a };
	struct para para;
	emu inset, left;

	buf_str(&text, l->folio.before);
	buf_printf(&text, "%u", (unsigned)number);
	buf_str(&text, l->folio.after);
	if (!set_furniture(p, buf_text(&text), style, page->text_width, &para))
		return;
	inset = l->folio.inset * style->size;
	left = number % 2 ? page->text_width - inset - para.line[0].width : inset;
	page_add_line(p, &para.line[0],
		      (struct page_at){ page->left + left - para.line[0].left,
					page->top + page->text_height + l->folio.drop +
						(emu)emu_scale(style->size, HAN_CENTRE_Q, Q_EM),
					0 },
		      (struct owner){ .artifact = ARTIFACT_FOLIO });
}

void page_add_draft_mark(struct page_part *p, emu left, emu top)
{
	const struct layout *l = p->galley->doc->layout;
	struct para para;

	if (set_furniture(p, l->draft.text, layout_style(l, l->draft.style), l->page.text_width,
			  &para))
		page_add_line(p, &para.line[0], (struct page_at){ left, top - l->draft.rise, 0 },
			      (struct owner){ .artifact = ARTIFACT_MARK });
}

void page_add_furniture(struct page_part *p, uint32_t number, bool has_folio)
{
	const struct layout_page *page = &p->galley->doc->layout->page;

	p->is_sideways = false; /* it stays where it is on every page */
	if (p->galley->doc->draft)
		page_add_draft_mark(p, page->left, page->top);
	if (has_folio)
		add_folio(p, number);
}
