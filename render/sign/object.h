/*
 * PDF objects as they stand in a file (ISO 32000-1, 7.3). Every object keeps its own bytes, so
 * that one that is written again with a few entries changed stays the same in all others.
 */
#ifndef NIANBAO_SIGN_OBJECT_H
#define NIANBAO_SIGN_OBJECT_H

#include "base/str.h"

enum object_kind {
	OBJECT_NULL,
	OBJECT_BOOL,
	OBJECT_INT,
	OBJECT_REAL,
	OBJECT_NAME,
	OBJECT_STRING,
	OBJECT_ARRAY,
	OBJECT_DICT,
	OBJECT_REF,
};

struct object {
	enum object_kind kind;
	uint32_t gen;   /* REF */
	int64_t n;      /* BOOL, INT; REF: the object's number; REAL: millionths */
	struct str raw; /* as it stands in the file */
	struct str s;   /* NAME, STRING: decoded. DICT of a stream: its packed bytes */
	bool is_stream;
	struct object *item; /* of an ARRAY; the values of a DICT */
	struct str *key;     /* of a DICT, decoded */
	size_t n_item;
};

/* Reads objects from `s` at `at`. A file may hold no more than `*budget` of them in all. */
struct object_reader {
	struct arena *arena;
	struct str s;
	size_t at;
	size_t *budget;
};

/* Over white space and comments. */
void object_skip(struct object_reader *r);

/* Read one object, `12 0 R` included. False when there is none; `at` is then anywhere. */
bool object_read(struct object_reader *r, struct object *out);

/* Read the keyword `word`; false, and nothing read, when something else stands there. */
bool object_word(struct object_reader *r, const char *word);

/* Read an unsigned integer of at most 10 digits. */
bool object_number(struct object_reader *r, uint64_t *out);

/* The null object: what is found where there is nothing. */
extern const struct object object_none;

/* The value of `key`, not followed if it is a reference; the null object if there is none. */
const struct object *object_key(const struct object *dict, const char *key);
const struct object *object_entry(const struct object *dict, struct str key);

bool object_is_name(const struct object *o, const char *name);

/* An INT or REAL in millionths; false for others. */
bool object_micro(const struct object *o, int64_t *out);

#endif
