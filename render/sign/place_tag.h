/* The Form element of a widget in the structure tree (ISO 32000-1, 14.7). */
#ifndef NIANBAO_SIGN_PLACE_TAG_H
#define NIANBAO_SIGN_PLACE_TAG_H

#include "sign/update.h"

/*
 * Put a Form element for the widget at the end of the document's structure, and the way back to it
 * into the parent tree, under the key `*key`. In a document without a structure tree nothing is
 * done and `*key` stays. False after a fault of the document.
 */
bool place_tag_put(struct update *u, uint32_t widget, uint32_t page, int64_t *key);

#endif
