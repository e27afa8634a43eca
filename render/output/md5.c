#include "output/md5.h"

#include <string.h>

#define BLOCK 64
#define LENGTH_AT 56 /* of the last block: where the number of bits stands */

/* floor(2^32 * |sin(i + 1)|): RFC 1321, 3.4 */
static const uint32_t sine[64] = {
	0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613,
	0xfd469501, 0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193,
	0xa679438e, 0x49b40821, 0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d,
	0x02441453, 0xd8a1e681, 0xe7d3fbc8, 0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed,
	0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a, 0xfffa3942, 0x8771f681, 0x6d9d6122,
	0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70, 0x289b7ec6, 0xeaa127fa,
	0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665, 0xf4292244,
	0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
	0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb,
	0xeb86d391,
};

/* Each of the four rounds has four shifts and takes the words in an order of its own. */
static const struct {
	unsigned char shift[4];
	unsigned char first, step;
} rounds[4] = {
	{ { 7, 12, 17, 22 }, 0, 1 },
	{ { 5, 9, 14, 20 }, 1, 5 },
	{ { 4, 11, 16, 23 }, 5, 3 },
	{ { 6, 10, 15, 21 }, 0, 7 },
};

static uint32_t mix(int round, uint32_t x, uint32_t y, uint32_t z)
{
	switch (round) {
	case 0:
		return (x & y) | (~x & z);
	case 1:
		return (x & z) | (y & ~z);
	case 2:
		return x ^ y ^ z;
	default:
		return y ^ (x | ~z);
	}
}

static void add_block(uint32_t state[4], const unsigned char *p)
{
	uint32_t word[16], a = state[0], b = state[1], c = state[2], d = state[3];

	for (int i = 0; i < 16; i++, p += 4)
		word[i] = (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
			  (uint32_t)p[3] << 24;
	for (int i = 0; i < 64; i++) {
		int round = i / 16,
		    k = (rounds[round].first + rounds[round].step * (i % 16)) % 16;
		unsigned shift = rounds[round].shift[i % 4];
		uint32_t sum = a + mix(round, b, c, d) + word[k] + sine[i];

		a = d;
		d = c;
		c = b;
		b += sum << shift | sum >> (32 - shift);
	}
	state[0] += a;
	state[1] += b;
	state[2] += c;
	state[3] += d;
}

void md5(struct str bytes, unsigned char digest[MD5_BYTES])
{
	uint32_t state[4] = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476 };
	unsigned char last[2 * BLOCK] = { 0 };
	size_t whole = bytes.n / BLOCK * BLOCK, rest = bytes.n - whole;
	size_t end = rest < LENGTH_AT ? LENGTH_AT : BLOCK + LENGTH_AT;

	for (size_t i = 0; i < whole; i += BLOCK)
		add_block(state, (const unsigned char *)bytes.s + i);
	if (rest > 0)
		memcpy(last, bytes.s + whole, rest);
	last[rest] = 0x80;
	for (size_t i = 0; i < 8; i++)
		last[end + i] = (unsigned char)((uint64_t)bytes.n * 8 >> 8 * i);
	for (size_t i = 0; i < end; i += BLOCK)
		add_block(state, last + i);
	for (size_t i = 0; i < MD5_BYTES; i++)
		digest[i] = (unsigned char)(state[i / 4] >> 8 * (i % 4));
}
