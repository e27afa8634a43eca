/* Files that other readers see otherwise than a careless verifier: nothing of it goes unnoticed. */
#include "forged_case.h"

/* In a dictionary of any size, one key twice is neither value. */
Test(signing_forged, a_key_twice_among_many)
{
	struct trial t = trial_open();
	struct str good = sign_of(
		&t,
		file_of(&t, (struct str[]){ in_catalog(&t, "X", STR("1")), PAGES, PAGE }, 3));
	struct buf body = { .arena = t.a };

	cr_assert(look(good));
	buf_z(&body, "<</Type/Page/Parent 2 0 R/Annots[5 0 R]/Tabs/S");
	for (int i = 0; i < 300; i++)
		buf_printf(&body, "/A%d null", i);
	buf_z(&body, ">>");
	cr_expect(look(updated(&t, good, 3, buf_text(&body))),
		  "entries that are null are none");
	body.n -= 2;
	buf_z(&body, "/Parent 1 0 R>>");
	cr_expect(!look(updated(&t, good, 3, buf_text(&body))));
	trial_close(&t);
}

/* The end of a hybrid file: a table that calls object 4 free, a stream beside it that has it. */
static void put_hybrid_end(struct buf *b, const size_t *at, size_t hidden, const char *prev)
{
	size_t stream = b->n, table;

	buf_z(b, "9 0 obj\n<</Type/XRef/W[1 2 1]/Size 99/Index[4 1]/Length 4>>\nstream\n");
	buf_put(b, (char[]){ 1, (char)(hidden >> 8), (char)(hidden & 255), 0 }, 4);
	buf_z(b, "\nendstream\nendobj\n");
	table = b->n;
	buf_z(b, "xref\n");
	if (at)
		buf_printf(b,
			   "0 4\n0000000000 65535 f \n%010zu 00000 n \n%010zu 00000 n \n%010zu "
			   "00000 n \n",
			   at[0], at[1], at[2]);
	buf_printf(b,
		   "4 1\n0000000000 00000 f \ntrailer\n<</Size 99/Root 1 0 R%s/XRefStm %zu>>\n",
		   prev, stream);
	buf_printf(b, "startxref\n%zu\n%%%%EOF\n", table);
}

Test(signing_forged, hidden_objects_of_hybrid_files)
{
	static const char *const body[] = {
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
		"<</Length 1>>\nstream\nq\nendstream"
	};
	struct trial t = trial_open();
	struct buf b = { .arena = t.a }, prev = { .arena = t.a };
	struct str good;
	size_t at[4];

	buf_z(&b, "%PDF-1.7\n");
	for (size_t i = 0; i < 4; i++) {
		at[i] = b.n;
		buf_printf(&b, "%zu 0 obj\n%s\nendobj\n", i + 1, body[i]);
	}
	put_hybrid_end(&b, at, at[3], "");
	good = sign_of(&t, buf_text(&b));
	cr_assert(look(good));
	b.n = 0;
	buf_str(&b, good);
	buf_z(&b, "4 0 obj\n<</Length 1>>\nstream\nQ\nendstream\nendobj\n");
	buf_printf(&prev, "/Prev %zu", last_start(good));
	put_hybrid_end(&b, NULL, good.n, prev.s);
	cr_expect(!look(buf_text(&b)));
	/* those who do not look into the stream lose an object that is the same for all others */
	b.n = good.n;
	put_hybrid_end(&b, NULL, at[3], prev.s);
	cr_expect(!look(buf_text(&b)));
	trial_close(&t);
}

/* An entry of a kind that is not known makes the object null (7.5.8.3). */
Test(signing_forged, an_entry_of_no_kind)
{
	struct trial t = trial_open();
	struct str good = sign_of(
		&t, file_of(&t,
			    (struct str[]){ in_catalog(&t, "X", STR("4 0 R")), PAGES,
					    STR("<</Type/Page/Parent 2 0 R/Contents 4 0 R>>"),
					    STR("<</Length 1>>\nstream\nq\nendstream") },
			    4));
	struct buf b = { .arena = t.a };
	size_t at;

	cr_assert(look(good));
	buf_str(&b, good);
	at = b.n;
	buf_printf(&b,
		   "9 0 obj\n<</Type/XRef/W[1 1 1]/Index[4 1]/Size 99/Root 1 0 R/Prev "
		   "%zu/Length 3>>\n",
		   last_start(good));
	buf_z(&b, "stream\n\003");
	buf_put(&b, "\0\0", 2);
	buf_printf(&b, "\nendstream\nendobj\nstartxref\n%zu\n%%%%EOF\n", at);
	cr_expect(!look(buf_text(&b)));
	trial_close(&t);
}

/* An object stream whose number no table has. */
Test(signing_forged, an_object_stream_out_of_all_tables)
{
	struct trial t = trial_open();
	struct buf b = { .arena = t.a };
	size_t at;

	buf_z(&b, "%PDF-1.7\n");
	at = b.n;
	buf_z(&b, "1 0 obj\n<</Type/XRef/W[1 3 1]/Index[2 1]/Size 3/Root 2 0 R/Length "
		  "5>>\nstream\n\002\x7F\xFF\xFF");
	buf_put(&b, "\0", 1);
	buf_printf(&b, "\nendstream\nendobj\nstartxref\n%zu\n%%%%EOF\n", at);
	cr_expect(!look(buf_text(&b)));
	trial_close(&t);
}

