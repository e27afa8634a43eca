/* A glyph at its final place in a run: what paragraphs give and pages hold. */
#ifndef NIANBAO_TYPE_RUN_H
#define NIANBAO_TYPE_RUN_H

#include "base/str.h"
#include "base/unit.h"

struct book_glyph {
	uint32_t gid;
	emu x;          /* of the glyph's origin, from the run's x */
	emu y;          /* above the run's baseline */
	uint32_t text;  /* byte offset in the run's text */
	uint32_t ntext; /* bytes it stands for; 0: the glyph before stands for them too */
};

#endif
