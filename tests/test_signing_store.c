/* Certificates, revocation lists and OCSP replies in a file: what is left out, and what they prove. */
#include "hostile_case.h"

#include "base/limits.h"

#include <openssl/ocsp.h>
#include <openssl/pem.h>

#define DER(name) NIANBAO_SOURCE_DIR "/tests/slow/corpus/der/" name

/* A document with this security store, whose objects are 4 and up, as far as it is read. */
static int crls_of(const struct trial *t, const char *store, struct str four, struct str five,
		   const char **fault)
{
	struct document *doc = arena_alloc(t->a, sizeof *doc);
	struct str body[] = { in_catalog(t, "DSS", str_from(store)), PAGES, PAGE, four, five };
	bool is_encrypted;
	struct dss dss;
	int n;

	cr_assert(document_open(doc, t->a, file_of(t, body, 5), &is_encrypted));
	dss_read(doc, &dss);
	n = sk_X509_CRL_num(dss.crls);
	*fault = doc->fault;
	dss_close(&dss);
	return n;
}

static struct str stream_of(const struct trial *t, const char *entries, struct str bytes)
{
	struct buf b = { .arena = t->a };

	buf_printf(&b, "<<%s/Length %zu>>\nstream\n", entries, bytes.n);
	buf_str(&b, bytes);
	buf_z(&b, "\nendstream");
	return buf_text(&b);
}

/* One that cannot be read is left out; those behind it count. */
Test(signing_store, one_that_cannot_be_read)
{
	struct trial t = trial_open();
	struct str crl = read_text(&t, DER("crl"));
	struct str good = stream_of(&t, "", str_sub(crl, 1, crl.n));
	struct str bad = stream_of(&t, "/Filter/LZWDecode", STR("x"));
	const char *fault;

	cr_expect_eq(crls_of(&t, "<</CRLs[5 0 R]>>", bad, good, &fault), 1);
	cr_expect_eq(crls_of(&t, "<</CRLs[4 0 R 5 0 R]>>", bad, good, &fault), 1);
	cr_expect_eq(crls_of(&t, "<</Certs 4 0 R/CRLs[5 0 R]>>", STR("[1 0 R"), good, &fault),
		     1, "%s", fault);
	cr_expect_null(fault);
	trial_close(&t);
}

/* The same large one a thousand times is as large as a thousand. */
Test(signing_store, more_than_there_is_room_for)
{
	struct trial t = trial_open();
	struct str zeros = { arena_alloc(t.a, 1 << 20), 1 << 20 };
	struct buf store = { .arena = t.a };
	const char *fault;

	buf_z(&store, "<</CRLs[");
	for (int i = 0; i < 64; i++)
		buf_z(&store, "4 0 R ");
	buf_z(&store, "]>>");
	crls_of(&t, store.s, stream_of(&t, "", zeros), STR("null"), &fault);
	cr_expect_null(fault);
	store.n -= 3;
	buf_z(&store, "4 0 R]>>");
	crls_of(&t, store.s, stream_of(&t, "", zeros), STR("null"), &fault);
	cr_assert_not_null(fault);
	cr_expect_str_eq(fault,
			 "its security store has more bytes than " LIMIT_TEXT(DSS_MAX_BYTES));
	trial_close(&t);
}

static void *read_pem(const struct trial *t, const char *name, bool is_key)
{
	BIO *in = BIO_new_file(in_folder(t, name), "r");
	void *out = is_key ? (void *)PEM_read_bio_PrivateKey(in, NULL, NULL, NULL)
			   : (void *)PEM_read_bio_X509(in, NULL, NULL, NULL);

	BIO_free(in);
	cr_assert_not_null(out);
	return out;
}

/* The CA's reply that k.pem was revoked at `when` (14 digits and Z, or what is to stand there). */
static void write_reply(const struct trial *t, const char *name, const char *when)
{
	static const char then[] = "20200101000000Z";
	X509 *ca = read_pem(t, "ca.pem", false), *cert = read_pem(t, "k.pem", false);
	EVP_PKEY *key = read_pem(t, "ca.key", true);
	OCSP_CERTID *id = OCSP_cert_to_id(EVP_sha1(), cert, ca);
	OCSP_BASICRESP *reply = OCSP_BASICRESP_new();
	ASN1_TIME *revoked = ASN1_TIME_new();
	unsigned char *der = NULL;
	const unsigned char *p;
	OCSP_RESPONSE *all;
	int n;

	ASN1_TIME_set_string(revoked, then);
	OCSP_basic_add1_status(reply, id, V_OCSP_CERTSTATUS_REVOKED, 0, revoked, revoked, NULL);
	cr_assert_eq(OCSP_basic_sign(reply, ca, key, EVP_sha256(), NULL, 0), 1);
	n = i2d_OCSP_BASICRESP(reply, &der);
	memcpy(der + str_find((struct str){ (char *)der, (size_t)n }, str_from(then)), when,
	       strlen(then));
	OCSP_BASICRESP_free(reply);
	p = der;
	reply = d2i_OCSP_BASICRESP(NULL, &p, n);
	cr_assert_eq(OCSP_basic_sign(reply, ca, key, EVP_sha256(), NULL, 0), 1);
	all = OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, reply);
	OPENSSL_free(der);
	der = NULL;
	n = i2d_OCSP_RESPONSE(all, &der);
	write_text(t, name, (struct str){ (char *)der, (size_t)n });
	OPENSSL_free(der);
	OCSP_RESPONSE_free(all);
	OCSP_BASICRESP_free(reply);
	OCSP_CERTID_free(id);
	ASN1_TIME_free(revoked);
	EVP_PKEY_free(key);
	X509_free(cert);
	X509_free(ca);
}

/* One that was revoked nobody knows when, was revoked whenever it is asked for. */
Test(signing_store, revoked_at_no_time)
{
	static const struct {
		const char *when;
		int status;
	} row[] = {
		{ "20200101000000Z", 1 },
		{ "29990101000000Z", 0 },
		{ "XXXX0101000000Z", 1 },
	};
	struct trial t = signing_open();

	must(NIANBAO(&t, "sign", "r.pdf", "-o", "s.pdf", SIGNER), "sign");
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct result r;

		write_reply(&t, "o.der", row[i].when);
		must(NIANBAO(&t, "sign", "s.pdf", "-o", "l.pdf", "--ocsp", "o.der",
			     "--dss-cert", "ca.pem"),
		     "dss");
		r = NIANBAO(&t, "verify", "l.pdf");
		cr_expect_eq(r.status, row[i].status, "%s: %s%s", row[i].when, r.out.s,
			     r.err.s);
		cr_expect_eq(says(r.err, "error[E740]"), row[i].status == 1, "%s", r.err.s);
	}
	trial_close(&t);
}
