/* The PDF writer, over libharu's object layer (pdf*.c are its only users). */
#ifndef NIANBAO_OUTPUT_PDF_H
#define NIANBAO_OUTPUT_PDF_H

#include "base/diag.h"
#include "output/standard.h"
#include "page/sheet.h"
#include "type/font.h"

struct pdf_options {
	struct str date; /* document date YYYY-MM-DD or empty: no date in the file; a press needs one */
	struct str file; /* the report, for messages */
	struct str field; /* name of an empty signature field in the area for the seal, or empty */
	struct str told; /* options that change the pages, as on the command line, each after a blank */
	const struct standard *standard; /* NULL: standard_usual */
	const struct sheets *sheets;     /* NULL: a page each */
	struct str icc;                  /* of a press: the bytes of its profile */
};

/*
 * Write the book on its sheets as PDF into `*out` (bytes in the arena). Same book, fonts and version give the
 * same bytes. False after F6xx was put. N610 says that the standard keeps the report out of it.
 */
bool pdf_write(struct arena *a, struct diags *d, const struct book *b, struct font_set *fonts,
	       const struct pdf_options *options, struct str *out);

#endif
