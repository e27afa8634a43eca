#include "type/font_find.h"

#include "base/utf8.h"
#include "type/font_library.h"

#include <stdlib.h>
#include <string.h>

#define MAX_NAME 32  /* of one font, in all its languages */
#define MAX_LISTED 8 /* names in a message */

/* One face of a file, as fontconfig describes it. */
struct installed {
	const char *path;
	int index, weight, slant, width, version;
	struct str name[MAX_NAME]; /* as they are; families first */
	struct str key[MAX_NAME];  /* for comparing */
	size_t nname, nfamily;
};

struct font_finder {
	struct arena *arena;
	struct font_library library;
	const struct roles *roles;
	struct installed *font;
	size_t nfont, cap;
};

/* `name` as it is compared; empty when it is not UTF-8. */
static struct str key_of(const struct font_finder *f, struct str name)
{
	struct buf b = { .arena = f->arena };
	gchar *folded = f->library.g_utf8_casefold(name.s, (gssize)name.n);
	gchar *plain = f->library.g_utf8_normalize(folded, -1, G_NORMALIZE_ALL_COMPOSE);
	struct str s = str_from(plain);

	for (size_t at = 0; at < s.n;) {
		uint32_t c = utf8_next(s, &at);

		if (c > ' ' && c != '_' && c != 0x1680 && !(c >= 0x2000 && c <= 0x200B))
			buf_utf8(&b, c);
	}
	f->library.g_free(plain);
	f->library.g_free(folded);
	return buf_text(&b);
}

static void add_names(struct font_finder *f, struct installed *font, const FcPattern *p,
		      const char *object)
{
	FcChar8 *name;

	for (int i = 0; font->nname < MAX_NAME &&
			f->library.FcPatternGetString(p, object, i, &name) == FcResultMatch;
	     i++) {
		struct str s = str_copy(f->arena, str_from((const char *)name));

		if (utf8_check(s) < s.n)
			continue;
		font->name[font->nname] = s;
		font->key[font->nname++] = key_of(f, s);
	}
}

static int number_or(const struct font_finder *f, const FcPattern *p, const char *object,
		     int otherwise)
{
	int v;

	return f->library.FcPatternGetInteger(p, object, 0, &v) == FcResultMatch ? v : otherwise;
}

static void add_font(struct font_finder *f, const FcPattern *p)
{
	FcChar8 *file;
	struct installed *font;
	int index = number_or(f, p, FC_INDEX, 0);

	/* Above 65535: an instance of a variable font, which is no face of a file. */
	if (f->library.FcPatternGetString(p, FC_FILE, 0, &file) != FcResultMatch || index < 0 ||
	    index > 0xFFFF)
		return;
	f->font = arena_grow(f->arena, f->font, &f->cap, f->nfont + 1, sizeof *f->font);
	font = &f->font[f->nfont++];
	font->path = str_z(f->arena, str_from((const char *)file));
	font->index = index;
	font->weight = number_or(f, p, FC_WEIGHT, FC_WEIGHT_REGULAR);
	font->slant = number_or(f, p, FC_SLANT, FC_SLANT_ROMAN);
	font->width = number_or(f, p, FC_WIDTH, FC_WIDTH_NORMAL);
	font->version = number_or(f, p, FC_FONTVERSION, 0);
	add_names(f, font, p, FC_FAMILY);
	font->nfamily = font->nname;
	add_names(f, font, p, FC_FULLNAME);
	add_names(f, font, p, FC_POSTSCRIPT_NAME);
}

struct font_finder *font_finder_open(struct arena *a, struct diags *d, const struct roles *roles)
{
	static const char *const wanted[] = { FC_FAMILY, FC_FULLNAME, FC_POSTSCRIPT_NAME,
					      FC_FILE,	 FC_INDEX,    FC_WEIGHT,
					      FC_SLANT,	 FC_WIDTH,    FC_FONTVERSION };
	struct font_finder *f = arena_alloc(a, sizeof *f);
	struct font_library *l = &f->library;
	FcConfig *config;
	FcPattern *all;
	FcObjectSet *objects;
	FcFontSet *list;

