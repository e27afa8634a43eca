/* The end of the pipeline as a print profile asks: which pages on which sheets. For engine.c. */
#ifndef NIANBAO_PRINT_H
#define NIANBAO_PRINT_H

#include "input/print_profile.h"
#include "input/report.h"
#include "engine.h"
#include "page/galley.h"
#include "page/sheet.h"

/* The profiles of `layout_dir` (may be NULL), else those of the share folder; NULL after messages. */
const struct print_profiles *print_read_profiles(struct arena *a, struct diags *d,
						 const struct engine_options *o);

/* The pages that are asked for; false after E614 was put. `page` is the report, for messages. */
bool print_book(struct arena *a, struct diags *d, const struct engine_options *o,
		const struct print_profile *profile, const struct galley *g,
		struct font_set *fonts, struct book *book);

/* All that is to be printed, and how. */
struct print {
	const struct print_profile *profile;
	const struct galley *galley;
	struct font_set *fonts;
	const struct book *book;
	struct str icc; /* print_icc */
};

/* The book on its sheets as PDF, or as text at the stages BOOK and SHEETS. */
void print_write(struct arena *a, struct diags *d, const struct engine_options *o,
		 const struct print *print, struct buf *out);

/* The date, or for a press, which needs one, the last day of the year that is reported. */
struct str print_date(struct arena *a, struct diags *d, const struct print_profile *profile,
		      const struct report *r, struct str date);

/* The colour profile of a press, CMYK; true without one. False after F930 was put. */
bool print_icc(struct arena *a, struct diags *d, const struct engine_options *o,
	       const struct print_profile *profile, struct str *icc);

#endif
