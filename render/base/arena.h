/*
 * Arena: all memory of one job, freed at once.
 *
 * An allocation never returns NULL: when memory or the arena's limit is used up, the arena's
 * `oom` function is called, which must not return (the program prints a message, removes its
 * temporary file and exits with status 3; a host of the library decides for itself). Whoever
 * tells the two apart sets another function for the limit: the machine's lack of memory is a
 * fault, a limit that was set is an answer.
 */
#ifndef NIANBAO_BASE_ARENA_H
#define NIANBAO_BASE_ARENA_H

#include <stddef.h>

struct arena;

/* Called when memory is used up; must not return. */
typedef void arena_oom_fn(void *host);

/* A place in an arena to which it can be rewound. */
struct arena_mark {
	void *chunk;
	size_t used;
	struct arena_deferred *deferred;
};

typedef void arena_free_fn(void *what);

/*
 * Open an arena that may hold at most `limit` bytes (and the rest of the piece of memory, 6 MB at
 * most, in which that is reached, and one such piece that is kept for later). Never NULL. Free with
 * arena_close.
 */
struct arena *arena_open(size_t limit, arena_oom_fn *oom, void *host);

/* When the limit is reached, call `full` with `host` instead of `oom`; nor may it return. */
void arena_set_full(struct arena *a, arena_oom_fn *full, void *host);

/* Another arena with the same ways out: what both hold counts for the limit. Close it first. */
struct arena *arena_open_like(const struct arena *a);

/* Free everything that came from the arena. NULL is allowed. */
void arena_close(struct arena *a);

/* The same, but the arena is as new, and keeps a piece of memory for its next use. */
void arena_clear(struct arena *a);

/* `size` zeroed bytes, aligned for any type. Never NULL, also for size 0. */
void *arena_alloc(struct arena *a, size_t size);

/* `count` zeroed objects of `size` bytes; the product is checked for overflow. */
void *arena_array(struct arena *a, size_t count, size_t size);

/*
 * Grow the array `items` (NULL at first) of `size`-byte objects so that it holds at least `need`
 * of them; `*cap` is its present capacity. Returns the array, which may have moved; old objects
 * are kept, new ones are zero:   v = arena_grow(a, v, &cap, n + 1, sizeof(*v));
 */
void *arena_grow(struct arena *a, void *items, size_t *cap, size_t need, size_t size);

/*
 * See to it that `what`, which is no memory of the arena's (a file, an object of a library), is
 * freed when the arena is rewound, cleared or closed: also when memory is used up before whoever
 * took it gets to free it. arena_free frees it now, and only now.
 */
struct arena_deferred *arena_defer(struct arena *a, arena_free_fn *free, void *what);
void arena_free(struct arena_deferred *deferred);

/* Remember the present state; arena_rewind gives back everything allocated since. */
struct arena_mark arena_mark(const struct arena *a);
void arena_rewind(struct arena *a, struct arena_mark mark);

#endif
