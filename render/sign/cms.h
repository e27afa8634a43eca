/*
 * CMS signatures as PAdES wants them (EN 319 142-1, 6.3): detached, with the signed attributes
 * content-type, message-digest and signing-certificate-v2, and without signing-time, whose place
 * is /M of the signature dictionary.
 */
#ifndef NIANBAO_SIGN_CMS_H
#define NIANBAO_SIGN_CMS_H

#include "sign/signer.h"

#include <openssl/cms.h>

/* The DER of a signature over the bytes `part[0]` and `part[1]`. False after F907 was put. */
bool cms_sign(struct arena *a, struct diags *d, const struct signer *s,
	      const struct str part[2], struct str *der);

/* How many bytes a signature of this signer takes at most. */
size_t cms_size(const struct signer *s);

/* The digest of both parts; its length, 0 on a failure. */
unsigned cms_digest(const EVP_MD *md, const struct str part[2], unsigned char *digest);

/* The signed attributes as they are signed: a SET OF in DER, which is sorted. */
bool cms_attributes(struct arena *a, CMS_SignerInfo *si, struct str *set);

/* The length of the CMS at the start of the bytes, 0 when there is none or it is not whole. */
size_t cms_length(struct str bytes);

/* Put F907 with OpenSSL's own words; false. */
bool cms_fault(struct diags *d);

#endif
