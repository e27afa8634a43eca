#include "input/roles.h"

#include "input/reader.h"

#define MAX_FACE 64
#define MAX_ROLE 64
#define MIN_SCALE 6554   /* 0.1 */
#define MAX_SCALE 131072 /* 2 */
#define MAX_STROKE 6554
/* What says which font it is, and how it is used. */
#define FONT_ATTRS "family file index features scale stroke only"

struct roles_reader {
	struct reader r;
	const struct roles *standard; /* NULL while they are read themselves */
	struct roles *roles;
	struct role_face *face;
	struct role *role;
	bool failed;
};

static void complain(struct roles_reader *r, const struct xml_node *n, const char *chinese,
		     const char *english)
{
	DIAG_PUT(r->r.d, ROLES_SYNTAX, reader_at(&r->r, n), str_from(chinese), str_from(english));
	r->failed = true;
}

static struct str attr_or(const struct xml_node *n, const char *name, const char *otherwise)
{
	const struct str *v = xml_attr(n, name);

	return v ? *v : str_from(otherwise);
}

/* "0.95" as 1/65536; UINT32_MAX when it is not a number below 1000. */
static uint32_t read_fraction(struct str s)
{
	uint32_t v = 0, unit = 0;

	for (size_t i = 0; i < s.n && i < 6; i++) {
		if (s.s[i] == '.' && !unit)
			unit = 1;
		else if (s.s[i] >= '0' && s.s[i] <= '9') {
			v = v * 10 + (uint32_t)(s.s[i] - '0');
			unit *= 10;
		} else
			return UINT32_MAX;
	}
	if (!unit)
		unit = 1;
	return v < 1000 * unit ? (uint32_t)((uint64_t)v * 65536 / unit) : UINT32_MAX;
}

/* "12" as a number below 1000; false when it is none. */
static bool read_index(struct str s, uint32_t *index)
{
	*index = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.s[i] < '0' || s.s[i] > '9')
			return false;
		*index = *index * 10 + (uint32_t)(s.s[i] - '0');
	}
	return s.n > 0 && s.n < 4;
}

/* A path in the user's file is relative to the folder of that file. */
static struct str beside(const struct roles_reader *r, struct str path)
{
	struct buf b = { .arena = r->r.a };
	size_t n = r->r.file.n;

	if (!r->standard || !path.n || path.s[0] == '/')
		return path;
	while (n > 0 && r->r.file.s[n - 1] != '/')
		n--;
	buf_str(&b, n > 0 ? str_sub(r->r.file, 0, n) : STR("./"));
	buf_str(&b, path);
	return buf_text(&b);
}

/* What says which font it is, and how it is used: of a <face>, or of a user's <role>. */
static bool read_face(struct roles_reader *r, const struct xml_node *n)
{
	struct role_face *f = &r->face[r->roles->nface];
	struct str only = attr_or(n, "only", "");

	if (r->roles->nface == MAX_FACE) {
		complain(r, n, "<face> 超过 64 个", "more than 64 <face>");
		return false;
	}
	f->file = beside(r, attr_or(n, "file", ""));
	f->family = r->standard ? attr_or(n, "family", "") : STR("");
	f->id = attr_or(n, "id", "");
	f->features = attr_or(n, "features", "");
	f->scale = read_fraction(attr_or(n, "scale", "1"));
	f->stroke = read_fraction(attr_or(n, "stroke", "0"));
	f->latin_only = str_is(only, "latin");
	f->is_users = r->standard != NULL;
	f->line = n->line;
	if (f->file.n && f->family.n)
		complain(r, n, "字体用 family 或 file 指定，不能两者都写",
			 "a font is named by family or by file, not by both");
	if (!f->id.n || (!f->file.n && !f->family.n))
		complain(r, n,
			 r->standard ? "<face> 须有 id，并有 family 或 file" : "<face> 须有 id 和 file",
			 r->standard ? "<face> needs id and family, or id and file"
				     : "<face> needs id and file");
	if (f->scale < MIN_SCALE || f->scale > MAX_SCALE)
		complain(r, n, "scale 须在 0.1 到 2 之间", "scale must lie between 0.1 and 2");
	if (f->stroke > MAX_STROKE)
		complain(r, n, "stroke 须在 0 到 0.1 之间", "stroke must lie between 0 and 0.1");
	if (only.n && !f->latin_only)
		complain(r, n, "only 只能写作 only=\"latin\"",
			 "only=\"latin\" is the one restriction there is");
	if (!read_index(attr_or(n, "index", "0"), &f->index))
		complain(r, n, "index 须是数字", "index must be a number");
	r->roles->nface++;
	return true;
}

struct chain {
	uint16_t face[MAX_FACE];
	size_t n;
};

static void chain_add(struct chain *chain, uint16_t face)
{
	for (size_t i = 0; i < chain->n; i++)
		if (chain->face[i] == face)
			return;
	if (chain->n < MAX_FACE)
		chain->face[chain->n++] = face;
}

/* The user's faces go before standard ones of the same id. */
static void read_use(struct roles_reader *r, const struct xml_node *n, struct chain *chain)
{
	struct str id = attr_or(n, "face", "");

	reader_attrs(&r->r, n, "face");
	for (size_t i = r->roles->nface; i-- > 0;)
		if (str_eq(r->face[i].id, id)) {
			chain_add(chain, (uint16_t)i);
			return;
		}
	complain(r, n, "<use face> 所指的 <face> 不在它前面",
		 "<use face> names no <face> that stands before it");
}

/*
 * The user's faces in front of the standard ones, but those for Latin letters alone in front of
 * all others: a 仿宋 of his own keeps the digits that its role has.
 */
