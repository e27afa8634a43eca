/*
 * The report itself and its pictures in the file, so that a machine can have the figures from it
 * in thirty years: associated files (ISO 19005-3, 6.8), and attachments for readers that know no
 * such thing.
 */
#ifndef NIANBAO_OUTPUT_PDF_SOURCE_H
#define NIANBAO_OUTPUT_PDF_SOURCE_H

#include "output/pdf_object.h"
#include "page/book.h"

#define PDF_SOURCE_NAME "report.xml"

/*
 * Put the book's report (relationship Source) and pictures (Supplement) byte for byte, pictures
 * under the names by which the report calls them; `date` is that of the document as a PDF date,
 * or NULL.
 */
void pdf_source_put(struct pdf *p, const struct book *b, const char *date);

#endif
