/* PDF objects as a signer reads them, and how they are unpacked: to the letter, or not at all. */
#include "sign/object.h"
#include "sign/unpack.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static void oom(void *host)
{
	(void)host;
	abort();
}

static bool read_object(struct arena *a, struct str s, struct object *out)
{
	static size_t budget;
	struct object_reader r = { .arena = a, .s = s, .budget = &budget };

	budget = 1000;
	return object_read(&r, out);
}

Test(signing_object, reads_what_stands_there)
{
	static const struct {
		const char *text;
		enum object_kind kind;
		int64_t n;
		const char *s;
	} row[] = {
		{ "null", OBJECT_NULL, 0, NULL },
		{ "true", OBJECT_BOOL, 1, NULL },
		{ "false ", OBJECT_BOOL, 0, NULL },
		{ "% words\r\n  -17", OBJECT_INT, -17, NULL },
		{ "+9", OBJECT_INT, 9, NULL },
		{ "-.5", OBJECT_REAL, -500000, NULL },
		{ "3.1415926", OBJECT_REAL, 3141592, NULL },
		{ "12 3 R", OBJECT_REF, 12, NULL },
		{ "/A#20B#zz", OBJECT_NAME, 0, "A B#zz" },
		{ "(a(b)\\)c)", OBJECT_STRING, 0, "a(b))c" },
		{ "(\\101\\7\\n\\r\\t\\b\\f\\q)", OBJECT_STRING, 0, "A\a\n\r\t\b\fq" },
		{ "(a\\\r\nb\\\nc\\\rd)", OBJECT_STRING, 0, "abcd" },
		{ "<48 656C6C 6f7>", OBJECT_STRING, 0, "Hellop" },
		{ "[1[2]/N]", OBJECT_ARRAY, 0, NULL },
		{ "<</K 1/L<</M 2>>>>", OBJECT_DICT, 0, NULL },
	};
	struct arena *a = arena_open((size_t)1 << 24, oom, NULL);

	for (size_t i = 0; i < COUNT(row); i++) {
		struct object o = { 0 };

		cr_assert(read_object(a, str_from(row[i].text), &o), "%s", row[i].text);
		cr_expect_eq(o.kind, row[i].kind, "%s", row[i].text);
		cr_expect_eq(o.n, row[i].n, "%s: %lld", row[i].text, (long long)o.n);
		if (row[i].s)
			cr_expect_str_eq(str_z(a, o.s), row[i].s);
	}
	arena_close(a);
}

Test(signing_object, refuses_what_is_none)
{
	static const char *const text[] = {
		"",	 " ",	 "]",	     "nul",	   "(never closed",    "(\\",
		"<4g>",	 "<48",	 "[1 2",     "<</K",	   "<</K 1/K 2>>",     "<<1 2>>",
		"<<K 1", "1.2.3", "1a",	     "+",	   "9999999999999999", "<</K ]>>",
	};
	struct arena *a = arena_open((size_t)1 << 24, oom, NULL);
	struct buf deep = { .arena = a };
	struct object o;

	for (size_t i = 0; i < COUNT(text); i++)
		cr_expect_not(read_object(a, str_from(text[i]), &o), "%s", text[i]);
	for (size_t i = 0; i < 900; i++)
		buf_char(&deep, '[');
	for (size_t i = 0; i < 900; i++)
		buf_char(&deep, ']');
	cr_expect_not(read_object(a, buf_text(&deep), &o), "nesting is bounded");
	deep.n = 0;
	buf_char(&deep, '[');
	for (size_t i = 0; i < 2000; i++)
		buf_z(&deep, "1 ");
	buf_char(&deep, ']');
	cr_expect_not(read_object(a, buf_text(&deep), &o), "the number of objects is bounded");
	arena_close(a);
}

Test(signing_object, finds_entries)
{
	struct arena *a = arena_open((size_t)1 << 24, oom, NULL);
	struct object o;
	int64_t micro;

	cr_assert(read_object(a, STR("<</A /Name /B 1.5 /C 2 /D (s)>>"), &o));
	cr_expect(object_is_name(object_key(&o, "A"), "Name"));
	cr_expect_not(object_is_name(object_key(&o, "D"), "s"), "a string is no name");
	cr_expect_eq(object_key(&o, "E")->kind, OBJECT_NULL);
	cr_expect(object_micro(object_key(&o, "B"), &micro) && micro == 1500000);
	cr_expect(object_micro(object_key(&o, "C"), &micro) && micro == 2000000);
	cr_expect_not(object_micro(object_key(&o, "A"), &micro));
	cr_assert(read_object(a, STR("2147483648"), &o));
	cr_expect_not(object_micro(&o, &micro), "beyond any page");
	arena_close(a);
}

