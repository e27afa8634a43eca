/* Print profiles as data: layouts/print/profiles.xml. Grammar: layouts/print/profiles.rng. */
#ifndef NIANBAO_INPUT_PRINT_PROFILE_H
#define NIANBAO_INPUT_PRINT_PROFILE_H

#include "base/diag.h"
#include "base/print_profile.h"

/*
 * Read the profiles of `file`, whose bytes must live in the arena. NULL after errors were put.
 * What a profile says for a reflow is checked only when a layout is read with it.
 */
const struct print_profiles *print_profiles_read(struct arena *a, struct diags *d,
						 struct str file, struct str bytes);

/* The profile of this id, or NULL. */
const struct print_profile *print_profile_find(const struct print_profiles *all, struct str id);

/* The id nearest to `id`; all of them, with commas, where none is near. */
struct str print_profile_near(struct arena *a, const struct print_profiles *all, struct str id);

#endif
