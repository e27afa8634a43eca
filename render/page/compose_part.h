/* What the files of compose share: the galley as it grows. Private to page/. */
#ifndef NIANBAO_PAGE_COMPOSE_PART_H
#define NIANBAO_PAGE_COMPOSE_PART_H

#include "page/galley.h"
#include "page/list_edge.h"
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
	struct list_edges lists;
	struct slug *slug; /* of the galley, or of the side that is being set */
	size_t nslug, slug_cap;
	struct galley_table *table;
	size_t ntable, table_cap;
	const struct image **image;
	size_t nimage, image_cap;
	const struct slug *foot;
	struct galley_side *side;
	size_t nside, side_cap;
	const struct doc_block *caption; /* of the table that comes next, or NULL */
};

/* Append a slug. The address is good until the next one is appended. */
struct slug *compose_slug(struct composer *c, struct slug s);

/* How far the slug moves what follows: whole lines on the grid. */
emu compose_advance(const struct composer *c, const struct slug *s);

/* Height of the slugs so far behind which a page may not end: they stay with what comes next. */
int64_t compose_kept(const struct composer *c);

/* `n` blank lines of the grid. */
void compose_blank(struct composer *c, int32_t n, bool keep_next);

/* Set a block's text within `measure`; what was set. */
struct para compose_text(struct composer *c, const struct doc_block *b, emu measure);

/* A table with its caption, c->caption. */
void compose_table(struct composer *c, const struct doc_block *b);

void compose_figure(struct composer *c, const struct doc_block *b);

/* A group while it is put together; `height` is where its lowest ink ends. */
struct group {
	struct composer *c;
	struct piece *piece;
	size_t npiece, cap;
	emu height;
};

/* Text in `style`, within `width`, for group_put; no line when it is empty or has no font. */
struct para group_set(struct group *g, struct text text, const struct style *style, emu width);

/* Lines of type of `size`, `pitch` apart, from (x, y) on: the first one's upper edge. */
void group_put(struct group *g, const struct para *para, emu x, emu y, emu pitch, emu size,
	       struct owner owner);

/* An area for a seal. */
void group_area(struct group *g, struct piece area);

/* The group as a slug, on the grid; one that no page can hold is an error (E510) at the block. */
struct slug group_slug(const struct group *g, const struct doc_block *b);

/* A rule over the whole measure, its middle at `y`. */
void group_rule(struct group *g, emu y, emu size, enum ink ink);

/* 版头: the first thing of the document. */
void compose_red_head(struct composer *c, const struct doc_block *b);

/* 版记: the galley's foot. */
void compose_imprint(struct composer *c, const struct doc_block *b);

/* The list of annexes: a group for each. */
void compose_annexes(struct composer *c, const struct doc_block *b);

/* The 落款 with its area for a seal, one group. */
void compose_sign(struct composer *c, const struct doc_block *b);

#endif
