/* Objects of one document brought into an update of another, under new numbers. */
#ifndef NIANBAO_SIGN_GRAFT_H
#define NIANBAO_SIGN_GRAFT_H

#include "sign/update.h"

struct graft {
	struct update *to;
	struct document *from;
	uint32_t *number; /* by number in `from`: that in `to`, 0 not brought over yet */
};

void graft_open(struct graft *g, struct update *to, struct document *from);

/* Append `o` of the other document, with everything it refers to brought over. */
void graft_put(struct graft *g, struct buf *out, const struct object *o);

#endif
