#include "type/font_find.h"
#include "type/font_private.h"

#include <hb-ot.h>

/*
 * OS/2 fsType (OpenType 1.9). Bits 1 to 3 are levels of permission; where old fonts have several,
 * the least restrictive counts.
 */
#define RIGHTS_LEVEL 0x000E
#define RIGHTS_RESTRICTED 0x0002
#define RIGHTS_NO_SUBSET 0x0100
#define RIGHTS_BITMAP 0x0200

/* Do all tables lie within the file? HarfBuzz takes one that is cut off for a shorter one. */
static bool is_complete(const struct face *f)
{
	unsigned n, at = 0, ntable;
	const unsigned char *p = (const unsigned char *)hb_blob_get_data(f->blob, &n);

	if (n >= 16 + 4 * f->index && str_uint(p, 4) == HB_TAG('t', 't', 'c', 'f'))
		at = str_uint(p + 12 + 4 * f->index, 4);
	if (at > n || n - at < 12)
		return false;
	ntable = str_uint(p + at + 4, 2);
	if ((n - at - 12) / 16 < ntable)
		return false;
	for (const unsigned char *t = p + at + 12; ntable--; t += 16)
		if ((uint64_t)str_uint(t + 8, 4) + str_uint(t + 12, 4) > n)
			return false;
	return true;
}

static unsigned read_rights(const struct face *f)
{
	hb_blob_t *os2 = hb_face_reference_table(f->hb, HB_TAG('O', 'S', '/', '2'));
	unsigned n;
	const unsigned char *p = (const unsigned char *)hb_blob_get_data(os2, &n);
	unsigned rights = n >= 10 ? str_uint(p + 8, 2) : 0;

	hb_blob_destroy(os2);
	return rights;
}

static bool may_embed(struct face *f, struct diags *d, struct at at)
{
	unsigned rights = read_rights(f);
	struct str path = str_from(f->path);

	f->is_whole = rights & RIGHTS_NO_SUBSET;
	if (!is_complete(f))
		DIAG_PUT(d, FONT_USERS, at, path, STR("it is cut off"));
	else if ((rights & RIGHTS_LEVEL) == RIGHTS_RESTRICTED)
		DIAG_PUT(d, FONT_RESTRICTED, at, path);
	else if (rights & RIGHTS_BITMAP)
		DIAG_PUT(d, FONT_BITMAP, at, path);
	else if (hb_ot_var_has_data(f->hb))
		DIAG_PUT(d, FONT_VARIABLE, at, path);
	else
		return true;
	return false;
}

static bool find(struct font_set *fonts, struct diags *d, struct font_finder **finder,
		 struct face *f, struct at at)
{
	if (!f->spec->family.n)
		return true;
	if (!*finder)
		*finder = font_finder_open(fonts->arena, d, fonts->roles);
	return *finder && font_find(*finder, d, at, f->spec->family, &f->path, &f->index);
}

bool font_set_find_users(struct font_set *fonts, struct diags *d)
{
	struct font_finder *finder = NULL;
	bool all = true, any = false;

	for (size_t i = 0; i < fonts->roles->nface; i++) {
		struct face *f = &fonts->face[i];
		struct at at = { fonts->roles->users_file, f->spec->line };

		if (!f->spec->is_users)
			continue;
		any = true;
		if (!find(fonts, d, &finder, f, at) || !face_open(f, fonts->arena, d) ||
		    !may_embed(f, d, at))
			all = false;
	}
	if (any && all)
		DIAG_PUT0(fonts->diags, FONT_LICENCE, ((struct at){ fonts->roles->users_file, 0 }));
	return all;
}
