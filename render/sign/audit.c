#include "sign/audit.h"

#include "sign/moment.h"
#include "sign/signer.h"
#include "sign/timestamp.h"

#include <openssl/err.h>
#include <openssl/ess.h>
#include <string.h>

#define LEAST_RSA_BITS 2048
#define LEAST_EC_BITS 224

/* The CMS while it is looked at. */
struct cms {
	CMS_ContentInfo *info;
	CMS_SignerInfo *si;
	STACK_OF(X509) * certs;
	X509 *cert;
	const EVP_MD *md;
};

#define FAIL(c, f, symbol, ...)                                                                \
	(DIAG_PUT((c)->diags, symbol, (c)->at, (f)->signature.name, __VA_ARGS__), false)

static bool open_cms(struct audit *c, struct finding *f, struct cms *m)
{
	const unsigned char *p = (const unsigned char *)f->signature.der.s;
	STACK_OF(CMS_SignerInfo) * all;
	const ASN1_OBJECT *oid = NULL;
	X509_ALGOR *algorithm;

	m->info = d2i_CMS_ContentInfo(NULL, &p, (long)f->signature.der.n);
	if (!m->info || OBJ_obj2nid(CMS_get0_type(m->info)) != NID_pkcs7_signed)
		return FAIL(c, f, VERIFY_CMS, STR("it is no CMS signature"));
	all = CMS_get0_SignerInfos(m->info);
	if (!all || sk_CMS_SignerInfo_num(all) != 1)
		return FAIL(c, f, VERIFY_CMS, STR("it has not one signer"));
	m->si = sk_CMS_SignerInfo_value(all, 0);
	m->certs = CMS_get1_certs(m->info);
	for (int i = 0; m->certs && i < sk_X509_num(m->certs) && !m->cert; i++)
		if (!CMS_SignerInfo_cert_cmp(m->si, sk_X509_value(m->certs, i)))
			m->cert = sk_X509_value(m->certs, i);
	if (!m->cert)
		return FAIL(c, f, VERIFY_CMS, STR("the signer's certificate is not in it"));
	CMS_SignerInfo_set1_signer_cert(m->si, m->cert);
	CMS_SignerInfo_get0_algs(m->si, NULL, NULL, &algorithm, NULL);
	X509_ALGOR_get0(&oid, NULL, NULL, algorithm);
	m->md = EVP_get_digestbyobj(oid);
	if (!m->md)
		return FAIL(c, f, VERIFY_CMS, STR("its digest algorithm is unknown"));
	return true;
}

static void close_cms(struct cms *m)
{
	sk_X509_pop_free(m->certs, X509_free);
	CMS_ContentInfo_free(m->info);
	ERR_clear_error();
}

static void describe(struct audit *c, struct finding *f, const struct cms *m)
{
	const EVP_PKEY *key = X509_get0_pubkey(m->cert);
	const char *kind = key ? EVP_PKEY_get0_type_name(key) : NULL;
	BIGNUM *serial = ASN1_INTEGER_to_BN(X509_get0_serialNumber(m->cert), NULL);
	char *hex = serial ? BN_bn2hex(serial) : NULL;
	struct buf b = { .arena = c->arena };

	f->signer = signer_name(c->arena, X509_get_subject_name(m->cert));
	f->issuer = signer_name(c->arena, X509_get_issuer_name(m->cert));
	f->serial = str_copy(c->arena, str_from(hex ? hex : "?"));
	f->from = signer_moment(X509_get0_notBefore(m->cert));
	f->to = signer_moment(X509_get0_notAfter(m->cert));
	f->is_experimental = kind && !strcmp(kind, "SM2");
	buf_printf(&b, "%s %d, %s", kind ? kind : "?", key ? EVP_PKEY_get_bits(key) : 0,
		   EVP_MD_get0_name(m->md));
	f->algorithm = buf_text(&b);
	OPENSSL_free(hex);
	BN_free(serial);
}

static bool check_strength(struct audit *c, struct finding *f, const struct cms *m)
{
	const EVP_PKEY *key = X509_get0_pubkey(m->cert);
	int bits = key ? EVP_PKEY_get_bits(key) : 0;
	int least = key && EVP_PKEY_is_a(key, "RSA") ? LEAST_RSA_BITS : LEAST_EC_BITS;

	if (bits >= least && EVP_MD_get_size(m->md) >= 28)
		return true;
	return FAIL(c, f, VERIFY_WEAK, f->algorithm);
}

