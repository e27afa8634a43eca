#include "output/pdf.h"

#include "output/pdf_area.h"
#include "output/pdf_content.h"
#include "output/pdf_field.h"
#include "output/pdf_font.h"
#include "output/pdf_glyph.h"
#include "output/pdf_image.h"
#include "output/pdf_meta.h"
#include "output/pdf_object.h"
#include "output/pdf_outline.h"
#include "output/pdf_press.h"
#include "output/pdf_tag.h"
#include "output/pdf_text.h"

#define PAGES_PER_NODE 1000 /* a flat page tree is fine up to here, and faster to read */
#define MAX_SIDE 14400      /* points: ISO 19005-2, 6.1.13 */

/* All sheets have one size: it is stated once, at the root of the page tree, exactly. */
static void put_page_size(struct pdf *p, const struct sheets *s)
{
	struct buf box = { .arena = p->arena };

	if (s->width > MAX_SIDE * EMU_PT || s->height > MAX_SIDE * EMU_PT)
		p->failed = true;
	buf_z(&box, "/MediaBox [0 0 ");
	pdf_text_points(&box, pdf_text_milli(s->width));
	buf_char(&box, ' ');
	pdf_text_points(&box, pdf_text_milli(s->height));
	buf_z(&box, "]\n");
	pdf_set_tail(p, p->doc->root_pages, buf_text(&box));
}

static void put_sheets(struct pdf *p, const struct sheets *s, const struct pdf_glyphs *glyphs,
		       HPDF_Dict resources, struct pdf_tree *tree)
{
	struct buf content = { .arena = p->arena };
	HPDF_Page page;

	put_page_size(p, s);
	for (size_t i = 0; i < s->n; i++) {
		if (s->n > PAGES_PER_NODE && i % PAGES_PER_NODE == 0)
			pdf_page_node(p);
		content.n = 0;
		pdf_tag_sheet(tree);
		pdf_content_put(&content, &s->sheet[i], glyphs, tree);
		page = pdf_page(p, buf_text(&content), resources);
		if (p->standard->is_press)
			pdf_press_page(p, page, s);
		pdf_tag_sheet_end(tree, page);
	}
}

/* The HPDF_VER_… of PDF 1.n are in order, from 1.2 on. */
static void put_version(struct pdf *p)
{
	p->doc->pdf_version = (HPDF_PDFVer)(HPDF_VER_12 + p->standard->version - 2);
}

static bool put_document(struct pdf *p, struct diags *d, const struct book *b,
			 struct font_set *fonts, const struct pdf_options *options)
{
	struct pdf_glyphs glyphs = { .arena = p->arena };
	struct pdf_tree *tree = arena_alloc(p->arena, sizeof(*tree));
	HPDF_Dict resources;

	put_version(p);
	if (!pdf_glyph_collect(&glyphs, b)) {
		DIAG_PUT0(d, PDF_GLYPH, ((struct at){ 0 }));
		return false;
	}
	resources = pdf_font_embed(p, d, fonts, &glyphs);
	if (resources == NULL)
		return false;
	pdf_image_embed(p, b, resources);
	if (p->standard->is_press)
		pdf_press_resources(p, resources);
	pdf_tag_open(tree, p, b, options->sheets);
	put_sheets(p, options->sheets, &glyphs, resources, tree);
	if (options->field.n > 0 && !pdf_field_put(tree, options->field)) {
		DIAG_PUT0(d, FIELD_AREA, ((struct at){ options->file, 0 }));
		return false;
	}
	pdf_tag_put(tree);
	pdf_outline_put(tree);
	pdf_area_put(tree);
	pdf_meta_put(p, b, options);
	return true;
}

/* PDF/A-1 and PDF/A-2 take no report: who asks for them should know that it isn't there. */
static void tell_source_omitted(struct diags *d, const struct pdf_options *options,
				const struct standard *s)
{
	const char name[] = { 'P', 'D', 'F', '/', 'A', '-', (char)('0' + s->part), 0 };

	if (s->part != 0 && !s->has_source)
		DIAG_PUT(d, SOURCE_OMITTED, ((struct at){ options->file, 0 }), str_from(name));
}

/* What was left open is what is usual. */
static struct pdf_options with_defaults(struct arena *a, const struct book *b,
					const struct pdf_options *given,
					const struct standard *usual)
{
	struct pdf_options o = *given;

	if (o.standard == NULL)
		o.standard = usual;
	if (o.sheets == NULL)
		o.sheets = sheets_make(a, b, &print_profile_plain, NULL);
	return o;
}

bool pdf_write(struct arena *a, struct diags *d, const struct book *b, struct font_set *fonts,
	       const struct pdf_options *given, struct str *out)
{
	const struct standard usual = standard_usual();
	const struct pdf_options options = with_defaults(a, b, given, &usual);
	struct pdf p;
	bool is_open, is_written;

	is_open = pdf_open(&p, a);
	p.standard = options.standard;
	is_written = is_open && put_document(&p, d, b, fonts, &options) && pdf_save(&p, out);
	if (is_written)
		tell_source_omitted(d, &options, p.standard);
	if (p.failed)
		DIAG_PUT0(d, PDF_WRITE, ((struct at){ 0 }));
	return is_written;
}
