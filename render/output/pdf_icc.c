/*
 * sRGB (IEC 61966-2-1) as a matrix profile of ICC.1:2004-10 (version 4.2). The colorants are
 * those of the standard, adapted to D50 by Bradford.
 */
#include "output/pdf_icc.h"

#define HEADER_SIZE 128
#define NTAG 10
#define UNIT 10000000 /* the numbers below are 1/10 000 000 */

/* One entry of the tag table and its data: a type and fixed-point numbers, or a text. */
struct profile_tag {
	const char *signature;
	const char *type; /* NULL: the data of the tag before */
	const char *text;
	uint32_t function; /* para: 3, the curve with a linear part */
	int32_t number[9];
	size_t nnumber;
};

static const struct profile_tag tags[NTAG] = {
	{ "desc", "mluc", "sRGB", 0, { 0 }, 0 },
	{ "cprt", "mluc", "CC0", 0, { 0 }, 0 },
	{ "wtpt", "XYZ ", NULL, 0, { 9642000, 10000000, 8249000 }, 3 },
	{ "chad",
	  "sf32",
	  NULL,
	  0,
	  { 10479100, 229300, -502000, 296000, 9904600, -170700, -92500, 150600, 7517900 },
	  9 },
	{ "rXYZ", "XYZ ", NULL, 0, { 4360700, 2224900, 139200 }, 3 },
	{ "gXYZ", "XYZ ", NULL, 0, { 3851500, 7168700, 970800 }, 3 },
	{ "bXYZ", "XYZ ", NULL, 0, { 1430700, 606100, 7141000 }, 3 },
	{ "rTRC", "para", NULL, 3, { 24000000, 9478673, 521327, 773994, 404500 }, 5 },
	{ "gTRC", NULL, NULL, 0, { 0 }, 0 },
	{ "bTRC", NULL, NULL, 0, { 0 }, 0 },
};

static void put16(struct buf *b, uint32_t n)
{
	buf_char(b, (char)(n >> 8 & 0xFF));
	buf_char(b, (char)(n & 0xFF));
}

static void put32(struct buf *b, uint32_t n)
{
	put16(b, n >> 16);
	put16(b, n & 0xFFFF);
}

static void put_zeros(struct buf *b, size_t n)
{
	while (n-- > 0)
		buf_char(b, 0);
}

/* s15Fixed16Number */
static void put_fixed(struct buf *b, int32_t n)
{
	int64_t scaled = (int64_t)n * 65536, half = n < 0 ? -UNIT / 2 : UNIT / 2;

	put32(b, (uint32_t)(int32_t)((scaled + half) / UNIT));
}

/* multiLocalizedUnicodeType with one English text */
static void put_text(struct buf *b, const char *text)
{
	struct str s = str_from(text);

	put32(b, 1);
	put32(b, 12);
	buf_z(b, "enUS");
	put32(b, (uint32_t)(2 * s.n));
	put32(b, 28);
	for (size_t i = 0; i < s.n; i++)
		put16(b, (unsigned char)s.s[i]);
}

static void put_tag(struct buf *b, const struct profile_tag *tag)
{
	buf_z(b, tag->type);
	put32(b, 0);
	if (tag->text != NULL)
		put_text(b, tag->text);
	if (tag->function != 0) {
		put16(b, tag->function);
		put16(b, 0);
	}
	for (size_t i = 0; i < tag->nnumber; i++)
		put_fixed(b, tag->number[i]);
}

static void put_header(struct buf *b, size_t size)
{
	put32(b, (uint32_t)size);
	put32(b, 0);
	put32(b, 0x04200000);     /* version 4.2 */
	buf_z(b, "mntrRGB XYZ "); /* display device, RGB to XYZ */
	put16(b, 2026);           /* made on 1 January 2026 */
	put16(b, 1);
	put16(b, 1);
	put_zeros(b, 6);
	buf_z(b, "acsp");
	put_zeros(b, 28);
	put_fixed(b, tags[2].number[0]); /* illuminant: D50 */
	put_fixed(b, tags[2].number[1]);
	put_fixed(b, tags[2].number[2]);
	put_zeros(b, HEADER_SIZE - b->n);
}

struct str pdf_icc_srgb(struct arena *a)
{
	struct buf table = { .arena = a }, bytes = { .arena = a }, profile = { .arena = a };
	size_t begin = 0, size = 0, base = HEADER_SIZE + 4 + 12 * NTAG;

	put32(&table, NTAG);
	for (size_t i = 0; i < NTAG; i++) {
		if (tags[i].type != NULL) {
			begin = bytes.n;
			put_tag(&bytes, &tags[i]);
			size = bytes.n - begin;
			put_zeros(&bytes, (4 - size % 4) % 4);
		}
		buf_z(&table, tags[i].signature);
		put32(&table, (uint32_t)(base + begin));
		put32(&table, (uint32_t)size);
	}
	put_header(&profile, base + bytes.n);
	buf_str(&profile, buf_text(&table));
	buf_str(&profile, buf_text(&bytes));
	return buf_text(&profile);
}
