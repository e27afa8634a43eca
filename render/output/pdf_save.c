/*
 * The file: libharu writes each object, in order of its number; where it goes, and the table that
 * says so, are written here. From PDF 1.5 on, objects that are no streams go together into object
 * streams, which are deflated (ISO 32000-1, 7.5.7), and the table is a stream (7.5.8): a structure
 * tree takes a fifth of the room. PDF/A-1 has them one by one.
 *
 * Last, /ID is filled in: a hash of all the bytes with zeros in its place; no clock: the same
 * document has the same identifier.
 */
#define _DEFAULT_SOURCE /* endian.h is not in POSIX */
#include "output/pdf_object.h"

#include "output/pdf_text.h"

#include <endian.h>
#include <limits.h>
#include <string.h>

#define ID_DIGITS 32 /* a 128-bit identifier in hexadecimal */
#define GROUP 200    /* most objects in an object stream: a reader inflates all to get one */

/* Where an object is, as a cross-reference stream says it (ISO 32000-1, table 18). */
struct place {
	enum { PLACE_FREE, PLACE_FILE, PLACE_GROUP } kind;
	uint32_t at;    /* offset in the file; number of the object stream */
	uint32_t index; /* in the object stream */
};

struct saver {
	struct pdf *p;
	struct buf file;
	HPDF_Stream out;     /* libharu's way into p->sink */
	size_t n;            /* objects of libharu, with object 0 */
	struct place *place; /* of these and of the object streams */
	size_t nplace;
	/* the object stream at work */
	struct buf heads, bodies;
	uint32_t ngroup;
	size_t id_at; /* in the file: where /ID stands */
};

static HPDF_STATUS append(HPDF_Stream stream, const HPDF_BYTE *s, HPDF_UINT n)
{
	struct pdf *p = stream->attr;

	buf_put(p->sink, s, n);
	return HPDF_OK;
}

static void *object_at(const struct saver *s, size_t i)
{
	HPDF_XrefEntry entry = HPDF_Xref_GetEntry(s->p->doc->xref, (HPDF_UINT)i);

	return entry == NULL ? NULL : entry->obj;
}

static void write_value(struct saver *s, size_t i, struct buf *to)
{
	s->p->sink = to;
	if (HPDF_Obj_WriteValue(object_at(s, i), s->out, NULL) != HPDF_OK)
		s->p->failed = true;
}

static void begin_object(struct saver *s, size_t i)
{
	s->place[i] = (struct place){ PLACE_FILE, (uint32_t)s->file.n, 0 };
	pdf_text_int(&s->file, (int64_t)i);
	buf_z(&s->file, " 0 obj\n");
}

static void write_object(struct saver *s, size_t i)
{
	begin_object(s, i);
	write_value(s, i, &s->file);
	buf_z(&s->file, "\nendobj\n");
}

/* The dictionary of a stream without its end, and the stream; both made here. */
static void put_stream(struct saver *s, size_t i, struct str dict, struct str bytes)
{
	struct str packed = pdf_deflate(s->p, bytes);

	if (s->place[i].kind == PLACE_FREE)
		begin_object(s, i);
	buf_str(&s->file, dict);
	buf_z(&s->file, "/Filter /FlateDecode\n/Length ");
	pdf_text_int(&s->file, (int64_t)packed.n);
	buf_z(&s->file, "\n>>\nstream\n");
	buf_str(&s->file, packed);
	buf_z(&s->file, "\nendstream\nendobj\n");
}

/* Write the object stream at work. */
static void end_group(struct saver *s)
{
	struct buf dict = { .arena = s->p->arena };
	size_t first = s->heads.n;

	if (s->ngroup == 0)
		return;
	buf_str(&s->heads, buf_text(&s->bodies));
	buf_z(&dict, "<<\n/Type /ObjStm\n/N ");
	pdf_text_int(&dict, s->ngroup);
	buf_z(&dict, "\n/First ");
	pdf_text_int(&dict, (int64_t)first);
	buf_char(&dict, '\n');
	put_stream(s, s->nplace++, buf_text(&dict), buf_text(&s->heads));
	s->heads.n = s->bodies.n = 0;
	s->ngroup = 0;
}

static void group_object(struct saver *s, size_t i)
{
	s->place[i] = (struct place){ PLACE_GROUP, (uint32_t)s->nplace, s->ngroup++ };
	pdf_text_int(&s->heads, (int64_t)i);
	buf_char(&s->heads, ' ');
	pdf_text_int(&s->heads, (int64_t)s->bodies.n);
	buf_char(&s->heads, ' ');
	write_value(s, i, &s->bodies);
	buf_char(&s->bodies, '\n');
	if (s->ngroup == GROUP)
		end_group(s);
}

/* What a trailer says, with zeros of the right length for /ID; `from` is where the text goes. */
static void put_trailer(struct saver *s, struct buf *out, size_t from)
{
	const struct pdf *p = s->p;

	buf_z(out, "/Size ");
	pdf_text_int(out, (int64_t)s->nplace);
	buf_z(out, "\n/Root");
	pdf_text_ref(out, pdf_id(p->doc->catalog));
	if (p->doc->info != NULL) {
		buf_z(out, "\n/Info");
		pdf_text_ref(out, pdf_id(p->doc->info));
	}
	buf_z(out, "\n/ID [<");
	s->id_at = from + out->n;
	buf_z(out, "00000000000000000000000000000000><00000000000000000000000000000000>]\n");
}

