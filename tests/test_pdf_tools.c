/* The PDF as other programs see it: poppler, qpdf, and what mupdf draws, measured by tests/tools. */
#include "files.h"

#define TOOL(t, name, ...)                                                                     \
	RUN(t, "/usr/bin/python3", "-B", NIANBAO_SOURCE_DIR "/tests/tools/" name, __VA_ARGS__)
#define GRID(name) NIANBAO_SOURCE_DIR "/tests/grids/" name ".json"
#define MAX_REPORTS 64

/* The official tables of a fixture, and what its pages must be like. */
static const struct expected {
	const char *name, *applications;
	const char *page[2];
} expected[] = {
	{ "hongqi-xinfang-2022",
	  "applications=" GRID("ogi-2021-applications"),
	  { "chars=28", "pages=5" } },
	{ "hongqi-xinfang-2022-total-apart",
	  "applications=" GRID("ogi-2021-applications-total-apart"),
	  { "chars=28", "pages=5" } },
	{ "huaian-city-2024", "applications=" GRID("ogi-2021-applications"), { "chars=28" } },
	{ "hongze-district-2023",
	  "applications=" GRID("ogi-2019-applications"),
	  { "chars=28" } },
	{ "rare-characters", "applications=" GRID("ogi-2021-applications"), { 0 } },
	{ "long-text", "applications=" GRID("ogi-2021-applications"), { "lines=22" } },
	{ "row-over-five-lines", "applications=" GRID("ogi-2021-applications"), { 0 } },
	{ "made-2019",
	  "applications=" GRID("ogi-2019-applications"),
	  { "chars=28", "pages=5" } },
};

static const struct expected *find_expected(const char *name)
{
	for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++)
		if (strcmp(expected[i].name, name) == 0)
			return &expected[i];
	return NULL;
}

/* Two grids are in use for 三 whatever the year, but one a form for 二. */
static const char *disclosure_of(const char *name)
{
	return strcmp(name, "made-2019") == 0 ? "disclosure=" GRID("ogi-2019-disclosure")
					      : "disclosure=" GRID("ogi-2021-disclosure");
}

static const char *fixture_path(const struct trial *t, const char *name)
{
	struct buf b = { .arena = t->a };

	buf_printf(&b, "%s%s.xml", FIXTURE(""), name);
	return b.s;
}

/*
 * NAME.pdf of a fixture, as a draft if its sums are broken; NULL if the report is refused for
 * another reason.
 */
static const char *render(const struct trial *t, const char *name)
{
	const char *report = fixture_path(t, name);
	struct buf pdf = { .arena = t->a };
	struct result r;

	buf_printf(&pdf, "%s.pdf", name);
	r = NIANBAO(t, "render", report, "-o", pdf.s);
	if (r.status == 1)
		r = NIANBAO(t, "render", report, "-o", pdf.s, "--draft");
	cr_expect(r.status == 0 || r.status == 1, "%s: status %d: %s", name, r.status, r.err.s);
	return r.status == 0 ? pdf.s : NULL;
}

/* The PDFs of all fixtures that render, and their names. */
static size_t render_all(const struct trial *t, const char **pdf, const char **name)
{
	struct str all = str_from(names_in(t, FIXTURE(""))), one;
	size_t n = 0;

	while (str_word(&all, &one)) {
		size_t dot = str_find(one, STR(".xml"));

		if (dot + 4 != one.n)
			continue;
		cr_assert_lt(n, MAX_REPORTS);
		name[n] = str_z(t->a, str_sub(one, 0, dot));
		pdf[n] = render(t, name[n]);
		n += pdf[n] != NULL;
	}
	cr_expect_geq(n, sizeof(expected) / sizeof(*expected));
	return n;
}

Test(pdf, forms_are_the_official_grids_with_the_figures_of_the_report)
{
	struct trial t = trial_open();

	for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++) {
		const char *pdf = render(&t, expected[i].name);
		struct result r;

		cr_assert(pdf, "%s", expected[i].name);
		r = TOOL(&t, "check_form.py", pdf, fixture_path(&t, expected[i].name),
			 disclosure_of(expected[i].name), expected[i].applications,
			 "remedies=" GRID("ogi-2021-remedies"));
		cr_expect_eq(r.status, 0);
		cr_expect_str_eq(r.out.s,
				 "disclosure: grid equal\napplications: grid equal\n"
				 "remedies: grid equal\n",
				 "%s:\n%s%s", expected[i].name, r.out.s, r.err.s);
	}
	trial_close(&t);
}

