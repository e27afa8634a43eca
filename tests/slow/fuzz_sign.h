/* What the targets of nianbao-sign share: a time that is always the same, files without a disk. */
#ifndef NIANBAO_TESTS_SLOW_FUZZ_SIGN_H
#define NIANBAO_TESTS_SLOW_FUZZ_SIGN_H

#include "fuzz.h"
#include "sign/signing.h"
#include "sign/verify.h"
#include "sign/words.h"

#include <sys/mman.h>
#include <unistd.h>

#define FUZZ_SIGN_FILE(name) NIANBAO_SOURCE_DIR "/tests/slow/sign/" name
#define FUZZ_SIGN_MEMORY ((size_t)3 << 30) /* as nianbao-sign itself has */
#define FUZZ_SIGN_TIME 1800000000 /* 2027-01-15: no certificate of sign/make.py ends soon */

static inline struct arena *fuzz_sign_arena(void)
{
	return arena_open(FUZZ_SIGN_MEMORY, fuzz_oom, NULL);
}

/* Bytes as a file with a name, for options; close the descriptor. */
static inline int fuzz_sign_file(struct str bytes, char path[static 64])
{
	int fd = memfd_create("file", 0);

	snprintf(path, 64, "/proc/self/fd/%d", fd);
	if (fd < 0 || write(fd, bytes.s, bytes.n) != (ssize_t)bytes.n)
		abort();
	return fd;
}

/* Look at a file as `verify` does, and say it in both ways. Rendering its report is fuzz_render's. */
static inline struct verdict fuzz_sign_verify(struct arena *a, struct diags *d,
					      struct str bytes)
{
	static const char *const ca = FUZZ_SIGN_FILE("ca.pem"), *const tsa = FUZZ_SIGN_FILE(
									"tsa.pem");
	struct sign_options o = { .is_verify = true,
				  .time = FUZZ_SIGN_TIME,
				  .trust = { { ca, tsa }, 2 } };
	struct verdict v = verify_bytes(a, d, &o, "v.pdf", bytes, false);
	struct buf out = { .arena = a };

	words_translate(d, DIAG_CHINESE);
	verify_say(&out, &v, DIAG_CHINESE);
	verify_say_json(&out, &v);
	diag_print(d, &out, DIAG_ENGLISH);
	return v;
}

#endif
