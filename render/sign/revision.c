#include "sign/revision.h"

#include "sign/field.h"
#include "sign/same.h"
#include "sign/usage.h"

#include <string.h>

#define MAX_DEPTH 64
#define MAX_PARENTS 16 /* of a field */

struct compare {
	struct document *was, *now;
	size_t end; /* of what was */
	unsigned added;
	struct str *what;
	struct usage usage;   /* of what was */
	struct fields fields; /* of what is now */
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

/* The value of `key` of a field, which those above it hand down; the null object if none has one. */
static const struct object *inherited(struct document *doc, const struct object *o,
				      const char *key)
{
	for (int i = 0; i < MAX_PARENTS && o->kind == OBJECT_DICT && !o->is_stream; i++) {
		const struct object *value = document_find(doc, o, key);

		if (value->kind != OBJECT_NULL)
			return value;
		o = document_find(doc, o, "Parent");
	}
	return &object_none;
}

static bool is_signature_field(struct document *doc, const struct object *o)
{
	return object_is_name(inherited(doc, o, "FT"), "Sig");
}

/* Does the object, or a field above it, have a signature that was made after what was? */
static bool is_answered_for(struct compare *c, uint64_t num)
{
	for (int depth = 0; depth < MAX_PARENTS; depth++) {
		const struct object *up = object_key(document_object(c->now, num), "Parent");

		for (size_t i = 0; i < c->fields.n; i++) {
			const struct object *contents =
				object_key(c->fields.item[i].value, "Contents");

			if (c->fields.item[i].num == num && contents->kind == OBJECT_STRING &&
			    contents->raw.s >= c->now->bytes.s + c->end &&
			    contents->raw.s < c->now->bytes.s + c->now->bytes.n)
				return true;
		}
		if (up->kind != OBJECT_REF)
			return false;
		num = (uint64_t)up->n;
	}
	return false;
}

/* Does a widget look like anything? */
static bool is_seen(const struct object *o)
{
	static const char *const look[] = { "AP", "MK", "BS", "Border" };

	for (size_t i = 0; i < sizeof look / sizeof *look; i++)
		if (object_key(o, look[i])->kind != OBJECT_NULL)
			return true;
	return false;
}

/*
 * A field for a signature, or its widget. It does nothing (A, AA), is no annotation of another
 * kind, and who lets it cover a page must have signed it: so no other than a signer changes what
 * is seen.
 */
static bool is_new_field(struct compare *c, const struct object *ref)
{
	const struct object *o = document_resolve(c->now, ref);
	const struct object *type = document_find(c->now, o, "Subtype");

	if (ref->kind != OBJECT_REF || !is_signature_field(c->now, o) ||
	    !object_same_but(
		    &(struct object){ .kind = OBJECT_DICT }, o,
		    "Type Subtype FT T TU TM Ff V DV F P Rect AP AS MK DA DR Q BS Border H "
		    "Parent Kids StructParent Lock SV M NM Lang"))
		return false;
	return (type->kind == OBJECT_NULL || object_is_name(type, "Widget")) &&
	       (!is_seen(o) || is_answered_for(c, (uint64_t)ref->n));
}

/* What may be appended to a list, and to no other. */
static bool may_join(struct compare *c, const struct object *item, enum usage_kind list)
{
	const struct object *o = document_resolve(c->now, item);

	if (list == USAGE_FIELDS)
		return is_new_field(c, item);
	if (list == USAGE_LEAVES && item->kind == OBJECT_INT)
		return true;
	if (o->kind != OBJECT_DICT || o->is_stream)
		return false;
	return object_is_name(object_key(o, "S"), "Form") ||
	       (list == USAGE_LEAVES && object_key(o, "Nums")->kind == OBJECT_ARRAY &&
		object_key(o, "Limits")->kind == OBJECT_ARRAY);
}

/* A list that may have become longer. It may be missing before, one value, or an object. */
static bool list_grew(struct compare *c, const struct object *was, const struct object *now,
		      enum usage_kind list)
{
	const struct object *a = document_resolve(c->was, was),
			    *b = document_resolve(c->now, now);
	size_t n = a->kind == OBJECT_ARRAY ? a->n_item : a->kind == OBJECT_NULL ? 0 : 1;

