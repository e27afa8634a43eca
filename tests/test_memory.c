/*
 * Memory that is refused, at any request: the program says so (status 3), or did not need it and
 * gives the very bytes that it gives otherwise. Never another PDF: that is what HarfBuzz, which
 * goes on without, would make of it. The requests are refused by tests/preload/fail.c.
 */
#include "memory_case.h"

/* Every kind of block and number, small: a request costs a run. */
#define SMALL_LAYOUTS "--layouts", NIANBAO_SOURCE_DIR "/tests/layouts"

static struct trial open_trial(void)
{
	struct trial t = trial_open();

	need_preload(&t);
	copy_file(&t, NIANBAO_SOURCE_DIR "/tests/fixtures/two-lines.xml", "two-lines.xml");
	copy_file(&t, GOOD, "seed.xml");
	return t;
}

/* HarfBuzz 6.0.0 frees what it did not get: see has_room in type/font_subset.c. */
static bool died_in_harfbuzz(const struct trial *t, int status)
{
	return status >= 128 && says(read_text(t, in_folder(t, "who")), "libharfbuzz-subset");
}

static void expect_same_or_fault(const struct trial *t, const struct command *c,
				 unsigned long fail_at, bool on, struct str want)
{
	struct result r = run_refused(t, c, fail_at, on);
	const char *report = c->argv[2];
	const char *pdf = in_folder(t, "r.pdf");

	if (r.status == 0)
		cr_expect(str_eq(read_text(t, pdf), want), "request %lu of %s: another PDF",
			  fail_at, report);
	else
		cr_expect((r.status == 3 && says(r.err, "error[F")) ||
				  died_in_harfbuzz(t, r.status),
			  "request %lu of %s: %d %s", fail_at, report, r.status, r.err.s);
	cr_expect((r.status == 0) == (access(pdf, F_OK) == 0), "request %lu: %s", fail_at,
		  names_in(t, t->folder));
	remove(pdf);
	cr_expect(!says(str_from(names_in(t, t->folder)), ".nianbao"), "request %lu", fail_at);
}

/* Of requests 1 to the last, every `step`th. */
static void refuse(const char *report, unsigned long step, bool on, unsigned long least)
{
	const struct command c = {
		{ NIANBAO_PROGRAM, "render", report, SMALL_LAYOUTS, "-o", "r.pdf" }, "r.pdf"
	};
	struct trial t = open_trial();
	unsigned long n = count_requests(&t, &c);
	struct str want = read_text(&t, in_folder(&t, "r.pdf"));

	remove(in_folder(&t, "r.pdf"));
	cr_assert_gt(n, least, "only %lu requests were counted", n);
	for (unsigned long at = 1; at <= n; at += step)
		expect_same_or_fault(&t, &c, at, on, want);
	trial_close(&t);
}

Test(memory, any_one_request_may_be_refused)
{
	refuse("two-lines.xml", 1, false, 500);
}

Test(memory, all_from_any_request_on_may_be_refused)
{
	refuse("two-lines.xml", 3, true, 500);
}

Test(memory, a_whole_report_sampled)
{
	refuse("seed.xml", 17, false, 800);
}

/* What every clock shows: 1970, 2038 as 32 bits end, 2100. */
Test(memory, the_clock_does_not_matter)
{
	static const char *const clock[] = { "NIANBAO_CLOCK=0", "NIANBAO_CLOCK=2147483648",
					     "NIANBAO_CLOCK=4102444800" };
	struct trial t = open_trial();
	struct str want = NIANBAO(&t, "render", "seed.xml", "-o", "-").out;

	for (size_t i = 0; i < 3; i++) {
		struct result r =
			RUN(&t, "/usr/bin/env", "LD_PRELOAD=" NIANBAO_PRELOAD, clock[i],
			    NIANBAO_PROGRAM, "render", "seed.xml", "-o", "-");

		cr_expect_eq(r.status, 0, "%s", r.err.s);
		cr_expect(str_eq(r.out, want), "%s", clock[i]);
	}
	trial_close(&t);
}
