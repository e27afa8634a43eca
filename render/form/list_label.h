/* The labels of list items: numbers that we give, and marks that the writer typed. */
#ifndef NIANBAO_FORM_LIST_LABEL_H
#define NIANBAO_FORM_LIST_LABEL_H

#include "form/doc.h"

/*
 * The number of the `n`th item by the pattern of a style: its 1 becomes n, its ① a number in a
 * circle; those end at ⑳, so （21） follows.
 */
struct str list_number(struct arena *a, struct str pattern, uint32_t n);

/*
 * How many bytes at the start of an item's text are a typed mark: （一） （1） 1. 1、 一、 ① ●, and
 * what kind it is; 0 and LABEL_NONE when there is none.
 */
size_t list_label_typed(struct str text, enum list_label *kind);

#endif
