/* What a file says of itself: the standards in its XMP, the program and options it was made with. */
#ifndef NIANBAO_SIGN_CLAIM_H
#define NIANBAO_SIGN_CLAIM_H

#include "sign/document.h"

struct claim {
	int part;   /* of PDF/A; 0: none */
	char level; /* 'A', 'U', 'B' */
	bool is_ua;
	bool is_ours;       /* made by nianbao */
	struct str version; /* of it */
	struct str told;    /* options that it was given, each after a blank */
	struct str date;    /* YYYY-MM-DD, when the document was made; or empty */
};

struct claim claim_read(struct document *doc);

#endif
