/*
 * The book as text, for --dump=book and the goldens. Complete and exact: lengths are EMU, with
 * millimetres beside them for people. One line an item and one more for a run's glyphs:
 *
 *   run tag=2 face=fang size=203200 at=1008000,1512000 (28.00mm 42.00mm) "公开条例"
 *     4021 +203200 371 2952 2244
 *
 * Before a glyph stands, where it changes, +n the step from the glyph before, ^n its height
 * above the baseline; after it =n:m the bytes of text it stands for, where that is not just the
 * next character, or ~ where the glyph before stands for them too.
 *
 * Behind the items of a page stand the areas on it that are kept clear for a seal:
 *
 *   area seal=organ from=4197000,7342000 (116.58mm 203.94mm) to=… bearer="红旗区信访局"
 */
#include "page/book.h"

#include "page/dump.h"

#include "base/utf8.h"
#include "type/font.h"

const char *tag_role_name(enum tag_role role)
{
	static const char *const name[] = {
		[TAG_NONE] = "None",   [TAG_DOCUMENT] = "Document",
		[TAG_SECT] = "Sect",   [TAG_DIV] = "Div",
		[TAG_CAPTION] = "Caption",
		[TAG_H1] = "H1",       [TAG_H2] = "H2",
		[TAG_H3] = "H3",       [TAG_H4] = "H4",
		[TAG_P] = "P",         [TAG_L] = "L",
		[TAG_LI] = "LI",
		[TAG_LBL] = "Lbl",           [TAG_LBODY] = "LBody",
		[TAG_FIGURE] = "Figure",
		[TAG_TABLE] = "Table", [TAG_THEAD] = "THead",
		[TAG_TBODY] = "TBody", [TAG_TR] = "TR",
		[TAG_TH] = "TH",       [TAG_TD] = "TD",
	};

	return name[role];
}

/* A text in quotes on one line. */
static void put_quoted(struct buf *out, struct str s)
{
	buf_char(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.s[i];

		if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", c);
		else if (c < ' ' || c == 0x7F)
			buf_printf(out, "\\x%02x", c);
		else
			buf_char(out, (char)c);
	}
	buf_char(out, '"');
}

static void put_named_text(struct buf *out, const char *name, struct str s)
{
	if (s.n == 0)
		return;
	buf_printf(out, " %s=", name);
	put_quoted(out, s);
}

/* The tag, or what kind of artifact it is. */
static void put_owner(struct buf *out, const struct item *item)
{
	static const char *const artifact[] = {
		[ARTIFACT_LAYOUT] = "layout",
		[ARTIFACT_FOLIO] = "folio",
		[ARTIFACT_MARK] = "mark",
		[ARTIFACT_REPEAT] = "repeat",
	};

	if (item->tag == 0)
		buf_printf(out, " artifact=%s", artifact[item->artifact]);
	else
		buf_printf(out, " tag=%lu", (unsigned long)item->tag);
	if (item->ink != INK_BLACK)
		buf_printf(out, " ink=%s", ink_word(item->ink));
}

/* What the next glyph has unless its entry says otherwise. */
struct expected {
	emu x, y, step;
	uint32_t text;
};

static void put_glyph_text(struct buf *out, const struct item *run, const struct book_glyph *g,
			   struct expected *next)
{
	size_t end = next->text;

	if (g->ntext == 0) {
		buf_char(out, '~');
		return;
	}
	utf8_next(run->text, &end);
	if (g->text != next->text || g->ntext != end - next->text)
		buf_printf(out, "=%lu:%lu", (unsigned long)g->text, (unsigned long)g->ntext);
	next->text = g->text + g->ntext;
}

static void put_glyphs(struct buf *out, const struct item *run)
{
	struct expected next = { 0 };

	buf_z(out, "   ");
	for (uint32_t i = 0; i < run->nglyph; i++) {
		const struct book_glyph *g = &run->glyph[i];
		emu step = g->x - next.x;

		if (step != next.step)
			buf_printf(out, " %+ld", (long)step);
		if (g->y != next.y)
			buf_printf(out, " ^%ld", (long)g->y);
		buf_printf(out, " %lu", (unsigned long)g->gid);
		put_glyph_text(out, run, g, &next);
		next.x = g->x;
		next.y = g->y;
		next.step = step;
	}
	buf_char(out, '\n');
}

static void put_run(struct buf *out, const struct item *run, const struct font_set *fonts)
{
	buf_z(out, "  run");
	put_owner(out, run);
	buf_z(out, " face=");
	buf_str(out, font_face_facts(fonts, run->face).id);
	buf_printf(out, " size=%ld", (long)run->size);
	if (run->turn)
		buf_printf(out, " turn=%u", run->turn);
	dump_point(out, "at", run->x, run->y);
	buf_char(out, ' ');
	put_quoted(out, run->text);
	buf_char(out, '\n');
	put_glyphs(out, run);
}

