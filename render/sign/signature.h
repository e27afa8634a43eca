/* Signatures in a file: the dictionary, where its /Contents stand, what /ByteRange says. */
#ifndef NIANBAO_SIGN_SIGNATURE_H
#define NIANBAO_SIGN_SIGNATURE_H

#include "base/diag.h"
#include "sign/field.h"
#include "sign/update.h"

#define SIGNATURE_MAX_HEX                                                                      \
	((size_t)8 << 20) /* of /Contents in a file that comes from elsewhere */

struct signature {
	struct str name; /* of its field */
	const struct object *dict;
	struct str sub_filter;
	size_t open, close;    /* in the file: the < of /Contents, and behind its > */
	size_t end;            /* of what it covers */
	bool is_range_good;    /* /ByteRange is 0 to `end` but for /Contents, exactly */
	struct str part[2];    /* what it covers */
	const char *hex_fault; /* what is wrong with the digits, in English; NULL: nothing */
	struct str der;        /* the CMS, without padding; empty: none is there */
};

/* Read a signed field. False when its value has no such thing as /Contents. */
bool signature_read(struct document *doc, const struct field *f, struct signature *out);

/* A certifying signature may permit no change at all, not even a further signature. */
bool signature_locks(struct document *doc, const struct object *dict);

/* The body of a new signature dictionary, with room for `room` bytes. */
struct signature_words {
	int64_t time;
	struct str signer, reason, location; /* UTF-8; may be empty */
};
struct str signature_body(struct arena *a, const struct signature_words *w, size_t room);

/*
 * In a new file whose signature dictionary begins at `at`: fill in /ByteRange; what will be signed
 * is put into `part`, the place of the digits into `*hex`.
 */
bool signature_range(char *file, size_t n, size_t at, struct str part[2], struct str *hex);

/* Write the DER over the digits, zeros behind it. False when there is no room. */
bool signature_fill(char *hex, size_t ndigit, struct str der);

#endif
