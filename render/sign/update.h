/*
 * An incremental update (ISO 32000-1, 7.5.6): the file as it is, byte for byte, and behind it the
 * objects that are new or changed, with a cross-reference of the kind that the file has.
 */
#ifndef NIANBAO_SIGN_UPDATE_H
#define NIANBAO_SIGN_UPDATE_H

#include "sign/document.h"

struct update_object;

struct update {
	struct document *doc;
	struct arena *arena;
	struct update_object *object; /* as they came */
	size_t n, cap;
	uint32_t next; /* number of the next new object */
};

void update_open(struct update *u, struct document *doc);

/* The number of a new object, to be put later. */
uint32_t update_number(struct update *u);

/* The new object `num`: its text without obj and endobj (borrowed), of a stream all but Length. */
void update_put(struct update *u, uint32_t num, struct str text);
void update_put_stream(struct update *u, uint32_t num, struct str entries, struct str bytes);

/*
 * In the dictionary that is object `num` of the file, `key` is to have the value `text`
 * (borrowed). Other entries stay as they are. False when object `num` is no plain dictionary.
 */
bool update_set(struct update *u, uint32_t num, const char *key, struct str text);

/* Append a dictionary of the file with one entry changed or added. */
void update_with(struct buf *out, const struct object *dict, const char *key, struct str text);

/* Append what is in an array (or the value itself, if it is none; nothing for null): no brackets. */
void update_items(struct buf *out, const struct object *array);

/* The whole new file. False when the file, or an object's number, is too large for a PDF. */
bool update_close(struct update *u, struct str *out);

/* Where object `num` begins in the new file. */
size_t update_at(const struct update *u, uint32_t num);

#endif
