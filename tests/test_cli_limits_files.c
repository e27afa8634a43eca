/*
 * Files that are too large, from the program's door: each is refused by the name of its limit. The
 * sizes are those of files with a hole. And files that are there, but which the machine cannot
 * read: status 3 with the reason, not that they are missing.
 */
#include "files.h"

#include "base/limits.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define MB ((size_t)1 << 20)

/* A file that begins so and is one byte longer than the limit; none of it is on a disk. */
static const char *write_hole(const struct trial *t, const char *name, const char *start,
			      size_t limit)
{
	const char *path = write_text(t, name, str_from(start));

	cr_assert_eq(truncate(path, (off_t)limit + 1), 0);
	return path;
}

static void expect_refused(struct result r, const char *message)
{
	cr_expect_eq(r.status, 1, "%s: %d %s", message, r.status, r.err.s);
	cr_expect(says(r.err, message), "no %s: %s", message, r.err.s);
}

static void make_folder(const struct trial *t, const char *name)
{
	cr_assert_eq(mkdir(in_folder(t, name), 0777), 0);
}

Test(cli_limits_files, reports_lists_and_pdfs_are_named)
{
	struct trial t = trial_open();

	write_hole(&t, "r.xml", "<report>", XML_MAX_BYTES);
	expect_refused(NIANBAO(&t, "check", "r.xml"),
		       "r.xml: error[E104]: the file is larger than 64 MB");
	write_hole(&t, "list", "a.xml\n", LIST_MAX_BYTES);
	expect_refused(NIANBAO(&t, "check", "@list"),
		       "list: error[E104]: the file is larger than 64 MB");
	write_hole(&t, "r.pdf", "%PDF-1.7\n", PDF_MAX_BYTES);
	expect_refused(NIANBAO(&t, "check", "r.pdf"),
		       "r.pdf: error[E104]: the file is larger than 128 MB");
	expect_refused(NIANBAO(&t, "extract", "r.pdf", "-d", "."),
		       "r.pdf: error[E104]: the file is larger than 128 MB");
	write_hole(&t, "s.pdf", "%PDF-1.7\n", 256 * MB);
	expect_refused(NIANBAO(&t, "verify", "s.pdf"),
		       "s.pdf: error[E104]: the file is larger than 256 MB");
	cr_expect_str_eq(names_in(&t, t.folder), "list r.pdf r.xml s.pdf");
	trial_close(&t);
}

Test(cli_limits_files, layouts_fonts_and_profiles_are_named)
{
	struct trial t = trial_open();

	make_folder(&t, "own");
	make_folder(&t, "own/print");
	write_hole(&t, "own/ogi-2021.xml", "<layout>", LAYOUT_MAX_BYTES);
	expect_refused(NIANBAO(&t, "check", GOOD, "--layouts", "own"),
		       "own/ogi-2021.xml: error[E104]: the file is larger than 16 MB");
	expect_refused(NIANBAO(&t, "init", "--layouts", "own", "-l", "ogi-2021", "--organ", "甲",
			       "--year", "2024"),
		       "own/ogi-2021.xml: error[E104]: the file is larger than 16 MB");
	write_hole(&t, "fonts.xml", "<fonts>", ROLES_MAX_BYTES);
	expect_refused(NIANBAO(&t, "check", GOOD, "--fonts", "fonts.xml"),
		       "fonts.xml: error[E104]: the file is larger than 1 MB");
	copy_file(&t, GOOD, "r.xml");
	expect_refused(NIANBAO(&t, "check", "r.xml"),
		       "fonts.xml: error[E104]: the file is larger than 1 MB");
	write_hole(&t, "own/print/profiles.xml", "<profiles>", PROFILES_MAX_BYTES);
	cr_assert_eq(remove(in_folder(&t, "own/ogi-2021.xml")), 0);
	expect_refused(NIANBAO(&t, "render", GOOD, "--layouts", "own", "--print", "duplex", "-o",
			       "r.pdf"),
		       "profiles.xml: error[E104]: the file is larger than 4 MB");
	cr_expect_str_eq(names_in(&t, t.folder), "fonts.xml own r.xml");
	trial_close(&t);
}

/* The standard roles belong to the program: a copy of it finds those beside it. */
Test(cli_limits_files, roles_are_named)
{
	struct trial t = trial_open();

	make_folder(&t, "bin");
	make_folder(&t, "share");
	make_folder(&t, "share/nianbao");
	make_folder(&t, "share/nianbao/fonts");
	cr_assert_eq(symlink(NIANBAO_SOURCE_DIR "/layouts", in_folder(&t, "share/nianbao/layouts")),
		     0);
	chmod(copy_file(&t, NIANBAO_PROGRAM, "bin/nianbao"), 0755);
	write_hole(&t, "share/nianbao/fonts/roles.xml", "<roles>", ROLES_MAX_BYTES);
	expect_refused(RUN(&t, in_folder(&t, "bin/nianbao"), "check", GOOD),
		       "roles.xml: error[E104]: the file is larger than 1 MB");
	trial_close(&t);
}

#define PICTURE "<figure><img src='a.png' alt='图'/></figure><p>"