	if (b->kind != OBJECT_ARRAY)
		return object_same(was, now);
	if (b->n_item < n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!object_same(a->kind == OBJECT_ARRAY ? &a->item[i] : was, &b->item[i]))
			return false;
	for (size_t i = n; i < b->n_item; i++)
		if (!may_join(c, &b->item[i], list))
			return false;
	if (b->n_item > n)
		c->added |= REVISION_SIGNATURE;
	return true;
}

static bool key_grew(struct compare *c, const struct object *was, const struct object *now,
		     const char *key, enum usage_kind list)
{
	return list_grew(c, object_key(was, key), object_key(now, key), list);
}

/*
 * DR and DA serve fields with text; a tool that signs may put them there. What is there already
 * stays: a field may be set in it.
 */
static bool form_grew(struct compare *c, const struct object *was, const struct object *now)
{
	static const struct object empty = { .kind = OBJECT_DICT };

	if (was->kind == OBJECT_NULL)
		was = &empty;
	return object_same_but(was, now, "Fields SigFlags DR DA") &&
	       object_is_more(object_key(was, "DR"), object_key(now, "DR"), 2) &&
	       object_is_more(object_key(was, "DA"), object_key(now, "DA"), 0) &&
	       key_grew(c, was, now, "Fields", USAGE_FIELDS);
}

static bool parents_grew(struct compare *c, const struct object *was, const struct object *now)
{
	return object_same_but(was, now, "Kids Nums Limits") &&
	       key_grew(c, was, now, "Kids", USAGE_LEAVES) &&
	       key_grew(c, was, now, "Nums", USAGE_LEAVES);
}

static bool catalog_grew(struct compare *c, const struct object *was, const struct object *now)
{
	const struct object *form = object_key(now, "AcroForm");

	if (!object_same_but(was, now, "AcroForm DSS Extensions"))
		return false;
	if (!object_same(object_key(was, "DSS"), object_key(now, "DSS")))
		c->added |= REVISION_STORE;
	return object_same(object_key(was, "AcroForm"), form) ||
	       form_grew(c, document_find(c->was, was, "AcroForm"),
			 document_resolve(c->now, form));
}

static bool tree_grew(struct compare *c, const struct object *was, const struct object *now)
{
	return object_same_but(was, now, "K ParentTree ParentTreeNextKey") &&
	       key_grew(c, was, now, "K", USAGE_KIDS) &&
	       (object_same(object_key(was, "ParentTree"), object_key(now, "ParentTree")) ||
		parents_grew(c, document_find(c->was, was, "ParentTree"),
			     document_find(c->now, now, "ParentTree")));
}

/*
 * An empty field was filled in: where it is may not change; how it looks may, if who did that
 * signed it.
 */
static bool field_was_filled(struct compare *c, uint64_t num, const struct object *was,
			     const struct object *now)
{
	if (!is_signature_field(c->was, was) ||
	    inherited(c->was, was, "V")->kind != OBJECT_NULL ||
	    !object_same_but(was, now, "V AP MK DA M F Ff Q TU StructParent DR Lock") ||
	    ((is_seen(was) || is_seen(now)) && !is_answered_for(c, num)))
		return false;
	c->added |= REVISION_SIGNATURE;
	return true;
}

static bool page_grew(struct compare *c, const struct object *was, const struct object *now)
{
	return object_same_but(was, now, "Annots Tabs") &&
	       key_grew(c, was, now, "Annots", USAGE_FIELDS);
}

static bool element_grew(struct compare *c, const struct object *was, const struct object *now)
{
	return object_same_but(was, now, "K") && key_grew(c, was, now, "K", USAGE_KIDS);
}

static bool is_element(const struct object *o)
{
	return object_key(o, "S")->kind == OBJECT_NAME &&
	       object_key(o, "P")->kind == OBJECT_REF;
}

/* What an object may become is a matter of what it is used for, and that is one thing only. */
static bool may_change(struct compare *c, uint64_t num, const struct object *was,
		       const struct object *now)
{
	unsigned usage = usage_of(&c->usage, num);

	if (usage == USAGE_STORE) {
		c->added |= REVISION_STORE;
		return true;
	}
	if (usage == USAGE_ROOT)
		return catalog_grew(c, was, now);
	if (usage == USAGE_FORM)
		return form_grew(c, was, now);
	if (usage == USAGE_PARENTS)
		return parents_grew(c, was, now);
	if (was->kind == OBJECT_ARRAY)
		return (usage == USAGE_FIELDS || usage == USAGE_KIDS ||
			usage == USAGE_LEAVES) &&
		       list_grew(c, was, now, (enum usage_kind)usage);
	if ((usage & USAGE_TREE) && !(usage & ~(unsigned)(USAGE_TREE | USAGE_LINK)))
		return tree_grew(c, was, now);
	if (usage & ~(unsigned)(USAGE_LINK | USAGE_KIDS))
		return false;
	if (object_is_name(object_key(was, "Type"), "Page"))
		return page_grew(c, was, now);
	if (is_element(was))
		return element_grew(c, was, now);
	return field_was_filled(c, num, was, now);
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
	/* of another generation it is no more what references mean */
	if (num < c->now->n_entry && c->now->entry[num].gen != e->gen)
		return put_other(c, "something was changed", num);
	return object_same(was, now) || may_change(c, num, was, now) ||
	       put_other(c, "something was changed", num);
}

static uint64_t number_of(const struct object *ref)
{
	return ref->kind == OBJECT_REF ? (uint64_t)ref->n : 0;
}

/* An object from /Size on is none to some readers (7.5.5): none may appear or go by it. */
static bool same_size(struct compare *c)
{
	int64_t was = object_key(&c->was->trailer, "Size")->n,
		now = object_key(&c->now->trailer, "Size")->n;

	return now == was || (now > was && (uint64_t)was >= c->was->n_entry);
}

/* What the trailers say besides where the objects are. */
static void check_trailer(struct compare *c)
{
	const struct object *was = &c->was->trailer, *now = &c->now->trailer;

	if (number_of(object_key(was, "Root")) != number_of(object_key(now, "Root")))
		put_other(c, "it has another catalog", 0);
	if (!object_same(object_key(was, "Info"), object_key(now, "Info")) || !same_size(c))
		put_other(c, "its trailer was changed", 0);
	if (has_ghosts(c, object_key(was, "Info"), 0))
		put_other(c, "something that was missing was put in", 0);
	if (c->now->hybrid >= c->end)
		put_other(c, "its cross-reference is one of two kinds", 0);
}

/* Bytes that no cross-reference leads to, other than ends of lines. */
static bool is_blank(struct str s)
{
	return str_trim(s).n == 0;
}

static void compare(struct compare *c)
{
	usage_read(c->was, &c->usage);
	field_list(c->now, &c->fields);
	check_trailer(c);
	for (uint64_t num = 0; num < c->was->n_entry && check_object(c, num); num++)
		continue;
	if (c->was->fault || c->now->fault)
		put_other(c, "it cannot be read to the end", 0);
}

unsigned revision_compare(struct document *now, size_t end, struct str *what)
{
	struct arena *own = arena_open_like(now->arena);
	struct document *was = arena_alloc(own, sizeof *was);
	struct compare c = { .was = was, .now = now, .end = end, .what = what };
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
