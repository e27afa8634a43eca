#include "output/pdf_press.h"

#include "output/md5.h"
#include "output/pdf_text.h"

void pdf_press_resources(struct pdf *p, HPDF_Dict resources)
{
	HPDF_Dict states = pdf_dict(p), over = pdf_dict(p), out = pdf_dict(p);

	pdf_set_true(p, over, "OP");
	pdf_set_true(p, over, "op");
	pdf_set_int(p, over, "OPM", 1);
	pdf_set(p, states, "Over", over);
	pdf_set_tail(p, out, STR("/OP false/op false\n"));
	pdf_set(p, states, "Out", out);
	pdf_set(p, resources, "ExtGState", states);
}

static void put_box(struct buf *out, const char *name, const struct sheets *s,
		    const struct sheet_box *box)
{
	const emu side[] = { box->left, s->height - box->bottom, box->right,
			     s->height - box->top };

	buf_z(out, name);
	for (size_t i = 0; i < 4; i++) {
		buf_z(out, i == 0 ? " [" : " ");
		pdf_text_points(out, pdf_text_milli(side[i]));
	}
	buf_z(out, "]\n");
}

void pdf_press_page(struct pdf *p, HPDF_Page page, const struct sheets *sheets)
{
	struct buf boxes = { .arena = p->arena };

	put_box(&boxes, "/BleedBox", sheets, &sheets->bleed);
	put_box(&boxes, "/TrimBox", sheets, &sheets->trim);
	pdf_set_tail(p, page, buf_text(&boxes));
}

static const char *z(struct pdf *p, struct str s)
{
	return str_z(p->arena, s);
}

void pdf_press_intent(struct pdf *p, const struct pdf_options *options)
{
	const struct print_press *press = &options->sheets->profile->press;
	HPDF_Dict intent = pdf_object(p);
	HPDF_Dict profile = pdf_stream(p, options->icc, PDF_DEFLATED);
	HPDF_Array intents = pdf_array(p);

	pdf_set_int(p, profile, "N", 4);
	pdf_set_name(p, intent, "Type", "OutputIntent");
	pdf_set_name(p, intent, "S", "GTS_PDFX");
	pdf_set(p, intent, "OutputConditionIdentifier", pdf_ascii(p, z(p, press->condition)));
	pdf_set(p, intent, "RegistryName", pdf_ascii(p, z(p, press->registry)));
	pdf_set(p, intent, "Info", pdf_ascii(p, z(p, press->about)));
	pdf_set(p, intent, "DestOutputProfile", profile);
	pdf_add(p, intents, intent);
	pdf_set(p, p->doc->catalog, "OutputIntents", intents);
}

struct str pdf_press_id(struct arena *a, const struct book *b, const struct sheets *sheets)
{
	struct buf all = { .arena = a }, id = { .arena = a };
	unsigned char digest[MD5_BYTES];

	buf_str(&all, b->source);
	sheets_dump(sheets, b, &all);
	md5(buf_text(&all), digest);
	for (size_t i = 0; i < sizeof digest; i++)
		buf_printf(&id, "%02x", digest[i]);
	return buf_text(&id);
}