/* A PNG of one colour, of which only the head says how large it is. */
static void write_png(struct trial *t, const char *name, const char *width, const char *height)
{
	static const char make[] =
		"import struct, sys, zlib\n"
		"def chunk(kind, data):\n"
		"    return struct.pack('>I', len(data)) + kind + data + "
		"struct.pack('>I', zlib.crc32(kind + data))\n"
		"size = struct.pack('>II', int(sys.argv[2]), int(sys.argv[3]))\n"
		"open(sys.argv[1], 'wb').write(b'\\x89PNG\\r\\n\\x1a\\n' + "
		"chunk(b'IHDR', size + bytes([8, 0, 0, 0, 0])) + "
		"chunk(b'IDAT', zlib.compress(b'\\0')) + chunk(b'IEND', b''))\n";
	struct result r = RUN(t, "/usr/bin/python3", "-c", make, name, width, height);

	cr_assert_eq(r.status, 0, "%s", r.err.s);
}

Test(cli_limits_files, pictures_are_named)
{
	struct trial t = trial_open();

	write_changed(&t, "r.xml", "<p>", PICTURE);
	write_hole(&t, "a.png", "\x89PNG\r\n\x1a\n", IMAGE_MAX_BYTES);
	expect_refused(NIANBAO(&t, "render", "r.xml"),
		       "error[E125]: the file of the picture \"a.png\" is larger than 32 MB");
	write_png(&t, "a.png", "8000", "5001");
	expect_refused(NIANBAO(&t, "render", "r.xml"),
		       "error[E124]: the picture \"a.png\" has more than 40 million pixels");
	write_png(&t, "a.png", "1000000", "1000000");
	expect_refused(NIANBAO(&t, "render", "r.xml"),
		       "error[E124]: the picture \"a.png\" has more than 40 million pixels");
	write_png(&t, "a.png", "8000", "5000");
	expect_refused(NIANBAO(&t, "render", "r.xml"), "error[E123]");
	cr_expect_str_eq(names_in(&t, t.folder), "a.png r.xml");
	trial_close(&t);
}

/* ---- what cannot be read ---- */

static void expect_fault(struct result r, const char *file, const char *reason)
{
	char text[200];

	snprintf(text, sizeof(text), "%s\": %s", file, reason);
	cr_expect_eq(r.status, 3, "%s: %d %s", text, r.status, r.err.s);
	cr_expect(says(r.err, "error[F904]: cannot read \"") && says(r.err, text), "%s: %s",
		  text, r.err.s);
	cr_expect(!says(r.err, "E401") && !says(r.err, "E121"), "%s", r.err.s);
}

/* Each that a report may need, in folders or under rights that forbid it. */
Test(cli_limits_files, what_is_there_and_unreadable_is_a_fault)
{
	struct trial t = trial_open();

	make_folder(&t, "own");
	make_folder(&t, "own/print");
	make_folder(&t, "own/ogi-2021.xml");
	expect_fault(NIANBAO(&t, "check", GOOD, "--layouts", "own"), "own/ogi-2021.xml",
		     "Is a directory");
	make_folder(&t, "own/print/profiles.xml");
	expect_fault(NIANBAO(&t, "profiles", "--layouts", "own"), "own/print/profiles.xml",
		     "Is a directory");
	write_changed(&t, "r.xml", "<p>", PICTURE);
	copy_file(&t, GOOD, "a.png");
	chmod(in_folder(&t, "a.png"), 0);
	t.as_nobody = true;
	expect_fault(NIANBAO(&t, "check", "r.xml"), "a.png", "Permission denied");
	chmod(in_folder(&t, "own"), 0);
	expect_fault(NIANBAO(&t, "check", GOOD, "--layouts", "own"), "own/ogi-2021.xml",
		     "Permission denied");
	expect_fault(NIANBAO(&t, "layouts", "--layouts", "own"), "own", "Permission denied");
	expect_fault(NIANBAO(&t, "profiles", "--layouts", "own"), "own/print/profiles.xml",
		     "Permission denied");
	chmod(in_folder(&t, "own"), 0755);
	copy_file(&t, GOOD, "r.xml");
	write_text(&t, "fonts.xml", STR("<fonts/>"));
	chmod(in_folder(&t, "fonts.xml"), 0);
	expect_fault(NIANBAO(&t, "check", "r.xml"), "fonts.xml", "Permission denied");
	trial_close(&t);
}

/* A disk that fails while it reads. */
Test(cli_limits_files, an_io_error_is_a_fault)
{
	static const char *const file[] = { "ogi-2021.xml", "gbt9704.xml", "fonts.xml",
					    "print/profiles.xml", "a.png" };
	struct trial t = trial_open();

	need_strace(&t, 0);
	write_changed(&t, "r.xml", "<p>", PICTURE);
	RUN(&t, "/bin/cp", "-r", NIANBAO_SOURCE_DIR "/layouts", "own");
	copy_file(&t, FIXTURE("pictures/alpha.png"), "a.png");
	write_text(&t, "fonts.xml", STR("<fonts/>"));
	for (size_t i = 0; i < COUNT(file); i++) {
		struct buf path = { .arena = t.a };

		if (strcmp(file[i], "a.png") == 0) /* it is opened by its real name */
			buf_z(&path, "-Pa.png");
		else
			buf_printf(&path, "-P%s%s", strcmp(file[i], "fonts.xml") ? "own/" : "",
				   file[i]);
		expect_fault(RUN(&t, "/usr/bin/strace", "-f", "-o", "trace", path.s, "-e",
				 "inject=read:error=EIO:when=1", NIANBAO_PROGRAM, "render",
				 "r.xml", "--layouts", "own", "--print", "duplex", "-o",
				 "r.pdf"),
			     file[i], "Input/output error");
		cr_expect_neq(access(in_folder(&t, "r.pdf"), F_OK), 0);
	}
	trial_close(&t);
}
