/* MD5 (RFC 1321): the checksum that PDF keeps of an embedded file. No protection against malice. */
#ifndef NIANBAO_OUTPUT_MD5_H
#define NIANBAO_OUTPUT_MD5_H

#include "base/str.h"

#define MD5_BYTES 16

void md5(struct str bytes, unsigned char digest[MD5_BYTES]);

#endif
