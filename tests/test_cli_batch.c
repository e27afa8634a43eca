/* Batches: lists, shares, what is done already, what became of each, and workers that die. */
#define _XOPEN_SOURCE 700
#include "files.h"

#include "cli/batch_pool.h"

#include <signal.h>
#include <time.h>

#define SEVERAL "a.xml", "b.xml", "c.xml"

/* Three reports, of which the second's sums are broken if it is to be bad. */
static struct trial several(bool has_bad)
{
	struct trial t = trial_open();

	copy_file(&t, GOOD, "a.xml");
	copy_file(&t, has_bad ? UNBALANCED : FIXTURE("long-text.xml"), "b.xml");
	copy_file(&t, FIXTURE("made-2019.xml"), "c.xml");
	cr_assert_eq(mkdir(in_folder(&t, "out"), 0777), 0);
	return t;
}

static void expect_summary(const struct trial *t, struct result r, const char *counts)
{
	struct buf b = { .arena = t->a };

	buf_printf(&b, "nianbao: %s (", counts);
	cr_expect(says(r.err, b.s), "not %s but: %s", counts, r.err.s);
}

static void expect_same_as_alone(struct trial *t, const char *name)
{
	struct buf in = { .arena = t->a }, out = { .arena = t->a };

	buf_printf(&in, "%s.xml", name);
	buf_printf(&out, "out/%s.pdf", name);
	cr_assert_eq(NIANBAO(t, "render", in.s, "-o", "alone.pdf").status, 0);
	cr_expect(str_eq(read_text(t, in_folder(t, "alone.pdf")), read_text(t, in_folder(t, out.s))),
		  "%s", name);
}

Test(batch, gives_the_bytes_that_each_has_alone)
{
	static const char *const jobs[] = { "1", "2", "7" };
	struct trial t = several(false);

	for (size_t i = 0; i < sizeof(jobs) / sizeof(*jobs); i++) {
		struct result r = NIANBAO(&t, "render", SEVERAL, "-d", "out", "-j", jobs[i],
					  "--force");

		cr_expect_eq(r.status, 0);
		cr_expect_str_eq(r.out.s, "");
		expect_summary(&t, r, "3 reports: 3 rendered, 0 up to date, 0 failed");
		expect_same_as_alone(&t, "a");
		expect_same_as_alone(&t, "b");
		expect_same_as_alone(&t, "c");
	}
	trial_close(&t);
}

Test(batch, a_failed_report_stops_no_other)
{
	struct trial t = several(true);
	struct result r = NIANBAO(&t, "render", SEVERAL, "missing.xml", "-d", "out", "-j", "2",
				  "--report", "r.json");

	cr_expect_eq(r.status, 3, "the worst: a file that is not there");
	expect_summary(&t, r, "4 reports: 2 rendered, 0 up to date, 2 failed");
	cr_expect_str_eq(names_in(&t, in_folder(&t, "out")), ".nianbao-done a.pdf c.pdf");
	/* in the order of the reports, whoever was first */
	cr_expect_lt(str_find(r.err, STR("b.xml:")), str_find(r.err, STR("missing.xml")));
	r = RUN(&t, "/usr/bin/python3", "-c",
		"import json; r = json.load(open('r.json')); print(r['format'], [(x['input'], x['output'],"
		" x['state'], x['status'], x.get('pages'), sorted({m['code'] for m in x['messages']}))"
		" for x in r['reports']], [r['summary'][k] for k in ('reports', 'rendered',"
		" 'up-to-date', 'failed')], all(x['seconds'] >= 0 for x in r['reports']))");
	cr_expect_str_eq(r.out.s,
			 "1 [('a.xml', 'out/a.pdf', 'rendered', 0, 5, []), "
			 "('b.xml', 'out/b.pdf', 'failed', 1, None, ['E311']), "
			 "('c.xml', 'out/c.pdf', 'rendered', 0, 5, []), "
			 "('missing.xml', 'out/missing.pdf', 'failed', 3, None, ['F904'])] "
			 "[4, 2, 0, 2] True\n");
	trial_close(&t);
}

/* A report's time is set back, so that what is written next is later on any file system. */
static void make_older(const struct trial *t, const char *name)
{
	const struct timespec times[2] = { { .tv_sec = 1000000000 }, { .tv_sec = 1000000000 } };

	cr_assert_eq(utimensat(AT_FDCWD, in_folder(t, name), times, 0), 0);
}

static void expect_counts(struct trial *t, const char *more, const char *counts)
{
	struct result r = more ? NIANBAO(t, "render", SEVERAL, "-d", "out", more)
			       : NIANBAO(t, "render", SEVERAL, "-d", "out");

	cr_expect_eq(r.status, 0, "%s", r.err.s);
	expect_summary(t, r, counts);
}

