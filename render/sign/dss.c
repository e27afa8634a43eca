#include "sign/dss.h"

#include "base/file.h"
#include "base/limits.h"
#include "output/pdf_text.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#define MAX_FILE ((size_t)16 << 20)
#define MAX_KEPT 1000 /* of one kind */

enum kind { CERT, CRL, OCSP, NKIND };

static const struct {
	const char *key, *zh, *en;
} kinds[NKIND] = {
	[CERT] = { "Certs", "证书", "certificate" },
	[CRL] = { "CRLs", "吊销列表（CRL）", "revocation list (CRL)" },
	[OCSP] = { "OCSPs", "OCSP 答复", "OCSP response" },
};

/* The DER of what is in a file of this kind, PEM or DER; empty when it is something else. */
static struct str read_der(struct arena *a, enum kind kind, struct str bytes)
{
	const unsigned char *p = (const unsigned char *)bytes.s;
	BIO *in = BIO_new_mem_buf(bytes.s, (int)bytes.n);
	unsigned char *der = NULL;
	struct str out = STR("");
	int n = -1;

	if (kind == CERT) {
		X509 *x = d2i_X509(NULL, &p, (long)bytes.n);

		if (!x && in)
			x = PEM_read_bio_X509(in, NULL, NULL, NULL);
		n = x ? i2d_X509(x, &der) : -1;
		X509_free(x);
	} else if (kind == CRL) {
		X509_CRL *x = d2i_X509_CRL(NULL, &p, (long)bytes.n);

		if (!x && in)
			x = PEM_read_bio_X509_CRL(in, NULL, NULL, NULL);
		n = x ? i2d_X509_CRL(x, &der) : -1;
		X509_CRL_free(x);
	} else {
		OCSP_RESPONSE *x = d2i_OCSP_RESPONSE(NULL, &p, (long)bytes.n);

		if (x && OCSP_response_status(x) == OCSP_RESPONSE_STATUS_SUCCESSFUL)
			n = i2d_OCSP_RESPONSE(x, &der);
		OCSP_RESPONSE_free(x);
	}
	if (n > 0)
		out = str_copy(a, (struct str){ (const char *)der, (size_t)n });
	OPENSSL_free(der);
	BIO_free(in);
	ERR_clear_error();
	return out;
}

static bool put_file(struct update *u, struct diags *d, enum kind kind, const char *path,
		     enum diag_lang lang, struct buf *refs)
{
	struct str bytes, der;
	uint32_t num;

	if (!file_read(u->arena, d, path, MAX_FILE, &bytes))
		return false;
	der = read_der(u->arena, kind, bytes);
	if (der.n == 0) {
		DIAG_PUT(d, DSS_FILE, ((struct at){ 0 }), str_from(path),
			 str_from(lang == DIAG_CHINESE ? kinds[kind].zh : kinds[kind].en));
		return false;
	}
	num = update_number(u);
	update_put_stream(u, num, STR(""), der);
	pdf_text_ref(refs, num);
	return true;
}

/* The text of the store: what it had before, and the new files. */
static bool put_store(struct update *u, struct diags *d, const struct sign_options *o,
		      const struct object *old, struct buf *out)
{
	const struct option_files *files[NKIND] = { &o->dss_cert, &o->crl, &o->ocsp };
	bool ok = true;

	buf_z(out, "<</Type/DSS");
	if (object_key(old, "VRI")->kind != OBJECT_NULL) {
		buf_z(out, "/VRI ");
		buf_str(out, object_key(old, "VRI")->raw);
	}
	for (int k = 0; k < NKIND; k++) {
		struct buf refs = { .arena = u->arena };

		update_items(&refs, document_find(u->doc, old, kinds[k].key));
		for (size_t i = 0; i < files[k]->n; i++)
			ok &= put_file(u, d, (enum kind)k, files[k]->item[i], o->lang, &refs);
		if (refs.n == 0)
			continue;
		buf_printf(out, "\n/%s[", kinds[k].key);
		buf_str(out, buf_text(&refs));
		buf_char(out, ']');
	}
	buf_z(out, ">>");
	return ok;
}

bool dss_add(struct document *doc, struct diags *d, const struct sign_options *o,
	     struct str *out)
{
	const struct object *catalog = document_catalog(doc);
	const struct object *extensions = document_find(doc, catalog, "Extensions");
	struct buf store = { .arena = doc->arena }, ref = { .arena = doc->arena },
		   words = { .arena = doc->arena };
	uint32_t root = (uint32_t)object_key(&doc->trailer, "Root")->n, num;
	struct update u;

	update_open(&u, doc);
	num = update_number(&u);
	if (!put_store(&u, d, o, document_find(doc, catalog, "DSS"), &store))
		return false;
	update_put(&u, num, buf_text(&store));
	pdf_text_ref(&ref, num);
	update_with(&words, extensions, "ESIC", STR("<</BaseVersion/1.7/ExtensionLevel 5>>"));
	return update_set(&u, root, "DSS", buf_text(&ref)) &&
	       update_set(&u, root, "Extensions", buf_text(&words)) && update_close(&u, out);
}

static void keep(struct dss *s, enum kind kind, struct str der)
{
	const unsigned char *p = (const unsigned char *)der.s;
	X509 *cert;
	X509_CRL *crl;
	OCSP_RESPONSE *ocsp;

	if (kind == CERT && (cert = d2i_X509(NULL, &p, (long)der.n)))
		sk_X509_push(s->certs, cert);
	if (kind == CRL && (crl = d2i_X509_CRL(NULL, &p, (long)der.n)))
		sk_X509_CRL_push(s->crls, crl);
	if (kind == OCSP && (ocsp = d2i_OCSP_RESPONSE(NULL, &p, (long)der.n)))
		s->ocsp[s->n_ocsp++] = ocsp;
}

/* Keep what a list refers to. What cannot be read is left out; `*left` bytes are room for the rest. */
static void keep_list(struct document *doc, struct dss *s, enum kind kind,
		      const struct object *list, size_t *left)
{
	for (size_t i = 0; list->kind == OBJECT_ARRAY && i < list->n_item && i < MAX_KEPT;
	     i++) {
		const struct object *stream = document_resolve(doc, &list->item[i]);
		struct str der;

		if (stream->is_stream && document_unpack(doc, stream, &der)) {
			s->is_too_large |= der.n > *left;
			if (s->is_too_large)
				return;
			*left -= der.n;
			keep(s, kind, der);
		}
		doc->fault = NULL;
	}
}

void dss_read(struct document *doc, struct dss *out)
{
	const struct object *store = document_find(doc, document_catalog(doc), "DSS");
	size_t left = DSS_MAX_BYTES;

	*out = (struct dss){ .certs = sk_X509_new_null(), .crls = sk_X509_CRL_new_null() };
	out->ocsp = arena_array(doc->arena, MAX_KEPT, sizeof *out->ocsp);
	if (!out->certs || !out->crls || doc->fault)
		return;
	for (int k = 0; k < NKIND; k++) {
		const struct object *list = document_find(doc, store, kinds[k].key);

		doc->fault = NULL;
		keep_list(doc, out, (enum kind)k, list, &left);
	}
	if (out->is_too_large)
		document_fault(doc, "its security store has more bytes than " LIMIT_TEXT(
					    DSS_MAX_BYTES));
	ERR_clear_error();
}

void dss_close(struct dss *s)
{
	sk_X509_pop_free(s->certs, X509_free);
	sk_X509_CRL_pop_free(s->crls, X509_CRL_free);
	for (size_t i = 0; i < s->n_ocsp; i++)
		OCSP_RESPONSE_free(s->ocsp[i]);
}
