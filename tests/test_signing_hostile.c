/* PDFs made to hurt: signing and verifying them ends soon, in bounded memory, with a verdict. */
#include "hostile_case.h"

#include "base/limits.h"

#include <zlib.h>

static uint32_t next(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

/* A few bytes changed, cut out, or put somewhere else; deterministic. */
static struct str mutated(const struct trial *t, struct str s, uint32_t *seed)
{
	static const char *const word[] = { "0",  "-1",     "99999999", "0 R", "<<",
					    ">>", "[",      "/K",       "obj", "endobj",
					    "(",  "stream", "/Prev 9",  "<" };
	struct buf b = { .arena = t->a };
	size_t n = 1 + next(seed) % 4;

	buf_str(&b, s);
	for (size_t i = 0; i < n; i++) {
		size_t at = next(seed) % b.n, from = next(seed) % b.n;
		size_t len = next(seed) % 40;
		const char *w = word[next(seed) % (sizeof word / sizeof *word)];

		switch (next(seed) % 4) {
		case 0:
			b.s[at] = (char)next(seed);
			break;
		case 1:
			memcpy(b.s + at, w, strlen(w) < b.n - at ? strlen(w) : b.n - at);
			break;
		case 2:
			memmove(b.s + at, b.s + from,
				len < b.n - (at > from ? at : from) ? len : 0);
			break;
		default:
			b.n -= b.n > 2000 ? next(seed) % 50 : 0;
			break;
		}
	}
	return buf_text(&b);
}

/* Signed files as plain text, so that changes meet what they mean. */
Test(signing_hostile, thousands_of_small_changes)
{
	struct trial t = signing_open();
	struct arena_mark mark;
	uint32_t seed = 9704;
	struct str good[2];

	must(NIANBAO(&t, "render", NIANBAO_SOURCE_DIR "/tests/fixtures/small.xml", "--layouts",
		     NIANBAO_SOURCE_DIR "/tests/layouts", "-o", "r.pdf"),
	     "render");
	must(RUN(&t, "/usr/bin/qpdf", "--qdf", "--object-streams=disable", "r.pdf", "q.pdf"),
	     "qpdf");
	must(NIANBAO(&t, "sign", "q.pdf", "-o", "s.pdf", SIGNER), "sign");
	must(NIANBAO(&t, "sign", "s.pdf", "-o", "s2.pdf", SIGNER), "sign");
	good[0] = read_text(&t, in_folder(&t, "s2.pdf"));
	must(NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", SIGNER), "sign");
	good[1] = read_text(&t, in_folder(&t, "s.pdf"));
	cr_assert(look(good[0]) && look(good[1]));
	mark = arena_mark(t.a);
	for (int i = 0; i < 600; i++) {
		struct str s = mutated(&t, good[i % 2], &seed);
		bool is_same = str_eq(s, good[i % 2]);

		cr_expect(!look(s) || is_same || i % 2 == 0, "change %d was not noticed", i);
		arena_rewind(t.a, mark);
	}
	trial_close(&t);
}

static struct str repeated(const struct trial *t, const char *word, size_t n, const char *end)
{
	struct buf b = { .arena = t->a };

	for (size_t i = 0; i < n; i++)
		buf_z(&b, word);
	buf_z(&b, end);
	return buf_text(&b);
}

Test(signing_hostile, depth_and_width)
{
	struct trial t = trial_open();
	struct str deep = repeated(&t, "[", 200000, ""),
		   wide = repeated(&t, "0 ", 8000000, "]");
	struct buf all = { .arena = t.a };

	look(file_of(&t, (struct str[]){ in_catalog(&t, "X", deep), PAGES, PAGE }, 3));
	buf_char(&all, '[');
	buf_str(&all, wide);
	look(file_of(&t, (struct str[]){ in_catalog(&t, "X", buf_text(&all)), PAGES, PAGE },
		     3));
	look(file_of(
		&t,
		(struct str[]){ in_catalog(&t, "AcroForm", repeated(&t, "<</Fields[", 60, "")),
				PAGES, PAGE },
		3));
	trial_close(&t);
}

Test(signing_hostile, circles)
{
	struct trial t = trial_open();
	const struct str page = PAGE;

	look(file_of(&t, (struct str[]){ STR("1 0 R"), PAGES, page }, 3));
	look(file_of(&t, (struct str[]){ STR("2 0 R"), STR("1 0 R"), page }, 3));
	look(file_of(
		&t,
		(struct str[]){ in_catalog(&t, "X", STR("1")),
				STR("<</Type/Pages/Kids[2 0 R 2 0 R 2 0 R 2 0 R]/Count 1>>"),
				page },
		3));
	look(file_of(&t,
		     (struct str[]){
			     in_catalog(&t, "AcroForm", STR("<</Fields[4 0 R 4 0 R]>>")), PAGES,
			     page, STR("<</FT/Sig/T(a)/Kids[4 0 R 4 0 R 4 0 R 4 0 R]>>") },
		     4));
	look(file_of(&t,
		     (struct str[]){ in_catalog(&t, "StructTreeRoot", STR("4 0 R")), PAGES,
				     page, STR("<</K 4 0 R/S/Document/ParentTree 5 0 R>>"),
				     STR("<</Kids[5 0 R 5 0 R 5 0 R 5 0 R]>>") },
		     5));
	look(file_of(&t,
		     (struct str[]){ in_catalog(&t, "X", STR("4 0 R")), PAGES, page,
				     STR("<</Length 4 0 R>>\nstream\nx\nendstream") },
		     4));
	trial_close(&t);
}

/* 200 MB of nothing in a few bytes, and again in each of many streams. */
Test(signing_hostile, bombs)
{
	struct trial t = trial_open();
	size_t n = (size_t)60 << 20;
	uLongf packed = compressBound(n);
	char *zeros = arena_alloc(t.a, n);
	unsigned char *small = arena_alloc(t.a, packed);
	struct buf stream = { .arena = t.a }, store = stream;
	struct str body[12];

	cr_assert_eq(compress(small, &packed, (const unsigned char *)zeros, n), Z_OK);
	buf_printf(&stream, "<</Filter/FlateDecode/Length %lu>>\nstream\n", packed);
	buf_put(&stream, small, packed);
	buf_z(&stream, "\nendstream");
	body[0] = in_catalog(&t, "DSS", STR("<</Certs[4 0 R 5 0 R 6 0 R 7 0 R 8 0 R 9 0 R]>>"));
	body[1] = PAGES;
	body[2] = PAGE;
	for (size_t i = 3; i < 12; i++)
		body[i] = buf_text(&stream);
	look(file_of(&t, body, 12));
	buf_z(&store, "<</Certs[");
	buf_str(&store, repeated(&t, "4 0 R ", 1000, "]/CRLs["));
	buf_str(&store, repeated(&t, "5 0 R ", 1000, "]/OCSPs["));
	buf_str(&store, repeated(&t, "6 0 R ", 1000, "]>>"));
	body[0] = in_catalog(&t, "DSS", buf_text(&store));
	look(file_of(&t, body, 12));
	trial_close(&t);
}

Test(signing_hostile, tables_that_lie)
{
	static const char *const tail[] = {
		"xref\n0 99999999\ntrailer\n<</Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n",
		"xref\n8388607 1\n0000000009 00000 n \ntrailer\n<</Root 1 0 "
		"R>>\nstartxref\n%zu\n%%%%EOF\n",
		"xref\n4294967295 1\n0000000009 00000 n "
		"\ntrailer\n<<>>\nstartxref\n%zu\n%%%%EOF\n",
		"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R/Prev "
		"%zu>>\nstartxref\n9\n%%%%EOF\n",
		"xref\ntrailer\n<<\nstartxref\n%zu\n%%%%EOF\n",
		"1 0 obj\n<</Type/XRef/W[8 8 8]/Size 99999/Length "
		"3>>\nstream\nabc\nendstream\nendobj\n"
		"startxref\n%zu\n%%%%EOF\n",
		"1 0 obj\n<</Type/XRef/W[0 0 0]/Size 99999/Length "
		"3>>\nstream\nabc\nendstream\nendobj\n"
		"startxref\n%zu\n%%%%EOF\n",
		"startxref\n99999999999999999999\n%%%%EOF\n",
		"startxref\n%zu\n%%%%EOF\n",
	};
	struct trial t = trial_open();

	for (size_t i = 0; i < sizeof tail / sizeof *tail; i++) {
		struct buf b = { .arena = t.a };
		struct str text = str_from(tail[i]);
		size_t at = str_find(text, STR("%zu"));

		buf_z(&b, "%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n");
		{
			size_t start = b.n;

			buf_str(&b, str_sub(text, 0, at));
			if (at != (size_t)-1) {
				buf_printf(&b, "%zu", start);
				buf_str(&b, str_sub(text, at + 3, text.n));
			}
		}
		cr_expect(!look(buf_text(&b)), "%zu", i);
	}
	cr_expect(!look(STR("")) && !look(STR("%PDF-")) && !look(STR("%PDF-1.7\nstartxref")));
	trial_close(&t);
}

/* Names that are long, and longer the deeper they stand, or the same for thousands of fields. */
Test(signing_hostile, endless_names)
{
	struct trial t = trial_open();
	struct str name = repeated(&t, "x", 3000, ""), body[20];
	struct buf all = { .arena = t.a }, big = all;
	struct document *doc = arena_alloc(t.a, sizeof *doc);
	struct fields fields;
	bool is_encrypted;

	body[0] = in_catalog(&t, "AcroForm", STR("<</Fields[4 0 R]>>"));
	body[1] = PAGES;
	body[2] = PAGE;
	for (int i = 3; i < 16; i++) {
		struct buf b = { .arena = t.a };

		buf_printf(&b, "<</FT/Sig/T(%s)", name.s);
		if (i < 15)
			buf_printf(&b, "/Kids[%d 0 R]", i + 2);
		buf_z(&b, ">>");
		body[i] = buf_text(&b);
	}
	cr_assert(document_open(doc, t.a, file_of(&t, body, 16), &is_encrypted));
	cr_expect(!field_list(doc, &fields));
	cr_expect_str_eq(
		doc->fault,
		"a text of a signature field has more bytes than " LIMIT_TEXT(FIELD_MAX_TEXT));
	buf_z(&all, "<</Fields[");
	for (int i = 0; i < 3000; i++)
		buf_z(&all, "4 0 R ");
	buf_z(&all, "]>>");
	buf_z(&big, "(");
	buf_str(&big, repeated(&t, "x", 1 << 20, ")"));
	body[0] = in_catalog(&t, "AcroForm", buf_text(&all));
	body[3] = STR("<</FT/Tx/T 5 0 R>>");
	body[4] = buf_text(&big);
	look(file_of(&t, body, 5));
	body[3] = STR("<</FT/Sig/T 5 0 R>>");
	cr_expect(!look(file_of(&t, body, 5)));
	trial_close(&t);
}
