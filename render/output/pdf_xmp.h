/* The XMP packet: what the document is, what an archive asks, the standards that it keeps. */
#ifndef NIANBAO_OUTPUT_PDF_XMP_H
#define NIANBAO_OUTPUT_PDF_XMP_H

#include "output/standard.h"
#include "page/book.h"

#define PDF_XMP_PRODUCER "nianbao" /* in Info as well: both must say the same */

/* The packet as text; `date` is YYYY-MM-DD or empty, `id` of a press: pdf_press_id. */
struct str pdf_xmp(struct arena *a, const struct book *b, struct str date, struct str id,
		   const struct standard *standard);

#endif
