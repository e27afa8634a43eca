/* What can be said of one signature; see audit.c and its neighbours for each part. */
#ifndef NIANBAO_SIGN_AUDIT_H
#define NIANBAO_SIGN_AUDIT_H

#include "sign/dss.h"
#include "sign/revision.h"
#include "sign/signature.h"

enum trust { TRUST_NOT_CHECKED, TRUST_GOOD, TRUST_BAD };

struct finding {
	struct signature signature;
	bool is_valid;        /* nothing was found that speaks against it */
	bool is_whole;        /* the signed bytes are those that were signed */
	bool is_experimental; /* SM2 */
	struct str level; /* "PAdES B-B", "PAdES B-T", "PAdES B-LT", "CMS"; empty: unknown */
	struct str algorithm; /* "RSA 2048, SHA256" */
	struct str signer, issuer, serial;
	struct str reason, location; /* as the signer states them */
	int64_t from, to;            /* of the certificate */
	int64_t stated;              /* /M; MOMENT_NONE: it states none */
	bool has_stamp;
	int64_t stamped; /* of a time stamp that is valid, else MOMENT_NONE */
	struct str authority;
	int64_t time; /* at which the certificate was looked at */
	bool covers_all;
	unsigned added; /* enum revision_added, when it does not */
	enum trust trust;
	struct str trust_words; /* why not */
};

struct audit {
	struct arena *arena;
	struct diags *diags;
	const struct sign_options *options;
	struct at at; /* the file, for messages */
	struct document *doc;
	X509_STORE *store; /* of --trust; NULL: none was given */
	struct dss dss;
};

/* Look at a signed field from all sides; errors are put as they are found. */
struct finding audit_signature(struct audit *c, const struct field *f);

/*
 * For audit*.c: the chain from `cert` to a root of --trust, at `time`; is it the signer of a time
 * stamp? TRUST_NOT_CHECKED without --trust.
 */
enum trust audit_trust(const struct audit *c, X509 *cert, STACK_OF(X509) * others, int64_t time,
		       bool is_stamp, struct str *why);

/*
 * For audit*.c: does the store of the document say whether `cert` was revoked? `*revoked` is when,
 * or MOMENT_NONE.
 */
bool audit_revocation(const struct audit *c, X509 *cert, STACK_OF(X509) * others,
		      int64_t *revoked);

/* Roots from the options; false after E704 was put. */
bool audit_open_trust(struct audit *c);

#endif
