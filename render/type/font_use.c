#include "type/font_private.h"

#include <stdlib.h>

static int by_place(const void *x, const void *y)
{
	const struct font_use *a = x, *b = y;

	if (a->place != b->place)
		return a->place < b->place ? -1 : 1;
	return a->c < b->c ? -1 : a->c > b->c;
}

static size_t place_of(const struct role *spec, const struct char_glyph *g)
{
	size_t i = 0;

	while (i < spec->nface && (g->missing || spec->face[i] != g->face))
		i++;
	return i;
}

size_t font_role_uses(const struct font_role *role, struct arena *a, struct font_use **out)
{
	struct font_use *use = arena_array(a, role->nused, sizeof *use);
	size_t n = 0;

	for (size_t i = 0; i < role->nslot; i++)
		if (role->slot[i].used)
			use[n++] = (struct font_use){ place_of(role->spec, &role->slot[i]),
						      role->slot[i].c };
	if (n)
		qsort(use, n, sizeof *use, by_place);
	*out = use;
	return n;
}
