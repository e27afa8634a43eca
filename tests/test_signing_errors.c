/* What nianbao sign and verify refuse: exit status, the code of the message, the old file whole. */
#include "signing_case.h"

#include "sign/words.h"

/* One refusal: what it says, and that an old file is untouched. */
static void refuse(const struct trial *t, struct result r, int status, const char *words)
{
	cr_expect_eq(r.status, status, "%s: %d %s", words, r.status, r.err.s);
	cr_expect(says(r.err, words), "%s: %s", words, r.err.s);
	cr_expect_str_eq(read_text(t, in_folder(t, "old.pdf")).s, "old");
	cr_expect_eq(count(str_from(names_in(t, t->folder)), ".nianbao-"), 0);
}

#define SIGN(t, in, ...) NIANBAO((t), "sign", in, "-o", "old.pdf", __VA_ARGS__)

Test(signing_errors, keys_and_certificates)
{
	struct trial t = signing_open();

	write_text(&t, "old.pdf", STR("old"));
	make_signer(&t, "other", "800");
	refuse(&t, SIGN(&t, "r.pdf", "--key", "other.key", "--cert", "k.pem"), 1,
	       "error[E705]");
	refuse(&t, SIGN(&t, "r.pdf", "--key", "k.pem", "--cert", "k.pem"), 1, "error[E703]");
	refuse(&t, SIGN(&t, "r.pdf", "--key", "k.key", "--cert", "k.key"), 1, "error[E704]");
	refuse(&t, SIGN(&t, "r.pdf", SIGNER, "--chain", "r.pdf"), 1, "error[E704]");
	refuse(&t, SIGN(&t, "r.pdf", SIGNER, "--time", "2020-01-01"), 1, "error[E707]");
	refuse(&t, SIGN(&t, "r.pdf", SIGNER, "--time", "2049-01-01"), 1, "error[E706]");
	refuse(&t, SIGN(&t, "r.pdf", "--key", "none.key", "--cert", "k.pem"), 3, "error[F904]");
	must(OPENSSL(&t, "req", "-x509", "-newkey", "rsa:1024", "-nodes", "-keyout", "w.key",
		     "-out", "w.pem", "-subj", "/CN=weak", "-days", "9"),
	     "req");
	refuse(&t, SIGN(&t, "r.pdf", "--key", "w.key", "--cert", "w.pem"), 1, "error[E708]");
	trial_close(&t);
}

Test(signing_errors, pass_phrases)
{
	static const char secret[] = "tr0ub4dor-secret";
	struct trial t = signing_open();
	struct result r;
	struct str file;

	write_text(&t, "old.pdf", STR("old"));
	write_text(&t, "pass", STR("tr0ub4dor-secret\n"));
	write_text(&t, "bad", STR("other\n"));
	must(OPENSSL(&t, "pkey", "-in", "k.key", "-aes256", "-passout", "file:pass", "-out",
		     "e.key"),
	     "pkey");
	must(OPENSSL(&t, "pkcs12", "-export", "-inkey", "k.key", "-in", "k.pem", "-certfile",
		     "ca.pem", "-passout", "file:pass", "-out", "k.p12"),
	     "pkcs12");
	refuse(&t, SIGN(&t, "r.pdf", "--key", "e.key", "--cert", "k.pem", "--pass-file", "bad"),
	       1, "error[E702]");
	refuse(&t, SIGN(&t, "r.pdf", "--p12", "k.p12", "--pass-file", "bad"), 1, "error[E702]");
	refuse(&t, SIGN(&t, "r.pdf", "--p12", "k.p12", "--pass-file", "none"), 1,
	       "error[E701]");
	refuse(&t, SIGN(&t, "r.pdf", "--p12", "r.pdf", "--pass-file", "pass"), 1,
	       "error[E703]");
	t.in = in_folder(&t, "pass");
	must(NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", "--key", "e.key", "--cert", "k.pem",
		     "--pass-fd", "0"),
	     "fd");
	t.in = NULL;
	r = NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", "--p12", "k.p12", "--pass-file",
		    "pass");
	must(r, "p12");
	must(NIANBAO(&t, "verify", "s.pdf", "--trust", "ca.pem"), "verify");
	file = read_text(&t, in_folder(&t, "s.pdf"));
	cr_expect(!says(file, secret) && !says(r.err, secret) && !says(r.out, secret));
	trial_close(&t);
}

