/*
 * A paragraph: running text set into lines of placed glyphs. The one entry to type/ for the page.
 */
#ifndef NIANBAO_TYPE_PARA_H
#define NIANBAO_TYPE_PARA_H

#include "base/text.h"
#include "type/break_level.h"
#include "type/font.h"
#include "type/run.h"

enum para_align { PARA_LEFT, PARA_CENTER, PARA_RIGHT, PARA_JUSTIFY };

struct para_spec {
	struct font_role *role;
	struct font_role *strong;   /* of <b> and run-in headings; may equal role */
	emu size;                   /* type size */
	/*
	 * One em of advance is em / em_parts: the type size and 1, or on the character grid
	 * the measure and the number of characters, so that cell i stands at i·W/28 exactly.
	 */
	emu em;
	int32_t em_parts;
	emu width;                  /* measure */
	int32_t indent, hang, right;/* whole ems: first line, turn lines, right edge */
	enum para_align align;
	enum break_level level;     /* of the prohibitions */
	bool balance;               /* lines of even length */
	bool one_line;              /* do not wrap: what is too wide is overfull */
	bool upright;               /* one atom a line, downwards */
	uint32_t head;              /* so many bytes at its start are a run-in heading */
	const uint32_t *phrase_end; /* NULL, or byte offsets at which alone lines end well */
	size_t nphrase;
};

/* Glyphs of one face that stand in a row, all of the run-in heading or none. */
struct para_run {
	uint16_t face;
	emu size;                   /* at which the glyphs are drawn */
	emu x;                      /* of its first glyph, from the left edge of the measure */
	const struct book_glyph *glyph;
	uint32_t nglyph;
	bool in_head;
	struct str text;
};

struct para_line {
	const struct para_run *run;
	size_t nrun;
	emu left, width;            /* of what is printed, within the measure */
	bool splits_word;           /* an emergency break inside a word ends it */
};

struct para {
	const struct para_line *line;
	size_t nline;
	emu widest;                 /* width of the widest line */
	emu longest;                /* of the longest piece without a good break inside */
	bool overfull;              /* some line is wider than the measure */
	struct str text;            /* plain */
};

/*
 * Set `text`. Lines follow the rules of linebreak.h; a character without a font is diagnosed at
 * its line (E501). Empty text gives no line. Lives in the arena.
 */
struct para para_set(struct arena *a, struct diags *d, struct text text,
		     const struct para_spec *spec);

#endif
