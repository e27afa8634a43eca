/* What the output is called, with one report or several; and that it is never an input. */
#include "files.h"

/* The names that are left after one run that must end with 0. */
static const char *names_after(struct trial *t, struct result r)
{
	cr_expect_eq(r.status, 0, "%d: %s", r.status, r.err.s);
	cr_expect(r.err.n == 0 || str_starts(r.err, STR("nianbao: 3 reports: 3 rendered")), "%s",
		  r.err.s);
	return names_in(t, t->folder);
}

Test(output, default_is_beside_the_report)
{
	struct trial t = trial_open();

	cr_assert_eq(mkdir(in_folder(&t, "sub"), 0777), 0);
	copy_file(&t, GOOD, "sub/r.xml");
	copy_file(&t, GOOD, "no-suffix");
	copy_file(&t, GOOD, "two.dots.xml");
	copy_file(&t, GOOD, ".hidden");
	cr_expect_str_eq(names_after(&t, NIANBAO(&t, "render", "sub/r.xml")),
			 ".hidden no-suffix sub two.dots.xml");
	cr_expect_str_eq(names_in(&t, in_folder(&t, "sub")), "r.pdf r.xml");
	cr_expect_str_eq(
		names_after(&t, NIANBAO(&t, "render", "no-suffix", "two.dots.xml", ".hidden")),
		".hidden .hidden.pdf no-suffix no-suffix.pdf sub two.dots.pdf two.dots.xml");
	trial_close(&t);
}

Test(output, o_names_the_file)
{
	static const char *const way[][2] = { { "-o", "a.pdf" },
					      { "-oa.pdf", NULL },
					      { "--output", "a.pdf" },
					      { "--output=a.pdf", NULL } };
	struct trial t = trial_open();

	copy_file(&t, GOOD, "r.xml");
	NIANBAO(&t, "render", "r.xml");
	for (size_t i = 0; i < sizeof(way) / sizeof(*way); i++) {
		cr_expect_str_eq(
			names_after(&t, NIANBAO(&t, "render", "r.xml", way[i][0], way[i][1])),
			"a.pdf r.pdf r.xml");
		cr_expect(same_files(&t, in_folder(&t, "a.pdf"), in_folder(&t, "r.pdf")));
		remove(in_folder(&t, "a.pdf"));
	}
	trial_close(&t);
}

Test(output, dash_is_standard_output)
{
	struct trial t = trial_open();
	struct result r;

	copy_file(&t, GOOD, "r.xml");
	NIANBAO(&t, "render", "r.xml");
	r = NIANBAO(&t, "render", "r.xml", "-o", "-");
	cr_expect_eq(r.status, 0);
	cr_expect_str_eq(r.err.s, "");
	cr_expect(str_eq(r.out, read_text(&t, in_folder(&t, "r.pdf"))));
	cr_expect_str_eq(names_in(&t, t.folder), "r.pdf r.xml");
	trial_close(&t);
}

Test(output, report_from_standard_input)
{
	struct trial t = trial_open();
	struct result r;

	copy_file(&t, GOOD, "r.xml");
	NIANBAO(&t, "render", "r.xml");
	t.in = in_folder(&t, "r.xml");
	r = NIANBAO(&t, "render", "-");
	cr_expect_eq(r.status, 0);
	cr_expect(str_eq(r.out, read_text(&t, in_folder(&t, "r.pdf"))));
	cr_expect_str_eq(names_after(&t, NIANBAO(&t, "render", "-", "-o", "o.pdf")),
			 "o.pdf r.pdf r.xml");
	cr_expect(same_files(&t, in_folder(&t, "o.pdf"), in_folder(&t, "r.pdf")));
	t.in = UNBALANCED;
	r = NIANBAO(&t, "render", "-");
	cr_expect_eq(r.status, 1);
	cr_expect_eq(r.out.n, 0);
	cr_expect(says(r.err, "-:48: error[E311]"), "%s", r.err.s);
	trial_close(&t);
}

Test(output, many_reports_in_parallel_are_the_same_as_one_by_one)
{
	static const char *const name[] = { "a", "b", "c", "d", "e" };
	struct trial t = trial_open();

	mkdir(in_folder(&t, "one"), 0777);
	mkdir(in_folder(&t, "all"), 0777);
	copy_file(&t, GOOD, "a.xml");
	copy_file(&t, FIXTURE("huaian-city-2024.xml"), "b.xml");
	copy_file(&t, FIXTURE("rare-characters.xml"), "c.xml");
	copy_file(&t, FIXTURE("hongqi-xinfang-2022-total-apart.xml"), "d.xml");
	write_changed(&t, "e.xml", "信访局", "档案馆");
	for (size_t i = 0; i < 5; i++) {
		const char *in = str_z(t.a, changed(&t, STR("?.xml"), "?", name[i]));

		cr_expect_eq(NIANBAO(&t, "render", in, "-d", "one").status, 0);
	}
	cr_expect_eq(NIANBAO(&t, "render", "-j", "3", "-d", "all", "a.xml", "b.xml", "c.xml",
			     "d.xml", "e.xml")
			     .status,
		     0);
	cr_expect_str_eq(names_in(&t, in_folder(&t, "all")), ".nianbao-done a.pdf b.pdf c.pdf d.pdf e.pdf");
	for (size_t i = 0; i < 5; i++)
		cr_expect(same_files(&t,
				     in_folder(&t, str_z(t.a, changed(&t, STR("one/?.pdf"), "?",
								      name[i]))),
				     in_folder(&t, str_z(t.a, changed(&t, STR("all/?.pdf"), "?",
								      name[i])))),
			  "%s.pdf", name[i]);
	trial_close(&t);
}

