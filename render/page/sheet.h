/*
 * Sheets (印张): which pages of a book stand where on which paper. The stage between the book and
 * its writers; a print profile says how. All sheets of a book have one size. y grows downwards
 * from the upper left corner.
 */
#ifndef NIANBAO_PAGE_SHEET_H
#define NIANBAO_PAGE_SHEET_H

#include "base/print_profile.h"
#include "input/layout.h"
#include "page/book.h"

struct sheet_box {
	emu left, top, right, bottom;
};

/* A page on a sheet: its upper left corner at (x, y), drawn num / den times its size. */
struct placement {
	uint32_t page; /* index in book.page; each page stands on one sheet at most */
	emu x, y;
	emu num, den;
};

struct sheet {
	const struct placement *place; /* from left to right */
	size_t nplace;                 /* less than across where the paper stays white */
};

struct sheets {
	const struct print_profile *profile;
	emu width, height;
	struct sheet_box trim, bleed; /* the whole sheet but for a press */
	const struct sheet *sheet;
	size_t n;
	const struct item *mark; /* crop marks: black rules, the same on every sheet */
	size_t nmark;
};

/* One page a sheet, as it is: what the profile "office" says, too. */
extern const struct print_profile print_profile_plain;

/*
 * Put the pages onto sheets. `layout` tells where the text block of a page stands, for a profile
 * that mirrors; NULL: it stands in the middle.
 */
const struct sheets *sheets_make(struct arena *a, const struct book *b,
				 const struct print_profile *profile,
				 const struct layout_page *layout);

/* Where page `page` (its index) stands, and on which sheet. Each page stands on one. */
const struct placement *sheets_find(const struct sheets *s, uint32_t page, size_t *isheet);

/* A point of a page on its sheet. */
emu placement_x(const struct placement *p, emu x);
emu placement_y(const struct placement *p, emu y);

/* Print the sheets as text (--dump=sheets). */
void sheets_dump(const struct sheets *s, const struct book *b, struct buf *out);

#endif
