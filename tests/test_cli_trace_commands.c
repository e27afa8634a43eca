/*
 * Each command, seen by strace: no call for a network at all, no program run but our own, and no
 * file opened but below the folder where the report is, the layouts, the fonts, and what loader and
 * libraries need. And what each process gives up when it starts (cli/renounce.h).
 */
#include "signing_case.h"

#ifndef NIANBAO_PRELOAD
#define NIANBAO_PRELOAD ""
#endif

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define CALLS "trace=network,open,openat,openat2,creat,execve,seccomp,io_uring_setup"
#define MOST_WORDS 20

/* a.xml, b.xml, a.pdf which carries its report, k.pem and k.key; own fonts by family. */
static struct trial open_traced(void)
{
	struct trial t = signing_open();

	need_strace(&t, 1);
	copy_file(&t, GOOD, "a.xml");
	copy_file(&t, GOOD, "b.xml");
	copy_file(&t, FIXTURE("figures.xml"), "p.xml");
	RUN(&t, "/bin/cp", "-r", FIXTURE("pictures"), "pictures");
	mkdir(in_folder(&t, "out"), 0777);
	write_text(&t, "list", STR("a.xml\nb.xml\n"));
	write_text(&t, "own.xml",
		   STR("<fonts><role id='title' family='No Such Family'/></fonts>"));
	must(NIANBAO(&t, "render", "a.xml", "-o", "a.pdf"), "render");
	must(NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", SIGNER), "sign");
	return t;
}

static bool begins(struct str s, const char *with)
{
	return str_find(s, str_from(with)) == 0;
}

/* Loader, libraries and their tables; what the C library and sanitizers ask of the system. */
static bool is_the_systems(struct str path)
{
	static const char *const prefix[] = { "/etc/ld.so.",     "/lib/",          "/lib64/",
					      "/usr/lib/",       "/usr/lib64/",    "/proc/self/",
					      "/usr/local/lib/", "/dev/null",      "/dev/urandom",
					      "/sys/devices/system/cpu", "/usr/share/zoneinfo/",
					      "/etc/localtime" };

	for (size_t i = 0; i < COUNT(prefix); i++)
		if (begins(path, prefix[i]))
			return true;
	return false;
}

/* Where fontconfig looks when a report's fonts are named by family, and only then. */
static bool is_fontconfigs(struct str path)
{
	static const char *const prefix[] = { "/etc/fonts/", "/usr/share/font", "/usr/local/share/font",
					      "/var/cache/fontconfig", "/root/.", "/.cache", "/nonexistent" };

	for (size_t i = 0; i < COUNT(prefix); i++)
		if (begins(path, prefix[i]))
			return true;
	return false;
}

/* The report's folder, into which all names of the commands lead; layouts, roles, fonts. */
static bool is_ours(const struct trial *t, struct str path)
{
	size_t share = str_find(path, STR("/../../"));
	struct str below = str_sub(path, share + 7, path.n);

	if (path.s[0] != '/')
		return !begins(path, "..");
	if (begins(path, t->folder) || begins(path, NIANBAO_FONT_DIR "/"))
		return !says(path, "/../");
	return share != (size_t)-1 && (begins(below, "layouts") || begins(below, "fonts")) &&
	       !says(below, "/../");
}

static struct str quoted(struct str line)
{
	struct str rest = str_sub(line, str_find(line, STR("\"")) + 1, line.n);

