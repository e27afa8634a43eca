#include "page/select.h"

struct selector {
	struct arena *a;
	const struct book *from;
	uint32_t *to; /* the new number of each tag; before they are counted: 1 if it stays */
	struct page *page;
	size_t npage;
};

/* The table that a tag is in, or is; 0 for others. */
static uint32_t table_of(const struct book *b, uint32_t tag)
{
	while (tag != 0 && b->tag[tag].role != TAG_TABLE)
		tag = b->tag[tag].parent;
	return tag;
}

static void keep_tag(struct selector *s, uint32_t tag)
{
	for (; tag != 0 && s->to[tag] == 0; tag = s->from->tag[tag].parent)
		s->to[tag] = 1;
}

static void keep_pages(struct selector *s, const struct page_ranges *ranges)
{
	s->page = arena_array(s->a, s->from->npage, sizeof *s->page);
	for (size_t i = 0; i < s->from->npage; i++) {
		const struct page *page = &s->from->page[i];

		if (!page_ranges_have(ranges, (uint32_t)i + 1))
			continue;
		s->page[s->npage++] = *page;
		for (size_t k = 0; k < page->nitem; k++)
			keep_tag(s, page->item[k].tag);
	}
}

/* All of a table whose element stays; and each tag that stays gets its number. */
static size_t count_tags(struct selector *s)
{
	size_t n = 1;

	for (size_t i = 1; i < s->from->ntag; i++) {
		uint32_t table = table_of(s->from, (uint32_t)i);

		if (table != 0 && s->to[table] != 0)
			s->to[i] = 1;
		if (i == 1 || s->to[i] != 0)
			s->to[i] = (uint32_t)n++;
	}
	return n;
}

static const uint32_t *move_heads(const struct selector *s, const struct tag *tag)
{
	uint32_t *head = arena_array(s->a, tag->nhead, sizeof *head);

	for (size_t i = 0; i < tag->nhead; i++)
		head[i] = s->to[tag->head[i]];
	return head;
}

static bool is_heading(enum tag_role role)
{
	return role >= TAG_H1 && role <= TAG_H4;
}

/*
 * Headings begin with H1 and skip no level (ISO 14289-1, 7.4.2), also when those above them are
 * on other pages: each is one level below the last one that was above it. `open` are the levels
 * that it is in, as they were.
 */
static void raise_heading(struct tag *tag, enum tag_role open[], size_t *nopen)
{
	while (*nopen > 0 && open[*nopen - 1] >= tag->role)
		(*nopen)--;
	open[(*nopen)++] = tag->role;
	tag->role = (enum tag_role)(TAG_H1 + *nopen - 1);
}

static const struct tag *move_tags(const struct selector *s, size_t n)
{
	struct tag *tag = arena_array(s->a, n, sizeof *tag);
	enum tag_role open[TAG_H4 - TAG_H1 + 1];
	size_t nopen = 0;

	for (size_t i = 1; i < s->from->ntag; i++) {
		struct tag *to = &tag[s->to[i]];

		if (s->to[i] == 0)
			continue;
		*to = s->from->tag[i];
		to->parent = s->to[to->parent];
		to->head = move_heads(s, to);
		if (is_heading(to->role))
			raise_heading(to, open, &nopen);
	}
	return tag;
}

static void move_items(const struct selector *s)
{
	for (size_t i = 0; i < s->npage; i++) {
		struct page *page = &s->page[i];
		struct item *item = arena_array(s->a, page->nitem, sizeof *item);

		for (size_t k = 0; k < page->nitem; k++) {
			item[k] = page->item[k];
			item[k].tag = s->to[item[k].tag];
		}
		page->item = item;
	}
}

static bool shows(const struct selector *s, const struct image *image)
{
	for (size_t i = 0; i < s->npage; i++)
		for (size_t k = 0; k < s->page[i].nitem; k++)
			if (s->page[i].item[k].image == image)
				return true;
	return false;
}

static void keep_images(const struct selector *s, struct book *to)
{
	const struct image **image = arena_array(s->a, s->from->nimage, sizeof *image);

	to->nimage = 0;
	for (size_t i = 0; i < s->from->nimage; i++)
		if (shows(s, s->from->image[i]))
			image[to->nimage++] = s->from->image[i];
	to->image = image;
}

/* The areas for seals on the pages that were taken. */
static void keep_areas(const struct selector *s, const struct page_ranges *ranges,
		       struct book *to)
{
	struct seal_area *area = arena_array(s->a, s->from->narea, sizeof *area);
	uint32_t page = 0;

	to->narea = 0;
	for (uint32_t i = 0; i < s->from->npage; i++) {
		if (!page_ranges_have(ranges, i + 1))
			continue;
		for (size_t k = 0; k < s->from->narea; k++) {
			if (s->from->area[k].page != i)
				continue;
			area[to->narea] = s->from->area[k];
			area[to->narea++].page = page;
		}
		page++;
	}
	to->area = area;
}

struct book book_select(struct arena *a, const struct book *b, const struct page_ranges *ranges)
{
	struct selector s = { .a = a, .from = b };
	struct book to = *b;

	s.to = arena_array(a, b->ntag + 1, sizeof *s.to);
	keep_pages(&s, ranges);
	to.ntag = count_tags(&s);
	to.tag = move_tags(&s, to.ntag);
	move_items(&s);
	keep_images(&s, &to);
	keep_areas(&s, ranges, &to);
	to.page = s.page;
	to.npage = s.npage;
	return to;
}
