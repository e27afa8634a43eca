/*
 * A PDF file as a signer must see it: objects by number, and where in the file everything is.
 *
 * The file may come from anywhere. It is read to the letter and never repaired: a signature must
 * not be put on a guess. Cross-reference tables and streams, object streams and FlateDecode are
 * understood. What is read is bounded: MAX_… in document.c, unpacked streams, objects.
 */
#ifndef NIANBAO_SIGN_DOCUMENT_H
#define NIANBAO_SIGN_DOCUMENT_H

#include "sign/object.h"

#define DOCUMENT_MAX_BYTES ((size_t)256 << 20) /* of a file */
#define DOCUMENT_MAX_NUMBER 8388607            /* of an object: ISO 19005-2, 6.1.13 */

enum entry_kind { ENTRY_NONE, ENTRY_FREE, ENTRY_PLAIN, ENTRY_PACKED };

struct entry {
	uint8_t kind;
	uint16_t gen;
	uint32_t index;   /* PACKED: place in the object stream; FREE: in which table */
	uint32_t section; /* which section it is from */
	uint64_t at;      /* PLAIN: byte; PACKED: number of the object stream */
};

struct packed;

struct document {
	struct arena *arena;
	struct str bytes;
	struct entry *entry;
	size_t n_entry, entry_cap;
	const struct object **cache; /* by number, once read */
	size_t cache_cap;
	struct object trailer;   /* of the newest section; of a stream, its dictionary */
	uint64_t start;          /* where the newest section is */
	size_t first_end;        /* behind %%EOF of the file before any update */
	bool has_xref_stream;    /* the newest section is a stream */
	uint64_t hybrid;         /* where the newest table with a stream beside it is; or 0 */
	struct packed *packed;   /* object streams that were unpacked */
	uint32_t section, table; /* read so far; is the stream beside the last table read? */
	bool is_beside;
	size_t budget, unpacked; /* what may still be read */
	int depth;               /* of objects that are needed to read others */
	const char *fault;       /* why it could not be read; in English */
};

/*
 * Read the cross-reference of a file. False with `fault` set; `*is_encrypted` tells whether that
 * is why. The bytes must outlive the document.
 */
bool document_open(struct document *doc, struct arena *a, struct str bytes, bool *is_encrypted);

/* The object of this number; the null object if there is none, or a fault. Never NULL. */
const struct object *document_object(struct document *doc, uint64_t num);

/* What `o` refers to, or `o` itself. */
const struct object *document_resolve(struct document *doc, const struct object *o);

/* The value of `key`, followed if it is a reference. */
const struct object *document_find(struct document *doc, const struct object *dict,
				   const char *key);

const struct object *document_catalog(struct document *doc);

/* The bytes of a stream, unpacked. False, and a fault, if they cannot be had. */
bool document_unpack(struct document *doc, const struct object *stream, struct str *out);

#define DOCUMENT_MAX_PAGES 100000

/*
 * The number of the object of page `ipage` (from 0) in document order, -1 for the last one; 0 if
 * there is no such page, or after a fault.
 */
uint32_t document_page(struct document *doc, int64_t ipage);

/* For document*.c: remember the first fault; false. */
bool document_fault(struct document *doc, const char *why);

/* For document*.c: read the chain of cross-reference sections. */
bool document_read_xref(struct document *doc);

/* For document*.c: the object at a byte of the file, with its number and generation. */
bool document_read_at(struct document *doc, uint64_t at, uint64_t *num, uint64_t *gen,
		      struct object *out);

#endif