	f->arena = a;
	f->roles = roles;
	if (!font_library_load(l, d))
		return NULL;
	config = l->FcInitLoadConfigAndFonts();
	all = l->FcPatternCreate();
	objects = l->FcObjectSetCreate();
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		l->FcObjectSetAdd(objects, wanted[i]);
	l->FcPatternAddBool(all, FC_OUTLINE, FcTrue);
	list = config ? l->FcFontList(config, all, objects) : NULL;
	for (int i = 0; list && i < list->nfont; i++)
		add_font(f, list->fonts[i]);
	if (list)
		l->FcFontSetDestroy(list);
	l->FcObjectSetDestroy(objects);
	l->FcPatternDestroy(all);
	if (config)
		l->FcConfigDestroy(config);
	return f;
}

static bool has_name(const struct installed *font, struct str key)
{
	for (size_t i = 0; i < font->nname; i++)
		if (str_eq(font->key[i], key))
			return true;
	return false;
}

/* Of the faces of one family: upright, regular, the latest; then any order that is always one. */
static bool goes_before(const struct installed *x, const struct installed *y)
{
	int xoff[] = { abs(x->slant), abs(x->width - FC_WIDTH_NORMAL),
		       abs(x->weight - FC_WEIGHT_REGULAR), -x->version };
	int yoff[] = { abs(y->slant), abs(y->width - FC_WIDTH_NORMAL),
		       abs(y->weight - FC_WEIGHT_REGULAR), -y->version };
	int order;

	for (size_t i = 0; i < sizeof xoff / sizeof *xoff; i++)
		if (xoff[i] != yoff[i])
			return xoff[i] < yoff[i];
	order = strcmp(x->path, y->path);
	return order < 0 || (order == 0 && x->index < y->index);
}

static const struct installed *find_key(const struct font_finder *f, struct str key)
{
	const struct installed *best = NULL;

	for (size_t i = 0; i < f->nfont; i++)
		if (has_name(&f->font[i], key) && (!best || goes_before(&f->font[i], best)))
			best = &f->font[i];
	return best;
}

static const struct installed *find_alias(const struct font_finder *f,
					  const struct font_alias *alias, struct str key)
{
	const struct installed *best = NULL;
	bool is_one = false;

	for (size_t i = 0; i < alias->nname && !is_one; i++)
		is_one = str_eq(key_of(f, alias->name[i]), key);
	for (size_t i = 0; i < alias->nname && is_one && !best; i++)
		best = find_key(f, key_of(f, alias->name[i]));
	return best;
}

struct near {
	struct str name;
	size_t distance;
};

static int by_distance(const void *x, const void *y)
{
	const struct near *a = x, *b = y;

	if (a->distance != b->distance)
		return a->distance < b->distance ? -1 : 1;
	return str_cmp(a->name, b->name);
}

/* The families there are, the most alike first. */
static struct str list_near(const struct font_finder *f, struct str key, size_t *nfamily)
{
	struct buf b = { .arena = f->arena };
	struct near *near = NULL;
	size_t n = 0, cap = 0, nlisted = 0;

	for (size_t i = 0; i < f->nfont; i++)
		for (size_t k = 0; k < f->font[i].nfamily; k++) {
			near = arena_grow(f->arena, near, &cap, n + 1, sizeof *near);
			near[n++] = (struct near){ f->font[i].name[k],
						   str_distance(f->font[i].key[k], key, 64) };
		}
	if (n)
		qsort(near, n, sizeof *near, by_distance);
	*nfamily = 0;
	buf_z(&b, "");
	for (size_t i = 0; i < n; i++) {
		if (i && str_eq(near[i].name, near[i - 1].name))
			continue;
		++*nfamily;
		if (nlisted == MAX_LISTED)
			continue;
		buf_z(&b, nlisted++ ? ", " : "");
		buf_str(&b, near[i].name);
	}
	if (!n)
		buf_z(&b, "-");
	return buf_text(&b);
}

bool font_find(const struct font_finder *f, struct diags *d, struct at at, struct str family,
	       const char **path, uint32_t *index)
{
	struct str key = key_of(f, family), near;
	const struct installed *font = find_key(f, key);
	struct buf count = { .arena = f->arena };
	size_t nfamily;

	for (size_t i = 0; i < f->roles->nalias && !font; i++)
		font = find_alias(f, &f->roles->alias[i], key);
	if (font) {
		*path = font->path;
		*index = (uint32_t)font->index;
		return true;
	}
	near = list_near(f, key, &nfamily);
	buf_printf(&count, "%zu", nfamily);
	DIAG_PUT(d, FONT_MISSING, at, family, near, buf_text(&count));
	return false;
}
