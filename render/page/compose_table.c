#include "page/compose_part.h"

#include "page/style_para.h"
#include "page/table_grid.h"

/* How long and how high the part of the page is in which the table stands. */
struct room {
	emu width, height;
};

static struct room room_of(const struct composer *c, bool is_sideways)
{
	const struct layout_page *page = &c->layout->page;

	return is_sideways ? (struct room){ page->text_height, page->text_width }
			   : (struct room){ page->text_width, page->text_height };
}

static bool stays_whole(struct composer *c, const struct doc_block *b,
			const struct galley_table *t)
{
	int64_t height = table_grid_height(t, 0, b->table->nrow);

	if (!b->table->whole || compose_kept(c) + height <= room_of(c, t->is_sideways).height)
		return b->table->whole;
	DIAG_PUT(c->d, TABLE_SPLIT, ((struct at){ c->doc->file, b->line }), b->table->name);
	return false;
}

static void check_row_heights(struct composer *c, const struct doc_block *b,
			      const struct galley_table *t)
{
	emu above = t->caption_height + t->head_height;

	for (size_t r = b->table->nhead; r < b->table->nrow; r++) {
		struct buf n = { .arena = c->a };

		if (above + t->height[r] <= room_of(c, t->is_sideways).height)
			continue;
		buf_printf(&n, "%zu", r + 1);
		DIAG_PUT(c->d, TABLE_ROW_TALL, ((struct at){ c->doc->file, b->line }),
			 b->table->name, buf_text(&n));
	}
}

/* Heads stay with the first two rows, a group with its first row, the last two rows together. */
static bool row_keeps_next(const struct galley_table *t, size_t r, bool whole)
{
	const struct doc_table *table = t->doc;

	if (r + 1 >= table->nrow)
		return false;
	return whole || r <= table->nhead || r + 2 == table->nrow ||
	       table_grid_opens_group(t, r);
}

/* Columns upright if that is possible or wanted, else sideways; true: sideways. */
static bool fit_columns(const struct composer *c, const struct cell_setter *s,
			const struct doc_table *table, struct table_fit *fit)
{
	if (!table->is_landscape) {
		*fit = table_width_fit(s, table, room_of(c, false).width);
		if (fit->fits || !table->is_free || table->is_portrait)
			return false;
	}
	*fit = table_width_fit(s, table, room_of(c, true).width);
	return true;
}

/* Behind the text of the caption, what says that the table goes on. */
static struct text continued(struct composer *c, struct text caption)
{
	struct text_span *span = arena_array(c->a, caption.nspan + 1, sizeof *span);

	for (size_t i = 0; i < caption.nspan; i++)
		span[i] = caption.span[i];
	span[caption.nspan] = (struct text_span){ .s = c->layout->tables.continued,
						  .line = caption.span[0].line };
	return (struct text){ caption.file, span, caption.nspan + 1 };
}

/* The caption as it is repeated above the parts that go on; what it lacks was said of the first. */
static void set_repeat(struct composer *c, struct galley_table *t, emu measure)
{
	const struct doc_block *b = c->caption;
	struct diags unsaid = { .arena = c->a };
	struct para_spec spec;

	if (!style_para(&unsaid, c->layout, b->style, measure, c->fonts, &spec))
		return;
	t->caption = para_set(c->a, &unsaid, continued(c, b->text), &spec);
	t->caption_pitch = style_pitch(b->style, b->style->size);
	t->caption_baseline =
		(t->caption_pitch - b->style->size) / 2 + style_ascent(b->style->size);
	t->caption_height = (emu)t->caption.nline * t->caption_pitch + b->style->space_after;
}

static void add_rows(struct composer *c, const struct doc_block *b,
		     const struct galley_table *t)
{
	bool whole = stays_whole(c, b, t);

	for (size_t r = 0; r < b->table->nrow; r++)
		compose_slug(c, (struct slug){ .kind = SLUG_ROW,
					       .keep_next = row_keeps_next(t, r, whole),
					       .height = t->height[r],
					       .ink = t->height[r],
					       .table = (uint32_t)c->ntable,
					       .row = (uint32_t)r });
}

/* What was set so far: put away while a table that lies sideways is set. */
struct main_strip {
	struct slug *slug;
	size_t n, cap;
};

static struct main_strip enter_side(struct composer *c)
{
	struct main_strip main = { c->slug, c->nslug, c->slug_cap };

	c->slug = NULL;
	c->nslug = c->slug_cap = 0;
	return main;
}

/* What was set meanwhile is a side. */
static void leave_side(struct composer *c, const struct main_strip *main)
{
	c->side = arena_grow(c->a, c->side, &c->side_cap, c->nside + 1, sizeof *c->side);
	c->side[c->nside++] = (struct galley_side){ main->n, c->slug, c->nslug };
	c->slug = main->slug;
	c->nslug = main->n;
	c->slug_cap = main->cap;
}

static void put_table(struct composer *c, const struct doc_block *b, struct galley_table t)
{
	emu measure = room_of(c, t.is_sideways).width;

	if (c->caption)
		compose_text(c, c->caption, measure);
	t.tag = tag_table(&c->tags, b);
	if (c->caption)
		set_repeat(c, &t, measure);
	check_row_heights(c, b, &t);
	add_rows(c, b, &t);
	c->table = arena_grow(c->a, c->table, &c->table_cap, c->ntable + 1, sizeof *c->table);
	c->table[c->ntable++] = t;
}

/* Of columns that are too many, one message; not one for each cell that is too narrow by that. */
static void say(struct composer *c, const struct doc_block *b, const struct diags *own,
		bool is_wide)
{
	struct buf ncol = { .arena = c->a };

	buf_printf(&ncol, "%zu", b->table->ncol);
	for (size_t i = 0; i < own->n; i++) {
		const struct diag *m = &own->item[i];

		if (is_wide && m->code == DIAG_CELL_OVERFLOW)
			DIAG_PUT(c->d, TABLE_WIDE, ((struct at){ c->doc->file, b->line }),
				 buf_text(&ncol));
		else
			diag_put(c->d, m->code, m->at, m->arg, DIAG_MAX_ARG);
	}
}

void compose_table(struct composer *c, const struct doc_block *b)
{
	struct diags own = { .arena = c->d->arena }; /* c->a is rewound meanwhile */
	struct cell_setter setter = { c->a, &own, c->layout, c->fonts, b->table->name, 0 };
	struct table_fit fit;
	bool is_sideways = fit_columns(c, &setter, b->table, &fit);
	struct galley_table t = table_grid_resolve(&setter, b->table, &fit);
	struct main_strip main;

	say(c, b, &own, !fit.fits && b->table->is_free && b->table->fit_width);
	t.is_sideways = is_sideways;
	if (!is_sideways) {
		put_table(c, b, t);
		compose_slug(c, (struct slug){ .kind = SLUG_SPACE,
					       .height = c->layout->tables.below });
		return;
	}
	main = enter_side(c);
	put_table(c, b, t);
	leave_side(c, &main);
}
