#include "sign/timestamp.h"

#include "sign/moment.h"

#include <openssl/err.h>
#include <openssl/ts.h>
#include <string.h>

#define ATTRIBUTE NID_id_smime_aa_timeStampToken

/* The one signer of a CMS. */
static CMS_SignerInfo *only_signer(CMS_ContentInfo *cms)
{
	STACK_OF(CMS_SignerInfo) *all = cms ? CMS_get0_SignerInfos(cms) : NULL;

	return all && sk_CMS_SignerInfo_num(all) == 1 ? sk_CMS_SignerInfo_value(all, 0) : NULL;
}

static CMS_ContentInfo *parse(struct str der)
{
	const unsigned char *p = (const unsigned char *)der.s;

	return d2i_CMS_ContentInfo(NULL, &p, (long)der.n);
}

static bool imprint(CMS_SignerInfo *si, const EVP_MD *md, unsigned char *digest, unsigned *n)
{
	const ASN1_OCTET_STRING *s = CMS_SignerInfo_get0_signature(si);

	return EVP_Digest(ASN1_STRING_get0_data(s), (size_t)ASN1_STRING_length(s), digest, n,
			  md, NULL) == 1;
}

static bool fill_query(TS_REQ *q, CMS_SignerInfo *si)
{
	TS_MSG_IMPRINT *m = TS_MSG_IMPRINT_new();
	X509_ALGOR *algorithm = X509_ALGOR_new();
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned n;
	bool ok = q && m && algorithm && imprint(si, EVP_sha256(), digest, &n) &&
		  X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL) == 1 &&
		  TS_MSG_IMPRINT_set_algo(m, algorithm) == 1 &&
		  TS_MSG_IMPRINT_set_msg(m, digest, (int)n) == 1 &&
		  TS_REQ_set_version(q, 1) == 1 && TS_REQ_set_msg_imprint(q, m) == 1 &&
		  TS_REQ_set_cert_req(q, 1) == 1;

	TS_MSG_IMPRINT_free(m);
	X509_ALGOR_free(algorithm);
	return ok;
}

bool timestamp_query(struct arena *a, struct diags *d, struct str cms, struct str *out)
{
	CMS_ContentInfo *c = parse(cms);
	CMS_SignerInfo *si = only_signer(c);
	TS_REQ *q = TS_REQ_new();
	unsigned char *der = NULL;
	int n = si && fill_query(q, si) ? i2d_TS_REQ(q, &der) : -1;

	if (n > 0)
		*out = str_copy(a, (struct str){ (const char *)der, (size_t)n });
	OPENSSL_free(der);
	TS_REQ_free(q);
	CMS_ContentInfo_free(c);
	return n > 0 || cms_fault(d);
}

static bool put_bad_reply(struct diags *d, const char *why)
{
	DIAG_PUT(d, SIGN_REPLY, ((struct at){ 0 }), str_from(why));
	ERR_clear_error();
	return false;
}

/* Is the token's imprint that of this signature? */
static bool belongs(CMS_SignerInfo *si, TS_TST_INFO *info)
{
	TS_MSG_IMPRINT *m = TS_TST_INFO_get_msg_imprint(info);
	const ASN1_OBJECT *oid = NULL;
	const ASN1_OCTET_STRING *said;
	const EVP_MD *md;
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned n;

	X509_ALGOR_get0(&oid, NULL, NULL, TS_MSG_IMPRINT_get_algo(m));
	md = EVP_get_digestbyobj(oid);
	said = TS_MSG_IMPRINT_get_msg(m);
	return md && EVP_MD_get_size(md) >= 32 && imprint(si, md, digest, &n) &&
	       ASN1_STRING_length(said) == (int)n &&
	       memcmp(ASN1_STRING_get0_data(said), digest, n) == 0;
}

static bool put_token(CMS_SignerInfo *si, PKCS7 *token)
{
	unsigned char *der = NULL;
	int n = i2d_PKCS7(token, &der);
	bool ok = n > 0 && CMS_unsigned_get_attr_by_NID(si, ATTRIBUTE, -1) < 0 &&
		  CMS_unsigned_add1_attr_by_NID(si, ATTRIBUTE, V_ASN1_SEQUENCE, der, n) == 1;

	OPENSSL_free(der);
	return ok;
}

