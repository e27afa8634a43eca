/*
 * Time stamps (RFC 3161) without a socket: the query is a file, and so is the reply that somebody
 * brings back. The token becomes an unsigned attribute of the signature: PAdES B-T.
 */
#ifndef NIANBAO_SIGN_TIMESTAMP_H
#define NIANBAO_SIGN_TIMESTAMP_H

#include "sign/cms.h"

/* The query for the signature in this CMS. False after F907 was put. */
bool timestamp_query(struct arena *a, struct diags *d, struct str cms, struct str *out);

/*
 * Put the token of a reply into the CMS that it belongs to. False when it belongs to another one,
 * or, after an error was put, when the reply is a refusal or malformed.
 */
bool timestamp_add(struct arena *a, struct diags *d, struct str cms, struct str reply,
		   struct str *out);

/* What a time stamp says. */
struct timestamp {
	int64_t time;
	struct str authority; /* who signed it */
	CMS_ContentInfo *token;
	X509 *cert;        /* that signed it; borrowed from the token */
	const char *fault; /* why it is not valid, in English; NULL: it is */
};

/*
 * Read and check the time stamp of a signer. False when there is none. The chain up to a root is
 * the caller's to check. Close it when this returned true.
 */
bool timestamp_read(struct arena *a, CMS_SignerInfo *si, struct timestamp *out);
void timestamp_close(struct timestamp *t);

#endif
