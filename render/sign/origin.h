/*
 * Our own files: does the report inside still give this very document? The file as it was before
 * anything was appended is made again from the report that it carries and compared byte by byte.
 */
#ifndef NIANBAO_SIGN_ORIGIN_H
#define NIANBAO_SIGN_ORIGIN_H

#include "sign/options.h"

enum origin {
	ORIGIN_FOREIGN, /* made by another program, or without its report */
	ORIGIN_SAME,    /* the same to the last byte */
	ORIGIN_OTHER,   /* this version and these fonts give something else */
	ORIGIN_UNKNOWN, /* cannot tell: `*why` says why */
};

enum origin origin_check(struct document *doc, struct arena *a, const struct sign_options *o,
			 const char *file, struct str *why);

#endif
