/* What verify must notice: bits that changed, a ByteRange or /Contents that are not what they should be. */
#include "signing_case.h"

#include "sign/verify.h"

#define STEP 64 /* bytes: one bit is flipped in each so many */

static void oom(void *host)
{
	(void)host;
	abort();
}

/* A small signed file: two pages, few glyphs. */
static struct str signed_file(const struct trial *t)
{
	must(NIANBAO(t, "render", NIANBAO_SOURCE_DIR "/tests/fixtures/small.xml", "--layouts",
		     NIANBAO_SOURCE_DIR "/tests/layouts", "-o", "r.pdf"),
	     "render");
	must(NIANBAO(t, "sign", "r.pdf", "-o", "s.pdf", SIGNER), "sign");
	return read_text(t, in_folder(t, "s.pdf"));
}

/* Is the file valid, looked at in this very process? */
static bool is_valid(struct str bytes)
{
	struct arena *a = arena_open((size_t)1 << 30, oom, NULL);
	struct diags d = { .arena = a };
	struct sign_options o = { .is_verify = true, .time = 1800000000 };
	struct verdict v = verify_bytes(a, &d, &o, "s.pdf", bytes, false);
	bool is_fine = v.is_valid;

	cr_expect_eq(is_fine, diag_status(&d) == 0);
	arena_close(a);
	return is_fine;
}

Test(signing_bits, one_in_each_64_bytes_is_noticed)
{
	struct trial t = signing_open();
	struct str good = signed_file(&t);
	char *p = arena_alloc(t.a, good.n);
	size_t open = str_find(good, STR("/Contents <")) + 10, nmissed = 0, n = 0;
	size_t close = open + str_find(str_sub(good, open, good.n), STR(">")) + 1;

	memcpy(p, good.s, good.n);
	cr_assert(is_valid(good));
	for (size_t i = 0; i < good.n; i += STEP) {
		size_t at = i + i / STEP * 7 % STEP;

		if (at >= good.n || (at >= open && at < close))
			continue;
		p[at] = (char)(p[at] ^ 1 << i / STEP % 8);
		nmissed += is_valid((struct str){ p, good.n });
		p[at] = good.s[at];
		n++;
	}
	cr_expect_geq(n, (good.n - (close - open)) / STEP - 2);
	cr_expect_eq(nmissed, 0, "%zu of %zu", nmissed, n);
	trial_close(&t);
}

/* `bytes` with the text at `at` overwritten. */
static struct str patched(const struct trial *t, struct str bytes, size_t at, const char *with)
{
	char *p = arena_alloc(t->a, bytes.n);

	memcpy(p, bytes.s, bytes.n);
	memcpy(p + at, with, strlen(with));
	return (struct str){ p, bytes.n };
}

static bool verify_says(const struct trial *t, struct str bytes, const char *words)
{
	struct result r;

	write_text(t, "x.pdf", bytes);
	r = NIANBAO(t, "verify", "x.pdf");
	cr_expect_eq(r.status, 1, "%s", r.out.s);
	return says(r.err, words);
}

static size_t find(struct str s, const char *words, size_t behind)
{
	size_t at = str_find(s, str_from(words));

	cr_assert_neq(at, (size_t)-1, "%s", words);
	return at + behind;
}

Test(signing_bits, contents_are_canonical)
{
	struct trial t = signing_open();
	struct str good = signed_file(&t);
	size_t open = find(good, "/Contents <", 11);
	size_t end = open + str_find(str_sub(good, open, good.n), STR(">"));
	size_t letter = open;

	while (good.s[letter] < 'A' || good.s[letter] > 'F')
		letter++;
	cr_expect(verify_says(&t, patched(&t, good, end - 2, "01"), "error[E732]"));
	cr_expect(verify_says(&t, patched(&t, good, end - 2, " 0"), "error[E732]"));
	cr_expect(verify_says(&t, patched(&t, good, letter, good.s[letter] == 'A' ? "a" : "b"),
			      "error["));
	cr_expect(verify_says(&t, patched(&t, good, open, "3F"), "error[E733]"));
	trial_close(&t);
}

Test(signing_bits, the_range_is_all_around_contents)
{
	struct trial t = signing_open();
	struct str good = signed_file(&t);
	size_t range = find(good, "/ByteRange [0 ", 0);
	struct str first = str_sub(good, range + 14, 10);
	char less[11];

	snprintf(less, sizeof less, "%010lu", strtoul(str_z(t.a, first), NULL, 10) - 1);
	cr_expect(verify_says(&t, patched(&t, good, range + 14, less), "error[E731]"));
	cr_expect(verify_says(&t, patched(&t, good, range, "/ByteRange [1 "), "error[E731]"));
	cr_expect(verify_says(&t, patched(&t, good, range, "/ByteRangf [0 "), "error[E731]"));
	trial_close(&t);
}

