#include "sign/place.h"

#include "sign/place_tag.h"

#define MICRO_PER_MILLI 1000

static bool read_rect(struct document *doc, const struct object *array, struct place_rect *out)
{
	milli v[4];

	if (array->kind != OBJECT_ARRAY || array->n_item != 4)
		return false;
	for (int i = 0; i < 4; i++) {
		int64_t micro;

		if (!object_micro(document_resolve(doc, &array->item[i]), &micro))
			return false;
		v[i] = micro / MICRO_PER_MILLI;
	}
	out->x0 = v[0] < v[2] ? v[0] : v[2];
	out->x1 = v[0] < v[2] ? v[2] : v[0];
	out->y0 = v[1] < v[3] ? v[1] : v[3];
	out->y1 = v[1] < v[3] ? v[3] : v[1];
	return true;
}

/* The page's MediaBox, which it may have from above. */
static bool page_box(struct document *doc, uint32_t page, struct place_rect *out)
{
	const struct object *node = document_object(doc, page);

	for (int i = 0; i < 32 && node->kind == OBJECT_DICT; i++) {
		if (read_rect(doc, document_find(doc, node, "MediaBox"), out))
			return true;
		node = document_find(doc, node, "Parent");
	}
	return document_fault(doc, "a page has no size");
}

bool place_rect_of(struct document *doc, const struct field *f, struct place_rect *out)
{
	const struct object *widget = document_object(doc, f->widget);
	const struct object *page = object_key(widget, "P");

	if (!f->widget || !read_rect(doc, document_find(doc, widget, "Rect"), out) ||
	    out->x1 - out->x0 > PLACE_MAX_SIDE || out->y1 - out->y0 > PLACE_MAX_SIDE)
		return false;
	out->page = page->kind == OBJECT_REF ? (uint32_t)page->n : 0;
	return out->x1 > out->x0 && out->y1 > out->y0;
}

enum place_result place_rect_from(struct document *doc, const struct place_box *box,
				  struct place_rect *out)
{
	struct place_rect media;

	out->page = document_page(doc, box->page);
	if (!out->page)
		return doc->fault ? PLACE_DAMAGED : PLACE_NO_PAGE;
	if (!page_box(doc, out->page, &media))
		return PLACE_DAMAGED;
	out->x0 = media.x0 + pdf_text_milli(box->x);
	out->x1 = out->x0 + pdf_text_milli(box->w);
	out->y1 = media.y1 - pdf_text_milli(box->y);
	out->y0 = out->y1 - pdf_text_milli(box->h);
	if (box->x < 0 || box->y < 0 || out->x1 > media.x1 || out->y0 < media.y0)
		return PLACE_OUTSIDE;
	return PLACE_DONE;
}

static void put_rect(struct buf *out, const struct place_rect *r)
{
	const milli edge[] = { r->x0, r->y0, r->x1, r->y1 };

	buf_z(out, "/Rect[");
	for (int i = 0; i < 4; i++) {
		pdf_text_points(out, edge[i]);
		buf_char(out, i < 3 ? ' ' : ']');
	}
}

static void put_appearance(struct buf *out, uint32_t num)
{
	buf_z(out, "<</N");
	pdf_text_ref(out, num);
	buf_z(out, ">>");
}

/* "[old items, the new one]": an array that gets one reference more. */
static struct str with_ref(struct document *doc, const struct object *array, uint32_t num)
{
	struct buf b = { .arena = doc->arena };

	buf_char(&b, '[');
	update_items(&b, document_resolve(doc, array));
	pdf_text_ref(&b, num);
	buf_char(&b, ']');
	return buf_text(&b);
}

