/* The engine from inside: for engine*.c. */
#ifndef NIANBAO_ENGINE_PRIVATE_H
#define NIANBAO_ENGINE_PRIVATE_H

#include "engine.h"

#include <setjmp.h>

#include "font_source.h"
#include "input/layout.h"

/* A layout that was read serves all reports; there are few, so that a list will do. */
struct kept_layout {
	const struct layout *layout;
	const struct print_reflow *reflow; /* for which it was set anew, or NULL */
	struct kept_layout *next;
};

struct engine {
	struct engine_options o;
	struct arena *arena;
	struct font_source fonts; /* they serve all reports */
	const struct print_profiles *profiles;
	struct kept_layout *layouts;
	/* Of one report at a time, and its messages; cleared, they serve the next one. */
	struct arena *job, *messages;
	bool is_busy;
	jmp_buf full;     /* out of a report that reached the limit of memory */
	bool is_in_report; /* that way is open */
	bool is_used;      /* a report may have left fonts and layouts */
};

/* The layout, set anew for a print profile unless `reflow` is NULL. */
const struct layout *engine_find_layout(struct engine *n, struct diags *d, struct str id,
					struct at from, const struct print_reflow *reflow);

/* Where to print: NULL after a message was put. Nearly every run wants pages as they are. */
const struct print_profile *engine_find_profile(struct engine *n, struct arena *a,
						struct diags *d);

#endif
