/* PDF has limits, and libharu more: nothing that is written may pass them, however large. */
#include "page_case.h"
#include "pdf_case.h"

#include "page/tag_list.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define MAX_ARRAY 8191   /* entries: PDF 1.4, appendix C */
#define MAX_DICT 4095    /* entries: the same */
#define MAX_STRING 32767 /* bytes: ISO 19005-2, 6.1.13 */
#define MAX_NAME 127
#define MAX_NEST 64

/* ---- a walk over all objects outside of streams ---- */

struct walk {
	struct str file;
	size_t at;
	size_t count[MAX_NEST]; /* of what was found so far on each level of brackets */
	int depth;
};

static bool is_at(const struct walk *w, const char *z)
{
	return str_is(str_sub(w->file, w->at, strlen(z)), z);
}

static bool is_regular(char c)
{
	return !strchr("\t\n\r []<>()/", c);
}

static size_t token_end(const struct walk *w, size_t at)
{
	while (at < w->file.n && is_regular(w->file.s[at]))
		at++;
	return at;
}

static void pass_string(struct walk *w, char end, size_t bytes_per)
{
	size_t begin = w->at + 1;

	while (w->file.s[w->at] != end)
		w->at++;
	cr_expect_leq((w->at - begin) / bytes_per, MAX_STRING, "a string at %zu", begin);
	cr_expect_eq((w->at - begin) % bytes_per, 0, "half a byte at %zu", begin);
	w->at++;
	w->count[w->depth]++;
}

static void open_bracket(struct walk *w, size_t length)
{
	w->count[w->depth]++;
	cr_assert_lt(w->depth, MAX_NEST - 1);
	w->count[++w->depth] = 0;
	w->at += length;
}

static void close_bracket(struct walk *w, size_t length, size_t most)
{
	cr_expect_leq(w->count[w->depth], most, "brackets that end at %zu", w->at);
	cr_assert_gt(w->depth, 0);
	w->depth--;
	w->at += length;
}

static void pass_token(struct walk *w)
{
	size_t end = token_end(w, w->file.s[w->at] == '/' ? w->at + 1 : w->at);
	struct str token = str_sub(w->file, w->at, end - w->at);

	if (token.s[0] == '/')
		cr_expect_leq(token.n - 1, MAX_NAME);
	if (str_is(token, "R"))
		w->count[w->depth] -= 2; /* "12 0 R" is one object */
	else
		w->count[w->depth]++;
	w->at = end;
	if (str_is(token, "stream"))
		while (!is_at(w, "\nendstream"))
			w->at++;
}

static void check_limits(struct str file)
{
	struct walk w = { .file = file, .at = 15 };

	while (w.at < file.n) {
		if (is_at(&w, "<<"))
			open_bracket(&w, 2);
		else if (is_at(&w, ">>"))
			close_bracket(&w, 2, 2 * MAX_DICT);
		else if (file.s[w.at] == '[')
			open_bracket(&w, 1);
		else if (file.s[w.at] == ']')
			close_bracket(&w, 1, MAX_ARRAY);
		else if (file.s[w.at] == '(')
			pass_string(&w, ')', 1);
		else if (file.s[w.at] == '<')
			pass_string(&w, '>', 2);
		else if (strchr("\t\n\r ", file.s[w.at]))
			w.at++;
		else
			pass_token(&w);
	}
	cr_expect_eq(w.depth, 0);
}

/* A PDF that keeps the limits. */
static struct str pdf_within(struct type_case *c, const struct book *b, const char *list)
{
	struct str file = pdf_under(c, b, list, "");

	check_limits(file);
	return file;
}

Test(limits, fixtures_keep_them)
{
	static const char *const fixture[] = { "fixtures/long-text.xml",
					       "fixtures/rare-characters.xml",
					       "tests/fixtures/long-table.xml" };
	static const char *const list[] = { "3a,ua1", "2b", "1a", "none" };

	for (size_t i = 0; i < COUNT(fixture); i++) {
		struct page_case c = page_case_open(fixture[i], false);

		for (size_t k = 0; k < COUNT(list); k++)
			pdf_within(&c.type, c.book, list[k]);
		page_case_close(&c);
	}
}

/* ---- very many of everything ---- */

