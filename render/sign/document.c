#include "sign/document.h"

#include "sign/unpack.h"

#include <string.h>

#define MAX_OBJECTS ((size_t)4 << 20)    /* values, not numbers: 400 MB of memory */
#define MAX_UNPACKED ((size_t)128 << 20) /* of all streams together */
#define MAX_HOPS 32                      /* references that lead to references */
#define TAIL 1024                        /* startxref stands in these last bytes */
#define EOF_WITHIN 4096                  /* %%EOF stands so close behind a cross-reference */

/* An object stream, unpacked, and the places of its objects. */
struct packed {
	uint32_t num;
	struct str body;
	size_t n;
	uint32_t *number, *at;
	struct packed *next;
};

bool document_fault(struct document *doc, const char *why)
{
	if (!doc->fault)
		doc->fault = why;
	return false;
}

static size_t find_last(struct str s, struct str needle)
{
	for (size_t i = s.n < needle.n ? 0 : s.n - needle.n + 1; i-- > 0;)
		if (!memcmp(s.s + i, needle.s, needle.n))
			return i;
	return (size_t)-1;
}

static bool read_start(struct document *doc)
{
	size_t from = doc->bytes.n > TAIL ? doc->bytes.n - TAIL : 0;
	struct str tail = str_sub(doc->bytes, from, TAIL);
	size_t at = find_last(tail, STR("startxref"));
	struct object_reader r = { .s = doc->bytes, .at = from + at };

	if (!str_starts(doc->bytes, STR("%PDF-")))
		return document_fault(doc, "it does not begin with %PDF-");
	if (at == (size_t)-1 || !object_word(&r, "startxref") ||
	    !object_number(&r, &doc->start) || doc->start >= doc->bytes.n)
		return document_fault(doc, "its end is missing");
	while (r.at < doc->bytes.n && strchr("\r\n \t", doc->bytes.s[r.at]))
		r.at++;
	if (!str_starts(str_sub(doc->bytes, r.at, 5), STR("%%EOF")))
		return document_fault(doc, "its end is missing");
	return true;
}

/* The end of the line with the %%EOF behind byte `at`. */
static size_t end_behind(const struct document *doc, size_t at)
{
	struct str s = str_sub(doc->bytes, at, EOF_WITHIN + 20 * doc->n_entry);
	size_t found = str_find(s, STR("%%EOF"));

	if (found == (size_t)-1)
		return doc->bytes.n;
	at += found + 5;
	if (at < doc->bytes.n && doc->bytes.s[at] == '\r')
		at++;
	if (at < doc->bytes.n && doc->bytes.s[at] == '\n')
		at++;
	return at;
}

bool document_open(struct document *doc, struct arena *a, struct str bytes, bool *is_encrypted)
{
	*doc = (struct document){
		.arena = a, .bytes = bytes, .budget = MAX_OBJECTS, .unpacked = MAX_UNPACKED
	};
	*is_encrypted = false;
	if (!read_start(doc) || !document_read_xref(doc))
		return false;
	doc->first_end = end_behind(doc, doc->first_end);
	*is_encrypted = object_key(&doc->trailer, "Encrypt")->kind != OBJECT_NULL;
	if (*is_encrypted)
		return document_fault(doc, "it is encrypted");
	/* in the trailer itself (7.5.5 forbids it) it could not be changed by an update */
	if (object_key(&doc->trailer, "Root")->kind != OBJECT_REF ||
	    document_catalog(doc)->kind != OBJECT_DICT)
		return document_fault(doc, "it has no catalog");
	return !doc->fault;
}

/* The bytes of the stream behind its dictionary. */
static bool read_stream(struct document *doc, struct object_reader *r, struct object *dict)
{
	const struct object *length = document_resolve(doc, object_key(dict, "Length"));

	if (r->at < r->s.n && r->s.s[r->at] == '\r')
		r->at++;
	if (r->at >= r->s.n || r->s.s[r->at++] != '\n')
		return document_fault(doc, "a stream has no beginning");
	if (length->kind != OBJECT_INT || length->n < 0 || (uint64_t)length->n > r->s.n - r->at)
		return document_fault(doc, "a stream has a wrong length");
	dict->is_stream = true;
	dict->s = str_sub(r->s, r->at, (size_t)length->n);
	r->at += (size_t)length->n;
	return object_word(r, "endstream") ||
	       document_fault(doc, "a stream has a wrong length");
}

