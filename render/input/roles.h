/* The roles file: which font serves which role (fonts/roles.xml). */
#ifndef NIANBAO_INPUT_ROLES_H
#define NIANBAO_INPUT_ROLES_H

#include "base/diag.h"
#include "base/roles.h"

/* Read a roles file; NULL after an error was put. Lives in the arena. */
const struct roles *roles_read(struct arena *a, struct diags *d, struct str file, struct str bytes);

#endif
