/* Files of a trial: reports made from fixtures, what the program wrote, what it left behind. */
#ifndef NIANBAO_TESTS_FILES_H
#define NIANBAO_TESTS_FILES_H

#include "program.h"

#include <dirent.h>

#define FIXTURE(name) NIANBAO_SOURCE_DIR "/fixtures/" name
#define GOOD FIXTURE("hongqi-xinfang-2022.xml")
#define UNBALANCED FIXTURE("row-over-five-lines.xml")

/* The path of `name` in the trial's folder. */
static inline const char *in_folder(const struct trial *t, const char *name)
{
	struct buf b = { .arena = t->a };

	buf_printf(&b, "%s/%s", t->folder, name);
	return b.s;
}

static inline struct str read_text(const struct trial *t, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct str s;

	cr_assert(f, "%s cannot be read", path);
	s = trial_slurp(t, f);
	fclose(f);
	return s;
}

static inline const char *write_text(const struct trial *t, const char *name, struct str s)
{
	const char *path = in_folder(t, name);
	FILE *f = fopen(path, "wb");

	cr_assert(f && fwrite(s.s, 1, s.n, f) == s.n && fclose(f) == 0, "%s", path);
	return path;
}

static inline const char *copy_file(const struct trial *t, const char *from, const char *name)
{
	return write_text(t, name, read_text(t, from));
}

/* `s` with its first `from` made `to`. */
static inline struct str changed(const struct trial *t, struct str s, const char *from,
				 const char *to)
{
	size_t at = str_find(s, str_from(from)), n = strlen(from);
	struct buf b = { .arena = t->a };

	cr_assert_neq(at, (size_t)-1, "no %s in the text", from);
	buf_str(&b, str_sub(s, 0, at));
	buf_z(&b, to);
	buf_str(&b, str_sub(s, at + n, s.n));
	return buf_text(&b);
}

/* A good report with its first `from` made `to`, under this name in the trial's folder. */
static inline const char *write_changed(const struct trial *t, const char *name,
					const char *from, const char *to)
{
	return write_text(t, name, changed(t, read_text(t, GOOD), from, to));
}

static inline int compare_names(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* The names in a folder, hidden ones too, sorted: "a.pdf a.xml". */
static inline const char *names_in(const struct trial *t, const char *folder)
{
	const char **name = NULL;
	struct buf b = { .arena = t->a };
	size_t n = 0, cap = 0;
	struct dirent *e;
	DIR *dir = opendir(folder);

	cr_assert(dir, "%s", folder);
	while ((e = readdir(dir))) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		name = arena_grow(t->a, name, &cap, n + 1, sizeof(*name));
		name[n++] = str_z(t->a, str_from(e->d_name));
	}
	closedir(dir);
	if (n > 0)
		qsort(name, n, sizeof(*name), compare_names);
	buf_z(&b, "");
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s%s", i > 0 ? " " : "", name[i]);
	return b.s;
}

static inline bool is_pdf(const struct trial *t, const char *path)
{
	return access(path, R_OK) == 0 && str_is(str_sub(read_text(t, path), 0, 5), "%PDF-");
}

static inline bool same_files(const struct trial *t, const char *a, const char *b)
{
	return str_eq(read_text(t, a), read_text(t, b));
}

static inline bool says(struct str text, const char *words)
{
	return str_find(text, str_from(words)) != (size_t)-1;
}

/*
 * Skip the test where strace cannot trace. LeakSanitizer cannot work in a traced program: it is
 * told so in that place of t->env.
 */
static inline void need_strace(struct trial *t, size_t env)
{
	t->env[env] = "ASAN_OPTIONS=detect_leaks=0";
	if (RUN(t, "/usr/bin/strace", "-f", "-o", "probe", "/bin/true").status) {
		trial_close(t);
		cr_skip_test("strace cannot trace here");
	}
	remove(in_folder(t, "probe"));
}

#endif