static struct str joined(const struct trial *t, struct str a, const char *b)
{
	struct buf all = { .arena = t->a };

	buf_str(&all, a);
	buf_z(&all, b);
	return buf_text(&all);
}

/* An update in plain words: object `num` anew, and the section that says so. */
static struct str updated(const struct trial *t, struct str s, const char *num,
			  const char *body)
{
	size_t last = s.n - 40 + find(str_sub(s, s.n - 40, 40), "startxref\n", 10);
	struct buf b = { .arena = t->a };
	size_t at = s.n, table;

	buf_str(&b, s);
	buf_printf(&b, "%s 0 obj\n%s\nendobj\n", num, body);
	table = b.n;
	buf_printf(&b,
		   "xref\n%s 1\n%010zu 00000 n \ntrailer\n<</Size 9999/Root 1 0 R/Info "
		   "%lu 0 R/Prev %lu>>\nstartxref\n%zu\n%%%%EOF\n",
		   num, at, strtoul(s.s + find(s, "/Info ", 6), NULL, 10),
		   strtoul(s.s + last, NULL, 10), table);
	return buf_text(&b);
}

Test(signing_bits, what_was_added_must_be_a_signature)
{
	struct trial t = signing_open();
	struct str good = signed_file(&t);
	struct result r;

	cr_expect(verify_says(&t, joined(&t, good, "0123456789"), "error[E737]"));
	/* object 1 is the catalog, 2 the root of the pages */
	cr_expect(verify_says(&t, updated(&t, good, "2", "<</Type/Pages/Kids[]/Count 0>>"),
			      "error[E737]"));
	cr_expect(verify_says(&t, updated(&t, good, "1", "<</Type/Catalog/Pages 2 0 R>>"),
			      "error["));
	/* a new object that nothing refers to changes nothing */
	write_text(&t, "x.pdf", updated(&t, good, "9000", "null"));
	r = NIANBAO(&t, "verify", "x.pdf");
	cr_expect_eq(r.status, 0, "%s%s", r.out.s, r.err.s);
	trial_close(&t);
}

Test(signing_bits, a_report_that_does_not_give_the_pages_is_noticed)
{
	struct trial t = signing_open();
	struct result r;

	must(RUN(&t, "/usr/bin/qpdf", "--coalesce-contents", "r.pdf", "q.pdf"), "qpdf");
	must(NIANBAO(&t, "sign", "q.pdf", "-o", "s.pdf", SIGNER), "sign");
	r = NIANBAO(&t, "verify", "s.pdf");
	cr_expect(r.status == 1 && says(r.err, "error[E742]"), "%s%s", r.out.s, r.err.s);
	must(RUN(&t, "/usr/bin/qpdf", "--qdf", "--object-streams=disable", "r.pdf", "q.pdf"),
	     "qpdf");
	write_text(&t, "q.pdf",
		   changed(&t, read_text(&t, in_folder(&t, "q.pdf")), "/Producer (nianbao 0",
			   "/Producer (nianbao 9"));
	must(NIANBAO(&t, "sign", "q.pdf", "-o", "s.pdf", SIGNER), "sign");
	r = NIANBAO(&t, "verify", "s.pdf");
	must(r, "verify");
	cr_expect(says(r.out, "report inside: cannot tell: it was made by version 9"), "%s",
		  r.out.s);
	trial_close(&t);
}

/* A signature with SHA-1 in the place of a good one: everything is right but the digest. */
Test(signing_bits, sha_1_is_not_safe)
{
	struct trial t = signing_open();
	struct str good = signed_file(&t), cms;
	size_t open = find(good, "/Contents <", 11);
	size_t end = open + str_find(str_sub(good, open, good.n), STR(">"));
	struct buf content = { .arena = t.a }, hex = { .arena = t.a };

	buf_str(&content, str_sub(good, 0, open - 1));
	buf_str(&content, str_sub(good, end + 1, good.n));
	write_text(&t, "content", buf_text(&content));
	must(OPENSSL(&t, "cms", "-sign", "-cades", "-binary", "-md", "sha1", "-signer", "k.pem",
		     "-inkey", "k.key", "-in", "content", "-outform", "DER", "-out", "cms"),
	     "cms");
	cms = read_text(&t, in_folder(&t, "cms"));
	for (size_t i = 0; i < (end - open) / 2; i++)
		buf_printf(&hex, "%02X", i < cms.n ? (unsigned char)cms.s[i] : 0);
	cr_expect(verify_says(&t, patched(&t, good, open, hex.s), "error[E736]"));
	trial_close(&t);
}