Test(batch, passes_over_what_is_up_to_date)
{
	struct trial t = several(false);

	expect_counts(&t, NULL, "3 reports: 3 rendered, 0 up to date, 0 failed");
	expect_counts(&t, NULL, "3 reports: 0 rendered, 3 up to date, 0 failed");
	expect_counts(&t, "--force", "3 reports: 3 rendered, 0 up to date, 0 failed");
	/* other options */
	expect_counts(&t, "--draft", "3 reports: 3 rendered, 0 up to date, 0 failed");
	expect_counts(&t, "--pdf-standard=2a", "3 reports: 3 rendered, 0 up to date, 0 failed");
	expect_counts(&t, NULL, "3 reports: 3 rendered, 0 up to date, 0 failed");
	/* another report, or another PDF than was left there, or none */
	make_older(&t, "b.xml");
	expect_counts(&t, NULL, "3 reports: 1 rendered, 2 up to date, 0 failed");
	write_text(&t, "out/a.pdf", STR("not what it was"));
	expect_counts(&t, NULL, "3 reports: 1 rendered, 2 up to date, 0 failed");
	cr_assert_eq(unlink(in_folder(&t, "out/c.pdf")), 0);
	expect_counts(&t, NULL, "3 reports: 1 rendered, 2 up to date, 0 failed");
	/* a record that says nothing that can be used */
	write_text(&t, "out/.nianbao-done", STR("1 \n1 x\ty\n2 z\n\xFF\xFE\n1 0 0 0\ta.pdf"));
	expect_counts(&t, NULL, "3 reports: 3 rendered, 0 up to date, 0 failed");
	expect_counts(&t, NULL, "3 reports: 0 rendered, 3 up to date, 0 failed");
	trial_close(&t);
}

Test(batch, knows_pictures_and_layouts)
{
	struct trial t = several(false);
	struct result r;

	copy_file(&t, FIXTURE("figures.xml"), "a.xml");
	r = RUN(&t, "/bin/cp", "-r", FIXTURE("pictures"), ".");
	cr_assert_eq(r.status, 0);
	cr_assert_eq(mkdir(in_folder(&t, "mine"), 0777), 0);
	expect_counts(&t, "--layouts=mine", "3 reports: 3 rendered, 0 up to date, 0 failed");
	expect_counts(&t, "--layouts=mine", "3 reports: 0 rendered, 3 up to date, 0 failed");
	make_older(&t, "pictures/hall.jpg");
	expect_counts(&t, "--layouts=mine", "3 reports: 1 rendered, 2 up to date, 0 failed");
	copy_file(&t, NIANBAO_SOURCE_DIR "/layouts/ogi-2019.xml", "mine/ogi-2019.xml");
	expect_counts(&t, "--layouts=mine", "3 reports: 3 rendered, 0 up to date, 0 failed");
	trial_close(&t);
}

Test(batch, takes_lists)
{
	struct trial t = several(false);
	struct result r;

	write_text(&t, "list", STR("a.xml\r\n\n  b.xml\t\nc.xml"));
	r = NIANBAO(&t, "render", "@list", "-d", "out");
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	cr_expect_str_eq(names_in(&t, in_folder(&t, "out")), ".nianbao-done a.pdf b.pdf c.pdf");
	write_text(&t, "one", STR("a.xml\n"));
	expect_summary(&t, NIANBAO(&t, "check", "@one"), "1 report: 1 checked, 0 up to date, 0 failed");
	r = NIANBAO(&t, "render", "@nowhere", "-d", "out");
	cr_expect_eq(r.status, 3);
	cr_expect(says(r.err, "error[F904]: cannot read \"nowhere\""), "%s", r.err.s);
	write_text(&t, "none", STR("\n \n"));
	r = NIANBAO(&t, "render", "@none", "-d", "out");
	cr_expect_eq(r.status, 2);
	cr_expect(says(r.err, "the list names no report"), "%s", r.err.s);
	/* no list stands for one report */
	cr_expect_eq(NIANBAO(&t, "render", "@one", "-o", "x.pdf").status, 2);
	copy_file(&t, GOOD, "@one.xml");
	cr_expect_eq(NIANBAO(&t, "render", "./@one.xml").status, 0);
	trial_close(&t);
}

/* Each report is in one share, whatever their number. */
Test(batch, shares_are_the_whole)
{
	struct trial t = several(false);
	struct result r;

	r = NIANBAO(&t, "render", SEVERAL, "-d", "out", "--shard", "1/2");
	expect_summary(&t, r, "2 reports: 2 rendered, 0 up to date, 0 failed");
	cr_expect_str_eq(names_in(&t, in_folder(&t, "out")), ".nianbao-done.1-of-2 a.pdf c.pdf");
	r = NIANBAO(&t, "render", SEVERAL, "-d", "out", "--shard", "2/2");
	expect_summary(&t, r, "1 report: 1 rendered, 0 up to date, 0 failed");
	/* what another share did is known */
	expect_counts(&t, NULL, "3 reports: 0 rendered, 3 up to date, 0 failed");
	r = NIANBAO(&t, "render", SEVERAL, "-d", "out", "--shard", "4/5");
	cr_expect_eq(r.status, 0, "an empty share is no failure");
	cr_expect_str_eq(r.err.s, "");
	trial_close(&t);
}

