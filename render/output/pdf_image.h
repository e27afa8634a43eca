/* Pictures as XObjects. */
#ifndef NIANBAO_OUTPUT_PDF_IMAGE_H
#define NIANBAO_OUTPUT_PDF_IMAGE_H

#include "output/pdf_object.h"
#include "page/book.h"

/* Put every picture of the book into the document and its name, I0 I1 …, into the resources. */
void pdf_image_embed(struct pdf *p, const struct book *b, HPDF_Dict resources);

/* Number of a picture of the book. */
size_t pdf_image_index(const struct book *b, const struct image *image);

#endif
