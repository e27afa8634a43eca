/*
 * The parts of a CID-keyed CFF table that its subsets need. Nothing is copied: all bytes are
 * borrowed from the table.
 */
#ifndef NIANBAO_TYPE_CFF_READ_H
#define NIANBAO_TYPE_CFF_READ_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* Operators of the DICTs; two-byte ones begin with 12. */
enum cff_dict_operator {
	CFF_FONT_BBOX = 5,
	CFF_CHARSET = 15,
	CFF_CHAR_STRINGS = 17,
	CFF_PRIVATE = 18,
	CFF_SUBRS = 19,
	CFF_DEFAULT_WIDTH = 20,
	CFF_NOMINAL_WIDTH = 21,
	CFF_PAINT_TYPE = 12 << 8 | 5,
	CFF_CHARSTRING_TYPE = 12 << 8 | 6,
	CFF_FONT_MATRIX = 12 << 8 | 7,
	CFF_ROS = 12 << 8 | 30,
	CFF_CID_COUNT = 12 << 8 | 34,
	CFF_FD_ARRAY = 12 << 8 | 36,
	CFF_FD_SELECT = 12 << 8 | 37,
};

#define CFF_STANDARD_STRINGS 391 /* string ids below stand for what every font has */
#define CFF_MAX_FD 256

struct cff_bytes {
	const uint8_t *s;
	size_t n;
};

/* An INDEX: `count` objects one behind the other, and where they end. */
struct cff_index {
	struct cff_bytes offsets, objects;
	uint32_t count;
	uint8_t offset_size; /* bytes of an offset, 1 to 4 */
};

/* A Font DICT with its Private DICT. */
struct cff_fd {
	int32_t default_width, nominal_width;
	struct cff_index subrs;
};

struct cff_font {
	struct cff_bytes table;
	struct cff_bytes name, registry, ordering;
	int32_t supplement;
	struct cff_bytes matrix, bbox; /* 6 and 4 operands as they stand; empty: none */
	struct cff_index charstrings, subrs;
	struct cff_bytes charset, fd_select; /* from there to the end of the table */
	struct cff_fd *fd;
	uint32_t nfd;
};

/* Read a table; the FDs are in the arena. False when it is damaged or not supported. */
bool cff_read(struct arena *a, struct cff_bytes table, struct cff_font *font);

/* The bytes of object `i`; false beyond the last one or when it is not within the INDEX. */
bool cff_index_item(const struct cff_index *index, uint32_t i, struct cff_bytes *item);

/*
 * CIDs, and numbers of FDs, of `n` glyphs in ascending order. False when the charset or
 * FDSelect does not say, or says what cannot be.
 */
bool cff_read_cids(const struct cff_font *font, const uint32_t *gid, size_t n, uint16_t *cid);
bool cff_read_fds(const struct cff_font *font, const uint32_t *gid, size_t n, uint8_t *fd);

#endif
