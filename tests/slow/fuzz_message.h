/*
 * Libraries that are not instrumented: each message that comes of them counts as something new. For
 * the one file of a target.
 */
#ifndef NIANBAO_TESTS_SLOW_FUZZ_MESSAGE_H
#define NIANBAO_TESTS_SLOW_FUZZ_MESSAGE_H

#include "fuzz.h"

/* One for each message; set back by libFuzzer before each run. */
__attribute__((section("__libfuzzer_extra_counters"))) static uint8_t fuzz_message[512];

static inline void fuzz_count_message(struct diags *d)
{
	struct buf b = { .arena = d->arena };
	uint32_t hash = 2166136261U; /* FNV-1a */

	diag_print(d, &b, DIAG_ENGLISH);
	for (size_t i = 0; i < b.n; i++)
		if (b.s[i] < '0' || b.s[i] > '9') /* offsets make no new message */
			hash = (hash ^ (uint8_t)b.s[i]) * 16777619U;
	fuzz_message[hash % sizeof fuzz_message] = 1;
}

#endif
