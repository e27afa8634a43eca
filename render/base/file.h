/*
 * Reading whole files, and writing them so that a reader sees the old one whole or the new one
 * whole.
 */
#ifndef NIANBAO_BASE_FILE_H
#define NIANBAO_BASE_FILE_H

#include "base/diag.h"

/*
 * Read `path` ("-": standard input) up to `limit` bytes into the arena. False after F904 (cannot
 * be read) or E104 (larger than the limit) was put.
 */
bool file_read(struct arena *a, struct diags *d, const char *path, size_t limit, struct str *out);

/* Is there nothing under this name? False too when the machine cannot tell: opening it will say why. */
bool file_is_missing(const char *path);

enum file_below {
	FILE_BELOW_READ,
	FILE_BELOW_NONE,  /* no regular file, or links or .. lead out of the folder */
	FILE_BELOW_LARGE, /* beyond the limit */
	FILE_BELOW_FAULT, /* it is there, but cannot be read: errno says why */
};

/* Read the regular file `name` below `folder`, up to `limit` bytes. Without a message. */
enum file_below file_read_below(struct arena *a, const char *folder, struct str name,
				size_t limit, struct str *out);

/* Do both names lead to the same existing file? */
bool file_same(const char *a, const char *b);

/*
 * Write `bytes` to `path` ("-": standard output). A regular or new file is written beside the
 * target under a temporary name, flushed, then renamed over it, with the target's permissions;
 * symbolic links are followed. A device, FIFO or socket is written directly. False after F905
 * was put: then the old file is untouched and nothing is left behind.
 */
bool file_write(struct arena *a, struct diags *d, const char *path, struct str bytes);

/* Write all of it to a descriptor, whatever interrupts; false (and errno) on failure. */
bool file_write_all(int fd, struct str bytes);

#endif
