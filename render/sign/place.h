/*
 * The place of a signature in a document: its field, its widget on a page, and, in a tagged
 * document, its Form element, so that what was PDF/A and PDF/UA stays so (ISO 14289-1, 7.18).
 */
#ifndef NIANBAO_SIGN_PLACE_H
#define NIANBAO_SIGN_PLACE_H

#include "base/unit.h"
#include "output/pdf_text.h"
#include "sign/field.h"
#include "sign/update.h"

#define PLACE_MAX_SIDE 14400000 /* of a rectangle, in 1/1000 pt: 14400 pt, as of a page */

/* A rectangle on a page, from the page's upper left corner. */
struct place_box {
	int64_t page; /* from 0; -1: the last one */
	emu x, y, w, h;
};

/* The same in the file's own measure: default user space, 1/1000 pt, y upwards. */
struct place_rect {
	uint32_t page; /* number of the page's object */
	milli x0, y0, x1, y1;
};

struct place {
	struct update *update;
	const struct field *field;     /* an empty one to be filled; NULL: a new one */
	const struct place_rect *rect; /* of a new one; NULL: it cannot be seen */
	struct str name;               /* of a new one, UTF-8 */
	struct str tip;                /* what a voice says of it, UTF-8 */
	uint32_t signature;            /* the object that will be its value */
	uint32_t appearance;           /* a form XObject; 0: none */
};

enum place_result {
	PLACE_DONE,
	PLACE_NO_PAGE, /* there is no such page */
	PLACE_OUTSIDE, /* the rectangle leaves the page */
	PLACE_DAMAGED, /* a fault of the document */
};

enum place_result place_put(const struct place *p);

/* Where the box is in the document; it must lie on its page. */
enum place_result place_rect_from(struct document *doc, const struct place_box *box,
				  struct place_rect *out);

/* Where an existing field is; false when it has no area. */
bool place_rect_of(struct document *doc, const struct field *f, struct place_rect *out);

#endif
