#include "sign/object.h"

#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 64
#define MAX_DIGITS 10
#define MAX_COMPARED 256 /* keys of a dictionary, each with all before it */
#define MICRO 1000000

const struct object object_none = { .kind = OBJECT_NULL, .raw = { "null", 4 } };

static bool is_white(char c)
{
	return c == '\0' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

static bool is_regular(char c)
{
	return !is_white(c) && !strchr("()<>[]{}/%", c);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The byte at `at` + `ahead`; a blank behind the end, which is no part of any object. */
static char look(const struct object_reader *r, size_t ahead)
{
	return r->at + ahead < r->s.n ? r->s.s[r->at + ahead] : ' ';
}

void object_skip(struct object_reader *r)
{
	while (r->at < r->s.n) {
		if (is_white(r->s.s[r->at])) {
			r->at++;
		} else if (r->s.s[r->at] == '%') {
			while (r->at < r->s.n && r->s.s[r->at] != '\r' && r->s.s[r->at] != '\n')
				r->at++;
		} else {
			return;
		}
	}
}

bool object_word(struct object_reader *r, const char *word)
{
	size_t n = strlen(word);

	object_skip(r);
	if (!str_eq(str_sub(r->s, r->at, n), (struct str){ word, n }) || is_regular(look(r, n)))
		return false;
	r->at += n;
	return true;
}

bool object_number(struct object_reader *r, uint64_t *out)
{
	size_t n = 0;

	object_skip(r);
	*out = 0;
	for (; is_digit(look(r, n)) && n < MAX_DIGITS; n++)
		*out = *out * 10 + (uint64_t)(look(r, n) - '0');
	if (n == 0 || is_regular(look(r, n)))
		return false;
	r->at += n;
	return true;
}

/* A number: what of it lies beyond 12 digits before or 6 behind the point makes it malformed. */
static bool read_number(struct object_reader *r, struct object *out)
{
	bool is_negative = look(r, 0) == '-', has_point = false;
	int64_t whole = 0, part = 0, unit = MICRO;
	size_t ndigit = 0;

	if (look(r, 0) == '-' || look(r, 0) == '+')
		r->at++;
	for (; is_digit(look(r, 0)) || (look(r, 0) == '.' && !has_point); r->at++) {
		int digit = look(r, 0) - '0';

		if (look(r, 0) == '.') {
			has_point = true;
			continue;
		}
		ndigit++;
		if (has_point) {
			unit /= 10; /* digits beyond the sixth are dropped */
			part += digit * unit;
		} else if ((whole = whole * 10 + digit) > 999999999999) {
			return false;
		}
	}
	out->kind = has_point ? OBJECT_REAL : OBJECT_INT;
	out->n = has_point ? whole * MICRO + part : whole;
	if (is_negative)
		out->n = -out->n;
	return ndigit > 0 && !is_regular(look(r, 0));
}

/* "12 0 R" where a number was read; only a number otherwise. */
static void read_reference(struct object_reader *r, struct object *out)
{
	struct object_reader ahead = *r;
	uint64_t gen;

	if (out->kind != OBJECT_INT || out->n < 0 || out->n > UINT32_MAX)
		return;
	if (!object_number(&ahead, &gen) || gen > 65535 || !object_word(&ahead, "R"))
		return;
	r->at = ahead.at;
	out->kind = OBJECT_REF;
	out->gen = (uint32_t)gen;
}

static int hex_value(char c)
{
	if (is_digit(c))
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static struct str read_name(struct object_reader *r)
{
	struct buf b = { .arena = r->arena };
	size_t start = ++r->at;
	bool is_plain = true;

	for (; r->at < r->s.n && is_regular(r->s.s[r->at]); r->at++)
		is_plain &= r->s.s[r->at] != '#';
	if (is_plain)
		return str_sub(r->s, start, r->at - start);
	for (size_t i = start; i < r->at; i++) {
		int high = i + 2 < r->at ? hex_value(r->s.s[i + 1]) : -1;
		int low = i + 2 < r->at ? hex_value(r->s.s[i + 2]) : -1;

		if (r->s.s[i] == '#' && high >= 0 && low >= 0) {
			buf_char(&b, (char)(high << 4 | low));
			i += 2;
		} else {
			buf_char(&b, r->s.s[i]);
		}
	}
	return buf_text(&b);
}

static bool read_hex(struct object_reader *r, struct object *out)
{
	size_t start = r->at + 1, end = start, n = 0;
	char *p;

	while (end < r->s.n && r->s.s[end] != '>')
		end++;
	if (end == r->s.n)
		return false;
	p = arena_alloc(r->arena, (end - start) / 2 + 1);
	for (size_t i = start; i < end; i++) {
		int v = hex_value(r->s.s[i]);

		if (v < 0 && !is_white(r->s.s[i]))
			return false;
		if (v < 0)
			continue;
		p[n / 2] = (char)(p[n / 2] | (n % 2 ? v : v << 4));
		n++;
	}
	r->at = end + 1;
	out->kind = OBJECT_STRING;
	out->s = (struct str){ p, (n + 1) / 2 };
	return true;
}

/* What stands behind a backslash. */
static void read_escape(struct object_reader *r, struct buf *b)
{
	static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
	char c = look(r, 0);
	const char *known = c ? strchr(from, c) : NULL;
	unsigned octal = 0;
	int n = 0;

	for (; n < 3 && look(r, 0) >= '0' && look(r, 0) <= '7'; n++, r->at++)
		octal = octal * 8 + (unsigned)(look(r, 0) - '0');
	if (n > 0) {
		buf_char(b, (char)(octal & 255));
		return;
	}
	r->at++;
	if (c == '\r' && look(r, 0) == '\n')
		r->at++;
	if (c != '\r' && c != '\n')
		buf_char(b, known ? to[known - from] : c);
}

static bool read_literal(struct object_reader *r, struct object *out)
{
	struct buf b = { .arena = r->arena };
	size_t depth = 1;

	buf_z(&b, "");
	for (r->at++; r->at < r->s.n;) {
		char c = r->s.s[r->at++];

		if (c == '\\') {
			read_escape(r, &b);
			continue;
		}
		depth += c == '(';
		if (c == ')' && --depth == 0) {
			out->kind = OBJECT_STRING;
			out->s = buf_text(&b);
			return true;
		}
		buf_char(&b, c);
	}
	return false;
}

static bool read_value(struct object_reader *r, struct object *out, int depth);

/* Of two values of one key readers take either: neither may be signed. */
static bool is_twice(const struct object *dict, struct str key)
{
	for (size_t i = 0; i < dict->n_item && dict->n_item < MAX_COMPARED; i++)
		if (str_eq(dict->key[i], key))
			return true;
	return false;
}

static int compare_keys(const void *x, const void *y)
{
	return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

/* The same for a large dictionary, once it is read: keys that are the same are neighbours. */
static bool has_twice(struct arena *a, const struct object *dict)
{
	struct arena_mark mark = arena_mark(a);
	struct str *key = arena_array(a, dict->n_item, sizeof *key);
	bool found = false;

	memcpy(key, dict->key, dict->n_item * sizeof *key);
	qsort(key, dict->n_item, sizeof *key, compare_keys);
	for (size_t i = 1; i < dict->n_item; i++)
		found |= str_eq(key[i - 1], key[i]);
	arena_rewind(a, mark);
	return found;
}

/* The items up to `end`; in a dictionary keys and values take turns. */
static bool read_items(struct object_reader *r, struct object *out, const char *end, int depth)
{
	size_t cap = 0, key_cap = 0, n = strlen(end);
	bool is_dict = out->kind == OBJECT_DICT;

	for (;;) {
		struct object key;

		object_skip(r);
		if (str_eq(str_sub(r->s, r->at, n), (struct str){ end, n }))
			break;
		if (is_dict && (!read_value(r, &key, depth) || key.kind != OBJECT_NAME ||
				is_twice(out, key.s)))
			return false;
		out->item = arena_grow(r->arena, out->item, &cap, out->n_item + 1,
				       sizeof *out->item);
		if (is_dict) {
			out->key = arena_grow(r->arena, out->key, &key_cap, out->n_item + 1,
					      sizeof *out->key);
			out->key[out->n_item] = key.s;
		}
		if (!read_value(r, &out->item[out->n_item], depth))
			return false;
		out->n_item++;
	}
	r->at += n;
	return !is_dict || out->n_item <= MAX_COMPARED || !has_twice(r->arena, out);
}

static bool read_simple(struct object_reader *r, struct object *out)
{
	char c = look(r, 0);

	if (c == '/') {
		out->kind = OBJECT_NAME;
		out->s = read_name(r);
		return true;
	}
	if (c == '(')
		return read_literal(r, out);
	if (c == '<')
		return read_hex(r, out);
	if (is_digit(c) || c == '+' || c == '-' || c == '.') {
		if (!read_number(r, out))
			return false;
		read_reference(r, out);
		return true;
	}
	out->kind = OBJECT_BOOL;
	out->n = object_word(r, "true");
	if (out->n || object_word(r, "false"))
		return true;
	out->kind = OBJECT_NULL;
	return object_word(r, "null");
}

static bool read_value(struct object_reader *r, struct object *out, int depth)
{
	size_t start;
	bool ok;

	*out = object_none;
	if (depth > MAX_DEPTH || *r->budget == 0)
		return false;
	--*r->budget;
	object_skip(r);
	start = r->at;
	if (start >= r->s.n)
		return false;
	if (look(r, 0) == '<' && look(r, 1) == '<') {
		out->kind = OBJECT_DICT;
		r->at += 2;
		ok = read_items(r, out, ">>", depth + 1);
	} else if (look(r, 0) == '[') {
		out->kind = OBJECT_ARRAY;
		r->at++;
		ok = read_items(r, out, "]", depth + 1);
	} else {
		ok = read_simple(r, out);
	}
	out->raw = str_sub(r->s, start, r->at - start);
	return ok;
}

bool object_read(struct object_reader *r, struct object *out)
{
	return read_value(r, out, 0);
}

const struct object *object_entry(const struct object *dict, struct str key)
{
	for (size_t i = 0; dict->kind == OBJECT_DICT && i < dict->n_item; i++)
		if (str_eq(dict->key[i], key))
			return &dict->item[i];
	return &object_none;
}

const struct object *object_key(const struct object *dict, const char *key)
{
	return object_entry(dict, str_from(key));
}

bool object_is_name(const struct object *o, const char *name)
{
	return o->kind == OBJECT_NAME && str_is(o->s, name);
}

bool object_micro(const struct object *o, int64_t *out)
{
	*out = o->kind == OBJECT_INT ? o->n * MICRO : o->n;
	return o->kind == OBJECT_REAL ||
	       (o->kind == OBJECT_INT && o->n < INT32_MAX && o->n > -INT32_MAX);
}
