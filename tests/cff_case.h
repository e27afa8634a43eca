/*
 * What the tests of cff_*.c share: charstrings and whole CID-keyed fonts made from text, and the
 * faces of the standard set.
 */
#ifndef NIANBAO_TESTS_CFF_CASE_H
#define NIANBAO_TESTS_CFF_CASE_H

#include "type/cff.h"
#include "type/cff_read.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void cff_case_oom(void *host)
{
	(void)host;
	abort();
}

static inline struct arena *cff_case_arena(void)
{
	return arena_open((size_t)1 << 30, cff_case_oom, NULL);
}

static inline void cff_case_put(struct buf *out, long v, int n)
{
	while (n-- > 0)
		buf_char(out, (char)(v >> 8 * n & 0xFF));
}

/* A number of a charstring: "12", "-1.5". */
static inline void cff_case_number(struct buf *out, const char *word)
{
	double value = strtod(word, NULL);
	long v = (long)value;

	if (value != (double)v) {
		cff_case_put(out, 255, 1);
		cff_case_put(out, (long)(value * 65536), 4);
	} else if (v >= -107 && v <= 107) {
		cff_case_put(out, v + 139, 1);
	} else if (v > 0 && v <= 1131) {
		cff_case_put(out, (247 << 8) + v - 108, 2);
	} else if (v < 0 && v >= -1131) {
		cff_case_put(out, (251 << 8) - v - 108, 2);
	} else {
		cff_case_put(out, 28, 1);
		cff_case_put(out, v, 2);
	}
}

static inline void cff_case_word(struct buf *out, const char *word)
{
	static const char *const names[64] = {
		[1] = "hstem",      [3] = "vstem",       [4] = "vmoveto",
		[5] = "rlineto",    [6] = "hlineto",     [7] = "vlineto",
		[8] = "rrcurveto",  [10] = "callsubr",   [11] = "return",
		[14] = "endchar",   [18] = "hstemhm",    [19] = "hintmask",
		[20] = "cntrmask",  [21] = "rmoveto",    [22] = "hmoveto",
		[23] = "vstemhm",   [24] = "rcurveline", [25] = "rlinecurve",
		[26] = "vvcurveto", [27] = "hhcurveto",  [29] = "callgsubr",
		[30] = "vhcurveto", [31] = "hvcurveto",
	};
	/* After the escape. */
	static const char *const escaped[64] = {
		[0] = "dotsection", [3] = "and",   [10] = "add",    [22] = "ifelse",
		[34] = "hflex",     [35] = "flex", [36] = "hflex1", [37] = "flex1",
	};

	for (int op = 0; op < 64; op++) {
		if (names[op] && !strcmp(names[op], word)) {
			cff_case_put(out, op, 1);
			return;
		}
		if (escaped[op] && !strcmp(escaped[op], word)) {
			cff_case_put(out, 12 << 8 | op, 2);
			return;
		}
	}
	if (word[0] == '#')
		cff_case_put(out, strtol(word + 1, NULL, 16), 1);
	else
		cff_case_number(out, word);
}

/* A charstring from its text: numbers, operators by name, bytes as #A0. */
static inline struct str cff_case_charstring(struct arena *a, const char *text)
{
	struct buf out = { .arena = a };
	struct str rest = str_from(text), word;

	while (str_word(&rest, &word))
		cff_case_word(&out, str_z(a, word));
	return buf_text(&out);
}

/* A font: texts of its charstrings and subroutines, and further entries of its DICTs. */
#define CFF_CASE_MAX 8
struct cff_case_font {
	const char *glyph[CFF_CASE_MAX], *subr[CFF_CASE_MAX], *global[CFF_CASE_MAX];
	struct str top, fd, private;
	bool is_named; /* without ROS */
};

struct cff_case_places {
	size_t charset, fd_select, charstrings, fd_array, private, subrs;
};

static inline size_t cff_case_count(const char *const *text)
{
	size_t n = 0;

	while (n < CFF_CASE_MAX && text[n])
		n++;
	return n;
}

