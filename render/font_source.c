#include "font_source.h"

#include "base/file.h"
#include "base/limits.h"
#include "input/roles.h"

#include <string.h>

#define FONTS_XML "fonts.xml"

/* The user's fonts file for this report, or "". */
static const char *users_file(const struct font_source *source, struct arena *a, const char *path)
{
	const char *slash = path ? strrchr(path, '/') : NULL;
	struct buf b = { .arena = a };

	if (source->fonts_file)
		return source->fonts_file;
	if (!path || !strcmp(path, "-"))
		return "";
	if (slash)
		buf_put(&b, path, (size_t)(slash + 1 - path));
	buf_z(&b, FONTS_XML);
	return file_is_missing(b.s) ? "" : b.s;
}

static const char *shared(const struct font_source *source, const char *name)
{
	struct buf path = { .arena = source->arena };

	buf_printf(&path, "%s/fonts/%s", source->share_dir, name);
	return path.s;
}

static bool read_aliases(struct font_source *source, struct diags *d, struct roles *roles)
{
	const char *path = shared(source, "aliases.xml");
	struct str bytes;

	return !roles_ask_family(roles) ||
	       (file_read(source->arena, d, path, ROLES_MAX_BYTES, &bytes) &&
		roles_read_aliases(source->arena, d, roles, str_from(path), bytes));
}

static const struct roles *read_roles(struct font_source *source, struct diags *d)
{
	const char *path = shared(source, "roles.xml");
	const struct roles *standard;
	struct roles *roles;
	struct str bytes;

	if (!file_read(source->arena, d, path, ROLES_MAX_BYTES, &bytes))
		return NULL;
	standard = roles_read(source->arena, d, str_from(path), bytes);
	if (!standard || !*source->users_file)
		return standard;
	if (!file_read(source->arena, d, source->users_file, ROLES_MAX_BYTES, &bytes))
		return NULL;
	roles = roles_extend(source->arena, d, standard, str_from(source->users_file), bytes);
	return roles && read_aliases(source, d, roles) ? roles : NULL;
}

static struct font_set *open_set(struct font_source *source, struct diags *d)
{
	const struct roles *roles = read_roles(source, d);

	if (!roles)
		return NULL;
	source->fonts = font_set_open(source->arena, source->said, roles, source->font_dir);
	if (*source->users_file && !font_set_find_users(source->fonts, source->said)) {
		for (size_t i = 0; i < source->said->n; i++)
			diag_put(d, source->said->item[i].code, source->said->item[i].at,
				 source->said->item[i].arg, DIAG_MAX_ARG);
		font_set_close(source->fonts);
		source->fonts = NULL;
	}
	return source->fonts;
}

static void close_next(struct font_source *source)
{
	arena_close(source->next);
	source->next = NULL;
}

static void close_set(struct font_source *source)
{
	if (!source->arena)
		return;
	font_set_close(source->fonts);
	arena_close(source->arena);
	arena_close(source->messages);
	source->arena = source->messages = NULL;
	source->fonts = NULL;
}

struct font_set *font_source_open(struct font_source *source, struct diags *d, const char *path)
{
	const char *file;

	source->next = arena_open_like(source->like);
	file = users_file(source, source->next, path);
	if (source->fonts && !strcmp(file, source->users_file)) {
		close_next(source);
		return source->fonts;
	}
	close_set(source);
	source->arena = source->next;
	source->next = NULL;
	source->messages = arena_open_like(source->arena);
	source->said = arena_alloc(source->messages, sizeof *source->said);
	source->said->arena = source->messages;
	source->users_file = file;
	return open_set(source, d);
}

const struct diags *font_source_said(const struct font_source *source)
{
	return source->said;
}

void font_source_close(struct font_source *source)
{
	close_set(source);
	close_next(source);
}
