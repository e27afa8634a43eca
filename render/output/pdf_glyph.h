/*
 * The glyphs that a book uses and the text that each stands for: what is embedded, and what
 * ToUnicode says.
 *
 * A glyph has one text in the whole document. Where it stands for another one (characters that
 * share a glyph: 一 and the radical ⼀), or several glyphs stand for a text together, the page
 * says so at that place (ActualText).
 */
#ifndef NIANBAO_OUTPUT_PDF_GLYPH_H
#define NIANBAO_OUTPUT_PDF_GLYPH_H

#include "page/book.h"
#include "type/font.h"

struct pdf_glyph {
	uint16_t face;
	uint16_t code;  /* in content streams; 0 until the face is embedded */
	uint16_t width; /* 1/1000 em, as in the font dictionary */
	uint32_t gid;
	uint32_t reading; /* first of the texts it stands for: index + 1, or 0 */
	struct str text;  /* the one that ToUnicode says; never empty once all are collected */
	bool is_private;  /* it is of private use, which standards do not take from ToUnicode */
};

/* A text that a glyph stands for somewhere. */
struct pdf_reading {
	struct str text;
	bool is_alone; /* somewhere no other glyph shares it */
	uint32_t count;
	uint32_t next; /* the glyph's next reading: index + 1, or 0 */
};

struct pdf_glyphs {
	struct arena *arena;
	struct pdf_glyph *glyph; /* by face and glyph id, once all are collected */
	size_t nglyph, cap;
	struct pdf_reading *reading;
	size_t nreading, reading_cap;
	q16 stroke[FONT_MAX_FACE]; /* of each embedded face, as in its facts */
	uint32_t *slot; /* hash table of indices + 1 into `glyph` */
	size_t nslot;   /* a power of 2 */
};

/*
 * Collect the glyphs of all pages. False when a run has a glyph that no font can have (glyph 0,
 * a number beyond 65535): a page with a box on it must not be written.
 */
bool pdf_glyph_collect(struct pdf_glyphs *all, const struct book *b);

/* A glyph that was collected. */
const struct pdf_glyph *pdf_glyph_find(const struct pdf_glyphs *all, uint16_t face,
				       uint32_t gid);

/* End of the cluster that begins at glyph `i` of a run: the glyphs that share its text. */
uint32_t pdf_glyph_cluster(const struct item *run, uint32_t i);

/* The text of the cluster that begins at glyph `i`. */
struct str pdf_glyph_text(const struct item *run, uint32_t i);

#endif
