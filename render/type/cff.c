#include "type/cff.h"

#include "type/cff_charstring.h"
#include "type/cff_write.h"

/* All glyphs of a large face take 5 million operators, and 25 MB. */
#define MAX_OPERATORS ((uint32_t)1 << 24)
#define MAX_BYTES ((size_t)1 << 25)

struct subset {
	struct arena *a;
	struct cff_font font;
	size_t n; /* with .notdef */
	uint32_t *gid, *end;
	uint16_t *cid;
	uint8_t *fd;
	struct buf charstrings;
};

/* The glyphs and .notdef before them; false when they are not as cff.h says. */
static bool take_glyphs(struct subset *s, const uint32_t *gid, size_t n)
{
	if (n >= s->font.charstrings.count)
		return false;
	s->n = n + 1;
	s->gid = arena_array(s->a, s->n, sizeof(*s->gid));
	s->end = arena_array(s->a, s->n, sizeof(*s->end));
	s->cid = arena_array(s->a, s->n, sizeof(*s->cid));
	s->fd = arena_array(s->a, s->n, sizeof(*s->fd));
	for (size_t i = 1; i < s->n; i++) {
		s->gid[i] = gid[i - 1];
		if (s->gid[i] <= s->gid[i - 1])
			return false;
	}
	return s->gid[n] < s->font.charstrings.count;
}

static bool flatten(struct subset *s)
{
	struct cff_path path = { .out = &s->charstrings };
	uint32_t budget = MAX_OPERATORS;

	for (size_t i = 0; i < s->n; i++) {
		const struct cff_fd *fd = &s->font.fd[s->fd[i]];

		if (!cff_charstring_draw(&s->font, fd, s->gid[i], &budget, &path) ||
		    s->charstrings.n > MAX_BYTES)
			return false;
		s->end[i] = (uint32_t)s->charstrings.n;
	}
	return true;
}

bool cff_subset(struct arena *a, struct str table, const uint32_t *gid, size_t n,
		struct str *program, uint16_t *cid)
{
	struct cff_bytes bytes = { (const uint8_t *)table.s, table.n };
	struct subset s = { .a = a, .charstrings.arena = a };

	if (!cff_read(a, bytes, &s.font) || !take_glyphs(&s, gid, n) ||
	    !cff_read_cids(&s.font, s.gid + 1, n, s.cid + 1) ||
	    !cff_read_fds(&s.font, s.gid, s.n, s.fd) || !flatten(&s))
		return false;
	for (size_t i = 0; i < n; i++)
		cid[i] = s.cid[i + 1];
	*program =
		cff_write(a, &(struct cff_program){ .font = &s.font,
						    .nglyph = s.n,
						    .cid = s.cid,
						    .fd = s.fd,
						    .end = s.end,
						    .charstrings = buf_text(&s.charstrings) });
	return true;
}
