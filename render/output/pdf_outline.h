/* The outline (bookmarks): the book's headings, nested by rank. */
#ifndef NIANBAO_OUTPUT_PDF_OUTLINE_H
#define NIANBAO_OUTPUT_PDF_OUTLINE_H

#include "output/pdf_tag.h"

/* Put the outline into the catalog; nothing when the book has no headings below its title. */
void pdf_outline_put(const struct pdf_tree *t);

#endif
