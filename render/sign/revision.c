#include "sign/revision.h"

#include <string.h>

#define NEAR 1000 /* millionths: two writers may round a real number in two ways */
#define MAX_DEPTH 64

struct compare {
	struct document *was, *now;
	unsigned added;
	struct str *what;
	uint64_t root, form, tree, parents, store; /* numbers of objects of these kinds, or 0 */
};

static bool put_other(struct compare *c, const char *what, uint64_t num)
{
	struct buf b = { .arena = c->now->arena };

	if (c->added & REVISION_OTHER)
		return false;
	buf_z(&b, what);
	if (num)
		buf_printf(&b, " (object %llu)", (unsigned long long)num);
	c->added |= REVISION_OTHER;
	*c->what = buf_text(&b);
	return false;
}

static bool same(const struct object *a, const struct object *b, int depth)
{
	int64_t x, y;

	if (depth > MAX_DEPTH)
		return false;
	if (object_micro(a, &x) && object_micro(b, &y))
		return x - y <= NEAR && y - x <= NEAR;
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

static bool is_one_of(struct str key, const char *list)
{
	struct str rest = str_from(list), word;

	while (str_word(&rest, &word))
		if (str_eq(word, key))
			return true;
	return false;
}

/* Two dictionaries that may differ in these entries only. */
static bool same_but(const struct object *was, const struct object *now, const char *list)
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

static bool is_signature_field(struct document *doc, const struct object *o)
{
	for (int i = 0; i < 4 && o->kind == OBJECT_DICT; i++) {
		const struct object *type = document_find(doc, o, "FT");

		if (type->kind == OBJECT_NAME)
			return object_is_name(type, "Sig");
		o = document_find(doc, o, "Parent");
	}
	return false;
}

/* What may be appended to a list: signature fields and widgets, Form elements, tree leaves. */
static bool may_join(struct compare *c, const struct object *item)
{
	const struct object *o = document_resolve(c->now, item);

	if (item->kind == OBJECT_INT)
		return true; /* a key of the parent tree */
	return is_signature_field(c->now, o) || object_is_name(object_key(o, "S"), "Form") ||
	       (object_key(o, "Nums")->kind == OBJECT_ARRAY &&
		object_key(o, "Limits")->kind == OBJECT_ARRAY);
}

/* A list that may have become longer. It may be missing before, one value, or an object. */
static bool list_grew(struct compare *c, const struct object *was, const struct object *now)
{
	const struct object *a = document_resolve(c->was, was),
			    *b = document_resolve(c->now, now);
	size_t n = a->kind == OBJECT_ARRAY ? a->n_item : a->kind == OBJECT_NULL ? 0 : 1;

	if (b->kind != OBJECT_ARRAY)
		return same(was, now, 0);
	if (b->n_item < n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!same(a->kind == OBJECT_ARRAY ? &a->item[i] : was, &b->item[i], 0))
			return false;
	for (size_t i = n; i < b->n_item; i++)
		if (!may_join(c, &b->item[i]))
			return false;
	if (b->n_item > n)
		c->added |= REVISION_SIGNATURE;
	return true;
}

static bool key_grew(struct compare *c, const struct object *was, const struct object *now,
		     const char *key)
{
	return list_grew(c, object_key(was, key), object_key(now, key));
}

/* DR, DA and NeedAppearances serve fields with text; a tool that signs may put them there. */
static bool form_grew(struct compare *c, const struct object *was, const struct object *now)
{
	static const struct object empty = { .kind = OBJECT_DICT };

	if (was->kind == OBJECT_NULL)
		was = &empty;
	return same_but(was, now, "Fields SigFlags DR DA") && key_grew(c, was, now, "Fields");
}

static bool parents_grew(struct compare *c, const struct object *was, const struct object *now)
{
	return same_but(was, now, "Kids Nums Limits") && key_grew(c, was, now, "Kids") &&
	       key_grew(c, was, now, "Nums");
}

static bool catalog_grew(struct compare *c, const struct object *was, const struct object *now)
{
	const struct object *form = object_key(now, "AcroForm");

	if (!same_but(was, now, "AcroForm DSS Extensions"))
		return false;
	if (!same(object_key(was, "DSS"), object_key(now, "DSS"), 0))
		c->added |= REVISION_STORE;
	return same(object_key(was, "AcroForm"), form, 0) ||
	       form_grew(c, document_find(c->was, was, "AcroForm"),
			 document_resolve(c->now, form));
}

static bool tree_grew(struct compare *c, const struct object *was, const struct object *now)
{
	return same_but(was, now, "K ParentTree ParentTreeNextKey") &&
	       key_grew(c, was, now, "K") &&
	       (same(object_key(was, "ParentTree"), object_key(now, "ParentTree"), 0) ||
		parents_grew(c, document_find(c->was, was, "ParentTree"),
			     document_find(c->now, now, "ParentTree")));
}

/* An empty field was filled in: how it looks may change, where it is may not. */
static bool field_was_filled(struct compare *c, const struct object *was,
			     const struct object *now)
{
	bool is_empty = document_find(c->was, was, "V")->kind == OBJECT_NULL;

	if (!is_signature_field(c->was, was) || !is_empty ||
	    !same_but(was, now, "V AP MK DA M F Ff Q TU StructParent DR Lock"))
		return false;
	c->added |= REVISION_SIGNATURE;
	return true;
}

/* Is it one of the lists of the security store? */
static bool is_in_store(struct compare *c, uint64_t num)
{
	const struct object *store = document_find(c->was, document_catalog(c->was), "DSS");

	for (size_t i = 0; store->kind == OBJECT_DICT && i < store->n_item; i++)
		if (store->item[i].kind == OBJECT_REF && (uint64_t)store->item[i].n == num)
			return true;
	return num == c->store;
}

static bool may_change(struct compare *c, uint64_t num, const struct object *was,
		       const struct object *now)
{
	if (num == c->root)
		return catalog_grew(c, was, now);
	if (num == c->form)
		return form_grew(c, was, now);
	if (num == c->tree)
		return tree_grew(c, was, now);
	if (num == c->parents)
		return parents_grew(c, was, now);
	if (is_in_store(c, num)) {
		c->added |= REVISION_STORE;
		return true;
	}
	if (was->kind == OBJECT_ARRAY)
		return list_grew(c, was, now);
	if (object_is_name(object_key(was, "Type"), "Page"))
		return same_but(was, now, "Annots Tabs") && key_grew(c, was, now, "Annots");
	if (object_key(was, "S")->kind == OBJECT_NAME &&
	    object_key(was, "P")->kind == OBJECT_REF)
		return same_but(was, now, "K") && key_grew(c, was, now, "K");
	return field_was_filled(c, was, now);
}

static bool is_there(const struct entry *e)
{
	return e->kind == ENTRY_PLAIN || e->kind == ENTRY_PACKED;
}

static bool same_entry(const struct entry *a, const struct entry *b)
{
	return a->kind == b->kind && a->at == b->at && a->index == b->index && a->gen == b->gen;
}

/* References of the signed document to objects that it had not, and that are there now. */
static bool has_ghosts(struct compare *c, const struct object *o, int depth)
{
	uint64_t num = (uint64_t)o->n;

	if (depth > MAX_DEPTH)
		return true;
	if (o->kind == OBJECT_REF && num < c->now->n_entry && is_there(&c->now->entry[num]) &&
	    (num >= c->was->n_entry || !is_there(&c->was->entry[num])))
		return true;
	for (size_t i = 0; i < o->n_item; i++)
		if (has_ghosts(c, &o->item[i], depth + 1))
			return true;
	return false;
}

static bool check_object(struct compare *c, uint64_t num)
{
	const struct entry *e = &c->was->entry[num];
	const struct object *was, *now;

	if (!is_there(e))
		return true;
	was = document_object(c->was, num);
	if (has_ghosts(c, was, 0))
		return put_other(c, "something that was missing was put in", num);
	if (num < c->now->n_entry && same_entry(e, &c->now->entry[num]))
		return true;
	now = document_object(c->now, num);
	return same(was, now, 0) || may_change(c, num, was, now) ||
	       put_other(c, "something was changed", num);
}

static uint64_t number_of(const struct object *ref)
{
	return ref->kind == OBJECT_REF ? (uint64_t)ref->n : 0;
}

static void name_objects(struct compare *c)
{
	const struct object *catalog = document_catalog(c->was);

	c->root = number_of(object_key(&c->was->trailer, "Root"));
	c->form = number_of(object_key(catalog, "AcroForm"));
	c->tree = number_of(object_key(catalog, "StructTreeRoot"));
	c->store = number_of(object_key(catalog, "DSS"));
	c->parents = number_of(
		object_key(document_find(c->was, catalog, "StructTreeRoot"), "ParentTree"));
}

/* Bytes that no cross-reference leads to, other than ends of lines. */
static bool is_blank(struct str s)
{
	return str_trim(s).n == 0;
}

static void compare(struct compare *c)
{
	name_objects(c);
	if (c->root != number_of(object_key(&c->now->trailer, "Root")))
		put_other(c, "it has another catalog", 0);
	for (uint64_t num = 0; num < c->was->n_entry && check_object(c, num); num++)
		continue;
	if (c->was->fault || c->now->fault)
		put_other(c, "it cannot be read to the end", 0);
}

unsigned revision_compare(struct document *now, size_t end, struct str *what)
{
	struct arena *own = arena_open_like(now->arena);
	struct document *was = arena_alloc(own, sizeof *was);
	struct compare c = { .was = was, .now = now, .what = what };
	struct str behind = str_sub(now->bytes, end, now->bytes.n);
	bool is_encrypted;

	*what = STR("");
	if (is_blank(behind)) {
		arena_close(own);
		return 0;
	}
	if (now->start < end)
		put_other(&c, "there are bytes behind its end that belong to nothing", 0);
	else if (!document_open(was, own, str_sub(now->bytes, 0, end), &is_encrypted))
		put_other(&c, "what was signed is no whole PDF", 0);
	else
		compare(&c);
	arena_close(own);
	return c.added;
}
