#include "type/cff_write.h"

#include <string.h>

#define ROOM_BEHIND 512 /* for the FDs behind the charstrings; more is got if need be */
#define FD_BYTES 7      /* of a Font DICT: size and offset of the Private DICT, operator */

/* Offsets from the start of the table. */
struct places {
	size_t charset, fd_select, charstrings, fd_array;
};

/* The FDs that are used, and the new number of each. */
struct fds {
	size_t n;
	uint8_t old[CFF_MAX_FD], number[CFF_MAX_FD];
};

static void put_bytes(struct buf *out, struct cff_bytes b)
{
	buf_put(out, b.s, b.n);
}

/* Put the head of an INDEX: how many objects it has, and where each ends. */
static void put_index(struct buf *out, const uint32_t *end, size_t n)
{
	size_t width = 1;

	while (width < 4 && (end[n - 1] + 1) >> 8 * width != 0)
		width++;
	buf_uint(out, (uint32_t)n, 2);
	buf_uint(out, (uint32_t)width, 1);
	buf_uint(out, 1, width);
	for (size_t i = 0; i < n; i++)
		buf_uint(out, end[i] + 1, width);
}

/* Put an INDEX of one object. */
static void put_object(struct buf *out, struct cff_bytes object)
{
	const uint32_t end = (uint32_t)object.n;

	put_index(out, &end, 1);
	put_bytes(out, object);
}

static void put_int(struct buf *dict, int32_t v)
{
	if (v >= -107 && v <= 107) {
		buf_uint(dict, (uint32_t)(v + 139), 1);
	} else if (v >= INT16_MIN && v <= INT16_MAX) {
		buf_uint(dict, 28, 1);
		buf_uint(dict, (uint32_t)v, 2);
	} else {
		buf_uint(dict, 29, 1);
		buf_uint(dict, (uint32_t)v, 4);
	}
}

static void put_operator(struct buf *dict, uint16_t op)
{
	buf_uint(dict, op, op >> 8 != 0 ? 2 : 1);
}

/* Always of the same length, so that offsets can be put in when they are known. */
static void put_offset(struct buf *dict, size_t offset, uint16_t op)
{
	buf_uint(dict, 29, 1);
	buf_uint(dict, (uint32_t)offset, 4);
	put_operator(dict, op);
}

static void put_top_dict(struct buf *out, const struct cff_program *p, const struct places *at)
{
	struct buf dict = { .arena = out->arena };
	uint16_t last = 0;

	for (size_t i = 0; i < p->nglyph; i++)
		if (last < p->cid[i])
			last = p->cid[i];
	put_int(&dict, CFF_STANDARD_STRINGS);
	put_int(&dict, CFF_STANDARD_STRINGS + 1);
	put_int(&dict, p->font->supplement);
	put_operator(&dict, CFF_ROS);
	if (p->font->matrix.n > 0) {
		put_bytes(&dict, p->font->matrix);
		put_operator(&dict, CFF_FONT_MATRIX);
	}
	if (p->font->bbox.n > 0) {
		put_bytes(&dict, p->font->bbox);
		put_operator(&dict, CFF_FONT_BBOX);
	}
	put_int(&dict, last + 1);
	put_operator(&dict, CFF_CID_COUNT);
	put_offset(&dict, at->charset, CFF_CHARSET);
	put_offset(&dict, at->fd_select, CFF_FD_SELECT);
	put_offset(&dict, at->charstrings, CFF_CHAR_STRINGS);
	put_offset(&dict, at->fd_array, CFF_FD_ARRAY);
	put_object(out, (struct cff_bytes){ (const uint8_t *)dict.s, dict.n });
}

/* Header, names, Top DICT, strings and global subroutines, of which there are none. */
static void put_front(struct buf *out, const struct cff_program *p, const struct places *at)
{
	const struct cff_font *font = p->font;
	const uint32_t end[2] = { (uint32_t)font->registry.n,
				  (uint32_t)(font->registry.n + font->ordering.n) };

	buf_uint(out, 0x01000404, 4); /* version 1.0, 4 bytes of header, offsets of 4 bytes */
	put_object(out, font->name);
	put_top_dict(out, p, at);
	put_index(out, end, 2);
	put_bytes(out, font->registry);
	put_bytes(out, font->ordering);
	buf_uint(out, 0, 2);
}

/* Where a run of CIDs that follow each other ends. */
static size_t run_end(const struct cff_program *p, size_t from)
{
	size_t i = from + 1;

	while (i < p->nglyph && p->cid[i] == p->cid[i - 1] + 1)
		i++;
	return i;
}

