/* Cross-reference tables (ISO 32000-1, 7.5.4) and streams (7.5.8). */
#include "sign/document.h"

#include <string.h>

#define MAX_SECTIONS 10000

/*
 * Of two entries for one object the newer counts: it was put first. In a hybrid file (7.5.8.4) an
 * object that the table calls free is in the stream beside it.
 */
static bool put_entry(struct document *doc, uint64_t num, struct entry e)
{
	struct entry *old;

	if (num > DOCUMENT_MAX_NUMBER)
		return document_fault(doc, "an object's number is too high");
	doc->entry = arena_grow(doc->arena, doc->entry, &doc->entry_cap, num + 1,
				sizeof *doc->entry);
	if (num >= doc->n_entry)
		doc->n_entry = (size_t)num + 1;
	old = &doc->entry[num];
	e.section = doc->section;
	/* 7.5.4: some readers would take the first of two, some the last */
	if (old->kind != ENTRY_NONE && old->section == e.section)
		return document_fault(doc, "its cross-reference names an object twice");
	if (e.kind == ENTRY_FREE)
		e.index = doc->table;
	if (old->kind == ENTRY_NONE ||
	    (old->kind == ENTRY_FREE && doc->is_beside && old->index == doc->table))
		*old = e;
	return true;
}

/* 20 bytes, for there are readers that only count (7.5.4): "0000000015 00000 n" and two ends. */
static bool read_line(struct object_reader *r, uint64_t *at, uint64_t *gen, char *kind)
{
	static const char form[] = "dddddddddd ddddd kee";
	struct str line = str_sub(r->s, r->at, sizeof form - 1);

	if (line.n < sizeof form - 1)
		return false;
	*at = *gen = 0;
	for (size_t i = 0; i < line.n; i++) {
		uint64_t *number = i < 10 ? at : gen;
		char c = line.s[i];

		if (form[i] == 'd' && c >= '0' && c <= '9')
			*number = *number * 10 + (uint64_t)(c - '0');
		else if (form[i] == 'k' && (c == 'n' || c == 'f'))
			*kind = c;
		else if (form[i] != ' ' ? form[i] != 'e' || !strchr(" \r\n", c) || !c
					: c != ' ')
			return false;
	}
	r->at += line.n;
	return true;
}

static bool read_subsection(struct document *doc, struct object_reader *r)
{
	uint64_t first, n, at, gen;
	char kind = 'f';

	if (!object_number(r, &first) || !object_number(r, &n))
		return false;
	while (r->at < r->s.n && strchr(" \r\n", r->s.s[r->at]) && r->s.s[r->at])
		r->at++;
	for (uint64_t i = 0; i < n; i++) {
		struct entry e = { .kind = ENTRY_PLAIN };

		if (!read_line(r, &at, &gen, &kind) || gen > 65535)
			return false;
		e.at = at;
		e.gen = (uint16_t)gen;
		if (kind == 'f')
			e.kind = ENTRY_FREE;
		if (!put_entry(doc, first + i, e))
			return false;
	}
	return true;
}

static bool read_stream_section(struct document *doc, uint64_t at, struct object *trailer);

static bool read_table(struct document *doc, struct object_reader *r, struct object *trailer)
{
	const struct object *hybrid;
	struct object unused;
	bool ok;

	doc->table++;
	doc->section++;
	while (!object_word(r, "trailer"))
		if (!read_subsection(doc, r))
			return document_fault(doc, "its cross-reference table is malformed");
	if (!object_read(r, trailer) || trailer->kind != OBJECT_DICT)
		return document_fault(doc, "its trailer is malformed");
	hybrid = object_key(trailer, "XRefStm");
	if (hybrid->kind == OBJECT_NULL)
		return true;
	if (doc->hybrid < r->at)
		doc->hybrid = r->at;
	doc->is_beside = true;
	ok = hybrid->kind == OBJECT_INT && hybrid->n > 0 &&
	     read_stream_section(doc, (uint64_t)hybrid->n, &unused);
	doc->is_beside = false;
	return ok;
}

static uint64_t field(const unsigned char *p, int64_t width, uint64_t absent)
{
	uint64_t v = 0;

	for (int64_t i = 0; i < width; i++)
		v = v << 8 | p[i];
	return width ? v : absent;
}

