/*
 * Files that were written so that they could be changed after they were signed: what may be added
 * for a further signature is something else in them too.
 */
#include "forged_case.h"

#define FIELDS "/AcroForm 4 0 R"
#define CATALOG(more) "<</Type/Catalog/Pages 2 0 R" more ">>"
#define TREE "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>"
#define LEAF(more) "<</Type/Page/Parent 2 0 R" more ">>"
#define STREAM(entries, text) "<<" entries "/Length 1>>\nstream\n" text "\nendstream"
#define OVERLAY "/Subtype/Widget/FT/Sig/Rect[0 0 595 842]"
#define AP "/AP<</N 51 0 R>>"

struct shadow {
	const char *body[6]; /* of the file that is signed, 1 the catalog; a field y is */
	struct {
		size_t num;
		const char *
			body; /* or, with `key`, what is put behind these words, or into the list */
		const char *key;
	} update[3];
	bool is_valid;
};

static void expect(const struct shadow *row, size_t nrow)
{
	struct trial t = trial_open();

	for (size_t i = 0; i < nrow; i++) {
		struct str body[6], good;
		struct forged_object object[3] = { 0 };
		const char *field = NULL;
		size_t n = 0;

		for (; n < 6 && row[i].body[n]; n++)
			if (str_find(body[n] = str_from(row[i].body[n]), STR("/T(y)")) !=
			    (size_t)-1)
				field = "y";
		good = signed_with(&t, file_of(&t, body, n),
				   (struct sign_options){ .field = field });
		cr_assert(look(good), "%zu", i);
		for (size_t k = 0; k < 3 && row[i].update[k].num > 0; k++) {
			const char *key = row[i].update[k].key, *text = row[i].update[k].body;

			object[k].num = row[i].update[k].num;
			object[k].body =
				key ? grown(&t, body_of(&t, good, object[k].num), key, text)
				    : str_from(text);
		}
		cr_expect_eq(look(updated_as(&t, good, object, 3, "/Size 99")), row[i].is_valid,
			     "%zu: %s", i, row[i].update[0].body);
	}
	trial_close(&t);
}

#define EXPECT(row) expect(row, sizeof(row) / sizeof *(row))

/* What the security store has may change, unless it is part of a page as well. */
Test(signing_shadow, the_store_is_a_page)
{
	static const struct shadow row[] = {
		{ { CATALOG("/DSS<</Certs 5 0 R>>"), TREE, LEAF("/Contents 4 0 R"),
		    STREAM("", "q"), "[]" },
		  { { 5, "[50 0 R]", NULL } },
		  true },
		{ { CATALOG("/DSS<</Certs 4 0 R>>"), TREE, LEAF("/Contents 4 0 R"),
		    STREAM("", "q") },
		  { { 4, STREAM("", "Q"), NULL } },
		  false },
		{ { CATALOG("/DSS<</Certs 4 0 R>>"), TREE, LEAF("/X 5 0 R"), "[]",
		    STREAM("/Type/XRef/Resources<</Properties<</X 4 0 R>>>>", "q") },
		  { { 4, "[50 0 R]", NULL } },
		  false },
		{ { CATALOG("/DSS 5 0 R"), TREE, LEAF("/Contents 4 0 R"), STREAM("", "q"),
		    "<</OCSPs 4 0 R>>" },
		  { { 4, STREAM("", "Q"), NULL } },
		  false },
		{ { CATALOG("/DSS 4 0 R"), TREE, LEAF("/Resources<</XObject 4 0 R>>"),
		    "<</Certs 5 0 R>>", "[]" },
		  { { 4, "<</Certs 5 0 R/X 50 0 R>>", NULL } },
		  false },
	};

	EXPECT(row);
}

