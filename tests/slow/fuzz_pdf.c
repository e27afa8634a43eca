/* A PDF that may carry a report; a child process reads it, whose death is an answer too. */
#include "fuzz.h"

#include "input/pdf_files.h"

int LLVMFuzzerTestOneInput(const uint8_t *byte, size_t n)
{
	struct arena *a = fuzz_arena();
	struct diags d = { .arena = a };
	struct pdf_files files;

	if (pdf_files_read(a, &d, STR("p.pdf"), fuzz_text(byte, n), &files))
		pdf_files_are_safe(&files, &d, STR("p.pdf"));
	else if (!diag_status(&d))
		abort();
	arena_close(a);
	return 0;
}