bool document_read_at(struct document *doc, uint64_t at, uint64_t *num, uint64_t *gen,
		      struct object *out)
{
	struct object_reader r = {
		.arena = doc->arena, .s = doc->bytes, .at = (size_t)at, .budget = &doc->budget
	};

	if (at >= doc->bytes.n || doc->bytes.s[at] < '0' || doc->bytes.s[at] > '9' ||
	    !object_number(&r, num) || !object_number(&r, gen) || !object_word(&r, "obj"))
		return document_fault(doc, "its cross-reference leads to no object");
	if (!object_read(&r, out))
		return document_fault(doc, doc->budget ? "an object is malformed"
						       : "it has too many objects");
	if (out->kind == OBJECT_DICT && object_word(&r, "stream") && !read_stream(doc, &r, out))
		return false;
	return object_word(&r, "endobj") || document_fault(doc, "an object has no end");
}

static struct packed *read_packed(struct document *doc, uint32_t num)
{
	const struct object *stream = document_object(doc, num);
	const struct object *n = document_find(doc, stream, "N");
	const struct object *first = document_find(doc, stream, "First");
	struct packed *p = arena_alloc(doc->arena, sizeof *p);
	struct object_reader r = { .arena = doc->arena, .budget = &doc->budget };

	p->num = num;
	if (!stream->is_stream || n->kind != OBJECT_INT || first->kind != OBJECT_INT ||
	    !document_unpack(doc, stream, &p->body) || n->n < 0 || first->n < 0 ||
	    (uint64_t)first->n > p->body.n || (uint64_t)n->n > p->body.n / 2)
		return NULL;
	p->n = (size_t)n->n;
	p->number = arena_array(doc->arena, p->n, sizeof *p->number);
	p->at = arena_array(doc->arena, p->n, sizeof *p->at);
	r.s = str_sub(p->body, 0, (size_t)first->n);
	for (size_t i = 0; i < p->n; i++) {
		uint64_t number, at;

		if (!object_number(&r, &number) || !object_number(&r, &at) ||
		    number > DOCUMENT_MAX_NUMBER || at > p->body.n - (size_t)first->n)
			return NULL;
		p->number[i] = (uint32_t)number;
		p->at[i] = (uint32_t)(at + (uint64_t)first->n);
	}
	p->next = doc->packed;
	doc->packed = p;
	return p;
}

static bool read_from_packed(struct document *doc, const struct entry *e, uint64_t num,
			     struct object *out)
{
	struct packed *p = doc->packed;
	struct object_reader r = { .arena = doc->arena, .budget = &doc->budget };

	while (p && p->num != e->at)
		p = p->next;
	if (!p && e->at < doc->n_entry && doc->entry[e->at].kind == ENTRY_PLAIN)
		p = read_packed(doc, (uint32_t)e->at);
	if (!p || e->index >= p->n || p->number[e->index] != num)
		return document_fault(doc, "an object stream is malformed");
	r.s = p->body;
	r.at = p->at[e->index];
	return object_read(&r, out) || document_fault(doc, "an object is malformed");
}

const struct object *document_object(struct document *doc, uint64_t num)
{
	const struct entry *e = num < doc->n_entry ? &doc->entry[num] : NULL;
	struct object *o;
	uint64_t found = num, gen = 0;
	bool ok;

	if (!e || e->kind < ENTRY_PLAIN || doc->fault)
		return &object_none;
	doc->cache = arena_grow(doc->arena, doc->cache, &doc->cache_cap, doc->n_entry,
				sizeof *doc->cache);
	if (doc->cache[num])
		return doc->cache[num];
	if (doc->depth > MAX_HOPS) {
		document_fault(doc, "an object is malformed");
		return &object_none;
	}
	doc->cache[num] = &object_none; /* what needs itself to be read is not there */
	o = arena_alloc(doc->arena, sizeof *o);
	doc->depth++;
	if (e->kind == ENTRY_PLAIN)
		ok = document_read_at(doc, e->at, &found, &gen, o);
	else
		ok = read_from_packed(doc, e, num, o);
	doc->depth--;
	if (ok && (found != num || (e->kind == ENTRY_PLAIN && gen != e->gen)))
		ok = document_fault(doc, "its cross-reference leads to another object");
	if (!ok)
		return &object_none;
	return doc->cache[num] = o;
}

