/*
 * What a visible signature looks like: the user's seal image, laid over the text so that black
 * stays black, or a frame with the signer's name and the time.
 */
#ifndef NIANBAO_SIGN_STAMP_H
#define NIANBAO_SIGN_STAMP_H

#include "sign/options.h"
#include "sign/update.h"

struct stamp {
	struct update *update;
	struct diags *diags;
	const struct sign_options *options;
	struct str name; /* of the signer */
	emu w, h;
	bool is_over_text; /* an organ's seal: the 落款 stands in all but its upper third */
};

/* Put the appearance; its object's number is put into `*num`. False after errors were put. */
bool stamp_put(const struct stamp *s, uint32_t *num);

/* The first place for a seal that the document records and no field takes; false: there is none. */
bool stamp_area(struct document *doc, const struct fields *fields, struct place_rect *out);

/* Does it overlap a place for the seal of an organ? */
bool stamp_is_over_text(struct document *doc, const struct place_rect *r);

/* For stamp*.c: the entries of a form XObject of this size, but for its resources. */
void stamp_form(struct buf *out, emu w, emu h);

#endif
