#include "engine_private.h"

#include "base/file.h"
#include "base/limits.h"
#include "page/sheet.h"
#include "print.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A layout's id is part of a file name: nothing that could lead elsewhere. */
static bool is_layout_id(struct str id)
{
	for (size_t i = 0; i < id.n; i++)
		if (!(id.s[i] >= 'a' && id.s[i] <= 'z') &&
		    !(id.s[i] >= '0' && id.s[i] <= '9') && id.s[i] != '-')
			return false;
	return id.n > 0 && id.n < 64;
}

static const char *layout_folder(struct engine *n, struct arena *a, int i)
{
	struct buf path = { .arena = a };

	if (i == 0)
		return n->o.layout_dir;
	buf_printf(&path, "%s/layouts", n->o.share_dir);
	return path.s;
}

/* A search for layouts, and who hears of those that are there but cannot be read. */
struct search {
	struct engine *n;
	struct diags *d;
};

static bool read_layout_file(void *host, struct arena *a, struct str id, struct str *file,
			     struct str *bytes)
{
	const struct search *search = host;

	*bytes = (struct str){ 0 };
	for (int i = 0; i < 2 && is_layout_id(id); i++) {
		const char *folder = layout_folder(search->n, a, i);
		struct buf path = { .arena = a };

		if (!folder)
			continue;
		buf_printf(&path, "%s/%.*s.xml", folder, (int)id.n, id.s);
		if (file_is_missing(path.s))
			continue;
		*file = str_from(path.s);
		if (!file_read(a, search->d, path.s, LAYOUT_MAX_BYTES, bytes))
			*bytes = (struct str){ 0 };
		return true;
	}
	return false;
}

static int compare_str(const void *x, const void *y)
{
	return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

static void close_folder(void *dir)
{
	closedir(dir);
}

struct ids {
	struct str *id;
	size_t n, cap;
};

/* A folder that isn't there is an empty one. */
static void list_folder(struct arena *a, struct diags *d, const char *folder, struct ids *ids)
{
	DIR *dir = folder ? opendir(folder) : NULL;
	struct arena_deferred *opened = dir ? arena_defer(a, close_folder, dir) : NULL;
	struct dirent *e;

	if (folder && !dir && errno != ENOENT)
		DIAG_PUT(d, FILE_READ, ((struct at){ 0 }), str_from(folder),
			 str_from(strerror(errno)));
	while (dir && (e = readdir(dir))) {
		size_t len = strlen(e->d_name);
		struct str name = { e->d_name, len > 4 ? len - 4 : 0 };

		if (!name.n || strcmp(e->d_name + name.n, ".xml") || !is_layout_id(name))
			continue;
		ids->id = arena_grow(a, ids->id, &ids->cap, ids->n + 1, sizeof *ids->id);
		ids->id[ids->n++] = str_copy(a, name);
	}
	if (opened)
		arena_free(opened);
}

size_t engine_layouts(struct engine *n, struct arena *a, struct diags *d, const struct str **id)
{
	struct ids all = { 0 };
	size_t kept = 0;

	for (int i = 0; i < 2; i++)
		list_folder(a, d, layout_folder(n, a, i), &all);
	if (all.n)
		qsort(all.id, all.n, sizeof *all.id, compare_str);
	for (size_t i = 0; i < all.n; i++)
		if (!kept || !str_eq(all.id[kept - 1], all.id[i]))
			all.id[kept++] = all.id[i];
	*id = all.id;
	return kept;
}

/* The layout whose id is most like `id`; with none alike, all of them. */
static struct str nearest_layout(void *host, struct arena *a, struct str id)
{
	const struct search *search = host;
	const struct str *known;
	size_t n = engine_layouts(search->n, a, search->d, &known), nearest = 4;
	struct buf all = { .arena = a };
	struct str best = { 0 };

	for (size_t i = 0; i < n; i++) {
		size_t distance = str_distance(known[i], id, 3);

		if (distance < nearest) {
			nearest = distance;
			best = known[i];
		}
		buf_z(&all, i ? ", " : "");
		buf_str(&all, known[i]);
	}
	return best.n ? best : buf_text(&all);
}

const struct layout *engine_find_layout(struct engine *n, struct diags *d, struct str id,
					struct at from, const struct print_reflow *reflow)
{
	struct search search = { n, d };
	struct layout_source source = { .read = read_layout_file,
					.near = nearest_layout,
					.host = &search };
	struct arena_mark mark = arena_mark(n->arena);
	struct kept_layout *kept;
	const struct layout *layout;

	for (kept = n->layouts; kept; kept = kept->next)
		if (str_eq(kept->layout->id, id) && kept->reflow == reflow)
			return kept->layout;
	layout = layout_read_reflowed(n->arena, d, &source, id, from, reflow);
	if (!layout) {
		arena_rewind(n->arena, mark);
		return NULL;
	}
	kept = arena_alloc(n->arena, sizeof *kept);
	*kept = (struct kept_layout){ layout, reflow, n->layouts };
	n->layouts = kept;
	return layout;
}

const struct print_profiles *engine_profiles(struct engine *n, struct diags *d)
{
	if (!n->profiles)
		n->profiles = print_read_profiles(n->arena, d, &n->o);
	return n->profiles;
}

const struct print_profile *engine_find_profile(struct engine *n, struct arena *a,
						struct diags *d)
{
	const struct print_profiles *all;
	const struct print_profile *profile;
	struct str id;

	if (!n->o.print)
		return &print_profile_plain;
	id = str_from(n->o.print);
	all = engine_profiles(n, d);
	profile = all ? print_profile_find(all, id) : NULL;
	if (all && !profile)
		DIAG_PUT(d, PRINT_UNKNOWN, ((struct at){ 0 }), id,
			 print_profile_near(a, all, id));
	return profile;
}

const struct layout *engine_layout(struct engine *n, struct diags *d, struct str id)
{
	return engine_find_layout(n, d, id, (struct at){ 0 }, NULL);
}
