#include "input/xml_decode.h"
#include "base/limits.h"
#include "base/utf8.h"

#include <ctype.h>
#include <iconv.h>
#include <string.h>

#define DECLARATION_MAX 256 /* bytes: no real XML declaration is longer */

bool xml_ends_line(struct str s, size_t i)
{
	return s.s[i] == '\n' || (s.s[i] == '\r' && (i + 1 == s.n || s.s[i + 1] != '\n'));
}

static uint32_t count_lines(struct str s, size_t end)
{
	uint32_t line = 1;

	for (size_t i = 0; i < end; i++)
		line += xml_ends_line(s, i);
	return line;
}

/* The name in encoding="…" of the XML declaration; empty if there is none. */
static struct str declared(struct str s)
{
	struct str head = str_sub(s, 0, DECLARATION_MAX), name;
	size_t at;

	if (!str_eq(str_sub(head, 0, 5), STR("<?xml")))
		return STR("");
	at = str_find(head, STR("?>"));
	head = str_sub(head, 0, at);
	at = str_find(head, STR("encoding"));
	if (at == (size_t)-1)
		return STR("");
	name = str_trim(str_sub(head, at + 8, head.n));
	if (name.n == 0 || name.s[0] != '=')
		return STR("");
	name = str_trim(str_sub(name, 1, name.n));
	if (name.n == 0 || (name.s[0] != '"' && name.s[0] != '\''))
		return STR("");
	at = str_find(str_sub(name, 1, name.n), str_sub(name, 0, 1));
	return at == (size_t)-1 ? STR("") : str_sub(name, 1, at);
}

/*
 * What we call an encoding and what iconv calls it; NULL: nothing to convert. GB18030 holds
 * GB2312 and GBK, which are often declared for files that use more than they have.
 */
static const struct encoding {
	const char *name, *iconv;
} encodings[] = {
	{ "UTF-8", NULL },        { "UTF8", NULL },       { "US-ASCII", NULL },
	{ "ASCII", NULL },        { "GBK", "GB18030" },   { "GB2312", "GB18030" },
	{ "GB18030", "GB18030" }, { "CP936", "GB18030" },
};

static bool is_name(struct str s, const char *name)
{
	size_t i = 0;

	for (; i < s.n && name[i] != '\0'; i++)
		if (toupper((unsigned char)s.s[i]) != name[i])
			return false;
	return i == s.n && name[i] == '\0';
}

static bool find_encoding(struct str name, const char **iconv_name)
{
	for (size_t i = 0; i < sizeof(encodings) / sizeof(encodings[0]); i++) {
		if (is_name(name, encodings[i].name)) {
			*iconv_name = encodings[i].iconv;
			return true;
		}
	}
	return false;
}

static bool convert(struct arena *a, struct diags *d, struct at at, const char *from,
		    struct str *s)
{
	/* Two bytes give at most three, as no other pair of these encodings grows. */
	size_t room = s->n + s->n / 2 + 4, left = s->n, n = room;
	char *out = arena_alloc(a, room), *to = out, *in = (char *)(uintptr_t)s->s;
	iconv_t conversion = iconv_open("UTF-8", from);
	bool done;

	if (conversion == (iconv_t)-1) {
		DIAG_PUT(d, ENCODING_UNKNOWN, at, str_from(from));
		return false;
	}
	done = iconv(conversion, &in, &left, &to, &n) != (size_t)-1;
	iconv_close(conversion);
	*s = (struct str){ out, room - n };
	if (!done) {
		at.line = count_lines(*s, s->n);
		DIAG_PUT(d, ENCODING_BROKEN, at, str_from(from));
	}
	return done;
}

/* UTF-16 shows itself by its byte order mark or by "<?" in two-byte units. */
static const char *find_utf16(struct str s)
{
	struct str two = str_sub(s, 0, 2), four = str_sub(s, 0, 4);

	if (str_eq(two, STR("\xFF\xFE")) || str_eq(four, STR("<\0?\0")))
		return "UTF-16LE";
	if (str_eq(two, STR("\xFE\xFF")) || str_eq(four, STR("\0<\0?")))
		return "UTF-16BE";
	return NULL;
}

static struct str without_mark(struct str s)
{
	return str_eq(str_sub(s, 0, 3), STR("\xEF\xBB\xBF")) ? str_sub(s, 3, s.n) : s;
}

bool xml_decode(struct arena *a, struct diags *d, struct str file, struct str bytes,
		struct str *out)
{
	const char *from = find_utf16(bytes);
	struct str name;
	size_t bad;

	*out = without_mark(bytes);
	if (from == NULL && out->n == bytes.n) {
		name = declared(bytes);
		if (name.n > 0 && !find_encoding(name, &from)) {
			DIAG_PUT(d, ENCODING_UNKNOWN, ((struct at){ file, 1 }), name);
			return false;
		}
	}
	if (from != NULL && !convert(a, d, (struct at){ file, 0 }, from, out))
		return false;
	*out = without_mark(*out);
	bad = utf8_check(*out);
	if (bad == out->n)
		return true;
	DIAG_PUT(d, ENCODING_BROKEN, ((struct at){ file, count_lines(*out, bad) }),
		 STR("UTF-8"));
	return false;
}

/* Attribute values, that is pairs of quotes, from the '<' at `*at` to the tag's end. */
static size_t count_values(struct str s, size_t *at)
{
	size_t n = 0, i = *at + 1;
	char quote = '\0';

	for (; i < s.n && s.s[i] != '<' && (quote != '\0' || s.s[i] != '>'); i++) {
		if (quote == '\0' && (s.s[i] == '"' || s.s[i] == '\''))
			quote = s.s[i];
		else if (s.s[i] == quote)
			quote = '\0', n++;
	}
	*at = i;
	return n;
}

bool xml_attributes_are_few(struct diags *d, struct str file, struct str s)
{
	for (size_t at = 0; at < s.n;) {
		const char *tag = memchr(s.s + at, '<', s.n - at);
		size_t start;

		if (tag == NULL)
			break;
		at = start = (size_t)(tag - s.s);
		if (count_values(s, &at) > XML_MAX_ATTRIBUTES) {
			DIAG_PUT(d, XML_ATTRIBUTES,
				 ((struct at){ file, count_lines(s, start) }),
				 STR(LIMIT_TEXT(XML_MAX_ATTRIBUTES)));
			return false;
		}
	}
	return true;
}
