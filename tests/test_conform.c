/* The standards that the PDF keeps (ISO 14289-1, 19005-1 to 3), checked by tests/tools. */
#include "files.h"

#define TOOL(t, name, ...)                                                                     \
	RUN(t, "/usr/bin/python3", NIANBAO_SOURCE_DIR "/tests/tools/" name, __VA_ARGS__)
#define TEST_LAYOUTS NIANBAO_SOURCE_DIR "/tests/layouts"
#define TEST_FIXTURE(name) NIANBAO_SOURCE_DIR "/tests/fixtures/" name ".xml"
#define MAX_WORDS 512
#define MANY 520 /* more than a node of a tree takes */

static const char *const standards[] = { "3a,ua1", "3a", "3u", "3b",  "2a",  "2u",
					 "2b",     "1a", "1b", "ua1", "none" };

/* A trial whose Python compiles its modules once, and not into the sources. */
static struct trial conform_open(void)
{
	struct trial t = trial_open();
	struct buf cache = { .arena = t.a };

	buf_printf(&cache, "PYTHONPYCACHEPREFIX=%s/cache", t.folder);
	t.env[0] = cache.s;
	return t;
}

/* A run of the checker over many files, each after its standard. */
struct check {
	const struct trial *t;
	const char *argv[MAX_WORDS];
	size_t n, nfile;
};

static void put_word(struct check *c, const char *word)
{
	cr_assert_lt(c->n, MAX_WORDS - 1);
	c->argv[c->n++] = word;
}

static struct check check_open(const struct trial *t)
{
	struct check c = { .t = t };

	put_word(&c, "/usr/bin/python3");
	put_word(&c, NIANBAO_SOURCE_DIR "/tests/tools/conform.py");
	return c;
}

/* All files in a folder; how many there are. */
static size_t put_folder(struct check *c, const char *standard, const char *folder)
{
	struct str all = str_from(names_in(c->t, in_folder(c->t, folder))), name;
	size_t before = c->nfile;

	put_word(c, "--standard");
	put_word(c, standard);
	for (; str_word(&all, &name); c->nfile++) {
		struct buf path = { .arena = c->t->a };

		if (name.s[0] == '.') { /* a batch's record */
			c->nfile--;
			continue;
		}
		buf_printf(&path, "%s/%.*s", folder, (int)name.n, name.s);
		put_word(c, path.s);
	}
	return c->nfile - before;
}

static void expect_nothing_broken(const struct check *c)
{
	struct result r = trial_run(c->t, c->argv);

	cr_expect_eq(r.status, 0);
	cr_expect_str_eq(r.out.s, "", "%s", r.out.s);
	cr_expect_str_eq(r.err.s, "", "%s", r.err.s);
}

/* A folder of the trial for the files of a standard. */
static const char *make_folder(const struct trial *t, const char *name)
{
	cr_assert_eq(mkdir(in_folder(t, name), 0777), 0, "%s", name);
	return name;
}

/* All reports in fixtures/; those that are wrong are refused, and the others written. */
static void render_fixtures(const struct trial *t, const char *standard, const char *folder)
{
	const char *argv[MAX_WORDS] = { NIANBAO_PROGRAM, "render",         "-d",
					folder,          "--pdf-standard", standard };
	struct str all = str_from(names_in(t, FIXTURE(""))), name;
	size_t n = 6;
	struct result r;

	while (str_word(&all, &name)) {
		struct buf path = { .arena = t->a };

		if (str_find(name, STR(".xml")) + 4 != name.n)
			continue;
		cr_assert_lt(n, MAX_WORDS - 1);
		buf_printf(&path, "%s%.*s", FIXTURE(""), (int)name.n, name.s);
		argv[n++] = path.s;
	}
	r = trial_run(t, argv);
	cr_expect_leq(r.status, 1, "%s: %s", standard, r.err.s);
}

/* A report whose sums are broken, as a draft. */
static void render_draft(const struct trial *t, const char *standard, const char *folder)
{
	struct result r = NIANBAO(t, "render", FIXTURE("hongze-district-2023.xml"), "--draft",
				  "-d", folder, "--pdf-standard", standard);

	cr_expect_eq(r.status, 0, "%s: %s", standard, r.err.s);
}

Test(conform, every_fixture_in_every_standard)
{
	struct trial t = conform_open();
	struct check c = check_open(&t);

	for (size_t i = 0; i < sizeof(standards) / sizeof(*standards); i++) {
		const char *folder = make_folder(&t, standards[i]);

		render_fixtures(&t, standards[i], folder);
		render_draft(&t, standards[i], folder);
		cr_expect_geq(put_folder(&c, standards[i], folder), 6, "%s", standards[i]);
	}
	expect_nothing_broken(&c);
	trial_close(&t);
}

