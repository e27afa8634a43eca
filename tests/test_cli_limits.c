/*
 * Very much of everything, and very little of what the machine gives: each limit of
 * base/limits.h that a report can reach, by its message; very much of it, which ends; few files, a
 * small stack, little memory; several writers at once.
 */
#include "files.h"

#include "base/limits.h"

#include <signal.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define KB ((size_t)1 << 10)

#ifdef __SANITIZE_ADDRESS__
#define IS_SANITIZED true
#else
#define IS_SANITIZED false
#endif

/* A good report with `n` times `piece` and what stands around them before its first paragraph. */
static void write_many(struct trial *t, const char *name, const char *before, const char *piece,
		       size_t n, const char *after)
{
	struct buf b = { .arena = t->a };

	buf_z(&b, before);
	for (size_t i = 0; i < n; i++)
		buf_z(&b, piece);
	buf_z(&b, after);
	buf_z(&b, "<p>");
	write_changed(t, name, "<p>", b.s);
}

struct heap {
	const char *before, *piece;
	size_t n; /* of the piece */
	const char *after, *message;
};

Test(cli_limits, are_named_when_they_are_reached)
{
	static const struct heap row[] = {
		{ "", "<b>", XML_MAX_DEPTH, "",
		  "error[E103]: elements are nested deeper than 64" },
		{ "<p", " a='1'", XML_MAX_ATTRIBUTES + 1, "/>",
		  "error[E107]: a tag has more than 1000 attributes" },
		{ "<p>", "x123456789abcdef", REPORT_MAX_TEXT / 16 + 1, "</p>",
		  "error[E219]: a text is longer than 1024 KB" },
		{ "<table><tr><td>", "x123456789abcdef", REPORT_MAX_TEXT / 16 + 1,
		  "</td></tr></table>", "error[E219]: a text is longer than 1024 KB" },
		{ "<table><tr>", "<td>1</td>", REPORT_MAX_COLUMNS + 1, "</tr></table>",
		  "error[E209]: more <td> than the limit of 64" },
		{ "<table>", "<tr><td>1</td></tr>", 20001, "</table>",
		  "error[E264]: the table has more than 20000 rows" },
		{ "", "<ul><li>a", REPORT_MAX_LIST_DEPTH + 1,
		  "</li></ul></li></ul></li></ul></li></ul>",
		  "error[E209]: more <ul> than the limit of 3" },
		{ "</section>", "<section id='x'/>", REPORT_MAX_PARTS, "<section id='y'>",
		  "error[E209]: more <section> than the limit of 200" },
	};
	struct trial t = trial_open();

	for (size_t i = 0; i < COUNT(row); i++) {
		struct result r;

		write_many(&t, "r.xml", row[i].before, row[i].piece, row[i].n, row[i].after);
		r = NIANBAO(&t, "render", "r.xml");
		cr_expect_eq(r.status, 1, "%s: %d", row[i].message, r.status);
		cr_expect(says(r.err, row[i].message), "no %s: %.300s", row[i].message,
			  r.err.s);
		cr_expect_str_eq(names_in(&t, t.folder), "r.xml");
	}
	trial_close(&t);
}

/* Spans are numbers that a report states: none of them is memory that is asked for. */
Test(cli_limits, spans_are_whole_numbers_within_them)
{
	static const char *const span[] = { "0",   "-1",         "65",  "2147483648",
					    "1e9", "4294967297", "１",  "9223372036854775808",
					    "",    "1001",       "1.5", " 2" };
	struct trial t = trial_open();

	for (size_t i = 0; i < 2 * COUNT(span); i++) {
		const char *name = i % 2 ? "colspan" : "rowspan", *value = span[i / 2];
		struct buf b = { .arena = t.a };
		struct result r;

		if (i % 2 == 0 && strcmp(value, "65") == 0)
			continue; /* a rowspan may */
		buf_printf(&b, "<table><tr><td %s='%s'>1</td></tr></table><p>", name, value);
		write_changed(&t, "r.xml", "<p>", b.s);
		r = NIANBAO(&t, "render", "r.xml");
		cr_expect_eq(r.status, 1, "%s=%s: %d", name, value, r.status);
		cr_expect(says(r.err, "error[E211]: ") && says(r.err, name), "%s=%s: %s", name,
			  value, r.err.s);
	}
	trial_close(&t);
}

/*
 * As much as the limits allow, or some more, ends. The longest takes 0.5 s of processor time where
 * 20 are allowed, to the sanitizers more; that it is in proportion is counted by bench/growth.py.
 */