/* Every official form holds figures of 8 digits and notes in 二, of 6 digits in 三. */
Test(pdf, forms_hold_the_longest_figures)
{
	static const struct {
		const char *layout, *year, *disclosure, *applications;
	} row[] = {
		{ "ogi-2019", "2020", "disclosure=" GRID("ogi-2019-disclosure"),
		  "applications=" GRID("ogi-2019-applications") },
		{ "ogi-2021", "2024", "disclosure=" GRID("ogi-2021-disclosure"),
		  "applications=" GRID("ogi-2021-applications") },
		{ "ogi-2021-other-single", "2024", "disclosure=" GRID("ogi-2021-disclosure"),
		  "applications=" GRID("ogi-2019-applications") },
		{ "ogi-2021-total-apart", "2024", "disclosure=" GRID("ogi-2021-disclosure"),
		  "applications=" GRID("ogi-2021-applications-total-apart") },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct trial t = trial_open();
		struct result r;

		r = NIANBAO(&t, "init", "-l", row[i].layout, "--organ", "云岭市", "--year",
			    row[i].year, "-o", "empty.xml");
		cr_expect_eq(r.status, 0, "%s", r.err.s);
		r = TOOL(&t, "full_forms.py", "empty.xml", "full.xml");
		cr_expect_eq(r.status, 0, "%s", r.err.s);
		r = NIANBAO(&t, "render", "full.xml", "--draft", "-o", "full.pdf");
		cr_expect_eq(r.status, 0, "%s", r.err.s);
		r = TOOL(&t, "check_form.py", "full.pdf", "full.xml", row[i].disclosure,
			 row[i].applications, "remedies=" GRID("ogi-2021-remedies"));
		cr_expect_str_eq(r.out.s,
				 "disclosure: grid equal\napplications: grid equal\n"
				 "remedies: grid equal\n",
				 "%s:\n%s%s", row[i].layout, r.out.s, r.err.s);
		trial_close(&t);
	}
}

/* Not a line of at least five reports of different text is ragged, or has a lone character. */
Test(pdf, pages_obey_the_standard)
{
	const char *pdf[MAX_REPORTS], *name[MAX_REPORTS];
	struct trial t = trial_open();
	size_t n = render_all(&t, pdf, name);

	for (size_t i = 0; i < n; i++) {
		const struct expected *e = find_expected(name[i]);
		struct result r = TOOL(&t, "check_page.py", pdf[i], e ? e->page[0] : NULL,
				       e ? e->page[1] : NULL);

		cr_expect_eq(r.status, 0);
		cr_expect_str_eq(r.out.s, "all right\n", "%s:\n%s%s", name[i], r.out.s,
				 r.err.s);
	}
	cr_expect_geq(n, 9);
	trial_close(&t);
}

/* A form that breaks over several pages. */
Test(pdf, pages_of_a_long_table_obey_too)
{
	struct trial t = trial_open();
	struct result r;

	r = NIANBAO(&t, "render", NIANBAO_SOURCE_DIR "/tests/fixtures/long-table.xml",
		    "--layouts", NIANBAO_SOURCE_DIR "/tests/layouts", "-o", "r.pdf");
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	r = TOOL(&t, "check_page.py", "r.pdf");
	cr_expect_eq(r.status, 0, "%s%s", r.out.s, r.err.s);
	trial_close(&t);
}

Test(pdf, text_can_be_copied)
{
	struct trial t = trial_open();

	for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++) {
		const char *pdf = render(&t, expected[i].name);
		struct result r;

		cr_assert(pdf, "%s", expected[i].name);
		r = TOOL(&t, "check_text.py", pdf, fixture_path(&t, expected[i].name),
			 disclosure_of(expected[i].name), expected[i].applications,
			 "remedies=" GRID("ogi-2021-remedies"));
		cr_expect_eq(r.status, 0);
		cr_expect_str_eq(r.out.s, "all found\n", "%s:\n%s%s", expected[i].name, r.out.s,
				 r.err.s);
	}
	trial_close(&t);
}

