#include "cli/command.h"

#include "base/file.h"
#include "cli/arguments.h"
#include "input/pdf_files.h"

#include <string.h>
#include <sys/stat.h>

#define EXTRACT_MEMORY (8 * PDF_MAX_BYTES) /* the PDF, its files, and arrays as they grow */

static char *path_of(struct arena *a, const char *folder, struct str name)
{
	struct buf b = { .arena = a };

	buf_printf(&b, "%s/", folder);
	buf_str(&b, name);
	return b.s;
}

/* A PDF must not be able to put a file of its own in its place. */
static bool spares_input(struct arena *a, const struct options *o,
			 const struct pdf_files *files)
{
	for (size_t i = 0; i < files->n; i++) {
		const char *path = path_of(a, o->folder, files->item[i].name);

		if (strcmp(o->input[0], "-") && file_same(path, o->input[0])) {
			arguments_complain(o->lang, "输出文件就是输入文件",
					 "the output is an input", path);
			return false;
		}
	}
	return true;
}

/* Folders that a name needs below `folder`. One that cannot be made shows when the file is written. */
static void make_folders(char *path, const char *folder)
{
	for (char *p = path + strlen(folder) + 1; (p = strchr(p, '/')); *p++ = '/') {
		*p = '\0';
		mkdir(path, 0777);
	}
}

static bool write_files(struct arena *a, struct diags *d, const struct options *o,
			const struct pdf_files *files)
{
	for (size_t i = 0; i < files->n; i++) {
		char *path = path_of(a, o->folder, files->item[i].name);

		make_folders(path, o->folder);
		if (!file_write(a, d, path, files->item[i].bytes))
			return false; /* what hinders one would hinder the others */
	}
	return true;
}

static int extract(struct arena *a, struct diags *d, const struct options *o)
{
	struct str file = str_from(o->input[0]), bytes;
	struct pdf_files files;

	if (!file_read(a, d, o->input[0], PDF_MAX_BYTES, &bytes))
		return diag_status(d);
	if (!pdf_files_is_pdf(bytes)) {
		DIAG_PUT0(d, PDF_NOT, ((struct at){ file, 0 }));
		return diag_status(d);
	}
	if (!pdf_files_read(a, d, file, bytes, &files) || !pdf_files_are_safe(&files, d, file))
		return diag_status(d);
	if (!spares_input(a, o, &files))
		return EXIT_USAGE;
	write_files(a, d, o, &files);
	return diag_status(d);
}

int command_extract(struct arena *a, const struct options *o)
{
	size_t memory = EXTRACT_MEMORY;
	struct arena *job = arena_open(memory, command_oom, NULL);
	struct diags d = { .arena = a };
	int status;

	arena_set_full(job, command_full, &memory);
	status = extract(job, &d, o);
	command_say(a, &d, o);
	arena_close(job);
	return status;
}
