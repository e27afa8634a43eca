/*
 * Goldens: beside a report NAME.xml stand NAME.report, .doc, .galley, .book (text dumps of the
 * stages) and NAME.diag (messages in Chinese, with the exit status). Each that is there is
 * compared; NIANBAO_BLESS=1 writes it anew: read the diff before you commit it.
 */
#include "engine.h"

#include "base/file.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#define MEMORY ((size_t)1 << 30)

static const struct {
	const char *ending;
	enum stage stage;
} dumps[] = {
	{ ".report", STAGE_REPORT }, { ".doc", STAGE_DOC },	 { ".galley", STAGE_GALLEY },
	{ ".book", STAGE_BOOK },     { ".diag", STAGE_CHECK },
};

static void oom(void *host)
{
	(void)host;
	abort();
}

/* Messages name files as they were given; keep the machine's folder out of the golden. */
static struct str relative(struct arena *a, struct str s)
{
	struct str root = STR(NIANBAO_SOURCE_DIR "/");
	struct buf b = { .arena = a };
	size_t at;

	while ((at = str_find(s, root)) != (size_t)-1) {
		buf_str(&b, str_sub(s, 0, at));
		s = str_sub(s, at + root.n, s.n);
	}
	buf_str(&b, s);
	return buf_text(&b);
}

static struct str produce(struct arena *a, const char *path, enum stage stage)
{
	struct engine_options o = { .layout_dir = NIANBAO_SOURCE_DIR "/tests/layouts",
				     .share_dir = NIANBAO_SOURCE_DIR,
				     .font_dir = NIANBAO_FONT_DIR,
				     .stage = stage,
				     .oom = oom };
	struct engine *n;
	struct engine_output output;
	struct buf b = { .arena = a };
	int status;

	engine_open(&n, &o);
	status = engine_render(n, path, &output);

	if (stage == STAGE_CHECK) {
		diag_print(output.diags, &b, DIAG_CHINESE);
		buf_printf(&b, "exit status %d\n", status);
	} else {
		buf_str(&b, output.bytes);
	}
	engine_release(&output);
	engine_close(n);
	return relative(a, buf_text(&b));
}

/* First line in which they differ, for the message. */
static size_t first_difference(struct str a, struct str b)
{
	size_t line = 1;

	for (size_t i = 0; i < a.n && i < b.n && a.s[i] == b.s[i]; i++)
		line += a.s[i] == '\n';
	return line;
}

static void compare(struct arena *a, const char *path, const char *golden,
		    enum stage stage)
{
	struct diags d = { .arena = a };
	struct str now = produce(a, path, stage), then;

	if (getenv("NIANBAO_BLESS")) {
		cr_assert(file_write(a, &d, golden, now));
		return;
	}
	cr_assert(file_read(a, &d, golden, MEMORY, &then));
	cr_expect(str_eq(now, then), "%s differs from line %zu on", golden,
		  first_difference(now, then));
}

static size_t compare_report(struct arena *a, const char *folder, const char *name)
{
	size_t stem = strlen(name) - 4, n = 0;

	for (size_t i = 0; i < sizeof dumps / sizeof *dumps; i++) {
		struct buf path = { .arena = a }, golden = { .arena = a };
		struct diags unsaid = { .arena = a };
		struct str there;

		buf_printf(&path, "%s/%s", folder, name);
		buf_printf(&golden, "%s/%.*s%s", folder, (int)stem, name, dumps[i].ending);
		if (!file_read(a, &unsaid, golden.s, MEMORY, &there))
			continue;
		compare(a, path.s, golden.s, dumps[i].stage);
		n++;
	}
	return n;
}

static size_t compare_folder(const char *folder)
{
	struct arena *a = arena_open(MEMORY, oom, NULL);
	DIR *dir = opendir(folder);
	struct dirent *e;
	size_t n = 0;

	cr_assert(dir, "%s", folder);
	while ((e = readdir(dir))) {
		const char *dot = strrchr(e->d_name, '.');

		if (dot && !strcmp(dot, ".xml"))
			n += compare_report(a, folder, e->d_name);
	}
	closedir(dir);
	arena_close(a);
	return n;
}

Test(golden, fixtures)
{
	cr_expect_eq(compare_folder(NIANBAO_SOURCE_DIR "/fixtures"), 38);
}

Test(golden, made_reports)
{
	cr_expect_eq(compare_folder(NIANBAO_SOURCE_DIR "/tests/fixtures"), 7);
}
