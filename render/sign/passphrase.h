/*
 * Pass phrases: from a file, a descriptor or the terminal, never from the command line. They are
 * kept nowhere but in the struct and overwritten when it is closed.
 */
#ifndef NIANBAO_SIGN_PASSPHRASE_H
#define NIANBAO_SIGN_PASSPHRASE_H

#include "sign/options.h"

#define PASSPHRASE_MAX 1024

struct passphrase {
	const struct sign_options *options;
	const char *file; /* what it is for, to ask by name */
	bool is_known;    /* it was read or typed */
	bool is_missing;  /* there is no way to have it */
	size_t n;
	char text[PASSPHRASE_MAX];
};

/* Have it, if that was not done yet: up to the first line end. False: `is_missing` says so. */
bool passphrase_need(struct passphrase *p);

void passphrase_close(struct passphrase *p);

/*
 * Read a whole small file that holds a secret; the bytes are on the heap of OpenSSL, to be freed
 * with secret_free. NULL when it cannot be read (errno) or is larger than 1 MB.
 */
unsigned char *secret_read(const char *path, size_t *n);
void secret_free(unsigned char *bytes, size_t n);

#endif
