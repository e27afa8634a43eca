/* A layout's bytes, over those that it extends. */
#include "fuzz.h"

#include "input/layout.h"

static bool read_fuzzed(void *host, struct arena *a, struct str id, struct str *file,
			struct str *bytes)
{
	if (!str_is(id, "fuzzed"))
		return fuzz_layout(NULL, a, id, file, bytes);
	*file = STR("fuzzed.xml");
	*bytes = *(const struct str *)host;
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *byte, size_t n)
{
	struct arena *a = fuzz_arena();
	struct diags d = { .arena = a };
	struct str bytes = fuzz_text(byte, n);
	struct layout_source source = { .read = read_fuzzed, .host = &bytes };
	struct buf out = { .arena = a };

	if (!layout_read(a, &d, &source, STR("fuzzed"), (struct at){ 0 }) && !diag_errors(&d))
		abort();
	diag_print(&d, &out, DIAG_ENGLISH);
	arena_close(a);
	return 0;
}
