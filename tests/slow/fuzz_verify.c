/* A PDF through all that `verify` does. */
#include "fuzz_sign.h"
#include "mend_pdf.h"

size_t LLVMFuzzerCustomMutator(uint8_t *byte, size_t n, size_t most, unsigned seed)
{
	return mend_mutate(byte, n, most, seed, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *byte, size_t n)
{
	struct arena *a = fuzz_sign_arena();
	struct diags d = { .arena = a };

	if (!fuzz_sign_verify(a, &d, fuzz_text(byte, n)).is_valid && !diag_errors(&d))
		abort(); /* refused without a word */
	arena_close(a);
	return 0;
}
