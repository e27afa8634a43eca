#include "sign/unpack.h"

#include "sign/memory.h"

#include <libdeflate.h>
#include <stdlib.h>

#define MOST ((size_t)64 << 20) /* of one stream */
#define LEVEL 6

static unsigned paeth(unsigned a, unsigned b, unsigned c)
{
	int p = (int)a + (int)b - (int)c;
	int pa = abs(p - (int)a), pb = abs(p - (int)b), pc = abs(p - (int)c);

	if (pa <= pb && pa <= pc)
		return a;
	return pb <= pc ? b : c;
}

/* Undo one row of `n` bytes whose samples are `step` bytes apart. */
static bool undo_row(unsigned filter, unsigned char *row, const unsigned char *above, size_t n,
		     size_t step)
{
	for (size_t i = 0; i < n; i++) {
		unsigned left = i >= step ? row[i - step] : 0;
		unsigned up = above ? above[i] : 0;
		unsigned corner = above && i >= step ? above[i - step] : 0;
		unsigned add;

		switch (filter) {
		case 0:
			add = 0;
			break;
		case 1:
			add = left;
			break;
		case 2:
			add = up;
			break;
		case 3:
			add = (left + up) / 2;
			break;
		case 4:
			add = paeth(left, up, corner);
			break;
		default:
			return false;
		}
		row[i] = (unsigned char)(row[i] + add);
	}
	return true;
}

static bool undo_predictor(const struct unpack_columns *c, struct str *bytes)
{
	int64_t colors = c->colors ? c->colors : 1, bits = c->bits ? c->bits : 8;
	int64_t columns = c->columns ? c->columns : 1;
	size_t n, step, nrow;
	unsigned char *p = (unsigned char *)(uintptr_t)bytes->s, *to = p, *above = NULL;

	if (c->predictor < 10)
		return c->predictor == 0 || c->predictor == 1;
	if (colors < 1 || colors > 32 || bits < 1 || bits > 16 || columns < 1 ||
	    columns > 65535)
		return false;
	n = (size_t)((colors * bits * columns + 7) / 8);
	step = (size_t)((colors * bits + 7) / 8);
	nrow = bytes->n / (n + 1);
	for (size_t i = 0; i < nrow; i++) {
		unsigned char *row = p + i * (n + 1);

		if (!undo_row(row[0], row + 1, above, n, step))
			return false;
		for (size_t k = 0; k < n; k++)
			to[k] = row[1 + k];
		above = to;
		to += n;
	}
	bytes->n = nrow * n;
	return true;
}

bool unpack_flate(struct arena *a, struct str packed, const struct unpack_columns *columns,
		  size_t limit, struct str *out)
{
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	size_t most = limit < MOST ? limit : MOST, cap = packed.n * 4 + 4096, n = 0;
	enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
	char *bytes = NULL;

	if (!d)
		memory_note();
	while (d && result == LIBDEFLATE_INSUFFICIENT_SPACE) {
		struct arena_mark mark = arena_mark(a);

		cap = cap < most ? cap : most;
		bytes = arena_alloc(a, cap);
		result = libdeflate_zlib_decompress(d, packed.s, packed.n, bytes, cap, &n);
		if (result == LIBDEFLATE_SUCCESS)
			break;
		arena_rewind(a, mark);
		n = cap;
		if (cap == most)
			break;
		cap *= 4;
	}
	libdeflate_free_decompressor(d);
	*out = (struct str){ bytes, n };
	return d && result == LIBDEFLATE_SUCCESS && undo_predictor(columns, out);
}

struct str unpack_reverse(struct arena *a, struct str bytes)
{
	struct libdeflate_compressor *c = libdeflate_alloc_compressor(LEVEL);
	size_t cap = libdeflate_zlib_compress_bound(c, bytes.n);
	char *packed = arena_alloc(a, cap);
	size_t n = c ? libdeflate_zlib_compress(c, bytes.s, bytes.n, packed, cap) : 0;

	if (!c)
		memory_note();
	libdeflate_free_compressor(c);
	return (struct str){ packed, n };
}
