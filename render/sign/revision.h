/*
 * What was done to a document after a signature: the document as it was signed, and as it is now,
 * are compared object by object. A further signature adds a field, a widget, a Form element, and
 * fills in a field that was empty; a security store adds /DSS. Anything else is something else.
 */
#ifndef NIANBAO_SIGN_REVISION_H
#define NIANBAO_SIGN_REVISION_H

#include "sign/document.h"

enum revision_added {
	REVISION_SIGNATURE = 1, /* a signature, or a field for one */
	REVISION_STORE = 2,     /* certificates and revocation data */
	REVISION_OTHER = 4,
};

/*
 * What the bytes from `end` on added, any of enum revision_added; with REVISION_OTHER `*what` says,
 * in English, what it was that should not be.
 */
unsigned revision_compare(struct document *now, size_t end, struct str *what);

#endif
