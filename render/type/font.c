#include "type/font.h"

#include "type/char_class.h"
#include "type/font_private.h"

#include <string.h>

struct font_set *font_set_open(struct arena *a, struct diags *d, const struct roles *roles,
			       const char *font_dir)
{
	struct font_set *fonts = arena_alloc(a, sizeof *fonts);

	fonts->arena = a;
	fonts->scratch = arena_open_like(a);
	fonts->diags = d;
	fonts->roles = roles;
	for (size_t i = 0; i < roles->nface; i++) {
		struct buf path = { .arena = a };

		fonts->face[i].spec = &roles->face[i];
		fonts->face[i].diags = d;
		fonts->face[i].index = roles->face[i].index;
		fonts->face[i].users_file = roles->users_file;
		if (roles->face[i].family.n)
			continue;
		if (!roles->face[i].is_users && roles->face[i].file.s[0] != '/')
			buf_printf(&path, "%s/", font_dir);
		buf_str(&path, roles->face[i].file);
		fonts->face[i].path = path.s;
	}
	fonts->role = arena_array(a, roles->nrole, sizeof *fonts->role);
	for (size_t i = 0; i < roles->nrole; i++)
		fonts->role[i] = (struct font_role){ .set = fonts, .spec = &roles->role[i] };
	return fonts;
}

void font_set_close(struct font_set *fonts)
{
	if (!fonts)
		return;
	for (size_t i = 0; i < fonts->roles->nface; i++)
		face_close(&fonts->face[i]);
	arena_close(fonts->scratch);
}

struct arena *font_scratch(const struct font_set *fonts)
{
	return fonts->scratch;
}

struct font_role *font_role_find(struct font_set *fonts, struct str id)
{
	for (size_t i = 0; i < fonts->roles->nrole; i++)
		if (str_eq(fonts->roles->role[i].id, id))
			return &fonts->role[i];
	return NULL;
}

struct str font_role_id(const struct font_role *role)
{
	return role->spec->id;
}

struct font_set *font_role_set(const struct font_role *role)
{
	return role->set;
}

size_t font_role_count(const struct font_set *fonts)
{
	return fonts->roles->nrole;
}

struct font_role *font_role_at(struct font_set *fonts, size_t i)
{
	return &fonts->role[i];
}

size_t font_role_chain(const struct font_role *role, const uint16_t **face)
{
	*face = role->spec->face;
	return role->spec->nface;
}

q16 font_face_scale(const struct font_set *fonts, uint16_t face)
{
	return (q16)fonts->roles->face[face].scale;
}

static void read_metrics(const struct face *f, struct font_face_facts *facts)
{
	hb_blob_t *head;
	unsigned n;
	const unsigned char *p;
	int32_t upem;

	face_watch();
	head = hb_face_reference_table(f->hb, HB_TAG('h', 'e', 'a', 'd'));
	p = (const unsigned char *)hb_blob_get_data(head, &n);
	upem = (int32_t)hb_face_get_upem(f->hb);
	face_starved(f);

	/* OpenType `head`: xMin yMin xMax yMax are four int16 at offset 36. */
	for (unsigned i = 0; i < 4 && n >= 44; i++) {
		int16_t v = (int16_t)(p[36 + 2 * i] << 8 | p[37 + 2 * i]);
		facts->bbox[i] = (int32_t)emu_scale(v, 1000, upem);
	}
	hb_blob_destroy(head);
	facts->ascent = 880;
	facts->descent = -120;
}

struct font_face_facts font_face_facts(const struct font_set *fonts, uint16_t face)
{
	const struct face *f = &fonts->face[face];
	struct font_face_facts facts = {
		.id = f->spec->id,
		.path = f->path,
		.index = f->index,
		.ps_name = f->ps_name,
		.opened = f->opened,
		.latin_only = f->spec->latin_only,
		.is_cff = f->is_cff,
		.scale = (q16)f->spec->scale,
		.stroke = (q16)f->spec->stroke,
	};

	if (f->opened)
		read_metrics(f, &facts);
	return facts;
}

struct face *font_face(struct font_set *fonts, uint16_t face)
{
	return face_open(&fonts->face[face], fonts->arena, fonts->diags) ? &fonts->face[face]
									  : NULL;
}

bool font_check_all(struct font_set *fonts, struct diags *d)
{
	bool all = true;

	for (size_t i = 0; i < fonts->roles->nface; i++)
		all &= face_open(&fonts->face[i], fonts->arena, d);
	return all;
}

