/*
 * The roles file: which font serves which role (fonts/roles.xml), and the user's own fonts file,
 * which puts his fonts in front:
 *
 *	<fonts>
 *	  <role id="title" family="方正小标宋_GBK"/>
 *	  <role id="body" file="FZFSK.TTF"/>
 *	</fonts>
 *
 * Its roles may also hold <use face="…"/> as in roles.xml, of its own <face> or of the standard
 * ones; a path is relative to the file's folder. Behind the user's fonts stands the role's
 * standard chain, unless fallback="no"; in front of them only what serves Latin alone.
 */
#ifndef NIANBAO_INPUT_ROLES_H
#define NIANBAO_INPUT_ROLES_H

#include "base/diag.h"
#include "base/roles.h"

/* Read the standard roles file; NULL after an error was put. Lives in the arena. */
const struct roles *roles_read(struct arena *a, struct diags *d, struct str file, struct str bytes);

/* Read a user's fonts file over `standard`; NULL after E507 or E1xx. Lives in the arena. */
struct roles *roles_extend(struct arena *a, struct diags *d, const struct roles *standard,
			   struct str file, struct str bytes);

/* Does a face of these roles stand there by family, so that aliases are of use? */
bool roles_ask_family(const struct roles *roles);

/* Read fonts/aliases.xml into roles->alias; false after E507 or E1xx. */
bool roles_read_aliases(struct arena *a, struct diags *d, struct roles *roles, struct str file,
			struct str bytes);

#endif