/* The digest of the signed bytes must be the one that the signer stated. */
static bool check_digest(struct audit *c, struct finding *f, const struct cms *m)
{
	ASN1_OCTET_STRING *stated = CMS_signed_get0_data_by_OBJ(
		m->si, OBJ_nid2obj(NID_pkcs9_messageDigest), -3, V_ASN1_OCTET_STRING);
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned n = cms_digest(m->md, f->signature.part, digest);

	if (!stated)
		return FAIL(c, f, VERIFY_RULE,
			    STR("it has no signed attribute message-digest"));
	f->is_whole = n > 0 && ASN1_STRING_length(stated) == (int)n &&
		      !memcmp(ASN1_STRING_get0_data(stated), digest, n);
	if (f->is_whole)
		return true;
	DIAG_PUT(c->diags, VERIFY_DIGEST, c->at, f->signature.name);
	return false;
}

/* OpenSSL knows no identifier of the signer here: SM2 is checked by hand. */
static bool verify_sm2(struct audit *c, const struct cms *m)
{
	const ASN1_OCTET_STRING *s = CMS_SignerInfo_get0_signature(m->si);
	EVP_PKEY *key = X509_get0_pubkey(m->cert);
	EVP_PKEY_CTX *k = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
	EVP_MD_CTX *x = EVP_MD_CTX_new();
	struct str set;
	bool ok = k && x && cms_attributes(c->arena, m->si, &set) &&
		  EVP_PKEY_CTX_set1_id(k, SIGNER_SM2_ID, (int)strlen(SIGNER_SM2_ID)) == 1;

	if (ok)
		EVP_MD_CTX_set_pkey_ctx(x, k);
	ok = ok && EVP_DigestVerifyInit(x, NULL, m->md, NULL, key) == 1 &&
	     EVP_DigestVerify(x, ASN1_STRING_get0_data(s), (size_t)ASN1_STRING_length(s),
			      (const unsigned char *)set.s, set.n) == 1;
	EVP_MD_CTX_free(x);
	EVP_PKEY_CTX_free(k);
	return ok;
}

static bool check_key(struct audit *c, struct finding *f, const struct cms *m)
{
	bool ok = f->is_experimental ? verify_sm2(c, m) : CMS_SignerInfo_verify(m->si) == 1;

	if (!ok)
		DIAG_PUT(c->diags, VERIFY_WRONG, c->at, f->signature.name);
	return ok;
}

/* CAdES: the certificate itself is signed, so that no other of the same key can take its place. */
static bool is_bound(const struct cms *m)
{
	ASN1_STRING *der = CMS_signed_get0_data_by_OBJ(
		m->si, OBJ_nid2obj(NID_id_smime_aa_signingCertificateV2), -3, V_ASN1_SEQUENCE);
	STACK_OF(X509) *chain = sk_X509_new_null();
	const unsigned char *p = der ? ASN1_STRING_get0_data(der) : NULL;
	ESS_SIGNING_CERT_V2 *stated =
		der ? d2i_ESS_SIGNING_CERT_V2(NULL, &p, ASN1_STRING_length(der)) : NULL;
	bool ok = stated && chain && sk_X509_push(chain, m->cert) > 0 &&
		  OSSL_ESS_check_signing_certs(NULL, stated, chain, 0) > 0;

	ESS_SIGNING_CERT_V2_free(stated);
	sk_X509_free(chain);
	return ok;
}

static bool check_kind(struct audit *c, struct finding *f, const struct cms *m)
{
	bool is_pades = str_is(f->signature.sub_filter, "ETSI.CAdES.detached");

	f->level = is_pades ? STR("PAdES B-B") : STR("CMS");
	if (!is_pades)
		return str_is(f->signature.sub_filter, "adbe.pkcs7.detached") ||
		       FAIL(c, f, VERIFY_RULE, STR("this kind (SubFilter) is not known"));
	if (!is_bound(m))
		return FAIL(c, f, VERIFY_RULE,
			    STR("it has no signing-certificate-v2 of its certificate"));
	return CMS_signed_get_attr_by_NID(m->si, NID_pkcs9_signingTime, -1) < 0 ||
	       FAIL(c, f, VERIFY_RULE,
		    STR("it has the attribute signing-time, which PAdES forbids"));
}

