#include "sign/same.h"

#define NEAR 1000 /* millionths: two writers may round a real number in two ways */
#define MAX_DEPTH 64

static bool is_zero(const struct object *o)
{
	for (size_t i = 0; i < o->raw.n; i++)
		if (o->raw.s[i] >= '1' && o->raw.s[i] <= '9')
			return false;
	return true;
}

/* A rounded number is near in proportion too: a matrix of a font has numbers of 0.001 and less. */
static bool is_near(const struct object *a, int64_t x, const struct object *b, int64_t y)
{
	int64_t off = x < y ? y - x : x - y, most = x < 0 ? -x : x;

	if (str_eq(a->raw, b->raw) || (is_zero(a) && is_zero(b)))
		return true;
	if (most < (y < 0 ? -y : y))
		most = y < 0 ? -y : y;
	return off <= NEAR && (off + 1) * 1000 <= most; /* 1: digits that were not read */
}

static bool same(const struct object *a, const struct object *b, int depth)
{
	int64_t x, y;

	if (depth > MAX_DEPTH)
		return false;
	if (object_micro(a, &x) && object_micro(b, &y))
		return is_near(a, x, b, y);
	if (a->kind != b->kind || a->is_stream != b->is_stream || a->n_item != b->n_item ||
	    a->n != b->n || a->gen != b->gen || !str_eq(a->s, b->s))
		return false;
	for (size_t i = 0; i < a->n_item; i++)
		if (!same(&a->item[i],
			  a->kind == OBJECT_DICT ? object_entry(b, a->key[i]) : &b->item[i],
			  depth + 1))
			return false;
	return true;
}

bool object_same(const struct object *a, const struct object *b)
{
	return same(a, b, 0);
}

static bool is_one_of(struct str key, const char *list)
{
	struct str rest = str_from(list), word;

	while (str_word(&rest, &word))
		if (str_eq(word, key))
			return true;
	return false;
}

bool object_same_but(const struct object *was, const struct object *now, const char *list)
{
	if (was->kind != OBJECT_DICT || now->kind != OBJECT_DICT || now->is_stream ||
	    was->is_stream)
		return false;
	for (size_t i = 0; i < was->n_item; i++)
		if (!is_one_of(was->key[i], list) &&
		    !same(&was->item[i], object_entry(now, was->key[i]), 0))
			return false;
	for (size_t i = 0; i < now->n_item; i++)
		if (!is_one_of(now->key[i], list) &&
		    object_entry(was, now->key[i])->kind == OBJECT_NULL &&
		    now->item[i].kind != OBJECT_NULL)
			return false;
	return true;
}

bool object_is_more(const struct object *was, const struct object *now, int depth)
{
	if (was->kind == OBJECT_NULL || same(was, now, 0))
		return true;
	if (was->kind != OBJECT_DICT || now->kind != OBJECT_DICT || depth == 0)
		return false;
	for (size_t i = 0; i < was->n_item; i++)
		if (!object_is_more(&was->item[i], object_entry(now, was->key[i]), depth - 1))
			return false;
	return true;
}
