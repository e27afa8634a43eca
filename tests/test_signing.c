/* nianbao sign, looked at by other people's tools and by nianbao verify. */
#include "signing_case.h"

Test(signing, others_find_the_signature_valid)
{
	struct trial t = signing_open();
	struct result r;
	struct str said;

	make_nss(&t);
	r = NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", SIGNER, "--time",
		    "2027-03-01T09:30:00+08:00");
	must(r, "sign");
	cr_expect_str_eq(r.err.s, "");
	cr_expect(is_prefix(&t, "r.pdf", "s.pdf"), "the file itself changed");
	said = pdfsig(&t, "s.pdf");
	cr_expect(says(said, "Signature is Valid."), "%s", said.s);
	cr_expect(says(said, "Certificate is Trusted."), "%s", said.s);
	cr_expect(says(said, "Total document signed"), "%s", said.s);
	cr_expect(says(said, "ETSI.CAdES.detached"), "%s", said.s);
	r = RUN(&t, "/usr/bin/mutool", "sign", "-v", "s.pdf");
	cr_expect(says(r.out, "The document is unchanged since signing."), "%s%s", r.out.s,
		  r.err.s);
	expect_conform(&t, "3a,ua1", "s.pdf");
	r = NIANBAO(&t, "verify", "s.pdf", "--trust", "ca.pem", "--time", "2027-03-02");
	must(r, "verify");
	cr_expect(says(r.out, "s.pdf: valid\n") &&
			  says(r.out, "kind: PAdES B-B, ETSI.CAdES.detached") &&
			  says(r.out, "stated by the signer: 2027-03-01T09:30:00+08:00\n") &&
			  says(r.out, "covers: the total document\n") &&
			  says(r.out, "trust: trusted\n") &&
			  says(r.out, "report inside: gives this very document\n"),
		  "%s", r.out.s);
	trial_close(&t);
}

/* The file says how it was printed, so that verify can make it again. */
Test(signing, what_was_printed_otherwise_is_made_again)
{
	static const char *const how[][3] = {
		{ "--print", "duplex" },
		{ "--print", "booklet" },
		{ "--pages", "1-2,4-" },
		{ "--print=board-large", "--pages=-3", "--pdf-standard=2a,ua1" },
	};
	struct trial t = signing_open();

	for (size_t i = 0; i < sizeof(how) / sizeof(*how); i++) {
		struct result r;

		must(NIANBAO(&t, "render", GOOD, "-o", "p.pdf", how[i][0], how[i][1], how[i][2]),
		     "render");
		must(NIANBAO(&t, "sign", "p.pdf", "-o", "s.pdf", SIGNER), "sign");
		r = NIANBAO(&t, "verify", "s.pdf");
		cr_expect_eq(r.status, 0);
		cr_expect(says(r.out, how[i][2] ? "it carries no report"
						: "report inside: gives this very document\n"),
			  "%s: %s", how[i][1], r.out.s);
	}
	trial_close(&t);
}

/* The number behind the n-th blank of /ByteRange [0 a b c]. */
static size_t range_at(struct str file, int n)
{
	struct str rest = str_sub(file, str_find(file, STR("/ByteRange [")) + 12, file.n), word;

	for (int i = 0; i <= n; i++)
		str_word(&rest, &word);
	return strtoul(word.s, NULL, 10);
}

/* Write the bytes that hexadecimal digits stand for. */
static void write_hex(const struct trial *t, const char *name, struct str hex)
{
	struct buf b = { .arena = t->a };

	for (size_t i = 0; i + 1 < hex.n; i += 2) {
		char digit[] = { hex.s[i], hex.s[i + 1], 0 };

		buf_char(&b, (char)strtoul(digit, NULL, 16));
	}
	write_text(t, name, buf_text(&b));
}

