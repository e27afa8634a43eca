/* The text of a figure; its first byte is the kind. */
#include "fuzz.h"

#include "form/figure.h"

int LLVMFuzzerTestOneInput(const uint8_t *byte, size_t n)
{
	struct figure f;
	struct str text;

	if (n == 0)
		return 0;
	text = fuzz_text(byte + 1, n - 1);
	f = figure_read(text, (enum figure_kind)(byte[0] % (FIGURE_FREE + 1)));
	if ((f.state == FIGURE_WRONG) != (f.fault != FAULT_NONE) || f.note.n > text.n)
		abort();
	figure_note(text);
	return 0;
}
