/*
 * The memory of OpenSSL, watched. To OpenSSL a lack of it is a failure like any other: a key that
 * is not usable, a signature that is wrong, a certificate that is not trusted. None of that may be
 * said of a good file because the machine had no memory.
 */
#ifndef NIANBAO_SIGN_MEMORY_H
#define NIANBAO_SIGN_MEMORY_H

#include "base/diag.h"

/* Before anything else of OpenSSL is called. */
void memory_watch(void);

/* Another library was refused memory. */
void memory_note(void);

/* Was memory refused? Then this is all there is to say: the messages become one, F901. */
bool memory_was_refused(struct diags *d);

#endif
