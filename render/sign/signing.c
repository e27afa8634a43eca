#include "sign/signing.h"

#include "base/file.h"
#include "sign/dss.h"
#include "sign/signature.h"
#include "sign/stamp.h"
#include "sign/timestamp.h"

#define ROOM_STEP 1024
#define ROOM_FOR_STAMP 12288 /* a time stamp with the certificates of its service */

static bool open_document(struct document *doc, struct arena *a, struct diags *d,
			  const char *file, struct str bytes)
{
	struct at at = { str_from(file), 0 };
	bool is_encrypted;

	if (document_open(doc, a, bytes, &is_encrypted))
		return true;
	if (is_encrypted)
		DIAG_PUT0(d, PDF_ENCRYPTED, at);
	else
		DIAG_PUT(d, PDF_DAMAGED, at, str_from(doc->fault));
	return false;
}

static bool put_damaged(struct document *doc, struct diags *d, const char *file)
{
	DIAG_PUT(d, PDF_DAMAGED, ((struct at){ str_from(file), 0 }),
		 str_from(doc->fault ? doc->fault : "it is too large"));
	return false;
}

/* The names of fields, with commas. */
static struct str names_of(struct arena *a, const struct fields *f, bool only_empty)
{
	struct buf b = { .arena = a };

	for (size_t i = 0; i < f->n; i++) {
		if (only_empty && f->item[i].value->kind != OBJECT_NULL)
			continue;
		buf_z(&b, b.n ? ", " : "");
		buf_str(&b, f->item[i].name);
	}
	return b.n ? buf_text(&b) : STR("-");
}

/*
 * Which field: the one that is named, or the only empty one; a new one (NULL) when a place is
 * named, or there is no empty one.
 */
static bool choose_field(struct document *doc, struct diags *d, const struct sign_options *o,
			 const struct fields *f, const struct field **out)
{
	struct at at = { str_from(o->input[0]), 0 };
	size_t n_empty = 0;

	*out = NULL;
	for (size_t i = 0; i < f->n; i++) {
		bool is_empty = f->item[i].value->kind == OBJECT_NULL;

		if (o->field && str_is(f->item[i].name, o->field)) {
			*out = &f->item[i];
			if (!is_empty)
				DIAG_PUT(d, FIELD_SIGNED, at, f->item[i].name);
			return is_empty;
		}
		if (!o->field && !o->has_box && is_empty) {
			*out = &f->item[i];
			n_empty++;
		}
	}
	if (o->field)
		DIAG_PUT(d, FIELD_NONE, at, str_from(o->field), names_of(doc->arena, f, false));
	if (n_empty > 1)
		DIAG_PUT(d, FIELD_WHICH, at, names_of(doc->arena, f, true));
	return !o->field && n_empty < 2;
}

/* Signature1, Signature2, …: the first that is free. */
static struct str new_name(struct arena *a, const struct fields *f)
{
	for (size_t n = 1;; n++) {
		struct buf b = { .arena = a };
		bool is_free = true;

		buf_printf(&b, "Signature%zu", n);
		for (size_t i = 0; i < f->n; i++)
			is_free &= !str_eq(f->item[i].name, buf_text(&b));
		if (is_free)
			return buf_text(&b);
	}
}

static bool is_locked(struct document *doc)
{
	const struct object *perms = document_find(doc, document_catalog(doc), "Perms");

	return signature_locks(doc, document_find(doc, perms, "DocMDP"));
}

static size_t room_for(const struct signer *s, const struct sign_options *o)
{
	size_t n = cms_size(s) + o->reserve;

	if (o->tsa_request)
		n += ROOM_FOR_STAMP;
	return (n + ROOM_STEP - 1) / ROOM_STEP * ROOM_STEP;
}

static bool put_place_error(struct document *doc, struct diags *d, const struct sign_options *o,
			    enum place_result result)
{
	struct buf page = { .arena = doc->arena };
	struct at at = { str_from(o->input[0]), 0 };