/* What is signed can be read again, or it is not signed. */
Test(signing_forged, numbers_that_are_used_up)
{
	struct trial t = trial_open();
	struct str plain =
		file_of(&t, (struct str[]){ in_catalog(&t, "X", STR("1")), PAGES, PAGE }, 3);
	struct str tagged[] = {
		in_catalog(&t, "StructTreeRoot", STR("4 0 R")), PAGES, PAGE,
		STR("<</K[]/ParentTree<</Kids[]>>/ParentTreeNextKey 999999999999>>")
	};

	cr_expect_eq(sign_of(&t, updated(&t, plain, DOCUMENT_MAX_NUMBER, STR("null"))).n, 0);
	cr_expect_eq(sign_of(&t, file_of(&t, tagged, 4)).n, 0);
	tagged[3] = STR("<</K[]/ParentTree<</Kids[]>>/ParentTreeNextKey 9>>");
	cr_expect(look(sign_of(&t, file_of(&t, tagged, 4))));
	trial_close(&t);
}

/* The catalog must be an object that an update can change. */
Test(signing_forged, a_catalog_in_the_trailer)
{
	struct trial t = trial_open();
	struct str file = file_of(&t, (struct str[]){ STR("null"), PAGES, PAGE }, 3);

	file = updated(&t, file, 0, STR("<<>>"));
	cr_expect_eq(
		sign_of(&t, changed(&t, file, "/Root 1 0 R/Prev", "/Root<</Pages 2 0 R>>/Prev"))
			.n,
		0);
	trial_close(&t);
}

/* A place for a seal of the size of a town. */
Test(signing_forged, an_endless_place_for_a_seal)
{
	struct trial t = trial_open();
	struct str file =
		file_of(&t,
			(struct str[]){ in_catalog(&t, "Dests",
						   STR("<</nianbao.seal.organ[3 0 R/FitR 0 0 "
						       "338343.882 100]>>")),
					PAGES, PAGE },
			3);

	cr_expect_eq(signed_with(&t, file, (struct sign_options){ .is_visible = true }).n, 0);
	trial_close(&t);
}

/* Sections that lead in a circle are read once. */
Test(signing_forged, a_circle_of_long_tables)
{
	struct trial t = trial_open();
	struct buf b = { .arena = t.a };
	const size_t n = 100000;
	size_t at;

	buf_z(&b, "%PDF-1.7\n");
	at = b.n;
	buf_printf(&b, "xref\n0 %zu\n", n);
	for (size_t i = 0; i < n; i++)
		buf_z(&b, "0000000000 65535 f \n");
	buf_printf(&b, "trailer\n<</Root 1 0 R/Prev %zu>>\nstartxref\n%zu\n%%%%EOF\n", at, at);
	cr_expect(!look(buf_text(&b)));
	trial_close(&t);
}

/* A certificate whose times are none has not begun, whatever the time. */
Test(signing_forged, a_certificate_without_times)
{
	struct trial t = trial_open();
	struct str file = read_text(&t, KEY("signed.pdf"));
	struct str der = read_text(&t, NIANBAO_SOURCE_DIR "/tests/slow/corpus/der/no-time");
	struct diags d = { .arena = t.a };
	struct sign_options o = { .is_verify = true, .time = 1800000000 };
	size_t open = str_find(file, STR("/Contents <")) + 11, n;
	bool has_time = false;

	n = str_find(str_sub(file, open, file.n), STR(">"));
	cr_assert(look(file));
	cr_assert(signature_fill((char *)(uintptr_t)file.s + open, n, str_sub(der, 1, der.n)));
	cr_expect(!verify_bytes(t.a, &d, &o, "s.pdf", file, false).is_valid);
	for (size_t i = 0; i < d.n; i++)
		has_time |= d.item[i].code == DIAG_VERIFY_TIME;
	cr_expect(has_time);
	trial_close(&t);
}

/* A file with something else in what was appended behind byte `end`. */
static struct str tail_changed(const struct trial *t, struct str file, size_t end,
			       const char *from, const char *to)
{
	struct buf b = { .arena = t->a };

	buf_str(&b, str_sub(file, 0, end));
	buf_str(&b, changed(t, str_sub(file, end, file.n), from, to));
	return buf_text(&b);
}

/* Cross-references that one reader takes for one thing and one for another. */
Test(signing_forged, two_ways_to_read_a_table)
{
	struct trial t = trial_open();
	struct str body[] = { STR("<</Type/Catalog/Pages 2 0 R>>"), PAGES,
			      STR("<</Type/Page/Parent 2 0 R/Contents 4 0 R>>"),
			      STR("<</Length 1>>\nstream\nq\nendstream") };
	struct str plain = file_of(&t, body, 4), good = sign_of(&t, plain), twice;
	struct forged_object both[] = { { 4, body[3], 0 },
					{ 4, STR("<</Length 1>>\nstream\nQ\nendstream"), 0 } };

	cr_assert(look(good));
	twice = updated_as(&t, good, both, 2, "/Size 99");
	cr_expect(!look(twice));
	cr_expect_eq(sign_of(&t, updated_as(&t, plain, both, 2, "/Size 99")).n, 0);
	twice = updated_as(&t, good, both, 1, "/Size 99");
	cr_expect(look(twice));
	cr_expect(!look(tail_changed(&t, twice, good.n, " n \ntrailer", " n\ntrailer")));
	cr_expect(!look(tail_changed(&t, twice, good.n, "4 1\n0", "4 1\n%\n0")));
	trial_close(&t);
}
