/* The signature fields of a document (ISO 32000-1, 12.7.4.5), and its interactive form. */
#ifndef NIANBAO_SIGN_FIELD_H
#define NIANBAO_SIGN_FIELD_H

#include "sign/document.h"

struct field {
	uint32_t num;    /* of the field's object */
	uint32_t widget; /* of its widget, which may be the same object; 0: none */
	struct str name; /* full name, UTF-8 */
	const struct object
		*value;     /* the signature dictionary; the null object: not signed yet */
	uint32_t value_num; /* of the signature dictionary's object; 0: it has none */
};

struct fields {
	struct field *item;
	size_t n, cap;
};

#define FIELD_MAX 100 /* signature fields in a file */

/* All signature fields, in the order of the form. False after a fault of the document. */
bool field_list(struct document *doc, struct fields *out);

/* A text string (7.9.2.2) as UTF-8; what cannot be shown becomes U+FFFD. */
struct str field_text(struct arena *a, struct str s);

/* The same of an object: empty if it is none, or, after a fault, longer than FIELD_MAX_TEXT. */
struct str field_words(struct document *doc, const struct object *o);

#endif
