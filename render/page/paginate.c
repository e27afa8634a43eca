#include "page/paginate.h"

#include "page/page_grid.h"
#include "page/page_part.h"
#include "page/table_grid.h"

/* Type 1/70 higher than its grid cell may end this much below the text block. */
#define SLACK (EMU_PT / 2)

struct paginator {
	struct arena *a;
	struct diags *d;
	const struct galley *g;
	const struct layout_page *page;
	/* the strip that is cut now: the galley, or a table that lies sideways */
	const struct slug *slug;
	size_t nslug;
	size_t iside; /* the next side that has no page yet */
	emu left, top, room; /* where its text block stands and how high it is */
	struct page_grid grid;
	struct page_part part;
	struct page *done;
	size_t ndone, cap;
	emu used; /* of the page done last: where its text ends */
	struct seal_area *area;
	size_t narea, area_cap;
};

/* Where the next slug stands on a page that starts with slug `start`. */
struct cursor {
	size_t start;
	emu y;     /* first free position */
	emu top;   /* of the slug just placed */
};

static bool is_row(const struct slug *s)
{
	return s->kind == SLUG_ROW;
}

/* Height of what is repeated above a row that starts a page. */
static emu repeat_height(const struct galley_table *t, size_t row)
{
	return t->caption_height + (row >= t->doc->nhead ? t->head_height : 0);
}

/* Place a slug: false when it finds no room. White space at the top of a page goes. */
static bool place(const struct paginator *p, struct cursor *at, size_t i)
{
	const struct slug *s = &p->slug[i];
	emu y = at->y;

	if (s->kind == SLUG_SPACE && i == at->start) {
		at->start++;
		return true;
	}
	if (is_row(s) && i == at->start && s->row > 0)
		y += repeat_height(&p->g->table[s->table], s->row);
	if (s->on_grid) {
		int32_t line = page_grid_line(&p->grid, y);

		at->top = page_grid_top(&p->grid, line);
		at->y = s->kind == SLUG_GROUP ? at->top + s->height :
						page_grid_top(&p->grid, line + 1);
	} else {
		at->top = y;
		at->y = y + s->height;
	}
	return s->kind == SLUG_SPACE || at->top + s->ink <= p->room + SLACK;
}

enum quality { BREAK_BAD, BREAK_FAIR, BREAK_GOOD, NQUALITY };

/* How good a page break before slug i is; page starts with slug `start`. */
static enum quality break_quality(const struct paginator *p, size_t start, size_t i)
{
	const struct slug *before = &p->slug[i - 1], *s = &p->slug[i];
	const struct galley_table *t;
	size_t first;

	if (!is_row(s) || !is_row(before) || s->table != before->table)
		return BREAK_GOOD;
	t = &p->g->table[s->table];
	if (!table_grid_open_at(t, s->row))
		return BREAK_GOOD;
	first = i - start < s->row ? s->row - (i - start) : 0;
	return table_grid_labels_fit(t, first, s->row) ? BREAK_FAIR : BREAK_BAD;
}

/* The best places so far to end the page, by quality. */
struct candidates {
	size_t at[NQUALITY];
	emu y[NQUALITY];
};

/*
 * A good break is taken if it leaves less than a fifth of the page empty, else a fair one, and so
 * on; with no place at all (everything is kept together) the page is simply full.
 */
static size_t choose(const struct paginator *p, const struct candidates *c, emu full, size_t end)
{
	emu limit[NQUALITY] = { [BREAK_GOOD] = p->room / 5,
				[BREAK_FAIR] = p->room / 2,
				[BREAK_BAD] = p->room };

	for (int q = BREAK_GOOD; q >= BREAK_BAD; q--)
		if (c->at[q] && full - c->y[q] <= limit[q])
			return c->at[q];
	for (int q = BREAK_GOOD; q >= BREAK_BAD; q--)
		if (c->at[q])
			return c->at[q];
	return end;
}

/* First slug of the page after the one that starts with `start`. */
static size_t find_break(const struct paginator *p, size_t start)
{
	struct cursor at = { .start = start };
	struct candidates c = { 0 };
	size_t i;

	for (i = start; i < p->nslug; i++) {
		if (i > start && p->slug[i].new_page)
			return i;
		if (i > start && !p->slug[i - 1].keep_next) {
			enum quality q = break_quality(p, start, i);

			c.at[q] = i;
			c.y[q] = at.y;
		}
		if (!place(p, &at, i))
			return choose(p, &c, at.top, i > start ? i : i + 1);
	}
	return i;
}

