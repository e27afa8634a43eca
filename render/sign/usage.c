#include "sign/usage.h"

/* What a dictionary is; of those in it that are no objects of their own, too. */
enum place { ELSEWHERE, IN_TRAILER, IN_CATALOG, IN_STORE, IN_TREE, IN_PARENTS };

static const struct {
	enum place place;
	const char *key; /* NULL: any */
	enum usage_kind kind;
	enum place inside;
} rules[] = {
	{ IN_TRAILER, "Root", USAGE_ROOT, ELSEWHERE },
	{ IN_CATALOG, "AcroForm", USAGE_FORM, ELSEWHERE },
	{ IN_CATALOG, "StructTreeRoot", USAGE_TREE, IN_TREE },
	{ IN_CATALOG, "DSS", USAGE_STORE, IN_STORE },
	{ IN_STORE, NULL, USAGE_STORE, ELSEWHERE },
	{ IN_TREE, "ParentTree", USAGE_PARENTS, IN_PARENTS },
	{ IN_TREE, "K", USAGE_KIDS, ELSEWHERE },
	{ IN_PARENTS, "Nums", USAGE_LEAVES, ELSEWHERE },
	{ IN_PARENTS, "Kids", USAGE_LEAVES, ELSEWHERE },
	{ ELSEWHERE, "Fields", USAGE_FIELDS, ELSEWHERE },
	{ ELSEWHERE, "Annots", USAGE_FIELDS, ELSEWHERE },
	{ ELSEWHERE, "K", USAGE_KIDS, ELSEWHERE },
	{ ELSEWHERE, "P", USAGE_LINK, ELSEWHERE },
	{ ELSEWHERE, "Pg", USAGE_LINK, ELSEWHERE },
	{ ELSEWHERE, "Parent", USAGE_LINK, ELSEWHERE },
	{ ELSEWHERE, "Obj", USAGE_LINK, ELSEWHERE },
	{ ELSEWHERE, "SE", USAGE_LINK, ELSEWHERE },
};

static void mark(struct usage *u, const struct object *o, enum usage_kind kind,
		 enum place place)
{
	if (o->kind == OBJECT_REF && (uint64_t)o->n < u->n)
		u->of[o->n] |= (uint16_t)kind;
	for (size_t i = 0; o->kind == OBJECT_ARRAY && i < o->n_item; i++)
		mark(u, &o->item[i], USAGE_LINK, ELSEWHERE);
	for (size_t i = 0; o->kind == OBJECT_DICT && i < o->n_item; i++) {
		enum usage_kind found = USAGE_OTHER;
		enum place inside = ELSEWHERE;

		for (size_t k = 0; k < sizeof rules / sizeof *rules; k++)
			if (rules[k].place == place &&
			    (!rules[k].key || str_is(o->key[i], rules[k].key))) {
				found = rules[k].kind;
				inside = rules[k].inside;
			}
		mark(u, &o->item[i], found, inside);
	}
}

static uint64_t number_of(const struct object *ref)
{
	return ref->kind == OBJECT_REF ? (uint64_t)ref->n : 0;
}

static void name_objects(struct document *doc, struct usage *u)
{
	const struct object *catalog = document_catalog(doc);

	u->root = number_of(object_key(&doc->trailer, "Root"));
	u->form = number_of(object_key(catalog, "AcroForm"));
	u->tree = number_of(object_key(catalog, "StructTreeRoot"));
	u->store = number_of(object_key(catalog, "DSS"));
	u->parents = number_of(
		object_key(document_find(doc, catalog, "StructTreeRoot"), "ParentTree"));
}

static enum place place_of(struct document *doc, const struct usage *u, uint64_t num)
{
	const struct object *o = document_object(doc, num);

	/* a cross-reference is a trailer, and might be something else that is drawn as well */
	if (o->is_stream && object_is_name(object_key(o, "Type"), "XRef"))
		return IN_TRAILER;
	return num == u->root      ? IN_CATALOG
	       : num == u->store   ? IN_STORE
	       : num == u->tree    ? IN_TREE
	       : num == u->parents ? IN_PARENTS
				   : ELSEWHERE;
}

void usage_read(struct document *doc, struct usage *out)
{
	*out = (struct usage){ .n = doc->n_entry };
	out->of = arena_array(doc->arena, doc->n_entry, sizeof *out->of);
	name_objects(doc, out);
	mark(out, &doc->trailer, USAGE_OTHER, IN_TRAILER);
	for (uint64_t num = 0; num < doc->n_entry; num++)
		mark(out, document_object(doc, num), USAGE_OTHER, place_of(doc, out, num));
}

unsigned usage_of(const struct usage *u, uint64_t num)
{
	return num < u->n ? u->of[num] : 0;
}
