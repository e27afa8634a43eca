/*
 * Memory that is refused while a PDF is signed or verified. A verdict above all must not hang on
 * it: "not valid" is said of the file, never of the machine.
 */
#include "memory_case.h"
#include "signing_case.h"

#define SIGN_PROGRAM NIANBAO_BUILD_DIR "/nianbao-sign"
#define WHEN "--time", "2027-03-01"

/* Signatures by RSA: the same bytes each time. */
static struct trial open_trial(void)
{
	struct trial t = trial_open();

	need_preload(&t);
	must(OPENSSL(&t, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "k.key",
		     "-out", "k.pem", "-subj", "/CN=RSA", "-days", "3000", "-addext",
		     "keyUsage=digitalSignature,keyCertSign,cRLSign"),
	     "req");
	must(OPENSSL(&t, "pkcs12", "-export", "-inkey", "k.key", "-in", "k.pem", "-passout",
		     "pass:word", "-out", "k.p12"),
	     "pkcs12");
	write_text(&t, "pass", STR("word\n"));
	must(NIANBAO(&t, "render", NIANBAO_SOURCE_DIR "/tests/fixtures/two-lines.xml", "--layouts",
		     NIANBAO_SOURCE_DIR "/tests/layouts", "--pdf-standard", "2a", "-o", "r.pdf"),
	     "render");
	return t;
}

/* To look for a report inside, libqpdf is loaded; it and those behind it end the process when they
 * start without memory. Nothing was said then, nothing written. */
static bool died_in_library(const struct trial *t, int status)
{
	struct str who = read_text(t, in_folder(t, "who"));

	return (status == 127 || status >= 128) && !says(who, "libcrypto") &&
	       !says(who, "nianbao-sign");
}

/* What is said of the signature, without what is said of the report inside. */
static struct str verdict(struct str s)
{
	return str_sub(s, 0, str_find(s, STR("  report inside")));
}

static void expect_same_or_fault(const struct trial *t, const struct command *c,
				 unsigned long at, bool on, struct str want)
{
	struct result r = run_refused(t, c, at, on);

	if (r.status == 0) {
		cr_expect(str_eq(verdict(made(t, c, r)), verdict(want)), "request %lu: something else", at);
	} else {
		cr_expect((r.status == 3 && says(r.err, "error[F")) ||
				  died_in_library(t, r.status), "request %lu%s: %d %s%s", at,
			  on ? " on" : "", r.status, r.out.s, r.err.s);
		cr_expect_str_eq(r.out.s, "", "request %lu", at);
	}
	if (*c->output) {
		cr_expect_eq(r.status == 0, access(in_folder(t, c->output), F_OK) == 0);
		remove(in_folder(t, c->output));
	}
}

/* `n` requests of all, evenly; one, then that and all behind it. */
static void refuse(const struct trial *t, const struct command *c, unsigned long n)
{
	unsigned long all = count_requests(t, c), step = all / n + 1;
	struct str want = made(t, c, run_refused(t, c, 0, false));

	cr_assert_gt(all, n);
	if (*c->output)
		remove(in_folder(t, c->output));
	for (unsigned long at = 1; at <= all; at += step) {
		expect_same_or_fault(t, c, at, false, want);
		expect_same_or_fault(t, c, at + step / 2, true, want);
	}
}

Test(memory_sign, may_be_refused_to_a_signer)
{
	static const struct command c = { { SIGN_PROGRAM, "sign", "r.pdf", "-o", "s.pdf", "--key",
					    "k.key", "--cert", "k.pem", WHEN, "--visible",
					    "--reason", "R", "--tsa-request", "q.tsq", "--at",
					    "1,20,20,40,20" },
					  "s.pdf" };
	struct trial t = open_trial();

	refuse(&t, &c, 130);
	trial_close(&t);
}

Test(memory_sign, may_be_refused_to_one_with_a_pkcs12)
{
	static const struct command c = { { SIGN_PROGRAM, "sign", "r.pdf", "-o", "s.pdf", "--p12",
					    "k.p12", "--pass-file", "pass", WHEN },
					  "s.pdf" };
	struct trial t = open_trial();

	refuse(&t, &c, 30);
	trial_close(&t);
}

Test(memory_sign, may_be_refused_to_a_verifier)
{
	static const struct command c = { { SIGN_PROGRAM, "verify", "s.pdf", "--trust", "k.pem",
					    WHEN }, "" };
	struct trial t = open_trial();

	must(NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", "--key", "k.key", "--cert", "k.pem",
		     WHEN),
	     "sign");
	refuse(&t, &c, 80);
	trial_close(&t);
}

/* A time stamp, and what proves it later. */
Test(memory_sign, may_be_refused_to_one_who_completes_a_signature)
{
	static const struct command complete = { { SIGN_PROGRAM, "sign", "s.pdf", "-o", "l.pdf",
						   "--tsa-reply", "r.tsr", "--crl", "c.crl",
						   "--dss-cert", "ca.pem" },
						 "l.pdf" };
	static const struct command verify = { { SIGN_PROGRAM, "verify", "l.pdf", "--trust",
						 "ca.pem", "--trust", "tsa.pem" }, "" };
	struct trial t = open_trial();

	must(OPENSSL(&t, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
		     "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=CA", "-days",
		     "3000", "-addext", "basicConstraints=critical,CA:TRUE", "-addext",
		     "keyUsage=keyCertSign,cRLSign"),
	     "ca");
	make_signer(&t, "k", "800");
	make_stamp_service(&t);
	must(NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", SIGNER, "--tsa-request", "q.tsq"),
	     "sign");
	stamp_query(&t, "q.tsq", "r.tsr");
	must(OPENSSL(&t, "ca", "-config", "tsa.cnf", "-name", "c", "-gencrl", "-keyfile",
		     "ca.key", "-cert", "ca.pem", "-out", "c.crl"),
	     "crl");
	refuse(&t, &complete, 80);
	must(NIANBAO(&t, "sign", "s.pdf", "-o", "l.pdf", "--tsa-reply", "r.tsr", "--crl", "c.crl",
		     "--dss-cert", "ca.pem"),
	     "complete");
	refuse(&t, &verify, 80);
	trial_close(&t);
}