/* Names outside the first plane need surrogates in the map from glyphs to text. */
Test(pdf, rare_characters_can_be_copied)
{
	static const char *const rare[] = { "𬭎", "𬬹", "𠲋", "㛃", "𪜶", "𫟷" };
	struct trial t = trial_open();
	struct result r;

	r = RUN(&t, "/usr/bin/pdftotext", render(&t, "rare-characters"), "-");
	for (size_t i = 0; i < sizeof(rare) / sizeof(*rare); i++)
		cr_expect(says(r.out, rare[i]), "%s", rare[i]);
	cr_expect_not(says(r.out, "\xEF\xBF\xBD"), "a glyph without a text");
	trial_close(&t);
}

Test(pdf, tools_notice_what_is_wrong)
{
	struct trial t = trial_open();
	const char *pdf = render(&t, "hongqi-xinfang-2022"), *other;
	struct result r;

	other = write_changed(&t, "r.xml", "made=\"0\"", "made=\"17\"");
	r = TOOL(&t, "check_form.py", pdf, other, "disclosure=" GRID("ogi-2021-disclosure"),
		 "applications=" GRID("ogi-2021-applications-total-apart"));
	cr_expect_eq(r.status, 1);
	cr_expect_eq(str_find(r.out, STR("disclosure: 2,1 text '0', expected '17'\n")), 0, "%s",
		     r.out.s);
	cr_expect(says(r.out, "applications: 0,3 申请人情况: span 1x7, expected 1x6"), "%s",
		  r.out.s);
	other = write_changed(&t, "r.xml", "聚焦", "集中");
	r = TOOL(&t, "check_text.py", pdf, other,
		 "applications=" GRID("ogi-2021-applications"));
	cr_expect_eq(r.status, 1);
	cr_expect(says(r.out, "not found: 2022 年，红旗区信访局集中"), "%s", r.out.s);
	r = TOOL(&t, "check_page.py", pdf, "pages=6", "chars=27");
	cr_expect_eq(r.status, 1);
	cr_expect(says(r.out, "5 pages") && says(r.out, "characters a line"), "%s", r.out.s);
	trial_close(&t);
}

Test(pdf, qpdf_finds_nothing)
{
	const char *pdf[MAX_REPORTS], *name[MAX_REPORTS];
	struct trial t = trial_open();
	size_t n = render_all(&t, pdf, name);

	for (size_t i = 0; i < n; i++) {
		struct result r = RUN(&t, "/usr/bin/qpdf", "--check", pdf[i]);

		cr_expect_eq(r.status, 0, "%s:\n%s%s", name[i], r.out.s, r.err.s);
		cr_expect(says(r.out, "No syntax or stream encoding errors"), "%s", r.out.s);
		cr_expect_str_eq(r.err.s, "");
	}
	trial_close(&t);
}

/* "ABCDEF+Name  CID TrueType  Identity-H  yes yes yes": embedded, a subset, with ToUnicode. */
Test(pdf, fonts_are_embedded_subsets_with_their_text)
{
	const char *pdf[MAX_REPORTS], *name[MAX_REPORTS];
	struct trial t = trial_open();
	size_t n = render_all(&t, pdf, name);

	for (size_t i = 0; i < n; i++) {
		size_t nfont = 0, nsound = 0, at;
		struct str list = RUN(&t, "/usr/bin/pdffonts", pdf[i]).out;

		for (struct str rest = list;
		     (at = str_find(rest, STR("Identity-H"))) != (size_t)-1; nfont++) {
			rest = str_sub(rest, at + 10, rest.n);
			nsound += str_find(str_trim(rest), STR("yes yes yes ")) == 0;
		}
		at = 0;
		for (size_t k = 0; k < list.n; k++)
			at += list.s[k] == '\n';
		cr_expect_eq(nfont, nsound, "%s:\n%s", name[i], list.s);
		cr_expect_eq(nfont + 2, at, "%s:\n%s", name[i], list.s);
		cr_expect_geq(nfont, 5, "%s:\n%s", name[i], list.s);
	}
	trial_close(&t);
}
