/* MAP_ANONYMOUS and madvise are not in POSIX. */
#define _DEFAULT_SOURCE
#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Under AddressSanitizer room that is not given out, or was given back, must not be touched. */
#ifdef __has_feature
#if __has_feature(address_sanitizer) && !defined(__SANITIZE_ADDRESS__)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#define FORBID(at, n) __asan_poison_memory_region((at), (n))
#define ALLOW(at, n) __asan_unpoison_memory_region((at), (n))
#else
#define FORBID(at, n) ((void)(at), (void)(n))
#define ALLOW(at, n) ((void)(at), (void)(n))
#endif

#define CHUNK_FIRST ((size_t)64 << 10)
#define CHUNK_MAX ((size_t)4 << 20)
/* From this size on chunks are of huge pages, where the system has them. */
#define HUGE_PAGE ((size_t)2 << 20)
/* No larger chunk is kept for later. */
#define SPARE_MAX (CHUNK_MAX + HUGE_PAGE)

struct chunk {
	struct chunk *prev;
	size_t size, used; /* bytes behind the head */
	size_t mapped;     /* bytes of the mapping that the chunk is; 0: it is from calloc */
	alignas(max_align_t) char byte[];
};

struct arena_deferred {
	struct arena_deferred *before;
	arena_free_fn *free; /* NULL: it is done */
	void *what;
};

struct way_out {
	arena_oom_fn *fn;
	void *host;
};

struct arena {
	struct chunk *last, *spare;
	struct arena_deferred *deferred;
	struct arena *first; /* whose limit it shares; or itself */
	size_t total, limit; /* of the first: bytes of all chunks of all, heads included */
	struct way_out oom, full;
};

