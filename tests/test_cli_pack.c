/* nianbao pack: the filing set. */
#include "files.h"

#define STEM                                                                                                      \
	"\xE4\xBA\x91\xE5\xB2\xAD\xE5\xB8\x82\xE6\xB0\x91\xE6\x94\xBF\xE5\xB1\x80-2024-" /* 云岭市民政局 */ \
	"\xE6\x94\xBF\xE5\xBA\x9C\xE4\xBF\xA1\xE6\x81\xAF\xE5\x85\xAC\xE5\xBC\x80\xE5\xB7\xA5"                    \
	"\xE4\xBD\x9C\xE5\xB9\xB4\xE5\xBA\xA6\xE6\x8A\xA5\xE5\x91\x8A" /* 政府信息公开工作年度报告 */
#define SEALED FIXTURE("sealed.xml")

Test(cli_pack, names_what_an_archive_asks_for)
{
	struct trial t = trial_open();
	struct result r = NIANBAO(&t, "pack", SEALED, "-d", "set");
	struct str s;

	cr_assert_eq(r.status, 0, "%s", r.err.s);
	cr_expect_str_eq(names_in(&t, in_folder(&t, "set")), STEM);
	cr_expect_str_eq(names_in(&t, in_folder(&t, "set/" STEM)),
			 "manifest-sha256.txt metadata.xml " STEM ".pdf " STEM ".xml");
	cr_expect(same_files(&t, SEALED, in_folder(&t, "set/" STEM "/" STEM ".xml")));
	t.cwd = in_folder(&t, "set/" STEM);
	r = RUN(&t, "/usr/bin/sha256sum", "-c", "--strict", "manifest-sha256.txt");
	cr_expect_eq(r.status, 0, "%s%s", r.out.s, r.err.s);
	r = RUN(&t, "/usr/bin/xmllint", "--noout", "metadata.xml");
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	s = read_text(&t, in_folder(&t, "set/" STEM "/metadata.xml"));
	cr_expect(says(s, "<year name=\"\xE5\xB9\xB4\xE5\xBA\xA6\">2024</year>") &&
			  says(s, "<organ name=") && says(s, "<title name=") &&
			  says(s, "role=\"document\"") && says(s, STEM ".pdf</file>"),
		  "%s", s.s);
	trial_close(&t);
}

Test(cli_pack, twice_gives_the_same_bytes)
{
	struct trial t = trial_open();
	static const char *const name[] = { "manifest-sha256.txt", "metadata.xml",
					    STEM ".pdf" };

	cr_assert_eq(NIANBAO(&t, "pack", SEALED, "-d", "a").status, 0);
	t.env[0] = "TZ=America/Lima";
	t.env[1] = "LC_ALL=zh_CN.UTF-8";
	cr_assert_eq(NIANBAO(&t, "pack", SEALED, "-d", "b").status, 0);
	for (size_t i = 0; i < 3; i++) {
		struct buf x = { .arena = t.a }, y = { .arena = t.a };

		buf_printf(&x, "%s/a/%s/%s", t.folder, STEM, name[i]);
		buf_printf(&y, "%s/b/%s/%s", t.folder, STEM, name[i]);
		cr_expect(same_files(&t, x.s, y.s), "%s", name[i]);
	}
	trial_close(&t);
}

Test(cli_pack, pictures_go_along)
{
	struct trial t = trial_open();
	struct result r;

	cr_assert_eq(mkdir(in_folder(&t, "img"), 0777), 0);
	copy_file(&t, FIXTURE("pictures/hall.jpg"), "img/hall.jpg");
	write_changed(&t, "r.xml", "<section id=\"problems\">",
		      "<section id=\"problems\"><figure><img src=\"img/hall.jpg\" "
		      "alt=\"1\"/></figure>");
	r = NIANBAO(&t, "pack", "r.xml", "-d", "set", "--pdf-standard", "1a");
	cr_assert_eq(r.status, 0, "%s", r.err.s);
	r = RUN(&t, "/bin/sh", "-c",
		"cd set/*/ && sha256sum -c manifest-sha256.txt && cmp img/hall.jpg "
		"../../img/hall.jpg");
	cr_expect_eq(r.status, 0, "%s%s", r.out.s, r.err.s);
	trial_close(&t);
}

Test(cli_pack, refuses)
{
	struct trial t = trial_open();
	struct result r = NIANBAO(&t, "pack", SEALED);

	cr_expect_eq(r.status, 2);
	r = NIANBAO(&t, "pack", UNBALANCED, "-d", "set");
	cr_expect_eq(r.status, 1);
	cr_expect_neq(access(in_folder(&t, "set"), F_OK), 0, "a folder was made");
	write_text(&t, "file", STR("x"));
	r = NIANBAO(&t, "pack", SEALED, "-d", "file");
	cr_expect_eq(r.status, 3, "%s", r.err.s);
	cr_expect(says(r.err, "error[F905]"), "%s", r.err.s);
	trial_close(&t);
}
