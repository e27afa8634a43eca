/*
 * An empty signature field in the area for the seal, for other tools to sign: its widget, which
 * shows nothing yet, its Form element, and the interactive form that lists it.
 */
#ifndef NIANBAO_OUTPUT_PDF_FIELD_H
#define NIANBAO_OUTPUT_PDF_FIELD_H

#include "output/pdf_tag.h"

/*
 * Put the field `name` into the first area for a seal that the book has; pages are written, the
 * structure tree is not yet. False, and nothing is put, when the book has no such area.
 */
bool pdf_field_put(struct pdf_tree *t, struct str name);

#endif
