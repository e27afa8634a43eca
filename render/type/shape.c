#include "type/shape.h"

#include "base/utf8.h"
#include "type/font_private.h"

struct shaper {
	struct arena *a;
	struct diags *d;
	const struct shape_options *o;
	struct buf text;
	struct atom *atom;
	size_t natom, atom_cap;
	struct glyph *glyph;
	size_t nglyph, glyph_cap;
	/* the span at work */
	struct font_role *role;
	struct at at;
};

static void put_missing(struct shaper *s, uint32_t c)
{
	struct buf name = { .arena = s->a }, code = { .arena = s->a };

	buf_utf8(&name, c);
	buf_printf(&code, "U+%04X", (unsigned)c);
	DIAG_PUT(s->d, GLYPH_MISSING, s->at, buf_text(&name), buf_text(&code),
		 font_role_id(s->role));
}

static struct atom *add_atom(struct shaper *s, uint32_t c, size_t text, size_t ntext)
{
	struct atom *atom;

	s->atom = arena_grow(s->a, s->atom, &s->atom_cap, s->natom + 1, sizeof *s->atom);
	atom = &s->atom[s->natom++];
	*atom = (struct atom){ .c = c,
			       .class = char_class(c),
			       .text = (uint32_t)text,
			       .ntext = (uint32_t)ntext,
			       .glyph = (uint32_t)s->nglyph };
	return atom;
}

static void add_glyph(struct shaper *s, struct atom *atom, struct glyph g)
{
	s->glyph = arena_grow(s->a, s->glyph, &s->glyph_cap, s->nglyph + 1, sizeof *s->glyph);
	s->glyph[s->nglyph++] = g;
	atom->nglyph++;
	atom->advance += g.advance;
}

/* Closest that a squeezed mark's ink may come to its neighbour's cell. */
#define MARK_MARGIN (Q_EM / 16)
/* A blank this near to half an em is half an em, so that all marks squeeze alike. */
#define NEARLY_HALF (Q_EM * 27 / 64)

/* What may be taken from a mark on the side where `blank` is free. */
static q16 squeezable(q16 blank)
{
	if (blank >= NEARLY_HALF)
		return Q_EM / 2;
	return blank > MARK_MARGIN ? blank - MARK_MARGIN : 0;
}

/*
 * CLREQ: the half of a full-width mark that holds no ink may be squeezed away. Measured, since
 * fonts differ (？！ stand in the middle of their em in some, all marks do in Taiwan's).
 */
static void set_blanks(struct atom *atom, const struct char_glyph *g)
{
	if (atom->class == CC_OPEN)
		atom->left = squeezable(g->left);
	else if (atom->class == CC_CLOSE || atom->class == CC_PAUSE || atom->class == CC_STOP)
		atom->right = squeezable(g->right);
}

/* The form of a mark for text that runs downwards. */
static void turn_upright(struct shaper *s, const struct char_glyph *g, uint32_t *gid)
{
	struct face *f = font_face(s->role->set, g->face);
	struct face_glyph *v;
	size_t n = f ? face_shape(f, s->a, &g->c, 1, "vert", &v) : 0;

	if (n == 1 && v->gid)
		*gid = v->gid;
	else if (f && !n)
		font_fail(s->role->set);
}

static void put_char(struct shaper *s, uint32_t c, size_t text, size_t ntext)
{
	const struct char_glyph *g = font_role_char(s->role, c);
	struct atom *atom = add_atom(s, c, text, ntext);
	uint32_t gid = g->gid;

	if (g->missing) {
		put_missing(s, c);
		atom->advance = g->advance;
		return;
	}
	if (s->o->upright && char_is_cjk_mark(c))
		turn_upright(s, g, &gid);
	add_glyph(s, atom,
		  (struct glyph){ gid, g->face, (uint16_t)ntext, (uint32_t)text, g->advance, g->dx,
				  g->dy });
	set_blanks(atom, g);
}

/* Code points of the word at `at` that one face serves, marks included. */
struct word {
	uint32_t *c, *text; /* code points and their byte offsets in s->text */
	size_t n, cap, text_cap;
	uint16_t face;
};

static void word_add(struct shaper *s, struct word *w, uint32_t c, size_t text)
{
	w->c = arena_grow(s->a, w->c, &w->cap, w->n + 2, sizeof *w->c);
	w->text = arena_grow(s->a, w->text, &w->text_cap, w->n + 2, sizeof *w->text);
	w->c[w->n] = c;
	w->text[w->n++] = (uint32_t)text;
}

/* Shape a word: one atom a cluster. */
static void put_word(struct shaper *s, struct word *w, size_t end)
{
	struct face *f = font_face(s->role->set, w->face);
	struct face_glyph *g;
	size_t n = f ? face_shape(f, s->a, w->c, w->n, NULL, &g) : 0;
	struct atom *atom = NULL;

	if (f && !n)
		font_fail(s->role->set);
	w->text[w->n] = (uint32_t)end;
	for (size_t i = 0; i < n; i++) {
		bool starts = !i || g[i].cluster != g[i - 1].cluster;
		uint32_t from = g[i].cluster, to = from;
		uint16_t ntext = 0;

		if (starts) {
			size_t k = i;

			while (k < n && g[k].cluster == from)
				k++;
			to = k < n ? g[k].cluster : (uint32_t)w->n;
			ntext = (uint16_t)(w->text[to] - w->text[from]);
			atom = add_atom(s, w->c[from], w->text[from], ntext);
		}
		if (!g[i].gid)
			put_missing(s, w->c[from]);
		add_glyph(s, atom,
			  (struct glyph){ g[i].gid, w->face, ntext, w->text[from], g[i].advance,
					  g[i].dx, g[i].dy + f->rise });
	}
}