static inline void cff_case_index(struct buf *out, const struct str *object, size_t n)
{
	long end = 1;

	cff_case_put(out, (long)n, 2);
	if (n == 0)
		return;
	cff_case_put(out, 2, 1);
	cff_case_put(out, end, 2);
	for (size_t i = 0; i < n; i++)
		cff_case_put(out, end += (long)object[i].n, 2);
	for (size_t i = 0; i < n; i++)
		buf_str(out, object[i]);
}

static inline void cff_case_texts(struct buf *out, const char *const *text)
{
	struct str object[CFF_CASE_MAX];
	size_t n = cff_case_count(text);

	for (size_t i = 0; i < n; i++)
		object[i] = cff_case_charstring(out->arena, text[i]);
	cff_case_index(out, object, n);
}

/* An offset in a DICT: five bytes, always. */
static inline void cff_case_offset(struct buf *dict, size_t v)
{
	cff_case_put(dict, 29, 1);
	cff_case_put(dict, (long)v, 4);
}

static inline struct str cff_case_top(struct arena *a, const struct cff_case_font *f,
				      const struct cff_case_places *at)
{
	struct buf top = { .arena = a };

	if (!f->is_named)
		buf_put(&top, "\xF8\x1B\xF8\x1C\x8B\x0C\x1E", 7); /* 391 392 0 ROS */
	buf_str(&top, f->top);
	cff_case_offset(&top, at->charset);
	cff_case_put(&top, CFF_CHARSET, 1);
	cff_case_offset(&top, at->charstrings);
	cff_case_put(&top, CFF_CHAR_STRINGS, 1);
	cff_case_offset(&top, at->fd_array);
	cff_case_put(&top, CFF_FD_ARRAY, 2);
	cff_case_offset(&top, at->fd_select);
	cff_case_put(&top, CFF_FD_SELECT, 2);
	return buf_text(&top);
}

static inline struct str cff_case_fd(struct arena *a, const struct cff_case_font *f,
				     const struct cff_case_places *at)
{
	struct buf fd = { .arena = a };

	buf_str(&fd, f->fd);
	cff_case_offset(&fd, at->subrs - at->private);
	cff_case_offset(&fd, at->private);
	cff_case_put(&fd, CFF_PRIVATE, 1);
	return buf_text(&fd);
}

/* Write with what is known of the places, and note where they are. */
static inline struct str cff_case_write(struct arena *a, const struct cff_case_font *f,
					struct cff_case_places *at)
{
	struct buf out = { .arena = a };
	struct str name = STR("Case"), ros[2] = { STR("Adobe"), STR("Identity") };
	struct str top = cff_case_top(a, f, at), fd = cff_case_fd(a, f, at);
	size_t nglyph = cff_case_count(f->glyph);

	cff_case_put(&out, 0x01000404, 4);
	cff_case_index(&out, &name, 1);
	cff_case_index(&out, &top, 1);
	cff_case_index(&out, ros, 2);
	cff_case_texts(&out, f->global);
	at->charset = out.n;
	cff_case_put(&out, 1, 1); /* one range, from CID 10 */
	cff_case_put(&out, 10, 2);
	cff_case_put(&out, (long)nglyph - 2, 1);
	at->fd_select = out.n;
	cff_case_put(&out, 0, 1);
	cff_case_put(&out, 0, (int)nglyph);
	at->charstrings = out.n;
	cff_case_texts(&out, f->glyph);
	at->fd_array = out.n;
	cff_case_index(&out, &fd, 1);
	at->private = out.n;
	buf_str(&out, f->private);
	cff_case_offset(&out, at->subrs - at->private);
	cff_case_put(&out, CFF_SUBRS, 1);
	at->subrs = out.n;
	cff_case_texts(&out, f->subr);
	return buf_text(&out);
}

static inline struct str cff_case_font(struct arena *a, const struct cff_case_font *f)
{
	struct cff_case_places at = { 0 };

	cff_case_write(a, f, &at);
	return cff_case_write(a, f, &at);
}

/* A subset of a face that serves for this once. */
static inline bool cff_case_subset(struct arena *a, struct str table, const uint32_t *gid,
				   size_t n, struct str *program, uint16_t *cid)
{
	struct cff_face *face = cff_open(a, table);

	return face && cff_subset(face, a, gid, n, program, cid);
}

#endif
