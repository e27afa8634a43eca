#include "output/pdf_object.h"

#include <limits.h>
#include <stdint.h>

#if HPDF_VERSION_ID < 20300
#error "libharu 2.3.0 or later is needed: its object layer is used"
#endif

/*
 * Levels of libdeflate. Of a report's outlines (258 KB of CFF) level 1 makes 208.0 KB in 2.3 ms,
 * level 6 206.8 KB in 3.9 ms, level 12 204.9 KB in 15 ms: they hardly repeat. All else is text.
 */
static const int level[PDF_NPACKING] = { [PDF_DEFLATED] = 6, [PDF_OUTLINES] = 1 };

/* The `attr` of a dictionary with a body: lives in the arena, libharu does not free it. */
struct body {
	struct pdf *pdf;
	struct str text; /* written when `put` is NULL */
	pdf_body_fn *put;
	const void *owner;
	size_t i;
};

static void check(struct pdf *p, HPDF_STATUS status)
{
	if (status != HPDF_OK)
		p->failed = true;
}

static void *check_new(struct pdf *p, void *object)
{
	if (object == NULL)
		p->failed = true;
	return object;
}

/* A direct object that failed before it found an owner would be leaked. */
static void drop(struct pdf *p, void *value)
{
	if (value != NULL)
		HPDF_Obj_Free(p->doc->mmgr, value);
}

static HPDF_STATUS write_body(HPDF_Dict d, HPDF_Stream stream)
{
	const struct body *body = d->attr;
	struct str text = body->text;

	if (body->put != NULL) {
		body->pdf->body.n = 0;
		body->put(&body->pdf->body, body->owner, body->i);
		text = buf_text(&body->pdf->body);
	}
	if (text.n > UINT_MAX)
		return HPDF_INVALID_PARAMETER;
	return HPDF_Stream_Write(stream, (const HPDF_BYTE *)text.s, (HPDF_UINT)text.n);
}

static void set_body(struct pdf *p, HPDF_Dict d, struct body body)
{
	struct body *kept;

	if (p->failed)
		return;
	kept = arena_alloc(p->arena, sizeof(*kept));
	*kept = body;
	d->attr = kept;
	d->write_fn = write_body;
}

void pdf_set_tail(struct pdf *p, HPDF_Dict d, struct str text)
{
	set_body(p, d, (struct body){ .pdf = p, .text = text });
}

void pdf_set_body(struct pdf *p, HPDF_Dict d, pdf_body_fn *put, const void *owner, size_t i)
{
	set_body(p, d, (struct body){ .pdf = p, .put = put, .owner = owner, .i = i });
}

bool pdf_open(struct pdf *p, struct arena *a)
{
	*p = (struct pdf){ .arena = a, .packed.arena = a, .body.arena = a };
	p->doc = HPDF_New(NULL, NULL);
	p->failed = p->doc == NULL;
	for (int i = PDF_DEFLATED; i < PDF_NPACKING; i++) {
		p->deflater[i] = libdeflate_alloc_compressor(level[i]);
		p->failed |= p->deflater[i] == NULL;
	}
	if (!p->failed)
		p->doc->pdf_version = HPDF_VER_17;
	return !p->failed;
}

void pdf_close(struct pdf *p)
{
	if (p->doc != NULL)
		HPDF_Free(p->doc);
	for (int i = PDF_DEFLATED; i < PDF_NPACKING; i++)
		libdeflate_free_compressor(p->deflater[i]);
}

HPDF_Dict pdf_dict(struct pdf *p)
{
	return p->failed ? NULL : check_new(p, HPDF_Dict_New(p->doc->mmgr));
}

HPDF_Array pdf_array(struct pdf *p)
{
	return p->failed ? NULL : check_new(p, HPDF_Array_New(p->doc->mmgr));
}

HPDF_String pdf_ascii(struct pdf *p, const char *z)
{
	return p->failed ? NULL : check_new(p, HPDF_String_New(p->doc->mmgr, z, NULL));
}

HPDF_Dict pdf_object(struct pdf *p)
{
	HPDF_Dict d = pdf_dict(p);

	if (!p->failed)
		check(p, HPDF_Xref_Add(p->doc->xref, d));
	return p->failed ? NULL : d;
}

