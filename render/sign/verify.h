/* One file looked at from all sides. */
#ifndef NIANBAO_SIGN_VERIFY_H
#define NIANBAO_SIGN_VERIFY_H

#include "sign/verify_say.h"

/*
 * All signatures in the PDF `bytes`; without any the file is not valid (E730). Errors are put.
 * `with_origin`: also make it again from the report inside.
 */
struct verdict verify_bytes(struct arena *a, struct diags *d, const struct sign_options *o,
			    const char *file, struct str bytes, bool with_origin);

#endif