Test(conform, the_default_is_3a_and_ua1)
{
	struct trial t = conform_open();
	struct result r = NIANBAO(&t, "render", GOOD, "-o", "default.pdf");

	cr_expect_eq(r.status, 0);
	r = NIANBAO(&t, "render", GOOD, "-o", "named.pdf", "--pdf-standard", "3a,ua1");
	cr_expect_eq(r.status, 0);
	cr_expect(same_files(&t, in_folder(&t, "default.pdf"), in_folder(&t, "named.pdf")));
	trial_close(&t);
}

/* A form over several pages, every kind of figure, cells without text. */
Test(conform, other_layouts)
{
	static const char *const report[] = { TEST_FIXTURE("long-table"),
					      TEST_FIXTURE("small") };
	static const char *const standard[] = { "3a,ua1", "1a" };
	struct trial t = conform_open();
	struct check c = check_open(&t);

	for (size_t i = 0; i < sizeof(standard) / sizeof(*standard); i++) {
		const char *folder = make_folder(&t, standard[i]);

		for (size_t k = 0; k < sizeof(report) / sizeof(*report); k++) {
			struct result r =
				NIANBAO(&t, "render", report[k], "--layouts", TEST_LAYOUTS,
					"-d", folder, "--pdf-standard", standard[i]);

			cr_expect_eq(r.status, 0, "%s: %s", standard[i], r.err.s);
		}
		cr_expect_eq(put_folder(&c, standard[i], folder), 2);
	}
	expect_nothing_broken(&c);
	trial_close(&t);
}

/* So many pages and head cells that the trees of the file have several leaves. */
static struct str long_report(const struct trial *t)
{
	struct buf b = { .arena = t->a };

	buf_z(&b, "<report layout=\"small-text\"><head><organ>\xE7\x94\xB2\xE5\x8E\xBF</organ>"
		  "<year>2024</year></head><section id=\"text\"><table>");
	for (int i = 0; i < MANY; i++)
		buf_printf(&b, "<tr><th>%d</th><td>%d</td></tr>", i, i % 7);
	buf_z(&b, "</table>");
	for (int i = 0; i < MANY; i++) {
		buf_z(&b, "<p>");
		for (int k = 0; k < 600; k++)
			buf_z(&b, "\xE6\x96\x87"); /* 文: 22 lines of it */
		buf_z(&b, "</p>");
	}
	buf_z(&b, "</section></report>");
	return buf_text(&b);
}

Test(conform, trees_of_several_leaves)
{
	struct trial t = conform_open();
	struct result r;

	write_text(&t, "r.xml", long_report(&t));
	r = NIANBAO(&t, "render", "r.xml", "--layouts", TEST_LAYOUTS, "-o", "r.pdf");
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	r = TOOL(&t, "conform.py", "r.pdf");
	cr_expect_eq(r.status, 0);
	cr_expect_str_eq(r.out.s, "", "%s", r.out.s);
	r = RUN(&t, "/usr/bin/pdfinfo", "r.pdf");
	r.out = str_sub(r.out, str_find(r.out, STR("Pages:")) + 6, r.out.n);
	cr_expect_gt(strtoul(str_z(t.a, r.out), NULL, 10), MANY);
	trial_close(&t);
}

/* The good report with what the twins need: a date, a list, a space, a TrueType face, pictures, a
 * place for a seal. */
static const char *twin_report(const struct trial *t)
{
	struct str s = read_text(t, GOOD);

	s = changed(t, s, "<year>2022</year>", "<year>2022</year><date>2023-01-16</date>");
	s = changed(t, s, "<section id=\"problems\">",
		    "<section id=\"problems\"><ul><li>GB/T 9704 \xF0\xA0\xB2\x8B</li></ul>"
		    "<figure><img src=\"hall.jpg\" alt=\"1\"/></figure>"
		    "<figure><img src=\"alpha.png\" alt=\"2\"/></figure>");
	s = changed(t, s, "</report>",
		    "<signature seal=\"organ\"><organ/><date/></signature></report>");
	copy_file(t, FIXTURE("pictures/hall.jpg"), "hall.jpg");
	copy_file(t, FIXTURE("pictures/alpha.png"), "alpha.png");
	return write_text(t, "r.xml", s);
}

