/*
 * A font face as HarfBuzz sees it: private to type/. Positions are q16 of the role's em, i.e. the
 * HarfBuzz scale of a face is its `scale`.
 */
#ifndef NIANBAO_TYPE_FONT_FACE_H
#define NIANBAO_TYPE_FONT_FACE_H

#include "type/font.h"

#include <hb.h>

#define FACE_MAX_FEATURE 8

struct face {
	const struct role_face *spec;
	struct diags *diags;   /* of the set */
	struct str users_file; /* where spec stands, if it is the user's */
	const char *path;  /* NULL for a user's font by family, until it was found */
	uint32_t index;    /* in a collection */
	hb_blob_t *blob;
	hb_face_t *hb;
	hb_font_t *font;
	hb_buffer_t *buffer;
	hb_blob_t *cff_table;
	struct cff_face *cff; /* NULL: not asked for yet, or not of the kind that cff.h can do */
	hb_feature_t feature[FACE_MAX_FEATURE];
	unsigned nfeature;
	struct str ps_name;
	bool opened, failed, is_cff;
	bool is_whole; /* its maker forbids subsets */
	q16 rise; /* upwards, so that its Han centre stands at HAN_CENTRE_Q */
};

/* One glyph of a shaped run. */
struct face_glyph {
	uint32_t gid, cluster;
	q16 advance, dx, dy;
};

/*
 * Without memory HarfBuzz goes on, with other glyphs and measures, and tells nobody; but then the
 * C library's errno is ENOMEM. Between the two no call may fail for another reason. face_starved
 * puts F901, once.
 *
 * The alarm may be a false one: glibc's malloc leaves ENOMEM behind when the heap cannot grow (brk)
 * and it takes memory elsewhere (mmap). It cannot be told from a true one: HarfBuzz keeps what it
 * could not load as if it were empty, and Debian's has no hook for an allocator. Nor can it be
 * asked once more, not even with all faces opened anew: what it keeps for the whole process may be
 * empty, too (static tables of functions), and then no font has any character. So a report may be
 * refused that could have been set, where something stands in the heap's way; never set wrongly.
 */
void face_watch(void);
bool face_starved(const struct face *f);

/* Open on first use; false (and F902 or F922 the first time) when the file is not a usable font. */
bool face_open(struct face *f, struct arena *a, struct diags *d);
void face_close(struct face *f);

/* The glyph that the face's cmap gives, or false. */
bool face_glyph(struct face *f, uint32_t c, uint32_t *gid);
q16 face_advance(struct face *f, uint32_t gid);
/* Where the ink of a glyph begins and ends, from its origin; false for a glyph without ink. */
bool face_ink(struct face *f, uint32_t gid, q16 *from, q16 *to);

/*
 * Shape `n` code points (clusters are indices into them) with the face's own features and, when
 * not NULL, one more ("fwid", "vert"). Returns the number of glyphs, borrowed until the next
 * call; 0 when HarfBuzz is out of memory.
 */
size_t face_shape(struct face *f, struct arena *a, const uint32_t *c, size_t n, const char *more,
		  struct face_glyph **out);

#endif
