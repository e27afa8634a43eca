/*
 * Content streams: what is painted on a page, each piece marked with the element it belongs to.
 */
#ifndef NIANBAO_OUTPUT_PDF_CONTENT_H
#define NIANBAO_OUTPUT_PDF_CONTENT_H

#include "output/pdf_glyph.h"
#include "output/pdf_tag.h"
#include "page/book.h"

/* Append the content of a sheet; its marks go to `tree`. Faces must be embedded already. */
void pdf_content_put(struct buf *out, const struct sheet *sheet,
		     const struct pdf_glyphs *glyphs, struct pdf_tree *tree);

#endif
