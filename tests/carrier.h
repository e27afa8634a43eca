/* PDFs that carry files, made by hand. */
#ifndef NIANBAO_TESTS_CARRIER_H
#define NIANBAO_TESTS_CARRIER_H

#include "files.h"

#include <zlib.h>

/* A stream object; `packed` says how its bytes are to be understood. */
static inline struct str stream(const struct trial *t, const char *packed, struct str bytes)
{
	struct buf b = { .arena = t->a };

	buf_printf(&b, "<<%s/Length %zu>>stream\n", packed, bytes.n);
	buf_str(&b, bytes);
	buf_z(&b, "\nendstream");
	return buf_text(&b);
}

static inline struct str deflated(const struct trial *t, struct str bytes)
{
	uLongf n = compressBound(bytes.n);
	char *p = arena_alloc(t->a, n);

	cr_assert_eq(compress2((Bytef *)p, &n, (const Bytef *)bytes.s, bytes.n, 9), Z_OK);
	return (struct str){ p, n };
}

/*
 * A PDF with the name tree `tree` (object 3), the file specification `spec` (4) and the stream
 * `file` (5).
 */
static inline const char *write_pdf(const struct trial *t, const char *name, const char *tree,
				    const char *spec, struct str file)
{
	const struct str object[] = {
		STR("<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 3 0 R>>>>"),
		STR("<</Type/Pages/Kids[]/Count 0>>"),
		str_from(tree),
		str_from(spec),
		file,
	};
	struct buf b = { .arena = t->a }, table = { .arena = t->a };
	size_t n = sizeof(object) / sizeof(*object);

	buf_z(&b, "%PDF-1.7\n");
	for (size_t i = 0; i < n; i++) {
		buf_printf(&table, "%010zu 00000 n \n", b.n);
		buf_printf(&b, "%zu 0 obj\n", i + 1);
		buf_str(&b, object[i]);
		buf_z(&b, "\nendobj\n");
	}
	buf_printf(&table, "trailer<</Size %zu/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", n + 1,
		   b.n);
	buf_printf(&b, "xref\n0 %zu\n0000000000 65535 f \n", n + 1);
	buf_str(&b, buf_text(&table));
	return write_text(t, name, buf_text(&b));
}

#define TREE "<</Names[(a) 4 0 R]>>"
#define SPEC "<</Type/Filespec/F(report.xml)/UF(report.xml)/EF<</F 5 0 R>>>>"

/* One that carries a file of this name, written as in a PDF: (a), <FEFF0061>. */
static inline void write_named(const struct trial *t, const char *name, struct str file)
{
	struct buf spec = { .arena = t->a };

	buf_printf(&spec, "<</Type/Filespec/UF %s/EF<</F 5 0 R>>>>", name);
	write_pdf(t, "r.pdf", TREE, spec.s, file);
}

/* What the program makes of a good report, or of a PDF that carries one. */
static inline struct str render(const struct trial *t, const char *report)
{
	struct result r = NIANBAO(t, "render", report, "-o", "-");

	cr_assert_eq(r.status, 0, "%s: %s", report, r.err.s);
	return r.out;
}

#endif