/* No tag has more than TAG_MAX_KIDS children, and `role` occurs `n` times. */
static void expect_roles(struct tag_list *t, enum tag_role role, size_t n)
{
	uint32_t *nkid = arena_array(t->a, t->n, sizeof(*nkid));
	size_t found = 0;

	for (size_t i = 1; i < t->n; i++) {
		cr_expect(i == 1 || t->tag[i].parent < i);
		cr_expect_leq(++nkid[t->tag[i].parent], TAG_MAX_KIDS);
		found += t->tag[i].role == role;
	}
	cr_expect_eq(found, n, "%zu %s", found, tag_role_name(role));
}

static const struct doc_list lists[2];

Test(limits, many_blocks_hang_in_groups)
{
	struct type_case c = type_case_open();
	struct tag_list t;

	tag_list_open(&t, c.a, lists);
	for (int i = 0; i < 25000; i++)
		tag_block(&t, &(struct doc_block){ .kind = DOC_PARA });
	expect_roles(&t, TAG_DIV, 3);
	cr_expect_eq(t.tag[tag_figure(&t, &(struct doc_block){ 0 })].parent, t.top);
	type_case_close(&c);
}

Test(limits, many_items_are_several_lists)
{
	struct type_case c = type_case_open();
	struct tag_list t;

	tag_list_open(&t, c.a, lists);
	for (uint32_t i = 0; i < 17000; i++)
		tag_block(&t, &(struct doc_block){ .kind = DOC_ITEM, .list = 1, .item = i });
	expect_roles(&t, TAG_L, 3);
	for (uint32_t i = 0; i < 9000; i++)
		tag_block(&t, &(struct doc_block){ .kind = DOC_ITEM, .list = 2, .item = 1 });
	expect_roles(&t, TAG_LBODY, 17002);
	type_case_close(&c);
}

/* A table of two columns: labels that span `step` rows, and figures. */
static struct doc_table long_table(struct arena *a, uint16_t nrow, uint16_t step)
{
	struct doc_cell *cell = arena_array(a, (size_t)2 * nrow, sizeof(*cell));
	size_t n = 0;

	for (uint16_t r = 0; r < nrow; r++) {
		uint16_t rest = (uint16_t)(nrow - r);

		if (r % step == 0)
			cell[n++] = (struct doc_cell){ .row = r,
						       .colspan = 1,
						       .rowspan = step < rest ? step : rest,
						       .scope = SCOPE_ROW };
		cell[n++] = (struct doc_cell){
			.row = r, .col = 1, .rowspan = 1, .colspan = 1, .is_data = true
		};
	}
	return (struct doc_table){ .ncol = 2, .nrow = nrow, .cell = cell, .ncell = n };
}

Test(limits, long_tables_have_several_bodies)
{
	static const struct {
		uint16_t nrow, step;
		size_t nbody;
	} row[] = {
		{ 3999, 1, 1 },
		{ 10000, 7, 3 },     /* parted between labels */
		{ 20000, 20000, 3 }, /* a label spans all rows: parted where an array ends */
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		struct type_case c = type_case_open();
		struct doc_table table = long_table(c.a, row[i].nrow, row[i].step);
		struct tag_list t;

		tag_list_open(&t, c.a, lists);
		tag_table(&t, &(struct doc_block){ .table = &table });
		expect_roles(&t, TAG_TBODY, row[i].nbody);
		type_case_close(&c);
	}
}

/* A book without text, of these tags. */
static struct book book_of_tags(struct page *page, const struct tag_list *t)
{
	return book_of(page, NULL, 0, t->tag, t->n);
}

static size_t count(struct str file, const char *z)
{
	size_t n = 0, at;

	while ((at = str_find(file, str_from(z))) != (size_t)-1) {
		n++;
		file = str_sub(file, at + 1, file.n);
	}
	return n;
}

Test(limits, a_long_table_in_pdf_1_4_is_grouped_without_bodies)
{
	struct type_case c = type_case_open();
	struct doc_table table = long_table(c.a, 9000, 1);
	struct tag_list t;
	struct page page;
	struct book b;
	struct str file;

	tag_list_open(&t, c.a, lists);
	tag_table(&t, &(struct doc_block){ .table = &table });
	b = book_of_tags(&page, &t);
	file = pdf_within(&c, &b, "1a");
	cr_expect_eq(count(file, "/S/NonStruct"), 3);
	cr_expect_eq(count(file, "/S/TBody"), 0);
	cr_expect_eq(count(pdf_within(&c, &b, "2a"), "/S/TBody"), 3);
	type_case_close(&c);
}

