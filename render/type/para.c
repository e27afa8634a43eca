#include "type/para.h"

#include "type/linebreak.h"
#include "type/shape.h"

struct setter {
	struct arena *a;       /* for the result */
	struct arena *scratch; /* for everything on the way to it */
	const struct para_spec *spec;
	const struct shaped *s;
	const struct broken *b;
	struct str text;       /* the shaped text, as it stays */
};

/* A pen position [q16 of the em of advance] as a length, rounded once from the origin. */
static emu pen_to_emu(const struct para_spec *spec, int64_t pen)
{
	return (emu)emu_scale(pen, spec->em, (int64_t)spec->em_parts * Q_EM);
}

static emu q_to_emu(const struct para_spec *spec, q16 q)
{
	return (emu)emu_scale(q, spec->size, Q_EM);
}

/* Largest pen position within the measure. */
static int64_t measure_q(const struct para_spec *spec)
{
	return (int64_t)spec->width * spec->em_parts * Q_EM / spec->em -
	       (int64_t)spec->right * Q_EM;
}

struct placed {
	const struct glyph *g;
	emu x;
};

static emu drawn_size(const struct setter *t, uint16_t face)
{
	struct font_set *fonts = font_role_set(t->spec->role);

	return (emu)emu_scale(t->spec->size, font_face_scale(fonts, face), Q_EM);
}

static struct para_run make_run(const struct setter *t, const struct placed *p, size_t n)
{
	struct book_glyph *glyph = arena_array(t->a, n, sizeof *glyph);
	uint32_t from = p[0].g->text, to = from;

	for (size_t i = 0; i < n; i++) {
		const struct glyph *g = p[i].g;

		glyph[i] = (struct book_glyph){ g->gid, p[i].x - p[0].x,
						q_to_emu(t->spec, g->dy), g->text - from,
						g->ntext };
		if (g->text + g->ntext > to)
			to = g->text + g->ntext;
	}
	return (struct para_run){ .face = p[0].g->face,
				  .size = drawn_size(t, p[0].g->face),
				  .x = p[0].x,
				  .glyph = glyph,
				  .nglyph = (uint32_t)n,
				  .in_head = from < t->spec->head,
				  .text = str_sub(t->text, from, to - from) };
}

static bool in_one_run(const struct setter *t, const struct glyph *a, const struct glyph *b)
{
	uint32_t head = t->spec->head;

	return a->face == b->face && (a->text < head) == (b->text < head);
}

static void make_runs(const struct setter *t, const struct placed *p, size_t n,
		      struct para_line *line)
{
	struct para_run *run;
	size_t nrun = 1, start = 0;

	for (size_t i = 1; i < n; i++)
		nrun += !in_one_run(t, p[i].g, p[i - 1].g);
	run = arena_array(t->a, nrun, sizeof *run);
	for (size_t i = 1; i <= n; i++) {
		if (i < n && in_one_run(t, p[i].g, p[start].g))
			continue;
		run[line->nrun++] = make_run(t, p + start, i - start);
		start = i;
	}
	line->run = run;
}

/* Where the pen starts so that the line stands as aligned. */
static int64_t start_pen(const struct setter *t, int64_t indent, int64_t width)
{
	int64_t spare = measure_q(t->spec) - indent - width;

	if (t->spec->align == PARA_CENTER)
		return indent + spare / 2;
	if (t->spec->align == PARA_RIGHT)
		return indent + spare;
	return indent;
}

static void set_line(struct setter *t, const struct line *l, int64_t indent,
		     struct para_line *out)
{
	size_t natom = l->end - l->first, nglyph = 0, n = 0;
	q16 *add = arena_array(t->scratch, natom, sizeof *add);
	bool fills = t->spec->align == PARA_JUSTIFY && !l->ends_text && !l->ragged;
	int64_t room = measure_q(t->spec) - indent;
	int64_t width = fills || l->natural > room ? room : l->natural;
	int64_t pen = start_pen(t, indent, width);
	struct placed *placed;

	if (!l->overfull)
		linebreak_fit(t->b, l, width, add);
	out->left = pen_to_emu(t->spec, pen);
	out->width = pen_to_emu(t->spec, pen + (l->overfull ? l->natural : width)) - out->left;
	out->splits_word = l->splits_word;
	if (l->trims_start)
		pen -= t->s->atom[l->first].left;
	for (size_t k = l->first; k < l->end; k++)
		nglyph += t->s->atom[k].nglyph;
	placed = arena_array(t->scratch, nglyph, sizeof *placed);
	for (size_t k = l->first; k < l->end; k++) {
		const struct atom *atom = &t->s->atom[k];

		for (uint32_t i = 0; i < atom->nglyph; i++) {
			const struct glyph *g = &t->s->glyph[atom->glyph + i];

			placed[n++] = (struct placed){ g, pen_to_emu(t->spec, pen) +
								  q_to_emu(t->spec, g->dx) };
			pen += g->advance;
		}
		if (!atom->nglyph)
			pen += atom->advance;
		if (k < l->last)
			pen += add[k - l->first] - t->b->gap[k].trim;
	}
	if (n)
		make_runs(t, placed, n, out);
}

static struct break_options break_options(const struct para_spec *spec)
{
	int64_t measure = measure_q(spec);
	return (struct break_options){
		.first = measure - (int64_t)spec->indent * Q_EM,
		.rest = measure - (int64_t)spec->hang * Q_EM,
		.level = spec->level,
		.phrase_end = spec->phrase_end,
		.nphrase = spec->nphrase,
		.aim = spec->one_line		     ? AIM_ONE_LINE
		       : spec->balance		     ? AIM_BALANCE
		       : spec->align == PARA_JUSTIFY ? AIM_JUSTIFY
						     : AIM_FEWEST,
	};
}

/* Text that runs downwards: every atom is a line. */
static struct broken break_upright(struct arena *a, const struct shaped *s)
{
	struct broken b = { .gap = arena_array(a, s->natom, sizeof *b.gap) };

	b.line = arena_array(a, s->natom, sizeof *b.line);
	for (size_t k = 0; k < s->natom; k++)
		if (s->atom[k].class != CC_SPACE)
			b.line[b.nline++] = (struct line){ .first = k,
							   .last = k,
							   .end = k + 1,
							   .natural = s->atom[k].advance,
							   .ends_text = true };
	return b;
}

struct para para_set(struct arena *a, struct diags *d, struct text text,
		     const struct para_spec *spec)
{
	struct arena *scratch = font_scratch(font_role_set(spec->role));
	struct arena_mark mark = arena_mark(scratch);
	struct shape_options shape = { spec->role, spec->strong, spec->upright };
	struct shaped s = shape_text(scratch, d, text, &shape);
	struct break_options o = break_options(spec);
	struct broken b = spec->upright ? break_upright(scratch, &s) : linebreak(scratch, &s, &o);
	struct setter t = { a, scratch, spec, &s, &b, str_copy(a, s.text) };
	struct para_line *line = arena_array(a, b.nline, sizeof *line);
	struct para out = { .line = line, .nline = b.nline, .text = t.text };

	out.longest = pen_to_emu(spec, b.longest);

	for (size_t i = 0; i < b.nline; i++) {
		int64_t indent = b.line[i].first ? spec->hang : spec->indent;

		set_line(&t, &b.line[i], indent * Q_EM, &line[i]);
		if (line[i].width > out.widest)
			out.widest = line[i].width;
		out.overfull |= b.line[i].overfull || line[i].width > spec->width;
	}
	arena_rewind(scratch, mark);
	return out;
}