/* A row a place, of 1 + 4 + 1 bytes. */
static void put_table_stream(struct saver *s)
{
	struct buf dict = { .arena = s->p->arena }, rows = { .arena = s->p->arena };
	size_t i = s->nplace++;

	begin_object(s, i);
	buf_z(&dict, "<<\n/Type /XRef\n/W [1 4 1]\n");
	put_trailer(s, &dict, s->file.n);
	buf_uint(&rows, PLACE_FREE, 1);
	buf_uint(&rows, 0, 4);
	buf_uint(&rows, 255, 1);
	for (size_t k = 1; k < s->nplace; k++) {
		buf_uint(&rows, s->place[k].kind, 1);
		buf_uint(&rows, s->place[k].at, 4);
		buf_uint(&rows, s->place[k].index, 1);
	}
	put_stream(s, i, buf_text(&dict), buf_text(&rows));
	buf_z(&s->file, "startxref\n");
	pdf_text_int(&s->file, s->place[i].at);
	buf_z(&s->file, "\n%%EOF\n");
}

static void put_table(struct saver *s)
{
	size_t at = s->file.n;

	buf_z(&s->file, "xref\n0 ");
	pdf_text_int(&s->file, (int64_t)s->nplace);
	buf_z(&s->file, "\n0000000000 65535 f \n");
	for (size_t i = 1; i < s->nplace; i++)
		buf_printf(&s->file, "%010u 00000 n \n", (unsigned)s->place[i].at);
	buf_z(&s->file, "trailer\n<<\n");
	put_trailer(s, &s->file, 0);
	buf_z(&s->file, ">>\nstartxref\n");
	pdf_text_int(&s->file, (int64_t)at);
	buf_z(&s->file, "\n%%EOF\n");
}

/* Two lanes of eight bytes a step, the first one lowest on any machine; then the length. */
static void hash_bytes(const unsigned char *p, size_t n, uint64_t hash[2])
{
	uint64_t h[2] = { 0x6C62272E07BB0142, 0x62B821756295C58D };

	for (size_t i = 0; i < n; i += 8) {
		uint64_t word = 0;

		memcpy(&word, p + i, n - i < 8 ? n - i : 8);
		word = le64toh(word);
		h[0] = (h[0] ^ word) * 0x9E3779B97F4A7C15;
		h[0] ^= h[0] >> 32;
		h[1] = (h[1] ^ word) * 0xC2B2AE3D27D4EB4F;
		h[1] ^= h[1] >> 29;
	}
	for (int i = 0; i < 4; i++) {
		h[0] = (h[0] ^ n ^ h[1]) * 0x9E3779B97F4A7C15;
		h[1] = (h[1] ^ h[0] >> 31) * 0xC2B2AE3D27D4EB4F;
	}
	hash[0] = h[0];
	hash[1] = h[1];
}

/* First and second identifier are the same in a file that was never updated. */
static void fill_id(struct saver *s)
{
	struct buf id = { .arena = s->p->arena };
	uint64_t half[2];
	char *first = s->file.s + s->id_at, *second = first + ID_DIGITS + 2;

	hash_bytes((const unsigned char *)s->file.s, s->file.n, half);
	for (int i = 0; i < ID_DIGITS / 4; i++)
		pdf_text_hex16(&id, (uint32_t)(half[i / 4] >> (48 - 16 * (i % 4)) & 0xFFFF));
	memcpy(first, id.s, ID_DIGITS);
	memcpy(second, id.s, ID_DIGITS);
}

static void write_objects(struct saver *s)
{
	for (size_t i = 1; i < s->n; i++) {
		const void *object = object_at(s, i);

		if (object == NULL)
			s->p->failed = true;
		if (s->p->failed)
			return;
		if (s->p->standard->has_groups && !pdf_is_stream(object))
			group_object(s, i);
		else
			write_object(s, i);
	}
	end_group(s);
}

static void write_file(struct saver *s)
{
	const struct standard *standard = s->p->standard;

	buf_z(&s->file, "%PDF-1.");
	buf_char(&s->file, (char)('0' + standard->version));
	buf_z(&s->file, "\n%\xB7\xBE\xAD\xAA\n"); /* bytes above 127: ISO 19005, 6.1.2 */
	write_objects(s);
	if (s->p->failed)
		return;
	if (standard->has_groups)
		put_table_stream(s);
	else
		put_table(s);
	fill_id(s);
}

bool pdf_save(struct pdf *p, struct str *out)
{
	struct saver s = { .p = p,
			   .file.arena = p->arena,
			   .heads.arena = p->arena,
			   .bodies.arena = p->arena };

	if (p->failed)
		return false;
	s.n = s.nplace = p->doc->xref->entries->count;
	/* and the object streams, and the table */
	s.place = arena_array(p->arena, s.n + s.n / GROUP + 2, sizeof(*s.place));
	s.file.s =
		arena_grow(p->arena, NULL, &s.file.cap, p->stream_bytes + 100 * s.n + 4096, 1);
	s.out = HPDF_CallbackWriter_New(p->doc->mmgr, append, p);
	if (s.out == NULL)
		p->failed = true;
	else
		write_file(&s);
	if (s.file.n > INT_MAX)
		p->failed = true;
	*out = buf_text(&s.file);
	return !p->failed;
}
