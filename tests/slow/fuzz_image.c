/* A picture. The chunks of a PNG are given their length and checksum anew, or libpng reads none. */
#include "fuzz_message.h"

#include "input/image.h"

#include <libdeflate.h>

static void put_32(uint8_t *to, size_t value)
{
	for (int i = 0; i < 4; i++)
		to[i] = (uint8_t)(value >> (24 - 8 * i));
}

/* PNG 5.3: length of the data, type, data, CRC of type and data. */
static void mend_chunks(uint8_t *byte, size_t n)
{
	for (size_t at = 8; n >= at + 12;) {
		size_t most = n - at - 12;
		size_t length = (size_t)byte[at] << 24 | (size_t)byte[at + 1] << 16 |
				(size_t)byte[at + 2] << 8 | byte[at + 3];

		if (length > most)
			length = most;
		put_32(byte + at, length);
		put_32(byte + at + 8 + length,
		       libdeflate_crc32(0, byte + at + 4, length + 4));
		at += 12 + length;
	}
}

/* One in eight stays as broken as it is. */
size_t LLVMFuzzerCustomMutator(uint8_t *byte, size_t n, size_t most, unsigned seed)
{
	n = LLVMFuzzerMutate(byte, n, most);
	if (n > 8 && byte[0] == 0x89 && seed % 8 != 0)
		mend_chunks(byte, n);
	return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *byte, size_t n)
{
	struct arena *a = fuzz_arena();
	struct diags d = { .arena = a };

	if (!image_read(a, &d, (struct at){ 0 }, STR("p"), fuzz_text(byte, n)) &&
	    !diag_errors(&d))
		abort();
	fuzz_count_message(&d);
	arena_close(a);
	return 0;
}