static void emit_line(struct paginator *p, const struct slug *s, emu top)
{
	struct page_at at = { p->left + s->left, p->top + top + s->baseline, 0 };

	if (s->label)
		page_add_line(&p->part, s->label, at, (struct owner){ .tag = s->label_tag });
	page_add_line(&p->part, s->line, at, s->owner);
}

static void emit_image(struct paginator *p, const struct slug *s, emu top)
{
	emu x = p->left + s->left, y = p->top + top;

	page_add(&p->part, (struct item){ .kind = ITEM_IMAGE,
					  .tag = s->owner.tag,
					  .x = x,
					  .y = y,
					  .x1 = x + s->width,
					  .y1 = y + s->ink,
					  .image = s->image });
}

static void emit_area(struct paginator *p, const struct piece *piece, emu top)
{
	emu x = p->page->left, y = p->page->top + top;

	p->area = arena_grow(p->a, p->area, &p->area_cap, p->narea + 1, sizeof *p->area);
	p->area[p->narea++] = (struct seal_area){ .seal = piece->seal,
						  .page = (uint32_t)p->ndone,
						  .x = x + piece->x,
						  .y = y + piece->y,
						  .x1 = x + piece->x1,
						  .y1 = y + piece->y1,
						  .bearer = piece->bearer };
}

static void emit_group(struct paginator *p, const struct slug *s, emu top)
{
	for (size_t i = 0; i < s->npiece; i++) {
		const struct piece *piece = &s->piece[i];

		if (piece->kind == PIECE_AREA)
			emit_area(p, piece, top);
		else if (piece->kind == PIECE_RULE)
			page_add_rule(&p->part, piece, p->page->left, p->page->top + top);
		else
			page_add_line(&p->part, piece->line,
				      (struct page_at){ p->page->left + piece->x,
							p->page->top + top + piece->y, 0 },
				      piece->owner);
	}
}

/* Rows [i, end) of the same table, as far as they go; returns the slug behind them. */
static size_t emit_rows(struct paginator *p, size_t i, size_t end, struct cursor *at)
{
	const struct slug *first = &p->slug[i];
	size_t n = 0;
	emu top = at->y;

	while (i + n < end && is_row(&p->slug[i + n]) && first[n].table == first->table)
		n++;
	at->y = top + page_add_table(&p->part, &p->g->table[first->table], first->row,
				     first->row + n, p->left, p->top + top);
	return i + n;
}

/* What was collected becomes the page's items. */
static void keep_items(struct paginator *p, struct page *page)
{
	struct item *item = arena_array(p->a, p->part.nitem, sizeof *item);

	for (size_t i = 0; i < p->part.nitem; i++)
		item[i] = p->part.item[i];
	page->item = item;
	page->nitem = p->part.nitem;
	p->part.nitem = 0;
}

/* The page as collected is done. */
static void end_page(struct paginator *p, bool has_folio)
{
	struct page *page;

	p->done = arena_grow(p->a, p->done, &p->cap, p->ndone + 1, sizeof *p->done);
	page = &p->done[p->ndone++];
	page->number = (uint32_t)p->ndone;
	page_add_furniture(&p->part, page->number, has_folio);
	keep_items(p, page);
}

/* Onto the last page. */
static void add_foot(struct paginator *p, emu top)
{
	struct page *page = &p->done[p->ndone - 1];

	for (size_t i = 0; i < page->nitem; i++)
		page_add(&p->part, page->item[i]);
	emit_group(p, p->g->foot, top);
	keep_items(p, page);
}

/*
 * The foot stands on the last page where that has room, and is even if printed on both sides;
 * else on the next page, or the next even one, behind a blank page. Neither of these has a folio
 * (GB/T 9704-2012 §7.5).
 */
