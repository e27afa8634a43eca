/* The font set from inside: private to type/. */
#ifndef NIANBAO_TYPE_FONT_PRIVATE_H
#define NIANBAO_TYPE_FONT_PRIVATE_H

#include "type/font_face.h"

/* How a role prints one character. */
struct char_glyph {
	uint32_t c;
	uint32_t gid;
	uint16_t face;
	bool missing; /* no face of the chain has it */
	bool used;    /* hash slot taken */
	q16 advance, dx, dy;
	q16 left, right; /* marks: blank beside the ink within the advance */
};

struct font_role {
	struct font_set *set;
	const struct role *spec;
	struct char_glyph *slot; /* open addressing, nslot a power of two */
	size_t nslot, nused;
};

struct font_set {
	struct arena *arena, *scratch;
	struct diags *diags;
	const struct roles *roles;
	struct face face[FONT_MAX_FACE];
	struct font_role *role;
};

/* Look a character up along the chain; the answer is kept. Borrowed until the next call. */
const struct char_glyph *font_role_char(struct font_role *role, uint32_t c);

/* The opened face of this number, or NULL after F902. */
struct face *font_face(struct font_set *fonts, uint16_t face);

/* Note that HarfBuzz ran out of memory: the run must end with status 3. */
void font_fail(struct font_set *fonts);

#endif
