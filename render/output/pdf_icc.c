/*
 * sRGB (IEC 61966-2-1) as a matrix profile of ICC.1:2004-10 (version 4.2) or ICC.1:1998-09
 * (version 2.1). The colorants are those of the standard, adapted to D50 by Bradford.
 */
#include "output/pdf_icc.h"

#define HEADER_SIZE 128
#define UNIT 10000000 /* the numbers below are 1/10 000 000 */

/* One entry of the tag table and its data. */
struct profile_tag {
	const char *signature;
	const char *type; /* NULL: the data of the tag before */
	void (*put)(struct buf *b, const struct profile_tag *tag);
	const char *text;
	int32_t number[9];
	size_t nnumber;
};

struct profile {
	uint32_t version;
	const struct profile_tag *tag;
	size_t ntag;
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

static void put_numbers(struct buf *b, const struct profile_tag *tag)
{
	for (size_t i = 0; i < tag->nnumber; i++)
		put_fixed(b, tag->number[i]);
}

/* parametricCurveType of function 3: a power with a linear part */
static void put_formula(struct buf *b, const struct profile_tag *tag)
{
	put16(b, 3);
	put16(b, 0);
	put_numbers(b, tag);
}

/* multiLocalizedUnicodeType with one English text */
static void put_unicode(struct buf *b, const struct profile_tag *tag)
{
	struct str s = str_from(tag->text);

	put32(b, 1);
	put32(b, 12);
	buf_z(b, "enUS");
	put32(b, (uint32_t)(2 * s.n));
	put32(b, 28);
	for (size_t i = 0; i < s.n; i++)
		put16(b, (unsigned char)s.s[i]);
}

static void put_text(struct buf *b, const struct profile_tag *tag)
{
	buf_z(b, tag->text);
	buf_char(b, 0);
}

/* textDescriptionType: ASCII, then no Unicode (8 bytes) and no Macintosh text (70 bytes) */
static void put_description(struct buf *b, const struct profile_tag *tag)
{
	put32(b, (uint32_t)str_from(tag->text).n + 1);
	put_text(b, tag);
	put_zeros(b, 78);
}

/* The fifth root of a number from 0 to 1 [1/2^30], rounded down. */
static uint64_t fifth_root(uint64_t x)
{
	uint64_t root = 0;

	for (uint64_t bit = (uint64_t)1 << 30; bit > 0; bit >>= 1) {
		uint64_t r = root | bit, square = r * r >> 30;

		if ((square * square >> 30) * r >> 30 <= x)
			root = r;
	}
	return root;
}

#define NPOINT 1024

/*
 * curveType with the linear light of NPOINT values from 0 to 1. With integers, so that it is the
 * same on any machine: x^2.4 is the square of x times the fifth root of that square.
 */
static void put_curve(struct buf *b, const struct profile_tag *tag)
{
	const uint64_t last = NPOINT - 1, one = (uint64_t)1 << 30;

	(void)tag;
	put32(b, NPOINT);
	for (uint64_t k = 0; k <= last; k++) {
		uint64_t x = ((1000 * k + 55 * last) * one) / (1055 * last);
		uint64_t square = x * x >> 30, light = square * fifth_root(square) >> 30;

		if (100000 * k <= 4045 * last) /* 0.04045: darker, the curve is a line */
			light = 100 * k * one / (1292 * last);
		put16(b, (uint32_t)((light * 65535 + one / 2) >> 30));
	}
}

#define D50 { 9642000, 10000000, 8249000 }
#define RED { 4360700, 2224900, 139200 }
#define GREEN { 3851500, 7168700, 970800 }
#define BLUE { 1430700, 606100, 7141000 }
#define BRADFORD                                                                               \
	{ 10479100, 229300, -502000, 296000, 9904600, -170700, -92500, 150600, 7517900 }

static const struct profile_tag tags4[] = {
	{ "desc", "mluc", put_unicode, "sRGB", { 0 }, 0 },
	{ "cprt", "mluc", put_unicode, "CC0", { 0 }, 0 },
	{ "wtpt", "XYZ ", put_numbers, NULL, D50, 3 },
	{ "chad", "sf32", put_numbers, NULL, BRADFORD, 9 },
	{ "rXYZ", "XYZ ", put_numbers, NULL, RED, 3 },
	{ "gXYZ", "XYZ ", put_numbers, NULL, GREEN, 3 },
	{ "bXYZ", "XYZ ", put_numbers, NULL, BLUE, 3 },
	{ "rTRC", "para", put_formula, NULL, { 24000000, 9478673, 521327, 773994, 404500 }, 5 },
	{ "gTRC", NULL, NULL, NULL, { 0 }, 0 },
	{ "bTRC", NULL, NULL, NULL, { 0 }, 0 },
};

static const struct profile_tag tags2[] = {
	{ "desc", "desc", put_description, "sRGB", { 0 }, 0 },
	{ "cprt", "text", put_text, "CC0", { 0 }, 0 },
	{ "wtpt", "XYZ ", put_numbers, NULL, D50, 3 },
	{ "rXYZ", "XYZ ", put_numbers, NULL, RED, 3 },
	{ "gXYZ", "XYZ ", put_numbers, NULL, GREEN, 3 },
	{ "bXYZ", "XYZ ", put_numbers, NULL, BLUE, 3 },
	{ "rTRC", "curv", put_curve, NULL, { 0 }, 0 },
	{ "gTRC", NULL, NULL, NULL, { 0 }, 0 },
	{ "bTRC", NULL, NULL, NULL, { 0 }, 0 },
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct profile profile4 = { 0x04200000, tags4, COUNT(tags4) };
static const struct profile profile2 = { 0x02100000, tags2, COUNT(tags2) };

static void put_header(struct buf *b, uint32_t version, size_t size)
{
	static const int32_t illuminant[] = D50;

	put32(b, (uint32_t)size);
	put32(b, 0);
	put32(b, version);
	buf_z(b, "mntrRGB XYZ "); /* display device, RGB to XYZ */
	put16(b, 2026);           /* made on 1 January 2026 */
	put16(b, 1);
	put16(b, 1);
	put_zeros(b, 6);
	buf_z(b, "acsp");
	put_zeros(b, 28);
	for (int i = 0; i < 3; i++)
		put_fixed(b, illuminant[i]);
	put_zeros(b, HEADER_SIZE - b->n);
}

struct str pdf_icc_srgb(struct arena *a, int version)
{
	const struct profile *p = version < 4 ? &profile2 : &profile4;
	struct buf table = { .arena = a }, bytes = { .arena = a }, profile = { .arena = a };
	size_t begin = 0, size = 0, base = HEADER_SIZE + 4 + 12 * p->ntag;

	put32(&table, (uint32_t)p->ntag);
	for (size_t i = 0; i < p->ntag; i++) {
		const struct profile_tag *tag = &p->tag[i];

		if (tag->type != NULL) {
			begin = bytes.n;
			buf_z(&bytes, tag->type);
			put32(&bytes, 0);
			tag->put(&bytes, tag);
			size = bytes.n - begin;
			put_zeros(&bytes, (4 - size % 4) % 4);
		}
		buf_z(&table, tag->signature);
		put32(&table, (uint32_t)(base + begin));
		put32(&table, (uint32_t)size);
	}
	put_header(&profile, p->version, base + bytes.n);
	buf_str(&profile, buf_text(&table));
	buf_str(&profile, buf_text(&bytes));
	return buf_text(&profile);
}
