/* --print: what the program writes, measured with other programs. */
#include "print_case.h"

/* The four sides that pdfinfo prints behind "NAME:", the n-th time. */
static bool read_box(struct str text, const char *name, double side[4])
{
	size_t at = str_find(text, str_from(name));

	return at != (size_t)-1 && sscanf(text.s + at + strlen(name), "%lf %lf %lf %lf",
					  &side[0], &side[1], &side[2], &side[3]) == 4;
}

static bool nests(const double inner[4], const double outer[4])
{
	return inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] &&
	       inner[3] <= outer[3];
}

Test(print, sheets_have_their_size_and_nested_boxes)
{
	struct trial t = trial_open();

	for (size_t i = 0; i < NPROFILE; i++) {
		const double mm = 72 / 25.4;
		struct result r =
			RUN(&t, "/usr/bin/pdfinfo", "-box", render(&t, GOOD, profiles[i].id));
		double media[4], crop[4], bleed[4], trim[4];

		cr_assert(read_box(r.out, "MediaBox:", media) &&
			  read_box(r.out, "CropBox:", crop) &&
			  read_box(r.out, "BleedBox:", bleed) &&
			  read_box(r.out, "TrimBox:", trim));
		cr_expect(is_near(media[2], profiles[i].width * mm, 0.01) &&
				  is_near(media[3], profiles[i].height * mm, 0.01),
			  "%s: %f %f", profiles[i].id, media[2] / mm, media[3] / mm);
		cr_expect(nests(crop, media) && nests(bleed, crop) && nests(trim, bleed), "%s",
			  profiles[i].id);
		if (strcmp(profiles[i].id, "press") != 0)
			continue;
		cr_expect(is_near(trim[0] - bleed[0], 3 * mm, 0.011) &&
			  is_near(bleed[3] - trim[3], 3 * mm, 0.011));
		cr_expect(is_near(trim[2] - trim[0], 210 * mm, 0.011));
		cr_expect(bleed[0] > media[0] && bleed[3] < media[3], "room for marks");
	}
	trial_close(&t);
}

Test(print, each_keeps_the_standard_that_it_says)
{
	struct trial t = trial_open();

	for (size_t i = 0; i < NPROFILE; i++) {
		const char *pdf = render(&t, DATED, profiles[i].id);
		struct result r =
			TOOL(&t, "conform.py", "--standard", profiles[i].standard, pdf);

		cr_expect_eq(r.status, 0, "%s", profiles[i].id);
		cr_expect_str_eq(r.out.s, "", "%s: %s", profiles[i].id, r.out.s);
		r = RUN(&t, "/usr/bin/qpdf", "--check", pdf);
		cr_expect_eq(r.status, 0, "%s: %s", profiles[i].id, r.err.s);
	}
	trial_close(&t);
}

/* A quarter of a point is what presses and copiers show for sure. */
Test(print, no_stroke_is_thinner_than_a_quarter_of_a_point)
{
	struct trial t = trial_open();

	for (size_t i = 0; i < NPROFILE; i++) {
		const char *pdf = render(&t, GOOD, profiles[i].id);
		struct result r = TOOL(&t, "strokes.py", pdf);
		double width = 0;

		cr_expect_eq(sscanf(r.out.s, "%*s %lf", &width), 1, "%s", r.out.s);
		cr_expect_geq(width, 0.25, "%s", profiles[i].id);
		cr_expect_leq(width, 2, "%s", profiles[i].id);
	}
	trial_close(&t);
}

