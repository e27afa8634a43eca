/* A report's bytes: XML, encodings, structure. */
#include "fuzz.h"

#include "input/report.h"

int LLVMFuzzerTestOneInput(const uint8_t *byte, size_t n)
{
	struct arena *a = fuzz_arena();
	struct diags d = { .arena = a };
	const struct report *r = report_read(a, &d, STR("r.xml"), fuzz_text(byte, n));
	struct buf out = { .arena = a };

	if (r)
		report_dump(r, &out);
	else if (!diag_errors(&d))
		abort(); /* refused without a word */
	diag_print(&d, &out, DIAG_CHINESE);
	arena_close(a);
	return 0;
}
