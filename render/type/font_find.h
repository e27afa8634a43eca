/*
 * Finding an installed font by its name: private to type/.
 *
 * The name asked for must be one that a font has: family or full name in any language, or
 * PostScript name, compared after NFKC and case folding, without white space and underscores.
 * fontconfig lists the fonts but never chooses: its own matching always answers something, and
 * takes any font for 仿宋. Names that fonts/aliases.xml holds to be the same font are tried too.
 */
#ifndef NIANBAO_TYPE_FONT_FIND_H
#define NIANBAO_TYPE_FONT_FIND_H

#include "base/diag.h"
#include "base/roles.h"

struct font_finder;

/* List what is installed. NULL after F921 (a library is missing). Lives in the arena. */
struct font_finder *font_finder_open(struct arena *a, struct diags *d, const struct roles *roles);

/*
 * The file and face of `family`, the regular one of several. False after F920, which says what is
 * there instead, was put at `at`.
 */
bool font_find(const struct font_finder *finder, struct diags *d, struct at at, struct str family,
	       const char **path, uint32_t *index);

#endif
