/*
 * Where a report's fonts come from: the standard roles (fonts/roles.xml), and over them the user's
 * fonts file: the one that was named, else fonts.xml beside the report. The set stays open for the
 * reports that follow, until one of them lies beside another fonts file.
 */
#ifndef NIANBAO_FONT_SOURCE_H
#define NIANBAO_FONT_SOURCE_H

#include "type/font.h"

struct font_source {
	const char *share_dir, *font_dir;
	const char *fonts_file; /* NULL: what lies beside the report */
	struct arena *like;     /* for arenas with the same way out */
	struct arena *next;     /* of the set that is about to be opened: a way out may be taken */
	/* the set that is open, if any */
	struct arena *arena, *messages;
	struct diags *said;     /* by opening it, and by faces opened later */
	const char *users_file; /* "": none */
	struct font_set *fonts;
};

/*
 * The set for the report at `path`; for none, NULL. Itself NULL after messages were put. What
 * faces say that are opened later is in font_source_said.
 */
struct font_set *font_source_open(struct font_source *source, struct diags *d, const char *path);
const struct diags *font_source_said(const struct font_source *source);
void font_source_close(struct font_source *source);

#endif
