/* SHA-256 (FIPS 180-4): the digest by which an archive knows a file again. */
#ifndef NIANBAO_BASE_SHA256_H
#define NIANBAO_BASE_SHA256_H

#include "base/str.h"

#define SHA256_BYTES 32

void sha256(struct str bytes, unsigned char digest[SHA256_BYTES]);

/* Append it in lower-case hexadecimal, as sha256sum prints it. */
void sha256_put(struct buf *out, struct str bytes);

#endif
