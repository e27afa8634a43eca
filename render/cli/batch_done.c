#include "cli/batch_done.h"

#include "base/file.h"
#include "base/str_index.h"

#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define RECORD ".nianbao-done"
#define RECORD_MAX_BYTES ((size_t)1 << 30)
#define FORMAT "1 " /* in front of each line: a later format means another letter here */

struct batch_done {
	const struct options *o;
	uint64_t key;     /* of all that the reports have in common */
	struct str *line; /* without FORMAT, the last one of each output */
	size_t nline, cap;
	struct str_index index; /* of lines, by output */
	const char *path;       /* of this share's record */
	int fd;                 /* to add to it, once there is something to add; -1: not open */
	bool has_failed;
};

static uint64_t mix(uint64_t h, const void *bytes, size_t n)
{
	const unsigned char *s = bytes;

	for (size_t i = 0; i < n; i++)
		h = (h ^ s[i]) * 0x100000001B3; /* FNV-1a */
	return (h ^ 0xFF) * 0x100000001B3;      /* an end: "ab" "c" is not "a" "bc" */
}

static uint64_t mix_z(uint64_t h, const char *z)
{
	return mix(h, z ? z : "", z ? strlen(z) : 0);
}

static int64_t time_of(const struct stat *st)
{
	return (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
}

/* A file's path, size and time; of one that is not there, only the path. */
static uint64_t mix_file(uint64_t h, const char *path)
{
	struct stat st;
	int64_t fact[2];

	h = mix_z(h, path);
	if (!path || stat(path, &st))
		return h;
	fact[0] = st.st_size;
	fact[1] = time_of(&st);
	return mix(h, fact, sizeof fact);
}

/* All files of a folder, in any order. */
static uint64_t mix_folder(struct arena *a, uint64_t h, const char *folder)
{
	DIR *dir = folder ? opendir(folder) : NULL;
	struct dirent *e;
	uint64_t sum = 0;

	while (dir && (e = readdir(dir))) {
		struct buf path = { .arena = a };

		if (e->d_name[0] == '.')
			continue;
		buf_printf(&path, "%s/%s", folder, e->d_name);
		sum += mix_file(0xCBF29CE484222325, path.s);
	}
	if (dir)
		closedir(dir);
	return mix(h, &sum, sizeof sum);
}

/* Everything but the report and its pictures. */
static uint64_t common_key(struct arena *a, const struct options *o)
{
	uint64_t h = mix_z(0xCBF29CE484222325, NIANBAO_VERSION);
	struct buf layouts = { .arena = a }, fonts = { .arena = a }, profiles = { .arena = a };
	const unsigned char flag[] = { o->draft,          o->strict,
				       o->standard.part,  (unsigned char)o->standard.level,
				       o->standard.is_ua, o->standard.has_tags,
				       o->has_standard };

	buf_printf(&layouts, "%s/layouts", o->share_dir);
	buf_printf(&profiles, "%s/print", layouts.s);
	buf_printf(&fonts, "%s/fonts", o->share_dir);
	h = mix(h, flag, sizeof flag);
	h = mix_z(h, o->epoch_date);
	h = mix_z(h, o->print);
	for (size_t i = 0; i < o->pages.n; i++)
		h = mix(h, &o->pages.range[i], sizeof o->pages.range[i]);
	h = mix_z(h, o->signature_field);
	h = mix_file(h, "/proc/self/exe");
	h = mix_file(h, o->fonts_file);
	h = mix_folder(a, h, o->layout_dir);
	if (o->layout_dir) {
		struct buf own = { .arena = a };

		buf_printf(&own, "%s/print", o->layout_dir);
		h = mix_folder(a, h, own.s);
	}
	h = mix_folder(a, h, layouts.s);
	h = mix_folder(a, h, profiles.s);
	return mix_folder(a, h, fonts.s);
}

/* Of one report, with the fonts file and the pictures that are named from its folder on. */
static uint64_t key_of(const struct batch_done *d, struct arena *a, const char *input,
		       const struct str *picture, size_t npicture)
{
	const char *slash = strrchr(input, '/');
	struct buf fonts = { .arena = a };
	uint64_t h = mix_file(d->key, input);

	buf_put(&fonts, input, slash ? (size_t)(slash + 1 - input) : 0);
	buf_z(&fonts, "fonts.xml");
	h = mix_file(h, fonts.s);
	for (size_t i = 0; i < npicture; i++) {
		struct buf path = { .arena = a };

		buf_put(&path, input, slash ? (size_t)(slash + 1 - input) : 0);
		buf_str(&path, picture[i]);
		h = mix_file(h, path.s);
	}
	return h;
}

/* A line is FORMAT key size time TAB output { TAB picture }. */
static struct str field(struct str *rest)
{
	size_t tab = str_find(*rest, STR("\t"));
	struct str one = str_sub(*rest, 0, tab);

	*rest = tab == (size_t)-1 ? STR("") : str_sub(*rest, tab + 1, rest->n);
	return one;
}

static void keep_line(struct arena *a, struct batch_done *d, struct str line)
{
	struct str rest = line, output;
	int i;

	field(&rest);
	output = field(&rest);
	i = str_index_find(&d->index, output);
	if (i < 0) {
		d->line = arena_grow(a, d->line, &d->cap, d->nline + 1, sizeof *d->line);
		str_index_put(a, &d->index, output, (uint32_t)d->nline);
		i = (int)d->nline++;
	}
	d->line[i] = line;
}

/* What is not a whole line of this format is passed over. */
static void read_record(struct arena *a, struct batch_done *d, const char *path)
{
	struct diags unsaid = { .arena = a };
	struct str rest;
	size_t end;

	if (!file_read(a, &unsaid, path, RECORD_MAX_BYTES, &rest))
		return;
	while ((end = str_find(rest, STR("\n"))) != (size_t)-1) {
		struct str line = str_sub(rest, 0, end);

		if (str_starts(line, STR(FORMAT)))
			keep_line(a, d, str_sub(line, sizeof FORMAT - 1, line.n));
		rest = str_sub(rest, end + 1, rest.n);
	}
}

static void read_records(struct arena *a, struct batch_done *d)
{
	DIR *dir = opendir(d->o->folder);
	struct dirent *e;

	while (dir && (e = readdir(dir))) {
		struct buf path = { .arena = a };

		if (strncmp(e->d_name, RECORD, sizeof RECORD - 1))
			continue;
		buf_printf(&path, "%s/%s", d->o->folder, e->d_name);
		read_record(a, d, path.s);
	}
	if (dir)
		closedir(dir);
}

struct batch_done *batch_done_open(struct arena *a, const struct options *o)
{
	struct batch_done *d;
	struct buf path = { .arena = a };

	if (!o->folder || o->stage != STAGE_PDF)
		return NULL;
	d = arena_alloc(a, sizeof *d);
	d->o = o;
	d->key = common_key(a, o);
	read_records(a, d);
	buf_printf(&path, "%s/" RECORD, o->folder);
	if (o->nshard)
		buf_printf(&path, ".%u-of-%u", o->shard, o->nshard);
	d->path = path.s;
	d->fd = -1;
	return d;
}

static const char *name_in_folder(const char *output)
{
	const char *slash = strrchr(output, '/');

	return slash ? slash + 1 : output;
}

/* The beginning of a line, as it has to be now. */
static bool put_facts(const struct batch_done *d, struct arena *a, struct buf *line,
		      const char *input, const char *output, const struct str *picture,
		      size_t n)
{
	struct stat st;

	if (stat(output, &st) || !S_ISREG(st.st_mode))
		return false;
	buf_printf(line, "%016" PRIx64 " %lld %lld\t%s", key_of(d, a, input, picture, n),
		   (long long)st.st_size, (long long)time_of(&st), name_in_folder(output));
	for (size_t i = 0; i < n; i++) {
		buf_char(line, '\t');
		buf_str(line, picture[i]);
	}
	return true;
}

bool batch_done_has(const struct batch_done *d, struct arena *a, const char *input,
		    const char *output)
{
	struct str rest, *picture = NULL;
	struct buf now = { .arena = a };
	size_t n = 0, cap = 0;
	int i = str_index_find(&d->index, str_from(name_in_folder(output)));

	if (i < 0 || d->o->force || !strcmp(input, "-"))
		return false;
	rest = d->line[i];
	field(&rest);
	field(&rest);
	while (rest.n > 0) {
		picture = arena_grow(a, picture, &cap, n + 1, sizeof *picture);
		picture[n++] = field(&rest);
	}
	return put_facts(d, a, &now, input, output, picture, n) &&
	       str_eq(buf_text(&now), d->line[i]);
}

struct str batch_done_line(const struct batch_done *d, struct arena *a, const char *input,
			   const char *output, const struct str *picture, size_t npicture)
{
	struct buf line = { .arena = a };
	bool is_plain = strpbrk(output, "\t\n") == NULL && strcmp(input, "-") != 0;

	for (size_t i = 0; i < npicture; i++)
		is_plain &= memchr(picture[i].s, '\t', picture[i].n) == NULL &&
			    memchr(picture[i].s, '\n', picture[i].n) == NULL;
	buf_z(&line, FORMAT);
	if (!is_plain || !put_facts(d, a, &line, input, output, picture, npicture))
		return STR("");
	buf_char(&line, '\n');
	return buf_text(&line);
}

/* A line that was broken off, by a run that was killed, must not swallow the next one. */
static int open_record(const char *path)
{
	int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);

	if (fd >= 0 && lseek(fd, 0, SEEK_END) > 0 && write(fd, "\n", 1) != 1) {
		close(fd);
		return -1;
	}
	return fd;
}

void batch_done_add(struct batch_done *d, struct str line)
{
	if (line.n == 0 || d->has_failed)
		return;
	if (d->fd < 0)
		d->fd = open_record(d->path);
	d->has_failed = d->fd < 0 || write(d->fd, line.s, line.n) != (ssize_t)line.n;
}

void batch_done_close(struct batch_done *d)
{
	if (d && d->fd >= 0)
		close(d->fd);
}
