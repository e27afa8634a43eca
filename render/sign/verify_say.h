/* What `nianbao verify` prints: for people, in their language, or as JSON. */
#ifndef NIANBAO_SIGN_VERIFY_SAY_H
#define NIANBAO_SIGN_VERIFY_SAY_H

#include "sign/audit.h"
#include "sign/origin.h"

struct verdict {
	const char *file;
	bool is_valid;
	const struct finding *finding;
	size_t n;
	enum origin origin;
	struct str why; /* of ORIGIN_UNKNOWN */
};

void verify_say(struct buf *out, const struct verdict *v, enum diag_lang lang);

/* One JSON object on a line of its own. */
void verify_say_json(struct buf *out, const struct verdict *v);

#endif
