/* Paragraphs and shaping: the grid, alignment, fallback, marks of full width. */
#include "type_case.h"

#include "base/utf8.h"

/* Cell i of a line of 28 stands at i·W/28, rounded once from the origin (design §4). */
Test(para, characters_stand_on_the_grid)
{
	struct type_case c = type_case_open();
	struct para_spec spec = type_case_body(&c);
	struct buf text = { .arena = c.a };
	struct para p;

	for (int i = 0; i < 60; i++)
		buf_z(&text, "国");
	p = para_set(c.a, &c.d, type_case_text(&c, str_z(c.a, buf_text(&text))), &spec);
	cr_assert_eq(p.nline, 3);
	for (size_t l = 0; l < 2; l++) {
		const struct para_run *run = &p.line[l].run[0];

		cr_assert_eq(run->nglyph, 28);
		for (int32_t i = 0; i < 28; i++)
			cr_expect_eq(run->x + run->glyph[i].x,
				     (emu)emu_scale(156 * EMU_MM, i, 28), "cell %d", i);
	}
	type_case_close(&c);
}

Test(para, indents_two_characters_and_justifies_both_edges)
{
	struct type_case c = type_case_open();
	struct para_spec spec = type_case_body(&c);
	struct para p;

	spec.indent = 2;
	p = para_set(c.a, &c.d,
		     type_case_text(&c, "根据《条例》要求，2022年主动公开政府信息1024条，占29.6%；办理申请35件，"
					"均在法定期限内答复，没有发生行政复议、行政诉讼的情况，群众较为满意。"),
		     &spec);
	cr_assert_gt(p.nline, 2);
	cr_expect_eq(p.line[0].left, (emu)emu_scale(156 * EMU_MM, 2, 28));
	for (size_t l = 0; l + 1 < p.nline; l++)
		cr_expect_eq(p.line[l].left + p.line[l].width, 156 * EMU_MM, "line %zu", l);
	cr_expect_eq(p.line[1].left, 0);
	type_case_close(&c);
}

Test(para, centres_and_aligns_right)
{
	struct type_case c = type_case_open();
	struct para_spec spec = type_case_body(&c);
	struct para p;

	spec.align = PARA_CENTER;
	p = para_set(c.a, &c.d, type_case_text(&c, "国国国国"), &spec);
	cr_expect_eq(p.line[0].left, (emu)emu_scale(156 * EMU_MM, 12, 28));
	spec.align = PARA_RIGHT;
	spec.right = 2;
	p = para_set(c.a, &c.d, type_case_text(&c, "国国国国"), &spec);
	cr_expect_eq(p.line[0].left, (emu)emu_scale(156 * EMU_MM, 22, 28));
	type_case_close(&c);
}

/* Runs carry the text they stand for: joined again they are the input. */
Test(para, runs_keep_the_text)
{
	static const char text[] = "办理人员：赵𬭎、钱㛃、孙燚、李喆、周镕、𬬹𠲋——Open Data……（100%）";
	struct type_case c = type_case_open();
	struct para_spec spec = type_case_body(&c);
	struct para p = para_set(c.a, &c.d, type_case_text(&c, text), &spec);
	struct buf joined = { .arena = c.a };

	for (size_t l = 0; l < p.nline; l++)
		for (size_t r = 0; r < p.line[l].nrun; r++) {
			const struct para_run *run = &p.line[l].run[r];
			uint32_t at = 0;

			buf_str(&joined, run->text);
			for (uint32_t i = 0; i < run->nglyph; i++) {
				cr_expect_neq(run->glyph[i].gid, 0);
				if (run->glyph[i].ntext) {
					cr_expect_eq(run->glyph[i].text, at);
					at += run->glyph[i].ntext;
				}
			}
			cr_expect_eq(at, run->text.n);
		}
	cr_expect_str_eq(str_z(c.a, buf_text(&joined)), text);
	cr_expect_eq(c.d.n, 0);
	type_case_close(&c);
}

/* A fallback glyph is raised or lowered so that Han centres agree (fonts.md §0). */
Test(para, faces_are_aligned_by_han_centre)
{
	struct type_case c = type_case_open();
	struct para_spec spec = type_case_body(&c);
	struct para p = para_set(c.a, &c.d, type_case_text(&c, "国喆"), &spec);
	const struct para_run *run = p.line[0].run;

	cr_assert_eq(p.line[0].nrun, 2);
	/* FandolFang's centre is 0.075 em lower than where it should be; Noto's is right. */
	cr_expect_gt(run[0].glyph[0].y, 16 * EMU_PT * 60 / 1000);
	cr_expect_lt(run[0].glyph[0].y, 16 * EMU_PT * 90 / 1000);
	cr_expect_lt(abs(run[1].glyph[0].y), 16 * EMU_PT * 30 / 1000);
	cr_expect_lt(run[1].size, run[0].size, "ExtraLight stands at 0.95");
	type_case_close(&c);
}

