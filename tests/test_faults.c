/*
 * Each call that makes a file, one after the other, refused or the last thing that the program does
 * (strace -e inject): the file is the old one whole or the new one whole, and nothing is left
 * beside it but, by a program that was killed, its temporary file. Calls of the loader are among
 * them; it gives up with 127.
 */
#include "files.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define MOST_CALLS 400
#define LAYOUTS "--layouts", NIANBAO_SOURCE_DIR "/tests/layouts"
#define OLD "old bytes"

static struct trial open_traced(void)
{
	struct trial t = trial_open();

	need_strace(&t, 0);
	copy_file(&t, NIANBAO_SOURCE_DIR "/tests/fixtures/two-lines.xml", "a.xml");
	write_text(&t, "b.xml",
		   changed(&t, read_text(&t, in_folder(&t, "a.xml")), "文字", "文章"));
	return t;
}

struct fault {
	const char *call, *effect; /* as strace has them */
	bool kills;
};

static struct result run_with(struct trial *t, const struct fault *f, size_t k,
			      const char *const *argv, size_t n)
{
	const char *all[32] = { "/usr/bin/strace", "-f", "-o", "trace", "-e" };
	struct buf inject = { .arena = t->a };

	buf_printf(&inject, "inject=%s:%s:when=%zu", f->call, f->effect, k);
	all[5] = inject.s;
	all[6] = NIANBAO_PROGRAM;
	memcpy(all + 7, argv, n * sizeof(*argv));
	return trial_run(t, all);
}

/* Was there a k-th call? What a build for coverage writes at its end is not the program's. */
static bool was_reached(const struct trial *t, const struct fault *f)
{
	struct str trace = read_text(t, in_folder(t, "trace"));

	size_t at = str_find(trace, str_from(f->kills ? "killed by SIGKILL" : "(INJECTED)"));

	return at < str_find(trace, STR(".gcda"));
}

/* Temporary files in a folder; they are removed. */
static size_t take_temporary(const struct trial *t, const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *e;
	size_t n = 0;

	cr_assert(dir);
	while ((e = readdir(dir))) {
		struct buf path = { .arena = t->a };

		if (strncmp(e->d_name, ".nianbao-", 9) ||
		    !strncmp(e->d_name, ".nianbao-done", 13))
			continue;
		buf_printf(&path, "%s/%s", folder, e->d_name);
		cr_assert_eq(unlink(path.s), 0);
		n++;
	}
	closedir(dir);
	return n;
}

static bool is_old_or(const struct trial *t, const char *path, struct str want)
{
	struct str now = read_text(t, path);

	return str_eq(now, STR(OLD)) || str_eq(now, want);
}

/* ---- one report ---- */

static void check_one(struct trial *t, const struct fault *f, size_t k, struct result r,
		      struct str want)
{
	struct str now = read_text(t, in_folder(t, "r.pdf"));
	size_t left = take_temporary(t, t->folder);

	cr_expect(f->kills ? left <= 1 : left == 0, "%s %s %zu", f->call, f->effect, k);
	cr_expect(f->kills || r.status <= 3 || r.status == 127, "%s %s %zu: %d %s", f->call,
		  f->effect, k, r.status, r.err.s);
	if (r.status == 0)
		cr_expect(str_eq(now, want), "%s %s %zu: not the new file", f->call, f->effect,
			  k);
	else if (f->kills)
		cr_expect(str_eq(now, want) || str_eq(now, STR(OLD)), "%s %s %zu", f->call,
			  f->effect, k);
	else
		cr_expect(str_eq(now, STR(OLD)), "%s %s %zu: the old file is gone", f->call,
			  f->effect, k);
}

/* Returns how many calls there were. */
static size_t each_call(struct trial *t, const struct fault *f, struct str want)
{
	static const char *const argv[] = { "render", "a.xml", LAYOUTS, "-o", "r.pdf" };
	size_t k;

	for (k = 1; k <= MOST_CALLS; k++) {
		struct result r;

		write_text(t, "r.pdf", STR(OLD));
		r = run_with(t, f, k, argv, COUNT(argv));
		if (!was_reached(t, f))
			break;
		check_one(t, f, k, r, want);
	}
	return k - 1;
}

static void one_report(const struct fault *fault, size_t n)
{
	struct trial t = open_traced();
	struct str want = NIANBAO(&t, "render", "a.xml", LAYOUTS, "-o", "-").out;

	for (size_t i = 0; i < n; i++)
		cr_expect_gt(each_call(&t, &fault[i], want), 0, "no %s was seen",
			     fault[i].call);
	trial_close(&t);
}

