/* How the output is written: into links, devices, pipes, locked folders; with which rights. */
#include "files.h"

static mode_t mode_of(const char *path)
{
	struct stat st;

	cr_assert_eq(lstat(path, &st), 0, "%s is not there", path);
	return st.st_mode;
}

Test(target, symbolic_link_is_followed_and_stays)
{
	struct trial t = trial_open();
	struct result r;

	copy_file(&t, GOOD, "r.xml");
	mkdir(in_folder(&t, "far"), 0777);
	write_text(&t, "far/old.pdf", STR("old bytes"));
	cr_assert_eq(symlink("far/old.pdf", in_folder(&t, "link.pdf")), 0);
	cr_assert_eq(symlink("link.pdf", in_folder(&t, "link2.pdf")), 0);
	cr_assert_eq(symlink("far/new.pdf", in_folder(&t, "dangling.pdf")), 0);
	cr_assert_eq(symlink("none/new.pdf", in_folder(&t, "lost.pdf")), 0);
	cr_assert_eq(symlink("round.pdf", in_folder(&t, "round.pdf")), 0);
	cr_expect_eq(NIANBAO(&t, "render", "r.xml", "-o", "link2.pdf").status, 0);
	cr_expect(is_pdf(&t, in_folder(&t, "far/old.pdf")));
	cr_expect_eq(NIANBAO(&t, "render", "r.xml", "-o", "dangling.pdf").status, 0);
	cr_expect(same_files(&t, in_folder(&t, "far/new.pdf"), in_folder(&t, "far/old.pdf")));
	r = NIANBAO(&t, "render", "r.xml", "-o", "lost.pdf");
	cr_expect_eq(r.status, 3);
	cr_expect(says(r.err, "error[F905]: cannot write \"lost.pdf\""), "%s", r.err.s);
	r = NIANBAO(&t, "render", "r.xml", "-o", "round.pdf");
	cr_expect_eq(r.status, 3);
	cr_expect_str_eq(names_in(&t, t.folder),
			 "dangling.pdf far link.pdf link2.pdf lost.pdf r.xml round.pdf");
	cr_expect_str_eq(names_in(&t, in_folder(&t, "far")), "new.pdf old.pdf");
	cr_expect(S_ISLNK(mode_of(in_folder(&t, "link.pdf"))));
	cr_expect(S_ISLNK(mode_of(in_folder(&t, "link2.pdf"))));
	cr_expect(S_ISLNK(mode_of(in_folder(&t, "dangling.pdf"))));
	cr_expect(S_ISLNK(mode_of(in_folder(&t, "round.pdf"))));
	trial_close(&t);
}

/* Without root's rights: a program that is wrong here must not be able to replace the device. */
Test(target, full_device_is_status_3)
{
	struct trial t = trial_open();
	struct result r;

	t.as_nobody = true;
	cr_assert_eq(symlink("/dev/full", in_folder(&t, "full.pdf")), 0);
	r = NIANBAO(&t, "render", GOOD, "-o", "full.pdf");
	cr_expect_eq(r.status, 3);
	cr_expect(says(r.err, "error[F905]"), "%s", r.err.s);
	cr_expect_eq(NIANBAO(&t, "render", GOOD, "-o", "/dev/full").status, 3);
	t.out = "/dev/full";
	r = NIANBAO(&t, "render", GOOD, "-o", "-");
	cr_expect_eq(r.status, 3);
	cr_expect(says(r.err, "error[F905]"), "%s", r.err.s);
	cr_expect_eq(NIANBAO(&t, "render", GOOD, "--dump=doc").status, 3);
	cr_expect_eq(NIANBAO(&t, "layouts").status, 3);
	cr_expect_eq(NIANBAO(&t, "fonts").status, 3);
	cr_expect_eq(NIANBAO(&t, "--help").status, 3);
	cr_expect_eq(NIANBAO(&t, "--version").status, 3);
	cr_expect(S_ISCHR(mode_of("/dev/full")));
	cr_expect(S_ISLNK(mode_of(in_folder(&t, "full.pdf"))));
	cr_expect_eq(NIANBAO(&t, "render", GOOD, "-o", "/dev/null").status, 0);
	cr_expect(S_ISCHR(mode_of("/dev/null")));
	trial_close(&t);
}

/* The reader ends by itself, even if the program never opens its end. */
Test(target, fifo_is_written_and_stays)
{
	struct trial t = trial_open();
	struct result r;

	cr_assert_eq(mkfifo(in_folder(&t, "pipe.pdf"), 0666), 0);
	r = RUN(&t, "/bin/sh", "-c",
		"timeout 20 cat pipe.pdf >read.pdf & \"$0\" render \"$1\" -o pipe.pdf; s=$?; "
		"wait; "
		"exit $s",
		NIANBAO_PROGRAM, GOOD);
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	cr_expect(S_ISFIFO(mode_of(in_folder(&t, "pipe.pdf"))));
	NIANBAO(&t, "render", GOOD, "-o", "file.pdf");
	cr_expect(same_files(&t, in_folder(&t, "read.pdf"), in_folder(&t, "file.pdf")));
	cr_expect_str_eq(names_in(&t, t.folder), "file.pdf pipe.pdf read.pdf");
	trial_close(&t);
}

