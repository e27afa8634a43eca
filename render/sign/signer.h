/* Who signs: a private key, its certificate, and those that lead from it to a root. */
#ifndef NIANBAO_SIGN_SIGNER_H
#define NIANBAO_SIGN_SIGNER_H

#include "sign/options.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

struct signer {
	EVP_PKEY *key;
	X509 *cert;
	STACK_OF(X509) * chain;
	const EVP_MD *md;
	bool is_sm2;
};

/*
 * Read key and certificates as the options name them, and see whether they can sign at the time
 * `o->time`. False after errors were put. Close it in either case.
 */
bool signer_open(struct signer *s, struct arena *a, struct diags *d,
		 const struct sign_options *o);
void signer_close(struct signer *s);

/* SM2 has an identifier of the signer in its signatures; this is the usual one (GM/T 0009). */
#define SIGNER_SM2_ID "1234567812345678"

/* All certificates in a file, PEM or DER; the number of them that were pushed. */
int signer_read_certs(struct arena *a, const char *path, STACK_OF(X509) * out);

/* "CN=…, O=…" in UTF-8. */
struct str signer_name(struct arena *a, const X509_NAME *name);

/* What a certificate calls its owner: the common name if it has one. */
struct str signer_common_name(struct arena *a, const X509 *cert);

/*
 * Is a certificate meant for signatures? (RFC 5280, 4.2.1.3; without a key usage for anything.)
 * Authorities in China issue a second one for encryption, which is easily taken for it: W709.
 */
bool signer_may_sign(X509 *cert);

/* An ASN.1 time as a moment; MOMENT_NONE if it is none. */
int64_t signer_moment(const ASN1_TIME *t);

#endif
