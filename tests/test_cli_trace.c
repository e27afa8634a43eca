/*
 * What the program asks of the machine, and what it does when the machine refuses: seen and
 * caused with strace, which must be allowed to trace here.
 */
#include "files.h"

static struct trial open_traced(void)
{
	struct trial t = trial_open();

	need_strace(&t, 0);
	return t;
}

#define TRACED(t, what, ...)                                                                   \
	RUN(t, "/usr/bin/strace", "-f", "-o", "trace", "-e", what, NIANBAO_PROGRAM, __VA_ARGS__)

/* The program, its libraries, their tables of character sets, and what a sanitizer reads. */
static bool is_the_loaders(struct str path)
{
	static const char *const prefix[] = { "/etc/ld.so.",    "/lib/",       "/lib64/",
					      "/usr/lib/",      "/usr/lib64/", "/proc/self/",
					      "/usr/local/lib/" };

	for (size_t i = 0; i < sizeof(prefix) / sizeof(*prefix); i++)
		if (str_find(path, str_from(prefix[i])) == 0)
			return true;
	return false;
}

/* Reports, layouts, roles and fonts; the output, its temporary file and its folder. */
static bool is_ours(struct str path)
{
	static const char *const prefix[] = { NIANBAO_FONT_DIR "/",
					      NIANBAO_SOURCE_DIR "/fixtures/", "./.nianbao-",
					      "absent" };
	static const char *const whole[] = { ".", "r.pdf", "r.xml" };

	for (size_t i = 0; i < sizeof(prefix) / sizeof(*prefix); i++)
		if (str_find(path, str_from(prefix[i])) == 0)
			return true;
	for (size_t i = 0; i < sizeof(whole) / sizeof(*whole); i++)
		if (str_is(path, whole[i]))
			return true;
	return says(path, "/../../layouts/") || says(path, "/../../fonts/roles.xml");
}

static size_t check_trace(const struct trial *t)
{
	struct str trace = read_text(t, in_folder(t, "trace"));
	size_t nopen = 0;

	while (trace.n > 0) {
		size_t end = str_find(trace, STR("\n"));
		struct str line = str_sub(trace, 0, end), path;

		trace = str_sub(trace, end + 1, trace.n);
		cr_expect(!says(line, "socket") && !says(line, "connect"), "%s",
			  str_z(t->a, line));
		/* The files of a build for coverage are not the program's. */
		if (!says(line, "open") || says(line, ".gcda"))
			continue;
		path = str_sub(line, str_find(line, STR("\"")) + 1, line.n);
		path = str_sub(path, 0, str_find(path, STR("\"")));
		cr_expect(is_the_loaders(path) || is_ours(path), "%s", str_z(t->a, line));
		nopen++;
	}
	return nopen;
}

Test(trace, opens_no_socket_and_only_its_own_files)
{
	static const char *const report[] = { GOOD, FIXTURE("rare-characters.xml"),
					      FIXTURE("wrong-everything.xml"), "absent.xml" };
	struct trial t = open_traced();

	for (size_t i = 0; i < sizeof(report) / sizeof(*report); i++) {
		TRACED(&t, "trace=network,open,openat,openat2,creat", "render", report[i], "-o",
		       "r.pdf");
		cr_expect_gt(check_trace(&t), 5, "%s: nothing was traced", report[i]);
	}
	trial_close(&t);
}

/* Names of files and hosts in a report are words: nothing follows them. */
Test(trace, follows_no_name_in_a_report)
{
	static const char *const bait[] = {
		"<!DOCTYPE report SYSTEM \"file:///etc/passwd\">\n<report",
		"<!DOCTYPE r [<!ENTITY e SYSTEM \"http://127.0.0.1/x\">]>\n<report",
		"<?xml-stylesheet href=\"/etc/passwd\"?>\n<?xml-model "
		"href=\"/etc/passwd\"?>\n<report",
		"<report xmlns:xi=\"http://www.w3.org/2001/XInclude\" "
		"xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
		"xsi:noNamespaceSchemaLocation=\"http://127.0.0.1/report.xsd\"",
	};
	struct trial t = open_traced();

	for (size_t i = 0; i < sizeof(bait) / sizeof(*bait); i++) {
		struct str s = changed(&t, read_text(&t, GOOD), "<report", bait[i]);

		s = changed(&t, s, "<p>",
			    "<p><xi:include href=\"/etc/passwd\"/>"
			    "<img src=\"/etc/passwd\"/>");
		write_text(&t, "r.xml", s);
		TRACED(&t, "trace=network,open,openat,openat2,creat", "render", "r.xml", "-o",
		       "r.pdf");
		cr_expect_gt(check_trace(&t), 5);
	}
	trial_close(&t);
}

