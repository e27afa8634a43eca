/* Chains of certificates up to the roots of --trust, and revocation from the document's store. */
#include "sign/audit.h"
#include "sign/moment.h"
#include "sign/signer.h"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <string.h>

/* OpenSSL takes an empty identifier for certificates signed with SM2 unless it is told. */
static void name_sm2(X509 *x)
{
	ASN1_OCTET_STRING *id;

	if (X509_get_signature_nid(x) != NID_SM2_with_SM3 || X509_get0_distinguishing_id(x))
		return;
	id = ASN1_OCTET_STRING_new();
	if (id && ASN1_OCTET_STRING_set(id, (const unsigned char *)SIGNER_SM2_ID,
					(int)strlen(SIGNER_SM2_ID)))
		X509_set0_distinguishing_id(x, id);
	else
		ASN1_OCTET_STRING_free(id);
}

bool audit_open_trust(struct audit *c)
{
	const struct option_files *files = &c->options->trust;
	STACK_OF(X509) *roots = sk_X509_new_null();
	bool ok = roots != NULL;

	if (files->n > 0)
		c->store = X509_STORE_new();
	for (size_t i = 0; ok && i < files->n; i++) {
		if (signer_read_certs(c->arena, files->item[i], roots))
			continue;
		DIAG_PUT(c->diags, CERT_UNREADABLE, ((struct at){ 0 }),
			 str_from(files->item[i]));
		ok = false;
	}
	for (int i = 0; ok && c->store && i < sk_X509_num(roots); i++) {
		name_sm2(sk_X509_value(roots, i));
		X509_STORE_add_cert(c->store, sk_X509_value(roots, i));
	}
	sk_X509_pop_free(roots, X509_free);
	ERR_clear_error();
	return ok;
}

static void push_all(STACK_OF(X509) * to, STACK_OF(X509) * from)
{
	for (int i = 0; from && i < sk_X509_num(from); i++) {
		name_sm2(sk_X509_value(from, i));
		sk_X509_push(to, sk_X509_value(from, i));
	}
}

enum trust audit_trust(const struct audit *c, X509 *cert, STACK_OF(X509) * others, int64_t time,
		       bool is_stamp, struct str *why)
{
	X509_STORE_CTX *x = c->store ? X509_STORE_CTX_new() : NULL;
	STACK_OF(X509) *all = sk_X509_new_null();
	X509_VERIFY_PARAM *param;
	bool ok = false;

	*why = STR("");
	if (!c->store) {
		sk_X509_free(all);
		return TRUST_NOT_CHECKED;
	}
	*why = STR("out of memory");
	if (x && all) {
		name_sm2(cert);
		push_all(all, others);
		push_all(all, c->dss.certs);
		if (X509_STORE_CTX_init(x, c->store, cert, all)) {
			param = X509_STORE_CTX_get0_param(x);
			X509_VERIFY_PARAM_set_time(param, (time_t)time);
			X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_PARTIAL_CHAIN);
			if (is_stamp)
				X509_VERIFY_PARAM_set_purpose(param,
							      X509_PURPOSE_TIMESTAMP_SIGN);
			ok = X509_verify_cert(x) == 1;
			*why = str_from(
				X509_verify_cert_error_string(X509_STORE_CTX_get_error(x)));
		}
	}
	X509_STORE_CTX_free(x);
	sk_X509_free(all);
	ERR_clear_error();
	return ok ? TRUST_GOOD : TRUST_BAD;
}

static X509 *find_issuer(const struct audit *c, X509 *cert, STACK_OF(X509) * others)
{
	STACK_OF(X509) *const list[] = { others, c->dss.certs };

	for (size_t k = 0; k < 2; k++)
		for (int i = 0; list[k] && i < sk_X509_num(list[k]); i++) {
			X509 *x = sk_X509_value(list[k], i);

			if (X509_check_issued(x, cert) == X509_V_OK &&
			    X509_verify(cert, X509_get0_pubkey(x)) == 1)
				return x;
		}
	return NULL;
}

