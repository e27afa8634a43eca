/* A report through the whole program, to its PDF. Structure is fuzzed by fuzz_report. */
#include "fuzz.h"

#include "form/check.h"
#include "form/fill.h"
#include "output/pdf.h"
#include "page/compose.h"
#include "page/paginate.h"

static void render(struct arena *a, struct diags *d, struct str bytes)
{
	static const struct layout_source source = { .read = fuzz_layout };
	const struct report *report = report_read(a, d, STR("r.xml"), bytes);
	const struct layout *layout;
	const struct galley *galley;
	struct pdf_options options = { 0 };
	struct standard standard;
	struct book book;
	struct str file;
	bool broken;

	if (!report)
		return;
	layout = layout_read(a, d, &source, report->layout, (struct at){ 0 });
	if (!layout || !check_report(a, d, report, layout, true, &broken))
		return;
	galley = compose_doc(a, d, fill_report(a, report, layout, true), fuzz_fonts());
	if (diag_status(d))
		return;
	book = *paginate(a, d, galley, fuzz_fonts());
	book.source = bytes;
	standard_read("3a,ua1", &standard);
	options.standard = &standard;
	options.file = STR("r.xml");
	if (!diag_status(d) && !pdf_write(a, d, &book, fuzz_fonts(), &options, &file) && !diag_errors(d))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *byte, size_t n)
{
	struct arena *a = fuzz_arena(), *said = fuzz_arena();
	struct diags d = { .arena = said };

	render(a, &d, fuzz_text(byte, n));
	arena_close(a);
	arena_close(said);
	return 0;
}
