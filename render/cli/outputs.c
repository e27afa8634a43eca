#include "cli/outputs.h"

#include "cli/arguments.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What a name leads to: a file that is there, or a name in a folder. */
struct target {
	dev_t device;
	ino_t inode;      /* of the file, or of the folder */
	const char *name; /* in the folder; NULL: the file is there */
	const char *path; /* as it was given */
	bool is_input;
};

/* "folder/name.xml" -> "other/name.pdf"; without a folder, beside the input. */
static const char *output_for(struct arena *a, const struct options *o, const char *input)
{
	const char *slash = strrchr(input, '/'), *name = slash ? slash + 1 : input;
	const char *dot = strrchr(name, '.');
	size_t stem = dot && dot > name ? (size_t)(dot - name) : strlen(name);
	struct buf b = { .arena = a };

	if (o->output)
		return o->output;
	if (o->stage != STAGE_PDF)
		return "-";
	if (!strcmp(input, "-") && !o->folder)
		return "-";
	if (o->folder)
		buf_printf(&b, "%s/", o->folder);
	else
		buf_put(&b, input, (size_t)(name - input));
	if (!strcmp(input, "-"))
		buf_z(&b, "report");
	else
		buf_put(&b, name, stem);
	buf_z(&b, ".pdf");
	return b.s;
}

/* Where the path leads; false when not even its folder is there: then nothing gets written. */
static bool find_target(struct arena *a, const char *path, struct target *t)
{
	const char *slash = strrchr(path, '/');
	struct stat st;

	*t = (struct target){ .path = path };
	if (stat(path, &st)) {
		const char *folder =
			slash ? str_z(a, (struct str){ path, (size_t)(slash + 1 - path) })
			      : ".";

		if (stat(folder, &st))
			return false;
		t->name = slash ? slash + 1 : path;
	}
	t->device = st.st_dev;
	t->inode = st.st_ino;
	return true;
}

static int compare_names(const char *x, const char *y)
{
	if (!x || !y)
		return (x != NULL) - (y != NULL);
	return strcmp(x, y);
}

static int by_place(const void *x, const void *y)
{
	const struct target *a = x, *b = y;

	if (a->device != b->device)
		return a->device < b->device ? -1 : 1;
	if (a->inode != b->inode)
		return a->inode < b->inode ? -1 : 1;
	return compare_names(a->name, b->name);
}

/* All names of files that are read, and of those that are written. */
static size_t find_targets(struct arena *a, const struct options *o, const char *const *output,
			   struct target *t)
{
	const char *const more[] = { o->fonts_file, o->previous };
	size_t n = 0;

	for (size_t i = 0; i < o->ninput; i++)
		if (strcmp(o->input[i], "-") && find_target(a, o->input[i], &t[n]))
			t[n++].is_input = true;
	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		if (more[i] && find_target(a, more[i], &t[n]))
			t[n++].is_input = true;
	for (size_t i = 0; i < o->ninput; i++)
		if (strcmp(output[i], "-") && find_target(a, output[i], &t[n]))
			n++;
	return n;
}

/* Outputs must not be inputs, nor each other; an input may be named twice. */
static bool are_safe(const struct options *o, struct target *t, size_t n)
{
	for (size_t from = 0, to; from < n; from = to) {
		const struct target *output = NULL;
		size_t noutput = 0;

		for (to = from; to < n && !by_place(&t[from], &t[to]); to++)
			if (!t[to].is_input) {
				output = &t[to];
				noutput++;
			}
		if (noutput > 1) {
			arguments_complain(o->lang, "两个报告会写到同一个文件",
					 "two reports would be written to one file",
					 output->path);
			return false;
		}
		if (noutput && to - from > 1) {
			arguments_complain(o->lang, "输出文件就是输入文件",
					 "the output is an input", output->path);
			return false;
		}
	}
	return true;
}

const char *const *outputs_find(struct arena *a, const struct options *o)
{
	const char **output = arena_array(a, o->ninput, sizeof *output);
	struct target *t = arena_array(a, 2 * o->ninput + 2, sizeof *t);
	size_t n;

	for (size_t i = 0; i < o->ninput; i++)
		output[i] = output_for(a, o, o->input[i]);
	n = find_targets(a, o, output, t);
	qsort(t, n, sizeof *t, by_place);
	return are_safe(o, t, n) ? output : NULL;
}