void font_fail(struct font_set *fonts)
{
	DIAG_PUT0(fonts->diags, MEMORY, ((struct at){ 0 }));
}

static bool fills_em(const struct face *f, q16 advance)
{
	q16 off = advance - (q16)f->spec->scale;

	return off > -Q_EM / 100 && off < Q_EM / 100;
}

/* Replace the glyph by what the face's features (and `more`) make of the character alone. */
static void apply_features(struct font_set *fonts, struct face *f, struct char_glyph *g,
			   const char *more)
{
	struct arena_mark mark = arena_mark(fonts->arena);
	struct face_glyph *shaped;
	size_t n = face_shape(f, fonts->arena, &g->c, 1, more, &shaped);

	if (n == 1 && shaped->gid) {
		g->gid = shaped->gid;
		g->advance = shaped->advance;
	} else if (!n) {
		font_fail(fonts);
	}
	arena_rewind(fonts->arena, mark);
}

/* How much blank there is on either side of a mark, for squeezing. */
static void measure_blanks(struct face *f, struct char_glyph *g)
{
	q16 from, to;

	if (!char_is_cjk_mark(g->c) || !face_ink(f, g->gid, &from, &to))
		return;
	g->left = g->dx + from;
	g->right = g->advance - g->dx - to;
}

/*
 * A glyph without ink for an ideograph is no glyph (some TrueType fonts map characters they do
 * not draw). CFF fonts of the standard set are spared the look: it would cost a tenth of the run.
 */
static bool is_blank(struct face *f, uint32_t gid)
{
	q16 from, to;

	return (!f->is_cff || f->spec->is_users) && !face_ink(f, gid, &from, &to);
}

/*
 * Try one face. In Chinese text “”‘’—…· and the like must fill one em (fonts.md §4): by fwid
 * if not by themselves, else the next face is asked, unless `any` glyph will do.
 */
static bool try_face(struct font_set *fonts, uint16_t iface, struct char_glyph *g, bool any)
{
	struct face *f;

	if (fonts->roles->face[iface].latin_only && !char_is_latin(g->c))
		return false;
	/* Fonts of the standard set have characters of their own there: not those that are meant. */
	if (char_is_private(g->c) && !fonts->roles->face[iface].is_users)
		return false;
	f = font_face(fonts, iface);
	if (!f || !face_glyph(f, g->c, &g->gid))
		return false;
	if (char_is_ideograph(g->c) && is_blank(f, g->gid))
		return false;
	g->face = iface;
	g->advance = face_advance(f, g->gid);
	g->dx = 0;
	g->dy = f->rise;
	if (char_is_full(g->c)) {
		if (char_is_cjk_mark(g->c) && !fills_em(f, g->advance))
			apply_features(fonts, f, g, "fwid");
		if (!any && !fills_em(f, g->advance))
			return false;
		g->dx = (Q_EM - g->advance) / 2;
		g->advance = Q_EM;
	} else if (f->nfeature) {
		apply_features(fonts, f, g, NULL);
	}
	measure_blanks(f, g);
	return true;
}

static void look_up(struct font_role *role, struct char_glyph *g)
{
	const struct role *spec = role->spec;

	for (int any = 0; any < 2; any++)
		for (size_t i = 0; i < spec->nface; i++)
			if (try_face(role->set, spec->face[i], g, any))
				return;
	g->missing = true;
	g->advance = char_is_full(g->c) ? Q_EM : Q_EM / 2;
}

static struct char_glyph *find_slot(struct char_glyph *slot, size_t nslot, uint32_t c)
{
	size_t i = (c * 2654435761u) & (nslot - 1);

	while (slot[i].used && slot[i].c != c)
		i = (i + 1) & (nslot - 1);
	return &slot[i];
}

static void grow(struct font_role *role)
{
	size_t n = role->nslot ? role->nslot * 2 : 256;
	struct char_glyph *slot = arena_array(role->set->arena, n, sizeof *slot);

	for (size_t i = 0; i < role->nslot; i++)
		if (role->slot[i].used)
			*find_slot(slot, n, role->slot[i].c) = role->slot[i];
	role->slot = slot;
	role->nslot = n;
}

const struct char_glyph *font_role_char(struct font_role *role, uint32_t c)
{
	struct char_glyph *g;

	if (role->nused * 2 >= role->nslot)
		grow(role);
	g = find_slot(role->slot, role->nslot, c);
	if (!g->used) {
		struct char_glyph found = { .c = c, .used = true };

		/* Opening a face may allocate, but never moves the slots. */
		look_up(role, &found);
		*g = found;
		role->nused++;
	}
	return g;
}
