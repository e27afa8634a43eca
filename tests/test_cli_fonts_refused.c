/* Fonts that a user may not have or cannot use: one clear message each, and nothing is written. */
#include "fonts_case.h"

Test(cli_fonts_refused, what_cannot_be_used_is_refused)
{
	static const struct {
		const char *role;
		int status;
		const char *said;
	} row[] = {
		{ "id='title' family='禁字体'", 1, "2: error[E520]: the font \"" },
		{ "id='title' family='点字体'", 1, "2: error[E521]: of the font \"" },
		{ "id='title' family='可变'", 1, "2: error[E522]: the font \"" },
		{ "id='title' file='../made/restricted.otf'", 1, "2: error[E520]: the font \"" },
		{ "id='title' file='../made/cut.otf'", 3, "cannot be used: it is cut off" },
		{ "id='title' file='../made/garbage.otf'", 3, "cannot be used: not an OpenType" },
		{ "id='title' file='../made/empty.otf'", 3, "cannot be used: " },
		{ "id='title' file='../made/none.otf'", 3, "cannot be used: No such file" },
		{ "id='title' file='../made'", 3, "cannot be used: " },
		{ "id='title' file='../made/pair.ttc' index='2'", 3, "no face of this index" },
		{ "id='title' file='../made/body.otf' index='1'", 3, "no face of this index" },
		/* another font is never taken for it, however alike */
		{ "id='title' family='方正小标宋简体'", 3,
		  "2: error[F920]: no font named \"方正小标宋简体\" is installed" },
		{ "id='title' family='宋'", 3, "2: error[F920]: no font named \"宋\"" },
		{ "id='title' family='sans-serif'", 3, "2: error[F920]" },
		{ "id='title' family='宋体:bold'", 3, "2: error[F920]" },
		{ "id='title' family='宋体' file='../made/body.otf'", 1,
		  "2: error[E507]: the fonts file is wrong: a font is named by family or by file" },
		{ "id='title'", 1, "2: error[E507]" },
		{ "id='title' family='宋体' index='x'", 1, "2: error[E507]" },
		{ "id='title' family='宋体' fallback='maybe'", 1, "2: error[E507]" },
		{ "family='宋体'", 1, "2: error[E507]" },
	};
	struct trial t = fonts_open();

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct buf role = { .arena = t.a };
		struct result r;

		buf_printf(&role, "<role %s/>", row[i].role);
		r = render_with(&t, role.s);
		cr_expect_eq(r.status, row[i].status, "%s: %s", role.s, r.err.s);
		cr_expect(says(r.err, row[i].said) && says(r.err, "r/fonts.xml:2: "), "%s: %s",
			  role.s, r.err.s);
		cr_expect_not(says(r.err, "N523"), "%s", r.err.s);
		cr_expect_neq(access(in_folder(&t, "r.pdf"), F_OK), 0, "%s", role.s);
	}
	trial_close(&t);
}

Test(cli_fonts_refused, messages_say_what_is_there)
{
	struct trial t = fonts_open();
	struct result r = render_with(&t, "<role id='title' family='方正小标宋_GB'/>\n"
					  "<role id='body' family='点字体'/>\n"
					  "<role id='kai' file='none.ttf'/>");

	cr_expect_eq(r.status, 3);
	cr_expect(says(r.err, "r/fonts.xml:2: error[F920]"), "%s", r.err.s);
	cr_expect(says(r.err, "the nearest: 方正小标宋_GBK, "), "%s", r.err.s);
	cr_expect(says(r.err, "r/fonts.xml:3: error[E521]"), "%s", r.err.s);
	cr_expect(says(r.err, "r/fonts.xml:4: error[F922]: the font file \"r/none.ttf\""), "%s",
		  r.err.s);
	t.env[1] = "LC_ALL=zh_CN.UTF-8";
	r = NIANBAO(&t, "check", "r/r.xml");
	cr_expect(says(r.err, "没有安装名为“方正小标宋_GB”的字体"), "%s", r.err.s);
	cr_expect(says(r.err, "最接近的是：方正小标宋_GBK"), "%s", r.err.s);
	trial_close(&t);
}

Test(cli_fonts_refused, the_licence_is_spoken_of_once)
{
	struct trial t = fonts_open();
	struct result r = render_with(&t, "<role id='title' family='宋体'/>"
					  "<role id='body' family='仿宋_GB2312'/>");
	size_t at = str_find(r.err, STR("N523"));

	cr_assert_neq(at, (size_t)-1, "%s", r.err.s);
	cr_expect_not(says(str_sub(r.err, at + 1, r.err.n), "N523"), "%s", r.err.s);
	r = NIANBAO(&t, "render", "r/r.xml", "-o", "s.pdf", "--strict");
	cr_expect_eq(r.status, 0);
	cr_expect(says(r.err, NOTE), "%s", r.err.s);
	trial_close(&t);
}

Test(cli_fonts_refused, library_that_is_missing)
{
	struct trial t = fonts_open();
	struct buf path = { .arena = t.a };
	struct result r;

	write_text(&t, "libfontconfig.so.1", STR("no library"));
	buf_printf(&path, "LD_LIBRARY_PATH=%s", t.folder);
	t.env[1] = path.s;
	r = render_with(&t, "<role id='title' family='宋体'/>");
	cr_expect_eq(r.status, 3);
	cr_expect_eq(str_find(r.err, STR("nianbao: error[F921]: the library libfontconfig.so.1")), 0,
		     "%s", r.err.s);
	r = render_with(&t, "<role id='title' file='../made/kai.ttf'/>");
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	trial_close(&t);
}