/* ---- packed ---- */

static bool unpack(struct arena *a, const char *bytes, size_t n, struct unpack_columns c,
		   struct str *out)
{
	return unpack_flate(a, unpack_reverse(a, (struct str){ bytes, n }), &c, 1 << 20, out);
}

/* Each filter of PNG (ISO/IEC 15948, 9) on rows of four bytes that are 10 20 30 40, 11 22 33 44. */
Test(signing_object, undoes_the_filters_of_png)
{
	static const unsigned char want[] = { 10, 20, 30, 40, 11, 22, 33, 44 };
	static const unsigned char second[5][5] = {
		{ 0, 11, 22, 33, 44 }, /* none */
		{ 1, 11, 11, 11, 11 }, /* less that on the left */
		{ 2, 1, 2, 3, 4 },     /* less that above */
		{ 3, 6, 7, 7, 8 },     /* less the mean of both, rounded down */
		{ 4, 1, 2, 3, 4 },     /* less the nearest of three: always that above */
	};
	struct arena *a = arena_open((size_t)1 << 26, oom, NULL);

	for (size_t filter = 0; filter < 5; filter++) {
		unsigned char row[10] = { 0, 10, 20, 30, 40 };
		struct str out;

		memcpy(row + 5, second[filter], 5);
		cr_assert(unpack(a, (const char *)row, sizeof row,
				 (struct unpack_columns){ 12, 1, 8, 4 }, &out));
		cr_expect(out.n == sizeof want && !memcmp(out.s, want, out.n), "filter %zu",
			  filter);
	}
	arena_close(a);
}

/* Paeth: left when it is as near as the others, else above, else the corner. */
Test(signing_object, undoes_paeth)
{
	static const unsigned char row[] = { 4, 50, 0, 0, 4, 0, 50, 246 };
	/* first: 50 50 50; second: 50+0, then nearest to 50+50-50, then left 100, above 50 */
	static const unsigned char want[] = { 50, 50, 50, 50, 100, 90 };
	struct arena *a = arena_open((size_t)1 << 26, oom, NULL);
	struct str out;

	cr_assert(unpack(a, (const char *)row, sizeof row, (struct unpack_columns){ 15, 1, 8, 3 },
			 &out));
	cr_expect(out.n == sizeof want && !memcmp(out.s, want, out.n), "%u %u",
		  (unsigned char)out.s[4], (unsigned char)out.s[5]);
	arena_close(a);
}

Test(signing_object, unpacks_nothing_that_is_damaged)
{
	static const struct unpack_columns bad[] = {
		{ 2, 1, 8, 4 },	  { -1, 1, 8, 4 },  { 12, 33, 8, 4 },	 { 12, -1, 8, 4 },
		{ 12, 1, 17, 4 }, { 12, 1, -8, 4 }, { 12, 1, 8, 65536 }, { 12, 1, 8, -1 },
	};
	static const char row[] = { 5, 1, 2, 3, 4 };
	struct arena *a = arena_open((size_t)1 << 26, oom, NULL);
	struct str out, packed = unpack_reverse(a, STR("abcdefgh"));

	for (size_t i = 0; i < COUNT(bad); i++)
		cr_expect_not(unpack(a, "\0abcd", 5, bad[i], &out), "%zu", i);
	cr_expect_not(unpack(a, row, sizeof row, (struct unpack_columns){ 12, 1, 8, 4 }, &out),
		      "there is no filter 5");
	cr_expect(unpack_flate(a, packed, &(struct unpack_columns){ 0 }, 8, &out) && out.n == 8);
	cr_expect_not(unpack_flate(a, packed, &(struct unpack_columns){ 0 }, 7, &out),
		      "more than the limit");
	cr_expect_not(unpack_flate(a, str_sub(packed, 0, packed.n - 1),
				   &(struct unpack_columns){ 0 }, 8, &out),
		      "cut short");
	arena_close(a);
}
