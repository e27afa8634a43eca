/* Reading print profiles, and layouts that are set anew for one. */
#include "input/print_profile.h"
#include "page_case.h"

#define ONE(attributes, inner)                                                                 \
	"<print-profiles><profile id=\"a\" name=\"n\"" attributes ">" inner                    \
	"</profile></print-profiles>"

static const struct print_profiles *read(struct arena *a, struct diags *d, const char *text)
{
	*d = (struct diags){ .arena = a };
	return print_profiles_read(a, d, STR("p.xml"), str_copy(a, str_from(text)));
}

Test(print_profile, what_is_not_said_has_its_default)
{
	struct arena *a = arena_open(CASE_MEMORY, type_case_oom, NULL);
	struct diags d;
	const struct print_profiles *all = read(a, &d, ONE("", ""));
	const struct print_profile *p = all ? print_profile_find(all, STR("a")) : NULL;

	cr_assert(p && d.n == 0);
	cr_expect(p->sheet.across == 1 && p->sheet.width == 0 && !p->sheet.fits);
	cr_expect(p->duplex == PRINT_ANY && !p->mirrors && p->standard == PRINT_3A_UA1);
	cr_expect(p->poster.columns == 0 && p->reflow.parts == NULL);
	cr_expect_null(print_profile_find(all, STR("b")));
	arena_close(a);
}

Test(print_profile, everything_is_read)
{
	struct arena *a = arena_open(CASE_MEMORY, type_case_oom, NULL);
	struct diags d;
	const struct print_profiles *all = read(
		a, &d,
		ONE(" mirror=\"yes\" duplex=\"short-edge\" standard=\"3u\"",
		    "<sheet width=\"420mm\" height=\"297mm\" across=\"2\" order=\"saddle\" "
		    "fit=\"yes\" creep=\"0.1mm\"/><poster columns=\"3\" gap=\"1mm\" "
		    "margin=\"2mm\"/>"
		    "<reflow type=\"150\" rows=\"120\"><style/></reflow>"));
	const struct print_profile *p = all ? &all->profile[0] : NULL;

	cr_assert(p && d.n == 0);
	cr_expect(p->mirrors && p->duplex == PRINT_SHORT_EDGE && p->standard == PRINT_3U);
	cr_expect(p->sheet.width == 420 * EMU_MM && p->sheet.height == 297 * EMU_MM);
	cr_expect(p->sheet.across == 2 && p->sheet.order == PRINT_SADDLE && p->sheet.fits);
	cr_expect_eq(p->sheet.creep, EMU_MM / 10);
	cr_expect(p->poster.columns == 3 && p->poster.gap == EMU_MM &&
		  p->poster.margin == 2 * EMU_MM);
	cr_expect(p->reflow.type == 150 && p->reflow.columns == 100 && p->reflow.rows == 120);
	arena_close(a);
}

Test(print_profile, mistakes_are_told_with_their_line)
{
	static const struct {
		const char *text;
		enum diag_code code;
	} row[] = {
		{ "<print-profiles>", DIAG_XML_SYNTAX },
		{ "<layout/>", DIAG_ELEMENT_UNKNOWN },
		{ "<print-profiles><page/></print-profiles>", DIAG_ELEMENT_UNKNOWN },
		{ "<print-profiles><profile id=\"a\"/></print-profiles>", DIAG_ATTR_MISSING },
		{ ONE(" colour=\"red\"", ""), DIAG_ATTR_UNKNOWN },
		{ ONE(" duplex=\"up\"", ""), DIAG_LAYOUT_VALUE },
		{ ONE(" standard=\"x4\"", ""), DIAG_LAYOUT_VALUE },
		{ ONE("", "<paper/>"), DIAG_ELEMENT_UNKNOWN },
		{ ONE("", "<sheet width=\"9mm\" height=\"297mm\"/>"), DIAG_LAYOUT_VALUE },
		{ ONE("", "<sheet width=\"420mm\" height=\"297mm\" order=\"saddle\"/>"),
		  DIAG_LAYOUT_VALUE },
		{ ONE("", "<reflow type=\"10\"/>"), DIAG_LAYOUT_VALUE },
		{ "<print-profiles><profile id=\"a\" name=\"n\"/><profile id=\"a\" name=\"n\"/>"
		  "</print-profiles>",
		  DIAG_LAYOUT_TWICE },
	};
	struct arena *a = arena_open(CASE_MEMORY, type_case_oom, NULL);

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct diags d;

		cr_expect_null(read(a, &d, row[i].text), "%s", row[i].text);
		cr_assert_geq(d.n, 1, "%s", row[i].text);
		cr_expect_eq(d.item[0].code, row[i].code, "%s", row[i].text);
		cr_expect_eq(d.item[0].at.line, 1, "%s", row[i].text);
	}
	arena_close(a);
}

static const struct layout *reflowed(struct type_case *c, const char *text)
{
	static const struct layout_source source = { .read = page_case_layout };
	const struct print_profiles *all =
		print_profiles_read(c->a, &c->d, STR("p.xml"), str_from(text));

	cr_assert(all);
	return layout_read_reflowed(c->a, &c->d, &source, STR("ogi-2021"), (struct at){ 0 },
				    &all->profile[0].reflow);
}

Test(print_profile, a_reflow_replaces_parts_and_makes_the_rest_grow)
{
	struct type_case c = type_case_open();
	const struct layout *l = reflowed(
		&c,
		ONE("",
		    "<reflow type=\"150\" columns=\"200\" rows=\"300\">"
		    "<page width=\"420mm\" height=\"594mm\" top=\"20mm\" left=\"20mm\" "
		    "text-width=\"312mm\" text-height=\"500mm\" lines=\"20\" columns=\"20\"/>"
		    "<grow type=\"400\" styles=\"h2 none\"/>"
		    "<style id=\"body\" role=\"body\" size=\"30pt\" "
		    "align=\"left\"/></reflow>"));
	const struct form *form;
	int64_t width = 0;

	cr_assert(l && c.d.n == 0);
	cr_expect_eq(l->page.width, 420 * EMU_MM);
	cr_expect_eq(layout_style(l, STR("body"))->size, 30 * EMU_PT);
	cr_expect_eq(layout_style(l, STR("h1"))->size, 24 * EMU_PT);
	cr_expect_eq(layout_style(l, STR("h2"))->size, 64 * EMU_PT);
	cr_expect_eq(layout_style(l, STR("form-figure"))->floor, 21 * EMU_PT / 2);
	form = layout_form(l, STR("applications"));
	for (size_t i = 0; i < form->ncol; i++)
		width += form->width[i];
	cr_expect_eq(width, 312 * EMU_MM);
	cr_expect_eq(form->row[0].height, 612 * EMU_PT / 10, "3 times 20.4 pt");
	cr_expect_eq(form->cell[0].style, layout_style(l, STR("form-remark")));
	type_case_close(&c);
}

Test(print_profile, a_reflow_that_does_not_fit_is_told)
{
	struct type_case c = type_case_open();

	cr_expect_null(reflowed(&c, ONE("", "<reflow columns=\"110\"/>")));
	cr_assert_geq(c.d.n, 1);
	cr_expect_eq(c.d.item[0].code, DIAG_FORM_WIDE);
	cr_expect_null(reflowed(&c, ONE("", "<reflow><form id=\"x\"/></reflow>")));
	cr_expect_eq(c.d.item[c.d.n - 1].code, DIAG_ELEMENT_UNKNOWN);
	cr_expect(str_is(c.d.item[c.d.n - 1].at.file, "p.xml"));
	type_case_close(&c);
}
