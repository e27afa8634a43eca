/* endian.h is not in POSIX. */
#define _DEFAULT_SOURCE
#include "output/huffman.h"

#include <endian.h>
#include <libdeflate.h>
#include <string.h>

#define END 256       /* the symbol behind the last byte */
#define NSYMBOL 257   /* bytes, END */
#define MAX_LENGTH 15 /* of a code: RFC 1951, 3.2.7 */
#define HEAD_BITS (3 + 14 + 19 * 3 + (NSYMBOL + 2) * 4)

struct code {
	uint32_t count[NSYMBOL];  /* how often the symbol comes; the sum is below 2^32 */
	uint16_t symbol[NSYMBOL]; /* those that come, rarest first */
	size_t n;                 /* how many they are */
	uint8_t length[NSYMBOL];
	uint32_t bits[NSYMBOL]; /* the code, its first bit lowest; length << 16 */
};

/* Bits are put lowest first: RFC 1951, 3.1.1. */
struct writer {
	unsigned char *at; /* with room for SLACK bytes more than there will be */
	uint64_t bits;
	unsigned nbit; /* below 8 after `flush` */
};

#define SLACK 8

/* All eight bytes are stored, for speed; those that are not full yet are stored again. */
static void flush(struct writer *w)
{
	uint64_t bits = htole64(w->bits);

	memcpy(w->at, &bits, sizeof(bits));
	w->at += w->nbit / 8;
	w->bits >>= w->nbit & ~7u;
	w->nbit &= 7;
}

static void add(struct writer *w, uint32_t code)
{
	w->bits |= (uint64_t)(code & 0xFFFF) << w->nbit;
	w->nbit += code >> 16;
}

static void put(struct writer *w, uint32_t bits, unsigned n)
{
	add(w, bits | n << 16);
	flush(w);
}

/* Four tables in turn: a byte need not wait for the one before it to be counted. */
static void count_bytes(struct code *c, struct str bytes)
{
	uint32_t part[4][256] = { 0 };
	const unsigned char *s = (const unsigned char *)bytes.s, *end = s + bytes.n;

	for (; end - s >= 4; s += 4) {
		part[0][s[0]]++;
		part[1][s[1]]++;
		part[2][s[2]]++;
		part[3][s[3]]++;
	}
	while (s < end)
		part[0][*s++]++;
	for (int i = 0; i < 256; i++)
		c->count[i] = part[0][i] + part[1][i] + part[2][i] + part[3][i];
	c->count[END] = 1;
}

static void sort_symbols(struct code *c)
{
	for (uint16_t s = 0; s < NSYMBOL; s++) {
		size_t i = c->n;

		if (c->count[s] == 0)
			continue;
		for (; i > 0 && c->count[c->symbol[i - 1]] > c->count[s]; i--)
			c->symbol[i] = c->symbol[i - 1];
		c->symbol[i] = s;
		c->n++;
	}
}

/*
 * Codes of what length are there, by Huffman's rule: the two rarest are joined until one is
 * left. Leaves and joints are each taken in order of their weight, so that two queues do.
 */
static void count_lengths(const struct code *c, uint32_t nlength[NSYMBOL])
{
	uint64_t weight[2 * NSYMBOL];
	uint16_t parent[2 * NSYMBOL], depth[2 * NSYMBOL];
	size_t n = c->n, leaf = 0, joint = n;

	for (size_t i = 0; i < n; i++)
		weight[i] = c->count[c->symbol[i]];
	for (size_t new = n; new < 2 * n - 1; new ++) {
		weight[new] = 0;
		for (int k = 0; k < 2; k++) {
			bool is_leaf =
				leaf < n && (joint == new || weight[leaf] <= weight[joint]);
			size_t taken = is_leaf ? leaf++ : joint++;

			weight[new] += weight[taken];
			parent[taken] = (uint16_t) new;
		}
	}
	depth[2 * n - 2] = 0;
	for (size_t i = 2 * n - 2; i-- > 0;) {
		depth[i] = (uint16_t)(depth[parent[i]] + 1);
		if (i < n)
			nlength[depth[i]]++;
	}
}

/* No code may be longer than MAX_LENGTH: longer ones take room from the next shorter ones. */
static void limit_lengths(uint32_t nlength[NSYMBOL])
{
	uint32_t room = 0, all = (uint32_t)1 << MAX_LENGTH;

	for (size_t i = MAX_LENGTH + 1; i < NSYMBOL; i++) {
		nlength[MAX_LENGTH] += nlength[i];
		nlength[i] = 0;
	}
	for (size_t i = 1; i <= MAX_LENGTH; i++)
		room += nlength[i] << (MAX_LENGTH - i);
	for (; room > all; room--) {
		size_t i = MAX_LENGTH - 1;

		while (nlength[i] == 0)
			i--;
		nlength[MAX_LENGTH]--;
		nlength[i]--;
		nlength[i + 1] += 2;
	}
}

