/*
 * How pages get onto paper: what layouts/print/profiles.xml says of each --print profile. A
 * profile changes paper, scale, imposition, boxes and colour, never the report. Read by
 * input/print_profile.c, used by page/sheet.c and the writers.
 */
#ifndef NIANBAO_BASE_PRINT_PROFILE_H
#define NIANBAO_BASE_PRINT_PROFILE_H

#include "base/str.h"
#include "base/unit.h"

#include <stdbool.h>

/* In which order pages stand on the sheets. */
enum print_order {
	PRINT_READING, /* 1 2 | 3 4 | … */
	PRINT_SADDLE, /* 骑马订: (last, 1), (2, last - 1), …, so that folded sheets make a book */
};

/* Which edge the printer turns a sheet over; ANY: the office's own choice. */
enum print_duplex { PRINT_ANY, PRINT_LONG_EDGE, PRINT_SHORT_EDGE };

/* The standard that such a PDF keeps unless --pdf-standard names another. */
enum print_standard {
	PRINT_3A_UA1, /* one page a sheet: everything can be kept */
	PRINT_3U,     /* several: a page's reading order is no longer that of its content */
	PRINT_X4,     /* PDF/X-4 (ISO 15930-7) for print shops, nothing else */
};

struct print_sheet {
	emu width, height; /* 0: as the page */
	int32_t across;    /* pages side by side */
	enum print_order order;
	bool fits; /* pages are enlarged to their place; else they keep their size */
	emu creep; /* saddle: each inner sheet's pages move this much to the fold */
};

/* What a print shop needs. */
struct print_press {
	emu margin; /* paper around the trimmed page: for bleed and marks */
	emu bleed;  /* around the trimmed page */
	emu mark_gap, mark_length,
		mark_rule; /* crop marks: from the trimmed page, long, thick */
	struct str icc;    /* file of the CMYK profile, in the font folder */
	struct str condition, registry, about; /* of the output intent */
};

/* Title and forms alone, on one sheet; forms in columns. */
struct print_poster {
	int32_t columns; /* 0: no poster */
	emu gap, margin;
};

struct xml_node;

/* Styles that grow otherwise than the rest. */
struct print_grow {
	struct str styles; /* ids, with blanks between them */
	int32_t type;
};

/* Set anew with another page and larger type; percentages of what the layout says. */
struct print_reflow {
	const struct xml_node *parts; /* they replace the layout's parts; NULL: no reflow */
	struct str file;
	int32_t type;          /* sizes and pitches of styles that `parts` does not replace */
	int32_t columns, rows; /* widths and heights of forms */
	const struct print_grow *grow;
	size_t ngrow;
};

struct print_profile {
	struct str id, name;
	struct print_sheet sheet;
	bool mirrors; /* the binding edge (订口) of even pages is at the right */
	enum print_duplex duplex;
	enum print_standard standard;
	struct print_press press; /* of PRINT_X4 alone */
	struct print_poster poster;
	struct print_reflow reflow;
};

struct print_profiles {
	const struct print_profile *profile;
	size_t n;
};

#endif
