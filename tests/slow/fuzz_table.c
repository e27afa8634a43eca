/* Free tables: each byte is a cell, a new row, a span; the grid they make is set on pages. */
#include "fuzz.h"

#include "form/check.h"
#include "form/fill.h"
#include "page/compose.h"
#include "page/paginate.h"

static void put_cell(struct buf *b, uint8_t c)
{
	buf_printf(b, "<t%c rowspan='%u' colspan='%u'>%.*s</t%c>", c & 1 ? 'h' : 'd',
		   1u + (c >> 1 & 3), 1u + (c >> 3 & 3), (c >> 5) * 3, "办件数量统计分",
		   c & 1 ? 'h' : 'd');
}

int LLVMFuzzerTestOneInput(const uint8_t *byte, size_t n)
{
	static const struct layout_source source = { .read = fuzz_layout };
	struct arena *a = fuzz_arena(), *said = fuzz_arena();
	struct diags d = { .arena = said };
	struct buf b = { .arena = a };
	const struct report *report;
	const struct layout *layout;
	bool broken;

	buf_z(&b, "<report layout='small-text'><head><organ>甲</organ><year>2024</year></head>"
		  "<section id='text'><table><tr>");
	for (size_t i = 0; i < n && i < 2000; i++) {
		if (byte[i] == 0xFF)
			buf_z(&b, "</tr><tr>");
		else
			put_cell(&b, byte[i]);
	}
	buf_z(&b, "</tr></table></section></report>");
	report = report_read(a, &d, STR("r.xml"), buf_text(&b));
	layout = report ? layout_read(a, &d, &source, report->layout, (struct at){ 0 }) : NULL;
	if (layout && check_report(a, &d, report, layout, false, &broken)) {
		const struct galley *galley =
			compose_doc(a, &d, fill_report(a, report, layout, false), fuzz_fonts());

		if (!diag_status(&d))
			paginate(a, &d, galley, fuzz_fonts());
	}
	arena_close(a);
	arena_close(said);
	return 0;
}
