/* The same input, fonts and version give the same bytes; and which date the file bears. */
#include "files.h"

#include <time.h>

/* With a date, and characters of many fonts. */
#define DATED FIXTURE("rare-characters.xml")

static struct str render(const struct trial *t, const char *report)
{
	struct result r = NIANBAO(t, "render", report, "-o", "-");

	cr_assert_eq(r.status, 0, "%s: %s", report, r.err.s);
	return r.out;
}

/* The second run is in another second of the clock. */
Test(bytes, two_runs_are_alike)
{
	static const char *const report[] = { GOOD, DATED, FIXTURE("long-text.xml") };
	struct trial t = trial_open();
	struct str first[3];

	for (size_t i = 0; i < 3; i++)
		first[i] = render(&t, report[i]);
	nanosleep(&(struct timespec){ .tv_sec = 1, .tv_nsec = 100000000 }, NULL);
	for (size_t i = 0; i < 3; i++)
		cr_expect(str_eq(render(&t, report[i]), first[i]), "%s", report[i]);
	trial_close(&t);
}

Test(bytes, environment_does_not_matter)
{
	static const char *const env[][4] = {
		{ "LC_ALL=C" },
		{ "LC_ALL=zh_CN.UTF-8", "LANG=zh_CN.UTF-8" },
		{ "LC_ALL=zh_CN.GB18030" },
		{ "LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8" },
		{ "LC_ALL=de_DE.UTF-8", "LC_NUMERIC=de_DE.UTF-8" },
		{ "TZ=Asia/Kathmandu" },
		{ "TZ=:/no/such/zone" },
		{ "HOME=/nowhere", "USER=nobody", "TMPDIR=/nowhere" },
		{ "MALLOC_PERTURB_=165" },
		{ "XML_CATALOG_FILES=/nowhere", "FC_DEBUG=1" },
	};
	struct trial t = trial_open();
	struct str want[2] = { render(&t, GOOD), render(&t, DATED) };

	for (size_t i = 0; i < sizeof(env) / sizeof(*env); i++) {
		memcpy(t.env, env[i], sizeof(env[i]));
		cr_expect(str_eq(render(&t, GOOD), want[0]), "%s", env[i][0]);
		cr_expect(str_eq(render(&t, DATED), want[1]), "%s", env[i][0]);
	}
	trial_close(&t);
}

Test(bytes, names_and_folders_do_not_matter)
{
	struct trial t = trial_open();
	struct str want = render(&t, GOOD);
	struct result r;

	copy_file(&t, GOOD, "其他 名称.xml");
	cr_expect(str_eq(render(&t, "其他 名称.xml"), want));
	cr_expect(str_eq(render(&t, in_folder(&t, "其他 名称.xml")), want));
	cr_expect_eq(NIANBAO(&t, "render", "其他 名称.xml", "-o", "另外.pdf").status, 0);
	cr_expect(str_eq(read_text(&t, in_folder(&t, "另外.pdf")), want));
	t.cwd = "/";
	cr_expect(str_eq(render(&t, GOOD), want));
	t.cwd = NIANBAO_SOURCE_DIR "/fixtures";
	cr_expect(str_eq(render(&t, "hongqi-xinfang-2022.xml"), want));
	t.cwd = NULL;
	t.as_nobody = true;
	cr_expect(str_eq(render(&t, GOOD), want));
	/* in a folder that is no more, by a relative name */
	r = RUN(&t, "/bin/sh", "-c",
		"mkdir gone && cd gone && rmdir ../gone && exec \"$0\" render \"$1\" -o -",
		NIANBAO_PROGRAM, GOOD);
	cr_expect(str_eq(r.out, want), "%s", r.err.s);
	trial_close(&t);
}

/* What pdfinfo says of the file: "CreationDate:    D:2023…" */
static struct str dates_of(const struct trial *t, const char *report)
{
	write_text(t, "r.pdf", render(t, report));
	return RUN(t, "/usr/bin/pdfinfo", "-rawdates", "r.pdf").out;
}

Test(date, is_the_reports_else_the_environments_else_none)
{
	struct trial t = trial_open();
	struct str s = dates_of(&t, GOOD);

	cr_expect(says(s, "Pages:") && !says(s, "Date:"), "%s", s.s);
	t.env[0] = "SOURCE_DATE_EPOCH=951782400"; /* a leap day */
	s = dates_of(&t, GOOD);
	cr_expect(says(s, "CreationDate:    D:20000229"), "%s", s.s);
	s = dates_of(&t, DATED);
	cr_expect(says(s, "CreationDate:    D:20250122"), "%s", s.s);
	cr_expect_not(says(s, "D:2000"), "%s", s.s);
	t.env[0] = NULL;
	cr_expect_str_eq(dates_of(&t, DATED).s, s.s);
	trial_close(&t);
}

Test(date, epoch_is_taken_from_1970_to_9999)
{
	static const struct {
		const char *env, *date;
	} row[] = {
		{ "SOURCE_DATE_EPOCH=0", "D:19700101" },
		{ "SOURCE_DATE_EPOCH=86399", "D:19700101" },
		{ "SOURCE_DATE_EPOCH=86400", "D:19700102" },
		{ "SOURCE_DATE_EPOCH=1704067199", "D:20231231" },
		{ "SOURCE_DATE_EPOCH=1709164800", "D:20240229" },
		{ "SOURCE_DATE_EPOCH=4107542400", "D:21000301" },
		{ "SOURCE_DATE_EPOCH=253402300799", "D:99991231" },
	};
	struct trial t = trial_open();

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct str s;

		t.env[0] = row[i].env;
		s = dates_of(&t, GOOD);
		cr_expect(says(s, row[i].date), "%s: %s", row[i].env, s.s);
	}
	trial_close(&t);
}

Test(date, garbage_in_the_epoch_is_status_2)
{
	static const char *const garbage[] = {
		"SOURCE_DATE_EPOCH=",
		"SOURCE_DATE_EPOCH=now",
		"SOURCE_DATE_EPOCH=-1",
		"SOURCE_DATE_EPOCH=+1",
		"SOURCE_DATE_EPOCH= 1",
		"SOURCE_DATE_EPOCH=1 ",
		"SOURCE_DATE_EPOCH=1.5",
		"SOURCE_DATE_EPOCH=1e3",
		"SOURCE_DATE_EPOCH=0x10",
		"SOURCE_DATE_EPOCH=2022-01-01",
		"SOURCE_DATE_EPOCH=253402300800",
		"SOURCE_DATE_EPOCH=18446744073709551616",
		"SOURCE_DATE_EPOCH=99999999999999999999999999999999999999",
	};
	struct trial t = trial_open();

	copy_file(&t, DATED, "r.xml");
	for (size_t i = 0; i < sizeof(garbage) / sizeof(*garbage); i++) {
		struct result r;

		t.env[0] = garbage[i];
		r = NIANBAO(&t, "render", "r.xml");
		cr_expect_eq(r.status, 2, "%s: %d", garbage[i], r.status);
		cr_expect(says(r.err, "SOURCE_DATE_EPOCH is"), "%s", r.err.s);
		cr_expect_str_eq(names_in(&t, t.folder), "r.xml");
	}
	trial_close(&t);
}
