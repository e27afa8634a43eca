/*
 * Pieces of PDF syntax as text. Numbers are made from integers, so that neither a locale nor a
 * float can change them: lengths are `milli`, 1/1000 pt, to which each is rounded once.
 */
#ifndef NIANBAO_OUTPUT_PDF_TEXT_H
#define NIANBAO_OUTPUT_PDF_TEXT_H

#include "base/str.h"
#include "base/unit.h"

typedef int64_t milli;

/* A length [EMU] in 1/1000 pt, rounded to nearest. */
milli pdf_text_milli(int64_t length);

/* "12", "-7" */
void pdf_text_int(struct buf *b, int64_t n);

/* A milli as points, as short as possible: "12.5", "-0.003", "595.276". */
void pdf_text_points(struct buf *b, milli m);

/* num / den > 0 with at most six decimals: "1.414141", "1". */
void pdf_text_ratio(struct buf *b, int64_t num, int64_t den);

/* Four upper-case hexadecimal digits. */
void pdf_text_hex16(struct buf *b, uint32_t n);

/* The UTF-16BE of a UTF-8 text in hexadecimal, without brackets. */
void pdf_text_utf16(struct buf *b, struct str s);

/* The part of a text that a string of PDF/A has room for: 32 767 bytes. */
struct str pdf_text_limit(struct str s);

/* A text string, "<FEFF…>", of what it has room for. */
void pdf_text_string(struct buf *b, struct str s);

/* " 12 0 R" */
void pdf_text_ref(struct buf *b, uint32_t id);

#endif
