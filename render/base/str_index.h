/* An index from strings to numbers: hashing with open addressing, in an arena. */
#ifndef NIANBAO_BASE_STR_INDEX_H
#define NIANBAO_BASE_STR_INDEX_H

#include "base/str.h"

struct str_slot {
	struct str key;
	uint32_t value; /* plus one; 0: the slot is free */
};

/* Zero is an empty index. Keys are borrowed. */
struct str_index {
	struct str_slot *slot;
	size_t nslot, n; /* nslot is 0 or a power of two */
};

/* Value of `key`, or -1. */
int str_index_find(const struct str_index *index, struct str key);

/* Add `key`, which is not there yet. */
void str_index_put(struct arena *a, struct str_index *index, struct str key, uint32_t value);

#endif