/* The interactive form has the field; SigFlags: there are signatures, only append (12.7.2). */
static bool put_form(struct update *u, uint32_t field)
{
	struct document *doc = u->doc;
	const struct object *catalog = object_key(&doc->trailer, "Root");
	const struct object *form = object_key(document_catalog(doc), "AcroForm");
	struct buf b = { .arena = doc->arena }, whole = { .arena = doc->arena };
	uint32_t num;

	if (form->kind == OBJECT_REF && document_resolve(doc, form)->kind == OBJECT_DICT) {
		num = (uint32_t)form->n;
		form = document_resolve(doc, form);
		return (!field ||
			update_set(u, num, "Fields",
				   with_ref(doc, object_key(form, "Fields"), field))) &&
		       update_set(u, num, "SigFlags", STR("3"));
	}
	if (form->kind == OBJECT_DICT) {
		struct object_reader r = { .arena = doc->arena, .budget = &doc->budget };
		struct object half;

		update_with(&b, form, "SigFlags", STR("3"));
		r.s = buf_text(&b);
		if (!object_read(&r, &half))
			return document_fault(doc, "its form is malformed");
		if (field)
			update_with(&whole, &half, "Fields",
				    with_ref(doc, object_key(form, "Fields"), field));
		else
			whole = b;
		return update_set(u, (uint32_t)catalog->n, "AcroForm", buf_text(&whole));
	}
	num = update_number(u);
	buf_z(&b, "<</Fields[");
	if (field)
		pdf_text_ref(&b, field);
	buf_z(&b, "]/SigFlags 3>>");
	update_put(u, num, buf_text(&b));
	pdf_text_ref(&whole, num);
	return update_set(u, (uint32_t)catalog->n, "AcroForm", buf_text(&whole));
}

static bool put_on_page(struct update *u, uint32_t page, uint32_t widget)
{
	const struct object *annots = object_key(document_object(u->doc, page), "Annots");

	return update_set(u, page, "Annots", with_ref(u->doc, annots, widget)) &&
	       update_set(u, page, "Tabs", STR("/S"));
}

static enum place_result put_new(const struct place *p)
{
	struct update *u = p->update;
	struct document *doc = u->doc;
	struct buf b = { .arena = doc->arena };
	uint32_t page, num = update_number(u);
	static const struct place_rect nowhere;
	int64_t parent_key = -1;

	page = p->rect ? p->rect->page : document_page(doc, -1);
	if (!page)
		return doc->fault ? PLACE_DAMAGED : PLACE_NO_PAGE;
	buf_z(&b, "<</Type/Annot/Subtype/Widget/FT/Sig/F 132\n/T ");
	pdf_text_string(&b, p->name);
	buf_z(&b, "\n/TU ");
	pdf_text_string(&b, p->tip);
	buf_z(&b, "\n/V");
	pdf_text_ref(&b, p->signature);
	buf_z(&b, "/P");
	pdf_text_ref(&b, page);
	put_rect(&b, p->rect ? p->rect : &nowhere);
	if (p->appearance) {
		buf_z(&b, "/AP");
		put_appearance(&b, p->appearance);
	}
	if (!place_tag_put(u, num, page, &parent_key) || !put_on_page(u, page, num) ||
	    !put_form(u, num))
		return PLACE_DAMAGED;
	if (parent_key >= 0)
		buf_printf(&b, "/StructParent %lld", (long long)parent_key);
	buf_z(&b, ">>");
	update_put(u, num, buf_text(&b));
	return PLACE_DONE;
}

static bool fill(const struct place *p)
{
	struct update *u = p->update;
	const struct field *f = p->field;
	const struct object *widget = document_object(u->doc, f->widget);
	struct buf value = { .arena = u->arena }, look = { .arena = u->arena };
	const struct object *page = object_key(widget, "P");
	int64_t key = -1;

	pdf_text_ref(&value, p->signature);
	if (!update_set(u, f->num, "V", buf_text(&value)))
		return false;
	if (p->appearance) {
		put_appearance(&look, p->appearance);
		if (!update_set(u, f->widget, "AP", buf_text(&look)))
			return false;
	}
	if (object_key(widget, "StructParent")->kind == OBJECT_NULL &&
	    page->kind == OBJECT_REF && f->widget) {
		struct buf n = { .arena = u->arena };

		if (!place_tag_put(u, f->widget, (uint32_t)page->n, &key))
			return false;
		buf_printf(&n, "%lld", (long long)key);
		if (key >= 0 && !update_set(u, f->widget, "StructParent", buf_text(&n)))
			return false;
	}
	return put_form(u, 0);
}

enum place_result place_put(const struct place *p)
{
	if (!p->field)
		return put_new(p);
	return fill(p) ? PLACE_DONE : PLACE_DAMAGED;
}