Test(signing, openssl_verifies_the_cms_as_cades)
{
	struct trial t = signing_open();
	struct buf content = { .arena = t.a };
	struct result r;
	struct str s;

	must(NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", SIGNER), "sign");
	s = read_text(&t, in_folder(&t, "s.pdf"));
	buf_str(&content, str_sub(s, 0, range_at(s, 1)));
	buf_str(&content, str_sub(s, range_at(s, 2), range_at(s, 3)));
	write_text(&t, "content", buf_text(&content));
	write_hex(&t, "cms",
		  str_sub(s, range_at(s, 1) + 1, range_at(s, 2) - range_at(s, 1) - 2));
	r = OPENSSL(&t, "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "cms",
		    "-content", "content", "-CAfile", "ca.pem", "-purpose", "any", "-out",
		    "/dev/null");
	must(r, "cms");
	r = OPENSSL(&t, "cms", "-cmsout", "-print", "-inform", "DER", "-in", "cms");
	cr_expect(says(r.out, "id-smime-aa-signingCertificateV2") &&
			  !says(r.out, "signingTime"),
		  "%s", r.out.s);
	trial_close(&t);
}

Test(signing, a_second_signature_keeps_the_first)
{
	struct trial t = signing_open();
	struct result r;
	struct str said;

	make_nss(&t);
	must(NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", SIGNER), "sign");
	must(NIANBAO(&t, "sign", "s.pdf", "-o", "s2.pdf", SIGNER, "--at", "1,20,20,40,20",
		     "--reason", "\xE5\xAE\xA1\xE6\xA0\xB8"),
	     "sign");
	cr_expect(is_prefix(&t, "s.pdf", "s2.pdf"));
	said = pdfsig(&t, "s2.pdf");
	cr_expect_eq(count(said, "Signature is Valid."), 2, "%s", said.s);
	cr_expect_eq(count(said, "- Total document signed"), 1, "%s", said.s);
	r = NIANBAO(&t, "verify", "s2.pdf", "--trust", "ca.pem");
	must(r, "verify");
	cr_expect(says(r.out, "covers: a part; only further signatures were added since\n"),
		  "%s", r.out.s);
	cr_expect_eq(count(r.out, "verdict: valid\n"), 2, "%s", r.out.s);
	cr_expect(says(r.out, "reason: \xE5\xAE\xA1\xE6\xA0\xB8\n"), "%s", r.out.s);
	expect_conform(&t, "3a,ua1", "s2.pdf");
	trial_close(&t);
}

/* With RSA, everything but the clock is the file's: the same bytes. */
Test(signing, the_same_again_gives_the_same_bytes)
{
	struct trial t = signing_open();
	const char *const out[] = { "s1.pdf", "s2.pdf" };

	must(OPENSSL(&t, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "k.key",
		     "-out", "k.pem", "-subj", "/CN=RSA", "-days", "800", "-addext",
		     "keyUsage=digitalSignature"),
	     "req");
	for (int i = 0; i < 2; i++)
		must(NIANBAO(&t, "sign", "r.pdf", "-o", out[i], "--key", "k.key", "--cert",
			     "k.pem", "--time", "2027-03-01", "--visible"),
		     "sign");
	cr_expect(same_files(&t, in_folder(&t, "s1.pdf"), in_folder(&t, "s2.pdf")));
	trial_close(&t);
}

Test(signing, sm2_is_verified_by_us)
{
	struct trial t = signing_open();
	struct result r;

	must(OPENSSL(&t, "genpkey", "-algorithm", "SM2", "-out", "sm2.key"), "genpkey");
	must(OPENSSL(&t, "req", "-x509", "-new", "-key", "sm2.key", "-sm3", "-sigopt",
		     "distid:1234567812345678", "-subj", "/CN=SM2", "-days", "800", "-out",
		     "sm2.pem", "-addext", "keyUsage=digitalSignature"),
	     "req");
	r = NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", "--key", "sm2.key", "--cert",
		    "sm2.pem");
	must(r, "sign");
	cr_expect(says(r.err, "note[N721]") && says(r.err, "experimental"), "%s", r.err.s);
	r = NIANBAO(&t, "verify", "s.pdf", "--trust", "sm2.pem");
	must(r, "verify");
	cr_expect(says(r.out, "SM2 256, SM3 (experimental)") && says(r.out, "trust: trusted\n"),
		  "%s", r.out.s);
	trial_close(&t);
}

Test(signing, seals_stay_in_the_standards)
{
	static const char *const standard[] = { "3a,ua1", "2b", "1a", "none" };
	struct trial t = signing_open();

	copy_file(&t, FIXTURE("pictures/alpha.png"), "seal.png");
	for (size_t i = 0; i < sizeof standard / sizeof *standard; i++) {
		must(NIANBAO(&t, "render", SEALED, "-o", "r.pdf", "--pdf-standard",
			     standard[i]),
		     standard[i]);
		must(NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", SIGNER, "--seal-image",
			     "seal.png"),
		     standard[i]);
		expect_conform(&t, standard[i], "s.pdf");
		must(NIANBAO(&t, "sign", "r.pdf", "-o", "w.pdf", SIGNER, "--visible"),
		     standard[i]);
		expect_conform(&t, standard[i], "w.pdf");
		must(NIANBAO(&t, "verify", "s.pdf", "w.pdf"), standard[i]);
	}
	trial_close(&t);
}

