/* The dictionaries of structure elements, as text. For pdf_tag.c. */
#ifndef NIANBAO_OUTPUT_PDF_ELEMENT_H
#define NIANBAO_OUTPUT_PDF_ELEMENT_H

#include "output/pdf_tag.h"

/*
 * Has the tag no element? THead and TBody haven't where the standard knows no such types: their
 * rows are the table's then. In a table too long for one array they stand as NonStruct.
 */
bool pdf_element_hides(const struct pdf_tree *t, uint32_t tag);

/* The element that the tag's element is a child of. */
uint32_t pdf_element_parent(const struct pdf_tree *t, uint32_t tag);

/* " 12 0 R": the element that a mark belongs to. */
void pdf_element_ref(struct buf *out, const struct pdf_tree *t, const struct pdf_mark *mark);

/* The identifier of a TH: of fixed width, so that their order is that of the tags. */
void pdf_element_id(struct buf *out, const struct pdf_tree *t, uint32_t tag);

/* Bodies (pdf_body_fn) of the element of tag `i` and of group `i`; the owner is the tree. */
void pdf_element_put(struct buf *out, const void *owner, size_t i);
void pdf_element_put_group(struct buf *out, const void *owner, size_t i);

#endif
