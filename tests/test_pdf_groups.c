/* Object streams: the same objects as one by one, in less room; as qpdf unpacks them. */
#include "files.h"

/* The objects of r.pdf, one by one and unpacked, in the order of their numbers. */
static struct str unpacked(struct trial *t, const char *pdf)
{
	struct result r = RUN(t, "/usr/bin/qpdf", "--qdf", "--object-streams=disable",
			      "--no-original-object-ids", "--static-id", pdf, "-");

	cr_assert_eq(r.status, 0, "%s", r.err.s);
	return r.out;
}

static size_t count(struct str s, const char *word)
{
	size_t n = 0, at;

	while ((at = str_find(s, str_from(word))) != (size_t)-1) {
		n++;
		s = str_sub(s, at + 1, s.n);
	}
	return n;
}

Test(groups, hold_what_is_no_stream)
{
	struct trial t = trial_open();
	struct str packed, plain;

	cr_assert_eq(NIANBAO(&t, "render", GOOD, "-o", "r.pdf").status, 0);
	packed = read_text(&t, in_folder(&t, "r.pdf"));
	plain = unpacked(&t, "r.pdf");
	cr_expect_eq(count(packed, "/Type /StructElem"), 0);
	cr_expect_eq(count(packed, "/Type /ObjStm"), 3, "of 200 objects each");
	cr_expect_eq(count(packed, "/Type /XRef"), 1);
	cr_expect_gt(count(plain, "/S /TD"), 190);
	cr_expect_eq(count(plain, "/Type /Page\n"), 5);
	trial_close(&t);
}

/* PDF/A-1 is PDF 1.4, which has none; they save a seventh of the file. */
Test(groups, are_not_in_pdf_a_1)
{
	struct trial t = trial_open();
	struct str old, new;

	cr_assert_eq(NIANBAO(&t, "render", GOOD, "-o", "1.pdf", "--pdf-standard", "1a").status, 0);
	cr_assert_eq(NIANBAO(&t, "render", GOOD, "-o", "2.pdf", "--pdf-standard", "2a").status, 0);
	old = read_text(&t, in_folder(&t, "1.pdf"));
	new = read_text(&t, in_folder(&t, "2.pdf"));
	cr_expect_eq(count(old, "/ObjStm"), 0);
	cr_expect_eq(count(old, "\nxref\n0 "), 1);
	cr_expect_lt(new.n * 7, old.n * 6);
	trial_close(&t);
}

/* A table of references is as long as it must be: 10,000 objects and more. */
Test(groups, may_be_many)
{
	struct trial t = trial_open();
	struct result r;

	cr_assert_eq(NIANBAO(&t, "render", "--layouts", NIANBAO_SOURCE_DIR "/tests/layouts",
			     NIANBAO_SOURCE_DIR "/tests/fixtures/long-table.xml", "-o", "r.pdf")
			     .status,
		     0);
	r = RUN(&t, "/usr/bin/qpdf", "--check", "r.pdf");
	cr_expect_eq(r.status, 0, "%s%s", r.out.s, r.err.s);
	cr_expect_gt(count(read_text(&t, in_folder(&t, "r.pdf")), "/Type /ObjStm"), 5);
	trial_close(&t);
}