/* Ghostscript prints the share of C, M, Y and K on every page. */
Test(print, text_pages_take_black_ink_alone)
{
	static const char *const id[] = { "office", "booklet", "board-large", "press" };
	struct trial t = trial_open();

	for (size_t i = 0; i < sizeof(id) / sizeof(*id); i++) {
		struct result r = RUN(&t, "/usr/bin/gs", "-q", "-o", "-", "-sDEVICE=inkcov",
				      render(&t, GOOD, id[i]));
		struct str line, rest = r.out;
		size_t n = 0;

		cr_expect_eq(r.status, 0, "%s", r.err.s);
		for (; rest.n > 0; n++) {
			size_t end = str_find(rest, STR("\n"));

			line = str_sub(rest, 0, end);
			rest = str_sub(rest, end + 1, rest.n);
			cr_expect(str_find(line, STR("0.00000  0.00000  0.00000  0.")) !=
					  (size_t)-1,
				  "%s: %s", id[i], str_z(t.a, line));
			cr_expect(str_find(line, STR("CMYK OK")) != (size_t)-1);
		}
		cr_expect_geq(n, 4, "%s", id[i]);
	}
	trial_close(&t);
}

Test(print, a_booklet_has_its_pages_in_order_and_white_ones_at_the_end)
{
	struct trial t = trial_open();
	size_t n = count_pages(&t, render(&t, DATED, "office"));
	const char *pdf = render(&t, DATED, "booklet");
	size_t nside = count_pages(&t, pdf);

	cr_assert_eq(nside, 2 * ((n + 3) / 4));
	cr_expect_neq(n % 4, 0, "a report with white pages at its end is wanted");
	for (size_t i = 0; i < nside; i++) {
		size_t low = i + 1, high = 2 * nside - i, left = i % 2 ? low : high;
		size_t right = i % 2 ? high : low;

		cr_expect_eq(folio(&t, pdf, i, false), left <= n ? left : 0, "side %zu", i + 1);
		cr_expect_eq(folio(&t, pdf, i, true), right <= n ? right : 0, "side %zu",
			     i + 1);
	}
	trial_close(&t);
}

/* The number behind a key of what geometry.py prints. */
static double measured(struct str json, const char *key)
{
	size_t at = str_find(json, str_from(key));

	cr_assert_neq(at, (size_t)-1, "%s in %s", key, json.s);
	return strtod(json.s + at + strlen(key) + 3, NULL);
}

/* GB/T 9704-2012: the text block stands 28 mm from the binding edge, on both sides of a sheet. */
Test(print, duplex_has_28_mm_at_the_binding_edge_of_both_sides)
{
	struct trial t = trial_open();

	for (int page = 1; page <= 2; page++) {
		struct result r = NIANBAO(&t, "render", DATED, "--print", "duplex", "--pages",
					  page == 1 ? "1" : "2", "-o", "p.pdf");
		double left, right;

		cr_assert_eq(r.status, 0, "%s", r.err.s);
		r = TOOL(&t, "geometry.py", "p.pdf");
		left = measured(r.out, "\"left_mm");
		right = 210 - measured(r.out, "\"right_mm");
		cr_expect(is_near(page == 1 ? left : right, 28, 0.3), "page %d: %f %f", page,
			  left, right);
		cr_expect(is_near(page == 1 ? right : left, 26, 0.3), "page %d: %f %f", page,
			  left, right);
	}
	trial_close(&t);
}

Test(print, viewer_preferences_ask_for_no_scaling_the_tray_and_the_right_edge)
{
	static const struct {
		const char *id, *says, *says_not;
	} row[] = {
		{ "office", "/PrintScaling/None", "/Duplex" },
		{ "office", "/PickTrayByPDFSize true", "/Duplex" },
		{ "duplex", "/Duplex/DuplexFlipLongEdge", "ShortEdge" },
		{ "booklet", "/Duplex/DuplexFlipShortEdge", "LongEdge" },
		{ "press", "/DisplayDocTitle true", "/PrintScaling" },
	};
	struct trial t = trial_open();

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct result r =
			RUN(&t, "/usr/bin/mutool", "show", "-g", render(&t, GOOD, row[i].id),
			    "trailer/Root/ViewerPreferences");

		cr_expect(says(r.out, row[i].says), "%s: %s", row[i].id, r.out.s);
		cr_expect(!says(r.out, row[i].says_not), "%s: %s", row[i].id, r.out.s);
	}
	NIANBAO(&t, "render", GOOD, "--pdf-standard", "1a", "-o", "1a.pdf");
	cr_expect(!says(RUN(&t, "/usr/bin/mutool", "show", "-g", "1a.pdf",
			    "trailer/Root/ViewerPreferences")
				.out,
			"PrintScaling"),
		  "PDF 1.4 does not know it");
	trial_close(&t);
}

