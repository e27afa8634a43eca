/* What the tests of the PDF writer share: books made by hand, and a look into the file. */
#ifndef NIANBAO_TESTS_PDF_CASE_H
#define NIANBAO_TESTS_PDF_CASE_H

#include "output/pdf.h"
#include "type_case.h"

#include <stdio.h>
#include <zlib.h>

#define LATIN 0 /* face 0 of roles.xml: Liberation Serif, whose codes are its glyph ids */
#define FANG 1  /* face 1: FandolFang, CFF */
#define DIGIT(n) ((n) + 19u) /* glyph of a digit in LATIN, half an em wide */

#define RUN(of, at_x, at_y, points, glyphs, string)                                            \
	{                                                                                      \
		.kind = ITEM_RUN, .tag = (of), .x = (at_x)*EMU_PT, .y = (at_y)*EMU_PT,         \
		.size = (points)*EMU_PT, .glyph = (glyphs),                                    \
		.nglyph = sizeof(glyphs) / sizeof(*(glyphs)), .text = {                        \
			(string),                                                              \
			sizeof(string) - 1                                                     \
		}                                                                              \
	}
#define RULE(at_x, at_y, to_x, to_y)                                                           \
	{                                                                                      \
		.kind = ITEM_RULE, .x = (at_x)*EMU_PT, .y = (at_y)*EMU_PT,                     \
		.x1 = (to_x)*EMU_PT, .y1 = (to_y)*EMU_PT, .size = EMU_PT / 2                   \
	}

/* "12" at 10 pt: both glyphs where their widths put them. */
static const struct book_glyph twelve[] = {
	{ DIGIT(1), 0, 0, 0, 1 },
	{ DIGIT(2), 5 * EMU_PT, 0, 1, 1 },
};

/* A book of one page with these items, 595.276 × 841.89 pt. */
static inline struct book book_of(struct page *page, const struct item *item, size_t nitem,
				  const struct tag *tag, size_t ntag)
{
	*page = (struct page){ .item = item, .nitem = nitem, .number = 1 };
	return (struct book){ .width = 210 * EMU_MM,
			      .height = 297 * EMU_MM,
			      .page = page,
			      .npage = 1,
			      .tag = tag,
			      .ntag = ntag,
			      .title = STR("年报") };
}

/* A file whose objects stand one by one, to be looked into. */
static inline struct str pdf_of(struct type_case *c, const struct book *b, const char *date)
{
	struct standard s = standard_usual();
	struct pdf_options options = { .date = str_from(date), .standard = &s };
	struct str file = { 0 };

	s.has_groups = false;
	cr_assert(pdf_write(c->a, &c->d, b, c->fonts, &options, &file));
	return file;
}

/* The same under these standards. */
static inline struct str pdf_under(struct type_case *c, const struct book *b, const char *list,
				   const char *date)
{
	struct standard s;
	struct pdf_options options = { .date = str_from(date),
				       .file = STR("r.xml"),
				       .standard = &s };
	struct str file = { 0 };

	cr_assert_eq(standard_read(list, &s), STANDARD_FINE, "%s", list);
	s.has_groups = false;
	cr_assert(pdf_write(c->a, &c->d, b, c->fonts, &options, &file), "%s", list);
	return file;
}

/* What follows the n-th (from 0) `key` in the file: at most `length` bytes as a string. */
static inline struct str after(struct str file, const char *key, size_t n, size_t length)
{
	struct str k = str_from(key);

	for (;; n--) {
		size_t at = str_find(file, k);

		cr_assert(at != (size_t)-1, "there is no further %s", key);
		file = str_sub(file, at + k.n, file.n);
		if (n == 0)
			return str_sub(file, 0, length);
	}
}

static inline bool has(struct str file, const char *z)
{
	return str_find(file, str_from(z)) != (size_t)-1;
}

/* The body of object `id`, up to endobj. */
static inline struct str object(struct type_case *c, struct str file, unsigned id)
{
	struct buf key = { .arena = c->a };
	struct str rest;

	buf_printf(&key, "\n%u 0 obj\n", id);
	rest = after(file, key.s, 0, file.n);
	return str_sub(rest, 0, str_find(rest, STR("\nendobj")));
}

/* The object that the n-th `key` refers to: "/Contents " and the like. */
static inline struct str object_at(struct type_case *c, struct str file, const char *key,
				   size_t n)
{
	struct str number = str_copy(c->a, after(file, key, n, 10));

	return object(c, file, (unsigned)strtoul(str_z(c->a, number), NULL, 10));
}

/* The bytes of a stream object, inflated if they are deflated. */
static inline struct str stream_of(struct type_case *c, struct str object)
{
	struct str raw = after(object, "\nstream\n", 0, object.n);
	z_stream z = { 0 };
	struct buf out = { .arena = c->a };
	int status;

	raw.n -= strlen("\nendstream");
	if (!has(object, "/Filter /FlateDecode"))
		return raw;
	cr_assert_eq(inflateInit(&z), Z_OK);
	z.next_in = (Bytef *)(uintptr_t)raw.s;
	z.avail_in = (uInt)raw.n;
	do {
		unsigned char part[4096];

		z.next_out = part;
		z.avail_out = sizeof(part);
		status = inflate(&z, Z_NO_FLUSH);
		buf_put(&out, part, sizeof(part) - z.avail_out);
	} while (status == Z_OK);
	cr_assert_eq(status, Z_STREAM_END);
	inflateEnd(&z);
	return buf_text(&out);
}

static inline void expect_text(struct type_case *c, struct str is, const char *should,
			       const char *what)
{
	cr_expect_str_eq(str_z(c->a, is), should, "%s is:\n%s\nshould be:\n%s", what,
			 str_z(c->a, is), should);
}

#endif