Test(batch, refuses_shares_that_are_none)
{
	static const char *const wrong[] = { "0/2", "3/2", "1", "1/", "/2", "a/2", "1/2x", "-1/2",
					     "1/0", "1/9999999" };
	struct trial t = several(false);

	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct result r = NIANBAO(&t, "render", SEVERAL, "-d", "out", "--shard", wrong[i]);

		cr_expect_eq(r.status, 2, "%s", wrong[i]);
		cr_expect(says(r.err, "--shard takes i/n"), "%s", r.err.s);
	}
	trial_close(&t);
}

/* As docs/batch.md shows it. */
Test(batch, works_under_gnu_parallel)
{
	struct trial t = several(true);
	struct buf shell = { .arena = t.a };
	struct result r;

	write_text(&t, "list.txt", STR("a.xml\nb.xml\nc.xml\n"));
	buf_z(&shell, "HOME=$PWD parallel --will-cite -j 2 " NIANBAO_PROGRAM
		      " render -d out @list.txt --shard {}/4 --report result-{}.json ::: 1 2 3 4");
	r = RUN(&t, "/bin/sh", "-c", shell.s);
	cr_expect_eq(r.status, 1, "parallel says how many of its jobs failed: %d %s", r.status,
		     r.err.s);
	cr_expect(says(r.err, "1 report: 0 rendered, 0 up to date, 1 failed"), "%s", r.err.s);
	cr_expect_str_eq(names_in(&t, in_folder(&t, "out")),
			 ".nianbao-done.1-of-4 .nianbao-done.3-of-4 a.pdf c.pdf");
	cr_expect_eq(access(in_folder(&t, "result-2.json"), R_OK), 0);
	trial_close(&t);
}

/* A terminal sees how far it is, and in the end only the summary. */
Test(batch, shows_a_line_on_a_terminal)
{
	struct trial t = several(false);
	struct result r;
	int terminal = posix_openpt(O_RDWR | O_NOCTTY);

	if (terminal < 0 || grantpt(terminal) || unlockpt(terminal) || !ptsname(terminal) ||
	    access(ptsname(terminal), R_OK | W_OK))
		goto out; /* a machine without pseudo-terminals, such as a bare chroot */
	close(terminal);
	r = RUN(&t, "/usr/bin/script", "-qec",
		NIANBAO_PROGRAM " render a.xml b.xml c.xml -d out", "/dev/null");
	cr_expect_eq(r.status, 0);
	cr_expect(says(r.out, "\r[==========>"), "%s", r.out.s);
	cr_expect(says(r.out, "] 1/3\033[K"), "%s", r.out.s);
	cr_expect(says(r.out, "\r\033[Knianbao: 3 reports: 3 rendered"), "%s", r.out.s);
out:
	trial_close(&t);
}

/* ---- the pool ---- */

struct heard {
	int status[40];
	size_t n;
};

static void *no_begin(void *host)
{
	return host;
}

/* Of forty, the 3rd, the 17th and the last end their process. */
static struct batch_result deadly(void *host, struct arena *a, size_t i)
{
	struct buf said = { .arena = a };

	(void)host;
	if (i == 3 || i == 17 || i == 39)
		raise(SIGKILL);
	for (size_t k = 0; k < 5000 * (i % 3); k++) /* more than a pipe holds */
		buf_printf(&said, "%zu ", i);
	return (struct batch_result){ .state = BATCH_DONE, .status = (int)(i % 2),
				      .said = buf_text(&said) };
}

static void hear_it(void *host, size_t i, const struct batch_result *r)
{
	struct heard *heard = host;

	cr_assert_lt(i, 40);
	cr_expect_eq(heard->status[i], -1, "%zu was heard twice", i);
	cr_expect(r->state == BATCH_FAILED || r->said.n == 5000 * (i % 3) * (i < 10 ? 2 : 3));
	heard->status[i] = r->state == BATCH_FAILED ? 99 : r->status;
	heard->n++;
}

Test(batch_pool, outlives_its_workers)
{
	for (unsigned nworker = 1; nworker <= 5; nworker++) {
		struct arena *a = arena_open((size_t)1 << 30, trial_oom, NULL);
		struct heard heard = { 0 };
		struct batch_job job = { .n = 40, .nworker = nworker, .begin = no_begin,
					 .work = deadly, .hear = hear_it, .host = &heard };

		for (int i = 0; i < 40; i++)
			heard.status[i] = -1;
		cr_expect(batch_pool_run(a, &job));
		cr_expect_eq(heard.n, 40);
		for (int i = 0; i < 40; i++)
			cr_expect_eq(heard.status[i], i == 3 || i == 17 || i == 39 ? 99 : i % 2,
				     "%d: %d", i, heard.status[i]);
		arena_close(a);
	}
}