/* Lists of fields, of parts and of leaves grow; no other does, and by nothing else. */
Test(signing_shadow, lists_that_grow)
{
	static const struct shadow row[] = {
		{ { CATALOG(""), TREE, LEAF("/Contents 4 0 R"), "[5 0 R]", STREAM("", "q") },
		  { { 4, "[5 0 R 50 0 R]", NULL }, { 50, STREAM("/FT/Sig", "Q"), NULL } },
		  false },
		{ { CATALOG(""), "<</Type/Pages/Kids 4 0 R/Count 1/MediaBox[0 0 595 842]>>",
		    LEAF(""), "[3 0 R]" },
		  { { 4, "[3 0 R 50 0 R]", NULL }, { 50, LEAF("/FT/Sig"), NULL } },
		  false },
		{ { CATALOG("/OCProperties<</OCGs[5 0 R]/D<</OFF 4 0 R>>>>"), TREE, LEAF(""),
		    "[]", "<</Type/OCG/Name(x)/FT/Sig>>" },
		  { { 4, "[5 0 R]", NULL } },
		  false },
		{ { CATALOG(""), TREE, LEAF("/Resources<</Font<</F<</W 4 0 R>>>>>>"),
		    "[1[500]]" },
		  { { 4, "[1[500]7 9 300]", NULL } },
		  false },
		{ { CATALOG("/StructTreeRoot 4 0 R"), TREE, LEAF(""),
		    "<</Type/StructTreeRoot/K 5 0 R>>", "<</S/Document/P 4 0 R/K[6 0 R]>>",
		    "<</S/P/P 5 0 R/K[0]>>" },
		  { { 6, "<</S/P/P 5 0 R/K[0 1]>>", NULL } },
		  false },
		{ { CATALOG(FIELDS), TREE, LEAF(""), "<</Fields 5 0 R>>", "[]" },
		  { { 4, " 50 0 R", "/Fields [" }, { 50, "<</FT/Sig/T(x)>>", NULL } },
		  true },
		{ { CATALOG(FIELDS), TREE, LEAF(""), "<</Fields[]>>" },
		  { { 4, "<</FT/Sig/T(x)>>", "/Fields [" } },
		  false },
	};

	EXPECT(row);
}

/* Who lets something be seen on a page signs it. */
Test(signing_shadow, what_covers_a_page)
{
	static const struct shadow row[] = {
		{ { CATALOG(""), TREE, LEAF("") },
		  { { 3, " 50 0 R", "/Annots [" }, { 50, "<<" OVERLAY "/T(x)>>", NULL } },
		  true },
		{ { CATALOG(""), TREE, LEAF("") },
		  { { 3, " 50 0 R", "/Annots [" },
		    { 50, "<<" OVERLAY AP "/T(x)>>", NULL },
		    { 51, STREAM("", "q"), NULL } },
		  false },
		{ { CATALOG(""), TREE, LEAF("") },
		  { { 3, " 50 0 R", "/Annots [" },
		    { 50, "<<" OVERLAY "/T(x)/MK<</BG[1]>>>>", NULL } },
		  false },
		{ { CATALOG(""), TREE, LEAF("") },
		  { { 3, " 50 0 R", "/Annots [" },
		    { 50, "<</Subtype/FreeText/FT/Sig/Rect[0 0 595 842]/DA()/T(x)>>", NULL } },
		  false },
		{ { CATALOG(""), TREE, LEAF("") },
		  { { 3, " 50 0 R", "/Annots [" },
		    { 50, "<<" OVERLAY "/T(x)/AA<</PO<</S/JavaScript/JS()>>>>>>", NULL } },
		  false },
		/* a field that waits for a signature while another is filled in */
		{ { CATALOG("/AcroForm<</Fields[5 0 R 4 0 R]>>"), TREE, LEAF("/Annots[4 0 R]"),
		    "<<" OVERLAY "/T(x)/P 3 0 R>>", "<</FT/Sig/T(y)>>" },
		  { { 4, "<<" OVERLAY AP "/T(x)/P 3 0 R>>", NULL },
		    { 51, STREAM("", "q"), NULL } },
		  false },
		{ { CATALOG("/AcroForm<</Fields[5 0 R 4 0 R]>>"), TREE, LEAF("/Annots[4 0 R]"),
		    "<<" OVERLAY "/AP<</N 6 0 R>>/F 2/T(x)/P 3 0 R>>", "<</FT/Sig/T(y)>>",
		    STREAM("", "q") },
		  { { 4, "<<" OVERLAY "/AP<</N 6 0 R>>/F 4/T(x)/P 3 0 R>>", NULL } },
		  false },
		/* a widget that is not the field which was filled in */
		{ { CATALOG("/AcroForm<</Fields[4 0 R]>>"), TREE, LEAF("/Annots[5 0 R]"),
		    "<</FT/Sig/T(y)/Kids[5 0 R]>>",
		    "<</Subtype/Widget/Rect[0 0 595 842]/Parent 4 0 R/P 3 0 R>>" },
		  { { 5, "<</Subtype/Widget/Rect[0 0 595 842]/Parent 4 0 R/P 3 0 R" AP ">>",
		      NULL },
		    { 51, STREAM("", "q"), NULL } },
		  false },
	};

	EXPECT(row);
}

