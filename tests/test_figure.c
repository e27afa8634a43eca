/* The table "Figures" of the report format, line by line. */
#include "form/figure.h"

#include <criterion/criterion.h>

struct row {
	const char *text;
	enum figure_kind kind;
	enum figure_state state;
	int64_t micro;
	const char *note;
};

static const struct row good[] = {
	{ "1204", FIGURE_COUNT, FIGURE_STATED, 1204000000, "" },
	{ "0", FIGURE_COUNT, FIGURE_STATED, 0, "" },
	{ " 7 ", FIGURE_COUNT, FIGURE_STATED, 7000000, "" },
	{ "999999999999", FIGURE_COUNT, FIGURE_STATED, 999999999999000000, "" },
	{ "22（其中修订16件）", FIGURE_COUNT, FIGURE_STATED, 22000000, "（其中修订16件）" },
	{ "22(16 revised)", FIGURE_COUNT, FIGURE_STATED, 22000000, "(16 revised)" },
	{ "3（含（一）项）", FIGURE_COUNT, FIGURE_STATED, 3000000, "（含（一）项）" },
	{ "96171.6", FIGURE_DECIMAL, FIGURE_STATED, 96171600000, "" },
	{ "0.5", FIGURE_DECIMAL, FIGURE_STATED, 500000, "" },
	{ "59237.2449", FIGURE_DECIMAL, FIGURE_STATED, 59237244900, "" },
	{ "12", FIGURE_DECIMAL, FIGURE_STATED, 12000000, "" },
	{ "1.5（万元）", FIGURE_DECIMAL, FIGURE_STATED, 1500000, "（万元）" },
	{ "+1036", FIGURE_SIGNED, FIGURE_STATED, 1036000000, "" },
	{ "-8", FIGURE_SIGNED, FIGURE_STATED, -8000000, "" },
	{ "8", FIGURE_SIGNED, FIGURE_STATED, 8000000, "" },
	{ "251000元", FIGURE_FREE, FIGURE_STATED, 251000000000, "" },
	{ "减4", FIGURE_FREE, FIGURE_STATED, 0, "" },
	{ "", FIGURE_COUNT, FIGURE_BLANK, 0, "" },
	{ "  ", FIGURE_COUNT, FIGURE_BLANK, 0, "" },
	{ "/", FIGURE_COUNT, FIGURE_BLANK, 0, "" },
	{ "-", FIGURE_SIGNED, FIGURE_BLANK, 0, "" },
	{ "—", FIGURE_DECIMAL, FIGURE_BLANK, 0, "" },
	{ "", FIGURE_FREE, FIGURE_BLANK, 0, "" },
};

Test(figure, good)
{
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		const struct row *r = &good[i];
		struct figure f = figure_read(str_from(r->text), r->kind);

		cr_expect_eq(f.state, r->state, "\"%s\" is read wrongly", r->text);
		cr_expect_eq(f.value.micro, r->micro, "\"%s\" counts wrongly", r->text);
		cr_expect(str_is(f.note, r->note), "note of \"%s\"", r->text);
		cr_expect_eq(f.fault, FAULT_NONE);
	}
}

static const struct {
	const char *text;
	enum figure_kind kind;
	enum figure_fault fault;
} bad[] = {
	{ "abc", FIGURE_COUNT, FAULT_WORD },
	{ "无", FIGURE_COUNT, FAULT_WORD },
	{ "——", FIGURE_COUNT, FAULT_WORD },
	{ "（12）", FIGURE_COUNT, FAULT_WORD },
	{ ".5", FIGURE_DECIMAL, FAULT_WORD },
	{ "--8", FIGURE_SIGNED, FAULT_WORD },
	{ "１２", FIGURE_COUNT, FAULT_FULLWIDTH },
	{ "1２", FIGURE_COUNT, FAULT_FULLWIDTH },
	{ "＋5", FIGURE_SIGNED, FAULT_FULLWIDTH },
	{ "−5", FIGURE_SIGNED, FAULT_FULLWIDTH },
	{ "1．5", FIGURE_DECIMAL, FAULT_FULLWIDTH },
	{ "1,204", FIGURE_COUNT, FAULT_COMMA },
	{ "1，204", FIGURE_COUNT, FAULT_COMMA },
	{ "1 204", FIGURE_COUNT, FAULT_COMMA },
	{ "96,171.6", FIGURE_DECIMAL, FAULT_COMMA },
	{ "+1,036", FIGURE_SIGNED, FAULT_COMMA },
	{ "12件", FIGURE_COUNT, FAULT_UNIT },
	{ "12 件", FIGURE_COUNT, FAULT_UNIT },
	{ "12%", FIGURE_COUNT, FAULT_UNIT },
	{ "1.5万元", FIGURE_DECIMAL, FAULT_UNIT },
	{ "5.", FIGURE_DECIMAL, FAULT_UNIT },
	{ "12 （含）", FIGURE_COUNT, FAULT_UNIT },
	{ "1.5", FIGURE_COUNT, FAULT_POINT },
	{ "1.0", FIGURE_SIGNED, FAULT_POINT },
	{ "-3", FIGURE_COUNT, FAULT_SIGN },
	{ "+3", FIGURE_DECIMAL, FAULT_SIGN },
	{ "－3", FIGURE_COUNT, FAULT_SIGN },
	{ "007", FIGURE_COUNT, FAULT_ZEROS },
	{ "00.5", FIGURE_DECIMAL, FAULT_ZEROS },
	{ "1000000000000", FIGURE_COUNT, FAULT_RANGE },
	{ "0.1234567", FIGURE_DECIMAL, FAULT_RANGE },
	{ "99999999999999999999999999", FIGURE_COUNT, FAULT_RANGE },
	{ "12（其中", FIGURE_COUNT, FAULT_NOTE },
	{ "12（其中)", FIGURE_COUNT, FAULT_NOTE },
	{ "12（含）件", FIGURE_COUNT, FAULT_NOTE },
	{ "12（含）（减）", FIGURE_COUNT, FAULT_NOTE },
};

Test(figure, bad)
{
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct figure f = figure_read(str_from(bad[i].text), bad[i].kind);

		cr_expect_eq(f.state, FIGURE_WRONG, "\"%s\" is taken for a figure",
			     bad[i].text);
		cr_expect_eq(f.fault, bad[i].fault, "fault of \"%s\" is %d", bad[i].text,
			     (int)f.fault);
		cr_expect_eq(f.value.micro, 0);
	}
}