const struct object *document_resolve(struct document *doc, const struct object *o)
{
	for (int i = 0; o->kind == OBJECT_REF && i < MAX_HOPS; i++) {
		uint64_t num = (uint64_t)o->n;

		if (num < doc->n_entry && doc->entry[num].gen != o->gen)
			return &object_none;
		o = document_object(doc, num);
	}
	return o->kind == OBJECT_REF ? &object_none : o;
}

const struct object *document_find(struct document *doc, const struct object *dict,
				   const char *key)
{
	return document_resolve(doc, object_key(dict, key));
}

const struct object *document_catalog(struct document *doc)
{
	return document_find(doc, &doc->trailer, "Root");
}

bool document_unpack(struct document *doc, const struct object *stream, struct str *out)
{
	const struct object *filter = document_find(doc, stream, "Filter");
	const struct object *parms = document_find(doc, stream, "DecodeParms");
	struct unpack_columns columns = { 0 };
	size_t cost;
	bool ok;

	if (filter->kind == OBJECT_ARRAY && filter->n_item == 1) {
		filter = document_resolve(doc, &filter->item[0]);
		if (parms->kind == OBJECT_ARRAY && parms->n_item == 1)
			parms = document_resolve(doc, &parms->item[0]);
	}
	if (!stream->is_stream)
		return document_fault(doc, "a stream is missing");
	if (filter->kind == OBJECT_NULL) {
		*out = stream->s;
		return true;
	}
	if (!object_is_name(filter, "FlateDecode"))
		return document_fault(doc, "a stream is packed in an unusual way");
	columns.predictor = document_find(doc, parms, "Predictor")->n;
	columns.colors = document_find(doc, parms, "Colors")->n;
	columns.bits = document_find(doc, parms, "BitsPerComponent")->n;
	columns.columns = document_find(doc, parms, "Columns")->n;
	ok = unpack_flate(doc->arena, stream->s, &columns, doc->unpacked, out);
	cost = out->n > stream->s.n ? out->n : stream->s.n;
	doc->unpacked -= cost < doc->unpacked ? cost : doc->unpacked;
	return ok || document_fault(doc, "a stream does not unpack, or is too large");
}

/* A walk down the page tree, which may lead back to itself. */
struct page_walk {
	struct document *doc;
	int64_t wanted;
	size_t n, n_visit; /* pages and nodes so far */
	uint32_t last;     /* page */
};

/* Count pages; the number of the one that is looked for, or 0. */
static uint32_t walk_pages(struct page_walk *w, const struct object *ref, int depth)
{
	const struct object *node = document_resolve(w->doc, ref);
	const struct object *kids = document_find(w->doc, node, "Kids");
	uint32_t found = 0;

	if (depth > MAX_HOPS || ++w->n_visit > 2 * DOCUMENT_MAX_PAGES) {
		document_fault(w->doc, "its pages are endless");
		return 0;
	}
	if (ref->kind != OBJECT_REF)
		return 0;
	if (object_key(node, "Kids")->kind == OBJECT_NULL) {
		w->last = (uint32_t)ref->n;
		return (int64_t)w->n++ == w->wanted ? w->last : 0;
	}
	for (size_t i = 0;
	     kids->kind == OBJECT_ARRAY && i < kids->n_item && !found && !w->doc->fault; i++)
		found = walk_pages(w, &kids->item[i], depth + 1);
	return found;
}

uint32_t document_page(struct document *doc, int64_t ipage)
{
	struct page_walk w = { .doc = doc, .wanted = ipage };
	uint32_t found = walk_pages(&w, object_key(document_catalog(doc), "Pages"), 0);

	if (doc->fault)
		return 0;
	return ipage < 0 ? w.last : found;
}