Test(print, office_is_what_is_printed_without_a_word)
{
	struct trial t = trial_open();

	render(&t, GOOD, "office");
	cr_expect_eq(NIANBAO(&t, "render", GOOD, "-o", "plain.pdf").status, 0);
	cr_expect(same_files(&t, in_folder(&t, "office.pdf"), in_folder(&t, "plain.pdf")));
	cr_expect_eq(
		NIANBAO(&t, "render", "plain.pdf", "--print", "booklet", "-o", "b.pdf").status,
		0, "a PDF that carries its report is printed like the report");
	cr_expect(same_files(&t, in_folder(&t, "b.pdf"),
			     in_folder(&t, render(&t, GOOD, "booklet"))));
	trial_close(&t);
}

Test(print, a_poster_has_title_and_forms_alone)
{
	struct trial t = trial_open();
	struct result r = RUN(&t, "/usr/bin/pdftotext", render(&t, DATED, "poster"), "-");

	cr_expect_eq(count_pages(&t, "poster.pdf"), 1);
	cr_expect(says(r.out, "政府信息公开工作") && says(r.out, "二、主动公开政府信息情况") &&
		  says(r.out, "三、收到和处理政府信息公开申请情况") &&
		  says(r.out, "四、政府信息公开行政复议、行政诉讼情况"));
	cr_expect(!says(r.out, "总体情况") && !says(r.out, "\xE2\x80\x94 1"), "%s", r.out.s);
	cr_expect_eq(NIANBAO(&t, "render", FIXTURE("hongze-district-2023.xml"), "--draft",
			     "--print", "poster", "-o", "d.pdf")
			     .status,
		     0);
	cr_expect(says(RUN(&t, "/usr/bin/pdftotext", "d.pdf", "-").out, "草稿"));
	trial_close(&t);
}

/* On the board: 18 pt and more for all text, and each form whole on its sheet. */
Test(print, large_type_is_large_and_its_forms_fit)
{
	static const char *const report[] = { GOOD, FIXTURE("huaian-city-2024.xml"),
					      FIXTURE("made-2019.xml"),
					      FIXTURE("hongqi-xinfang-2022-total-apart.xml") };
	struct trial t = trial_open();

	for (size_t i = 0; i < sizeof(report) / sizeof(*report); i++) {
		struct result r = NIANBAO(&t, "render", report[i], "--print", "board-large",
					  "--dump=book");

		cr_expect_eq(r.status, 0, "%s", r.err.s);
		cr_expect(!says(r.err, "W504") && !says(r.err, "E503"), "%s", r.err.s);
		cr_expect(says(r.out, "face=fang size=406400"), "body text of 32 pt");
		cr_expect(!says(r.out, "face=fang size=203200"), "and none of 16 pt");
	}
	trial_close(&t);
}