/* Revoked at a time that cannot be read: revoked all the time. */
static int64_t revoked_at(const ASN1_TIME *t)
{
	int64_t moment = signer_moment(t);

	return moment == MOMENT_NONE ? 0 : moment;
}

static bool ask_crls(const struct audit *c, X509 *cert, X509 *issuer, int64_t *revoked)
{
	bool is_known = false;

	for (int i = 0; c->dss.crls && i < sk_X509_CRL_num(c->dss.crls); i++) {
		X509_CRL *crl = sk_X509_CRL_value(c->dss.crls, i);
		X509_REVOKED *entry;

		if (X509_NAME_cmp(X509_CRL_get_issuer(crl), X509_get_issuer_name(cert)) ||
		    X509_CRL_verify(crl, X509_get0_pubkey(issuer)) != 1)
			continue;
		is_known = true;
		if (X509_CRL_get0_by_cert(crl, &entry, cert) == 1)
			*revoked = revoked_at(X509_REVOKED_get0_revocationDate(entry));
	}
	return is_known;
}

/*
 * RFC 6960, 4.2.2.2: an issuer's replies are signed by itself, or by one whom it made a certificate
 * for that. Else anybody could put a reply of his own into the store.
 */
static bool may_answer(X509 *signer, X509 *issuer)
{
	return !X509_cmp(signer, issuer) ||
	       (X509_check_issued(issuer, signer) == X509_V_OK &&
		X509_verify(signer, X509_get0_pubkey(issuer)) == 1 &&
		(X509_get_extension_flags(signer) & EXFLAG_XKUSAGE) &&
		(X509_get_extended_key_usage(signer) & XKU_OCSP_SIGN));
}

static bool ask_ocsp(OCSP_BASICRESP *reply, X509 *cert, X509 *issuer, STACK_OF(X509) * certs,
		     int64_t *revoked)
{
	ASN1_GENERALIZEDTIME *when = NULL;
	OCSP_CERTID *id = NULL;
	int status = -1, reason;
	X509 *signer;

	if (OCSP_basic_verify(reply, certs, NULL, OCSP_NOVERIFY) != 1 ||
	    OCSP_resp_get0_signer(reply, &signer, certs) != 1 || !may_answer(signer, issuer))
		return false;
	for (int i = 0; i < OCSP_resp_count(reply) && status < 0; i++) {
		const OCSP_CERTID *said = OCSP_SINGLERESP_get0_id(OCSP_resp_get0(reply, i));
		ASN1_OBJECT *oid = NULL;

		OCSP_id_get0_info(NULL, &oid, NULL, NULL, (OCSP_CERTID *)(uintptr_t)said);
		id = OCSP_cert_to_id(EVP_get_digestbyobj(oid), cert, issuer);
		if (id && !OCSP_id_cmp(id, said))
			status = OCSP_single_get0_status(OCSP_resp_get0(reply, i), &reason,
							 &when, NULL, NULL);
		OCSP_CERTID_free(id);
	}
	if (status == V_OCSP_CERTSTATUS_REVOKED)
		*revoked = revoked_at(when);
	return status == V_OCSP_CERTSTATUS_GOOD || status == V_OCSP_CERTSTATUS_REVOKED;
}

bool audit_revocation(const struct audit *c, X509 *cert, STACK_OF(X509) * others,
		      int64_t *revoked)
{
	X509 *issuer;
	bool is_known;

	*revoked = MOMENT_NONE;
	name_sm2(cert);
	issuer = find_issuer(c, cert, others);
	if (!issuer)
		return false;
	is_known = ask_crls(c, cert, issuer, revoked);
	for (size_t i = 0; i < c->dss.n_ocsp; i++) {
		OCSP_BASICRESP *reply = OCSP_response_get1_basic(c->dss.ocsp[i]);
		STACK_OF(X509) *all = sk_X509_new_null();

		if (reply && all) {
			push_all(all, others);
			push_all(all, c->dss.certs);
			is_known |= ask_ocsp(reply, cert, issuer, all, revoked);
		}
		sk_X509_free(all);
		OCSP_BASICRESP_free(reply);
	}
	ERR_clear_error();
	return is_known;
}
