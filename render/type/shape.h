/*
 * Shaping: running text -> atoms, the smallest pieces between which a line may break. Han and
 * CJK marks are looked up one by one (one lookup a distinct character); words of other scripts go
 * through HarfBuzz as runs, so that kerning, ligatures and marks come out right.
 */
#ifndef NIANBAO_TYPE_SHAPE_H
#define NIANBAO_TYPE_SHAPE_H

#include "base/text.h"
#include "type/char_class.h"
#include "type/font.h"

/* How one glyph stands; lengths are q16 of the role's em. */
struct glyph {
	uint32_t gid;
	uint16_t face;
	uint16_t ntext; /* bytes of text it stands for, 0: the glyph before stands for them */
	uint32_t text;  /* byte offset in the shaped text */
	q16 advance;
	q16 dx, dy;     /* shift from the pen, dy upwards; face alignment included */
};

struct atom {
	uint32_t c;          /* its first code point */
	enum char_class class;
	bool break_after;    /* <br/> follows */
	uint32_t text, ntext;
	uint32_t glyph, nglyph;
	q16 advance;
	q16 left, right;     /* blank halves of a mark that may be squeezed away */
};

struct shaped {
	struct str text;     /* all spans joined */
	const struct atom *atom;
	size_t natom;
	const struct glyph *glyph;
	size_t nglyph;
};

struct shape_options {
	struct font_role *role;
	struct font_role *strong; /* of TEXT_STRONG and TEXT_RUN_IN; may equal role */
	bool upright;             /* set downwards: marks take their vertical form */
};

/*
 * Shape `text`. A character that no font of its role has is diagnosed (E501) at its line and
 * stands as a gap. Lives in the arena.
 */
struct shaped shape_text(struct arena *a, struct diags *d, struct text text,
			 const struct shape_options *o);

#endif