	buf_printf(&page, "%lld", (long long)o->box.page + 1);
	switch (result) {
	case PLACE_DONE:
		return true;
	case PLACE_NO_PAGE:
		DIAG_PUT(d, PLACE_PAGE, at, buf_text(&page));
		return false;
	case PLACE_OUTSIDE:
		DIAG_PUT0(d, PLACE_BOX, at);
		return false;
	case PLACE_DAMAGED:
		return put_damaged(doc, d, o->input[0]);
	}
	return false;
}

/* What is being signed, and with what. */
struct job {
	struct arena *arena;
	struct diags *diags;
	const struct sign_options *o;
	const struct signer *signer;
	struct document *doc;
	struct update update;
	struct place place;
	struct place_rect rect;
};

/* Where it will be seen; `rect` of the place stays NULL when it will not. */
static bool find_place(struct job *j, const struct fields *fields)
{
	const struct sign_options *o = j->o;
	enum place_result result = PLACE_DONE;

	if (j->place.field) {
		if (place_rect_of(j->doc, j->place.field, &j->rect))
			j->place.rect = &j->rect;
		return true;
	}
	if (!o->is_visible && !o->seal_image && !o->has_box)
		return true;
	j->place.rect = &j->rect;
	if (o->has_box)
		result = place_rect_from(j->doc, &o->box, &j->rect);
	else if (!stamp_area(j->doc, fields, &j->rect)) {
		DIAG_PUT0(j->diags, PLACE_AREA, ((struct at){ str_from(o->input[0]), 0 }));
		return false;
	}
	return put_place_error(j->doc, j->diags, o, result);
}

static bool place(struct job *j, const struct fields *fields)
{
	struct stamp stamp = { .update = &j->update,
			       .diags = j->diags,
			       .options = j->o,
			       .name = signer_common_name(j->arena, j->signer->cert) };
	struct buf tip = { .arena = j->arena };

	buf_z(&tip,
	      "\xE7\x94\xB5\xE5\xAD\x90\xE7\xAD\xBE\xE5\x90\x8D\xEF\xBC\x9A"); /* 电子签名： */
	buf_str(&tip, stamp.name);
	j->place.update = &j->update;
	j->place.name = new_name(j->arena, fields);
	j->place.tip = buf_text(&tip);
	if (!find_place(j, fields))
		return false;
	if (j->place.rect) {
		stamp.w = (emu)emu_scale(j->rect.x1 - j->rect.x0, EMU_PT, 1000);
		stamp.h = (emu)emu_scale(j->rect.y1 - j->rect.y0, EMU_PT, 1000);
		stamp.is_over_text = stamp_is_over_text(j->doc, &j->rect);
		if (!stamp_put(&stamp, &j->place.appearance))
			return false;
	}
	return put_place_error(j->doc, j->diags, j->o, place_put(&j->place));
}

/* Put the signature over the finished update. */
static bool seal(struct job *j, size_t room, struct str *file, struct str *query)
{
	struct str part[2], hex, der;
	struct buf need = { .arena = j->arena }, have = { .arena = j->arena };

	if (!signature_range((char *)(uintptr_t)file->s, file->n,
			     update_at(&j->update, j->place.signature), part, &hex) ||
	    !cms_sign(j->arena, j->diags, j->signer, part, &der))
		return false;
	if (!signature_fill((char *)(uintptr_t)hex.s, hex.n, der)) {
		buf_printf(&need, "%zu", der.n);
		buf_printf(&have, "%zu", room);
		DIAG_PUT(j->diags, SIGN_ROOM, ((struct at){ 0 }), buf_text(&need),
			 buf_text(&have));
		return false;
	}
	return !j->o->tsa_request || timestamp_query(j->arena, j->diags, der, query);
}

