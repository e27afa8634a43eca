#include "output/pdf_meta.h"

#include "output/pdf_icc.h"
#include "output/pdf_text.h"
#include "output/pdf_xmp.h"

#define SOURCE_NAME "report.xml"

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

static void put_info(struct pdf *p, const struct book *b, struct str date)
{
	struct buf info = { .arena = p->arena };

	buf_z(&info, "/Title ");
	pdf_text_string(&info, b->title);
	if (b->organ.n > 0) {
		buf_z(&info, "\n/Author ");
		pdf_text_string(&info, b->organ);
	}
	buf_char(&info, '\n');
	pdf_set(p, p->doc->info, "Producer", pdf_ascii(p, PDF_XMP_PRODUCER));
	if (date.n > 0) {
		const char *z = pdf_date(p->arena, date);

		pdf_set(p, p->doc->info, "CreationDate", pdf_ascii(p, z));
		pdf_set(p, p->doc->info, "ModDate", pdf_ascii(p, z));
	}
	pdf_set_tail(p, p->doc->info, buf_text(&info));
}

static void put_xmp(struct pdf *p, const struct book *b, struct str date)
{
	HPDF_Dict xmp = pdf_stream(p, pdf_xmp(p->arena, b, date), PDF_PLAIN);

	pdf_set_name(p, xmp, "Type", "Metadata");
	pdf_set_name(p, xmp, "Subtype", "XML");
	pdf_set(p, p->doc->catalog, "Metadata", xmp);
}

/* Black in DeviceGray is all that is painted; an RGB intent makes it a defined colour. */
static void put_intent(struct pdf *p)
{
	HPDF_Dict intent = pdf_object(p);
	HPDF_Dict profile = pdf_stream(p, pdf_icc_srgb(p->arena), PDF_DEFLATED);
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

static HPDF_Dict put_source_stream(struct pdf *p, struct str source, struct str date)
{
	HPDF_Dict file = pdf_stream(p, source, PDF_DEFLATED), params = pdf_dict(p);

	pdf_set_name(p, file, "Type", "EmbeddedFile");
	pdf_set_name(p, file, "Subtype", "text/xml");
	pdf_set_int(p, params, "Size", (int64_t)source.n);
	if (date.n > 0)
		pdf_set(p, params, "ModDate", pdf_ascii(p, pdf_date(p->arena, date)));
	pdf_set(p, file, "Params", params);
	return file;
}

/* The report itself, so that a machine can have the figures from the file in thirty years. */
static void put_source(struct pdf *p, struct str source, struct str date)
{
	HPDF_Dict spec = pdf_object(p), names = pdf_dict(p), files = pdf_dict(p),
		  at = pdf_dict(p);
	HPDF_Dict file = put_source_stream(p, source, date);
	HPDF_Array associated = pdf_array(p), list = pdf_array(p);

	pdf_set(p, at, "F", file);
	pdf_set(p, at, "UF", file);
	pdf_set_name(p, spec, "Type", "Filespec");
	pdf_set(p, spec, "F", pdf_ascii(p, SOURCE_NAME));
	pdf_set(p, spec, "UF", pdf_ascii(p, SOURCE_NAME));
	pdf_set_name(p, spec, "AFRelationship", "Source");
	pdf_set(p, spec, "EF", at);
	pdf_set_tail(p, spec, STR("/Desc <FEFF62A5544A657063EE>\n")); /* 报告数据 */
	pdf_add(p, list, pdf_ascii(p, SOURCE_NAME));
	pdf_add(p, list, spec);
	pdf_set(p, files, "Names", list);
	pdf_set(p, names, "EmbeddedFiles", files);
	pdf_set(p, p->doc->catalog, "Names", names);
	pdf_add(p, associated, spec);
	pdf_set(p, p->doc->catalog, "AF", associated);
}

/* Labels for readers' page boxes: a new range wherever the printed numbers don't just go on. */
static void put_labels(struct pdf *p, const struct book *b)
{
	struct buf labels = { .arena = p->arena };
	HPDF_Dict tree = pdf_dict(p);

	buf_z(&labels, "/Nums [");
	for (size_t i = 0; i < b->npage; i++) {
		if (i > 0 && b->page[i].number == b->page[i - 1].number + 1)
			continue;
		pdf_text_int(&labels, (int64_t)i);
		buf_z(&labels, "<</S/D/St ");
		pdf_text_int(&labels, b->page[i].number);
		buf_z(&labels, ">>");
	}
	buf_z(&labels, "]\n");
	pdf_set_tail(p, tree, buf_text(&labels));
	pdf_set(p, p->doc->catalog, "PageLabels", tree);
}

void pdf_meta_put(struct pdf *p, const struct book *b, const struct pdf_options *options)
{
	struct str date = options->date.n == sizeof("YYYY-MM-DD") - 1 ? options->date : STR("");
	HPDF_Dict mark = pdf_dict(p), view = pdf_dict(p);

	pdf_set(p, p->doc->catalog, "Lang", pdf_ascii(p, "zh-CN"));
	pdf_set_true(p, mark, "Marked");
	pdf_set(p, p->doc->catalog, "MarkInfo", mark);
	pdf_set_true(p, view, "DisplayDocTitle");
	pdf_set(p, p->doc->catalog, "ViewerPreferences", view);
	put_info(p, b, date);
	put_xmp(p, b, date);
	put_intent(p);
	put_labels(p, b);
	if (b->source.n > 0)
		put_source(p, b->source, date);
}
