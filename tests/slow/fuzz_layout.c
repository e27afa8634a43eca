/*
 * A layout's bytes, over those that it extends; what is accepted is filled with a report that has
 * nothing but a head, set and put on pages.
 */
#include "fuzz.h"

#include "form/check.h"
#include "form/fill.h"
#include "page/compose.h"
#include "page/paginate.h"

#include <string.h>

/* The layout that is asked for is the one that the bytes say they are. */
static struct str id_of(struct str bytes)
{
	const char *id = memmem(bytes.s, bytes.n, " id=\"", 5), *end;

	if (!id)
		return STR("fuzzed");
	id += 5;
	end = memchr(id, '"', bytes.n - (size_t)(id - bytes.s));
	return end && end > id ? (struct str){ id, (size_t)(end - id) } : STR("fuzzed");
}

static bool read_fuzzed(void *host, struct arena *a, struct str id, struct str *file,
			struct str *bytes)
{
	const struct str *fuzzed = host;

	if (!str_eq(id, id_of(*fuzzed)))
		return fuzz_layout(NULL, a, id, file, bytes);
	*file = STR("fuzzed.xml");
	*bytes = *fuzzed;
	return true;
}

static void set(struct arena *a, struct diags *d, const struct layout *layout)
{
	static const char text[] = "<report layout='fuzzed'><head><organ>甲</organ>"
				   "<year>2024</year><date>2025-01-20</date></head></report>";
	const struct report *report = report_read(a, d, STR("r.xml"), str_from(text));
	const struct galley *galley;
	bool broken;

	if (!report || !check_report(a, d, report, layout, true, &broken))
		return;
	galley = compose_doc(a, d, fill_report(a, report, layout, true), fuzz_fonts());
	if (!diag_status(d))
		paginate(a, d, galley, fuzz_fonts());
}

int LLVMFuzzerTestOneInput(const uint8_t *byte, size_t n)
{
	struct arena *a = fuzz_arena(), *said = fuzz_arena();
	struct diags d = { .arena = said };
	struct str bytes = fuzz_text(byte, n);
	struct layout_source source = { .read = read_fuzzed, .host = &bytes };
	const struct layout *layout =
		layout_read(a, &d, &source, id_of(bytes), (struct at){ 0 });
	struct buf out = { .arena = said };

	if (!layout && !diag_errors(&d))
		abort(); /* refused without a word */
	if (layout)
		set(a, &d, layout);
	diag_print(&d, &out, DIAG_ENGLISH);
	arena_close(a);
	arena_close(said);
	return 0;
}
