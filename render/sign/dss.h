/*
 * The document security store (EN 319 142-1, 5.4.2): certificates, revocation lists and OCSP
 * replies, given as files and kept in the document: what PAdES B-LT adds to B-T.
 */
#ifndef NIANBAO_SIGN_DSS_H
#define NIANBAO_SIGN_DSS_H

#include "sign/options.h"
#include "sign/update.h"

#include <openssl/ocsp.h>
#include <openssl/x509.h>

/*
 * Append the files that the options name to a document, as an update of its own. False after
 * errors were put, or a fault of the document.
 */
bool dss_add(struct document *doc, struct diags *d, const struct sign_options *o,
	     struct str *out);

struct dss {
	STACK_OF(X509) * certs;
	STACK_OF(X509_CRL) * crls;
	OCSP_RESPONSE **ocsp;
	size_t n_ocsp;
	bool is_too_large; /* more than DSS_MAX_BYTES: a fault of the document */
};

/*
 * All that a document keeps. What cannot be read is left out, and nothing else, as long as there is
 * room to unpack (see document.h). Close it in any case.
 */
void dss_read(struct document *doc, struct dss *out);
void dss_close(struct dss *s);

#endif
