/*
 * What the file says about itself: Info and XMP (the same statements twice, as PDF/A asks), the
 * colours it is meant for, its language, page labels, and the report it was made from.
 */
#ifndef NIANBAO_OUTPUT_PDF_META_H
#define NIANBAO_OUTPUT_PDF_META_H

#include "output/pdf.h"
#include "output/pdf_object.h"

void pdf_meta_put(struct pdf *p, const struct book *b, const struct pdf_options *options);

#endif