static void put_in_front(const struct roles_reader *r, const struct chain *users,
			 const struct role *standard, struct chain *out)
{
	for (int latin = 1; latin >= 0; latin--) {
		for (size_t i = 0; i < users->n; i++)
			if (r->face[users->face[i]].latin_only == latin)
				chain_add(out, users->face[i]);
		for (size_t i = 0; i < standard->nface; i++)
			if (r->face[standard->face[i]].latin_only == latin)
				chain_add(out, standard->face[i]);
	}
}

static size_t find_role(const struct roles_reader *r, struct str id)
{
	size_t i = 0;

	while (i < r->roles->nrole && !str_eq(r->role[i].id, id))
		i++;
	return i;
}

static void read_chain(struct roles_reader *r, const struct xml_node *n, struct chain *chain)
{
	if (r->standard && (xml_attr(n, "family") || xml_attr(n, "file")) && read_face(r, n))
		chain_add(chain, (uint16_t)(r->roles->nface - 1));
	for (const struct xml_node *c = n->first; c; c = c->next) {
		if (xml_is(c, "use"))
			read_use(r, c, chain);
		else if (!xml_is_text(c))
			complain(r, c, "<role> 中只能有 <use>", "<role> holds <use> only");
	}
}

static void read_role(struct roles_reader *r, const struct xml_node *n)
{
	struct chain chain = { .n = 0 }, *whole = arena_alloc(r->r.a, sizeof *whole);
	struct str id = attr_or(n, "id", ""), fallback = attr_or(n, "fallback", "yes");
	size_t i = find_role(r, id);
	struct role *role = &r->role[i];

	if (i == MAX_ROLE) {
		complain(r, n, "<role> 超过 64 个", "more than 64 <role>");
		return;
	}
	if (i < r->roles->nrole && (!r->standard || role->line)) {
		complain(r, n, "这个 <role> 写了两次", "this <role> stands twice");
		return;
	}
	read_chain(r, n, &chain);
	if (i < r->roles->nrole && !str_is(fallback, "no"))
		put_in_front(r, &chain, role, whole);
	else
		*whole = chain;
	if (!str_is(fallback, "no") && !str_is(fallback, "yes"))
		complain(r, n, "fallback 须是 yes 或 no", "fallback must be yes or no");
	if (!id.n || !chain.n)
		complain(r, n,
			 r->standard ? "<role> 须有 id，并有 family、file 或 <use>"
				     : "<role> 须有 id 和至少一个 <use>",
			 r->standard ? "<role> needs an id, and a family, a file or a <use>"
				     : "<role> needs an id and at least one <use>");
	role->id = id;
	role->name = attr_or(n, "name", str_z(r->r.a, role->name));
	role->face = whole->face;
	role->nface = whole->n;
	role->line = n->line;
	r->roles->nrole += i == r->roles->nrole;
}

static struct roles_reader open_reader(struct arena *a, struct diags *d,
				       const struct roles *standard, struct str file)
{
	struct roles_reader r = { .r = { a, d, file }, .standard = standard };

	r.roles = arena_alloc(a, sizeof *r.roles);
	r.roles->file = file;
	r.roles->face = r.face = arena_array(a, MAX_FACE, sizeof *r.face);
	r.roles->role = r.role = arena_array(a, MAX_ROLE + 1, sizeof *r.role);
	if (!standard)
		return r;
	r.roles->file = standard->file;
	r.roles->users_file = file;
	r.roles->nface = standard->nface;
	r.roles->nrole = standard->nrole;
	for (size_t i = 0; i < standard->nface; i++)
		r.face[i] = standard->face[i];
	for (size_t i = 0; i < standard->nrole; i++) {
		r.role[i] = standard->role[i];
		r.role[i].line = 0; /* not yet named by the user */
	}
	return r;
}

static void read_fonts(struct roles_reader *r, struct str bytes)
{
	struct xml_node *root = xml_read(r->r.a, r->r.d, r->r.file, bytes);

	if (!root) {
		r->failed = true;
		return;
	}
	if (!xml_is(root, "fonts")) {
		complain(r, root, "根元素须是 <fonts>", "the root element must be <fonts>");
		return;
	}
	reader_attrs(&r->r, root, "");
	for (const struct xml_node *n = root->first; n; n = n->next) {
		if (xml_is(n, "face")) {
			reader_attrs(&r->r, n, "id " FONT_ATTRS);
			read_face(r, n);
		} else if (xml_is(n, "role")) {
			reader_attrs(&r->r, n,
				     r->standard ? "id name fallback " FONT_ATTRS
						 : "id name fallback");
			read_role(r, n);
		} else if (!xml_is_text(n)) {
			complain(r, n, "<fonts> 中只能有 <face> 和 <role>",
				 "<fonts> holds <face> and <role> only");
		}
	}
}

/* The roles; NULL when anything was said of the file. */
static struct roles *read_all(struct roles_reader *r, struct str bytes)
{
	size_t before = diag_errors(r->r.d);

	read_fonts(r, bytes);
	return r->failed || diag_errors(r->r.d) > before ? NULL : r->roles;
}

const struct roles *roles_read(struct arena *a, struct diags *d, struct str file,
			       struct str bytes)
{
	struct roles_reader r = open_reader(a, d, NULL, file);

	return read_all(&r, bytes);
}

struct roles *roles_extend(struct arena *a, struct diags *d, const struct roles *standard,
			   struct str file, struct str bytes)
{
	struct roles_reader r = open_reader(a, d, standard, file);

	return read_all(&r, bytes);
}
