/* --print press: PDF/X-4, inks, and areas on a larger sheet. */
#include "print_case.h"

Test(print, a_press_has_the_profile_that_it_names)
{
	struct trial t = trial_open();
	struct str profiles_file =
		read_text(&t, NIANBAO_SOURCE_DIR "/layouts/print/profiles.xml");
	struct result r;

	cr_assert_eq(
		mkdir(in_folder(&t, "own"), 0777) | mkdir(in_folder(&t, "own/print"), 0777), 0);
	write_text(&t, "own/print/profiles.xml",
		   changed(&t, profiles_file, "FOGRA39L_coated.icc",
			   "LiberationSerif-Regular.ttf"));
	r = NIANBAO(&t, "render", GOOD, "--layouts", "own", "--print", "press", "-o", "p.pdf");
	cr_expect_eq(r.status, 3);
	cr_expect(says(r.err, "error[F930]"), "%s", r.err.s);
	write_text(&t, "own/print/profiles.xml",
		   changed(&t, profiles_file, "mark-gap=\"4mm\"", "mark-gap=\"3mm\""));
	r = NIANBAO(&t, "render", GOOD, "--layouts", "own", "--print", "office", "-o", "p.pdf");
	cr_expect_eq(r.status, 1);
	cr_expect(says(r.err, "own/print/profiles.xml:") && says(r.err, "mark-gap"), "%s",
		  r.err.s);
	trial_close(&t);
}

/* A red head: magenta and yellow alike, without cyan; black stays on its plate. */
Test(print, a_press_prints_red_in_magenta_and_yellow)
{
	struct trial t = trial_open();
	struct result r;
	double cyan, magenta, yellow, black;

	render(&t, FIXTURE("issued.xml"), "press");
	r = TOOL(&t, "conform.py", "--standard", "x4", "press.pdf");
	cr_expect_str_eq(r.out.s, "", "%s", r.out.s);
	r = RUN(&t, "/usr/bin/gs", "-q", "-o", "-", "-sDEVICE=inkcov", "press.pdf");
	cr_assert_eq(sscanf(r.out.s, "%lf %lf %lf %lf", &cyan, &magenta, &yellow, &black), 4,
		     "%s", r.out.s);
	cr_expect(cyan == 0 && magenta > 0 && is_near(magenta, yellow, 0.00001) && black > 0,
		  "%s", r.out.s);
	trial_close(&t);
}

/* The n-th number behind "/FitR" in the file's destinations. */
static double area_edge(const struct trial *t, const char *pdf, int n)
{
	struct result r = RUN(t, "/usr/bin/mutool", "show", "-g", pdf, "trailer/Root/Dests");
	size_t at = str_find(r.out, STR("/FitR "));
	double edge[4] = { 0 };

	if (at == (size_t)-1)
		return -1;
	cr_expect_eq(sscanf(r.out.s + at + 6, "%lf %lf %lf %lf", &edge[0], &edge[1], &edge[2],
			    &edge[3]),
		     4, "%s", r.out.s);
	return edge[n];
}

Test(print, areas_for_seals_move_with_their_page)
{
	struct trial t = trial_open();
	double left, bottom;
	struct result r;

	left = area_edge(&t, render(&t, FIXTURE("sealed.xml"), "office"), 0);
	bottom = area_edge(&t, "office.pdf", 1);
	cr_assert(left > 0 && bottom > 0);
	render(&t, FIXTURE("sealed.xml"), "board-a3");
	/* 420 / 297; the page stands in the middle of what is left of the width */
	cr_expect(is_near(area_edge(&t, "board-a3.pdf", 0), left * 420 / 297 + 0.04, 0.1));
	cr_expect(is_near(area_edge(&t, "board-a3.pdf", 1), bottom * 420 / 297, 0.1));
	render(&t, FIXTURE("sealed.xml"), "press");
	cr_expect(is_near(area_edge(&t, "press.pdf", 0), left + 10 * 72 / 25.4, 0.01));
	r = NIANBAO(&t, "render", FIXTURE("sealed.xml"), "--pages", "1", "-o", "p.pdf");
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	cr_expect_eq(area_edge(&t, "p.pdf", 0), -1, "it is on another page");
	trial_close(&t);
}

/* Pictures are gray or CMYK, and the same in every run. */
Test(print, a_press_gets_no_rgb)
{
	struct trial t = trial_open();
	struct result r;

	render(&t, FIXTURE("figures.xml"), "press");
	r = RUN(&t, "/usr/bin/pdfimages", "-list", "press.pdf");
	cr_expect(says(r.out, " cmyk ") && says(r.out, " gray "), "%s", r.out.s);
	cr_expect(!says(r.out, " rgb ") && !says(r.out, " icc "), "%s", r.out.s);
	r = TOOL(&t, "conform.py", "--standard", "x4", "press.pdf");
	cr_expect_str_eq(r.out.s, "", "%s", r.out.s);
	NIANBAO(&t, "render", FIXTURE("figures.xml"), "--print", "press", "-o", "again.pdf");
	cr_expect(same_files(&t, in_folder(&t, "press.pdf"), in_folder(&t, "again.pdf")));
	trial_close(&t);
}