/* The area as the PDF records it is where the widget is. */
Test(signing, a_seal_stands_in_the_place_for_it)
{
	struct trial t = signing_open();
	struct result r;
	struct str area, rect;

	must(NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", SIGNER, "--visible"), "sign");
	must(RUN(&t, "/usr/bin/qpdf", "--qdf", "--object-streams=disable", "s.pdf", "q.pdf"),
	     "qpdf");
	r.out = read_text(&t, in_folder(&t, "q.pdf"));
	area = str_sub(r.out, str_find(r.out, STR("/FitR")) + 5, 200);
	rect = str_sub(r.out, str_find(r.out, STR("/Rect [")) + 7, 200);
	for (int i = 0; i < 4; i++) {
		struct str a, b;

		str_word(&area, &a);
		str_word(&rect, &b);
		cr_expect(str_eq(a, b) && a.n > 3, "%.*s %.*s", (int)a.n, a.s, (int)b.n, b.s);
	}
	r = NIANBAO(&t, "sign", "s.pdf", "-o", "s2.pdf", SIGNER, "--visible");
	cr_expect(r.status == 1 && says(r.err, "error[E715]"), "the place is taken: %s",
		  r.err.s);
	trial_close(&t);
}

Test(signing, a_field_left_empty_is_signed_by_others)
{
	static const char name[] = "\xE7\x9B\x96\xE7\xAB\xA0"; /* 盖章 */
	struct trial t = signing_open();
	struct result r;
	struct str said;

	make_nss(&t);
	must(NIANBAO(&t, "render", SEALED, "-o", "f.pdf", "--signature-field", name), "render");
	expect_conform(&t, "3a,ua1", "f.pdf");
	/* with EC keys the length varies, and pdfsig keeps room for one length */
	must(OPENSSL(&t, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "k.key",
		     "-out", "k.pem", "-subj", "/CN=RSA", "-days", "800", "-addext",
		     "keyUsage=digitalSignature"),
	     "req");
	must(OPENSSL(&t, "pkcs12", "-export", "-inkey", "k.key", "-in", "k.pem", "-name", "k",
		     "-passout", "pass:", "-out", "k.p12"),
	     "pkcs12");
	must(RUN(&t, "/usr/bin/pk12util", "-i", "k.p12", "-W", "", "-d", "sql:nss"),
	     "pk12util");
	must(RUN(&t, "/usr/bin/pdfsig", "-nssdir", "sql:nss", "-sign", name, "-nick", "k",
		 "f.pdf", "p.pdf"),
	     "pdfsig");
	cr_expect(is_prefix(&t, "f.pdf", "p.pdf"));
	said = pdfsig(&t, "p.pdf");
	cr_expect(says(said, "Signature is Valid.") && says(said, "Total document signed"),
		  "%s", said.s);
	r = NIANBAO(&t, "verify", "p.pdf", "--trust", "k.pem");
	must(r, "verify");
	cr_expect(says(r.out, "adbe.pkcs7.detached") && says(r.out, "gives this very document"),
		  "%s", r.out.s);
	must(NIANBAO(&t, "sign", "p.pdf", "-o", "p2.pdf", "--key", "k.key", "--cert", "k.pem"),
	     "sign");
	must(NIANBAO(&t, "verify", "p2.pdf"), "verify");
	must(NIANBAO(&t, "sign", "f.pdf", "-o", "s.pdf", "--key", "k.key", "--cert", "k.pem",
		     "--field", name),
	     "sign");
	said = pdfsig(&t, "s.pdf");
	cr_expect(says(said, "Signature is Valid.") && says(said, name), "%s", said.s);
	expect_conform(&t, "3a,ua1", "s.pdf");
	must(NIANBAO(&t, "verify", "s.pdf"), "verify");
	r = NIANBAO(&t, "render", GOOD, "-o", "no.pdf", "--signature-field", name);
	cr_expect(r.status == 1 && says(r.err, "error[E724]"), "%s", r.err.s);
	trial_close(&t);
}

Test(signing, a_foreign_file_with_its_table_of_either_kind)
{
	static const char *const kind[] = { "--object-streams=disable",
					    "--object-streams=generate" };
	struct trial t = signing_open();

	make_nss(&t);
	for (int i = 0; i < 2; i++) {
		must(RUN(&t, "/usr/bin/qpdf", kind[i], "r.pdf", "q.pdf"), "qpdf");
		must(NIANBAO(&t, "sign", "q.pdf", "-o", "s.pdf", SIGNER), "sign");
		must(RUN(&t, "/usr/bin/qpdf", "--check", "s.pdf"), "check");
		cr_expect(says(pdfsig(&t, "s.pdf"), "Signature is Valid."));
		must(RUN(&t, "/usr/bin/qpdf", "--linearize", kind[i], "r.pdf", "q.pdf"),
		     "qpdf");
		must(NIANBAO(&t, "sign", "q.pdf", "-o", "s.pdf", SIGNER), "sign");
		cr_expect(says(pdfsig(&t, "s.pdf"), "Signature is Valid."));
	}
	trial_close(&t);
}