/* Entries of objects `first` to `first + n - 1`. */
static bool read_fields(struct document *doc, struct str *body, const int64_t *w, int64_t first,
			int64_t n)
{
	size_t size = (size_t)(w[0] + w[1] + w[2]);

	if (first < 0 || n < 0 || (uint64_t)n > body->n / size)
		return false;
	for (int64_t i = 0; i < n; i++) {
		const unsigned char *p = (const unsigned char *)body->s;
		uint64_t kind = field(p, w[0], 1), third = field(p + w[0] + w[1], w[2], 0);
		struct entry e = { .at = field(p + w[0], w[1], 0) };

		*body = str_sub(*body, size, body->n);
		if (kind > 2)
			kind = third =
				0; /* 7.5.8.3: a reference to such an object is to null */
		if (third > (kind == 2 ? UINT32_MAX : 65535))
			return false;
		e.kind = kind == 0 ? ENTRY_FREE : kind == 1 ? ENTRY_PLAIN : ENTRY_PACKED;
		e.gen = kind == 2 ? 0 : (uint16_t)third;
		e.index = kind == 2 ? (uint32_t)third : 0;
		if (!put_entry(doc, (uint64_t)(first + i), e))
			return false;
	}
	return true;
}

static bool read_stream_section(struct document *doc, uint64_t at, struct object *trailer)
{
	const struct object *widths, *index, *size;
	int64_t w[3];
	struct str body;
	uint64_t num, gen;

	doc->section++;
	if (!document_read_at(doc, at, &num, &gen, trailer))
		return false;
	widths = object_key(trailer, "W");
	index = object_key(trailer, "Index");
	size = object_key(trailer, "Size");
	if (!object_is_name(object_key(trailer, "Type"), "XRef") || widths->n_item != 3 ||
	    widths->kind != OBJECT_ARRAY || size->kind != OBJECT_INT)
		return document_fault(doc, "its cross-reference is malformed");
	for (int i = 0; i < 3; i++) {
		w[i] = widths->item[i].n;
		if (widths->item[i].kind != OBJECT_INT || w[i] < 0 || w[i] > 8)
			return document_fault(doc, "its cross-reference is malformed");
	}
	if (w[1] == 0 || !document_unpack(doc, trailer, &body))
		return document_fault(doc, "its cross-reference is malformed");
	if (index->kind == OBJECT_NULL)
		return read_fields(doc, &body, w, 0, size->n) ||
		       document_fault(doc, "its cross-reference is malformed");
	for (size_t i = 0; i + 1 < index->n_item; i += 2)
		if (index->item[i].kind != OBJECT_INT ||
		    index->item[i + 1].kind != OBJECT_INT ||
		    !read_fields(doc, &body, w, index->item[i].n, index->item[i + 1].n))
			return document_fault(doc, "its cross-reference is malformed");
	return true;
}

/* `*n`: its length in the file. */
static bool read_section(struct document *doc, uint64_t at, struct object *trailer,
			 bool *is_stream, size_t *n)
{
	struct object_reader r = {
		.arena = doc->arena, .s = doc->bytes, .at = (size_t)at, .budget = &doc->budget
	};

	*is_stream = !object_word(&r, "xref");
	if (!(*is_stream ? read_stream_section(doc, at, trailer)
			 : read_table(doc, &r, trailer)))
		return false;
	if (*is_stream)
		r.at = (size_t)(trailer->s.s + trailer->s.n - doc->bytes.s);
	*n = r.at - (size_t)at;
	return true;
}

bool document_read_xref(struct document *doc)
{
	uint64_t at = doc->start;
	size_t left = doc->bytes.n; /* sections that lead in a circle would be longer */

	for (int i = 0; i < MAX_SECTIONS; i++) {
		const struct object *previous;
		struct object trailer;
		bool is_stream;
		size_t n;

		if (!read_section(doc, at, &trailer, &is_stream, &n))
			return false;
		if (n > left)
			break;
		left -= n;
		if (i == 0) {
			doc->trailer = trailer;
			doc->has_xref_stream = is_stream;
		}
		previous = object_key(&trailer, "Prev");
		if (previous->kind == OBJECT_NULL) {
			doc->first_end = (size_t)at;
			return true;
		}
		if (previous->kind != OBJECT_INT || previous->n < 0 ||
		    (uint64_t)previous->n >= doc->bytes.n)
			break;
		at = (uint64_t)previous->n;
	}
	return document_fault(doc, "its cross-reference sections lead nowhere");
}
