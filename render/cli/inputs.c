#include "cli/inputs.h"

#include "base/file.h"
#include "base/limits.h"
#include "cli/arguments.h"
#include "cli/command.h"

struct names {
	const char **name;
	size_t n, cap;
};

static void add(struct arena *a, struct names *list, const char *name)
{
	list->name = arena_grow(a, list->name, &list->cap, list->n + 1, sizeof *list->name);
	list->name[list->n++] = name;
}

/* A name a line; empty lines, and what makes a line end on Windows, are passed over. */
static bool add_list(struct arena *a, struct diags *d, struct names *list, const char *path)
{
	struct str rest;

	if (!file_read(a, d, path, LIST_MAX_BYTES, &rest))
		return false;
	while (rest.n > 0) {
		size_t end = str_find(rest, STR("\n"));
		struct str line = str_trim(str_sub(rest, 0, end));

		if (line.n > 0)
			add(a, list, str_z(a, line));
		rest = end == (size_t)-1 ? STR("") : str_sub(rest, end + 1, rest.n);
	}
	return true;
}

static size_t keep_share(struct names *list, unsigned shard, unsigned nshard)
{
	size_t n = 0;

	for (size_t i = shard - 1; i < list->n; i += nshard)
		list->name[n++] = list->name[i];
	return n;
}

int inputs_expand(struct arena *a, struct options *o)
{
	struct diags d = { .arena = a };
	struct names list = { 0 };
	bool ok = true;

	for (size_t i = 0; i < o->ninput; i++) {
		if (o->input[i][0] == '@')
			ok &= add_list(a, &d, &list, o->input[i] + 1);
		else
			add(a, &list, o->input[i]);
	}
	if (!ok) {
		command_say(a, &d, o);
		return diag_status(&d);
	}
	if (list.n == 0) {
		arguments_complain(o->lang, "清单里没有报告", "the list names no report", NULL);
		return EXIT_USAGE;
	}
	o->input = list.name;
	o->ninput = o->nshard ? keep_share(&list, o->shard, o->nshard) : list.n;
	return EXIT_DONE;
}