Test(output, one_bad_report_of_many_does_not_stop_the_others)
{
	static const char *const jobs[] = { "-j1", "-j3" };

	for (size_t i = 0; i < 2; i++) {
		struct trial t = trial_open();
		struct result r;

		mkdir(in_folder(&t, "out"), 0777);
		copy_file(&t, GOOD, "a.xml");
		copy_file(&t, UNBALANCED, "bad.xml");
		copy_file(&t, GOOD, "c.xml");
		r = NIANBAO(&t, "render", "a.xml", "bad.xml", "c.xml", "-d", "out", jobs[i]);
		cr_expect_eq(r.status, 1);
		cr_expect(says(r.err, "bad.xml:48: error[E311]"));
		cr_expect_str_eq(names_in(&t, in_folder(&t, "out")), ".nianbao-done a.pdf c.pdf");
		r = NIANBAO(&t, "render", "bad.xml", "absent.xml", "a.xml", "-d", "out",
			    jobs[i]);
		cr_expect_eq(r.status, 3, "the worst status counts");
		trial_close(&t);
	}
}

Test(output, output_may_not_be_an_input)
{
	struct trial t = trial_open();
	struct result r;

	copy_file(&t, GOOD, "r.xml");
	copy_file(&t, GOOD, "s.pdf");
	copy_file(&t, NIANBAO_SOURCE_DIR "/fonts/roles.xml", "roles.pdf");
	cr_assert_eq(symlink("r.xml", in_folder(&t, "soft.pdf")), 0);
	cr_assert_eq(link(in_folder(&t, "r.xml"), in_folder(&t, "hard.pdf")), 0);
	const char *const output[] = { "r.xml", "./r.xml", "soft.pdf", "hard.pdf",
				       in_folder(&t, "r.xml") };
	for (size_t i = 0; i < sizeof(output) / sizeof(*output); i++) {
		r = NIANBAO(&t, "render", "r.xml", "-o", output[i]);
		cr_expect_eq(r.status, 2, "%s", output[i]);
		cr_expect(says(r.err, "the output is an input: "), "%s", r.err.s);
		cr_expect(says(r.err, output[i]), "%s", r.err.s);
	}
	/* By its default name, of another report, and the roles file */
	cr_expect_eq(NIANBAO(&t, "render", "s.pdf").status, 2);
	cr_expect_eq(NIANBAO(&t, "render", "r.xml", "s.pdf", "-d", ".").status, 2);
	r = NIANBAO(&t, "render", "r.xml", "--fonts", "roles.pdf", "-o", "roles.pdf");
	cr_expect_eq(r.status, 2);
	cr_expect(same_files(&t, in_folder(&t, "r.xml"), GOOD));
	cr_expect(same_files(&t, in_folder(&t, "s.pdf"), GOOD));
	cr_expect(same_files(&t, in_folder(&t, "roles.pdf"),
			     NIANBAO_SOURCE_DIR "/fonts/roles.xml"));
	cr_expect_str_eq(names_in(&t, t.folder), "hard.pdf r.xml roles.pdf s.pdf soft.pdf");

	trial_close(&t);
}

/* Two reports of the same name would overwrite each other, whatever their folders are called. */
Test(output, two_reports_may_not_share_an_output)
{
	struct trial t = trial_open();

	copy_file(&t, GOOD, "r.xml");
	copy_file(&t, GOOD, "r.txt");
	cr_expect_eq(NIANBAO(&t, "render", "r.xml", "r.txt").status, 2);
	cr_expect_eq(NIANBAO(&t, "render", "r.xml", "./r.txt").status, 2);
	cr_expect_eq(NIANBAO(&t, "render", "r.xml", "r.txt", "-d", ".").status, 2);
	cr_expect_str_eq(names_in(&t, t.folder), "r.txt r.xml");
	trial_close(&t);
}

Test(output, wrong_report_leaves_the_old_file)
{
	static const char *const wrong[] = { UNBALANCED, FIXTURE("wrong-everything.xml"),
					     FIXTURE("missing-parts.xml") };
	struct trial t = trial_open();

	write_text(&t, "old.pdf", STR("old bytes"));
	for (size_t i = 0; i < 3; i++) {
		struct result r = NIANBAO(&t, "render", wrong[i], "-o", "old.pdf");

		cr_expect_eq(r.status, 1);
		cr_expect_str_eq(read_text(&t, in_folder(&t, "old.pdf")).s, "old bytes");
		cr_expect_eq(NIANBAO(&t, "render", wrong[i], "-o", "new.pdf").status, 1);
		cr_expect_str_eq(names_in(&t, t.folder), "old.pdf");
	}
	trial_close(&t);
}
