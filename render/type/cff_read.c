#include "type/cff_read.h"

#define MAX_NAME 127 /* TN 5176 §7: no interpreter need accept longer ones */

/* `n` bytes from `at` on; false if there are not so many. */
static bool cut(struct cff_bytes b, size_t at, size_t n, struct cff_bytes *part)
{
	if (at > b.n || n > b.n - at)
		return false;
	*part = (struct cff_bytes){ b.s + at, n };
	return true;
}

/* All from `at` on; false if there is nothing. */
static bool cut_rest(struct cff_bytes b, int32_t at, struct cff_bytes *rest)
{
	return at > 0 && (size_t)at < b.n && cut(b, (size_t)at, b.n - (size_t)at, rest);
}

bool cff_index_item(const struct cff_index *index, uint32_t i, struct cff_bytes *item)
{
	const uint8_t *offset;
	uint32_t from, to;

	if (i >= index->count)
		return false;
	offset = index->offsets.s + (size_t)i * index->offset_size;
	/* Offsets count from the byte before the objects. */
	from = str_uint(offset, index->offset_size);
	to = str_uint(offset + index->offset_size, index->offset_size);
	return from >= 1 && to >= from && cut(index->objects, from - 1, to - from, item);
}

/* Read the INDEX that stands at `*at`, and move `*at` behind it. */
static bool read_index(struct cff_bytes table, size_t *at, struct cff_index *index)
{
	struct cff_bytes head;
	size_t noffset, end;

	*index = (struct cff_index){ 0 };
	if (!cut(table, *at, 2, &head))
		return false;
	index->count = str_uint(head.s, 2);
	if (index->count == 0) {
		*at += 2;
		return true;
	}
	if (!cut(table, *at, 3, &head) || head.s[2] < 1 || head.s[2] > 4)
		return false;
	index->offset_size = head.s[2];
	noffset = (size_t)index->count + 1;
	if (!cut(table, *at + 3, noffset * index->offset_size, &index->offsets))
		return false;
	*at += 3 + index->offsets.n;
	end = str_uint(index->offsets.s + index->offsets.n - index->offset_size,
		       index->offset_size);
	if (end < 1 || !cut(table, *at, end - 1, &index->objects))
		return false;
	*at += index->objects.n;
	return true;
}

/* Length of the operand at the beginning of `b`; 0 when there is none, or not all of it. */
static size_t operand_length(struct cff_bytes b)
{
	uint8_t first = b.s[0];
	size_t n = 1;

	if (first == 30) { /* decimal digits in half bytes, of which F is the last */
		while (n < b.n && (b.s[n] >> 4) != 15 && (b.s[n] & 15) != 15)
			n++;
		n++;
	} else if (first < 32 || first == 255) {
		n = first == 28 ? 3 : first == 29 ? 5 : 0;
	} else if (first > 246) {
		n = 2;
	}
	return n <= b.n ? n : 0;
}

/*
 * The operands of the last such operator in a DICT, empty if there is none. False when the DICT
 * is damaged.
 */
static bool find_operands(struct cff_bytes dict, uint16_t op, struct cff_bytes *operands)
{
	size_t from = 0, at = 0;

	*operands = (struct cff_bytes){ 0 };
	while (at < dict.n) {
		struct cff_bytes rest = { dict.s + at, dict.n - at };
		size_t n = rest.s[0] > 21 ? operand_length(rest) : rest.s[0] == 12 ? 2 : 1;

		if (n == 0 || n > rest.n)
			return false;
		at += n;
		if (rest.s[0] > 21)
			continue;
		if (str_uint(rest.s, n) == op)
			*operands = (struct cff_bytes){ dict.s + from, at - n - from };
		from = at;
	}
	return from == dict.n;
}

static int32_t operand_int(const uint8_t *s)
{
	if (s[0] == 29)
		return (int32_t)str_uint(s + 1, 4);
	if (s[0] == 28)
		return (int16_t)str_uint(s + 1, 2);
	if (s[0] < 247)
		return s[0] - 139;
	return s[0] < 251 ? (s[0] - 247) * 256 + s[1] + 108 : (251 - s[0]) * 256 - s[1] - 108;
}

/* There are exactly `n` operands. */
static bool has_operands(struct cff_bytes operands, size_t n)
{
	while (operands.n > 0 && n > 0) {
		size_t length = operand_length(operands);

		operands.s += length;
		operands.n -= length;
		n--;
	}
	return operands.n == 0 && n == 0;
}

/* Find an operator of exactly `n` integers. */
static bool find_ints(struct cff_bytes dict, uint16_t op, int32_t *v, size_t n)
{
	struct cff_bytes operands;

	if (!find_operands(dict, op, &operands) || !has_operands(operands, n))
		return false;
	for (size_t i = 0; i < n; i++) {
		size_t length = operand_length(operands);

		if (operands.s[0] == 30)
			return false;
		v[i] = operand_int(operands.s);
		operands.s += length;
		operands.n -= length;
	}
	return true;
}

