#include "output/pdf_field.h"

#include "output/pdf_text.h"

/* ISO 32000-1, 12.5.3: it prints, and nobody moves it. */
#define PRINT_AND_LOCKED 132

struct field {
	const struct pdf_tree *tree;
	const struct seal_area *area;
	const struct placement *place; /* of its page */
	HPDF_Page sheet;
	HPDF_Dict widget, look;
};

static void put_point(struct buf *out, emu x, emu y)
{
	pdf_text_points(out, pdf_text_milli(x));
	buf_char(out, ' ');
	pdf_text_points(out, pdf_text_milli(y));
}

static void put_rect(struct buf *out, const struct field *f)
{
	emu height = f->tree->sheets->height;

	buf_z(out, "/Rect[");
	put_point(out, placement_x(f->place, f->area->x),
		  height - placement_y(f->place, f->area->y1));
	buf_char(out, ' ');
	put_point(out, placement_x(f->place, f->area->x1),
		  height - placement_y(f->place, f->area->y));
	buf_z(out, "]\n");
}

/* What a voice says: what is to be done here, and whose seal it is. */
static void put_name(struct buf *out, const struct field *f, struct str name)
{
	struct buf tip = { .arena = f->tree->pdf->arena };

	buf_z(&tip, "\xE7\xAD\xBE\xE5\x90\x8D\xE5\xA4\x84"); /* 签名处 */
	if (f->area->bearer.n > 0) {
		buf_z(&tip, "\xEF\xBC\x9A"); /* ： */
		buf_str(&tip, f->area->bearer);
	}
	buf_z(out, "/T ");
	pdf_text_string(out, name);
	buf_z(out, "\n/TU ");
	pdf_text_string(out, buf_text(&tip));
	buf_char(out, '\n');
}

/* PDF/A: an annotation has an appearance, here of nothing. Some tools stumble over no bytes at all. */
static HPDF_Dict put_look(const struct field *f)
{
	struct pdf *p = f->tree->pdf;
	HPDF_Dict look = pdf_stream(p, STR("q Q"), PDF_PLAIN);
	HPDF_Array box = pdf_array(p);

	pdf_set_name(p, look, "Type", "XObject");
	pdf_set_name(p, look, "Subtype", "Form");
	pdf_add_int(p, box, 0);
	pdf_add_int(p, box, 0);
	pdf_add_int(p, box, pdf_text_milli(f->area->x1 - f->area->x) / 1000);
	pdf_add_int(p, box, pdf_text_milli(f->area->y1 - f->area->y) / 1000);
	pdf_set(p, look, "BBox", box);
	pdf_set(p, look, "Resources", pdf_dict(p));
	return look;
}

static void put_widget(const struct field *f, struct str name)
{
	struct pdf *p = f->tree->pdf;
	HPDF_Dict looks = pdf_dict(p);
	struct buf tail = { .arena = p->arena };

	pdf_set_name(p, f->widget, "Type", "Annot");
	pdf_set_name(p, f->widget, "Subtype", "Widget");
	pdf_set_name(p, f->widget, "FT", "Sig");
	pdf_set_int(p, f->widget, "F", PRINT_AND_LOCKED);
	pdf_set(p, f->widget, "P", f->sheet);
	pdf_set(p, looks, "N", f->look);
	pdf_set(p, f->widget, "AP", looks);
	if (p->standard->has_tags)
		pdf_set_int(p, f->widget, "StructParent", (int64_t)f->tree->nsheet);
	put_name(&tail, f, name);
	put_rect(&tail, f);
	pdf_set_tail(p, f->widget, buf_text(&tail));
}

/* The body of the Form element, once its parent and the widget have numbers. */
static void put_element(struct buf *out, const void *owner, size_t i)
{
	const struct field *f = owner;
	uint32_t page = pdf_id(f->sheet);

	(void)i;
	buf_z(out, "/S/Form/P");
	pdf_text_ref(out, pdf_id(f->tree->node[1].object));
	buf_z(out, "/Pg");
	pdf_text_ref(out, page);
	buf_z(out, "/K<</Type/OBJR/Obj");
	pdf_text_ref(out, pdf_id(f->widget));
	buf_z(out, "/Pg");
	pdf_text_ref(out, page);
	buf_z(out, ">>");
}

bool pdf_field_put(struct pdf_tree *t, struct str name)
{
	struct pdf *p = t->pdf;
	struct field *f = arena_alloc(p->arena, sizeof(*f));
	HPDF_Array annots, fields;
	HPDF_Dict form;
	size_t isheet;

	if (t->book->narea == 0)
		return false;
	*f = (struct field){ .tree = t, .area = &t->book->area[0] };
	f->place = sheets_find(t->sheets, f->area->page, &isheet);
	if (f->place == NULL)
		return false;
	f->sheet = t->sheet[isheet];
	f->widget = pdf_object(p);
	f->look = put_look(f);
	put_widget(f, name);
	annots = pdf_array(p);
	pdf_add(p, annots, f->widget);
	pdf_set(p, f->sheet, "Annots", annots);
	pdf_set_name(p, f->sheet, "Tabs", "S");
	form = pdf_dict(p);
	fields = pdf_array(p);
	pdf_add(p, fields, f->widget);
	pdf_set(p, form, "Fields", fields);
	pdf_set_int(p, form, "SigFlags", 1); /* 12.7.2: there is a signature field */
	pdf_set(p, p->doc->catalog, "AcroForm", form);
	if (p->standard->has_tags) {
		t->form = pdf_object(p);
		pdf_set_body(p, t->form, put_element, f, 0);
	}
	return true;
}