static bool is_simple(uint32_t c, enum char_class class)
{
	return class == CC_HAN || class == CC_DIGIT || class == CC_SPACE || class == CC_GLUE ||
	       char_is_full(c) || (class != CC_LETTER && class != CC_MARK);
}

/* —— and …… : two characters, one unit; a font may have one glyph of two ems for the pair. */
static void put_pair(struct shaper *s, uint32_t c, size_t text, size_t ntext)
{
	const struct char_glyph *g = font_role_char(s->role, c);
	struct face_glyph *shaped = NULL;
	struct face *f;
	size_t n = 0;
	struct atom *atom;

	if (!g->missing && c == 0x2014 && (f = font_face(s->role->set, g->face))) {
		uint32_t two[2] = { c, c };

		n = face_shape(f, s->a, two, 2, "fwid", &shaped);
	}
	put_char(s, c, text, ntext);
	atom = &s->atom[s->natom - 1];
	atom->class = c == 0x2014 ? CC_DASH2 : CC_ELLIPSIS;
	atom->left = atom->right = 0;
	atom->ntext = (uint32_t)(2 * ntext);
	if (g->missing)
		return;
	if (n == 1) {
		struct glyph *one = &s->glyph[atom->glyph];

		*one = (struct glyph){ shaped->gid, g->face, (uint16_t)(2 * ntext), (uint32_t)text,
				       2 * Q_EM, Q_EM - shaped->advance / 2, g->dy };
		atom->advance = 2 * Q_EM;
		return;
	}
	add_glyph(s, atom,
		  (struct glyph){ g->gid, g->face, (uint16_t)ntext, (uint32_t)(text + ntext),
				  g->advance, g->dx, g->dy });
}

/*
 * Code points that are shaped together. Longer "words" are marks heaped on a letter, over which
 * HarfBuzz takes a time that grows with their square.
 */
#define MAX_WORD 1000

/* Collect and shape the word that starts with `c`; returns where the text goes on. */
static size_t put_run(struct shaper *s, struct str span, size_t base, size_t start)
{
	struct word w = { 0 };
	size_t at = start, before = start;

	while (at < span.n && w.n < MAX_WORD) {
		uint32_t c = utf8_next(span, &at);
		enum char_class class = char_class(c);
		const struct char_glyph *g;

		if (w.n && class != CC_MARK && is_simple(c, class))
			break;
		if (class != CC_MARK || !w.n) {
			g = font_role_char(s->role, c);
			if (g->missing && !w.n) {
				put_char(s, c, base + before, at - before);
				return at;
			}
			if (w.n && (g->missing || g->face != w.face))
				break;
			w.face = g->face;
		}
		word_add(s, &w, c, base + before);
		before = at;
	}
	put_word(s, &w, base + before);
	return before;
}

/* Is the character at `at` followed by a mark that belongs to it? */
static bool takes_mark(struct str span, size_t at)
{
	uint32_t c = at < span.n ? utf8_next(span, &at) : UTF8_BAD;

	return c != UTF8_BAD && char_class(c) == CC_MARK;
}

/* A full-width character with a variation selector: a run of its own, one em wide. */
static size_t put_marked(struct shaper *s, struct str span, size_t base, size_t start)
{
	size_t first = s->natom, end = put_run(s, span, base, start);
	struct atom *atom = &s->atom[s->natom - 1];

	if (s->natom == first + 1 && char_is_full(atom->c) && atom->nglyph == 1) {
		struct glyph *g = &s->glyph[atom->glyph];

		g->dx += (Q_EM - g->advance) / 2;
		g->advance = atom->advance = Q_EM;
	}
	return end;
}

static void put_span(struct shaper *s, struct str span, size_t base)
{
	size_t at = 0;

	while (at < span.n) {
		size_t start = at, second;
		uint32_t c = utf8_next(span, &at);

		second = at;
		if ((c == 0x2014 || c == 0x2026) && utf8_next(span, &second) == c) {
			put_pair(s, c, base + start, at - start);
			at = second;
		} else if (is_simple(c, char_class(c)) && !takes_mark(span, at)) {
			put_char(s, c, base + start, at - start);
		} else if (is_simple(c, char_class(c))) {
			at = put_marked(s, span, base, start);
		} else {
			at = put_run(s, span, base, start);
		}
	}
}

struct shaped shape_text(struct arena *a, struct diags *d, struct text text,
			 const struct shape_options *o)
{
	struct shaper s = { .a = a, .d = d, .o = o, .text.arena = a };

	for (size_t i = 0; i < text.nspan; i++) {
		const struct text_span *span = &text.span[i];
		size_t base = s.text.n;

		s.role = span->mark == TEXT_STRONG || span->mark == TEXT_RUN_IN ? o->strong : o->role;
		s.at = (struct at){ text.file, span->line };
		buf_str(&s.text, span->s);
		put_span(&s, span->s, base);
		if (span->break_after && s.natom)
			s.atom[s.natom - 1].break_after = true;
	}
	return (struct shaped){ buf_text(&s.text), s.atom, s.natom, s.glyph, s.nglyph };
}
