/*
 * Font roles as data: what fonts/roles.xml says, and the user's own fonts file over it. Read by
 * input/roles.c, used by type/font.c.
 */
#ifndef NIANBAO_BASE_ROLES_H
#define NIANBAO_BASE_ROLES_H

#include "base/str.h"

#include <stdint.h>

struct role_face {
	struct str id;
	struct str file;     /* a path, or below the font folder; empty: by family */
	struct str family;   /* a name of an installed font: family, full or PostScript name */
	uint32_t index;      /* in a collection */
	uint32_t scale;      /* drawn size in 1/65536 of the type size */
	uint32_t stroke;     /* a line so wide goes over its outlines, 1/65536 of the drawn size */
	bool latin_only;     /* serves only ASCII and Latin letters */
	struct str features; /* OpenType features always on: "hwid,kern" */
	bool is_users;       /* of the user's file: may be anything, so it is looked at first */
	uint32_t line;
};

/* The names that one and the same font goes by (fonts/aliases.xml). */
struct font_alias {
	const struct str *name;
	size_t nname;
};

struct role {
	struct str id, name; /* "body", 仿宋 */
	const uint16_t *face; /* chain: indices into roles.face */
	size_t nface;
	uint32_t line;
};

struct roles {
	struct str file;
	const struct role_face *face;
	size_t nface;
	const struct role *role;
	size_t nrole;
	struct str users_file; /* where faces with is_users stand */
	const struct font_alias *alias;
	size_t nalias;
};

#endif
