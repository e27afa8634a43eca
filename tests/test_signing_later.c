/* What is added to a signature later: time stamps, certificates, revocation data. */
#include "signing_case.h"

#define TRUST "--trust", "ca.pem", "--trust", "tsa.pem"

Test(signing_later, a_reply_makes_it_b_t_and_files_make_it_b_lt)
{
	struct trial t = signing_open();
	struct result r;

	make_nss(&t);
	make_stamp_service(&t);
	must(NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", SIGNER, "--tsa-request", "q.tsq"),
	     "sign");
	stamp_query(&t, "q.tsq", "r.tsr");
	must(NIANBAO(&t, "sign", "s.pdf", "-o", "t.pdf", "--tsa-reply", "r.tsr"), "reply");
	cr_expect_eq(read_text(&t, in_folder(&t, "s.pdf")).n,
		     read_text(&t, in_folder(&t, "t.pdf")).n);
	r = NIANBAO(&t, "verify", "t.pdf", TRUST);
	must(r, "verify");
	cr_expect(says(r.out, "PAdES B-T") && says(r.out, "time stamped by: TSA\n"), "%s",
		  r.out.s);
	must(OPENSSL(&t, "ca", "-config", "tsa.cnf", "-name", "c", "-gencrl", "-keyfile",
		     "ca.key", "-cert", "ca.pem", "-out", "c.crl"),
	     "crl");
	must(NIANBAO(&t, "sign", "t.pdf", "-o", "l.pdf", "--dss-cert", "ca.pem", "--dss-cert",
		     "tsa.pem", "--crl", "c.crl"),
	     "dss");
	r = NIANBAO(&t, "verify", "l.pdf", TRUST);
	must(r, "verify");
	cr_expect(
		says(r.out, "PAdES B-LT") &&
			says(r.out, "covers: a part; only validation data were added since\n"),
		"%s", r.out.s);
	cr_expect(says(pdfsig(&t, "l.pdf"), "Signature is Valid."));
	expect_conform(&t, "3a,ua1", "l.pdf");
	/* the reply belongs to one signature only, once */
	r = NIANBAO(&t, "sign", "t.pdf", "-o", "no.pdf", "--tsa-reply", "r.tsr");
	cr_expect(r.status == 1 && says(r.err, "error[E719]"), "%s", r.err.s);
	must(NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", SIGNER), "sign");
	r = NIANBAO(&t, "sign", "s.pdf", "-o", "no.pdf", "--tsa-reply", "r.tsr");
	cr_expect(r.status == 1 && says(r.err, "error[E718]"), "%s", r.err.s);
	trial_close(&t);
}

Test(signing_later, a_revoked_certificate_is_not_valid)
{
	struct trial t = signing_open();
	struct result r;

	make_stamp_service(&t);
	must(NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", SIGNER), "sign");
	must(OPENSSL(&t, "ca", "-config", "tsa.cnf", "-name", "c", "-keyfile", "ca.key",
		     "-cert", "ca.pem", "-revoke", "k.pem"),
	     "revoke");
	must(OPENSSL(&t, "ca", "-config", "tsa.cnf", "-name", "c", "-gencrl", "-keyfile",
		     "ca.key", "-cert", "ca.pem", "-out", "c.crl"),
	     "crl");
	must(NIANBAO(&t, "sign", "s.pdf", "-o", "l.pdf", "--crl", "c.crl"), "dss");
	r = NIANBAO(&t, "verify", "l.pdf", "--time", "2099-01-01");
	cr_expect(r.status == 1 && says(r.err, "error[E740]"), "%s", r.err.s);
	trial_close(&t);
}

/* An OCSP response that the test CA's certificate is good, signed by `by`. */
static void ask(const struct trial *t, const char *by, const char *response)
{
	struct buf pem = { .arena = t->a }, key = pem, line = pem;
	struct result r = OPENSSL(t, "x509", "-in", "k.pem", "-noout", "-serial");

	buf_printf(&pem, "%s.pem", by);
	buf_printf(&key, "%s.key", by);
	buf_z(&line, "V\t491231235959Z\t\t");
	buf_str(&line, str_trim(str_sub(r.out, 7, r.out.n)));
	buf_z(&line, "\tunknown\t/C=CN/CN=x\n");
	write_text(t, "index", buf_text(&line));
	must(OPENSSL(t, "ocsp", "-index", "index", "-CA", "ca.pem", "-rsigner", pem.s, "-rkey",
		     key.s, "-issuer", "ca.pem", "-cert", "k.pem", "-respout", response,
		     "-noverify", "-no_nonce"),
	     "ocsp");
}

Test(signing_later, an_ocsp_response_serves_as_well)
{
	struct trial t = signing_open();
	struct result r;

	make_stamp_service(&t);
	must(NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", SIGNER, "--tsa-request", "q.tsq"),
	     "sign");
	stamp_query(&t, "q.tsq", "r.tsr");
	ask(&t, "ca", "o.der");
	must(NIANBAO(&t, "sign", "s.pdf", "-o", "l.pdf", "--tsa-reply", "r.tsr", "--ocsp",
		     "o.der", "--dss-cert", "ca.pem"),
	     "dss");
	r = NIANBAO(&t, "verify", "l.pdf", TRUST);
	must(r, "verify");
	cr_expect(says(r.out, "PAdES B-LT"), "%s", r.out.s);
	/* but not one that anybody else signed */
	ask(&t, "tsa", "o.der");
	must(NIANBAO(&t, "sign", "s.pdf", "-o", "l.pdf", "--tsa-reply", "r.tsr", "--ocsp",
		     "o.der", "--dss-cert", "ca.pem"),
	     "dss");
	r = NIANBAO(&t, "verify", "l.pdf", TRUST);
	must(r, "verify");
	cr_expect(says(r.out, "PAdES B-T,"), "%s", r.out.s);
	r = NIANBAO(&t, "sign", "s.pdf", "-o", "no.pdf", "--ocsp", "ca.pem");
	cr_expect(r.status == 1 && says(r.err, "error[E720]"), "%s", r.err.s);
	trial_close(&t);
}
