/*
 * Fonts in the file: one Type0 font (Identity-H) with a subset for every face that is used.
 */
#ifndef NIANBAO_OUTPUT_PDF_FONT_H
#define NIANBAO_OUTPUT_PDF_FONT_H

#include "output/pdf_glyph.h"
#include "output/pdf_object.h"

/*
 * Embed all faces and give their glyphs codes and widths. The result is the resources of every
 * page: fonts are named F and the face's number. NULL after F9xx was put, or a failure.
 */
HPDF_Dict pdf_font_embed(struct pdf *p, struct diags *d, struct font_set *fonts,
			 struct pdf_glyphs *glyphs);

#endif
