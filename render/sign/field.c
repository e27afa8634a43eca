#include "sign/field.h"

#include "base/limits.h"
#include "base/utf8.h"

#define MAX_DEPTH 16
#define MAX_NODES 20000

/* The name of a node, and of those above it. The full one is put together where it is needed. */
struct title {
	struct str text;
	const struct title *above;
};

struct walk {
	struct document *doc;
	struct fields *out;
	size_t n_node;
};

static struct str from_utf16(struct arena *a, struct str s)
{
	struct buf b = { .arena = a };

	buf_z(&b, "");
	for (size_t i = 2; i + 1 < s.n; i += 2) {
		uint32_t c = (uint32_t)((unsigned char)s.s[i] << 8 | (unsigned char)s.s[i + 1]);
		uint32_t low = 0;

		if (c >= 0xD800 && c < 0xDC00 && i + 3 < s.n)
			low = (uint32_t)((unsigned char)s.s[i + 2] << 8 |
					 (unsigned char)s.s[i + 3]);
		if (low >= 0xDC00 && low < 0xE000) {
			c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
			i += 2;
		} else if (c >= 0xD800 && c < 0xE000) {
			c = 0xFFFD;
		}
		buf_utf8(&b, c);
	}
	return buf_text(&b);
}

struct str field_text(struct arena *a, struct str s)
{
	struct buf b = { .arena = a };

	if (str_starts(s, STR("\xFE\xFF")))
		return from_utf16(a, s);
	if (str_starts(s, STR("\xEF\xBB\xBF")) && utf8_check(s) == s.n)
		return str_sub(s, 3, s.n);
	buf_z(&b, "");
	for (size_t i = 0; i < s.n; i++)
		buf_utf8(&b, (unsigned char)s.s[i] < 0x80 ? (unsigned char)s.s[i] : 0xFFFD);
	return buf_text(&b);
}

static bool is_widget(const struct object *node)
{
	return object_is_name(object_key(node, "Subtype"), "Widget");
}

static bool is_short(struct document *doc, size_t n)
{
	return n <= FIELD_MAX_TEXT ||
	       document_fault(doc,
			      "a text of a signature field has more bytes than " LIMIT_TEXT(
				      FIELD_MAX_TEXT));
}

struct str field_words(struct document *doc, const struct object *o)
{
	if (o->kind != OBJECT_STRING || !is_short(doc, o->s.n))
		return STR("");
	return field_text(doc->arena, o->s);
}

/* Names with periods between them, the highest first. */
static bool put_names(struct document *doc, const struct title *t, struct buf *out)
{
	if (!t)
		return true;
	if (!put_names(doc, t->above, out) || !is_short(doc, out->n + t->text.n))
		return false;
	buf_z(out, out->n ? "." : "");
	buf_str(out, field_text(doc->arena, t->text));
	return true;
}

static bool put_field(struct walk *w, const struct object *ref, const struct object *node,
		      const struct title *title)
{
	const struct object *value = object_key(node, "V"), *kids;
	struct field f = { .num = (uint32_t)ref->n };
	struct buf name = { .arena = w->doc->arena };

	buf_z(&name, "");
	if (!put_names(w->doc, title, &name))
		return false;
	f.name = buf_text(&name);
	if (w->out->n >= FIELD_MAX)
		return document_fault(w->doc, "it has too many signature fields");
	kids = document_find(w->doc, node, "Kids");
	if (is_widget(node))
		f.widget = f.num;
	else if (kids->kind == OBJECT_ARRAY && kids->n_item == 1 &&
		 kids->item[0].kind == OBJECT_REF)
		f.widget = (uint32_t)kids->item[0].n;
	f.value_num = value->kind == OBJECT_REF ? (uint32_t)value->n : 0;
	f.value = document_resolve(w->doc, value);
	w->out->item = arena_grow(w->doc->arena, w->out->item, &w->out->cap, w->out->n + 1,
				  sizeof *w->out->item);
	w->out->item[w->out->n++] = f;
	return true;
}

static bool walk(struct walk *w, const struct object *ref, const struct title *above,
		 bool is_signature, int depth)
{
	const struct object *node = document_resolve(w->doc, ref), *kids, *title;
	struct title own = { .above = above };
	const struct object *type = document_find(w->doc, node, "FT");
	bool has_named_kids = false;

	if (depth > MAX_DEPTH || ++w->n_node > MAX_NODES)
		return document_fault(w->doc, "its form is endless");
	if (node->kind != OBJECT_DICT || ref->kind != OBJECT_REF)
		return true;
	title = document_find(w->doc, node, "T");
	kids = document_find(w->doc, node, "Kids");
	if (type->kind == OBJECT_NAME)
		is_signature = object_is_name(type, "Sig");
	if (title->kind == OBJECT_STRING) {
		own.text = title->s;
		above = &own;
	}
	for (size_t i = 0; kids->kind == OBJECT_ARRAY && i < kids->n_item; i++) {
		const struct object *kid = document_resolve(w->doc, &kids->item[i]);

		if (object_key(kid, "T")->kind == OBJECT_NULL)
			continue;
		has_named_kids = true;
		if (!walk(w, &kids->item[i], above, is_signature, depth + 1))
			return false;
	}
	if (is_signature && !has_named_kids)
		return put_field(w, ref, node, above);
	return true;
}

bool field_list(struct document *doc, struct fields *out)
{
	const struct object *form = document_find(doc, document_catalog(doc), "AcroForm");
	const struct object *list = document_find(doc, form, "Fields");
	struct walk w = { .doc = doc, .out = out };

	*out = (struct fields){ 0 };
	for (size_t i = 0; list->kind == OBJECT_ARRAY && i < list->n_item; i++)
		if (!walk(&w, &list->item[i], NULL, false, 0))
			return false;
	return !doc->fault;
}
