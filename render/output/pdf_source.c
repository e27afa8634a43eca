#include "output/pdf_source.h"

#include "output/md5.h"
#include "output/pdf_text.h"

static struct str checksum(struct pdf *p, struct str source)
{
	struct buf sum = { .arena = p->arena };
	unsigned char digest[MD5_BYTES];

	md5(source, digest);
	buf_z(&sum, "/CheckSum <");
	for (size_t i = 0; i < MD5_BYTES; i += 2)
		pdf_text_hex16(&sum, (uint32_t)digest[i] << 8 | digest[i + 1]);
	buf_z(&sum, ">\n");
	return buf_text(&sum);
}

static HPDF_Dict put_stream(struct pdf *p, struct str source, const char *date)
{
	HPDF_Dict file = pdf_stream(p, source, PDF_DEFLATED), params = pdf_dict(p);

	pdf_set_name(p, file, "Type", "EmbeddedFile");
	pdf_set_name(p, file, "Subtype", "text/xml");
	pdf_set_int(p, params, "Size", (int64_t)source.n);
	if (date != NULL)
		pdf_set(p, params, "ModDate", pdf_ascii(p, date));
	pdf_set_tail(p, params, checksum(p, source));
	pdf_set(p, file, "Params", params);
	return file;
}

static HPDF_Dict put_specification(struct pdf *p, struct str source, const char *date)
{
	HPDF_Dict spec = pdf_object(p), at = pdf_dict(p);
	HPDF_Dict file = put_stream(p, source, date);

	pdf_set(p, at, "F", file);
	pdf_set(p, at, "UF", file);
	pdf_set_name(p, spec, "Type", "Filespec");
	pdf_set(p, spec, "F", pdf_ascii(p, PDF_SOURCE_NAME));
	pdf_set(p, spec, "UF", pdf_ascii(p, PDF_SOURCE_NAME));
	pdf_set_name(p, spec, "AFRelationship", "Source");
	pdf_set(p, spec, "EF", at);
	pdf_set_tail(p, spec, STR("/Desc <FEFF62A5544A657063EE>\n")); /* 报告数据 */
	return spec;
}

void pdf_source_put(struct pdf *p, struct str source, const char *date)
{
	HPDF_Dict spec = put_specification(p, source, date);
	HPDF_Dict names = pdf_dict(p), files = pdf_dict(p);
	HPDF_Array associated = pdf_array(p), list = pdf_array(p);

	pdf_add(p, list, pdf_ascii(p, PDF_SOURCE_NAME));
	pdf_add(p, list, spec);
	pdf_set(p, files, "Names", list);
	pdf_set(p, names, "EmbeddedFiles", files);
	pdf_set(p, p->doc->catalog, "Names", names);
	pdf_add(p, associated, spec);
	pdf_set(p, p->doc->catalog, "AF", associated);
}