Test(signing_errors, files_that_cannot_be_signed)
{
	struct trial t = signing_open();
	struct str good = read_text(&t, in_folder(&t, "r.pdf"));

	write_text(&t, "old.pdf", STR("old"));
	must(RUN(&t, "/usr/bin/qpdf", "--encrypt", "a", "b", "256", "--", "r.pdf", "e.pdf"),
	     "qpdf");
	refuse(&t, SIGN(&t, "e.pdf", SIGNER), 1, "error[E131]");
	refuse(&t, SIGN(&t, "k.pem", SIGNER), 1, "error[E130]");
	write_text(&t, "cut.pdf", str_sub(good, 0, good.n / 2));
	refuse(&t, SIGN(&t, "cut.pdf", SIGNER), 1, "error[E130]");
	write_text(&t, "shift.pdf", changed(&t, good, "%PDF-1.7\n", "%PDF-1.7\n\n"));
	refuse(&t, SIGN(&t, "shift.pdf", SIGNER), 1, "error[E130]");
	refuse(&t, SIGN(&t, "none.pdf", SIGNER), 3, "error[F904]");
	refuse(&t, NIANBAO(&t, "sign", "r.pdf", "-o", "r.pdf", SIGNER), 2,
	       "the output is an input");
	refuse(&t, SIGN(&t, "r.pdf", SIGNER, "--at", "99,1,1,40,40"), 1, "error[E713]");
	refuse(&t, SIGN(&t, "r.pdf", SIGNER, "--at", "1,190,1,40,40"), 1, "error[E714]");
	refuse(&t, SIGN(&t, "r.pdf", SIGNER, "--at", "1,10,1,5,3"), 1, "error[E723]");
	refuse(&t, SIGN(&t, "r.pdf", SIGNER, "--seal-image", "k.pem"), 1, "error[E722]");
	refuse(&t, SIGN(&t, "r.pdf", SIGNER, "--field", "x"), 1, "error[E710]");
	must(NIANBAO(&t, "render", GOOD, "-o", "n.pdf"), "render");
	refuse(&t, SIGN(&t, "n.pdf", SIGNER, "--visible"), 1, "error[E715]");
	must(NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", SIGNER), "sign");
	refuse(&t, SIGN(&t, "s.pdf", SIGNER, "--field", "Signature1"), 1, "error[E711]");
	trial_close(&t);
}

Test(signing_errors, a_reply_without_room)
{
	struct trial t = signing_open();
	struct result r;
	struct str s;

	write_text(&t, "old.pdf", STR("old"));
	must(NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", SIGNER, "--tsa-request", "q.tsq"),
	     "sign");
	s = read_text(&t, in_folder(&t, "q.tsq"));
	cr_expect(s.n > 40 && s.n < 100);
	write_text(&t, "junk", STR("no reply"));
	r = NIANBAO(&t, "sign", "s.pdf", "-o", "old.pdf", "--tsa-reply", "junk");
	refuse(&t, r, 1, "error[E719]");
	trial_close(&t);
}

/* A disk that fills: /dev/full stands for it where the output is a device. */
Test(signing_errors, a_full_disk)
{
	struct trial t = signing_open();
	struct result r;

	write_text(&t, "old.pdf", STR("old"));
	r = NIANBAO(&t, "sign", "r.pdf", "-o", "/dev/full", SIGNER);
	refuse(&t, r, 3, "error[F905]");
	r = RUN(&t, "/bin/sh", "-c",
		"ulimit -f 100; trap '' XFSZ; exec \"$0\" sign r.pdf -o old.pdf --key k.key "
		"--cert k.pem",
		NIANBAO_PROGRAM);
	refuse(&t, r, 3, "error[F905]");
	trial_close(&t);
}

Test(signing_errors, usage)
{
	struct trial t = signing_open();

	write_text(&t, "old.pdf", STR("old"));
	refuse(&t, NIANBAO(&t, "sign"), 2, "sign takes IN.pdf -o OUT.pdf");
	refuse(&t, NIANBAO(&t, "sign", "r.pdf", "-o", "x.pdf"), 2,
	       "--key and --cert, or --p12");
	refuse(&t, SIGN(&t, "r.pdf", "--key", "k.key"), 2, "--key goes with --cert");
	refuse(&t, SIGN(&t, "r.pdf", SIGNER, "--pass", "x"), 2, "no such option here");
	refuse(&t, SIGN(&t, "r.pdf", SIGNER, "--time", "now"), 2, "--time takes");
	refuse(&t, SIGN(&t, "r.pdf", SIGNER, "--at", "0,1,2,3,4"), 2, "--at takes");
	refuse(&t, SIGN(&t, "r.pdf", SIGNER, "--at", "1,1,2,3"), 2, "--at takes");
	refuse(&t, SIGN(&t, "r.pdf", SIGNER, "--tsa-reply", "x"), 2, "--tsa-reply completes");
	refuse(&t, NIANBAO(&t, "verify"), 2, "no PDF was named");
	refuse(&t, NIANBAO(&t, "verify", "r.pdf", "--key", "k.key"), 2, "no such option here");
	refuse(&t, NIANBAO(&t, "verify", "r.pdf"), 1, "error[E730]");
	refuse(&t, NIANBAO(&t, "verify", "none.pdf"), 3, "error[F904]");
	trial_close(&t);
}

Test(signing_errors, help_is_in_both_languages)
{
	struct trial t = trial_open();
	struct result r = NIANBAO(&t, "sign", "--help");

	must(r, "help");
	cr_expect(says(r.out, "--tsa-request"));
	r = NIANBAO(&t, "--help");
	cr_expect(says(r.out, "nianbao sign ") && says(r.out, "nianbao verify ") &&
		  says(r.out, "nianbao pack ") && says(r.out, "--signature-field"));
	t.env[0] = "LC_ALL=zh_CN.UTF-8";
	r = NIANBAO(&t, "verify", "--help");
	cr_expect(says(r.out, "\xE9\xAA\x8C\xE7\xAD\xBE"), "%s", r.out.s); /* 验签 */
	trial_close(&t);
}

/* The certificate at the time: valid when signed, expired by now, rescued by --time. */
Test(signing_errors, an_expired_certificate_at_its_time)
{
	struct trial t = signing_open();
	struct result r;

	must(NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", SIGNER), "sign");
	r = NIANBAO(&t, "verify", "s.pdf", "--time", "2049-01-01");
	cr_expect(r.status == 1 && says(r.err, "error[E738]"), "%s", r.err.s);
	must(NIANBAO(&t, "verify", "s.pdf"), "now");
	make_signer(&t, "other", "800");
	r = NIANBAO(&t, "verify", "s.pdf", "--trust", "other.pem");
	cr_expect(r.status == 1 && says(r.err, "error[E739]"), "%s", r.err.s);
	trial_close(&t);
}

/* The certificate for encryption in place of the one for signatures: a warning, both times. */
Test(signing_errors, a_certificate_for_encryption)
{
	struct trial t = signing_open();
	struct result r;

	must(OPENSSL(&t, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "k.key",
		     "-out", "k.pem", "-subj", "/CN=E", "-days", "800", "-addext",
		     "keyUsage=keyEncipherment,dataEncipherment"),
	     "req");
	r = NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", SIGNER);
	must(r, "sign");
	cr_expect(says(r.err, "warning[W709]: the certificate of E is not meant"), "%s", r.err.s);
	r = NIANBAO(&t, "verify", "s.pdf");
	must(r, "verify");
	cr_expect(says(r.err, "s.pdf: warning[W709]"), "%s", r.err.s);
	make_signer(&t, "k", "800");
	must(NIANBAO(&t, "sign", "r.pdf", "-o", "s2.pdf", SIGNER), "sign");
	r = NIANBAO(&t, "verify", "s2.pdf");
	cr_expect_not(says(r.err, "W709"), "%s", r.err.s);
	trial_close(&t);
}

/* Every reason that a message may hold has its Chinese. */
Test(signing_errors, reasons_are_said_in_chinese)
{
	struct trial t = signing_open();
	struct result r;

	t.env[0] = "LC_ALL=zh_CN.UTF-8";
	r = NIANBAO(&t, "sign", "k.pem", "-o", "x.pdf", SIGNER);
	cr_expect(says(r.err, "\xE5\xBC\x80\xE5\xA4\xB4\xE4\xB8\x8D\xE6\x98\xAF %PDF-"), "%s",
		  r.err.s); /* 开头不是 */
	must(NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", SIGNER), "sign");
	must(RUN(&t, "/bin/sh", "-c", "echo 0123456789 >>s.pdf"), "sh");
	r = NIANBAO(&t, "verify", "s.pdf");
	cr_expect(says(r.err, "\xE4\xB9\x8B\xE5\x90\x8E\xE6\x9C\x89\xE4\xB8\x8D\xE5\xB1\x9E\xE4"
			      "\xBA\x8E"),
		  "%s", r.err.s); /* 之后有不属于 */
	trial_close(&t);
}

/* The string behind `call` in a source, up to the next quote; `*rest` moves behind it. */
static bool next_reason(struct str *rest, const char *call, struct str *reason)
{
	size_t at = str_find(*rest, str_from(call)), n;

	if (at == (size_t)-1)
		return false;
	*rest = str_sub(*rest, at + strlen(call), rest->n);
	n = str_find(*rest, STR("\""));
	*reason = str_sub(*rest, 0, n);
	return true;
}

Test(signing_errors, no_reason_lacks_its_chinese)
{
	static const char *const call[] = {
		"document_fault(doc, \"",    "document_fault(w->doc, \"",
		"document_fault(u->doc, \"", "put_other(c, \"",
		"put_other(&c, \"",          "fault = \""
	};
	struct trial t = trial_open();
	struct str names = str_from(names_in(&t, NIANBAO_SOURCE_DIR "/render/sign")), name,
		   reason;
	size_t n = 0;

	while (str_word(&names, &name)) {
		struct buf path = { .arena = t.a };
		struct str text;

		buf_printf(&path, "%s/render/sign/%.*s", NIANBAO_SOURCE_DIR, (int)name.n,
			   name.s);
		text = read_text(&t, path.s);
		for (size_t i = 0; i < sizeof call / sizeof *call; i++)
			for (struct str rest = text; next_reason(&rest, call[i], &reason);
			     n++) {
				struct str said = words_in(t.a, DIAG_CHINESE, reason);

				cr_expect(!str_eq(said, reason) ||
						  str_is(reason, "it is encrypted"),
					  "%.*s: %.*s", (int)name.n, name.s, (int)reason.n,
					  reason.s);
			}
	}
	cr_expect_gt(n, 30);
	trial_close(&t);
}
