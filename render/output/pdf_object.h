/*
 * A checked layer over libharu's object layer, whose calls report failure by return value only
 * and never through the error handler. Here a failure sticks: after the first one every call
 * does nothing, and the caller asks `failed` once, at the end.
 *
 * Objects belong to the document. A direct object must be handed on at once (set, add); an
 * indirect one may be referred to any number of times.
 */
#ifndef NIANBAO_OUTPUT_PDF_OBJECT_H
#define NIANBAO_OUTPUT_PDF_OBJECT_H

#include "base/str.h"
#include "output/standard.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <libdeflate.h>

/* How a stream is stored. */
enum pdf_packing {
	PDF_PLAIN, /* as it is: XMP, which must be readable without a PDF reader */
	PDF_DEFLATED,
	PDF_OUTLINES, /* by huffman.h: CFF outlines, which hardly repeat */
	PDF_JPEG,     /* as it is */
};

struct pdf {
	struct arena *arena;
	const struct standard *standard;
	HPDF_Doc doc;
	struct libdeflate_compressor *deflater; /* for all streams */
	struct buf packed; /* room to deflate in */
	struct buf body;   /* the body that is being written */
	struct buf *sink;  /* where objects are being written to */
	size_t stream_bytes; /* of all streams */
	bool failed;
};

/* Writes entry `i` of something into the body of its dictionary while the file is written. */
typedef void pdf_body_fn(struct buf *out, const void *owner, size_t i);

/*
 * Open an empty document; false (and p->failed) without memory. All its memory is the arena's,
 * libharu's too: there is nothing to close. A thread makes one document at a time.
 */
bool pdf_open(struct pdf *p, struct arena *a);

/* Write the file into the arena. False after any failure since pdf_open. */
bool pdf_save(struct pdf *p, struct str *out);

HPDF_Dict pdf_dict(struct pdf *p);                   /* direct */
HPDF_Array pdf_array(struct pdf *p);                 /* direct */
HPDF_String pdf_ascii(struct pdf *p, const char *z); /* direct */
HPDF_Dict pdf_object(struct pdf *p);                 /* an indirect dictionary */
/* An indirect stream. What is to stand as it is must live as long as the document. */
HPDF_Dict pdf_stream(struct pdf *p, struct str bytes, enum pdf_packing packing);
/* Deflated into p->packed, where it lies until the next one. */
struct str pdf_deflate(struct pdf *p, struct str bytes);
/* Is an object one that pdf_stream made? */
bool pdf_is_stream(const void *object);

/* Pages that follow go into a new node below the root of the page tree. */
void pdf_page_node(struct pdf *p);

/* A further page; its size is inherited from the root of the page tree. */
HPDF_Page pdf_page(struct pdf *p, struct str content, HPDF_Dict resources);

/* The number of an indirect object, 0 for NULL. */
uint32_t pdf_id(const void *object);

void pdf_set(struct pdf *p, HPDF_Dict d, const char *key, void *value);
void pdf_set_name(struct pdf *p, HPDF_Dict d, const char *key, const char *name);
void pdf_set_int(struct pdf *p, HPDF_Dict d, const char *key, int64_t n);
void pdf_set_true(struct pdf *p, HPDF_Dict d, const char *key);
void pdf_add(struct pdf *p, HPDF_Array array, void *value);
void pdf_add_int(struct pdf *p, HPDF_Array array, int64_t n);

/*
 * Further entries of a dictionary as PDF text: what libharu can't model (long arrays, exact
 * decimals, Unicode text), and what it would spend 1.5 KB of memory on (structure elements).
 * Either the text, which must live as long as the document, or a function that makes it when it
 * is needed. A dictionary has one tail or body; a stream and a page can have none.
 */
void pdf_set_tail(struct pdf *p, HPDF_Dict d, struct str text);
void pdf_set_body(struct pdf *p, HPDF_Dict d, pdf_body_fn *put, const void *owner, size_t i);

#endif
