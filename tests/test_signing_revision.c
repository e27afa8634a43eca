/*
 * What was done to a file after its signature, object by object: an empty field may be filled in,
 * a signature may be added, certificates may be; the rest is a change.
 */
#include "signing_case.h"

#include "sign/revision.h"

#define MEMORY ((size_t)1 << 28)

/* A form with an empty field for a signature and one for text, a structure tree, a security store. */
static const char *const object[] = {
	"<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/StructTreeRoot 7 0 R/DSS 11 0 R>>",
	"<</Type/Pages/Kids[3 0 R]/Count 1>>",
	"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R/Annots[8 0 R 9 0 R]>>",
	"<</Length 4>>\nstream\n0 g \nendstream",
	"<</Title(T)>>",
	"<</Fields[8 0 R 9 0 R]/SigFlags 3>>",
	"<</Type/StructTreeRoot/K[10 0 R]/ParentTree 12 0 R/ParentTreeNextKey 1>>",
	"<</Type/Annot/Subtype/Widget/FT/Sig/T(S)/P 3 0 R/Rect[0 0 9 9]>>",
	"<</Type/Annot/Subtype/Widget/FT/Tx/T(N)/V(a)/P 3 0 R/Rect[0 0 9 9]>>",
	"<</Type/StructElem/S/Document/P 7 0 R/K[]>>",
	"<</Certs 13 0 R>>",
	"<</Nums[0[10 0 R]]>>",
	"[14 0 R]",
	"<</Length 2>>\nstream\nab\nendstream",
};

#define N_OBJECT (sizeof(object) / sizeof(*(object)))

static void oom(void *host)
{
	(void)host;
	abort();
}

static void put_end(struct buf *b, size_t xref, size_t size, const char *root, size_t prev)
{
	buf_printf(b, "trailer\n<</Size %zu/Root %s", size, root);
	if (prev)
		buf_printf(b, "/Prev %zu", prev);
	buf_printf(b, ">>\nstartxref\n%zu\n%%%%EOF\n", xref);
}

static size_t put_file(struct buf *b)
{
	size_t at[N_OBJECT], xref;

	buf_z(b, "%PDF-1.7\n");
	for (size_t i = 0; i < N_OBJECT; i++) {
		at[i] = b->n;
		buf_printf(b, "%zu 0 obj\n%s\nendobj\n", i + 1, object[i]);
	}
	xref = b->n;
	buf_printf(b, "xref\n0 %zu\n0000000000 65535 f \n", N_OBJECT + 1);
	for (size_t i = 0; i < N_OBJECT; i++)
		buf_printf(b, "%010zu 00000 n \n", at[i]);
	put_end(b, xref, N_OBJECT + 1, "1 0 R", 0);
	return xref;
}

struct change {
	unsigned num; /* of the object, 0: none */
	const char *body;
	unsigned added;
	const char *more; /* another object, number 15 */
	const char *root;
};

/* What an update with this object in it is taken for. */
static unsigned added_by(const struct change *c, struct str *what)
{
	struct arena *a = arena_open(MEMORY, oom, NULL);
	struct document *doc = arena_alloc(a, sizeof *doc);
	struct buf b = { .arena = a };
	size_t prev = put_file(&b), end = b.n, at = b.n, more, xref;
	bool is_encrypted;
	static char said[200];
	unsigned added;

	buf_printf(&b, "%u 0 obj\n%s\nendobj\n", c->num, c->body);
	more = b.n;
	buf_printf(&b, "15 0 obj\n%s\nendobj\n", c->more ? c->more : "null");
	xref = b.n;
	buf_printf(&b, "xref\n%u 1\n%010zu 00000 n \n", c->num, at);
	if (c->more)
		buf_printf(&b, "15 1\n%010zu 00000 n \n", more);
	put_end(&b, xref, 16, c->root ? c->root : "1 0 R", prev);
	cr_assert(document_open(doc, a, buf_text(&b), &is_encrypted), "%s", doc->fault);
	added = revision_compare(doc, end, what);
	snprintf(said, sizeof said, "%.*s", (int)what->n, what->s);
	*what = str_from(said);
	arena_close(a);
	return added;
}

static void expect_added(const struct change *c, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct str what;
		unsigned added = added_by(&c[i], &what);

		cr_expect_eq(added, c[i].added, "%zu: %u, %s: %s", i, added, what.s, c[i].body);
		cr_expect_eq(what.n > 0, (added & REVISION_OTHER) != 0, "%zu", i);
	}
}

#define FIELD "<</Type/Annot/Subtype/Widget/FT/Sig/P 3 0 R/Rect[0 0 9 9]"
#define NEW_FIELD FIELD "/T(New)>>"
#define PAGE "<</Type/Page/Parent 2 0 R/Contents 4 0 R"
#define FORM "<</Type/StructElem/S/Form/P 10 0 R>>"

