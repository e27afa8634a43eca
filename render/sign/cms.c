#include "sign/cms.h"

#include <openssl/err.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ATTRIBUTES 32
#define OVERHEAD 2048 /* names, attributes, algorithms */

bool cms_fault(struct diags *d)
{
	unsigned long e = ERR_get_error();
	const char *why = e ? ERR_reason_error_string(e) : NULL;

	DIAG_PUT(d, SIGN_FAILED, ((struct at){ 0 }), str_from(why ? why : "out of memory"));
	ERR_clear_error();
	return false;
}

unsigned cms_digest(const EVP_MD *md, const struct str part[2], unsigned char *digest)
{
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	unsigned n = 0;

	if (!c || !EVP_DigestInit_ex(c, md, NULL) ||
	    !EVP_DigestUpdate(c, part[0].s, part[0].n) ||
	    !EVP_DigestUpdate(c, part[1].s, part[1].n) || !EVP_DigestFinal_ex(c, digest, &n))
		n = 0;
	EVP_MD_CTX_free(c);
	return n;
}

size_t cms_length(struct str bytes)
{
	const unsigned char *start = (const unsigned char *)bytes.s, *p = start;
	CMS_ContentInfo *cms = d2i_CMS_ContentInfo(NULL, &p, (long)bytes.n);

	ERR_clear_error();
	CMS_ContentInfo_free(cms);
	return cms ? (size_t)(p - start) : 0;
}

/* X.690, 11.6: by their bytes, the shorter one first where it is the beginning of the other. */
static int compare_der(const void *x, const void *y)
{
	return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

static void put_length(struct buf *b, size_t n)
{
	int width = n > 0xFFFF ? 3 : n > 0xFF ? 2 : 1;

	if (n < 0x80) {
		buf_char(b, (char)n);
		return;
	}
	buf_char(b, (char)(0x80 | width));
	while (width-- > 0)
		buf_char(b, (char)(n >> 8 * width & 255));
}

bool cms_attributes(struct arena *a, CMS_SignerInfo *si, struct str *set)
{
	struct str der[MAX_ATTRIBUTES];
	struct buf b = { .arena = a };
	int n = CMS_signed_get_attr_count(si);
	size_t total = 0;

	if (n < 1 || n > MAX_ATTRIBUTES)
		return false;
	for (int i = 0; i < n; i++) {
		unsigned char *p = NULL;
		int size = i2d_X509_ATTRIBUTE(CMS_signed_get_attr(si, i), &p);

		if (size < 0)
			return false;
		der[i] = str_copy(a, (struct str){ (const char *)p, (size_t)size });
		total += der[i].n;
		OPENSSL_free(p);
	}
	qsort(der, (size_t)n, sizeof *der, compare_der);
	buf_char(&b, 0x31);
	put_length(&b, total);
	for (int i = 0; i < n; i++)
		buf_str(&b, der[i]);
	*set = buf_text(&b);
	return true;
}

/* OpenSSL leaves the algorithm empty for SM2, and takes an empty identifier of the signer. */
static EVP_PKEY_CTX *prepare_sm2(const struct signer *s, CMS_SignerInfo *si)
{
	EVP_PKEY_CTX *c = EVP_PKEY_CTX_new_from_pkey(NULL, s->key, NULL);
	X509_ALGOR *algorithm;

	CMS_SignerInfo_get0_algs(si, NULL, NULL, NULL, &algorithm);
	if (c && EVP_PKEY_CTX_set1_id(c, SIGNER_SM2_ID, (int)strlen(SIGNER_SM2_ID)) == 1 &&
	    X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_SM2_with_SM3), V_ASN1_UNDEF, NULL) == 1)
		return c;
	EVP_PKEY_CTX_free(c);
	return NULL;
}

static bool sign_set(const struct signer *s, CMS_SignerInfo *si, struct str set)
{
	const unsigned char *bytes = (const unsigned char *)set.s;
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	EVP_PKEY_CTX *sm2 = s->is_sm2 ? prepare_sm2(s, si) : NULL;
	unsigned char *signature = NULL;
	size_t n = 0;
	bool ok = c && (sm2 || !s->is_sm2);

	if (ok && sm2)
		EVP_MD_CTX_set_pkey_ctx(c, sm2);
	ok = ok && EVP_DigestSignInit(c, NULL, s->md, NULL, s->key) == 1 &&
	     EVP_DigestSign(c, NULL, &n, bytes, set.n) == 1 &&
	     (signature = OPENSSL_malloc(n)) &&
	     EVP_DigestSign(c, signature, &n, bytes, set.n) == 1 &&
	     ASN1_OCTET_STRING_set(CMS_SignerInfo_get0_signature(si), signature, (int)n) == 1;
	OPENSSL_free(signature);
	EVP_MD_CTX_free(c);
	EVP_PKEY_CTX_free(sm2);
	return ok;
}

/* CMS_final would add signing-time: the other attributes are put by hand. */
static bool put_attributes(CMS_SignerInfo *si, const unsigned char *digest, unsigned n)
{
	return CMS_signed_add1_attr_by_NID(si, NID_pkcs9_contentType, V_ASN1_OBJECT,
					   OBJ_nid2obj(NID_pkcs7_data), -1) == 1 &&
	       CMS_signed_add1_attr_by_NID(si, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING,
					   digest, (int)n) == 1;
}

bool cms_sign(struct arena *a, struct diags *d, const struct signer *s,
	      const struct str part[2], struct str *der)
{
	const unsigned flags = CMS_DETACHED | CMS_BINARY | CMS_PARTIAL | CMS_NOSMIMECAP;
	CMS_ContentInfo *cms = CMS_sign(NULL, NULL, s->chain, NULL, flags);
	CMS_SignerInfo *si =
		cms ? CMS_add1_signer(cms, s->cert, s->key, s->md, flags | CMS_CADES) : NULL;
	unsigned char digest[EVP_MAX_MD_SIZE], *out = NULL;
	unsigned n = cms_digest(s->md, part, digest);
	struct str set;
	int size = -1;

	if (si && n > 0 && put_attributes(si, digest, n) && cms_attributes(a, si, &set) &&
	    sign_set(s, si, set))
		size = i2d_CMS_ContentInfo(cms, &out);
	if (size > 0)
		*der = str_copy(a, (struct str){ (const char *)out, (size_t)size });
	OPENSSL_free(out);
	CMS_ContentInfo_free(cms);
	return size > 0 || cms_fault(d);
}

size_t cms_size(const struct signer *s)
{
	size_t n = OVERHEAD + (size_t)EVP_PKEY_get_size(s->key);

	n += (size_t)i2d_X509(s->cert, NULL);
	for (int i = 0; i < sk_X509_num(s->chain); i++)
		n += (size_t)i2d_X509(sk_X509_value(s->chain, i), NULL);
	return n;
}
