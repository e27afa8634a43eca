/* `nianbao sign` and `nianbao verify`; each returns its exit status. */
#ifndef NIANBAO_SIGN_COMMAND_H
#define NIANBAO_SIGN_COMMAND_H

#include "sign/options.h"

int command_sign(struct arena *a, struct diags *d, const struct sign_options *o);
int command_verify(struct arena *a, struct diags *d, const struct sign_options *o);

#endif
