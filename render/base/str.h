/*
 * Strings: `struct str` is a borrowed run of bytes (not NUL-terminated), `struct buf` a growing
 * one in an arena. Text is UTF-8 throughout.
 */
#ifndef NIANBAO_BASE_STR_H
#define NIANBAO_BASE_STR_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
	const char *s;
	size_t n;
};

#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })

/* A NUL-terminated string as a str (borrowed). NULL gives the empty string. */
struct str str_from(const char *z);

bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *z);
int str_cmp(struct str a, struct str b);

/* The bytes of `s` without XML white space (blank, tab, CR, LF) at either end. */
struct str str_trim(struct str s);

/* The part of `s` from byte `at`, `n` bytes long; both are cut to what is there. */
struct str str_sub(struct str s, size_t at, size_t n);

bool str_starts(struct str s, struct str prefix);

/* Position of `needle` in `s`, or (size_t)-1. */
size_t str_find(struct str s, struct str needle);

/*
 * Cut the first word (anything between XML white space) off `*rest`. False when none is left.
 */
bool str_word(struct str *rest, struct str *word);

/* A copy in the arena / a NUL-terminated copy in the arena. */
struct str str_copy(struct arena *a, struct str s);
const char *str_z(struct arena *a, struct str s);

/* Levenshtein distance in bytes, at most `limit` + 1 (strings over 64 bytes: limit + 1). */
size_t str_distance(struct str a, struct str b, size_t limit);

/* The number in `n` bytes, 4 at most, the high one first, as buf_uint puts it. */
uint32_t str_uint(const void *bytes, size_t n);

struct buf {
	struct arena *arena;
	char *s; /* NUL-terminated when s is not NULL */
	size_t n, cap;
};

#if defined(__GNUC__)
#define NIANBAO_PRINTF(f, a) __attribute__((format(printf, f, a)))
#else
#define NIANBAO_PRINTF(f, a)
#endif

void buf_put(struct buf *b, const void *p, size_t n);
void buf_str(struct buf *b, struct str s);
void buf_z(struct buf *b, const char *z);
void buf_char(struct buf *b, char c);
void buf_uint(struct buf *b, uint32_t v, size_t n); /* its last n bytes, the high one first */
void buf_utf8(struct buf *b, uint32_t c);
/* printf for numbers and short words; locale-independent as long as no %f/%g is used. */
void buf_printf(struct buf *b, const char *format, ...) NIANBAO_PRINTF(2, 3);
/* What was put so far (borrowed; moves when the buffer grows). */
struct str buf_text(const struct buf *b);

#endif