	return str_sub(rest, 0, str_find(rest, STR("\"")));
}

/* What processes did, by the lines of a trace. */
struct seen {
	size_t nopen, nprogram, nrenounced;
};

static void look_at(const struct trial *t, struct str line, bool asks_fontconfig, struct seen *seen)
{
	struct str call = str_trim(str_sub(line, str_find(line, STR(" ")) + 1, line.n));
	struct str path = quoted(call);

	if (begins(call, "+++") || begins(call, "---") || begins(call, "<..."))
		return;
	if (says(path, ".gcda")) /* the counters of a build for coverage */
		return;
	if (begins(call, "seccomp(")) {
		seen->nrenounced += says(call, ") = 0");
	} else if (begins(call, "execve(")) {
		seen->nprogram += says(call, ") = 0");
		cr_expect(begins(path, NIANBAO_BUILD_DIR "/nianbao"), "%s", str_z(t->a, line));
	} else if (begins(call, "open") || begins(call, "creat(")) {
		seen->nopen++;
		cr_expect(is_the_systems(path) || is_ours(t, path) ||
				  (asks_fontconfig && is_fontconfigs(path)),
			  "%s", str_z(t->a, line));
	} else {
		cr_expect(false, "a call for a network: %s", str_z(t->a, line));
	}
}

struct row {
	const char *word[MOST_WORDS];
	int status;
	size_t nprogram; /* that are run, the first included */
	bool asks_fontconfig;
};

static void check_command(struct trial *t, const struct row *row)
{
	const char *argv[8 + MOST_WORDS] = { "/usr/bin/strace", "-f", "-s", "400", "-o", "trace",
					     "-e" CALLS, NIANBAO_PROGRAM };
	struct seen seen = { 0 };
	struct str trace;
	struct result r;

	for (size_t i = 0; i < MOST_WORDS; i++)
		argv[8 + i] = row->word[i];
	r = trial_run(t, argv);
	cr_expect_eq(r.status, row->status, "%s %s: %d %s", row->word[0], row->word[1],
		     r.status, r.err.s);
	trace = read_text(t, in_folder(t, "trace"));
	while (trace.n > 0) {
		size_t end = str_find(trace, STR("\n"));

		look_at(t, str_sub(trace, 0, end), row->asks_fontconfig, &seen);
		trace = str_sub(trace, end + 1, trace.n);
	}
	cr_expect_gt(seen.nopen, 3, "%s: nothing was traced", row->word[0]);
	cr_expect_eq(seen.nprogram, row->nprogram, "%s ran %zu programs", row->word[0],
		     seen.nprogram);
	cr_expect_eq(seen.nrenounced, row->nprogram, "%s: %zu of them gave up what they need not",
		     row->word[0], seen.nrenounced);
}

Test(trace_commands, none_has_a_network_or_other_files)
{
	static const struct row row[] = {
		{ { "render", "a.xml", "-o", "r1.pdf" }, 0, 1, false },
		{ { "render", "a.pdf", "-o", "r2.pdf" }, 0, 1, false },
		{ { "render", "p.xml", "-o", "r3.pdf", "--print", "press" }, 0, 1, false },
		{ { "render", "a.xml", "-o", "r4.pdf", "--print", "poster" }, 0, 1, false },
		{ { "render", "a.xml", "--dump=book" }, 0, 1, false },
		{ { "render", "a.xml", "-o", "r5.pdf", "--fonts", "own.xml" }, 3, 1, true },
		{ { "render", "@list", "-d", "out", "-j", "2", "--report", "r.json" }, 0, 1, false },
		{ { "check", "a.xml", "a.pdf", "p.xml", "-j", "3" }, 0, 1, false },
		{ { "check", "a.xml", "--previous", "b.xml" }, 0, 1, false },
		{ { "extract", "a.pdf", "-d", "out" }, 0, 1, false },
		{ { "pack", "a.xml", "-d", "out" }, 0, 1, false },
		{ { "init", "-l", "ogi-2021", "--organ", "甲", "--year", "2024" }, 0, 1, false },
		{ { "layouts" }, 0, 1, false },
		{ { "profiles" }, 0, 1, false },
		{ { "fonts" }, 0, 1, false },
		{ { "fonts", "--for", "a.xml" }, 0, 1, false },
		{ { "sign", "r.pdf", "-o", "s1.pdf", SIGNER }, 0, 2, false },
		{ { "sign", "r.pdf", "-o", "s2.pdf", SIGNER, "--tsa-request", "q" }, 0, 2, false },
		{ { "verify", "s.pdf", "--trust", "ca.pem" }, 0, 2, false },
		{ { "help" }, 0, 1, false },
	};
	struct trial t = open_traced();

	for (size_t i = 0; i < COUNT(row); i++)
		check_command(&t, &row[i]);
	trial_close(&t);
}

/* Code in the process that asks for a socket gets none: here a library loaded into it. */
Test(trace_commands, a_process_cannot_have_a_socket)
{
	struct trial t = trial_open();
	struct result r;

	if (!*NIANBAO_PRELOAD) {
		trial_close(&t);
		cr_skip_test("the sanitizers have an allocator of their own");
	}
	r = RUN(&t, "/usr/bin/env", "LD_PRELOAD=" NIANBAO_PRELOAD, "NIANBAO_SOCKET=sockets",
		NIANBAO_PROGRAM, "render", GOOD, "-o", "r.pdf");
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	cr_expect(is_pdf(&t, in_folder(&t, "r.pdf")));
	cr_expect_str_eq(read_text(&t, in_folder(&t, "sockets")).s,
			 "socket Operation not permitted socket Operation not permitted "
			 "socket Operation not permitted socket Operation not permitted "
			 "io_uring Operation not permitted \n");
	trial_close(&t);
}
