/*
 * The report itself in the file, so that a machine can have the figures from it in thirty years:
 * an associated file (ISO 19005-3, 6.8), and an attachment for readers that know no such thing.
 */
#ifndef NIANBAO_OUTPUT_PDF_SOURCE_H
#define NIANBAO_OUTPUT_PDF_SOURCE_H

#include "output/pdf_object.h"

#define PDF_SOURCE_NAME "report.xml"

/* Put the report byte for byte; `date` is that of the document as a PDF date, or NULL. */
void pdf_source_put(struct pdf *p, struct str source, const char *date);

#endif