#define LETTERS 68u /* glyph of "a" in LATIN */

/* A paragraph with more words in another language than an array of marks may have. */
Test(limits, many_marks_of_an_element_are_grouped)
{
	enum { NPAGE = 20, NITEM = 1000 };
	static const struct tag tags[] = {
		{ 0 },
		{ .role = TAG_DOCUMENT },
		{ .role = TAG_P, .parent = 1 },
	};
	static const struct book_glyph word[] = { { LETTERS, 0, 0, 0, 1 },
						  { LETTERS, 5 * EMU_PT, 0, 1, 1 } };
	struct type_case c = type_case_open();
	struct item *item = arena_array(c.a, NITEM, sizeof(*item));
	struct page page[NPAGE];
	struct book b = book_of(page, item, NITEM, tags, COUNT(tags));
	struct str file;

	for (int i = 0; i < NITEM; i++) {
		const struct item number = RUN(2, 10, 100, 10, twelve, "12");
		const struct item letters = RUN(2, 10, 120, 10, word, "aa");

		item[i] = i % 2 ? letters : number;
	}
	for (int i = 0; i < NPAGE; i++)
		page[i] = (struct page){ item, NITEM, (uint32_t)i + 1 };
	b.npage = NPAGE;
	file = pdf_within(&c, &b, "1a");
	cr_expect_eq(count(file, "/S/Span/P"), 3);
	cr_expect_eq(count(file, "/S/P/P"), 1);
	type_case_close(&c);
}

/* The parent tree: 500 pages a leaf. */
Test(limits, many_pages_are_several_leaves)
{
	enum { NPAGE = 1700 };
	static const struct tag tags[] = { { 0 },
					   { .role = TAG_DOCUMENT },
					   { .role = TAG_P, .parent = 1 } };
	static const struct item item = RUN(2, 10, 100, 10, twelve, "12");
	struct type_case c = type_case_open();
	struct page *page = arena_array(c.a, NPAGE, sizeof(*page));
	struct book b = book_of(page, &item, 1, tags, COUNT(tags));
	struct str file;

	for (uint32_t i = 0; i < NPAGE; i++)
		page[i] = (struct page){ &item, 1, i + 1 };
	b.npage = NPAGE;
	file = pdf_within(&c, &b, "3a,ua1");
	cr_expect(has(file, "/Limits[0 499]/Nums[0[") &&
		  has(file, "/Limits[1500 1699]/Nums[1500["));
	cr_expect_eq(count(file, "]/Nums["), 4);
	type_case_close(&c);
}

/* More marks on a page than an array of PDF 1.4 may have: refused, not written wrong. */
Test(limits, a_page_with_too_many_marks_is_refused)
{
	enum { NTAG = TAG_MAX_KIDS + 3 };
	struct type_case c = type_case_open();
	struct tag *tag = arena_array(c.a, NTAG, sizeof(*tag));
	struct item *item = arena_array(c.a, NTAG, sizeof(*item));
	struct standard s;
	struct pdf_options options = { .standard = &s };
	struct page page;
	struct book b = book_of(&page, item, NTAG - 2, tag, NTAG);
	struct str file;

	tag[1].role = TAG_DOCUMENT;
	for (uint32_t i = 2; i < NTAG; i++) {
		const struct item run = RUN(i, 10, 100, 10, twelve, "12");

		tag[i] = (struct tag){ .role = TAG_P, .parent = 1 };
		item[i - 2] = run;
	}
	cr_assert_eq(standard_read("1a", &s), STANDARD_FINE);
	cr_expect(!pdf_write(c.a, &c.d, &b, c.fonts, &options, &file));
	cr_expect(c.d.n == 1 && c.d.item[0].code == DIAG_PDF_WRITE);
	cr_assert_eq(standard_read("3a,ua1", &s), STANDARD_FINE);
	cr_expect(pdf_write(c.a, &c.d, &b, c.fonts, &options, &file));
	type_case_close(&c);
}
