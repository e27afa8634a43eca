#include "output/pdf_glyph.h"

#include "base/utf8.h"

#include <stdlib.h>

#define MAX_GID 0xFFFF
#define FIRST_NSLOT 1024

/*
 * The text of a glyph that never stands alone. PDF/A wants one for every glyph; a reader that
 * knows no ActualText then extracts nothing visible. U+200B ZERO WIDTH SPACE.
 */
static const struct str no_text = { "\xE2\x80\x8B", 3 };

uint32_t pdf_glyph_cluster(const struct item *run, uint32_t i)
{
	do
		i++;
	while (i < run->nglyph && run->glyph[i].ntext == 0);
	return i;
}

struct str pdf_glyph_text(const struct item *run, uint32_t i)
{
	return str_sub(run->text, run->glyph[i].text, run->glyph[i].ntext);
}

/* The glyph's slot, or the empty one where it belongs. */
static uint32_t *find_slot(const struct pdf_glyphs *all, uint16_t face, uint32_t gid)
{
	size_t mask = all->nslot - 1;
	size_t i = ((uint32_t)face << 16 ^ gid) * (size_t)0x9E3779B1 >> 8 & mask;

	while (all->slot[i] != 0) {
		const struct pdf_glyph *glyph = &all->glyph[all->slot[i] - 1];

		if (glyph->gid == gid && glyph->face == face)
			break;
		i = (i + 1) & mask;
	}
	return &all->slot[i];
}

static void fill_slots(struct pdf_glyphs *all, size_t nslot)
{
	all->slot = arena_array(all->arena, nslot, sizeof(*all->slot));
	all->nslot = nslot;
	for (size_t i = 0; i < all->nglyph; i++)
		*find_slot(all, all->glyph[i].face, all->glyph[i].gid) = (uint32_t)i + 1;
}

const struct pdf_glyph *pdf_glyph_find(const struct pdf_glyphs *all, uint16_t face,
				       uint32_t gid)
{
	return &all->glyph[*find_slot(all, face, gid) - 1];
}

static struct pdf_glyph *put_glyph(struct pdf_glyphs *all, uint16_t face, uint32_t gid)
{
	uint32_t *slot = find_slot(all, face, gid);

	if (*slot != 0)
		return &all->glyph[*slot - 1];
	all->glyph = arena_grow(all->arena, all->glyph, &all->cap, all->nglyph + 1,
				sizeof(*all->glyph));
	all->glyph[all->nglyph++] = (struct pdf_glyph){ .face = face, .gid = gid };
	*slot = (uint32_t)all->nglyph;
	if (all->nglyph > all->nslot / 2)
		fill_slots(all, 2 * all->nslot);
	return &all->glyph[all->nglyph - 1];
}

static void add_reading(struct pdf_glyphs *all, struct str text)
{
	all->reading = arena_grow(all->arena, all->reading, &all->reading_cap,
				  all->nreading + 1, sizeof(*all->reading));
	all->reading[all->nreading++].text = text;
}

/* Count a text the glyph stands for; nearly every glyph has but one. */
static void put_reading(struct pdf_glyphs *all, struct pdf_glyph *glyph, struct str text,
			bool is_alone)
{
	uint32_t *link = &glyph->reading, at;

	while (*link != 0 && !str_eq(all->reading[*link - 1].text, text))
		link = &all->reading[*link - 1].next;
	at = *link != 0 ? *link : (uint32_t)all->nreading + 1;
	*link = at;
	if (at > all->nreading)
		add_reading(all, text);
	all->reading[at - 1].count++;
	all->reading[at - 1].is_alone |= is_alone;
}

static bool collect_cluster(struct pdf_glyphs *all, const struct item *run, uint32_t i,
			    uint32_t end)
{
	struct str text = pdf_glyph_text(run, i);

	for (uint32_t k = i; k < end; k++) {
		uint32_t gid = run->glyph[k].gid;
		struct pdf_glyph *glyph;

		if (gid == 0 || gid > MAX_GID)
			return false;
		glyph = put_glyph(all, run->face, gid);
		if (k == i && text.n > 0)
			put_reading(all, glyph, text, end == i + 1);
	}
	return true;
}

static bool collect_page(struct pdf_glyphs *all, const struct page *page)
{
	for (size_t i = 0; i < page->nitem; i++) {
		const struct item *run = &page->item[i];

		if (run->kind != ITEM_RUN)
			continue;
		for (uint32_t k = 0, end; k < run->nglyph; k = end) {
			end = pdf_glyph_cluster(run, k);
			if (!collect_cluster(all, run, k, end))
				return false;
		}
	}
	return true;
}

/* A text it has alone goes before one it shares, the usual before the rare, else the first. */
static struct str best_reading(const struct pdf_glyphs *all, const struct pdf_glyph *glyph)
{
	const struct pdf_reading *best = NULL;

	for (uint32_t i = glyph->reading; i != 0; i = all->reading[i - 1].next) {
		const struct pdf_reading *r = &all->reading[i - 1];

		if (best == NULL || r->is_alone > best->is_alone ||
		    (r->is_alone == best->is_alone && r->count > best->count))
			best = r;
	}
	return best == NULL ? no_text : best->text;
}

/* E000 to F8FF, or from F0000 on. */
static bool is_private(struct str text)
{
	size_t at = 0;
	uint32_t c = utf8_next(text, &at);

	return c != UTF8_BAD && ((c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000);
}

static int by_face_and_gid(const void *a, const void *b)
{
	const struct pdf_glyph *x = a, *y = b;

	if (x->face != y->face)
		return x->face < y->face ? -1 : 1;
	return (x->gid > y->gid) - (x->gid < y->gid);
}

bool pdf_glyph_collect(struct pdf_glyphs *all, const struct book *b)
{
	fill_slots(all, FIRST_NSLOT);
	for (size_t i = 0; i < b->npage; i++)
		if (!collect_page(all, &b->page[i]))
			return false;
	for (size_t i = 0; i < all->nglyph; i++) {
		all->glyph[i].text = best_reading(all, &all->glyph[i]);
		all->glyph[i].is_private = is_private(all->glyph[i].text);
	}
	if (all->nglyph > 0)
		qsort(all->glyph, all->nglyph, sizeof(*all->glyph), by_face_and_gid);
	fill_slots(all, all->nslot);
	return true;
}