Test(cli_limits, very_much_of_each_ends)
{
	static const struct heap row[] = {
		{ "<p>a", "\xCC\x81", 200000, "</p>", NULL }, /* combining acute accents */
		{ "<p>", "全年公开政府信息，", 30000, "</p>", NULL },
		{ "<p>", "abcdefghij", 40000, "</p>", NULL },
		{ "", "<p>全年公开政府信息。</p>\n", 30000, "", NULL },
		{ "<table>", "<tr><td>1</td><td>2</td></tr>\n", 18000, "</table>", NULL },
		{ "<table><tr>", "<td>1</td>", 100000, "</tr></table>", "E209" },
		{ "</section>", "<section id='x'/>\n", 200000, "<section id='y'>", "E209" },
		{ "<p", " a='1'", 200000, "/>", "E107" },
		{ "<p>", "<b>a</b>", 80000, "</p>", NULL },
		{ "<!--", " <a 'x", 600000, "--><p>1</p>", NULL },
	};
	const char *limit = IS_SANITIZED ? "--cpu=60" : "--cpu=20";
	struct trial t = trial_open();

	for (size_t i = 0; i < COUNT(row); i++) {
		struct result r;

		write_many(&t, "r.xml", row[i].before, row[i].piece, row[i].n, row[i].after);
		r = RUN(&t, "/usr/bin/prlimit", limit, NIANBAO_PROGRAM, "render", "r.xml");
		cr_expect_eq(r.status, row[i].message != NULL, "%zu: %d %.300s", i, r.status,
			     r.err.s);
		cr_expect(!row[i].message || says(r.err, row[i].message), "%s", row[i].message);
	}
	trial_close(&t);
}

/* ---- the machine's ---- */

/* Under prlimit: done with the bytes that it has without, or status 3 with a reason. */
static void expect_done_or_reason(struct trial *t, const char *limit, struct str want)
{
	struct result r = RUN(t, "/usr/bin/prlimit", limit, NIANBAO_PROGRAM, "render", GOOD,
			      "-o", "r.pdf");

	cr_expect(r.status == 0 || (r.status == 3 && says(r.err, "error[F")), "%s: %d %s",
		  limit, r.status, r.err.s);
	if (r.status == 0)
		cr_expect(str_eq(read_text(t, in_folder(t, "r.pdf")), want), "%s", limit);
	else
		cr_expect_str_eq(names_in(t, t->folder), "", "%s", limit);
	remove(in_folder(t, "r.pdf"));
}

/* The first numbers are just what the loader and the C library need. */
Test(cli_limits, of_files_and_stack_are_enough_or_named)
{
	static const char *const limit[] = { "--nofile=4",    "--nofile=5",    "--nofile=8",
					     "--stack=65536", "--stack=65535", "--stack=16384" };
	struct trial t = trial_open();
	struct str want = NIANBAO(&t, "render", GOOD, "-o", "-").out;

	if (IS_SANITIZED)
		cr_skip_test("the sanitizers need more");
	for (size_t i = 0; i < COUNT(limit); i++)
		expect_done_or_reason(&t, limit[i], want);
	trial_close(&t);
}

Test(cli_limits, of_memory_are_enough_or_named)
{
	struct trial t = trial_open();
	struct str want = NIANBAO(&t, "render", GOOD, "-o", "-").out;

	if (IS_SANITIZED)
		cr_skip_test("the sanitizers take terabytes of addresses");
	for (size_t mb = 14; mb <= 160; mb += 2) {
		struct buf b = { .arena = t.a };

		buf_printf(&b, "--as=%zu", mb * KB * KB);
		expect_done_or_reason(&t, b.s, want);
	}
	trial_close(&t);
}

Test(cli_limits, of_file_size_leave_the_old_file)
{
	struct trial t = trial_open();
	struct result r;

	write_text(&t, "r.pdf", STR("old"));
	r = RUN(&t, "/usr/bin/prlimit", "--fsize=1000", NIANBAO_PROGRAM, "render", GOOD, "-o",
		"r.pdf");
	cr_expect(r.status == 128 + SIGXFSZ || r.status == 3, "%d", r.status);
	cr_expect_str_eq(read_text(&t, in_folder(&t, "r.pdf")).s, "old");
	cr_expect_str_eq(names_in(&t, t.folder), "r.pdf");
	trial_close(&t);
}

/* ---- several at once, other surroundings ---- */

