/* What the tests of pages share: a report of the project taken through to its book. */
#ifndef NIANBAO_TESTS_PAGE_CASE_H
#define NIANBAO_TESTS_PAGE_CASE_H

#include "type_case.h"

#include "form/check.h"
#include "form/fill.h"
#include "page/compose.h"
#include "page/paginate.h"

struct page_case {
	struct type_case type;
	const struct galley *galley;
	const struct book *book;
};

static inline bool page_case_layout(void *host, struct arena *a, struct str id, struct str *file,
				    struct str *bytes)
{
	static const char *const folder[] = { "/layouts/", "/tests/layouts/" };

	(void)host;
	for (size_t i = 0; i < 2; i++) {
		struct buf path = { .arena = a };
		struct diags unsaid = { .arena = a };

		buf_printf(&path, "%s%s%.*s.xml", NIANBAO_SOURCE_DIR, folder[i], (int)id.n, id.s);
		*file = buf_text(&path);
		if (file_read(a, &unsaid, path.s, 1 << 20, bytes))
			return true;
	}
	return false;
}

static inline struct page_case page_case_of(struct str bytes, bool draft)
{
	static const struct layout_source source = { .read = page_case_layout };
	struct page_case c = { .type = type_case_open() };
	struct arena *a = c.type.a;
	const struct report *report = report_read(a, &c.type.d, STR("r.xml"), bytes);
	const struct layout *layout;
	bool broken;

	cr_assert(report);
	layout = layout_read(a, &c.type.d, &source, report->layout, (struct at){ 0 });
	cr_assert(layout && check_report(a, &c.type.d, report, layout, draft, &broken));
	c.galley = compose_doc(a, &c.type.d, fill_report(a, report, layout, draft), c.type.fonts);
	c.book = paginate(a, &c.type.d, c.galley, c.type.fonts);
	return c;
}

static inline struct page_case page_case_open(const char *file, bool draft)
{
	struct arena *a = arena_open(CASE_MEMORY, type_case_oom, NULL);
	struct diags d = { .arena = a };
	struct buf path = { .arena = a };
	struct page_case c;
	struct str bytes;

	buf_printf(&path, "%s/%s", NIANBAO_SOURCE_DIR, file);
	cr_assert(file_read(a, &d, path.s, 1 << 24, &bytes));
	c = page_case_of(bytes, draft);
	arena_close(a);
	return c;
}

static inline void page_case_close(struct page_case *c)
{
	type_case_close(&c->type);
}

#endif
