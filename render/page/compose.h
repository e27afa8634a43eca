/* Composition: the doc set into a galley, with its structure tags. */
#ifndef NIANBAO_PAGE_COMPOSE_H
#define NIANBAO_PAGE_COMPOSE_H

#include "page/galley.h"

/*
 * Set every block of the doc. Problems are put as E5xx/W5xx (a character without a font, a cell
 * whose text finds no room); the result is then good for a look, not for print. Lives in the
 * arena, never NULL.
 */
const struct galley *compose_doc(struct arena *a, struct diags *d, const struct doc *doc,
				 struct font_set *fonts);

#endif
