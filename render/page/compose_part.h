/* What the files of compose share: the galley as it grows. Private to page/. */
#ifndef NIANBAO_PAGE_COMPOSE_PART_H
#define NIANBAO_PAGE_COMPOSE_PART_H

#include "page/galley.h"
#include "page/page_grid.h"
#include "page/tag_list.h"

struct composer {
	struct arena *a;
	struct diags *d;
	const struct doc *doc;
	const struct layout *layout;
	struct font_set *fonts;
	struct page_grid grid;
	struct tag_list tags;
	struct slug *slug;
	size_t nslug, slug_cap;
	struct galley_table *table;
	size_t ntable, table_cap;
	const struct image **image;
	size_t nimage, image_cap;
};

/* Append a slug. The address is good until the next one is appended. */
struct slug *compose_slug(struct composer *c, struct slug s);

/* Height of the slugs so far behind which a page may not end: they stay with what comes next. */
emu compose_kept(const struct composer *c);

/* `n` blank lines of the grid. */
void compose_blank(struct composer *c, int32_t n, bool keep_next);

/* The list of annexes: a group for each. */
void compose_annexes(struct composer *c, const struct doc_block *b);

/* The 落款 with its area for a seal, one group. */
void compose_sign(struct composer *c, const struct doc_block *b);

#endif
