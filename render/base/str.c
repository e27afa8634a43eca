#include "base/str.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct str str_from(const char *z)
{
	return z == NULL ? STR("") : (struct str){ z, strlen(z) };
}

bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.s, b.s, a.n) == 0);
}

bool str_is(struct str a, const char *z)
{
	return str_eq(a, str_from(z));
}

int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n == 0 ? 0 : memcmp(a.s, b.s, n);

	return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

static bool is_white(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct str str_trim(struct str s)
{
	while (s.n > 0 && is_white(s.s[0])) {
		s.s++;
		s.n--;
	}
	while (s.n > 0 && is_white(s.s[s.n - 1]))
		s.n--;
	return s;
}

struct str str_sub(struct str s, size_t at, size_t n)
{
	if (at >= s.n)
		return STR("");
	return (struct str){ s.s + at, n < s.n - at ? n : s.n - at };
}

bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq(str_sub(s, 0, prefix.n), prefix);
}

size_t str_find(struct str s, struct str needle)
{
	const char *p = s.s, *end = s.s + s.n;

	if (needle.n == 0)
		return 0;
	while ((size_t)(end - p) >= needle.n) {
		p = memchr(p, needle.s[0], (size_t)(end - p) - needle.n + 1);
		if (p == NULL)
			break;
		if (memcmp(p, needle.s, needle.n) == 0)
			return (size_t)(p - s.s);
		p++;
	}
	return (size_t)-1;
}

bool str_word(struct str *rest, struct str *word)
{
	size_t n = 0;

	*rest = str_trim(*rest);
	while (n < rest->n && !is_white(rest->s[n]))
		n++;
	*word = str_sub(*rest, 0, n);
	*rest = str_sub(*rest, n, rest->n);
	return n > 0;
}

const char *str_z(struct arena *a, struct str s)
{
	char *z = arena_alloc(a, s.n + 1);

	if (s.n > 0)
		memcpy(z, s.s, s.n);
	return z;
}

struct str str_copy(struct arena *a, struct str s)
{
	return (struct str){ str_z(a, s), s.n };
}

#define DISTANCE_MAX 64

size_t str_distance(struct str a, struct str b, size_t limit)
{
	size_t row[DISTANCE_MAX + 1], diagonal, above, best;

	if (a.n > DISTANCE_MAX || b.n > DISTANCE_MAX)
		return limit + 1;
	for (size_t j = 0; j <= b.n; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			above = row[j];
			best = diagonal + (a.s[i - 1] != b.s[j - 1]);
			if (above + 1 < best)
				best = above + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
			diagonal = above;
		}
	}
	return row[b.n] <= limit ? row[b.n] : limit + 1;
}

/* Room for n bytes more and the NUL. Mostly it is there, and a call is saved. */
static void reserve(struct buf *b, size_t n)
{
	if (b->n + n + 1 > b->cap)
		b->s = arena_grow(b->arena, b->s, &b->cap, b->n + n + 1, 1);
}

void buf_put(struct buf *b, const void *p, size_t n)
{
	reserve(b, n);
	if (n > 0)
		memcpy(b->s + b->n, p, n);
	b->n += n;
	b->s[b->n] = '\0';
}

void buf_str(struct buf *b, struct str s)
{
	buf_put(b, s.s, s.n);
}

void buf_z(struct buf *b, const char *z)
{
	buf_str(b, str_from(z));
}

void buf_char(struct buf *b, char c)
{
	reserve(b, 1);
	b->s[b->n++] = c;
	b->s[b->n] = '\0';
}

uint32_t str_uint(const void *bytes, size_t n)
{
	const unsigned char *p = bytes;
	uint32_t v = 0;

	for (size_t i = 0; i < n; i++)
		v = v << 8 | p[i];
	return v;
}

void buf_uint(struct buf *b, uint32_t v, size_t n)
{
	while (n-- > 0)
		buf_char(b, (char)(v >> 8 * n & 0xFF));
}

void buf_utf8(struct buf *b, uint32_t c)
{
	char code[4];

	buf_put(b, code, utf8_put(code, c));
}

void buf_printf(struct buf *b, const char *format, ...)
{
	char text[256];
	va_list list;
	int n;

	va_start(list, format);
	n = vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	if (n < 0)
		return;
	if ((size_t)n < sizeof(text)) {
		buf_put(b, text, (size_t)n);
		return;
	}
	b->s = arena_grow(b->arena, b->s, &b->cap, b->n + (size_t)n + 1, 1);
	va_start(list, format);
	vsnprintf(b->s + b->n, (size_t)n + 1, format, list);
	va_end(list);
	b->n += (size_t)n;
}

struct str buf_text(const struct buf *b)
{
	return b->s == NULL ? STR("") : (struct str){ b->s, b->n };
}
