/*
 * Font roles as data: what fonts/roles.xml (or a user's own roles file) says. Read by
 * input/roles.c, used by type/font.c.
 */
#ifndef NIANBAO_BASE_ROLES_H
#define NIANBAO_BASE_ROLES_H

#include "base/str.h"

#include <stdint.h>

struct role_face {
	struct str id;
	struct str file;     /* absolute, or below the font folder */
	uint32_t index;      /* in a collection */
	uint32_t scale;      /* drawn size in 1/65536 of the type size */
	bool latin_only;     /* serves only ASCII and Latin letters */
	struct str features; /* OpenType features always on: "hwid,kern" */
	uint32_t line;
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
};

#endif