Test(faults, each_call_refused)
{
	static const struct fault fault[] = {
		{ "write", "error=ENOSPC", false },  { "write", "error=EIO", false },
		{ "fsync", "error=EIO", false },     { "fchmod", "error=EPERM", false },
		{ "rename", "error=EACCES", false }, { "rename", "error=EIO", false },
		{ "openat", "error=EIO", false },    { "openat", "error=ENOSPC", false },
		{ "close", "error=EIO", false },
	};

	one_report(fault, COUNT(fault));
}

Test(faults, each_call_the_last)
{
	static const struct fault fault[] = {
		{ "write", "signal=KILL", true },  { "fsync", "signal=KILL", true },
		{ "fchmod", "signal=KILL", true }, { "rename", "signal=KILL", true },
		{ "openat", "signal=KILL", true }, { "close", "signal=KILL", true },
	};

	one_report(fault, COUNT(fault));
}

/* Interrupted, again and again: nothing is lost but time. */
Test(faults, each_call_interrupted)
{
	static const char *const argv[] = { "render", "a.xml", LAYOUTS, "-o", "r.pdf" };
	static const struct fault fault[] = { { "write", "error=EINTR", false },
					      { "fsync", "error=EINTR", false },
					      { "read", "error=EINTR", false } };
	struct trial t = open_traced();
	struct str want = NIANBAO(&t, "render", "a.xml", LAYOUTS, "-o", "-").out;

	for (size_t i = 0; i < COUNT(fault); i++)
		for (size_t k = 1; k <= MOST_CALLS; k++) {
			struct result r = run_with(&t, &fault[i], k, argv, COUNT(argv));

			if (!was_reached(&t, &fault[i]))
				break;
			if (r.status == 127)
				continue; /* the loader */
			cr_expect_eq(r.status, 0, "%s %zu: %s", fault[i].call, k, r.err.s);
			cr_expect(str_eq(read_text(&t, in_folder(&t, "r.pdf")), want));
		}
	trial_close(&t);
}

/* ---- a batch: PDFs, the record of what is done, the report for machines ---- */

#define BATCH "render", "a.xml", "b.xml", LAYOUTS, "-d", "out", "-j", "1", "--report", "r.json"

struct batch {
	struct str a, b;
};

/* What was written is whole, and the next run makes what is missing. */
static void check_batch(struct trial *t, const struct fault *f, size_t k, struct batch want)
{
	static const char check[] = "import json; json.load(open('r.json'))";
	size_t left = take_temporary(t, in_folder(t, "out")) + take_temporary(t, t->folder);
	bool is_json = RUN(t, "/usr/bin/python3", "-c", check).status == 0;

	cr_expect(f->kills || left == 0, "%s %s %zu: %zu left", f->call, f->effect, k, left);
	cr_expect(is_old_or(t, in_folder(t, "out/a.pdf"), want.a), "%s %zu", f->call, k);
	cr_expect(is_old_or(t, in_folder(t, "out/b.pdf"), want.b), "%s %zu", f->call, k);
	cr_expect(is_json || str_eq(read_text(t, in_folder(t, "r.json")), STR(OLD)), "%s %zu",
		  f->call, k);
	cr_expect_eq(NIANBAO(t, BATCH).status, 0, "the next run, after %s %zu", f->call, k);
	cr_expect(str_eq(read_text(t, in_folder(t, "out/a.pdf")), want.a), "%s %s %zu", f->call,
		  f->effect, k);
	cr_expect(str_eq(read_text(t, in_folder(t, "out/b.pdf")), want.b), "%s %s %zu", f->call,
		  f->effect, k);
}

Test(faults, each_call_of_a_batch)
{
	static const char *const argv[] = { BATCH };
	static const struct fault fault[] = {
		{ "write", "error=ENOSPC", false },  { "write", "signal=KILL", true },
		{ "fsync", "error=EIO", false },     { "fsync", "signal=KILL", true },
		{ "rename", "error=EACCES", false }, { "rename", "signal=KILL", true },
	};
	struct trial t = open_traced();
	struct batch want = { NIANBAO(&t, "render", "a.xml", LAYOUTS, "-o", "-").out,
			      NIANBAO(&t, "render", "b.xml", LAYOUTS, "-o", "-").out };

	cr_assert_eq(mkdir(in_folder(&t, "out"), 0777), 0);
	for (size_t i = 0; i < COUNT(fault); i++) {
		size_t k;

		for (k = 1; k <= MOST_CALLS; k++) {
			write_text(&t, "out/a.pdf", STR(OLD));
			write_text(&t, "out/b.pdf", STR(OLD));
			write_text(&t, "r.json", STR(OLD));
			run_with(&t, &fault[i], k, argv, COUNT(argv));
			if (!was_reached(&t, &fault[i]))
				break;
			check_batch(&t, &fault[i], k, want);
		}
		cr_expect_gt(k, 2, "%s: one call at most was seen", fault[i].call);
	}
	trial_close(&t);
}