/* Sixteen write one file while one reads it again and again: each time it is whole. */
Test(cli_limits, writers_of_one_file_do_not_mix)
{
	struct trial t = trial_open();
	struct str want = NIANBAO(&t, "render", GOOD, "-o", "-").out;
	struct result r;

	write_text(&t, "want.pdf", want);
	write_text(&t, "r.pdf", want);
	r = RUN(&t, "/bin/sh", "-c",
		"seq 16 | xargs -P 8 -I{} \"$0\" render \"$1\" -o r.pdf & "
		"n=0; while kill -0 $! 2>/dev/null; do cmp r.pdf want.pdf || exit 9; n=$((n + "
		"1)); done; "
		"wait $! && echo $n",
		NIANBAO_PROGRAM, GOOD);
	cr_expect_eq(r.status, 0, "%d: %s", r.status, r.err.s);
	cr_expect_gt(atoi(r.out.s), 3, "%s", r.out.s);
	cr_expect(same_files(&t, in_folder(&t, "r.pdf"), in_folder(&t, "want.pdf")));
	cr_expect_str_eq(names_in(&t, t.folder), "r.pdf want.pdf");
	trial_close(&t);
}

Test(cli_limits, no_umask_and_no_environment_matter)
{
	struct trial t = trial_open();
	struct str want = NIANBAO(&t, "render", GOOD, "-o", "-").out;
	static const char *const how[] = { "umask 000", "umask 777", "unset HOME PATH LANG PWD",
					   "exec 0<&-" };

	for (size_t i = 0; i < COUNT(how); i++) {
		struct buf b = { .arena = t.a };
		struct result r;

		buf_printf(&b, "%s; \"$0\" render \"$1\" -o r.pdf", how[i]);
		r = RUN(&t, "/bin/sh", "-c", b.s, NIANBAO_PROGRAM, GOOD);
		cr_expect_eq(r.status, 0, "%s: %d %s", how[i], r.status, r.err.s);
		chmod(in_folder(&t, "r.pdf"), 0600);
		cr_expect(str_eq(read_text(&t, in_folder(&t, "r.pdf")), want), "%s", how[i]);
		remove(in_folder(&t, "r.pdf"));
	}
	trial_close(&t);
}

/* The PDF carries its report as it came; without it, other encodings give the same bytes. */
Test(cli_limits, other_encodings_give_the_same_bytes)
{
	static const char *const to[][2] = { { "GBK", "GBK" },
					     { "GB18030", "GB18030" },
					     { "UTF-16", "UTF-16" },
					     { "UTF-8", "" } };
	struct trial t = trial_open();
	struct result want = NIANBAO(&t, "render", GOOD, "--pdf-standard", "none", "-o", "-");

	cr_assert_eq(want.status, 0);
	for (size_t i = 0; i < COUNT(to); i++) {
		struct buf b = { .arena = t.a };
		struct result r;

		t.in = write_text(&t, "utf8",
				  changed(&t, read_text(&t, GOOD), "UTF-8", to[i][0]));
		r = RUN(&t, "/usr/bin/iconv", "-f", "UTF-8", "-t", to[i][0]);
		t.in = NULL;
		cr_assert_eq(r.status, 0);
		if (!*to[i][1])
			buf_z(&b, "\xEF\xBB\xBF"); /* a byte order mark */
		buf_str(&b, r.out);
		write_text(&t, "r.xml", buf_text(&b));
		r = NIANBAO(&t, "render", "r.xml", "--pdf-standard", "none", "-o", "-");
		cr_expect_eq(r.status, 0, "%s: %s", to[i][0], r.err.s);
		cr_expect(str_eq(r.out, want.out), "%s", to[i][0]);
	}
	trial_close(&t);
}

/* The calendar, from the program's door. */
Test(cli_limits, days_that_never_were_are_named)
{
	static const struct {
		const char *from, *to, *message;
	} row[] = {
		{ "<year>2022</year>", "<year>2022</year><date>2023-02-30</date>",
		  ":5: error[E207]" },
		{ "<year>2022</year>", "<year>2022</year><date>2100-02-29</date>",
		  ":5: error[E207]" },
		{ "<year>2022</year>", "<year>2022</year><date>0000-01-01</date>",
		  ":5: error[E207]" },
		{ "<year>2022</year>", "<year>0</year>", ":5: error[E206]" },
		{ "<year>2022</year>", "<year>12022</year>", ":5: error[E206]" },
	};
	struct trial t = trial_open();

	for (size_t i = 0; i < COUNT(row); i++) {
		struct result r;

		write_changed(&t, "r.xml", row[i].from, row[i].to);
		r = NIANBAO(&t, "check", "r.xml");
		cr_expect_eq(r.status, 1, "%s", row[i].to);
		cr_expect(says(r.err, row[i].message), "%s: %s", row[i].to, r.err.s);
	}
	write_changed(&t, "r.xml", "<year>2022</year>",
		      "<year>2022</year><date>2024-02-29</date>");
	cr_expect_eq(NIANBAO(&t, "check", "r.xml").status, 0);
	trial_close(&t);
}
