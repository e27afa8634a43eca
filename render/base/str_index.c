#include "base/str_index.h"

/* FNV-1a */
static size_t hash(struct str key)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < key.n; i++)
		h = (h ^ (unsigned char)key.s[i]) * 16777619u;
	return h;
}

static struct str_slot *find(const struct str_index *index, struct str key)
{
	size_t mask = index->nslot - 1, i = hash(key) & mask;

	while (index->slot[i].value && !str_eq(index->slot[i].key, key))
		i = (i + 1) & mask;
	return &index->slot[i];
}

int str_index_find(const struct str_index *index, struct str key)
{
	return index->nslot ? (int)find(index, key)->value - 1 : -1;
}

static void grow(struct arena *a, struct str_index *index)
{
	struct str_index old = *index;

	index->nslot = old.nslot ? old.nslot * 2 : 16;
	index->slot = arena_array(a, index->nslot, sizeof *index->slot);
	for (size_t i = 0; i < old.nslot; i++)
		if (old.slot[i].value)
			*find(index, old.slot[i].key) = old.slot[i];
}

void str_index_put(struct arena *a, struct str_index *index, struct str key, uint32_t value)
{
	if (index->n * 2 >= index->nslot)
		grow(a, index);
	*find(index, key) = (struct str_slot){ key, value + 1 };
	index->n++;
}
