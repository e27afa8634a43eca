/*
 * The limit of memory for one report: what reaches it is refused by its name, whatever the report
 * was at, and nothing is written; what does not is what it is without. The machine's own refusal
 * (test_memory.c, cli_limits/of_memory_are_enough_or_named) is another matter: status 3.
 */
#include "files.h"

#include "base/limits.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define LAYOUTS "--layouts", NIANBAO_SOURCE_DIR "/tests/layouts"
#define OLD "old bytes"

static const char *mb_text(const struct trial *t, unsigned mb)
{
	struct buf b = { .arena = t->a };

	buf_printf(&b, "%u", mb);
	return b.s;
}

/* A good report with a table of so many rows. */
static const char *write_rows(struct trial *t, const char *name, size_t n)
{
	struct buf b = { .arena = t->a };

	buf_z(&b, "<table>");
	for (size_t i = 0; i < n; i++)
		buf_z(&b, "<tr><td>1</td><td>2</td></tr>\n");
	buf_z(&b, "</table><p>");
	return write_changed(t, name, "<p>", b.s);
}

static void expect_named(struct result r, unsigned mb, const char *what)
{
	char want[80];

	snprintf(want, sizeof(want), "error[E108]: more memory than the limit of %u MB", mb);
	cr_expect_eq(r.status, 1, "%s: %d with %u MB: %s", what, r.status, mb, r.err.s);
	cr_expect(says(r.err, want), "%s with %u MB: %s", what, mb, r.err.s);
}

/* From 1 MB on until it is enough: then it stays so. Returns how many were too few. */
static unsigned each_limit(struct trial *t, const char *report, struct str want)
{
	unsigned nrefused = 0;
	bool was_enough = false;

	for (unsigned mb = 1; !was_enough || mb % 8 != 0; mb++) {
		struct result r;

		cr_assert_lt(mb, 200, "%s is never done", report);
		write_text(t, "r.pdf", STR(OLD));
		r = NIANBAO(t, "render", report, LAYOUTS, "-o", "r.pdf", "--memory",
			    mb_text(t, mb));
		if (r.status == 0) {
			was_enough = true;
			cr_expect(str_eq(read_text(t, in_folder(t, "r.pdf")), want), "%u MB",
				  mb);
			continue;
		}
		expect_named(r, mb, report);
		cr_expect(!was_enough, "%u MB are enough, %u are not", mb - 1, mb);
		cr_expect_str_eq(read_text(t, in_folder(t, "r.pdf")).s, OLD);
		nrefused++;
	}
	return nrefused;
}

Test(cli_limits_memory, each_is_enough_or_named)
{
	static const char *const report[] = {
		GOOD, FIXTURE("long-text.xml"), FIXTURE("rare-characters.xml"),
		NIANBAO_SOURCE_DIR "/tests/fixtures/long-table.xml"
	};
	struct trial t = trial_open();

	for (size_t i = 0; i < COUNT(report); i++) {
		struct result r = NIANBAO(&t, "render", report[i], LAYOUTS, "-o", "-");

		cr_assert_eq(r.status, 0, "%s", r.err.s);
		cr_expect_gt(each_limit(&t, report[i], r.out), 1, "%s", report[i]);
		cr_expect_str_eq(names_in(&t, t.folder), "r.pdf");
	}
	trial_close(&t);
}

/* Wherever a report goes in. */
Test(cli_limits_memory, is_that_of_every_command)
{
	struct trial t = trial_open();
	struct result r;

	write_rows(&t, "r.xml", 5000);
	expect_named(NIANBAO(&t, "check", "r.xml", "--memory=8"), 8, "check");
	expect_named(NIANBAO(&t, "render", "r.xml", "--dump=galley", "--memory=8"), 8, "dump");
	expect_named(NIANBAO(&t, "render", "r.xml", "--print", "press", "--memory=8"), 8,
		     "print");
	expect_named(NIANBAO(&t, "fonts", "--for", "r.xml", "--memory=8"), 8, "fonts");
	expect_named(NIANBAO(&t, "pack", "r.xml", "-d", "out", "--memory=8"), 8, "pack");
	expect_named(NIANBAO(&t, "check", GOOD, "--previous", "r.xml", "--memory=3"), 3,
		     "previous");
	t.in = in_folder(&t, "r.xml");
	expect_named(NIANBAO(&t, "render", "-", "-o", "r.pdf", "--memory=8"), 8, "stdin");
	t.in = NULL;
	cr_expect_str_eq(names_in(&t, t.folder), "r.xml");
	cr_assert_eq(NIANBAO(&t, "render", "r.xml", "-o", "r.pdf").status, 0);
	r = NIANBAO(&t, "render", "r.pdf", "-o", "new.pdf", "--memory=8");
	expect_named(r, 8, "a PDF");
	cr_expect_str_eq(names_in(&t, t.folder), "r.pdf r.xml");
	trial_close(&t);
}