static size_t round_up(size_t n)
{
	return (n + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
}

/* It must not return; a host that lets it ends as the program would. */
static void give_up(const struct way_out *way)
{
	way->fn(way->host);
	_Exit(3);
}

/* Not in the arena's own memory: without any left, `what` must still be freed. */
struct arena_deferred *arena_defer(struct arena *a, arena_free_fn *free_fn, void *what)
{
	struct arena_deferred *d = malloc(sizeof(*d));

	if (d == NULL) {
		free_fn(what);
		give_up(&a->oom);
	}
	*d = (struct arena_deferred){ a->deferred, free_fn, what };
	a->deferred = d;
	return d;
}

void arena_free(struct arena_deferred *d)
{
	if (d->free != NULL)
		d->free(d->what);
	d->free = NULL;
}

/* Free what was deferred since `until`, the newest first. */
static void free_deferred(struct arena *a, struct arena_deferred *until)
{
	while (a->deferred != until) {
		struct arena_deferred *d = a->deferred;

		a->deferred = d->before;
		arena_free(d);
		free(d);
	}
}

struct arena *arena_open(size_t limit, arena_oom_fn *oom, void *host)
{
	struct arena *a = malloc(sizeof(*a));
	struct way_out way = { oom, host };

	if (a == NULL)
		give_up(&way);
	*a = (struct arena){ .first = a, .limit = limit, .oom = way, .full = way };
	return a;
}

void arena_set_full(struct arena *a, arena_oom_fn *full, void *host)
{
	a->full = (struct way_out){ full, host };
}

struct arena *arena_open_like(const struct arena *a)
{
	struct arena *other = arena_open(0, a->oom.fn, a->oom.host);

	other->first = a->first;
	other->full = a->full;
	return other;
}

/*
 * A chunk of cleared memory in whole huge pages. Memory that is touched for the first time costs
 * 12 µs for each page of 4 KB on a virtual machine (4 MB: 12 ms), with huge pages hardly any.
 */
static struct chunk *map_chunk(size_t size)
{
	size_t need = (sizeof(struct chunk) + size + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1);
	char *from = mmap(NULL, need + HUGE_PAGE, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	size_t before = (size_t)(-(uintptr_t)from & (HUGE_PAGE - 1));
	struct chunk *c;

	if (from == MAP_FAILED)
		return NULL;
	if (before > 0)
		munmap(from, before);
	munmap(from + before + need, HUGE_PAGE - before);
	c = (struct chunk *)(void *)(from + before);
#ifdef MADV_HUGEPAGE
	madvise(c, need, MADV_HUGEPAGE);
#endif
	c->mapped = need;
	c->size = need - sizeof(*c);
	return c;
}

static struct chunk *new_chunk(size_t size)
{
	struct chunk *c;

	if (sizeof(*c) + size >= HUGE_PAGE) {
		c = map_chunk(size);
	} else {
		c = calloc(1, sizeof(*c) + size);
		if (c != NULL)
			c->size = size;
	}
	if (c != NULL)
		FORBID(c->byte, c->size);
	return c;
}

static void free_chunk(struct chunk *c)
{
	if (c == NULL)
		return;
	ALLOW(c->byte, c->size);
	if (c->mapped > 0)
		munmap(c, c->mapped);
	else
		free(c);
}

/* Free room is always clear. */
static void clear_from(struct chunk *c, size_t used)
{
	char *at = c->byte + used;
	size_t n = c->used - used;

	ALLOW(at, n);
	memset(at, 0, n);
	FORBID(at, n);
	c->used = used;
}

/*
 * Take the newest chunk away. One is kept, cleared, for the next that is needed: a mark near the
 * end of a chunk would otherwise cost a trip to the system each time it is gone back to. It does
 * not count for the limit, so it must not be one of the largest.
 */
static void set_last_aside(struct arena *a)
{
	struct chunk *c = a->last;

	a->last = c->prev;
	a->first->total -= sizeof(*c) + c->size;
	if (c->size > SPARE_MAX || (a->spare != NULL && a->spare->size >= c->size)) {
		free_chunk(c);
		return;
	}
	free_chunk(a->spare);
	clear_from(c, 0);
	a->spare = c;
}

void arena_close(struct arena *a)
{
	if (a == NULL)
		return;
	arena_clear(a);
	free_chunk(a->spare);
	free(a);
}

void arena_clear(struct arena *a)
{
	free_deferred(a, NULL);
	while (a->last != NULL)
		set_last_aside(a);
}

static void add(struct arena *a, struct chunk *c)
{
	c->prev = a->last;
	a->last = c;
	a->first->total += sizeof(*c) + c->size;
}

static bool take_spare(struct arena *a, size_t need)
{
	struct chunk *c = a->spare;

	if (c == NULL || c->size < need)
		return false;
	a->spare = NULL;
	add(a, c);
	return true;
}

/*
 * The second chunk is a huge page, then they double, so that a large job asks the system for
 * memory only a few times.
 */
static size_t next_size(const struct arena *a, size_t need)
{
	size_t size = a->last == NULL ? CHUNK_FIRST : a->last->size * 2;

	if (a->last != NULL && size < HUGE_PAGE - sizeof(struct chunk))
		size = HUGE_PAGE - sizeof(struct chunk);
	if (size > CHUNK_MAX)
		size = CHUNK_MAX;
	return size < need ? need : size;
}

/*
 * What is needed must keep the limit, not the chunk that is taken for it: the same allocations
 * take the same chunks whatever the limit, so one that was enough is so when it is raised.
 */
static bool has_room(const struct arena *a, size_t need)
{
	const struct arena *first = a->first;

	return first->total < first->limit && need <= first->limit - first->total;
}

static void add_chunk(struct arena *a, size_t need)
{
	struct chunk *c;

	if (!has_room(a, need))
		give_up(&a->full);
	if (take_spare(a, need))
		return;
	c = new_chunk(next_size(a, need));
	if (c == NULL)
		give_up(&a->oom);
	add(a, c);
}

void *arena_alloc(struct arena *a, size_t size)
{
	size_t wanted = size;
	void *p;

	if (size > SIZE_MAX / 2)
		give_up(&a->full);
	size = round_up(size + (size == 0));
	if (a->last == NULL || size > a->last->size - a->last->used)
		add_chunk(a, size);
	p = a->last->byte + a->last->used;
	a->last->used += size;
	ALLOW(p, wanted);
	return p;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / 2 / size)
		give_up(&a->full);
	return arena_alloc(a, count * size);
}

/* The newest allocation of the arena grows where it stands, if its chunk has room. */
static bool grow_in_place(struct arena *a, const char *items, size_t old, size_t new)
{
	struct chunk *c = a->last;
	size_t wanted = new;

	if (c == NULL || items == NULL)
		return false;
	old = round_up(old);
	new = round_up(new);
	if (c->used < old || items != c->byte + c->used - old || new - old > c->size - c->used)
		return false;
	c->used += new - old;
	ALLOW(items, wanted);
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
		give_up(&a->full);
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
	return (struct arena_mark){ a->last, a->last == NULL ? 0 : a->last->used, a->deferred };
}

void arena_rewind(struct arena *a, struct arena_mark mark)
{
	free_deferred(a, mark.deferred);
	while (a->last != mark.chunk)
		set_last_aside(a);
	if (a->last != NULL) {
		assert(mark.used <= a->last->used);
		clear_from(a->last, mark.used);
	}
}