uint32_t pdf_id(const void *object)
{
	const HPDF_Obj_Header *header = object;

	return header == NULL ? 0 : header->obj_id & 0x00FFFFFF;
}

/* Deflate into p->packed; libdeflate writes the same bytes for the same input and level. */
static struct str pack(struct pdf *p, struct str bytes, enum pdf_packing packing)
{
	size_t room = libdeflate_zlib_compress_bound(p->deflater[packing], bytes.n);

	p->packed.s = arena_grow(p->arena, p->packed.s, &p->packed.cap, room, 1);
	p->packed.n = libdeflate_zlib_compress(p->deflater[packing], bytes.s, bytes.n,
					       p->packed.s, p->packed.cap);
	if (p->packed.n == 0 || p->packed.n > INT_MAX)
		p->failed = true;
	return buf_text(&p->packed);
}

/* libharu drops /Filter from a stream that it did not deflate itself, hence the tail. */
static void fill_stream(struct pdf *p, HPDF_Dict d, struct str bytes, enum pdf_packing packing)
{
	if (packing != PDF_PLAIN) {
		bytes = pack(p, bytes, packing);
		pdf_set_tail(p, d, STR("/Filter /FlateDecode\n"));
	}
	if (!p->failed && bytes.n > 0)
		check(p, HPDF_Stream_Write(d->stream, (const HPDF_BYTE *)bytes.s,
					   (HPDF_UINT)bytes.n));
}

HPDF_Dict pdf_stream(struct pdf *p, struct str bytes, enum pdf_packing packing)
{
	HPDF_Dict d;

	if (p->failed)
		return NULL;
	d = check_new(p, HPDF_DictStream_New(p->doc->mmgr, p->doc->xref));
	if (d != NULL)
		fill_stream(p, d, bytes, packing);
	return d;
}

void pdf_set(struct pdf *p, HPDF_Dict d, const char *key, void *value)
{
	if (p->failed)
		drop(p, value);
	else
		check(p, HPDF_Dict_Add(d, key, value));
}

void pdf_set_name(struct pdf *p, HPDF_Dict d, const char *key, const char *name)
{
	if (!p->failed)
		check(p, HPDF_Dict_AddName(d, key, name));
}

void pdf_set_int(struct pdf *p, HPDF_Dict d, const char *key, int64_t n)
{
	if (n < INT32_MIN || n > INT32_MAX)
		p->failed = true;
	if (!p->failed)
		check(p, HPDF_Dict_AddNumber(d, key, (HPDF_INT32)n));
}

void pdf_add_int(struct pdf *p, HPDF_Array array, int64_t n)
{
	if (n < INT32_MIN || n > INT32_MAX)
		p->failed = true;
	if (!p->failed)
		check(p, HPDF_Array_AddNumber(array, (HPDF_INT32)n));
}

void pdf_set_true(struct pdf *p, HPDF_Dict d, const char *key)
{
	if (!p->failed)
		check(p, HPDF_Dict_AddBoolean(d, key, HPDF_TRUE));
}

void pdf_add(struct pdf *p, HPDF_Array array, void *value)
{
	if (p->failed)
		drop(p, value);
	else
		check(p, HPDF_Array_Add(array, value));
}

void pdf_page_node(struct pdf *p)
{
	if (!p->failed)
		check_new(p, HPDF_Doc_AddPagesTo(p->doc, p->doc->root_pages));
}

/*
 * Not by HPDF_AddPage: its box is a float, its resources are obsolete, and it uses what it has
 * freed when memory runs out. AddKids takes an object for libharu's own page, with state that
 * ours lacks, if it is marked as one; counting the pages asks for the same mark.
 */
HPDF_Page pdf_page(struct pdf *p, struct str content, HPDF_Dict resources)
{
	HPDF_Dict page = pdf_object(p);

	pdf_set_name(p, page, "Type", "Page");
	pdf_set(p, page, "Resources", resources);
	pdf_set(p, page, "Contents", pdf_stream(p, content, PDF_DEFLATED));
	if (p->failed)
		return NULL;
	check(p, HPDF_Pages_AddKids(p->doc->cur_pages, page));
	page->header.obj_class |= HPDF_OSUBCLASS_PAGE;
	return page;
}
