/* What the tests with hostile PDFs share: files of a few objects, and looking at any file to its end. */
#ifndef NIANBAO_TESTS_HOSTILE_CASE_H
#define NIANBAO_TESTS_HOSTILE_CASE_H

#include "signing_case.h"

#include "sign/verify.h"

#include <time.h>

#define HOSTILE_MEMORY ((size_t)2 << 30)
#define HOSTILE_MILLISECONDS                                                                   \
	20000 /* of CPU for one file, on a slow machine under a sanitizer */

static inline void hostile_oom(void *host)
{
	(void)host;
	cr_assert(false, "more memory than is allowed");
	abort();
}

/* All that `sign` does to a document but the cryptography: a visible field is put into it. */
static inline void place(struct arena *a, struct str bytes)
{
	struct document *doc = arena_alloc(a, sizeof *doc);
	struct place_box box = { -1, 20 * EMU_MM, 20 * EMU_MM, 40 * EMU_MM, 40 * EMU_MM };
	struct place_rect rect;
	struct fields fields;
	struct update u;
	struct str file;
	bool is_encrypted;

	if (!document_open(doc, a, bytes, &is_encrypted) || !field_list(doc, &fields) ||
	    place_rect_from(doc, &box, &rect) != PLACE_DONE)
		return;
	update_open(&u, doc);
	if (place_put(&(struct place){ .update = &u,
				       .rect = &rect,
				       .name = STR("S"),
				       .tip = STR("S"),
				       .signature = update_number(&u) }) == PLACE_DONE)
		update_close(&u, &file);
}

/* Is it valid? Whatever it is, looking at it must end. */
static inline bool look(struct str bytes)
{
	struct arena *a = arena_open(HOSTILE_MEMORY, hostile_oom, NULL);
	struct diags d = { .arena = a };
	struct sign_options o = { .is_verify = true, .time = 1800000000 };
	clock_t start = clock();
	bool is_valid = verify_bytes(a, &d, &o, "s.pdf", bytes, false).is_valid;

	place(a, bytes);
	cr_expect_lt((clock() - start) * 1000 / CLOCKS_PER_SEC, HOSTILE_MILLISECONDS);
	arena_close(a);
	return is_valid;
}

/* A file of these objects, 1 the catalog, with a table. */
static inline struct str file_of(const struct trial *t, const struct str *body, size_t n)
{
	struct buf b = { .arena = t->a };
	size_t *at = arena_array(t->a, n, sizeof *at), table;

	buf_z(&b, "%PDF-1.7\n");
	for (size_t i = 0; i < n; i++) {
		at[i] = b.n;
		buf_printf(&b, "%zu 0 obj\n", i + 1);
		buf_str(&b, body[i]);
		buf_z(&b, "\nendobj\n");
	}
	table = b.n;
	buf_printf(&b, "xref\n0 %zu\n0000000000 65535 f \n", n + 1);
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%010zu 00000 n \n", at[i]);
	buf_printf(&b, "trailer\n<</Size %zu/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", n + 1,
		   table);
	return buf_text(&b);
}

static inline struct str in_catalog(const struct trial *t, const char *key, struct str value)
{
	struct buf b = { .arena = t->a };

	buf_printf(&b, "<</Type/Catalog/Pages 2 0 R/%s ", key);
	buf_str(&b, value);
	buf_z(&b, ">>");
	return buf_text(&b);
}

#define PAGES STR("<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>")
#define PAGE STR("<</Type/Page/Parent 2 0 R>>")

#endif
