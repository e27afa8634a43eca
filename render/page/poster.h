/* The poster (挂图): title and forms on one page, the forms in columns. */
#ifndef NIANBAO_PAGE_POSTER_H
#define NIANBAO_PAGE_POSTER_H

#include "base/print_profile.h"
#include "page/galley.h"

/* The title and the official forms of a doc, each with its heading and notes. In the arena. */
const struct doc *poster_doc(struct arena *a, const struct doc *doc);

/*
 * The galley of such a doc on one page as large as it takes: the title over all columns, each as
 * wide as the layout's text; forms whole, each in the column that is shortest when the taller
 * ones stand. No folio. In the arena; how large it is printed is the sheet's affair.
 */
const struct book *poster_book(struct arena *a, struct diags *d, const struct galley *g,
			       struct font_set *fonts, const struct print_poster *poster);

#endif
