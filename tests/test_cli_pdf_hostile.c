/* PDFs that cannot be read, or should not: one clear message, and nothing worse. */
#include "carrier.h"

#include <time.h>

#define MEGABYTE ((size_t)1 << 20)

/* Rendering r.pdf must end with one message that starts so, and leave nothing. */
static struct str refusal(const struct trial *t, const char *what, const char *message)
{
	struct result r = NIANBAO(t, "render", "r.pdf", "-o", "x.pdf");
	struct buf start = { .arena = t->a };
	size_t nline = 0;

	buf_printf(&start, "r.pdf: error[%s", message);
	for (size_t i = 0; i < r.err.n; i++)
		nline += r.err.s[i] == '\n';
	cr_expect_eq(r.status, 1, "%s: %d", what, r.status);
	cr_expect_eq(str_find(r.err, buf_text(&start)), 0, "%s: %s", what, r.err.s);
	cr_expect_eq(nline, 2, "%s: %s", what, r.err.s);
	cr_expect_neq(access(in_folder(t, "x.pdf"), F_OK), 0, "%s", what);
	return r.err;
}

/* What is said when the reading child did not live to say anything. */
#define DIED "too much memory or time"

static void expect_refusal(const struct trial *t, const char *what, const char *message)
{
	struct str err = refusal(t, what, message);

	cr_expect_not(says(err, DIED), "%s: %s", what, err.s);
}

static void qpdf(const struct trial *t, const char *const *argv)
{
	struct result r = trial_run(t, argv);

	cr_assert_eq(r.status, 0, "%s: %s", argv[1], r.err.s);
}
#define QPDF(t, ...) qpdf((t), (const char *const[]){ "/usr/bin/qpdf", __VA_ARGS__, NULL })

Test(hostile, encrypted)
{
	struct trial t = trial_open();

	write_text(&t, "good.pdf", render(&t, GOOD));
	QPDF(&t, "--encrypt", "user", "owner", "256", "--", "good.pdf", "r.pdf");
	expect_refusal(&t, "a password", "E131]");
	QPDF(&t, "--allow-weak-crypto", "--encrypt", "user", "", "128", "--", "good.pdf",
	     "r.pdf");
	expect_refusal(&t, "an older one", "E131]");
	QPDF(&t, "--encrypt", "", "owner", "256", "--extract=n", "--", "good.pdf", "r.pdf");
	expect_refusal(&t, "no extraction", "E131]");
	trial_close(&t);
}

Test(hostile, without_a_report_or_with_two)
{
	struct trial t = trial_open();
	struct result r;

	mkdir(in_folder(&t, "out"), 0777);
	QPDF(&t, "--empty", "r.pdf");
	expect_refusal(&t, "empty", "E132]: this PDF carries no report");
	cr_expect_eq(NIANBAO(&t, "extract", "r.pdf", "-d", "out").status, 1);
	write_named(&t, "(other.xml)", stream(&t, "", read_text(&t, GOOD)));
	expect_refusal(&t, "another file", "E132]");
	write_pdf(&t, "r.pdf", "<</Names[(report.xml)(report.xml)]>>", SPEC, STR("null"));
	expect_refusal(&t, "a name alone", "E132]");
	write_text(&t, "good.pdf", render(&t, GOOD));
	QPDF(&t, "good.pdf", "--add-attachment", GOOD, "--key=two", "--filename=report.xml",
	     "--", "r.pdf");
	expect_refusal(&t, "two", "E133]");
	r = NIANBAO(&t, "extract", "r.pdf", "-d", "out");
	cr_expect_eq(r.status, 1);
	cr_expect(says(r.err, "r.pdf: error[E133]"), "%s", r.err.s);
	r = NIANBAO(&t, "extract", GOOD, "-d", "out");
	cr_expect_eq(r.status, 1);
	cr_expect(says(r.err, "error[E136]: this is not a PDF"), "%s", r.err.s);
	cr_expect_str_eq(names_in(&t, in_folder(&t, "out")), "");
	/* a report that is none has its lines */
	write_named(&t, "(report.xml)", stream(&t, "", STR("\n<html/>")));
	r = NIANBAO(&t, "check", "r.pdf");
	cr_expect_eq(r.status, 1);
	cr_expect(says(r.err, "r.pdf(report.xml):2: error[E201]"), "%s", r.err.s);
	trial_close(&t);
}

Test(hostile, cut_short)
{
	struct trial t = trial_open();
	struct str s = render(&t, GOOD);

	for (size_t i = 0; i < 10; i++) {
		write_text(&t, "r.pdf", str_sub(s, 0, 8 + (s.n - 16) * i / 10));
		expect_refusal(&t, "cut", "E130]");
	}
	write_text(&t, "r.pdf", str_sub(s, 0, s.n - 12));
	expect_refusal(&t, "the last line", "E130]");
	trial_close(&t);
}

/*
 * One bit turned over anywhere in the packed report or around it: the report is read as it was,
 * or not at all.
 */
