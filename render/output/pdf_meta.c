#include "output/pdf_meta.h"

#include "output/pdf_icc.h"
#include "output/pdf_press.h"
#include "output/pdf_source.h"
#include "output/pdf_text.h"
#include "output/pdf_xmp.h"

#include <string.h>

/* "YYYY-MM-DD" as a PDF date at midnight in China: "D:YYYYMMDD000000+08'00'". */
static const char *pdf_date(struct arena *a, struct str date)
{
	struct buf b = { .arena = a };

	buf_z(&b, "D:");
	buf_str(&b, str_sub(date, 0, 4));
	buf_str(&b, str_sub(date, 5, 2));
	buf_str(&b, str_sub(date, 8, 2));
	buf_z(&b, "000000+08'00'");
	return b.s;
}

static void put_text(struct buf *out, const char *key, struct str s)
{
	if (s.n == 0)
		return;
	buf_char(out, '/');
	buf_z(out, key);
	buf_char(out, ' ');
	pdf_text_string(out, s);
	buf_char(out, '\n');
}

/* The same, readable in the file where it is plain ASCII. */
static void put_plain_text(struct buf *out, const char *key, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.s[i] < ' ' || s.s[i] > '~' || strchr("()\\", s.s[i])) {
			put_text(out, key, s);
			return;
		}
	buf_printf(out, "/%s (", key);
	buf_str(out, s);
	buf_z(out, ")\n");
}

/* The program, its version, and what it was told: with that the file can be made again. */
static struct str producer_of(struct pdf *p, const struct pdf_options *options)
{
	struct buf b = { .arena = p->arena };

	buf_z(&b, "nianbao " NIANBAO_VERSION);
	buf_str(&b, options->told);
	return buf_text(&b);
}

/* What XMP says must be said here in the same words (ISO 19005-1, 6.7.3). */
static void put_info(struct pdf *p, const struct book *b, const char *date, struct str producer)
{
	struct buf info = { .arena = p->arena };

	put_text(&info, "Title", b->title);
	put_text(&info, "Author", b->organ);
	HPDF_Dict_RemoveElement(p->doc->info, "Producer"); /* libharu's own */
	put_plain_text(&info, "Producer", producer);
	for (int i = 0; b->archive != NULL && i < ARCHIVE_NFACT; i++)
		put_text(&info, archive_name(i)->key, b->archive[i]);
	if (date != NULL) {
		pdf_set(p, p->doc->info, "CreationDate", pdf_ascii(p, date));
		pdf_set(p, p->doc->info, "ModDate", pdf_ascii(p, date));
	}
	pdf_set_tail(p, p->doc->info, buf_text(&info));
}

static void put_xmp(struct pdf *p, const struct book *b, struct str date, struct str producer,
		    const struct sheets *sheets)
{
	struct pdf_xmp_facts facts = { date, producer, STR("") };
	HPDF_Dict xmp;

	if (p->standard->is_press)
		facts.id = pdf_press_id(p->arena, b, sheets);
	xmp = pdf_stream(p, pdf_xmp(p->arena, b, &facts, p->standard), PDF_PLAIN);

	pdf_set_name(p, xmp, "Type", "Metadata");
	pdf_set_name(p, xmp, "Subtype", "XML");
	pdf_set(p, p->doc->catalog, "Metadata", xmp);
}

/* Ink is DeviceGray or DeviceRGB, pictures too; an RGB intent makes all defined colours. */
static void put_intent(struct pdf *p)
{
	HPDF_Dict intent = pdf_object(p);
	HPDF_Dict profile =
		pdf_stream(p, pdf_icc_srgb(p->arena, p->standard->icc), PDF_DEFLATED);
	HPDF_Array intents = pdf_array(p);

	pdf_set_int(p, profile, "N", 3);
	pdf_set_name(p, intent, "Type", "OutputIntent");
	pdf_set_name(p, intent, "S", "GTS_PDFA1");
	pdf_set(p, intent, "OutputConditionIdentifier", pdf_ascii(p, "sRGB"));
	pdf_set(p, intent, "Info", pdf_ascii(p, "sRGB IEC61966-2.1"));
	pdf_set(p, intent, "DestOutputProfile", profile);
	pdf_add(p, intents, intent);
	pdf_set(p, p->doc->catalog, "OutputIntents", intents);
}

