/*
 * Line-break classes of characters, after W3C CLREQ (禁则, 标点挤压) and GB/T 15834-2011 cl. 5.1.
 * The table is char_class.inc: a new character is one row there.
 */
#ifndef NIANBAO_TYPE_CHAR_CLASS_H
#define NIANBAO_TYPE_CHAR_CLASS_H

#include <stdbool.h>
#include <stdint.h>

enum char_class {
	CC_HAN,      /* ideographs, kana, symbols of full width: a line may break on either side */
	CC_OPEN,     /* （《“ : not at line end; ink in the right half */
	CC_CLOSE,    /* ）》” : not at line start; ink in the left half */
	CC_PAUSE,    /* ，、；： : as CC_CLOSE, squeezed after brackets */
	CC_STOP,     /* 。？！ : as CC_CLOSE, squeezed last */
	CC_DASH2,    /* —— : one unit of two ems */
	CC_ELLIPSIS, /* …… : one unit of two ems */
	CC_JOIN,     /* — ～ – · : connects; not at line start */
	CC_SLASH,    /* / ／ : neither at line start nor, at level GB, at line end */
	CC_DIGIT,
	CC_LETTER,   /* Latin and other letters that form words */
	CC_LEFT,     /* ( [ { and currency signs: held to what follows */
	CC_RIGHT,    /* ) ] } , . : ; ! ? % ‰ ℃: held to what goes before */
	CC_HYPHEN,   /* - : a word may break behind it */
	CC_SPACE,
	CC_GLUE,     /* no-break space: a blank that holds both sides */
	CC_MARK,     /* combining mark or variation selector: part of the character before */
};

enum char_class char_class(uint32_t c);

/* Fills one em in CJK text and must have that advance. */
bool char_is_full(uint32_t c);

/* Marks whose glyph must come at full width by the feature fwid if not by itself. */
bool char_is_cjk_mark(uint32_t c);

/* An ideograph: a blank glyph for it counts as missing. */
bool char_is_ideograph(uint32_t c);

/* ASCII, or a Latin letter: what faces with only="latin" serve. */
bool char_is_latin(uint32_t c);

/* Private use: what it stands for is between the writer and his font. */
bool char_is_private(uint32_t c);

/* 年月日件条 …: written behind a number and better not parted from it. */
bool char_is_unit(uint32_t c);

#endif