static bool sign(struct job *j, struct str *file, struct str *query)
{
	const struct sign_options *o = j->o;
	struct fields fields;
	size_t room = room_for(j->signer, o);
	struct signature_words words = {
		.time = o->time,
		.signer = signer_common_name(j->arena, j->signer->cert),
		.reason = str_from(o->reason),
		.location = str_from(o->location),
	};

	if (!field_list(j->doc, &fields))
		return put_damaged(j->doc, j->diags, o->input[0]);
	if (is_locked(j->doc)) {
		DIAG_PUT0(j->diags, SIGN_LOCKED, ((struct at){ str_from(o->input[0]), 0 }));
		return false;
	}
	if (!choose_field(j->doc, j->diags, o, &fields, &j->place.field))
		return false;
	update_open(&j->update, j->doc);
	j->place.signature = update_number(&j->update);
	update_put(&j->update, j->place.signature, signature_body(j->arena, &words, room));
	if (!place(j, &fields))
		return false;
	if (j->doc->fault || !update_close(&j->update, file))
		return put_damaged(j->doc, j->diags, o->input[0]);
	return seal(j, room, file, query);
}

/* Is the signature's /Contents covered by another signature? Then it can't be changed any more. */
static bool is_covered(struct document *doc, const struct fields *f, const struct signature *s)
{
	for (size_t i = 0; i < f->n; i++) {
		struct signature other;

		if (signature_read(doc, &f->item[i], &other) && other.open != s->open &&
		    other.end > s->open)
			return true;
	}
	return false;
}

/* Put the reply into the one signature that it belongs to, in its own place. */
static bool complete(struct job *j, struct str *file)
{
	const struct sign_options *o = j->o;
	struct buf need = { .arena = j->arena }, have = { .arena = j->arena };
	struct fields fields;
	struct str reply;

	if (!file_read(j->arena, j->diags, o->tsa_reply, 1 << 20, &reply))
		return false;
	if (!field_list(j->doc, &fields))
		return put_damaged(j->doc, j->diags, o->input[0]);
	for (size_t i = 0; i < fields.n; i++) {
		struct signature s;
		struct str der;

		if (!signature_read(j->doc, &fields.item[i], &s) || !s.der.n ||
		    !timestamp_add(j->arena, j->diags, s.der, reply, &der)) {
			if (diag_status(j->diags))
				return false;
			continue;
		}
		if (is_covered(j->doc, &fields, &s))
			break;
		*file = str_copy(j->arena, j->doc->bytes);
		if (signature_fill((char *)(uintptr_t)file->s + s.open + 1,
				   s.close - s.open - 2, der))
			return true;
		buf_printf(&need, "%zu", der.n);
		buf_printf(&have, "%zu", (s.close - s.open - 2) / 2);
		DIAG_PUT(j->diags, SIGN_ROOM, ((struct at){ 0 }), buf_text(&need),
			 buf_text(&have));
		return false;
	}
	DIAG_PUT0(j->diags, SIGN_NOTHING, ((struct at){ str_from(o->input[0]), 0 }));
	return false;
}

static bool add_store(struct job *j, struct str *file)
{
	struct document *doc = arena_alloc(j->arena, sizeof *doc);

	if (!j->o->dss_cert.n && !j->o->crl.n && !j->o->ocsp.n)
		return true;
	if (!open_document(doc, j->arena, j->diags, j->o->input[0], *file))
		return false;
	if (dss_add(doc, j->diags, j->o, file))
		return true;
	return diag_status(j->diags) ? false : put_damaged(doc, j->diags, j->o->input[0]);
}

static bool make(struct job *j, struct str bytes, struct str *file, struct str *query)
{
	struct signer *signer = arena_alloc(j->arena, sizeof *signer);
	bool ok;

	*file = bytes;
	if (j->o->tsa_reply)
		return complete(j, file) && add_store(j, file);
	if (!sign_options_signs(j->o))
		return add_store(j, file);
	ok = signer_open(signer, j->arena, j->diags, j->o);
	j->signer = signer;
	ok = ok && sign(j, file, query);
	signer_close(signer);
	return ok && add_store(j, file);
}

bool sign_bytes(struct arena *a, struct diags *d, const struct sign_options *o,
		struct str bytes, struct str *file, struct str *query)
{
	struct document *doc = arena_alloc(a, sizeof *doc);
	struct job j = { .arena = a, .diags = d, .o = o, .doc = doc };

	return open_document(doc, a, d, o->input[0], bytes) && make(&j, bytes, file, query);
}
