#include "sign/claim.h"

#include "sign/field.h"

/* The character behind `<key>` or `key="` in the packet; 0 if there is none. */
static char fact(struct str xmp, struct str key)
{
	size_t at = str_find(xmp, key);

	while (at != (size_t)-1 && at + key.n + 2 < xmp.n) {
		const char *p = xmp.s + at + key.n;

		if (p[0] == '>')
			return p[1];
		if (p[0] == '=' && (p[1] == '"' || p[1] == '\''))
			return p[2];
		xmp = str_sub(xmp, at + key.n, xmp.n);
		at = str_find(xmp, key);
	}
	return 0;
}

static void read_info(struct document *doc, struct claim *c)
{
	const struct object *info = document_find(doc, &doc->trailer, "Info");
	struct str made = field_text(doc->arena, document_find(doc, info, "Producer")->s), name;
	struct str date = document_find(doc, info, "CreationDate")->s;
	struct buf b = { .arena = doc->arena };

	c->is_ours = str_starts(made, STR("nianbao ")) && str_word(&made, &name) &&
		     str_word(&made, &c->version);
	c->told = made;
	if (!str_starts(date, STR("D:")) || date.n < 10)
		return;
	buf_str(&b, str_sub(date, 2, 4));
	buf_char(&b, '-');
	buf_str(&b, str_sub(date, 6, 2));
	buf_char(&b, '-');
	buf_str(&b, str_sub(date, 8, 2));
	c->date = buf_text(&b);
}

struct claim claim_read(struct document *doc)
{
	const struct object *metadata = document_find(doc, document_catalog(doc), "Metadata");
	struct claim c = { 0 };
	struct str xmp;
	char part;

	read_info(doc, &c);
	if (!metadata->is_stream || object_key(metadata, "Filter")->kind != OBJECT_NULL)
		return c;
	xmp = metadata->s;
	part = fact(xmp, STR("pdfaid:part"));
	c.part = part >= '1' && part <= '4' ? part - '0' : 0;
	c.level = fact(xmp, STR("pdfaid:conformance"));
	c.is_ua = fact(xmp, STR("pdfuaid:part")) == '1';
	return c;
}