/* Of many reports each has its own: the others are done, by the same process. */
Test(cli_limits_memory, is_of_one_report_of_a_batch)
{
	static const char *const jobs[] = { "1", "2" };
	struct trial t = trial_open();
	struct str want = NIANBAO(&t, "render", GOOD, "-o", "-").out;

	cr_assert_eq(mkdir(in_folder(&t, "out"), 0777), 0);
	copy_file(&t, GOOD, "a.xml");
	write_rows(&t, "b.xml", 5000);
	copy_file(&t, GOOD, "c.xml");
	for (size_t i = 0; i < COUNT(jobs); i++) {
		struct result r = NIANBAO(&t, "render", "a.xml", "b.xml", "c.xml", "-d", "out",
					  "--force", "-j", jobs[i], "--memory", "16",
					  "--report", "r.json");

		expect_named(r, 16, "b.xml");
		cr_expect(says(r.err, "b.xml: error[E108]"), "%s", r.err.s);
		cr_expect(says(r.err, "3 reports: 2 rendered, 0 up to date, 1 failed"), "%s",
			  r.err.s);
		cr_expect(says(read_text(&t, in_folder(&t, "r.json")), "\"code\": \"E108\""));
		cr_expect(str_eq(read_text(&t, in_folder(&t, "out/a.pdf")), want));
		cr_expect(str_eq(read_text(&t, in_folder(&t, "out/c.pdf")), want));
		cr_expect_neq(access(in_folder(&t, "out/b.pdf"), F_OK), 0);
	}
	trial_close(&t);
}

/* What is done alone is done behind others, whatever layouts and fonts they left open. */
Test(cli_limits_memory, others_before_it_do_not_matter)
{
	static const char *const before[] = { FIXTURE("made-2019.xml"), FIXTURE("figures.xml"),
					      FIXTURE("rare-characters.xml") };
	struct trial t = trial_open();
	unsigned ndone = 0;

	cr_assert_eq(mkdir(in_folder(&t, "out"), 0777), 0);
	for (unsigned mb = 1; mb <= 12; mb++) {
		const char *memory = mb_text(&t, mb);
		struct result alone, last;

		alone = NIANBAO(&t, "render", GOOD, "-o", "alone.pdf", "--memory", memory);
		last = NIANBAO(&t, "render", before[0], before[1], before[2], GOOD, "-d", "out",
			       "--force", "--memory", memory);
		cr_expect(alone.status != 0 || !says(last.err, "hongqi-xinfang-2022.xml: "),
			  "%u MB: %s", mb, last.err.s);
		ndone += alone.status == 0;
	}
	cr_expect(ndone > 2 && ndone < 12, "%u", ndone);
	trial_close(&t);
}

Test(cli_limits_memory, has_bounds)
{
	static const char *const wrong[] = { "0", "65537", "-1", "x", "1.5", "1M", " 1",
					     "18446744073709551617" };
	struct trial t = trial_open();

	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct result r = NIANBAO(&t, "check", GOOD, "--memory", wrong[i]);

		cr_expect_eq(r.status, 2, "%s: %d", wrong[i], r.status);
		cr_expect(says(r.err, "--memory takes a number of MB, 1 to 65536"), "%s",
			  r.err.s);
	}
	cr_expect_eq(NIANBAO(&t, "check", GOOD, "--memory").status, 2);
	cr_expect_eq(NIANBAO(&t, "layouts", "--memory", "5").status, 2);
	cr_expect_eq(NIANBAO(&t, "check", GOOD, "--memory", "65536").status, 0);
	trial_close(&t);
}

#ifndef __SANITIZE_ADDRESS__ /* which takes terabytes of addresses */
/* What the machine refuses is no limit of ours. */
Test(cli_limits_memory, the_machines_is_status_3)
{
	struct trial t = trial_open();
	struct result r;

	write_rows(&t, "r.xml", 20000);
	r = RUN(&t, "/usr/bin/prlimit", "--as=100000000", NIANBAO_PROGRAM, "render", "r.xml",
		"--memory", "65536", "-o", "r.pdf");
	cr_expect_eq(r.status, 3, "%d", r.status);
	cr_expect(says(r.err, "error[F901]"), "%s", r.err.s);
	cr_expect_str_eq(names_in(&t, t.folder), "r.xml");
	trial_close(&t);
}
#endif
