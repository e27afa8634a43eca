#include "page/poster.h"

#include "page/page_part.h"

static bool is_form_heading(struct arena *a, const struct doc *doc, const struct doc_block *b)
{
	struct str text;

	if (b->kind != DOC_HEADING)
		return false;
	text = text_plain(a, b->text);
	for (size_t i = 0; i < doc->layout->npart; i++)
		if (doc->layout->part[i].kind == PART_FORM &&
		    str_eq(text, text_plain(a, doc->layout->part[i].title)))
			return true;
	return false;
}

/* Behind a form's heading come its table and its notes, up to anything else. */
const struct doc *poster_doc(struct arena *a, const struct doc *doc)
{
	struct doc_block *block = arena_array(a, doc->nblock, sizeof *block);
	struct doc *poster = arena_alloc(a, sizeof *poster);
	bool in_form = false;
	size_t n = 0;

	for (size_t i = 0; i < doc->nblock; i++) {
		const struct doc_block *b = &doc->block[i];
		bool is_heading = is_form_heading(a, doc, b);

		in_form = is_heading ||
			  (in_form && (b->kind == DOC_TABLE || b->kind == DOC_PARA));
		if (in_form || b->kind == DOC_TITLE)
			block[n++] = *b;
	}
	*poster = *doc;
	poster->block = block;
	poster->nblock = n;
	return poster;
}

/* The slugs of a form, or of the title. */
struct group {
	size_t from, to;
	emu height;
	int32_t column;
};

struct poster {
	const struct galley *g;
	const struct print_poster *profile;
	struct page_part part;
	struct group *group; /* the first is the title */
	size_t ngroup, cap;
	emu *column; /* height of each */
};

static bool starts_form(const struct galley *g, size_t i)
{
	const struct slug *s = &g->slug[i];

	return s->kind == SLUG_LINE && g->tag[s->owner.tag].role == TAG_H2 &&
	       (i == 0 || g->slug[i - 1].owner.tag != s->owner.tag);
}

/* White space at its end belongs to no group but the title, which stands off by it. */
static void close_group(struct poster *p, struct group *group)
{
	size_t end = group->to;

	while (p->ngroup > 1 && end > group->from && p->g->slug[end - 1].kind == SLUG_SPACE)
		end--;
	group->height = 0;
	for (size_t i = group->from; i < end; i++)
		group->height += p->g->slug[i].height;
}

static void find_groups(struct poster *p, struct arena *a)
{
	size_t from = 0;

	for (size_t i = 0; i <= p->g->nslug; i++) {
		if (i < p->g->nslug && !starts_form(p->g, i))
			continue;
		p->group = arena_grow(a, p->group, &p->cap, p->ngroup + 1, sizeof *p->group);
		p->group[p->ngroup++] = (struct group){ .from = from, .to = i };
		close_group(p, &p->group[p->ngroup - 1]);
		from = i;
	}
}

static struct group *tallest_left(const struct poster *p)
{
	struct group *tallest = NULL;

	for (size_t i = 1; i < p->ngroup; i++)
		if (p->group[i].column < 0 &&
		    (!tallest || p->group[i].height > tallest->height))
			tallest = &p->group[i];
	return tallest;
}

/* The tallest first, each into the shortest column. */
static void fill_columns(struct poster *p, emu gap)
{
	struct group *group;

	for (size_t i = 1; i < p->ngroup; i++)
		p->group[i].column = -1;
	while ((group = tallest_left(p))) {
		int32_t shortest = 0;

		for (int32_t c = 1; c < p->profile->columns; c++)
			if (p->column[c] < p->column[shortest])
				shortest = c;
		group->column = shortest;
		p->column[shortest] += group->height + (p->column[shortest] ? gap : 0);
	}
}

/* Columns as they are read: the first form is in the first one. */
static void sort_columns(struct poster *p, struct arena *a)
{
	int32_t *place = arena_array(a, (size_t)p->profile->columns, sizeof *place);
	int32_t n = 0;

	for (size_t i = 1; i < p->ngroup; i++) {
		int32_t *to = &place[p->group[i].column];

		if (!*to)
			*to = ++n;
		p->group[i].column = *to - 1;
	}
}

static void emit_group(struct poster *p, const struct group *group, emu x, emu y)
{
	for (size_t i = group->from; i < group->to;) {
		const struct slug *s = &p->g->slug[i];
		size_t n = 1;

		if (s->kind == SLUG_LINE)
			page_add_line(&p->part, s->line,
				      (struct page_at){ x + s->left, y + s->baseline, 0 },
				      s->owner);
		if (s->kind != SLUG_ROW) {
			y += s->height;
			i++;
			continue;
		}
		while (i + n < group->to && s[n].kind == SLUG_ROW && s[n].table == s->table)
			n++;
		y += page_add_table(&p->part, &p->g->table[s->table], s->row, s->row + n, x, y);
		i += n;
	}
}

static emu tallest_column(const struct poster *p)
{
	emu tallest = 0;

	for (int32_t c = 0; c < p->profile->columns; c++)
		tallest = p->column[c] > tallest ? p->column[c] : tallest;
	return tallest;
}

static void emit(struct poster *p, emu width, emu gap)
{
	emu text = p->g->doc->layout->page.text_width, margin = p->profile->margin;
	emu top = margin + p->group[0].height;

	emit_group(p, &p->group[0], (width - text) / 2, margin);
	for (int32_t c = 0; c < p->profile->columns; c++)
		p->column[c] = top;
	for (size_t i = 1; i < p->ngroup; i++) {
		emu *y = &p->column[p->group[i].column];

		emit_group(p, &p->group[i],
			   margin + p->group[i].column * (text + p->profile->gap), *y);
		*y += p->group[i].height + gap;
	}
	if (p->g->doc->draft)
		page_add_draft_mark(&p->part, (width - text) / 2, margin);
}

const struct book *poster_book(struct arena *a, struct diags *d, const struct galley *g,
			       struct font_set *fonts, const struct print_poster *profile)
{
	struct poster p = { .g = g,
			    .profile = profile,
			    .part = { .a = a, .d = d, .galley = g, .fonts = fonts } };
	const struct layout_page *layout = &g->doc->layout->page;
	struct book *book = arena_alloc(a, sizeof *book);
	struct page *page = arena_alloc(a, sizeof *page);
	emu width = 2 * profile->margin + profile->columns * layout->text_width +
		    (profile->columns - 1) * profile->gap;

	p.column = arena_array(a, (size_t)profile->columns, sizeof *p.column);
	find_groups(&p, a);
	fill_columns(&p, profile->gap);
	sort_columns(&p, a);
	*book = (struct book){ .width = width,
			       .height = 2 * profile->margin + p.group[0].height +
					 tallest_column(&p),
			       .page = page,
			       .npage = 1,
			       .tag = g->tag,
			       .ntag = g->ntag,
			       .image = g->image,
			       .nimage = g->nimage,
			       .title = g->doc->title,
			       .organ = g->doc->organ,
			       .date = g->doc->date,
			       .archive = g->doc->archive };
	emit(&p, width, profile->gap);
	*page = (struct page){ .item = p.part.item, .nitem = p.part.nitem, .number = 1 };
	return book;
}
