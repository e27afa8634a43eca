/*
 * The direction of includes (design §2): base ◄ input ◄ form, base ◄ type, (form/doc.h, type) ◄ page,
 * page/book.h ◄ output; and every foreign library behind its fence.
 */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>

/* Who may include what: a folder ("base/") or one header. NULL ends a row. */
static const struct {
	const char *folder;
	const char *may[12];
} layers[] = {
	{ "base", { "base/" } },
	{ "input", { "base/", "input/" } },
	{ "form", { "base/", "input/", "form/" } },
	{ "type", { "base/", "type/" } },
	{ "page", { "base/", "input/layout.h", "form/doc.h", "type/", "page/" } },
	{ "output", { "base/", "page/book.h", "page/sheet.h", "type/font.h", "output/" } },
	{ "cli",
	  { "base/", "engine.h", "input/layout.h", "input/pdf_files.h", "input/print_profile.h",
	    "input/report.h", "form/init.h", "type/font.h", "page/book.h", "cli/" } },
	{ "sign",
	  { "base/", "input/image.h", "type/para.h", "page/book.h", "output/pdf.h",
	    "output/pdf_text.h", "output/md5.h", "cli/", "sign/" } },
};

/* Which files may see a foreign library: files of `folder` whose names start with `prefix`. */
static const struct {
	const char *header, *folder, *prefix;
} fences[] = {
	{ "libxml/", "input", "xml" },
	{ "iconv.h", "input", "xml" },
	{ "qpdf/", "input", "pdf" },
	{ "dlfcn.h", "input", "pdf" },
	{ "dlfcn.h", "type", "font_library" },
	{ "fontconfig/", "type", "font" },
	{ "glib.h", "type", "font" },
	{ "dlfcn.h", "input", "image" },
	{ "lcms2.h", "input", "image" },
	{ "hb", "type", "font" },
	{ "ft2build.h", "type", "font" },
	{ "FT_", "type", "font" },
	{ "linebreak.h", "type", "linebreak" },
	{ "png.h", "input", "image" },
	{ "turbojpeg.h", "input", "image" },
	{ "hpdf", "output", "pdf" },
	{ "libdeflate.h", "output", "pdf" },
	{ "libdeflate.h", "output", "huffman" },
	{ "libdeflate.h", "input", "pdf" },
	{ "libdeflate.h", "sign", "unpack" },
	{ "openssl/", "sign", "" },
};

static bool starts(const char *s, const char *with)
{
	return !strncmp(s, with, strlen(with));
}

static void check_ours(const char *folder, const char *file, const char *header)
{
	for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) {
		if (strcmp(layers[i].folder, folder))
			continue;
		for (size_t k = 0; layers[i].may[k]; k++)
			if (starts(header, layers[i].may[k]))
				return;
		cr_expect(false, "render/%s/%s includes %s", folder, file, header);
		return;
	}
	cr_expect(false, "render/%s is not in the table of layers", folder);
}

/* Inside one of the fences of this header, if it has any. */
static void check_foreign(const char *folder, const char *file, const char *header)
{
	bool is_fenced = false, is_inside = false;

	for (size_t i = 0; i < sizeof fences / sizeof *fences; i++) {
		if (!starts(header, fences[i].header))
			continue;
		is_fenced = true;
		is_inside |= !strcmp(folder, fences[i].folder) && starts(file, fences[i].prefix);
	}
	cr_expect(!is_fenced || is_inside, "render/%s/%s includes %s", folder, file, header);
}

static size_t check_file(const char *folder, const char *file)
{
	char path[1024], line[512], header[256];
	size_t n = 0;
	FILE *f;

	snprintf(path, sizeof path, "%s/render/%s/%s", NIANBAO_SOURCE_DIR, folder, file);
	f = fopen(path, "r");
	cr_assert(f, "%s", path);
	while (fgets(line, sizeof line, f)) {
		if (sscanf(line, "#include \"%255[^\"]\"", header) == 1)
			check_ours(folder, file, header);
		else if (sscanf(line, "#include <%255[^>]>", header) == 1 ||
			 sscanf(line, "#include %255[A-Z_]", header) == 1)
			check_foreign(folder, file, header);
		else
			continue;
		n++;
	}
	fclose(f);
	return n;
}

static size_t check_folder(const char *folder)
{
	char path[512];
	struct dirent *e;
	size_t n = 0;
	DIR *dir;

	snprintf(path, sizeof path, "%s/render/%s", NIANBAO_SOURCE_DIR, folder);
	dir = opendir(path);
	cr_assert(dir, "%s", path);
	while ((e = readdir(dir))) {
		const char *dot = strrchr(e->d_name, '.');

		if (dot && (!strcmp(dot, ".c") || !strcmp(dot, ".h")))
			n += check_file(folder, e->d_name);
	}
	closedir(dir);
	return n;
}

Test(layers, includes_point_one_way)
{
	char path[512];
	struct dirent *e;
	DIR *dir;

	snprintf(path, sizeof path, "%s/render", NIANBAO_SOURCE_DIR);
	dir = opendir(path);
	cr_assert(dir);
	while ((e = readdir(dir)))
		if (!strchr(e->d_name, '.'))
			cr_expect(check_folder(e->d_name) > 10, "%s: nothing was read", e->d_name);
	closedir(dir);
}

/* House style: no file over 400 lines. */
Test(layers, files_are_short)
{
	for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) {
		char path[512];
		struct dirent *e;
		DIR *dir;

		snprintf(path, sizeof path, "%s/render/%s", NIANBAO_SOURCE_DIR, layers[i].folder);
		dir = opendir(path);
		cr_assert(dir);
		while ((e = readdir(dir))) {
			char file[1024];
			int c, n = 0;
			FILE *f;

			snprintf(file, sizeof file, "%s/%s", path, e->d_name);
			if (e->d_name[0] == '.' || !(f = fopen(file, "r")))
				continue;
			while ((c = getc(f)) != EOF)
				n += c == '\n';
			fclose(f);
			cr_expect(n <= 400, "%s: %d lines", file, n);
		}
		closedir(dir);
	}
}