Test(signing_revision, a_signature_may_be_added)
{
	static const struct change row[] = {
		{ 8, FIELD "/T(S)/V 15 0 R>>", REVISION_SIGNATURE, "<</Type/Sig>>", NULL },
		{ 8, FIELD "/T(S)/TU(words)/F 4>>", REVISION_SIGNATURE, NULL, NULL },
		{ 6, "<</Fields[8 0 R 9 0 R 15 0 R]/SigFlags 3>>", REVISION_SIGNATURE, NEW_FIELD,
		  NULL },
		{ 3, PAGE "/MediaBox[0 0 100 100]/Annots[8 0 R 9 0 R 15 0 R]>>",
		  REVISION_SIGNATURE, NEW_FIELD, NULL },
		{ 10, "<</Type/StructElem/S/Document/P 7 0 R/K[15 0 R]>>", REVISION_SIGNATURE,
		  FORM, NULL },
		{ 12, "<</Nums[0[10 0 R]1 15 0 R]>>", REVISION_SIGNATURE, FORM, NULL },
	};

	expect_added(row, sizeof row / sizeof *row);
}

Test(signing_revision, what_proves_it_may_be_added)
{
	static const struct change row[] = {
		{ 11, "<</Certs 13 0 R/CRLs[15 0 R]>>", REVISION_STORE,
		  "<</Length 0>>\nstream\n\nendstream", NULL },
		{ 13, "[14 0 R 15 0 R]", REVISION_STORE, "<</Length 0>>\nstream\n\nendstream",
		  NULL },
	};

	expect_added(row, sizeof row / sizeof *row);
}

Test(signing_revision, what_stays_is_no_change)
{
	static const struct change row[] = {
		{ 5, "<</Title(T)>>", 0, NULL, NULL },
		{ 3, PAGE "/Annots[8 0 R 9 0 R]/MediaBox[0 0 100.0 100]>>", 0, NULL, NULL },
	};

	expect_added(row, sizeof row / sizeof *row);
}

Test(signing_revision, all_else_is_a_change)
{
	static const struct change row[] = {
		{ 1, "<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/StructTreeRoot 7 0 R/DSS 11 0 R"
		     "/OpenAction 15 0 R>>",
		  REVISION_OTHER, "<</S/JavaScript>>", NULL },
		{ 2, "<</Type/Pages/Kids[3 0 R 15 0 R]/Count 2>>", REVISION_OTHER, PAGE ">>",
		  NULL },
		{ 3, PAGE "/MediaBox[0 0 90 100]/Annots[8 0 R 9 0 R]>>", REVISION_OTHER, NULL,
		  NULL },
		{ 3, PAGE "/MediaBox[0 0 100 100]/Annots[9 0 R]>>", REVISION_OTHER, NULL, NULL },
		{ 3, PAGE "/MediaBox[0 0 100 100]/Annots[9 0 R 8 0 R]>>", REVISION_OTHER, NULL,
		  NULL },
		{ 3, PAGE "/MediaBox[0 0 100 100]/Annots[8 0 R 9 0 R 15 0 R]>>", REVISION_OTHER,
		  "<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]>>", NULL },
		{ 4, "<</Length 4>>\nstream\n1 g \nendstream", REVISION_OTHER, NULL, NULL },
		{ 4, "null", REVISION_OTHER, NULL, NULL },
		{ 5, "<</Title(U)>>", REVISION_OTHER, NULL, NULL },
		{ 8, FIELD "/T(X)>>", REVISION_OTHER, NULL, NULL },
		{ 9, "<</Type/Annot/Subtype/Widget/FT/Tx/T(N)/V(b)/P 3 0 R/Rect[0 0 9 9]>>",
		  REVISION_OTHER, NULL, NULL },
		{ 10, "<</Type/StructElem/S/Document/P 7 0 R/K[15 0 R]>>", REVISION_OTHER,
		  "<</Type/StructElem/S/P/P 10 0 R>>", NULL },
		{ 12, "<</Nums[0[15 0 R]]>>", REVISION_OTHER, FORM, NULL },
		{ 15, "<</Type/Catalog/Pages 2 0 R>>", REVISION_OTHER, NULL, "15 0 R" },
	};

	expect_added(row, sizeof row / sizeof *row);
}

/* Behind the end: blank lines are nothing, other bytes are something. */
Test(signing_revision, bytes_behind_the_end)
{
	static const struct {
		const char *tail;
		unsigned added;
	} row[] = { { "", 0 }, { "\r\n \n", 0 }, { "% words\n", REVISION_OTHER } };

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct arena *a = arena_open(MEMORY, oom, NULL);
		struct document *doc = arena_alloc(a, sizeof *doc);
		struct buf b = { .arena = a };
		bool is_encrypted;
		struct str what;
		size_t end;

		put_file(&b);
		end = b.n;
		buf_z(&b, row[i].tail);
		cr_assert(document_open(doc, a, buf_text(&b), &is_encrypted));
		cr_expect_eq(revision_compare(doc, end, &what), row[i].added, "%zu", i);
		arena_close(a);
	}
}