/* The same, but as it stands, and it may not be there. */
static bool copy_operands(struct cff_bytes dict, uint16_t op, struct cff_bytes *operands,
			  size_t n)
{
	return find_operands(dict, op, operands) &&
	       (operands->n == 0 || has_operands(*operands, n));
}

/* Find an integer that may not be there: `*v` remains. */
static bool find_int(struct cff_bytes dict, uint16_t op, int32_t *v)
{
	struct cff_bytes operands;

	return find_operands(dict, op, &operands) &&
	       (operands.n == 0 || find_ints(dict, op, v, 1));
}

/* False when the operator is there, or the DICT is damaged. */
static bool lacks(struct cff_bytes dict, uint16_t op)
{
	struct cff_bytes operands;

	return find_operands(dict, op, &operands) && operands.n == 0;
}

static bool read_private(struct cff_bytes table, const int32_t where[2], struct cff_fd *fd)
{
	struct cff_bytes rest, private;
	int32_t subrs = 0;
	size_t at = 0;

	if (where[0] < 0 || !cut_rest(table, where[1], &rest) ||
	    !cut(rest, 0, (size_t)where[0], &private) ||
	    !find_int(private, CFF_DEFAULT_WIDTH, &fd->default_width) ||
	    !find_int(private, CFF_NOMINAL_WIDTH, &fd->nominal_width) ||
	    !find_int(private, CFF_SUBRS, &subrs))
		return false;
	return subrs == 0 ||
	       (cut_rest(rest, subrs, &rest) && read_index(rest, &at, &fd->subrs));
}

static bool read_fds(struct arena *a, const struct cff_index *array, struct cff_font *font)
{
	if (array->count == 0 || array->count > CFF_MAX_FD)
		return false;
	font->nfd = array->count;
	font->fd = arena_array(a, font->nfd, sizeof(*font->fd));
	for (uint32_t i = 0; i < font->nfd; i++) {
		struct cff_bytes dict;
		int32_t where[2];

		if (!cff_index_item(array, i, &dict) || !lacks(dict, CFF_FONT_MATRIX) ||
		    !find_ints(dict, CFF_PRIVATE, where, 2) ||
		    !read_private(font->table, where, &font->fd[i]))
			return false;
	}
	return true;
}

static bool read_string(const struct cff_index *strings, int32_t id, struct cff_bytes *s)
{
	return id >= CFF_STANDARD_STRINGS &&
	       cff_index_item(strings, (uint32_t)id - CFF_STANDARD_STRINGS, s) && s->n > 0 &&
	       s->n <= MAX_NAME;
}

static bool read_ros(struct cff_bytes top, const struct cff_index *strings, struct cff_font *f)
{
	int32_t ros[3];

	if (!find_ints(top, CFF_ROS, ros, 3))
		return false;
	f->supplement = ros[2];
	return read_string(strings, ros[0], &f->registry) &&
	       read_string(strings, ros[1], &f->ordering);
}

static bool read_top(struct cff_bytes top, struct cff_font *font, struct cff_index *fds)
{
	int32_t charstrings, fd_array, charset, fd_select, type = 2;
	struct cff_bytes rest;
	size_t at = 0;

	if (!find_int(top, CFF_CHARSTRING_TYPE, &type) || type != 2 ||
	    !lacks(top, CFF_PAINT_TYPE) ||
	    !copy_operands(top, CFF_FONT_MATRIX, &font->matrix, 6) ||
	    !copy_operands(top, CFF_FONT_BBOX, &font->bbox, 4))
		return false;
	/* Charsets 0 to 2 are not in the font; they are for fonts with glyph names. */
	if (!find_ints(top, CFF_CHARSET, &charset, 1) || charset <= 2 ||
	    !cut_rest(font->table, charset, &font->charset) ||
	    !find_ints(top, CFF_FD_SELECT, &fd_select, 1) ||
	    !cut_rest(font->table, fd_select, &font->fd_select))
		return false;
	if (!find_ints(top, CFF_CHAR_STRINGS, &charstrings, 1) ||
	    !cut_rest(font->table, charstrings, &rest) ||
	    !read_index(rest, &at, &font->charstrings))
		return false;
	at = 0;
	return find_ints(top, CFF_FD_ARRAY, &fd_array, 1) &&
	       cut_rest(font->table, fd_array, &rest) && read_index(rest, &at, fds);
}

bool cff_read(struct arena *a, struct cff_bytes table, struct cff_font *font)
{
	struct cff_index names, tops, strings, fds;
	struct cff_bytes top;
	size_t at;

	*font = (struct cff_font){ .table = table };
	/* Header: major and minor version, its own size, size of offsets. */
	if (table.n < 4 || table.s[0] != 1)
		return false;
	at = table.s[2];
	if (!read_index(table, &at, &names) || !read_index(table, &at, &tops) ||
	    !read_index(table, &at, &strings) || !read_index(table, &at, &font->subrs))
		return false;
	if (names.count != 1 || !cff_index_item(&names, 0, &font->name) ||
	    font->name.n > MAX_NAME || tops.count != 1 || !cff_index_item(&tops, 0, &top))
		return false;
	return read_ros(top, &strings, font) && read_top(top, font, &fds) &&
	       read_fds(a, &fds, font);
}