Test(print, what_cannot_be_is_wrong_usage)
{
	static const struct {
		const char *id, *standard, *en, *zh;
	} row[] = {
		{ "bord-a3", "3a",
		  "no such print profile; nianbao profiles lists all: bord-a3 -> board-a3",
		  "没有这个印刷方式；nianbao profiles 列出全部：bord-a3 -> board-a3" },
		{ "zzzzzzzzzz", "3a", "office, duplex, booklet, board-a3",
		  "office, duplex, booklet" },
		{ "booklet", "3a", "cannot keep that --pdf-standard: booklet", "不能符合" },
		{ "booklet", "ua1", "cannot keep that --pdf-standard: booklet", "不能符合" },
		{ "board-a3-2up", "1a", "cannot keep that --pdf-standard: board-a3-2up",
		  "不能符合" },
		{ "press", "3b", "cannot keep that --pdf-standard: press", "不能符合" },
		{ "press", "none", "cannot keep that --pdf-standard: press", "不能符合" },
		{ "office", "x4", "--pdf-standard takes", "--pdf-standard 只能由" },
	};
	struct trial t = trial_open();

	copy_file(&t, GOOD, "r.xml");
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct result r = NIANBAO(&t, "render", "r.xml", "--print", row[i].id,
					  "--pdf-standard", row[i].standard);

		cr_expect_eq(r.status, 2, "%s", row[i].id);
		cr_expect(says(r.err, row[i].en), "%s", r.err.s);
		t.env[0] = "LC_ALL=zh_CN.UTF-8";
		r = NIANBAO(&t, "render", "r.xml", "--print", row[i].id, "--pdf-standard",
			    row[i].standard);
		cr_expect(says(r.err, row[i].zh), "%s", r.err.s);
		t.env[0] = NULL;
	}
	cr_expect_str_eq(names_in(&t, t.folder), "r.xml", "nothing is written");
	cr_expect_eq(NIANBAO(&t, "check", "r.xml", "--print", "office").status, 2);
	trial_close(&t);
}

Test(print, another_standard_is_told)
{
	struct trial t = trial_open();
	struct result r =
		NIANBAO(&t, "render", GOOD, "--print", "booklet", "--strict", "-o", "b.pdf");

	cr_expect_eq(r.status, 0);
	cr_expect(says(r.err, "note[N611]: the PDF of print profile booklet is PDF/A-3u, not "
			      "PDF/A-3a + PDF/UA-1"),
		  "%s", r.err.s);
	r = NIANBAO(&t, "render", DATED, "--print", "press", "-o", "p.pdf");
	cr_expect(says(r.err, "note[N611]: the PDF of print profile press is PDF/X-4"), "%s",
		  r.err.s);
	cr_expect(!says(r.err, "N613"), "the report has a date");
	r = NIANBAO(&t, "render", GOOD, "--print", "press", "-o", "p.pdf");
	cr_expect(says(r.err, "note[N613]") && says(r.err, "2022-12-31"), "%s", r.err.s);
	r = NIANBAO(&t, "render", GOOD, "--print", "board-large", "-o", "l.pdf");
	cr_expect_str_eq(r.err.s, "", "it keeps what is usual: %s", r.err.s);
	r = NIANBAO(&t, "render", GOOD, "--print", "booklet", "--pdf-standard", "2b", "-o",
		    "b.pdf");
	cr_expect(r.status == 0 && !says(r.err, "N611"), "%s", r.err.s);
	r = TOOL(&t, "conform.py", "--standard", "2b", "b.pdf");
	cr_expect_str_eq(r.out.s, "", "%s", r.out.s);
	trial_close(&t);
}

/* The sheets of every profile; NIANBAO_BLESS=1 writes them anew. */
Test(print, sheets_as_text)
{
	struct trial t = trial_open();

	for (size_t i = 0; i < NPROFILE; i++) {
		struct result r =
			NIANBAO(&t, "render", GOOD, "--print", profiles[i].id, "--dump=sheets");
		struct buf golden = { .arena = t.a };
		FILE *f;

		buf_printf(&golden, SHEETS "%s.txt", profiles[i].id);
		cr_expect_eq(r.status, 0, "%s", r.err.s);
		if (getenv("NIANBAO_BLESS")) {
			f = fopen(golden.s, "wb");
			cr_assert(f && fwrite(r.out.s, 1, r.out.n, f) == r.out.n && !fclose(f));
		}
		cr_expect_str_eq(r.out.s, read_text(&t, golden.s).s, "%s", golden.s);
	}
	trial_close(&t);
}

Test(print, profiles_are_listed)
{
	struct trial t = trial_open();
	struct result r = NIANBAO(&t, "profiles");

	cr_expect_eq(r.status, 0);
	for (size_t i = 0; i < NPROFILE; i++)
		cr_expect(says(r.out, profiles[i].id), "%s", profiles[i].id);
	trial_close(&t);
}