/* "8, 1": the numbers printed on a sheet. */
static void put_numbers(struct buf *out, const struct book *b, const struct sheet *sheet)
{
	struct buf text = { .arena = out->arena };

	buf_z(&text, sheet->nplace > 0 ? "" : "-");
	for (size_t i = 0; i < sheet->nplace; i++)
		buf_printf(&text, "%s%lu", i > 0 ? ", " : "",
			   (unsigned long)b->page[sheet->place[i].page].number);
	buf_z(out, "<</P");
	pdf_text_string(out, buf_text(&text));
	buf_z(out, ">>");
}

static uint32_t number_on(const struct book *b, const struct sheet *sheet)
{
	return b->page[sheet->place[0].page].number;
}

/*
 * Labels for readers' page boxes: a new range wherever the printed numbers don't just go on;
 * where pages share a sheet, one for each sheet.
 */
static void put_labels(struct pdf *p, const struct book *b, const struct sheets *s)
{
	struct buf labels = { .arena = p->arena };
	HPDF_Dict tree = pdf_dict(p);

	buf_z(&labels, "/Nums [");
	for (size_t i = 0; i < s->n; i++) {
		if (s->profile->sheet.across > 1) {
			pdf_text_int(&labels, (int64_t)i);
			put_numbers(&labels, b, &s->sheet[i]);
			continue;
		}
		if (i > 0 && number_on(b, &s->sheet[i]) == number_on(b, &s->sheet[i - 1]) + 1)
			continue;
		pdf_text_int(&labels, (int64_t)i);
		buf_z(&labels, "<</S/D/St ");
		pdf_text_int(&labels, number_on(b, &s->sheet[i]));
		buf_z(&labels, ">>");
	}
	buf_z(&labels, "]\n");
	pdf_set_tail(p, tree, buf_text(&labels));
	pdf_set(p, p->doc->catalog, "PageLabels", tree);
}

static void put_marked(struct pdf *p)
{
	HPDF_Dict d = pdf_dict(p);

	pdf_set_true(p, d, "Marked");
	pdf_set(p, p->doc->catalog, "MarkInfo", d);
}

/*
 * The title in the window; and what the print dialog is asked: not to scale, and paper of the
 * sheet's size. PDF 1.4 does not know that yet (PDF/A-1), and a print shop does not ask.
 */
static void put_preferences(struct pdf *p, const struct print_profile *profile)
{
	static const char *const duplex[] = { [PRINT_LONG_EDGE] = "DuplexFlipLongEdge",
					      [PRINT_SHORT_EDGE] = "DuplexFlipShortEdge" };
	HPDF_Dict d = pdf_dict(p);

	pdf_set_true(p, d, "DisplayDocTitle");
	if (p->standard->version == 7) {
		pdf_set_name(p, d, "PrintScaling", "None");
		pdf_set_true(p, d, "PickTrayByPDFSize");
	}
	if (p->standard->version == 7 && profile->duplex != PRINT_ANY)
		pdf_set_name(p, d, "Duplex", duplex[profile->duplex]);
	pdf_set(p, p->doc->catalog, "ViewerPreferences", d);
}

void pdf_meta_put(struct pdf *p, const struct book *b, const struct pdf_options *options)
{
	struct str date = options->date.n == sizeof("YYYY-MM-DD") - 1 ? options->date : STR("");
	const char *stamp = date.n > 0 ? pdf_date(p->arena, date) : NULL;

	put_preferences(p, options->sheets->profile);
	if (p->standard->has_tags)
		put_marked(p);
	pdf_set(p, p->doc->catalog, "Lang", pdf_ascii(p, "zh-CN"));
	put_info(p, b, stamp, producer_of(p, options));
	put_xmp(p, b, date, producer_of(p, options), options->sheets);
	if (p->standard->icc != 0)
		put_intent(p);
	if (p->standard->is_press) {
		pdf_set_name(p, p->doc->info, "Trapped", "False");
		pdf_press_intent(p, options);
	}
	put_labels(p, b, options->sheets);
	if (b->source.n > 0 && p->standard->has_source)
		pdf_source_put(p, b, stamp);
}
