#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_FIRST ((size_t)64 << 10)
#define CHUNK_MAX ((size_t)4 << 20)

struct chunk {
	struct chunk *prev;
	size_t size, used; /* bytes behind the head */
	alignas(max_align_t) char byte[];
};

struct arena {
	struct chunk *last, *spare;
	size_t total, limit; /* bytes of all chunks, heads included */
	arena_oom_fn *oom;
	void *host;
};

static size_t round_up(size_t n)
{
	return (n + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
}

/* `oom` must not return; a host that lets it ends as the program would. */
static void give_up(arena_oom_fn *oom, void *host)
{
	oom(host);
	_Exit(3);
}

struct arena *arena_open(size_t limit, arena_oom_fn *oom, void *host)
{
	struct arena *a = malloc(sizeof(*a));

	if (a == NULL)
		give_up(oom, host);
	*a = (struct arena){ .limit = limit, .oom = oom, .host = host };
	return a;
}

struct arena *arena_open_like(const struct arena *a)
{
	return arena_open(a->limit, a->oom, a->host);
}

static void drop(struct arena *a, struct chunk *c)
{
	if (c == NULL)
		return;
	a->total -= sizeof(*c) + c->size;
	free(c);
}

/*
 * Take the newest chunk away. One is kept, cleared, for the next that is needed: a mark near the
 * end of a chunk would otherwise cost a trip to the system each time it is gone back to.
 */
static void set_last_aside(struct arena *a)
{
	struct chunk *c = a->last;

	a->last = c->prev;
	if (a->spare != NULL && a->spare->size >= c->size) {
		drop(a, c);
		return;
	}
	drop(a, a->spare);
	memset(c->byte, 0, c->used);
	c->used = 0;
	a->spare = c;
}

void arena_close(struct arena *a)
{
	if (a == NULL)
		return;
	while (a->last != NULL)
		set_last_aside(a);
	drop(a, a->spare);
	free(a);
}

static bool take_spare(struct arena *a, size_t need)
{
	struct chunk *c = a->spare;

	if (c == NULL || c->size < need)
		return false;
	c->prev = a->last;
	a->last = c;
	a->spare = NULL;
	return true;
}

/* Chunks double, so that a large job asks the system for memory only a few times. */
static void add_chunk(struct arena *a, size_t need)
{
	size_t size = a->last == NULL ? CHUNK_FIRST : a->last->size * 2;
	size_t room = a->limit - a->total;
	struct chunk *c = NULL;

	if (take_spare(a, need))
		return;
	if (size > CHUNK_MAX)
		size = CHUNK_MAX;
	if (room < sizeof(*c) || need > room - sizeof(*c))
		give_up(a->oom, a->host);
	if (size > room - sizeof(*c) || size < need)
		size = need;
	/* Large chunks come from the system, which has cleared them already. */
	c = calloc(1, sizeof(*c) + size);
	if (c == NULL)
		give_up(a->oom, a->host);
	c->prev = a->last;
	c->size = size;
	a->last = c;
	a->total += sizeof(*c) + size;
}

void *arena_alloc(struct arena *a, size_t size)
{
	void *p;

	if (size > SIZE_MAX / 2)
		give_up(a->oom, a->host);
	size = round_up(size + (size == 0));
	if (a->last == NULL || size > a->last->size - a->last->used)
		add_chunk(a, size);
	p = a->last->byte + a->last->used;
	a->last->used += size;
	return p; /* free room is always clear: see arena_rewind */
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / 2 / size)
		give_up(a->oom, a->host);
	return arena_alloc(a, count * size);
}

/* The newest allocation of the arena grows where it stands, if its chunk has room. */
static bool grow_in_place(struct arena *a, const char *items, size_t old, size_t new)
{
	struct chunk *c = a->last;

	if (c == NULL || items == NULL)
		return false;
	old = round_up(old);
	new = round_up(new);
	if (c->used < old || items != c->byte + c->used - old || new - old > c->size - c->used)
		return false;
	c->used += new - old;
	return true;
}

void *arena_grow(struct arena *a, void *items, size_t *cap, size_t need, size_t size)
{
	size_t n = *cap < 8 ? 8 : *cap * 2;
	void *grown;

	if (need <= *cap)
		return items;
	if (n < need)
		n = need;
	if (n > SIZE_MAX / 2 / size)
		give_up(a->oom, a->host);
	if (!grow_in_place(a, items, *cap * size, n * size)) {
		grown = arena_alloc(a, n * size);
		if (*cap != 0)
			memcpy(grown, items, *cap * size);
		items = grown;
	}
	*cap = n;
	return items;
}

struct arena_mark arena_mark(const struct arena *a)
{
	return (struct arena_mark){ a->last, a->last == NULL ? 0 : a->last->used };
}

void arena_rewind(struct arena *a, struct arena_mark mark)
{
	while (a->last != mark.chunk)
		set_last_aside(a);
	if (a->last != NULL) {
		assert(mark.used <= a->last->used);
		memset(a->last->byte + mark.used, 0, a->last->used - mark.used);
		a->last->used = mark.used;
	}
}
