#include "sign/signer.h"

#include "base/file.h"
#include "sign/moment.h"
#include "sign/passphrase.h"

#include <errno.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509v3.h>
#include <string.h>

#define MAX_CERT_BYTES ((size_t)4 << 20)
#define MAX_CERTS 64
#define LEAST_RSA_BITS 2048

struct str signer_name(struct arena *a, const X509_NAME *name)
{
	BIO *out = BIO_new(BIO_s_mem());
	struct str s = STR("");
	char *p;
	long n;

	if (!out)
		return s;
	X509_NAME_print_ex(out, name, 0,
			   XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB);
	n = BIO_get_mem_data(out, &p);
	if (n > 0)
		s = str_copy(a, (struct str){ p, (size_t)n });
	BIO_free(out);
	return s;
}

struct str signer_common_name(struct arena *a, const X509 *cert)
{
	const X509_NAME *name = X509_get_subject_name(cert);
	int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
	unsigned char *utf8 = NULL;
	struct str s;
	int n = -1;

	if (at >= 0)
		n = ASN1_STRING_to_UTF8(
			&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
	if (n < 0)
		return signer_name(a, name);
	s = str_copy(a, (struct str){ (const char *)utf8, (size_t)n });
	OPENSSL_free(utf8);
	return s;
}

int64_t signer_moment(const ASN1_TIME *t)
{
	struct tm tm;

	if (!t || !ASN1_TIME_to_tm(t, &tm))
		return MOMENT_NONE;
	return moment_from(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
			   tm.tm_hour * 3600 + tm.tm_min * 60 + tm.tm_sec);
}

bool signer_may_sign(X509 *cert)
{
	return X509_get_key_usage(cert) & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION);
}

int signer_read_certs(struct arena *a, const char *path, STACK_OF(X509) * out)
{
	struct diags unsaid = { .arena = a };
	struct str bytes;
	const unsigned char *p;
	X509 *x;
	BIO *in;
	int n = 0;

	if (!file_read(a, &unsaid, path, MAX_CERT_BYTES, &bytes) || bytes.n == 0)
		return 0;
	p = (const unsigned char *)bytes.s;
	if ((x = d2i_X509(NULL, &p, (long)bytes.n)))
		return sk_X509_push(out, x) > 0;
	in = BIO_new_mem_buf(bytes.s, (int)bytes.n);
	while (in && n < MAX_CERTS && (x = PEM_read_bio_X509(in, NULL, NULL, NULL)))
		n += sk_X509_push(out, x) > 0;
	BIO_free(in);
	ERR_clear_error();
	return n;
}

/* OpenSSL asks here only when the key is protected. */
static int give_passphrase(char *to, int size, int is_writing, void *host)
{
	struct passphrase *p = host;

	if (is_writing || !passphrase_need(p) || p->n > (size_t)size)
		return -1;
	memcpy(to, p->text, p->n);
	return (int)p->n;
}

static bool put_unreadable(struct diags *d, const char *path)
{
	DIAG_PUT(d, FILE_READ, ((struct at){ 0 }), str_from(path), str_from(strerror(errno)));
	return false;
}

static bool put_key_error(struct diags *d, const struct passphrase *p, const char *path)
{
	if (p->is_missing)
		DIAG_PUT(d, PASS_NEEDED, ((struct at){ 0 }), str_from(path));
	else if (p->is_known)
		DIAG_PUT(d, PASS_WRONG, ((struct at){ 0 }), str_from(path));
	else
		DIAG_PUT(d, KEY_UNREADABLE, ((struct at){ 0 }), str_from(path));
	return false;
}

static bool read_key(struct signer *s, struct diags *d, struct passphrase *p, const char *path)
{
	size_t n;
	unsigned char *bytes = secret_read(path, &n);
	BIO *in;

	if (!bytes)
		return put_unreadable(d, path);
	in = BIO_new_mem_buf(bytes, (int)n);
	s->key = in ? PEM_read_bio_PrivateKey(in, NULL, give_passphrase, p) : NULL;
	BIO_free(in);
	secret_free(bytes, n);
	return s->key || put_key_error(d, p, path);
}

static bool read_pair(struct signer *s, struct arena *a, struct diags *d, struct passphrase *p,
		      const struct sign_options *o)
{
	if (!read_key(s, d, p, o->key))
		return false;
	if (!signer_read_certs(a, o->cert, s->chain)) {
		DIAG_PUT(d, CERT_UNREADABLE, ((struct at){ 0 }), str_from(o->cert));
		return false;
	}
	for (int i = 0; i < sk_X509_num(s->chain) && !s->cert; i++)
		if (X509_check_private_key(sk_X509_value(s->chain, i), s->key) == 1)
			s->cert = sk_X509_delete(s->chain, i);
	if (s->cert)
		return true;
	DIAG_PUT(d, KEY_MISMATCH, ((struct at){ 0 }), str_from(o->key), str_from(o->cert));
	return false;
}