/* The number of the object whose body these words are in. */
static size_t number_with(struct str file, const char *words)
{
	size_t at = str_find(file, str_from(words));

	cr_assert(at != (size_t)-1, "%s", words);
	while (!str_starts(str_sub(file, at, file.n), STR(" 0 obj")))
		at--;
	while (at > 0 && file.s[at - 1] >= '0' && file.s[at - 1] <= '9')
		at--;
	return strtoul(file.s + at, NULL, 10);
}

/* The signature that is there already answers for nothing that came after it. */
Test(signing_shadow, a_signature_that_is_used_twice)
{
	struct trial t = trial_open();
	struct str good =
		sign_of(&t, file_of(&t,
				    (struct str[]){ STR(CATALOG(FIELDS)), STR(TREE),
						    STR(LEAF("")), STR("<</Fields[]>>") },
				    4));
	struct buf field = { .arena = t.a };

	buf_printf(&field, "<<" OVERLAY AP "/T(x)/V %zu 0 R>>",
		   number_with(good, "/Type/Sig/"));
	cr_assert(look(good));
	cr_expect(!look(updated_as(
		&t, good,
		(struct forged_object[]){
			{ 3, grown(&t, body_of(&t, good, 3), "/Annots [", " 50 0 R"), 0 },
			{ 4, grown(&t, body_of(&t, good, 4), "/Fields [", " 50 0 R"), 0 },
			{ 50, buf_text(&field), 0 },
			{ 51, STR(STREAM("", "q")), 0 } },
		4, "/Size 99")));
	trial_close(&t);
}

/* The form's resources may be added to. They are not those of a page, and none is replaced. */
Test(signing_shadow, resources_of_the_form)
{
	static const struct shadow row[] = {
		{ { CATALOG(FIELDS), TREE, LEAF(""), "<</Fields[]>>" },
		  { { 4, "/DR<</Font<</F 50 0 R>>>>/DA(/F 1 Tf)", "<<" } },
		  true },
		{ { CATALOG(FIELDS), TREE, LEAF(""), "<</Fields[]>>" },
		  { { 4, "/NeedAppearances true", "<<" } },
		  false },
		{ { CATALOG(FIELDS), TREE, LEAF("/Resources<</ExtGState 4 0 R>>"),
		    "<</Fields[]>>" },
		  { { 4, "/DR<</ca 0>>", "<<" } },
		  false },
		{ { CATALOG(FIELDS), TREE, LEAF(""), "<</Fields[]/DR<</Font<</F 5 0 R>>>>>>",
		    "<</Type/Font>>" },
		  { { 4, "/G 50 0 R", "/F 5 0 R" } },
		  true },
		{ { CATALOG("/AcroForm<</Fields[]/DR<</Font<</F 5 0 R/G 4 0 R>>>>>>"), TREE,
		    LEAF(""), "<</Type/Font>>", "<</Type/Font>>" },
		  { { 1,
		      "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]/DR<</Font<</F 4 0 R/G "
		      "4 0 R>>>>>>>>",
		      NULL } },
		  false },
	};

	EXPECT(row);
}

static struct str form_of(const struct trial *t, const char *dr)
{
	struct buf b = { .arena = t->a };

	buf_printf(&b, "<</Fields[]/DR<</Font<<%s>>>>/DA(/F 9 Tf)>>", dr);
	return buf_text(&b);
}

Test(signing_shadow, resources_of_the_form_are_not_replaced)
{
	struct trial t = trial_open();
	struct str body[] = { STR(CATALOG(FIELDS)), STR(TREE), STR(LEAF("")),
			      form_of(&t, "/F 5 0 R"), STR("<</Type/Font>>") };
	struct str good = sign_of(&t, file_of(&t, body, 5)), form = body_of(&t, good, 4);

	cr_assert(look(good));
	cr_expect(!look(updated(&t, good, 4, changed(&t, form, "/F 5 0 R", "/F 3 0 R"))));
	cr_expect(!look(updated(&t, good, 4, changed(&t, form, "/F 9 Tf", "/F 0 Tf"))));
	trial_close(&t);
}

