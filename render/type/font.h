/*
 * Fonts: roles (仿宋, 楷体 …) with their fallback chains, read from fonts/roles.xml; faces opened
 * by path and measured when a character first needs them. The only folder that sees FreeType and
 * HarfBuzz; their types appear in no header.
 *
 * Advances are `q`: 1/65536 of an em of the role. A face set at a scale (0.97) still has its Han
 * advance at one em. Faces are aligned by the measured centre of their Han characters (HAN_CENTRE
 * above the baseline), since neither BASE nor hhea tell the truth (fonts.md §0).
 */
#ifndef NIANBAO_TYPE_FONT_H
#define NIANBAO_TYPE_FONT_H

#include "base/diag.h"
#include "base/roles.h"
#include "base/unit.h"

typedef int32_t q16;          /* 1/65536 em */
#define Q_EM ((q16)65536)

/* The em box that lines are set with: 0.88 em above the baseline, 0.12 below. */
#define EM_ASCENT_Q ((q16)57672)
#define HAN_CENTRE_Q ((q16)24904) /* 0.38 em */

struct font_set;
struct font_role;

#define FONT_MAX_FACE 64

/* What a face is, for the writers and for `nianbao fonts`. */
struct font_face_facts {
	struct str id;         /* id in roles.xml */
	const char *path;
	uint32_t index;        /* in a collection */
	struct str ps_name;    /* PostScript name; empty until the face was opened */
	bool opened;
	bool latin_only;       /* serves ASCII and Latin letters alone */
	bool is_cff;           /* CFF outlines, else TrueType */
	q16 scale;             /* drawn size / type size (Q_EM: the same) */
	q16 stroke;            /* width of a line over its outlines / drawn size; 0: none */
	int32_t ascent, descent, bbox[4]; /* 1/1000 em of the face */
};

/*
 * A font set for these roles; files without a leading / are looked for in `font_dir`. No font
 * file is opened yet. Faces keep their own memory (HarfBuzz): close the set. Never NULL. `d`
 * takes what goes wrong when a face is opened later.
 */
struct font_set *font_set_open(struct arena *a, struct diags *d, const struct roles *roles,
			       const char *font_dir);
void font_set_close(struct font_set *fonts);

/*
 * Find and open the fonts that the user has named, and see whether they may be embedded. False
 * after E520 to E522 or F902, F920 to F922; with such fonts and nothing wrong, the note N523.
 * To be called before anything is set, when the roles were made with roles_extend.
 */
bool font_set_find_users(struct font_set *fonts, struct diags *d);

/* The role of this id, or NULL. */
struct font_role *font_role_find(struct font_set *fonts, struct str id);
struct str font_role_id(const struct font_role *role);
/* For what a paragraph needs while it is set: to be rewound by whoever took from it. */
struct arena *font_scratch(const struct font_set *fonts);

struct font_set *font_role_set(const struct font_role *role);
size_t font_role_count(const struct font_set *fonts);
struct font_role *font_role_at(struct font_set *fonts, size_t i);
/* The role's chain as face numbers, in order of preference. */
size_t font_role_chain(const struct font_role *role, const uint16_t **face);

/* A character that was set in a role, and which font of the role's chain has it. */
struct font_use {
	size_t place; /* in the chain; behind its end: no font has the character */
	uint32_t c;
};

/* The characters set so far, by place, then by code; their number. Lives in the arena. */
size_t font_role_uses(const struct font_role *role, struct arena *a, struct font_use **out);

/* Drawn size of a face / type size. */
q16 font_face_scale(const struct font_set *fonts, uint16_t face);
struct font_face_facts font_face_facts(const struct font_set *fonts, uint16_t face);
/* Open every face of the set; false (and F5xx) when a file is missing or not a font. */
bool font_check_all(struct font_set *fonts, struct diags *d);

/* A glyph subset of one face, ready to embed. */
struct font_subset {
	struct str program;   /* bare CFF table, or a TrueType file */
	bool is_cff;
	bool is_whole;        /* all glyphs are there: its maker forbids subsets */
	const uint16_t *code; /* nglyph: code of each glyph in Identity-H, in the order given */
	const uint16_t *width;/* nglyph: advance in 1/1000 em of the face */
	const uint16_t *new_gid; /* TrueType: nglyph, gid in the program */
};

/*
 * Subset `face` to the `n` glyphs in `gid` (ascending, without 0), or take it whole where its
 * maker forbids subsets (OS/2 fsType). The code of a glyph is its
 * CID for CID-keyed CFF, the new glyph id for a subset of CFF keyed by name, else its glyph id.
 * Deterministic. False after F903 was put.
 */
bool font_subset(struct font_set *fonts, struct diags *d, struct arena *a, uint16_t face,
		 const uint32_t *gid, size_t n, struct font_subset *out);

#endif
