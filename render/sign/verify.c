#include "sign/verify.h"

static bool open_document(struct audit *c, struct str bytes)
{
	bool is_encrypted;

	if (document_open(c->doc, c->arena, bytes, &is_encrypted))
		return true;
	if (is_encrypted)
		DIAG_PUT0(c->diags, PDF_ENCRYPTED, c->at);
	else
		DIAG_PUT(c->diags, PDF_DAMAGED, c->at, str_from(c->doc->fault));
	return false;
}

static void check_all(struct audit *c, struct verdict *v)
{
	struct finding *finding;
	struct fields fields;

	if (!field_list(c->doc, &fields)) {
		DIAG_PUT(c->diags, PDF_DAMAGED, c->at, str_from(c->doc->fault));
		return;
	}
	v->finding = finding = arena_array(c->arena, fields.n, sizeof *finding);
	v->is_valid = true;
	for (size_t i = 0; i < fields.n; i++) {
		if (fields.item[i].value->kind == OBJECT_NULL)
			continue;
		finding[v->n] = audit_signature(c, &fields.item[i]);
		v->is_valid &= finding[v->n++].is_valid;
	}
	if (c->doc->fault) {
		DIAG_PUT(c->diags, PDF_DAMAGED, c->at, str_from(c->doc->fault));
		v->is_valid = false;
	}
	if (v->n == 0) {
		DIAG_PUT0(c->diags, VERIFY_NONE, c->at);
		v->is_valid = false;
	}
}

struct verdict verify_bytes(struct arena *a, struct diags *d, const struct sign_options *o,
			    const char *file, struct str bytes, bool with_origin)
{
	struct document *doc = arena_alloc(a, sizeof *doc);
	struct audit c = {
		.arena = a, .diags = d, .options = o, .at = { str_from(file), 0 }, .doc = doc
	};
	struct verdict v = { .file = file };

	if (!audit_open_trust(&c) || !open_document(&c, bytes)) {
		X509_STORE_free(c.store);
		return v;
	}
	dss_read(doc, &c.dss);
	check_all(&c, &v);
	if (with_origin && v.n > 0)
		v.origin = origin_check(doc, a, o, file, &v.why);
	if (v.origin == ORIGIN_OTHER) {
		DIAG_PUT0(d, VERIFY_ORIGIN, c.at);
		v.is_valid = false;
	}
	dss_close(&c.dss);
	X509_STORE_free(c.store);
	return v;
}