/* Numbers that are small are not all the same. */
Test(signing_shadow, numbers_near_nothing)
{
	static const struct shadow row[] = {
		{ { CATALOG(""), TREE, LEAF("/X 4 0 R"), "<</M[0.5 1.0 0]>>" },
		  { { 4, "<</M[.5002 1 0.0]>>", NULL } },
		  true },
		{ { CATALOG(""), TREE, LEAF("/X 4 0 R"),
		    "<</FontMatrix[0.001 0 0 0.001 0 0]>>" },
		  { { 4, "<</FontMatrix[0.0001 0 0 0.001 0 0]>>", NULL } },
		  false },
		{ { CATALOG(""), TREE, LEAF("/X 4 0 R"),
		    "<</FontMatrix[0.0000009 0 0 1 0 0]>>" },
		  { { 4, "<</FontMatrix[0.0000001 0 0 1 0 0]>>", NULL } },
		  false },
	};

	EXPECT(row);
}

/* An object is what its number, its generation and the trailer make it. */
Test(signing_shadow, what_references_mean)
{
	struct trial t = trial_open();
	struct str body[] = { STR(CATALOG("")), STR(TREE), STR(LEAF("/Contents 4 0 R")),
			      STR(STREAM("", "q")) };
	struct str good = sign_of(&t, file_of(&t, body, 4));
	struct forged_object again[] = { { 4, body[3], 0 }, { 50, STR("<</Title(x)>>"), 0 } };

	cr_assert(look(good));
	cr_expect(look(updated_as(&t, good, again, 2, "/Size 99")));
	cr_expect(!look(updated_as(&t, good, again, 2, "/Size 4")), "others see no page");
	cr_expect(!look(updated_as(&t, good, again, 2, "/Size 99/Info 50 0 R")));
	again[0].gen = 1;
	cr_expect(!look(updated_as(&t, good, again, 1, "/Size 99")));
	trial_close(&t);
}

static bool has_code(const struct trial *t, struct str file, enum diag_code code)
{
	struct diags d = { .arena = t->a };
	struct sign_options o = { .is_verify = true, .time = 1800000000 };
	bool found = false;

	verify_bytes(t->a, &d, &o, "s.pdf", file, false);
	for (size_t i = 0; i < d.n; i++)
		found |= d.item[i].code == code;
	return found;
}

/* What some did not see when it was signed they must not see now. */
Test(signing_shadow, an_object_behind_the_size)
{
	struct trial t = trial_open();
	struct str body[] = { STR(CATALOG("")), STR(TREE), STR(LEAF("/Contents 4 0 R")),
			      STR(STREAM("", "q")) };
	struct forged_object nothing = { 50, STR("null"), 0 };
	struct document *doc = arena_alloc(t.a, sizeof *doc);

	for (int i = 0; i < 2; i++) {
		struct str was = file_of(&t, body, 4), what;
		bool is_encrypted;

		if (i)
			was = changed(&t, was, "/Size 5", "/Size 4");
		cr_assert(document_open(doc, t.a, updated_as(&t, was, &nothing, 1, "/Size 99"),
					&is_encrypted));
		cr_expect_eq(revision_compare(doc, was.n, &what), i ? REVISION_OTHER : 0);
	}
	trial_close(&t);
}

/* One that permits no change permits no signature, with a security store or without. */
Test(signing_shadow, a_lock_and_a_store)
{
	static const char lock[] =
		"/Reference[<<>><</TransformMethod/DocMDP/TransformParams<</P 1>>>>]";
	struct trial t = trial_open();
	struct buf words = { .arena = t.a }, other = words, reason = words;
	struct str plain = file_of(&t,
				   (struct str[]){ STR(CATALOG("/DSS<</Certs 4 0 R>>")),
						   STR(TREE), STR(LEAF("")), STR("[]") },
				   4);
	struct forged_object store = { 4, STR("[50 0 R]"), 0 };
	struct str file, both;

	buf_z(&words, "/Reason <FEFF");
	for (size_t i = 0; i < sizeof lock / 4; i++) {
		buf_z(&words, "0078");
		buf_char(&reason, 'x');
	}
	buf_char(&words, '>');
	buf_printf(&other, "%-*s", (int)words.n, lock);
	file = signed_with(&t, plain, (struct sign_options){ .reason = buf_text(&reason).s });
	file = changed(&t, file, buf_text(&words).s, buf_text(&other).s);
	both = sign_of(&t, updated_as(&t, file, &store, 1, "/Size 99"));
	cr_expect(!has_code(&t, updated_as(&t, file, &store, 1, "/Size 99"),
			    DIAG_VERIFY_CHANGED));
	cr_expect(has_code(&t, sign_of(&t, file), DIAG_VERIFY_CHANGED));
	cr_expect(has_code(&t, both, DIAG_VERIFY_CHANGED));
	trial_close(&t);
}
