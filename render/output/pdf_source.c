#include "output/pdf_source.h"

#include "output/md5.h"
#include "output/pdf_text.h"

#include <string.h>

struct attachment {
	struct str name, bytes;
	const char *relationship, *type;
	struct str description;
	struct str key; /* the name as it stands in the file: the order of the name tree */
	HPDF_Dict spec;
};

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

static HPDF_Dict put_stream(struct pdf *p, const struct attachment *a, const char *date)
{
	HPDF_Dict file = pdf_stream(p, a->bytes, PDF_DEFLATED), params = pdf_dict(p);

	pdf_set_name(p, file, "Type", "EmbeddedFile");
	pdf_set_name(p, file, "Subtype", a->type);
	pdf_set_int(p, params, "Size", (int64_t)a->bytes.n);
	if (date != NULL)
		pdf_set(p, params, "ModDate", pdf_ascii(p, date));
	pdf_set_tail(p, params, checksum(p, a->bytes));
	pdf_set(p, file, "Params", params);
	return file;
}

static void put_specification(struct pdf *p, struct attachment *a, const char *date)
{
	HPDF_Dict at = pdf_dict(p), file = put_stream(p, a, date);
	struct buf tail = { .arena = p->arena };

	a->spec = pdf_object(p);
	pdf_set(p, at, "F", file);
	pdf_set(p, at, "UF", file);
	pdf_set_name(p, a->spec, "Type", "Filespec");
	pdf_set_name(p, a->spec, "AFRelationship", a->relationship);
	pdf_set(p, a->spec, "EF", at);
	buf_z(&tail, "/F ");
	buf_str(&tail, a->key);
	buf_z(&tail, "\n/UF ");
	buf_str(&tail, a->key);
	buf_z(&tail, "\n/Desc ");
	pdf_text_string(&tail, a->description);
	buf_char(&tail, '\n');
	pdf_set_tail(p, a->spec, buf_text(&tail));
}

/* A name as a text string; plain ASCII stays readable in the file. */
static struct str name_key(struct pdf *p, struct str name)
{
	struct buf b = { .arena = p->arena };

	for (size_t i = 0; i < name.n; i++)
		if (name.s[i] <= ' ' || name.s[i] > '~' || strchr("()\\", name.s[i])) {
			pdf_text_string(&b, name);
			return buf_text(&b);
		}
	buf_char(&b, '(');
	buf_str(&b, name);
	buf_char(&b, ')');
	return buf_text(&b);
}

/*
 * ISO 32000-1 7.9.6: names ascend by bytes. Those in UTF-16 begin with FE, behind all ASCII; among
 * themselves their hexadecimal digits are in the order of their bytes.
 */
static bool is_before(const struct attachment *a, const struct attachment *b)
{
	bool a_is_ascii = a->key.s[0] == '(', b_is_ascii = b->key.s[0] == '(';

	if (a_is_ascii != b_is_ascii)
		return a_is_ascii;
	return str_cmp(str_sub(a->key, 1, a->key.n - 2), str_sub(b->key, 1, b->key.n - 2)) < 0;
}

static void sort(struct attachment *a, size_t n)
{
	for (size_t i = 1; i < n; i++)
		for (size_t k = i; k > 0 && is_before(&a[k], &a[k - 1]); k--) {
			struct attachment t = a[k];

			a[k] = a[k - 1];
			a[k - 1] = t;
		}
}

static void put_names(struct pdf *p, const struct attachment *a, size_t n)
{
	HPDF_Dict names = pdf_dict(p), files = pdf_dict(p);
	struct buf list = { .arena = p->arena };

	buf_z(&list, "/Names [ ");
	for (size_t i = 0; i < n; i++) {
		buf_str(&list, a[i].key);
		pdf_text_ref(&list, pdf_id(a[i].spec));
		buf_char(&list, '\n');
	}
	buf_z(&list, "]\n");
	pdf_set_tail(p, files, buf_text(&list));
	pdf_set(p, names, "EmbeddedFiles", files);
	pdf_set(p, p->doc->catalog, "Names", names);
}

void pdf_source_put(struct pdf *p, const struct book *b, const char *date)
{
	struct attachment *a = arena_array(p->arena, b->nimage + 1, sizeof *a);
	HPDF_Array associated = pdf_array(p);
	size_t n = 1;

	a[0] = (struct attachment){ .name = STR(PDF_SOURCE_NAME), .bytes = b->source,
				    .relationship = "Source", .type = "text/xml",
				    .description = STR("报告数据") };
	for (size_t i = 0; i < b->nimage; i++) {
		bool is_png = b->image[i]->file.s[0] != '\xff'; /* else JPEG: FF D8 */

		a[n++] = (struct attachment){ .name = b->image[i]->name,
					      .bytes = b->image[i]->file,
					      .relationship = "Supplement",
					      .type = is_png ? "image/png" : "image/jpeg",
					      .description = STR("报告所用图片") };
	}
	for (size_t i = 0; i < n; i++) {
		a[i].key = name_key(p, a[i].name);
		put_specification(p, &a[i], date);
		pdf_add(p, associated, a[i].spec);
	}
	sort(a, n);
	put_names(p, a, n);
	pdf_set(p, p->doc->catalog, "AF", associated);
}