/* Standard output that leads into a file is written to, not replaced by another file. */
Test(target, redirected_output_is_the_same_file)
{
	struct trial t = trial_open();
	struct stat before, after;

	t.out = write_text(&t, "r.pdf", STR(""));
	stat(t.out, &before);
	cr_expect_eq(NIANBAO(&t, "render", GOOD, "-o", "-").status, 0);
	stat(in_folder(&t, "r.pdf"), &after);
	cr_expect_eq(before.st_ino, after.st_ino);
	cr_expect(is_pdf(&t, in_folder(&t, "r.pdf")));
	trial_close(&t);
}

Test(target, folder_cannot_be_the_output)
{
	struct trial t = trial_open();
	struct result r;

	mkdir(in_folder(&t, "dir.pdf"), 0777);
	r = NIANBAO(&t, "render", GOOD, "-o", "dir.pdf");
	cr_expect_eq(r.status, 3);
	cr_expect(says(r.err, "error[F905]: cannot write \"dir.pdf\": Is a directory"), "%s",
		  r.err.s);
	cr_expect_eq(NIANBAO(&t, "render", GOOD, "-o", "dir.pdf/").status, 3);
	cr_expect_str_eq(names_in(&t, in_folder(&t, "dir.pdf")), "");
	cr_expect_str_eq(names_in(&t, t.folder), "dir.pdf");
	trial_close(&t);
}

Test(target, absent_folder_is_status_3)
{
	struct trial t = trial_open();
	struct result r;

	copy_file(&t, GOOD, "r.xml");
	r = NIANBAO(&t, "render", "r.xml", "-o", "none/r.pdf");
	cr_expect_eq(r.status, 3);
	cr_expect(says(r.err, "error[F905]: cannot write \"none/r.pdf\""), "%s", r.err.s);
	r = NIANBAO(&t, "render", "r.xml", "-d", "none");
	cr_expect_eq(r.status, 3);
	cr_expect(says(r.err, "cannot write \"none/r.pdf\""), "%s", r.err.s);
	r = NIANBAO(&t, "render", "r.xml", "-d", "r.xml");
	cr_expect_eq(r.status, 3, "a file is no folder");
	cr_expect_str_eq(names_in(&t, t.folder), "r.xml");
	cr_expect(same_files(&t, in_folder(&t, "r.xml"), GOOD));
	trial_close(&t);
}

Test(target, read_only_folder_is_status_3_and_its_file_whole)
{
	struct trial t = trial_open();
	struct result r;

	mkdir(in_folder(&t, "locked"), 0777);
	write_text(&t, "locked/old.pdf", STR("old bytes"));
	chmod(in_folder(&t, "locked/old.pdf"), 0666);
	chmod(in_folder(&t, "locked"), 0555);
	t.as_nobody = true;
	r = NIANBAO(&t, "render", GOOD, "-o", "locked/old.pdf");
	cr_expect_eq(r.status, 3);
	cr_expect(
		says(r.err, "error[F905]: cannot write \"locked/old.pdf\": Permission denied"),
		"%s", r.err.s);
	cr_expect_eq(NIANBAO(&t, "render", GOOD, "-o", "locked/new.pdf").status, 3);
	cr_expect_str_eq(read_text(&t, in_folder(&t, "locked/old.pdf")).s, "old bytes");
	cr_expect_str_eq(names_in(&t, in_folder(&t, "locked")), "old.pdf");
	chmod(in_folder(&t, "locked"), 0755);
	trial_close(&t);
}

Test(target, file_mode_is_kept_and_umask_respected)
{
	static const mode_t mask[] = { 0022, 0077, 0007, 0000 };
	struct trial t = trial_open();
	mode_t before;

	write_text(&t, "old.pdf", STR("old bytes"));
	chmod(in_folder(&t, "old.pdf"), 0640);
	before = umask(0002);
	cr_expect_eq(NIANBAO(&t, "render", GOOD, "-o", "old.pdf").status, 0);
	cr_expect(is_pdf(&t, in_folder(&t, "old.pdf")));
	cr_expect_eq(mode_of(in_folder(&t, "old.pdf")) & 07777, 0640);
	for (size_t i = 0; i < sizeof(mask) / sizeof(*mask); i++) {
		umask(mask[i]);
		cr_expect_eq(NIANBAO(&t, "render", GOOD, "-o", "new.pdf").status, 0);
		cr_expect_eq(mode_of(in_folder(&t, "new.pdf")) & 07777, 0666 & ~mask[i]);
		remove(in_folder(&t, "new.pdf"));
	}
	umask(before);
	trial_close(&t);
}

Test(target, init_writes_like_render)
{
	struct trial t = trial_open();
	struct result r;

	cr_assert_eq(symlink("new.xml", in_folder(&t, "link.xml")), 0);
	r = NIANBAO(&t, "init", "-l", "ogi-2021", "--organ", "甲", "--year", "2022", "-o",
		    "none/r.xml");
	cr_expect_eq(r.status, 3, "%s", r.err.s);
	r = NIANBAO(&t, "init", "-l", "ogi-2021", "--organ", "甲", "--year", "2022", "-o",
		    "link.xml");
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	cr_expect(S_ISLNK(mode_of(in_folder(&t, "link.xml"))));
	cr_expect(says(read_text(&t, in_folder(&t, "new.xml")), "<organ>甲</organ>"));
	cr_expect_str_eq(names_in(&t, t.folder), "link.xml new.xml");
	trial_close(&t);
}