Test(conform, the_checker_notices_every_broken_twin)
{
	struct trial t = conform_open();
	const char *report = twin_report(&t);
	struct result r = NIANBAO(&t, "render", report, "-o", "3a.pdf", "--signature-field",
				  "Seal");

	cr_expect_eq(r.status, 0, "%s", r.err.s);
	r = NIANBAO(&t, "render", report, "-o", "1a.pdf", "--pdf-standard", "1a",
		    "--signature-field", "Seal");
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	r = NIANBAO(&t, "render", GOOD, "-o", "x4.pdf", "--print", "press");
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	r = TOOL(&t, "break.py", "3a,ua1=3a.pdf", "1a=1a.pdf", "x4=x4.pdf");
	cr_expect_eq(r.status, 0);
	cr_expect(says(r.out, " twins, all noticed\n"), "%s%s", r.out.s, r.err.s);
	trial_close(&t);
}

Test(conform, the_forms_are_tagged_as_the_official_grids_say)
{
	static const char *const standard[] = { "3a,ua1", "2a", "1a" };
	struct trial t = conform_open();

	for (size_t i = 0; i < sizeof(standard) / sizeof(*standard); i++) {
		struct result r = NIANBAO(&t, "render", GOOD, "-o", "r.pdf", "--pdf-standard",
					  standard[i]);

		cr_expect_eq(r.status, 0);
		r = TOOL(&t, "check_tables.py", "r.pdf",
			 NIANBAO_SOURCE_DIR "/tests/tools/seed-tables.txt",
			 standard[i][0] == '1' ? "--flat" : NULL);
		cr_expect_eq(r.status, 0);
		cr_expect_str_eq(r.out.s, "3 tables equal\n", "%s:\n%s%s", standard[i], r.out.s,
				 r.err.s);
	}
	trial_close(&t);
}

Test(conform, the_check_of_the_tables_notices_another_form)
{
	struct trial t = conform_open();
	struct result r = NIANBAO(&t, "render", FIXTURE("hongqi-xinfang-2022-total-apart.xml"),
				  "-o", "r.pdf");

	cr_expect_eq(r.status, 0);
	r = TOOL(&t, "check_tables.py", "r.pdf",
		 NIANBAO_SOURCE_DIR "/tests/tools/seed-tables.txt");
	cr_expect_eq(r.status, 1);
	cr_expect(says(r.out, "+  TH r3 \xE6\x80\xBB\xE8\xAE\xA1\n"), "%s", r.out.s);
	trial_close(&t);
}

/* A key and a certificate, both made now; NSS wants bytes to begin with. */
static void make_signer(const struct trial *t)
{
	static char noise[256];
	struct result r;

	write_text(t, "noise", (struct str){ noise, sizeof(noise) });
	make_folder(t, "nss");
	r = RUN(t, "/usr/bin/certutil", "-N", "-d", "sql:nss", "--empty-password");
	cr_assert_eq(r.status, 0, "%s", r.err.s);
	r = RUN(t, "/usr/bin/certutil", "-S", "-d", "sql:nss", "-n", "signer", "-s",
		"CN=Signer", "-x", "-t", "CT,C,C", "-m", "1", "-v", "24", "-z", "noise", "-k",
		"rsa", "-g", "2048", "-Z", "SHA256");
	cr_assert_eq(r.status, 0, "%s", r.err.s);
}

Test(conform, a_signature_can_be_added_later)
{
	struct trial t = conform_open();
	struct str plain, signed_file;
	struct result r;

	make_signer(&t);
	r = NIANBAO(&t, "render", GOOD, "-o", "r.pdf");
	cr_expect_eq(r.status, 0);
	r = RUN(&t, "/usr/bin/pdfsig", "-nssdir", "sql:nss", "-add-signature", "-nick",
		"signer", "r.pdf", "s.pdf");
	cr_assert_eq(r.status, 0, "%s%s", r.out.s, r.err.s);
	plain = read_text(&t, in_folder(&t, "r.pdf"));
	signed_file = read_text(&t, in_folder(&t, "s.pdf"));
	cr_expect(str_eq(str_sub(signed_file, 0, plain.n), plain), "the file itself changed");
	r = RUN(&t, "/usr/bin/pdfsig", "-nssdir", "sql:nss", "s.pdf");
	cr_expect_eq(r.status, 0);
	cr_expect(says(r.out, "Signature is Valid."), "%s", r.out.s);
	cr_expect(says(r.out, "Total document signed"), "%s", r.out.s);
	cr_expect_str_eq(RUN(&t, "/usr/bin/qpdf", "--check", "s.pdf").err.s, "");
	trial_close(&t);
}
