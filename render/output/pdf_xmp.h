/* The XMP packet: what the document is, what an archive asks, the standards that it keeps. */
#ifndef NIANBAO_OUTPUT_PDF_XMP_H
#define NIANBAO_OUTPUT_PDF_XMP_H

#include "output/standard.h"
#include "page/book.h"

/* What the packet says besides what the book does. */
struct pdf_xmp_facts {
	struct str date;     /* YYYY-MM-DD or empty */
	struct str producer; /* as Info says as well */
	struct str id;       /* of a press: pdf_press_id */
};

/* The packet as text. */
struct str pdf_xmp(struct arena *a, const struct book *b, const struct pdf_xmp_facts *facts,
		   const struct standard *standard);

#endif
