/*
 * Zlib streams (RFC 1950, 1951) that give each byte a code by how often it comes, and look for
 * no repetitions. For glyph outlines, which hardly repeat, that is a tenth of the work of
 * looking for them; of a report's outlines (258 KB of CFF) it makes 215 KB, libdeflate's
 * level 1 makes 208.
 */
#ifndef NIANBAO_OUTPUT_HUFFMAN_H
#define NIANBAO_OUTPUT_HUFFMAN_H

#include "base/str.h"

/* The stream that `bytes` (at most 2^31) become, in the arena. */
struct str huffman_zlib(struct arena *a, struct str bytes);

#endif
