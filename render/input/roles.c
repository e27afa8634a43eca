#include "input/roles.h"

#include "input/xml.h"

#define MAX_FACE 64
#define MAX_ROLE 64

struct reader {
	struct arena *a;
	struct diags *d;
	struct roles *roles;
	struct role_face *face;
	struct role *role;
	bool failed;
};

static void complain(struct reader *r, const struct xml_node *n, const char *what)
{
	DIAG_PUT(r->d, ROLES_SYNTAX, ((struct at){ r->roles->file, n->line }), str_from(what));
	r->failed = true;
}

static struct str attr_or(const struct xml_node *n, const char *name, const char *otherwise)
{
	const struct str *v = xml_attr(n, name);

	return v ? *v : str_from(otherwise);
}

/* "0.95" as 1/65536; 0 when it is not a number from 0.1 to 2. */
static uint32_t read_scale(struct str s)
{
	uint32_t v = 0, unit = 0;

	for (size_t i = 0; i < s.n && i < 6; i++) {
		if (s.s[i] == '.' && !unit)
			unit = 1;
		else if (s.s[i] >= '0' && s.s[i] <= '9') {
			v = v * 10 + (uint32_t)(s.s[i] - '0');
			unit *= 10;
		} else
			return 0;
	}
	if (!unit)
		unit = 1;
	v = (uint32_t)((uint64_t)v * 65536 / unit);
	return v >= 6554 && v <= 131072 ? v : 0;
}

static void read_face(struct reader *r, const struct xml_node *n)
{
	struct role_face *f = &r->face[r->roles->nface];
	struct str index = attr_or(n, "index", "0"), only = attr_or(n, "only", "");

	if (r->roles->nface == MAX_FACE) {
		complain(r, n, "more than 64 <face>");
		return;
	}
	f->id = attr_or(n, "id", "");
	f->file = attr_or(n, "file", "");
	f->features = attr_or(n, "features", "");
	f->scale = read_scale(attr_or(n, "scale", "1"));
	f->latin_only = str_is(only, "latin");
	f->line = n->line;
	if (!f->id.n || !f->file.n)
		complain(r, n, "<face> needs id and file");
	if (!f->scale)
		complain(r, n, "scale must lie between 0.1 and 2");
	if (only.n && !f->latin_only)
		complain(r, n, "only=\"latin\" is the one restriction there is");
	if (index.n != 1 || index.s[0] < '0' || index.s[0] > '9')
		complain(r, n, "index must be a digit");
	else
		f->index = (uint32_t)(index.s[0] - '0');
	r->roles->nface++;
}

static void read_use(struct reader *r, const struct xml_node *n, uint16_t *chain, size_t *nchain)
{
	struct str id = attr_or(n, "face", "");

	for (size_t i = 0; i < r->roles->nface; i++) {
		if (str_eq(r->face[i].id, id) && *nchain < MAX_FACE) {
			chain[(*nchain)++] = (uint16_t)i;
			return;
		}
	}
	complain(r, n, "<use face> names no <face> that stands before it");
}

static void read_role(struct reader *r, const struct xml_node *n)
{
	struct role *role = &r->role[r->roles->nrole];
	uint16_t *chain = arena_array(r->a, MAX_FACE, sizeof *chain);

	if (r->roles->nrole == MAX_ROLE) {
		complain(r, n, "more than 64 <role>");
		return;
	}
	role->id = attr_or(n, "id", "");
	role->name = attr_or(n, "name", "");
	role->line = n->line;
	for (const struct xml_node *c = n->first; c; c = c->next) {
		if (xml_is(c, "use"))
			read_use(r, c, chain, &role->nface);
		else if (!xml_is_text(c))
			complain(r, c, "<role> holds <use> only");
	}
	role->face = chain;
	if (!role->id.n || !role->nface)
		complain(r, n, "<role> needs an id and at least one <use>");
	r->roles->nrole++;
}

const struct roles *roles_read(struct arena *a, struct diags *d, struct str file, struct str bytes)
{
	struct reader r = { .a = a, .d = d };
	struct xml_node *root = xml_read(a, d, file, bytes);

	if (!root)
		return NULL;
	r.roles = arena_alloc(a, sizeof *r.roles);
	r.roles->file = file;
	r.roles->face = r.face = arena_array(a, MAX_FACE, sizeof *r.face);
	r.roles->role = r.role = arena_array(a, MAX_ROLE, sizeof *r.role);
	if (!xml_is(root, "fonts"))
		complain(&r, root, "the root element must be <fonts>");
	for (const struct xml_node *n = root->first; n && !r.failed; n = n->next) {
		if (xml_is(n, "face"))
			read_face(&r, n);
		else if (xml_is(n, "role"))
			read_role(&r, n);
		else if (!xml_is_text(n))
			complain(&r, n, "<fonts> holds <face> and <role> only");
	}
	return r.failed ? NULL : r.roles;
}
