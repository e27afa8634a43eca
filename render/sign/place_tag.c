#include "sign/place_tag.h"

#include "output/pdf_text.h"

#define MAX_DEPTH 16
#define MAX_NODES 100000 /* of the parent tree, which may lead back to itself */

/* The highest key of a number tree, at least `*most`. */
static bool highest_key(struct document *doc, const struct object *node, int64_t *most,
			size_t *n_visit, int depth)
{
	const struct object *kids = document_find(doc, node, "Kids");
	const struct object *nums = document_find(doc, node, "Nums");

	if (depth > MAX_DEPTH || ++*n_visit > MAX_NODES)
		return document_fault(doc, "its structure tree is endless");
	for (size_t i = 0; nums->kind == OBJECT_ARRAY && i + 1 < nums->n_item; i += 2)
		if (nums->item[i].kind == OBJECT_INT && nums->item[i].n > *most)
			*most = nums->item[i].n;
	for (size_t i = 0; kids->kind == OBJECT_ARRAY && i < kids->n_item; i++)
		if (!highest_key(doc, document_resolve(doc, &kids->item[i]), most, n_visit,
				 depth + 1))
			return false;
	return true;
}

/* The text of the top of the parent tree with one entry more, behind all others. */
static struct str parents_with(struct update *u, const struct object *tree, int64_t key,
			       uint32_t element)
{
	const struct object *kids = object_key(tree, "Kids");
	struct buf out = { .arena = u->arena }, list = { .arena = u->arena },
		   entry = { .arena = u->arena };

	buf_printf(&entry, "%lld", (long long)key);
	pdf_text_ref(&entry, element);
	buf_char(&list, '[');
	if (kids->kind != OBJECT_NULL) {
		struct buf leaf = { .arena = u->arena };
		uint32_t num = update_number(u);

		buf_printf(&leaf, "<</Limits[%lld %lld]/Nums[%s]>>", (long long)key,
			   (long long)key, entry.s);
		update_put(u, num, buf_text(&leaf));
		update_items(&list, document_resolve(u->doc, kids));
		pdf_text_ref(&list, num);
	} else {
		update_items(&list, document_find(u->doc, tree, "Nums"));
		buf_char(&list, ' ');
		buf_str(&list, buf_text(&entry));
	}
	buf_char(&list, ']');
	update_with(&out, tree, kids->kind != OBJECT_NULL ? "Kids" : "Nums", buf_text(&list));
	return buf_text(&out);
}

/* Where the element goes: into the Document that is the one child of the root, or the root. */
static uint32_t find_parent(struct document *doc, const struct object *root, uint32_t root_num)
{
	const struct object *kid = object_key(root, "K");
	const struct object *several = document_resolve(doc, kid);

	if (several->kind == OBJECT_ARRAY && several->n_item == 1)
		kid = &several->item[0];
	if (kid->kind == OBJECT_REF &&
	    object_key(document_resolve(doc, kid), "S")->kind == OBJECT_NAME)
		return (uint32_t)kid->n;
	return root_num;
}

/* A list that may be one value or an array, which may be an object of its own. */
static const struct object *list_of(struct document *doc, const struct object *value)
{
	const struct object *found = document_resolve(doc, value);

	return found->kind == OBJECT_ARRAY ? found : value;
}

static void put_element(struct update *u, uint32_t num, uint32_t parent, uint32_t widget,
			uint32_t page)
{
	struct buf b = { .arena = u->arena };

	buf_z(&b, "<</Type/StructElem/S/Form/P");
	pdf_text_ref(&b, parent);
	buf_z(&b, "/Pg");
	pdf_text_ref(&b, page);
	buf_z(&b, "/K<</Type/OBJR/Obj");
	pdf_text_ref(&b, widget);
	buf_z(&b, "/Pg");
	pdf_text_ref(&b, page);
	buf_z(&b, ">>>>");
	update_put(u, num, buf_text(&b));
}

static bool put_parents(struct update *u, uint32_t root_num, const struct object *root,
			int64_t key, uint32_t element)
{
	const struct object *tree = object_key(root, "ParentTree");
	struct buf ref = { .arena = u->arena };
	uint32_t num;

	if (tree->kind == OBJECT_REF && document_resolve(u->doc, tree)->kind == OBJECT_DICT) {
		/* the whole of it is written anew: the update knows only single entries */
		const struct object *top = document_resolve(u->doc, tree);
		const char *list =
			object_key(top, "Kids")->kind != OBJECT_NULL ? "Kids" : "Nums";
		struct object_reader r = { .arena = u->arena, .budget = &u->doc->budget };
		struct object made;

		r.s = parents_with(u, top, key, element);
		return object_read(&r, &made) &&
		       update_set(u, (uint32_t)tree->n, list, object_key(&made, list)->raw);
	}
	num = update_number(u);
	update_put(u, num, parents_with(u, document_resolve(u->doc, tree), key, element));
	pdf_text_ref(&ref, num);
	return update_set(u, root_num, "ParentTree", buf_text(&ref));
}

bool place_tag_put(struct update *u, uint32_t widget, uint32_t page, int64_t *key)
{
	struct document *doc = u->doc;
	const struct object *ref = object_key(document_catalog(doc), "StructTreeRoot");
	const struct object *root = document_resolve(doc, ref), *next;
	struct buf kids = { .arena = u->arena }, number = { .arena = u->arena };
	uint32_t parent, element;
	size_t n_visit = 0;

	if (root->kind != OBJECT_DICT)
		return true;
	if (ref->kind != OBJECT_REF)
		return document_fault(doc, "its structure tree is malformed");
	next = document_find(doc, root, "ParentTreeNextKey");
	*key = next->kind == OBJECT_INT && next->n > 0 ? next->n - 1 : -1;
	if (!highest_key(doc, document_find(doc, root, "ParentTree"), key, &n_visit, 0))
		return false;
	if (*key >= INT32_MAX)
		return document_fault(doc, "its structure tree is malformed");
	++*key;
	element = update_number(u);
	parent = find_parent(doc, root, (uint32_t)ref->n);
	put_element(u, element, parent, widget, page);
	buf_char(&kids, '[');
	update_items(&kids, list_of(doc, object_key(document_object(doc, parent), "K")));
	pdf_text_ref(&kids, element);
	buf_char(&kids, ']');
	buf_printf(&number, "%lld", (long long)*key + 1);
	return update_set(u, parent, "K", buf_text(&kids)) &&
	       update_set(u, (uint32_t)ref->n, "ParentTreeNextKey", buf_text(&number)) &&
	       put_parents(u, (uint32_t)ref->n, root, *key, element);
}
