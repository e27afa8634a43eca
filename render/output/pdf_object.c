#include "output/pdf_object.h"

#include "output/huffman.h"
#include "output/pdf_text.h"

#include <limits.h>
#include <stdint.h>

#if HPDF_VERSION_ID < 20300
#error "libharu 2.3.0 or later is needed: its object layer is used"
#endif

/*
 * Level of libdeflate for all that is text. Level 6 makes a report 1 % smaller and a table of
 * 10,000 rows 15 %, and takes an eighth of the time that a report of a batch takes.
 */
#define LEVEL 1

/* The `attr` of a dictionary with a body: lives in the arena, libharu does not free it. */
struct body {
	struct pdf *pdf;
	struct str text; /* written when `put` is NULL */
	pdf_body_fn *put;
	const void *owner;
	size_t i;
	struct str stream; /* behind the dictionary, if that is one of a stream */
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

/* libharu's functions for memory have no owner: the thread has one while it makes a document. */
static _Thread_local struct arena *memory;

static void *HPDF_STDCALL take(HPDF_UINT n)
{
	return arena_alloc(memory, n);
}

/* The arena frees it, with everything else. */
static void HPDF_STDCALL give_back(void *p)
{
	(void)p;
}

static void free_deflater(void *deflater)
{
	libdeflate_free_compressor(deflater);
}

bool pdf_open(struct pdf *p, struct arena *a)
{
	*p = (struct pdf){ .arena = a, .packed.arena = a, .body.arena = a };
	memory = a;
	p->doc = HPDF_NewEx(NULL, take, give_back, 0, NULL);
	p->deflater = libdeflate_alloc_compressor(LEVEL);
	p->failed = p->doc == NULL || p->deflater == NULL;
	if (p->deflater != NULL)
		arena_defer(a, free_deflater, p->deflater);
	return !p->failed;
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

	if (p->failed)
		return NULL;
	/* libharu's list would grow by steps of one size, which takes time by the square. */
	if (p->doc->xref->entries->count > p->doc->xref->entries->items_per_block)
		p->doc->xref->entries->items_per_block = p->doc->xref->entries->count;
	check(p, HPDF_Xref_Add(p->doc->xref, d));
	return p->failed ? NULL : d;
}

uint32_t pdf_id(const void *object)
{
	const HPDF_Obj_Header *header = object;

	return header == NULL ? 0 : header->obj_id & 0x00FFFFFF;
}

/* libdeflate writes the same bytes for the same input and level. */
struct str pdf_deflate(struct pdf *p, struct str bytes)
{
	size_t room = libdeflate_zlib_compress_bound(p->deflater, bytes.n);

	p->packed.s = arena_grow(p->arena, p->packed.s, &p->packed.cap, room, 1);
	p->packed.n = libdeflate_zlib_compress(p->deflater, bytes.s, bytes.n, p->packed.s,
					       p->packed.cap);
	if (p->packed.n == 0)
		p->failed = true;
	return buf_text(&p->packed);
}

static struct str pack(struct pdf *p, struct str bytes, enum pdf_packing packing)
{
	switch (packing) {
	case PDF_DEFLATED:
		return str_copy(p->arena, pdf_deflate(p, bytes));
	case PDF_OUTLINES:
		return huffman_zlib(p->arena, bytes);
	case PDF_PLAIN:
	case PDF_JPEG:
		break;
	}
	return bytes;
}

/* Behind its dictionary, straight into the file: libharu would copy it three times, by bytes. */
static HPDF_STATUS write_stream(HPDF_Dict d)
{
	const struct body *body = d->attr;

	buf_z(body->pdf->sink, "\nstream\n");
	buf_str(body->pdf->sink, body->stream);
	buf_z(body->pdf->sink, "\nendstream");
	return HPDF_OK;
}

bool pdf_is_stream(const void *object)
{
	const struct _HPDF_Dict_Rec *d = object;

	return (d->header.obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT &&
	       d->after_write_fn == write_stream;
}

HPDF_Dict pdf_stream(struct pdf *p, struct str bytes, enum pdf_packing packing)
{
	static const char *const filter[] = { [PDF_PLAIN] = "",
					      [PDF_DEFLATED] = "/Filter /FlateDecode\n",
					      [PDF_OUTLINES] = "/Filter /FlateDecode\n",
					      [PDF_JPEG] = "/Filter /DCTDecode\n" };
	HPDF_Dict d = pdf_object(p);
	struct buf tail = { .arena = p->arena };
	struct str stream;

	if (d == NULL)
		return NULL;
	stream = pack(p, bytes, packing);
	if (stream.n > INT_MAX)
		p->failed = true;
	buf_z(&tail, filter[packing]);
	buf_z(&tail, "/Length ");
	pdf_text_int(&tail, (int64_t)stream.n);
	buf_char(&tail, '\n');
	set_body(p, d, (struct body){ .pdf = p, .text = buf_text(&tail), .stream = stream });
	d->after_write_fn = write_stream;
	p->stream_bytes += stream.n;
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
