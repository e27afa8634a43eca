/*
 * The standards that a PDF can be asked to keep (--pdf-standard), and what they ask of the writer.
 * A list of them is kept in full or refused, never in part.
 */
#ifndef NIANBAO_OUTPUT_STANDARD_H
#define NIANBAO_OUTPUT_STANDARD_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* All that the names in a list: "1a 1b 2a 2u 2b 3a 3u 3b ua1 none". */
struct standard {
	char name[5];
	uint8_t part;         /* of PDF/A (ISO 19005): 1 to 3; 0: not PDF/A */
	char level;           /* of PDF/A: 'A', 'U' or 'B' */
	bool is_ua;           /* PDF/UA-1 (ISO 14289-1) */
	uint8_t version;      /* n of PDF 1.n */
	uint8_t icc;          /* version of the output intent's ICC profile; 0: no intent */
	bool has_tags;        /* structure tree and marked content */
	bool has_table_parts; /* THead and TBody may stand in it */
	bool has_source;      /* the report may be in the file */
	bool has_cid_sets;    /* fonts list their characters */
	bool has_groups;      /* objects go together into streams, deflated (PDF 1.5) */
	bool is_press;        /* PDF/X-4 (ISO 15930-7): CMYK, boxes; not for --pdf-standard */
};

enum standard_fault {
	STANDARD_FINE,
	STANDARD_UNKNOWN,  /* a name that is not in the table */
	STANDARD_ALONE,    /* none stands beside another */
	STANDARD_PARTS,    /* two parts of PDF/A */
	STANDARD_VERSIONS, /* they are built on different versions of PDF */
};

/*
 * Read a list of names between commas, such as "3a,ua1". Of two levels of one part the higher
 * counts: it includes the lower. `*out` is good only when nothing is at fault.
 */
enum standard_fault standard_read(const char *list, struct standard *out);

/* What is written unless something else is asked for: PDF/A-3a and PDF/UA-1 at once. */
struct standard standard_usual(void);

/* What a print shop gets: PDF/X-4. */
struct standard standard_press(void);

/* "PDF/A-3u", "PDF/A-3a, PDF/UA-1", "PDF/X-4", "PDF 1.7": what a file says that it is. */
struct str standard_words(struct arena *a, const struct standard *s);

#endif