static bool is_granted(TS_RESP *r)
{
	const ASN1_INTEGER *status = TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(r));
	long n = ASN1_INTEGER_get(status);

	return (n == TS_STATUS_GRANTED || n == TS_STATUS_GRANTED_WITH_MODS) &&
	       TS_RESP_get_token(r) && TS_RESP_get_tst_info(r);
}

bool timestamp_add(struct arena *a, struct diags *d, struct str cms, struct str reply,
		   struct str *out)
{
	const unsigned char *p = (const unsigned char *)reply.s;
	TS_RESP *r = d2i_TS_RESP(NULL, &p, (long)reply.n);
	CMS_ContentInfo *c = parse(cms);
	CMS_SignerInfo *si = only_signer(c);
	unsigned char *der = NULL;
	struct timestamp t;
	int n = -1;

	if (!r || !is_granted(r)) {
		put_bad_reply(d, r ? "the service refused" : "it is no time stamp reply");
	} else if (si && belongs(si, TS_RESP_get_tst_info(r))) {
		if (!put_token(si, TS_RESP_get_token(r)))
			put_bad_reply(d, "the signature has a time stamp already");
		else if (timestamp_read(a, si, &t)) {
			if (t.fault)
				put_bad_reply(d, t.fault);
			else
				n = i2d_CMS_ContentInfo(c, &der);
			timestamp_close(&t);
		}
	}
	if (n > 0)
		*out = str_copy(a, (struct str){ (const char *)der, (size_t)n });
	OPENSSL_free(der);
	TS_RESP_free(r);
	CMS_ContentInfo_free(c);
	return n > 0;
}

/* The certificate that signed the token must be there, be meant for it, and have done it. */
static const char *check_token(struct timestamp *t, BIO *content)
{
	STACK_OF(X509) * signers;

	if (CMS_verify(t->token, NULL, NULL, NULL, content,
		       CMS_NO_SIGNER_CERT_VERIFY | CMS_BINARY) != 1)
		return "its signature is wrong, or its certificate is missing";
	signers = CMS_get0_signers(t->token);
	if (!signers || sk_X509_num(signers) != 1) {
		sk_X509_free(signers);
		return "it has not one signer";
	}
	t->cert = sk_X509_value(signers, 0);
	sk_X509_free(signers);
	if (X509_check_purpose(t->cert, X509_PURPOSE_TIMESTAMP_SIGN, 0) != 1)
		return "its certificate is not one for time stamps";
	return NULL;
}

static void check(struct arena *a, CMS_SignerInfo *si, struct timestamp *t)
{
	BIO *content = BIO_new(BIO_s_mem());
	TS_TST_INFO *info = NULL;

	t->fault = content ? check_token(t, content) : "out of memory";
	if (!t->fault) {
		info = d2i_TS_TST_INFO_bio(content, NULL);
		if (!info)
			t->fault = "it is malformed";
		else if (!belongs(si, info))
			t->fault = "it is of another signature";
		else
			t->time = signer_moment(TS_TST_INFO_get_time(info));
		if (t->time == MOMENT_NONE && !t->fault)
			t->fault = "it states no time";
		t->authority = signer_common_name(a, t->cert);
	}
	TS_TST_INFO_free(info);
	BIO_free(content);
	ERR_clear_error();
}

bool timestamp_read(struct arena *a, CMS_SignerInfo *si, struct timestamp *out)
{
	int at = CMS_unsigned_get_attr_by_NID(si, ATTRIBUTE, -1);
	ASN1_TYPE *value;

	*out = (struct timestamp){ .time = MOMENT_NONE, .fault = "it is malformed" };
	if (at < 0)
		return false;
	value = X509_ATTRIBUTE_get0_type(CMS_unsigned_get_attr(si, at), 0);
	if (value && value->type == V_ASN1_SEQUENCE)
		out->token = parse((struct str){
			(const char *)ASN1_STRING_get0_data(value->value.sequence),
			(size_t)ASN1_STRING_length(value->value.sequence) });
	if (out->token)
		check(a, si, out);
	return true;
}

void timestamp_close(struct timestamp *t)
{
	CMS_ContentInfo_free(t->token);
	t->token = NULL;
}