/* The time stamp, its chain; from then on it is the time at which the certificate counts. */
static bool check_stamp(struct audit *c, struct finding *f, const struct cms *m)
{
	struct str why;
	struct timestamp t;
	STACK_OF(X509) * certs;
	enum trust trust;

	f->has_stamp = timestamp_read(c->arena, m->si, &t);
	if (!f->has_stamp)
		return true;
	if (t.fault) {
		timestamp_close(&t);
		return FAIL(c, f, VERIFY_STAMP, str_from(t.fault));
	}
	f->authority = t.authority;
	certs = CMS_get1_certs(t.token);
	trust = audit_trust(c, t.cert, certs, t.time, true, &why);
	sk_X509_pop_free(certs, X509_free);
	timestamp_close(&t);
	if (trust == TRUST_BAD)
		return FAIL(c, f, VERIFY_STAMP, why);
	f->stamped = t.time;
	if (!c->options->has_time)
		f->time = t.time;
	if (str_is(f->level, "PAdES B-B"))
		f->level = STR("PAdES B-T");
	return true;
}

static bool check_certificate(struct audit *c, struct finding *f, const struct cms *m)
{
	struct buf at = { .arena = c->arena }, from = at, to = at, when = at;
	int64_t revoked;
	bool ok = true;

	if (!signer_may_sign(m->cert))
		DIAG_PUT(c->diags, CERT_USAGE, c->at, f->signer);
	if (f->from == MOMENT_NONE || f->time < f->from || f->time > f->to) {
		moment_put(&at, f->time);
		moment_put(&from, f->from);
		moment_put(&to, f->to);
		ok = FAIL(c, f, VERIFY_TIME, buf_text(&at), buf_text(&from), buf_text(&to));
	}
	f->trust = audit_trust(c, m->cert, m->certs, f->time, false, &f->trust_words);
	if (f->trust == TRUST_BAD)
		ok = FAIL(c, f, VERIFY_TRUST, f->trust_words);
	if (!audit_revocation(c, m->cert, m->certs, &revoked))
		return ok;
	if (str_is(f->level, "PAdES B-T"))
		f->level = STR("PAdES B-LT");
	if (revoked == MOMENT_NONE || revoked > f->time)
		return ok;
	moment_put(&when, revoked);
	return FAIL(c, f, VERIFY_REVOKED, buf_text(&when));
}

/* What is behind the signed bytes: nothing, further signatures, or what should not be. */
static bool check_added(struct audit *c, struct finding *f)
{
	struct str what;

	f->covers_all = f->signature.end == c->doc->bytes.n;
	if (f->covers_all)
		return true;
	f->added = revision_compare(c->doc, f->signature.end, &what);
	if ((f->added & REVISION_SIGNATURE) && signature_locks(c->doc, f->signature.dict)) {
		f->added |= REVISION_OTHER;
		what = STR("it permits no change, but was signed again");
	}
	return !(f->added & REVISION_OTHER) || FAIL(c, f, VERIFY_CHANGED, what);
}

static bool check_place(struct audit *c, struct finding *f)
{
	bool ok = true;

	if (!f->signature.is_range_good) {
		DIAG_PUT(c->diags, VERIFY_RANGE, c->at, f->signature.name);
		ok = false;
	}
	if (f->signature.hex_fault)
		ok = FAIL(c, f, VERIFY_HEX, str_from(f->signature.hex_fault));
	if (ok && f->signature.der.n == 0)
		ok = FAIL(c, f, VERIFY_CMS, STR("/Contents hold no CMS"));
	return ok;
}

struct finding audit_signature(struct audit *c, const struct field *field)
{
	struct finding f = { .stated = MOMENT_NONE,
			     .stamped = MOMENT_NONE,
			     .time = c->options->time };
	struct cms m = { 0 };
	bool ok;

	if (!signature_read(c->doc, field, &f.signature)) {
		f.is_valid = FAIL(c, &f, VERIFY_CMS, STR("it has no /Contents of its own"));
		return f;
	}
	moment_read_pdf(document_find(c->doc, f.signature.dict, "M")->s, &f.stated);
	if (document_find(c->doc, f.signature.dict, "M")->kind != OBJECT_STRING)
		f.stated = MOMENT_NONE;
	f.reason = field_words(c->doc, document_find(c->doc, f.signature.dict, "Reason"));
	f.location = field_words(c->doc, document_find(c->doc, f.signature.dict, "Location"));
	ok = check_place(c, &f);
	if (f.signature.der.n > 0 && open_cms(c, &f, &m)) {
		describe(c, &f, &m);
		ok &= check_strength(c, &f, &m);
		ok &= f.signature.is_range_good && check_digest(c, &f, &m);
		ok &= check_key(c, &f, &m);
		ok &= check_kind(c, &f, &m);
		ok &= check_stamp(c, &f, &m);
		ok &= check_certificate(c, &f, &m);
	} else {
		ok = false;
	}
	close_cms(&m);
	if (f.signature.is_range_good)
		ok &= check_added(c, &f);
	f.is_valid = ok;
	return f;
}
