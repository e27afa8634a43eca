/* --pages: which pages there are, and what is said of them. */
#include "print_case.h"

static void expect_pages(const struct trial *t, const char *list, const char *folios)
{
	struct result r = NIANBAO(t, "render", GOOD, "--pages", list, "-o", "p.pdf");
	struct buf all = { .arena = t->a };
	size_t at;

	cr_expect_eq(r.status, 0, "%s: %s", list, r.err.s);
	r = RUN(t, "/usr/bin/pdftotext", "p.pdf", "-");
	buf_z(&all, "");
	while ((at = str_find(r.out, STR("\xE2\x80\x94 "))) != (size_t)-1) {
		buf_printf(&all, "%lu ", strtoul(r.out.s + at + 4, NULL, 10));
		r.out = str_sub(r.out, at + 8, r.out.n);
	}
	cr_expect_str_eq(all.s, folios, "%s: %s", list, all.s);
	r = TOOL(t, "conform.py", "p.pdf");
	cr_expect_str_eq(r.out.s, "", "%s: %s", list, r.out.s);
}

Test(pages, a_selection_keeps_its_folios_and_the_standards)
{
	struct trial t = trial_open();

	expect_pages(&t, "2-3", "2 3 ");
	expect_pages(&t, "4", "4 ");
	expect_pages(&t, "5,1", "1 5 ");
	expect_pages(&t, "3-", "3 4 5 ");
	expect_pages(&t, "-2,5-900", "1 2 5 ");
	cr_expect(says(
		RUN(&t, "/usr/bin/mutool", "show", "-g", "p.pdf", "trailer/Root/PageLabels")
			.out,
		"/Nums[0<</S/D/St 1>>2<</S/D/St 5>>]"));
	trial_close(&t);
}

/* The tree of pages 2 and 3 begins with a heading of page 2; a table cut in two stays whole. */
Test(pages, the_tree_and_the_outline_have_what_is_selected)
{
	struct trial t = trial_open();
	struct result r = NIANBAO(&t, "render", GOOD, "--pages", "3", "-o", "p.pdf");

	cr_expect_eq(r.status, 0, "%s", r.err.s);
	r = RUN(&t, "/usr/bin/pdfinfo", "-struct-text", "p.pdf");
	cr_expect(says(r.out, "二、主动公开政府信息情况") && says(r.out, "Table"), "%s",
		  r.out.s);
	cr_expect(!says(r.out, "三、收到") && !says(r.out, "总体情况"));
	r = RUN(&t, "/usr/bin/mutool", "show", "p.pdf", "outline");
	cr_expect(says(r.out, "二、主动公开政府信息情况"), "%s", r.out.s);
	cr_expect(!says(r.out, "三、收到"));
	r = NIANBAO(&t, "render", NIANBAO_SOURCE_DIR "/tests/fixtures/long-table.xml",
		    "--layouts", NIANBAO_SOURCE_DIR "/tests/layouts", "--pages", "2", "-o",
		    "p.pdf");
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	r = TOOL(&t, "conform.py", "p.pdf");
	cr_expect_str_eq(r.out.s, "", "%s", r.out.s);
	trial_close(&t);
}

Test(pages, come_before_the_sheets)
{
	struct trial t = trial_open();
	struct result r = NIANBAO(&t, "render", GOOD, "--pages", "2-5", "--print", "booklet",
				  "-o", "p.pdf");

	cr_expect_eq(r.status, 0, "%s", r.err.s);
	cr_expect_eq(count_pages(&t, "p.pdf"), 2);
	cr_expect_eq(folio(&t, "p.pdf", 0, false), 5);
	cr_expect_eq(folio(&t, "p.pdf", 0, true), 2);
	cr_expect_eq(folio(&t, "p.pdf", 1, false), 3);
	cr_expect_eq(folio(&t, "p.pdf", 1, true), 4);
	trial_close(&t);
}

Test(pages, that_are_not_there_are_an_error)
{
	struct trial t = trial_open();
	struct result r = NIANBAO(&t, "render", GOOD, "--pages", "2,6-7", "-o", "p.pdf");

	cr_expect_eq(r.status, 1);
	cr_expect(says(r.err, "error[E614]: there is no page 6 of 5"), "%s", r.err.s);
	cr_expect_str_eq(names_in(&t, t.folder), "");
	r = NIANBAO(&t, "render", GOOD, "--pages", "3-2");
	cr_expect_eq(r.status, 2);
	cr_expect(
		says(r.err, "--pages takes pages and ranges with commas, such as 2-3,5-: 3-2"),
		"%s", r.err.s);
	trial_close(&t);
}
