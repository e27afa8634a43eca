/* One file signed, or what belongs to its signatures added: `sign` without reading and writing it. */
#ifndef NIANBAO_SIGN_SIGNING_H
#define NIANBAO_SIGN_SIGNING_H

#include "sign/options.h"

/*
 * The PDF `bytes` with what the options ask for: a signature, a time stamp's reply, a store. Key,
 * certificates and other files of the options are read; the PDF is not: `o->input[0]` is its name
 * in messages. `*file` is the new one; `*query` the time stamp query, where the options name a
 * file for one. False after errors were put.
 */
bool sign_bytes(struct arena *a, struct diags *d, const struct sign_options *o,
		struct str bytes, struct str *file, struct str *query);

#endif
