#include "sign/signature.h"

#include "output/pdf_text.h"
#include "sign/cms.h"
#include "sign/moment.h"

#include <stdio.h>
#include <string.h>

#define RANGE "/ByteRange [0 "
#define BLANK_RANGE RANGE "0000000000 0000000000 0000000000]"

static void put_text(struct buf *b, const char *key, struct str s)
{
	if (s.n == 0)
		return;
	buf_z(b, key);
	pdf_text_string(b, s);
	buf_char(b, '\n');
}

struct str signature_body(struct arena *a, const struct signature_words *w, size_t room)
{
	struct buf b = { .arena = a };

	buf_z(&b, "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached\n");
	put_text(&b, "/Name ", w->signer);
	put_text(&b, "/Reason ", w->reason);
	put_text(&b, "/Location ", w->location);
	buf_z(&b, "/M (");
	moment_put_pdf(&b, w->time);
	buf_z(&b, ")\n" BLANK_RANGE "\n/Contents <");
	for (size_t i = 0; i < room; i++)
		buf_z(&b, "00");
	buf_z(&b, ">>>");
	return buf_text(&b);
}

bool signature_range(char *file, size_t n, size_t at, struct str part[2], struct str *hex)
{
	struct str s = { file + at, n - at };
	size_t range = str_find(s, STR(RANGE)), contents = str_find(s, STR("/Contents <"));
	size_t open, close;
	char text[64];

	if (range == (size_t)-1 || contents == (size_t)-1)
		return false;
	open = at + contents + sizeof "/Contents " - 1;
	close = open + 1;
	while (close < n && file[close] != '>')
		close++;
	close++;
	snprintf(text, sizeof text, "%010zu %010zu %010zu", open, close, n - close);
	memcpy(file + at + range + sizeof RANGE - 1, text, strlen(text));
	part[0] = (struct str){ file, open };
	part[1] = (struct str){ file + close, n - close };
	*hex = (struct str){ file + open + 1, close - open - 2 };
	return true;
}

bool signature_fill(char *hex, size_t ndigit, struct str der)
{
	static const char digit[] = "0123456789ABCDEF";

	if (der.n > ndigit / 2)
		return false;
	for (size_t i = 0; i < der.n; i++) {
		hex[2 * i] = digit[(unsigned char)der.s[i] >> 4];
		hex[2 * i + 1] = digit[der.s[i] & 15];
	}
	memset(hex + 2 * der.n, '0', ndigit - 2 * der.n);
	return true;
}

/* Digits only, an even number, all letters of one case, zeros behind the CMS. */
static const char *check_hex(struct str hex, struct str bytes, struct str der)
{
	bool has_upper = false, has_lower = false;

	for (size_t i = 0; i < hex.n; i++) {
		char c = hex.s[i];

		has_upper |= c >= 'A' && c <= 'F';
		has_lower |= c >= 'a' && c <= 'f';
		if (!(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'F') &&
		    !(c >= 'a' && c <= 'f'))
			return "holds more than hexadecimal digits";
	}
	if (hex.n % 2)
		return "has an odd number of digits";
	if (has_upper && has_lower)
		return "mixes upper and lower case";
	for (size_t i = der.n; i < bytes.n && der.n > 0; i++)
		if (bytes.s[i])
			return "is not padded with zeros";
	return NULL;
}

/* [0 open close end-close], and nothing else. */
static void read_range(struct document *doc, struct signature *s)
{
	const struct object *range = document_find(doc, s->dict, "ByteRange");
	int64_t n[4];

	if (range->kind != OBJECT_ARRAY || range->n_item != 4)
		return;
	for (int i = 0; i < 4; i++) {
		n[i] = range->item[i].n;
		if (range->item[i].kind != OBJECT_INT || n[i] < 0 ||
		    (uint64_t)n[i] > doc->bytes.n)
			return;
	}
	s->is_range_good = n[0] == 0 && (size_t)n[1] == s->open && (size_t)n[2] == s->close &&
			   (uint64_t)n[3] <= doc->bytes.n - (uint64_t)n[2] && n[3] > 0;
	if (!s->is_range_good)
		return;
	s->end = (size_t)(n[2] + n[3]);
	s->part[0] = str_sub(doc->bytes, 0, s->open);
	s->part[1] = str_sub(doc->bytes, s->close, (size_t)n[3]);
}

bool signature_read(struct document *doc, const struct field *f, struct signature *out)
{
	const struct object *contents = object_key(f->value, "Contents");

	*out = (struct signature){ .name = f->name, .dict = f->value };
	out->sub_filter = document_find(doc, f->value, "SubFilter")->s;
	/* one that is packed, or an object of its own, has no place in the file to leave out */
	if (contents->kind != OBJECT_STRING || contents->raw.n > SIGNATURE_MAX_HEX ||
	    contents->raw.s < doc->bytes.s || contents->raw.s >= doc->bytes.s + doc->bytes.n ||
	    contents->raw.s[0] != '<')
		return false;
	out->open = (size_t)(contents->raw.s - doc->bytes.s);
	out->close = out->open + contents->raw.n;
	out->der = str_sub(contents->s, 0, cms_length(contents->s));
	out->hex_fault = check_hex(str_sub(contents->raw, 1, contents->raw.n - 2), contents->s,
				   out->der);
	read_range(doc, out);
	return true;
}

/* ISO 32000-1, 12.8.2.2: P is 1. */
bool signature_locks(struct document *doc, const struct object *dict)
{
	const struct object *refs = document_find(doc, dict, "Reference");

	for (size_t i = 0; refs->kind == OBJECT_ARRAY && i < refs->n_item; i++) {
		const struct object *ref = document_resolve(doc, &refs->item[i]);
		const struct object *parms = document_find(doc, ref, "TransformParams");

		if (object_is_name(document_find(doc, ref, "TransformMethod"), "DocMDP") &&
		    document_find(doc, parms, "P")->n == 1)
			return true;
	}
	return false;
}