static uint16_t reverse(uint32_t bits, unsigned n)
{
	uint32_t r = 0;

	while (n-- > 0) {
		r = r << 1 | (bits & 1);
		bits >>= 1;
	}
	return (uint16_t)r;
}

/* RFC 1951, 3.2.2: codes of one length follow each other in the order of their symbols. */
static void assign_bits(struct code *c, const uint32_t nlength[NSYMBOL])
{
	uint32_t next[MAX_LENGTH + 1] = { 0 };
	size_t i = 0;

	for (size_t length = MAX_LENGTH; length > 0; length--)
		for (uint32_t k = 0; k < nlength[length]; k++)
			c->length[c->symbol[i++]] = (uint8_t)length;
	for (size_t length = 1; length <= MAX_LENGTH; length++)
		next[length] = (next[length - 1] + (length > 1 ? nlength[length - 1] : 0)) << 1;
	for (size_t s = 0; s < NSYMBOL; s++)
		if (c->length[s] > 0)
			c->bits[s] = reverse(next[c->length[s]]++, c->length[s]) |
				     (uint32_t)c->length[s] << 16;
}

static void make_code(struct code *c, struct str bytes)
{
	uint32_t nlength[NSYMBOL] = { 0 };

	count_bytes(c, bytes);
	sort_symbols(c);
	if (c->n == 1)
		nlength[1] = 1;
	else
		count_lengths(c, nlength);
	limit_lengths(nlength);
	assign_bits(c, nlength);
}

/*
 * The head of the one block. Lengths of codes are written in 4 bits each; two codes for
 * distances, though there are none: some readers ask for a whole set.
 */
static void put_head(struct writer *w, const struct code *c)
{
	static const uint8_t order[19] = { 16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
					   11, 4,  12, 3, 13, 2, 14, 1, 15 };

	put(w, 1 | 2 << 1, 3); /* the last block; with codes of its own */
	put(w, 0, 5);          /* 257 codes of bytes */
	put(w, 1, 5);          /* 2 of distances */
	put(w, 15, 4);         /* 19 of lengths */
	for (size_t i = 0; i < 19; i++)
		put(w, order[i] < 16 ? 4 : 0, 3);
	for (size_t s = 0; s < NSYMBOL; s++)
		put(w, reverse(c->length[s], 4), 4);
	for (int i = 0; i < 2; i++)
		put(w, reverse(1, 4), 4);
}

/*
 * Three codes take at most 45 bits: they fit beside 7 that are left over. The writer is copied,
 * as a store of bytes might else be one into it.
 */
static void put_bytes(struct writer *to, const struct code *c, struct str bytes)
{
	const unsigned char *s = (const unsigned char *)bytes.s, *end = s + bytes.n;
	struct writer w = *to;

	for (; end - s >= 3; s += 3) {
		add(&w, c->bits[s[0]]);
		add(&w, c->bits[s[1]]);
		add(&w, c->bits[s[2]]);
		flush(&w);
	}
	for (; s < end; s++) {
		add(&w, c->bits[*s]);
		flush(&w);
	}
	*to = w;
}

static size_t stream_size(const struct code *c)
{
	uint64_t bits = HEAD_BITS;

	for (size_t s = 0; s < NSYMBOL; s++)
		bits += (uint64_t)c->count[s] * c->length[s];
	return 2 + (size_t)((bits + 7) / 8) + 4;
}

struct str huffman_zlib(struct arena *a, struct str bytes)
{
	struct code *c = arena_alloc(a, sizeof(*c));
	uint32_t adler = libdeflate_adler32(1, bytes.s, bytes.n);
	struct str out;
	struct writer w = { 0 };

	make_code(c, bytes);
	out.n = stream_size(c);
	w.at = arena_alloc(a, out.n + SLACK);
	out.s = (const char *)w.at;
	put(&w, 0x78, 8); /* deflate, window of 32 KB; no dictionary, level 0 */
	put(&w, 0x01, 8);
	put_head(&w, c);
	put_bytes(&w, c, bytes);
	add(&w, c->bits[END]);
	flush(&w);
	put(&w, 0, (8 - w.nbit) % 8);
	for (int i = 4; i-- > 0;)
		put(&w, adler >> 8 * i & 0xFF, 8);
	return out;
}