/* A PKCS#12 file may have no pass phrase, or an empty one. */
static bool read_p12(struct signer *s, struct diags *d, struct passphrase *p,
		     const struct sign_options *o)
{
	size_t n;
	unsigned char *bytes = secret_read(o->p12, &n);
	const unsigned char *at = bytes;
	PKCS12 *p12 = bytes ? d2i_PKCS12(NULL, &at, (long)n) : NULL;
	STACK_OF(X509) *more = NULL;
	bool ok = p12 != NULL, is_open;

	if (!bytes)
		return put_unreadable(d, o->p12);
	is_open = p12 && (PKCS12_verify_mac(p12, NULL, 0) || PKCS12_verify_mac(p12, "", 0));
	if (p12 && !is_open)
		ok = passphrase_need(p);
	ok = ok && PKCS12_parse(p12, is_open ? "" : p->text, &s->key, &s->cert, &more) == 1;
	PKCS12_free(p12);
	secret_free(bytes, n);
	while (more && sk_X509_num(more) > 0)
		sk_X509_push(s->chain, sk_X509_shift(more));
	sk_X509_free(more);
	if (!ok)
		return put_key_error(d, p, o->p12);
	if (s->key && s->cert)
		return true;
	DIAG_PUT(d, KEY_UNREADABLE, ((struct at){ 0 }), str_from(o->p12));
	return false;
}

static bool choose_digest(struct signer *s, struct diags *d)
{
	const char *name = EVP_PKEY_get0_type_name(s->key);
	int bits = EVP_PKEY_get_bits(s->key);
	struct str kind = str_from(name ? name : "?");

	s->is_sm2 = EVP_PKEY_is_a(s->key, "SM2");
	if (s->is_sm2) {
		s->md = EVP_sm3();
		DIAG_PUT0(d, SIGN_SM2, ((struct at){ 0 }));
	} else if (EVP_PKEY_is_a(s->key, "RSA") && bits >= LEAST_RSA_BITS) {
		s->md = EVP_sha256();
	} else if (EVP_PKEY_is_a(s->key, "EC") && bits >= 224) {
		s->md = bits > 384 ? EVP_sha512() : bits > 256 ? EVP_sha384() : EVP_sha256();
	} else {
		DIAG_PUT(d, KEY_KIND, ((struct at){ 0 }), kind);
	}
	return s->md != NULL;
}

static bool is_valid_at(const struct signer *s, struct arena *a, struct diags *d, int64_t time)
{
	int64_t from = signer_moment(X509_get0_notBefore(s->cert));
	int64_t to = signer_moment(X509_get0_notAfter(s->cert));
	struct str name = signer_common_name(a, s->cert);
	struct buf when = { .arena = a };

	if (from != MOMENT_NONE && time >= from && time <= to)
		return true;
	moment_put(&when, time < from ? from : to);
	if (time < from)
		DIAG_PUT(d, CERT_EARLY, ((struct at){ 0 }), name, buf_text(&when));
	else
		DIAG_PUT(d, CERT_EXPIRED, ((struct at){ 0 }), name, buf_text(&when));
	return false;
}

bool signer_open(struct signer *s, struct arena *a, struct diags *d,
		 const struct sign_options *o)
{
	struct passphrase p = { .options = o, .file = o->p12 ? o->p12 : o->key };
	bool ok;

	*s = (struct signer){ .chain = sk_X509_new_null() };
	ok = s->chain && (o->p12 ? read_p12(s, d, &p, o) : read_pair(s, a, d, &p, o));
	passphrase_close(&p);
	ERR_clear_error();
	for (size_t i = 0; ok && i < o->chain.n; i++)
		if (!signer_read_certs(a, o->chain.item[i], s->chain)) {
			DIAG_PUT(d, CERT_UNREADABLE, ((struct at){ 0 }),
				 str_from(o->chain.item[i]));
			ok = false;
		}
	if (!ok || !choose_digest(s, d))
		return false;
	if (!signer_may_sign(s->cert))
		DIAG_PUT(d, CERT_USAGE, ((struct at){ 0 }), signer_common_name(a, s->cert));
	return is_valid_at(s, a, d, o->time);
}

void signer_close(struct signer *s)
{
	EVP_PKEY_free(s->key);
	X509_free(s->cert);
	sk_X509_pop_free(s->chain, X509_free);
}