/* “”‘’—…·（）〔〕《》，。 fill one em in every role, whatever the face says (fonts.md §4). */
Test(para, marks_fill_one_em_in_every_role)
{
	static const char *const role[] = { "title", "body", "kai", "hei", "song" };
	struct str marks = STR("“”‘’—…·（）〔〕《》，。、；：？！％国");
	struct type_case c = type_case_open();

	for (size_t r = 0; r < sizeof role / sizeof *role; r++) {
		struct font_role *f = type_case_role(&c, role[r]);
		struct shape_options o = { f, f, false };

		for (size_t at = 0, from = 0; at < marks.n; from = at) {
			struct text t = type_case_text(&c, "");
			struct shaped s;

			utf8_next(marks, &at);
			t = text_from(c.a, STR("x"), 1, str_sub(marks, from, at - from));
			s = shape_text(c.a, &c.d, t, &o);
			cr_assert_eq(s.natom, 1);
			cr_expect_eq(s.atom[0].advance, Q_EM, "%s %.*s: %d", role[r],
				     (int)(at - from), marks.s + from, s.atom[0].advance);
		}
		for (int k = 0; k < 2; k++) {
			struct shaped s = shape_text(
				c.a, &c.d, type_case_text(&c, k ? "……" : "——"), &o);

			cr_assert_eq(s.natom, 1, "%s", role[r]);
			cr_expect_eq(s.atom[0].advance, 2 * Q_EM);
			cr_expect_eq(s.atom[0].ntext, 6);
		}
	}
	type_case_close(&c);
}

Test(para, digits_of_all_roles_are_half_an_em)
{
	static const char *const role[] = { "title", "body", "kai", "hei", "song" };
	struct type_case c = type_case_open();

	for (size_t r = 0; r < sizeof role / sizeof *role; r++) {
		struct font_role *f = type_case_role(&c, role[r]);
		struct shape_options o = { f, f, false };
		struct shaped s = shape_text(c.a, &c.d, type_case_text(&c, "0123456789"), &o);

		cr_assert_eq(s.natom, 10);
		for (size_t i = 0; i < s.natom; i++)
			cr_expect_leq(abs(s.atom[i].advance - Q_EM / 2), 2, "%s: %d", role[r],
				      s.atom[i].advance);
	}
	type_case_close(&c);
}

Test(para, a_character_without_a_font_is_named_with_its_line)
{
	struct type_case c = type_case_open();
	struct para_spec spec = type_case_body(&c);

	para_set(c.a, &c.d, type_case_text(&c, "甲\xEE\x80\x80乙"), &spec); /* U+E000 */
	cr_assert_eq(c.d.n, 1);
	cr_expect_eq(c.d.item[0].code, DIAG_GLYPH_MISSING);
	cr_expect_eq(c.d.item[0].at.line, 7);
	cr_expect(str_is(c.d.item[0].arg[1], "U+E000"));
	type_case_close(&c);
}

/* U+FFFF is no character of XML, but a certificate may name its owner by it. */
Test(para, what_is_no_character_is_one_without_a_font)
{
	struct type_case c = type_case_open();
	struct para_spec spec = type_case_body(&c);

	para_set(c.a, &c.d, type_case_text(&c, "open-s\xEF\xBF\xBF t"), &spec);
	cr_assert_eq(c.d.n, 1);
	cr_expect_eq(c.d.item[0].code, DIAG_GLYPH_MISSING);
	cr_expect(str_is(c.d.item[0].arg[1], "U+FFFF"));
	type_case_close(&c);
}

Test(para, upright_text_stands_one_character_a_line)
{
	struct type_case c = type_case_open();
	struct para_spec spec = type_case_body(&c);
	struct para p;

	spec.upright = true;
	spec.align = PARA_CENTER;
	spec.em = spec.size = 9 * EMU_PT;
	spec.em_parts = 1;
	spec.width = 20 * EMU_PT;
	p = para_set(c.a, &c.d, type_case_text(&c, "三、本年度办理结果"), &spec);
	cr_assert_eq(p.nline, 9);
	for (size_t l = 0; l < p.nline; l++)
		cr_expect_leq(abs(p.line[l].left - 11 * EMU_PT / 2), 1);
	type_case_close(&c);
}

Test(para, a_break_ends_a_line)
{
	struct type_case c = type_case_open();
	struct para_spec spec = type_case_body(&c);
	struct text_span span[] = { { STR("结果"), 1, TEXT_PLAIN, true },
				    { STR("维持"), 1, TEXT_PLAIN, false } };
	struct para p = para_set(c.a, &c.d, (struct text){ STR("x"), span, 2 }, &spec);

	cr_assert_eq(p.nline, 2);
	cr_expect(str_is(p.line[1].run[0].text, "维持"));
	type_case_close(&c);
}