/* CIDs of all glyphs but .notdef: one by one (format 0), or in runs if that is shorter. */
static void put_charset(struct buf *out, const struct cff_program *p)
{
	size_t nrun = 0;

	for (size_t i = 1; i < p->nglyph; i = run_end(p, i))
		nrun++;
	if (2 * nrun >= p->nglyph - 1) {
		buf_uint(out, 0, 1);
		for (size_t i = 1; i < p->nglyph; i++)
			buf_uint(out, p->cid[i], 2);
		return;
	}
	buf_uint(out, 2, 1);
	for (size_t i = 1, end; i < p->nglyph; i = end) {
		end = run_end(p, i);
		buf_uint(out, p->cid[i], 2);
		buf_uint(out, (uint32_t)(end - i - 1), 2);
	}
}

static struct fds used_fds(const struct cff_program *p)
{
	bool is_used[CFF_MAX_FD] = { false };
	struct fds fds = { 0 };

	for (size_t i = 0; i < p->nglyph; i++)
		is_used[p->fd[i]] = true;
	for (size_t old = 0; old < CFF_MAX_FD; old++) {
		if (!is_used[old])
			continue;
		fds.number[old] = (uint8_t)fds.n;
		fds.old[fds.n++] = (uint8_t)old;
	}
	return fds;
}

static void put_fd_select(struct buf *out, const struct cff_program *p, const struct fds *fds)
{
	struct buf ranges = { .arena = out->arena };
	uint32_t nrange = 0;

	for (size_t i = 0; i < p->nglyph; i++) {
		if (i > 0 && p->fd[i] == p->fd[i - 1])
			continue;
		buf_uint(&ranges, (uint32_t)i, 2);
		buf_uint(&ranges, fds->number[p->fd[i]], 1);
		nrange++;
	}
	buf_uint(out, 3, 1);
	buf_uint(out, nrange, 2);
	buf_str(out, buf_text(&ranges));
	buf_uint(out, (uint32_t)p->nglyph, 2);
}

/* A Private DICT, which must be there, must not be empty for some readers. */
static void put_private(struct buf *dict, const struct cff_fd *fd)
{
	put_int(dict, fd->default_width);
	put_operator(dict, CFF_DEFAULT_WIDTH);
	if (fd->nominal_width == 0)
		return;
	put_int(dict, fd->nominal_width);
	put_operator(dict, CFF_NOMINAL_WIDTH);
}

/* The Font DICTs, and behind them their Private DICTs. */
static void put_fds(struct buf *out, const struct cff_program *p, const struct fds *fds)
{
	struct buf privates = { .arena = out->arena };
	uint32_t end[CFF_MAX_FD] = { 0 }, private_end[CFF_MAX_FD] = { 0 }, from = 0;
	size_t at;

	for (size_t i = 0; i < fds->n; i++) {
		put_private(&privates, &p->font->fd[fds->old[i]]);
		private_end[i] = (uint32_t)privates.n;
		end[i] = (uint32_t)(i + 1) * FD_BYTES;
	}
	put_index(out, end, fds->n);
	at = out->n + fds->n * FD_BYTES;
	for (size_t i = 0; i < fds->n; i++) {
		put_int(out, (int32_t)(private_end[i] - from));
		put_offset(out, at + from, CFF_PRIVATE);
		from = private_end[i];
	}
	buf_str(out, buf_text(&privates));
}

static void put_charstrings(struct buf *out, const struct cff_program *p)
{
	uint32_t *end = arena_array(out->arena, p->nglyph, sizeof(*end)), size = 0;

	for (size_t i = 0; i < p->nglyph; i++)
		end[i] = size += (uint32_t)p->charstring[i].n;
	put_index(out, end, p->nglyph);
	out->s = arena_grow(out->arena, out->s, &out->cap, out->n + size + ROOM_BEHIND, 1);
	for (size_t i = 0; i < p->nglyph; i++)
		buf_str(out, p->charstring[i]);
}

struct str cff_write(struct arena *a, const struct cff_program *p)
{
	struct buf out = { .arena = a }, front = { .arena = a };
	struct fds fds = used_fds(p);
	struct places at = { 0 };

	put_front(&out, p, &at);
	at.charset = out.n;
	put_charset(&out, p);
	at.fd_select = out.n;
	put_fd_select(&out, p, &fds);
	at.charstrings = out.n;
	put_charstrings(&out, p);
	at.fd_array = out.n;
	put_fds(&out, p, &fds);
	/* Now that the places are known. */
	put_front(&front, p, &at);
	memcpy(out.s, front.s, front.n);
	return buf_text(&out);
}
