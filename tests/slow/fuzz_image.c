/* A picture. */
#include "fuzz.h"

#include "input/image.h"

int LLVMFuzzerTestOneInput(const uint8_t *byte, size_t n)
{
	struct arena *a = fuzz_arena();
	struct diags d = { .arena = a };

	if (!image_read(a, &d, (struct at){ 0 }, STR("p"), fuzz_text(byte, n)) &&
	    !diag_errors(&d))
		abort();
	arena_close(a);
	return 0;
}
