/*
 * The file: libharu writes it into memory, then /ID is filled in. The identifier is a hash of
 * all the bytes with zeros in its place; no clock: the same document has the same identifier.
 */
#include "output/pdf_object.h"

#include "output/pdf_text.h"

#define ID_DIGITS 32 /* a 128-bit identifier in hexadecimal */

struct hash {
	uint64_t high, low;
};

/* One step of FNV-1a with its 128-bit prime, 2^88 + 0x13B. */
static struct hash hash_word(struct hash h, uint64_t word)
{
	uint64_t low = h.low ^ word;
	uint64_t part = (low & 0xFFFFFFFF) * 0x13B;
	uint64_t upper = (low >> 32) * 0x13B + (part >> 32);
	uint64_t high = h.high * 0x13B + (upper >> 32) + (low << 24);

	/* products carry upwards only: swapping the halves brings them down again */
	return (struct hash){ upper << 32 | (part & 0xFFFFFFFF), high };
}

/* Eight bytes a step, the first one lowest on any machine; then the length. */
static struct hash hash_bytes(const unsigned char *p, size_t n)
{
	struct hash h = { 0x6C62272E07BB0142, 0x62B821756295C58D };

	for (size_t i = 0; i < n; i += 8) {
		uint64_t word = 0;

		for (size_t k = 0; k < 8 && i + k < n; k++)
			word |= (uint64_t)p[i + k] << 8 * k;
		h = hash_word(h, word);
	}
	for (int i = 0; i < 4; i++)
		h = hash_word(h, n);
	return h;
}

/* The body of the trailer: zeros of the right length, and where they are. */
static HPDF_STATUS write_id(HPDF_Dict trailer, HPDF_Stream stream)
{
	static const char zeros[] = "/ID [<00000000000000000000000000000000>"
				    "<00000000000000000000000000000000>]\n";
	struct pdf *p = trailer->attr;

	p->id_at = stream->size;
	return HPDF_Stream_Write(stream, (const HPDF_BYTE *)zeros, sizeof(zeros) - 1);
}

/* First and second identifier are the same in a file that was never updated. */
static void fill_id(struct pdf *p, char *file, size_t n)
{
	struct hash h = hash_bytes((const unsigned char *)file, n);
	const uint64_t half[2] = { h.high, h.low };
	struct buf id = { .arena = p->arena };

	for (int i = 0; i < ID_DIGITS / 4; i++)
		pdf_text_hex16(&id, (uint32_t)(half[i / 4] >> (48 - 16 * (i % 4))));
	for (int i = 0; i < ID_DIGITS; i++) {
		file[p->id_at + sizeof("/ID [<") - 1 + (size_t)i] = id.s[i];
		file[p->id_at + sizeof("/ID [<") + ID_DIGITS + 1 + (size_t)i] = id.s[i];
	}
}

/* Read back what libharu wrote. */
static bool read_file(struct pdf *p, struct str *out)
{
	HPDF_UINT32 size = HPDF_GetStreamSize(p->doc), nread = size;
	char *file = arena_alloc(p->arena, size);

	if (HPDF_ResetStream(p->doc) != HPDF_OK)
		return false;
	HPDF_ReadFromStream(p->doc, (HPDF_BYTE *)file, &nread);
	if (nread != size || p->id_at == 0)
		return false;
	fill_id(p, file, size);
	*out = (struct str){ file, size };
	return true;
}

bool pdf_save(struct pdf *p, struct str *out)
{
	if (p->failed)
		return false;
	p->doc->trailer->attr = p;
	p->doc->trailer->write_fn = write_id;
	p->failed = HPDF_SaveToStream(p->doc) != HPDF_OK || !read_file(p, out);
	return !p->failed;
}
