/* What huffman_zlib writes is what zlib reads, whatever bytes there are and however often. */
#include "output/huffman.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static void oom(void *host)
{
	(void)host;
	abort();
}

/* Packed and unpacked; returns the size in between. */
static size_t round_trip(const char *name, struct str bytes)
{
	struct arena *a = arena_open((size_t)1 << 30, oom, NULL);
	struct str packed = huffman_zlib(a, bytes);
	uLongf n = bytes.n + 1;
	Bytef *back = malloc(n);
	size_t size = packed.n;

	cr_assert(back);
	cr_expect_eq(uncompress(back, &n, (const Bytef *)packed.s, packed.n), Z_OK, "%s", name);
	cr_expect_eq(n, bytes.n, "%s", name);
	cr_expect(!memcmp(back, bytes.s, bytes.n), "%s", name);
	free(back);
	arena_close(a);
	return size;
}

Test(huffman, reads_back)
{
	static char all[256], one[1000];

	for (int i = 0; i < 256; i++)
		all[i] = (char)i;
	memset(one, 7, sizeof one);
	round_trip("nothing", STR(""));
	round_trip("a byte", STR("x"));
	round_trip("two", STR("xy"));
	round_trip("text", STR("the quick brown fox jumps over the lazy dog"));
	round_trip("every byte", (struct str){ all, sizeof all });
	cr_expect_leq(round_trip("one byte often", (struct str){ one, sizeof one }), 280);
}

/* Counts that grow like Fibonacci's ask for codes as long as there are symbols. */
Test(huffman, limits_lengths)
{
	static char s[400000];
	size_t n = 0, a = 1, b = 1;

	for (int symbol = 0; symbol < 24; symbol++) {
		size_t next = a + b;

		cr_assert(n + a <= sizeof s);
		memset(s + n, symbol, a);
		n += a;
		a = b;
		b = next;
	}
	/* less than 3 bits a byte: their entropy is 2.4 */
	cr_expect_lt(round_trip("Fibonacci", (struct str){ s, n }), n * 3 / 8);
}

/* Every length up to 300 and bytes of every spread: ends fall on every bit. */
Test(huffman, ends_anywhere)
{
	char s[300];
	uint32_t seed = 1;

	for (size_t n = 0; n <= sizeof s; n++) {
		for (size_t i = 0; i < n; i++) {
			seed = seed * 1664525 + 1013904223;
			s[i] = (char)(seed >> 24 & (0xFFu >> n % 8));
		}
		round_trip("any", (struct str){ s, n });
	}
}
