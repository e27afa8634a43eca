#include "type/cff.h"

#include "type/cff_charstring.h"
#include "type/cff_write.h"

/* All glyphs of a large face take 5 million operators, and 25 MB. */
#define MAX_OPERATORS ((uint32_t)1 << 24)
#define MAX_BYTES ((size_t)1 << 25)

#define FIRST_NSLOT 1024

/* A flat charstring. */
struct flat {
	uint32_t gid;
	uint32_t n; /* bytes; 0: the slot is empty, as endchar alone takes one */
	const char *s;
};

struct cff_face {
	struct arena *a;
	struct cff_font font;
	struct buf drawn;     /* the charstring at work */
	struct cff_path path; /* writes it */
	struct flat *slot;    /* hash table */
	size_t nslot;         /* a power of 2 */
	size_t nflat;
};

struct subset {
	struct arena *a;
	size_t n; /* with .notdef */
	uint32_t *gid;
	uint16_t *cid;
	uint8_t *fd;
	struct str *charstring;
};

struct cff_face *cff_open(struct arena *a, struct str table)
{
	struct arena_mark mark = arena_mark(a);
	struct cff_face *f = arena_alloc(a, sizeof(*f));

	if (!cff_read(a, (struct cff_bytes){ (const uint8_t *)table.s, table.n }, &f->font)) {
		arena_rewind(a, mark);
		return NULL;
	}
	f->a = a;
	f->drawn.arena = a;
	f->path.out = &f->drawn;
	f->nslot = FIRST_NSLOT;
	f->slot = arena_array(a, f->nslot, sizeof(*f->slot));
	return f;
}

/* The glyph's slot, or the empty one where it belongs. */
static struct flat *find_slot(const struct cff_face *f, uint32_t gid)
{
	size_t i = (gid * (size_t)0x9E3779B1 >> 8) & (f->nslot - 1);

	while (f->slot[i].n > 0 && f->slot[i].gid != gid)
		i = (i + 1) & (f->nslot - 1);
	return &f->slot[i];
}

static void grow_slots(struct cff_face *f)
{
	struct flat *old = f->slot;
	size_t nold = f->nslot;

	f->nslot *= 2;
	f->slot = arena_array(f->a, f->nslot, sizeof(*f->slot));
	for (size_t i = 0; i < nold; i++)
		if (old[i].n > 0)
			*find_slot(f, old[i].gid) = old[i];
}

/* The flat charstring of a glyph, drawn unless that was done before; false if that can't be. */
static bool flatten(struct cff_face *f, uint32_t gid, uint8_t fd, uint32_t *budget,
		    struct str *charstring)
{
	struct flat *slot;

	if (f->nflat >= f->nslot / 2)
		grow_slots(f);
	slot = find_slot(f, gid);
	if (slot->n == 0) {
		f->drawn.n = 0;
		if (!cff_charstring_draw(&f->font, &f->font.fd[fd], gid, budget, &f->path) ||
		    f->drawn.n > MAX_BYTES)
			return false;
		*slot = (struct flat){ gid, (uint32_t)f->drawn.n,
				       str_copy(f->a, buf_text(&f->drawn)).s };
		f->nflat++;
	}
	*charstring = (struct str){ slot->s, slot->n };
	return true;
}

/* The glyphs and .notdef before them; false when they are not as cff.h says. */
static bool take_glyphs(const struct cff_face *f, struct subset *s, const uint32_t *gid,
			size_t n)
{
	if (n >= f->font.charstrings.count)
		return false;
	s->n = n + 1;
	s->gid = arena_array(s->a, s->n, sizeof(*s->gid));
	s->cid = arena_array(s->a, s->n, sizeof(*s->cid));
	s->fd = arena_array(s->a, s->n, sizeof(*s->fd));
	s->charstring = arena_array(s->a, s->n, sizeof(*s->charstring));
	for (size_t i = 1; i < s->n; i++) {
		s->gid[i] = gid[i - 1];
		if (s->gid[i] <= s->gid[i - 1])
			return false;
	}
	return s->gid[n] < f->font.charstrings.count;
}

static bool flatten_all(struct cff_face *f, struct subset *s)
{
	uint32_t budget = MAX_OPERATORS;
	size_t size = 0;

	for (size_t i = 0; i < s->n; i++) {
		if (!flatten(f, s->gid[i], s->fd[i], &budget, &s->charstring[i]))
			return false;
		size += s->charstring[i].n;
		if (size > MAX_BYTES)
			return false;
	}
	return true;
}

bool cff_subset(struct cff_face *f, struct arena *a, const uint32_t *gid, size_t n,
		struct str *program, uint16_t *cid)
{
	struct subset s = { .a = a };

	if (!take_glyphs(f, &s, gid, n) || !cff_read_cids(&f->font, s.gid + 1, n, s.cid + 1) ||
	    !cff_read_fds(&f->font, s.gid, s.n, s.fd) || !flatten_all(f, &s))
		return false;
	for (size_t i = 0; i < n; i++)
		cid[i] = s.cid[i + 1];
	*program = cff_write(a, &(struct cff_program){ .font = &f->font,
						       .nglyph = s.n,
						       .cid = s.cid,
						       .fd = s.fd,
						       .charstring = s.charstring });
	return true;
}