Test(hostile, damaged_by_a_bit)
{
	struct trial t = trial_open();
	struct buf b = { .arena = t.a };
	struct str xml = read_text(&t, GOOD), want;
	size_t n, ndamaged = 0;

	write_named(&t, "(report.xml)", stream(&t, "/Filter/FlateDecode", deflated(&t, xml)));
	want = NIANBAO(&t, "render", "r.pdf", "--dump=report").out;
	cr_assert_gt(want.n, 1000);
	buf_str(&b, read_text(&t, in_folder(&t, "r.pdf")));
	n = b.n;
	for (size_t i = 0; i < 80; i++) {
		size_t at = 9 + (n - 9) * i / 80;
		char bit = (char)(1 << i % 7);
		struct result r;

		b.s[at] ^= bit;
		write_text(&t, "r.pdf", buf_text(&b));
		b.s[at] ^= bit;
		r = NIANBAO(&t, "render", "r.pdf", "--dump=report");
		cr_expect(r.status == 1 || (r.status == 0 && str_eq(r.out, want)),
			  "bit %zu of byte %zu: %d", i % 7, at, r.status);
		cr_expect_not(says(r.err, DIED), "byte %zu: %s", at, r.err.s);
		ndamaged += r.status == 1;
	}
	cr_expect_gt(ndamaged, 60);
	trial_close(&t);
}

Test(hostile, name_trees_without_an_end)
{
	static const char *const tree[] = {
		"<</Kids[3 0 R]>>",
		"<</Kids[3 0 R 3 0 R 3 0 R]>>",
		"<</Names[(report.xml) 4 0 R]/Kids[3 0 R 3 0 R]>>",
		"<</Kids[<</Kids[3 0 R]>>]>>",
		"<</Kids 3 0 R>>",
		"<</Kids 7>>",
		"<</Names[(report.xml)]>>",
		"<</Names[[[[[[[[[[]]]]]]]]]]>>",
		"3 0 R",
		"[3 0 R]",
		"7",
		"(",
		"",
	};
	struct trial t = trial_open();

	for (size_t i = 0; i < sizeof(tree) / sizeof(*tree); i++) {
		write_pdf(&t, "r.pdf", tree[i], "<</Type/Filespec/F(a)/EF<</F 5 0 R>>>>",
			  stream(&t, "", STR("a")));
		expect_refusal(&t, tree[i], "E13");
	}
	write_pdf(&t, "r.pdf", tree[0], SPEC, STR("null"));
	expect_refusal(&t, tree[0], "E130]: this PDF is damaged: the list of its files");
	trial_close(&t);
}

Test(hostile, streams_that_do_not_unpack)
{
	static const char *const packed[] = {
		"/Filter/FlateDecode",
		"/Filter[/FlateDecode]",
		"/Filter[/FlateDecode/FlateDecode]",
		"/Filter/LZWDecode",
		"/Filter/DCTDecode",
		"/Filter/NoSuchDecode",
		"/Filter 7",
		"/Filter[5 0 R]",
		"/Filter/FlateDecode/DecodeParms<</Predictor 99/Columns -1>>",
	};
	struct trial t = trial_open();

	for (size_t i = 0; i < sizeof(packed) / sizeof(*packed); i++) {
		write_named(&t, "(report.xml)", stream(&t, packed[i], STR("no such thing")));
		expect_refusal(&t, packed[i], "E13");
	}
	trial_close(&t);
}

/*
 * More than 64 MB from some kilobytes. What libqpdf unpacks by itself is stopped by the child's
 * bound on memory; with a sanitizer, the first allocation that fails is the child's end.
 */
Test(hostile, bombs)
{
	struct trial t = trial_open();
	struct str zeros = { arena_alloc(t.a, 100 * MEGABYTE), 100 * MEGABYTE };
	struct str once = deflated(&t, zeros);
	struct timespec start, end;

	clock_gettime(CLOCK_MONOTONIC, &start);
	write_named(&t, "(report.xml)", stream(&t, "/Filter/FlateDecode", once));
	expect_refusal(&t, "100 MB", "E134]");
	write_named(&t, "(report.xml)",
		    stream(&t, "/Filter[/FlateDecode/FlateDecode]", deflated(&t, once)));
	refusal(&t, "100 MB, packed twice", "E13");
	write_named(
		&t, "(report.xml)",
		stream(&t,
		       "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2000000000>>",
		       deflated(&t, STR("\2a"))));
	refusal(&t, "a row of 2 GB", "E13");
	write_pdf(&t, "r.pdf", "<</Names[(a) 4 0 R(b) 4 0 R(c) 4 0 R]>>",
		  "<</UF(a)/EF<</F 5 0 R>>>>",
		  stream(&t, "/Filter/FlateDecode",
			 deflated(&t, str_sub(zeros, 0, 50 * MEGABYTE))));
	cr_expect(says(NIANBAO(&t, "extract", "r.pdf", "-d", ".").err, "r.pdf: error[E134]"));
	cr_expect_str_eq(names_in(&t, t.folder), "r.pdf");
	clock_gettime(CLOCK_MONOTONIC, &end);
	cr_expect_lt(end.tv_sec - start.tv_sec, 60);
	trial_close(&t);
}

/* Without the library, or with something else in its place, reports in XML are read as ever. */
Test(hostile, library_that_is_missing)
{
	struct trial t = trial_open();
	struct buf path = { .arena = t.a };
	struct result r;

	write_text(&t, "r.pdf", render(&t, GOOD));
	write_text(&t, "libqpdf.so.29", STR("no library"));
	buf_printf(&path, "LD_LIBRARY_PATH=%s", t.folder);
	t.env[0] = path.s;
	r = NIANBAO(&t, "render", "r.pdf", "-o", "x.pdf");
	cr_expect_eq(r.status, 3);
	cr_expect_eq(str_find(r.err, STR("nianbao: error[F906]: the library libqpdf.so.29")), 0,
		     "%s", r.err.s);
	cr_expect_str_eq(names_in(&t, t.folder), "libqpdf.so.29 r.pdf");
	cr_expect_eq(NIANBAO(&t, "check", GOOD).status, 0);
	trial_close(&t);
}