/* Each refusal: status 3 with the reason, the old file whole, nothing left beside it. */
Test(trace, refused_write_leaves_the_old_file)
{
	static const struct {
		const char *inject, *reason;
	} row[] = {
		{ "inject=write:error=ENOSPC:when=1", "No space left on device" },
		{ "inject=write:error=EDQUOT:when=1", "Disk quota exceeded" },
		{ "inject=fsync:error=EIO:when=1", "Input/output error" },
		{ "inject=fchmod:error=EPERM:when=1", "Operation not permitted" },
		{ "inject=rename,renameat,renameat2:error=EACCES:when=1", "Permission denied" },
	};
	struct trial t = open_traced();
	struct result r;

	write_text(&t, "r.pdf", STR("old bytes"));
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		r = TRACED(&t, row[i].inject, "render", GOOD, "-o", "r.pdf");
		cr_expect(says(read_text(&t, in_folder(&t, "trace")), "(INJECTED)"), "%s",
			  row[i].inject);
		cr_expect_eq(r.status, 3, "%s: %d", row[i].inject, r.status);
		cr_expect(says(r.err, "error[F905]") && says(r.err, row[i].reason), "%s: %s",
			  row[i].inject, r.err.s);
		cr_expect_str_eq(read_text(&t, in_folder(&t, "r.pdf")).s, "old bytes");
		cr_expect_str_eq(names_in(&t, t.folder), "r.pdf trace", "%s", row[i].inject);
	}
	trial_close(&t);
}

/* Killed before the bytes are written, flushed, renamed, or after that: old or new, whole. */
Test(trace, killed_program_leaves_the_old_file_or_the_new)
{
	static const struct {
		const char *inject;
		bool is_new;
	} row[] = {
		{ "inject=write:signal=KILL:when=1", false },
		{ "inject=fsync:signal=KILL:when=1", false },
		{ "inject=rename,renameat,renameat2:signal=KILL:when=1", false },
		{ "inject=fsync:signal=KILL:when=2", true },
	};
	struct trial t = open_traced();
	struct str want = NIANBAO(&t, "render", GOOD, "-o", "-").out;

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct str now;

		write_text(&t, "r.pdf", STR("old bytes"));
		TRACED(&t, row[i].inject, "render", GOOD, "-o", "r.pdf");
		cr_expect(says(read_text(&t, in_folder(&t, "trace")), "killed by SIGKILL"),
			  "%s", row[i].inject);
		now = read_text(&t, in_folder(&t, "r.pdf"));
		cr_expect(str_eq(now, row[i].is_new ? want : STR("old bytes")), "%s: %zu bytes",
			  row[i].inject, now.n);
	}
	trial_close(&t);
}

/* Asked to end while it writes, the program ends; but first the temporary file does. */
Test(trace, a_signal_while_writing_leaves_no_temporary_file)
{
	static const char *const inject[] = { "inject=write:signal=TERM:when=1",
					      "inject=fsync:signal=INT:when=1",
					      "inject=fsync:signal=HUP:when=1" };
	struct trial t = open_traced();

	for (size_t i = 0; i < sizeof(inject) / sizeof(*inject); i++) {
		write_text(&t, "r.pdf", STR("old bytes"));
		TRACED(&t, inject[i], "render", GOOD, "-o", "r.pdf");
		cr_expect(says(read_text(&t, in_folder(&t, "trace")), "killed by SIG"), "%s",
			  inject[i]);
		cr_expect_str_eq(names_in(&t, t.folder), "r.pdf trace", "%s", inject[i]);
	}
	trial_close(&t);
}

/* On the report, then on the output. */
Test(trace, interrupted_calls_are_repeated)
{
	static const char *const inject[][2] = {
		{ "inject=read:error=EINTR:when=1", "-P" GOOD },
		{ "inject=read:error=EINTR:when=1+2", "-P" GOOD },
		{ "inject=write:error=EINTR:when=1", "-f" },
		{ "inject=fsync:error=EINTR:when=1", "-f" },
	};
	struct trial t = open_traced();
	struct str want = NIANBAO(&t, "render", GOOD, "-o", "-").out;

	for (size_t i = 0; i < sizeof(inject) / sizeof(*inject); i++) {
		struct result r =
			RUN(&t, "/usr/bin/strace", "-f", "-o", "trace", inject[i][1], "-e",
			    inject[i][0], NIANBAO_PROGRAM, "render", GOOD, "-o", "r.pdf");

		cr_expect(says(read_text(&t, in_folder(&t, "trace")), "(INJECTED)"), "%s",
			  inject[i][0]);
		cr_expect_eq(r.status, 0, "%s: %s", inject[i][0], r.err.s);
		cr_expect(str_eq(read_text(&t, in_folder(&t, "r.pdf")), want), "%s",
			  inject[i][0]);
	}
	trial_close(&t);
}

Test(trace, jobs_are_processes_of_their_own)
{
	struct trial t = open_traced();
	struct str trace;
	size_t nprocess = 0, at;

	for (int i = 0; i < 4; i++)
		copy_file(&t, GOOD, (const char *const[]){ "a", "b", "c", "d" }[i]);
	cr_expect_eq(TRACED(&t, "trace=none", "render", "a", "b", "c", "d", "-j", "3").status,
		     0);
	trace = read_text(&t, in_folder(&t, "trace"));
	for (; (at = str_find(trace, STR("exited with 0"))) != (size_t)-1; nprocess++)
		trace = str_sub(trace, at + 1, trace.n);
	cr_expect_eq(nprocess, 1 + 3);
	trial_close(&t);
}