static void put_rule(struct buf *out, const struct item *rule)
{
	buf_z(out, "  rule");
	put_owner(out, rule);
	buf_printf(out, " width=%ld", (long)rule->size);
	dump_point(out, "from", rule->x, rule->y);
	dump_point(out, "to", rule->x1, rule->y1);
	buf_char(out, '\n');
}

static void put_image(struct buf *out, const struct item *item)
{
	const struct image *image = item->image;

	buf_z(out, "  image");
	put_owner(out, item);
	dump_point(out, "from", item->x, item->y);
	dump_point(out, "to", item->x1, item->y1);
	buf_printf(out, " %lux%lu %s %s", (unsigned long)image->width,
		   (unsigned long)image->height, image->ncomp == 1 ? "gray" : image->ncomp == 3 ? "rgb" : "cmyk",
		   image->is_jpeg ? "jpeg" : "samples");
	put_named_text(out, "name", image->name);
	buf_char(out, '\n');
}

static void put_areas(struct buf *out, const struct book *b, size_t page)
{
	for (size_t i = 0; i < b->narea; i++) {
		const struct seal_area *area = &b->area[i];

		if (area->page != page)
			continue;
		buf_printf(out, "  area seal=%s", seal_word(area->seal));
		dump_point(out, "from", area->x, area->y);
		dump_point(out, "to", area->x1, area->y1);
		put_named_text(out, "bearer", area->bearer);
		buf_char(out, '\n');
	}
}

static void put_page(struct buf *out, const struct page *page, size_t index,
		     const struct font_set *fonts)
{
	buf_printf(out, "page %lu number=%lu items=%lu\n", (unsigned long)index + 1,
		   (unsigned long)page->number, (unsigned long)page->nitem);
	for (size_t i = 0; i < page->nitem; i++) {
		if (page->item[i].kind == ITEM_RUN)
			put_run(out, &page->item[i], fonts);
		else if (page->item[i].kind == ITEM_IMAGE)
			put_image(out, &page->item[i]);
		else
			put_rule(out, &page->item[i]);
	}
}

static size_t tag_depth(const struct book *b, size_t i)
{
	size_t depth = 0;

	for (; b->tag[i].parent != 0 && depth < b->ntag; i = b->tag[i].parent)
		depth++;
	return depth;
}

static void put_cell(struct buf *out, const struct tag *tag)
{
	if (tag->rowspan > 1)
		buf_printf(out, " rowspan=%u", (unsigned)tag->rowspan);
	if (tag->colspan > 1)
		buf_printf(out, " colspan=%u", (unsigned)tag->colspan);
	if (tag->scope_column)
		buf_z(out, " scope=column");
	if (tag->scope_row)
		buf_z(out, " scope=row");
	for (size_t i = 0; i < tag->nhead; i++)
		buf_printf(out, "%s%lu", i == 0 ? " head=" : ",", (unsigned long)tag->head[i]);
}

static void put_tag(struct buf *out, const struct book *b, size_t i)
{
	static const char *const numbering[] = { "", " numbering=decimal", " numbering=disc" };
	const struct tag *tag = &b->tag[i];

	for (size_t depth = tag_depth(b, i); depth > 0; depth--)
		buf_z(out, "  ");
	buf_printf(out, "%lu %s", (unsigned long)i, tag_role_name(tag->role));
	put_cell(out, tag);
	buf_z(out, numbering[tag->numbering]);
	put_named_text(out, "title", tag->title);
	put_named_text(out, "actual", tag->actual);
	buf_char(out, '\n');
}

void book_dump(const struct book *b, const struct font_set *fonts, struct buf *out)
{
	buf_z(out, "book");
	dump_point(out, "size", b->width, b->height);
	buf_printf(out, " pages=%lu", (unsigned long)b->npage);
	put_named_text(out, "title", b->title);
	put_named_text(out, "organ", b->organ);
	put_named_text(out, "date", b->date);
	for (int i = 0; b->archive && i < ARCHIVE_NFACT; i++)
		put_named_text(out, archive_name(i)->element, b->archive[i]);
	buf_char(out, '\n');
	for (size_t i = 0; i < b->npage; i++) {
		put_page(out, &b->page[i], i, fonts);
		put_areas(out, b, i);
	}
	buf_z(out, "tags\n");
	for (size_t i = 1; i < b->ntag; i++)
		put_tag(out, b, i);
}