static void put_foot(struct paginator *p)
{
	bool duplex = p->g->doc->layout->imprint.duplex;
	emu top;

	if (!p->g->foot)
		return;
	top = p->page->text_height - p->g->foot->height;
	if (p->used > top || (duplex && p->ndone % 2 == 1)) {
		end_page(p, false);
		if (duplex && p->ndone % 2 == 1)
			end_page(p, false);
	}
	add_foot(p, top);
}

static void emit_page(struct paginator *p, size_t start, size_t end)
{
	struct cursor at = { .start = start };

	p->part.is_sideways = p->slug != p->g->slug;
	for (size_t i = start; i < end;) {
		const struct slug *s = &p->slug[i];

		if (is_row(s)) {
			i = emit_rows(p, i, end, &at);
			continue;
		}
		place(p, &at, i++);
		if (s->kind == SLUG_LINE)
			emit_line(p, s, at.top);
		else if (s->kind == SLUG_IMAGE)
			emit_image(p, s, at.top);
		else if (s->kind == SLUG_GROUP)
			emit_group(p, s, at.top);
	}
	/* nothing else stands beside a table that lies sideways */
	p->used = p->part.is_sideways ? p->page->text_height : at.y;
	end_page(p, true);
}

static bool only_space(const struct paginator *p, size_t start)
{
	while (start < p->nslug && p->slug[start].kind == SLUG_SPACE)
		start++;
	return start == p->nslug;
}

static void enter_main(struct paginator *p)
{
	p->slug = p->g->slug;
	p->nslug = p->g->nslug;
	p->left = p->page->left;
	p->top = p->page->top;
	p->room = p->page->text_height;
}

/* Sideways, the foot of the page is at the left and its left edge is the head. */
static void enter_side(struct paginator *p, const struct galley_side *side)
{
	p->slug = side->slug;
	p->nslug = side->nslug;
	p->left = p->page->height - p->page->top - p->page->text_height;
	p->top = p->page->left;
	p->room = p->page->text_width;
}

static void cut_side(struct paginator *p, const struct galley_side *side)
{
	enter_side(p, side);
	for (size_t at = 0, end; at < p->nslug && p->ndone < BOOK_MAX_PAGE; at = end) {
		end = find_break(p, at);
		emit_page(p, at, end);
	}
}

/* The tables that lie sideways and stand before slug `start`: the text goes on around them. */
static void cut_sides(struct paginator *p, size_t start)
{
	for (; p->iside < p->g->nside && p->g->side[p->iside].anchor <= start; p->iside++)
		cut_side(p, &p->g->side[p->iside]);
	enter_main(p);
}

/*
 * Cut one page from the text; where the next one starts. The tables of a page with the 落款, which
 * ends the text, come before that page.
 */
static size_t cut_page(struct paginator *p, size_t start)
{
	size_t end = find_break(p, start);

	for (size_t i = start; i < end; i++)
		if (p->slug[i].ends_text)
			cut_sides(p, i);
	emit_page(p, start, end);
	return end;
}

const struct book *paginate(struct arena *a, struct diags *d, const struct galley *g,
			    struct font_set *fonts)
{
	const struct layout_page *page = &g->doc->layout->page;
	struct paginator p = { .a = a, .d = d, .g = g, .page = page,
			       .part = { .a = a, .d = d, .galley = g, .fonts = fonts } };
	struct book *book = arena_alloc(a, sizeof *book);
	size_t start = 0;

	p.grid = page_grid(page);
	cut_sides(&p, start);
	while (!only_space(&p, start) && p.ndone < BOOK_MAX_PAGE) {
		start = cut_page(&p, start);
		cut_sides(&p, start);
	}
	if (p.ndone < BOOK_MAX_PAGE)
		cut_sides(&p, g->nslug);
	if (!only_space(&p, start) || p.iside < g->nside)
		DIAG_PUT(d, PAGES_LIMIT, ((struct at){ g->doc->file, 0 }), STR(LIMIT_TEXT(BOOK_MAX_PAGE)));
	put_foot(&p);
	*book = (struct book){ .width = page->width, .height = page->height,
			       .page = p.done, .npage = p.ndone,
			       .area = p.area, .narea = p.narea,
			       .tag = g->tag, .ntag = g->ntag,
			       .image = g->image, .nimage = g->nimage,
			       .title = g->doc->title, .organ = g->doc->organ,
			       .date = g->doc->date, .archive = g->doc->archive };
	return book;
}
