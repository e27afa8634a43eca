#include "output/pdf.h"

#include "output/pdf_content.h"
#include "output/pdf_font.h"
#include "output/pdf_glyph.h"
#include "output/pdf_meta.h"
#include "output/pdf_object.h"
#include "output/pdf_outline.h"
#include "output/pdf_tag.h"
#include "output/pdf_text.h"

#define PAGES_PER_NODE 1000 /* a flat page tree is fine up to here, and faster to read */

/* All pages have one size: it is stated once, at the root of the page tree, exactly. */
static void put_page_size(struct pdf *p, const struct book *b)
{
	struct buf box = { .arena = p->arena };

	buf_z(&box, "/MediaBox [0 0 ");
	pdf_text_points(&box, pdf_text_milli(b->width));
	buf_char(&box, ' ');
	pdf_text_points(&box, pdf_text_milli(b->height));
	buf_z(&box, "]\n");
	pdf_set_tail(p, p->doc->root_pages, buf_text(&box));
}

static void put_pages(struct pdf *p, const struct book *b, const struct pdf_glyphs *glyphs,
		      HPDF_Dict resources, struct pdf_tree *tree)
{
	struct buf content = { .arena = p->arena };

	put_page_size(p, b);
	for (size_t i = 0; i < b->npage; i++) {
		if (b->npage > PAGES_PER_NODE && i % PAGES_PER_NODE == 0)
			pdf_page_node(p);
		content.n = 0;
		pdf_tag_page(tree);
		pdf_content_put(&content, b, &b->page[i], glyphs, tree);
		pdf_tag_page_end(tree, pdf_page(p, buf_text(&content), resources));
	}
}

static bool put_document(struct pdf *p, struct diags *d, const struct book *b,
			 struct font_set *fonts, const struct pdf_options *options)
{
	struct pdf_glyphs glyphs = { .arena = p->arena };
	struct pdf_tree *tree = arena_alloc(p->arena, sizeof(*tree));
	HPDF_Dict resources;

	if (!pdf_glyph_collect(&glyphs, b)) {
		DIAG_PUT0(d, PDF_GLYPH, ((struct at){ 0 }));
		return false;
	}
	resources = pdf_font_embed(p, d, fonts, &glyphs);
	if (resources == NULL)
		return false;
	pdf_tag_open(tree, p, b);
	put_pages(p, b, &glyphs, resources, tree);
	pdf_tag_put(tree);
	pdf_outline_put(tree);
	pdf_meta_put(p, b, options);
	return true;
}

bool pdf_write(struct arena *a, struct diags *d, const struct book *b, struct font_set *fonts,
	       const struct pdf_options *options, struct str *out)
{
	struct pdf p;
	bool is_written =
		pdf_open(&p, a) && put_document(&p, d, b, fonts, options) && pdf_save(&p, out);

	if (p.failed)
		DIAG_PUT0(d, PDF_WRITE, ((struct at){ 0 }));
	pdf_close(&p);
	return is_written;
}
