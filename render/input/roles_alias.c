#include "input/roles.h"

#include "input/xml.h"

#define MAX_NAME 16

static bool complain(struct diags *d, struct str file, const struct xml_node *n,
		     const char *chinese, const char *english)
{
	DIAG_PUT(d, ROLES_SYNTAX, ((struct at){ file, n->line }), str_from(chinese),
		 str_from(english));
	return false;
}

/* The text of a <name>. */
static struct str text_of(const struct xml_node *n)
{
	return n->first && xml_is_text(n->first) ? str_trim(n->first->text) : STR("");
}

static bool read_font(struct arena *a, const struct xml_node *n, struct font_alias *out)
{
	struct str *name = arena_array(a, MAX_NAME, sizeof *name);

	for (const struct xml_node *c = n->first; c; c = c->next) {
		if (xml_is_text(c))
			continue;
		if (!xml_is(c, "name") || !text_of(c).n || out->nname == MAX_NAME)
			return false;
		name[out->nname++] = text_of(c);
	}
	out->name = name;
	return out->nname > 1;
}

bool roles_read_aliases(struct arena *a, struct diags *d, struct roles *roles, struct str file,
			struct str bytes)
{
	struct xml_node *root = xml_read(a, d, file, bytes);
	struct font_alias *alias = NULL;
	size_t n = 0, cap = 0;

	if (!root)
		return false;
	if (!xml_is(root, "aliases"))
		return complain(d, file, root, "根元素须是 <aliases>",
				"the root element must be <aliases>");
	for (const struct xml_node *c = root->first; c; c = c->next) {
		if (xml_is_text(c))
			continue;
		alias = arena_grow(a, alias, &cap, n + 1, sizeof *alias);
		if (!xml_is(c, "font") || !read_font(a, c, &alias[n++]))
			return complain(d, file, c, "<aliases> 中只能有 <font>，各有 2 到 16 个 <name>",
					"<aliases> holds <font> with 2 to 16 <name>");
	}
	roles->alias = alias;
	roles->nalias = n;
	return true;
}

bool roles_ask_family(const struct roles *roles)
{
	for (size_t i = 0; i < roles->nface; i++)
		if (roles->face[i].family.n)
			return true;
	return false;
}
