#include "output/pdf_content.h"

#include "output/pdf_latin.h"
#include "output/pdf_image.h"
#include "output/pdf_press.h"
#include "output/pdf_text.h"

/* What the stream is in the middle of; operators of one kind are legal only there. */
enum mode { MODE_PAGE, MODE_TEXT, MODE_PATH };

/* The sequence of items that belong together, and of one language. */
struct mark {
	bool is_open;
	bool is_said;  /* the stream has it as marked content */
	bool is_latin; /* in English */
};

struct content {
	struct buf *out;
	const struct standard *standard;
	const struct book *book;
	const struct pdf_glyphs *glyphs;
	struct pdf_tree *tree;
	emu height; /* of what positions are measured on: a page, the sheet */
	enum mode mode;
	struct mark mark;
	milli size; /* set by the last Tf; 0 before there was one */
	uint16_t face;
	bool is_stroked;      /* set by the last Tr */
	milli width;          /* set by the last w */
	enum ink ink;         /* set by the last colour */
	milli line_x, line_y; /* start of the line: where Td counts from */
	uint8_t turn;         /* of the text matrix */
	bool is_showing;      /* a TJ string is open */
	emu show_x, show_y;   /* its first glyph, in the run */
	int64_t pen;          /* from there, in 1/1000 of the size */
};

static void put_points(struct content *c, milli m)
{
	pdf_text_points(c->out, m);
	buf_char(c->out, ' ');
}

static void end_string(struct content *c)
{
	if (c->is_showing)
		buf_z(c->out, ">]TJ\n");
	c->is_showing = false;
}

static void enter(struct content *c, enum mode mode)
{
	static const char *const leave_word[] = { "", "ET\n", "S\n" };
	static const char *const enter_word[] = { "", "BT\n", "" };

	if (mode == c->mode)
		return;
	end_string(c);
	buf_z(c->out, leave_word[c->mode]);
	buf_z(c->out, enter_word[mode]);
	c->mode = mode;
	c->line_x = c->line_y = 0;
	c->turn = 0;
}

/* ISO 32000-1 14.8.2.2: folios are footers, the draft mark a header, heads that repeat… */
static const char *const artifact_words[] = {
	[ARTIFACT_LAYOUT] = "/Artifact<</Type/Layout>>BDC\n",
	[ARTIFACT_FOLIO] =
		"/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC\n",
	[ARTIFACT_MARK] = "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC\n",
	[ARTIFACT_REPEAT] = "/Artifact<</Type/Pagination>>BDC\n",
};

static void end_mark(struct content *c)
{
	enter(c, MODE_PAGE);
	if (c->mark.is_said)
		buf_z(c->out, "EMC\n");
	c->mark = (struct mark){ 0 };
}

/* Whose it is, and what it says; in a file without a structure tree only the latter. */
static void put_mark(struct content *c, const struct item *item, struct str actual)
{
	uint32_t mcid = pdf_tag_mark(c->tree, item->tag, item->y - item->size);
	bool has_tags = c->standard->has_tags, is_span = actual.n > 0 || c->mark.is_latin;

	c->mark.is_said = has_tags || actual.n > 0;
	if (!c->mark.is_said)
		return;
	buf_char(c->out, '/');
	buf_z(c->out, is_span ? "Span" : tag_role_name(c->book->tag[item->tag].role));
	buf_z(c->out, "<<");
	if (has_tags) {
		buf_z(c->out, "/MCID ");
		pdf_text_int(c->out, mcid);
	}
	buf_z(c->out, c->mark.is_latin ? "/Lang(en)" : "");
	if (actual.n > 0) {
		buf_z(c->out, "/ActualText");
		pdf_text_string(c->out, actual);
	}
	buf_z(c->out, ">>BDC\n");
}

/*
 * Open a sequence for the item, unless a like one is open; with `actual` it says the text
 * itself. Latin words and such texts stand beside the element's other sequences, not inside one:
 * nested ones make poppler lose the rest of the paragraph.
 */
static void begin_mark(struct content *c, const struct item *item, struct str actual,
		       bool is_latin)
{
	if (c->mark.is_open && c->mark.is_latin == is_latin)
		return;
	end_mark(c);
	c->mark = (struct mark){ .is_open = true, .is_latin = is_latin };
	if (item->tag != 0) {
		put_mark(c, item, actual);
	} else if (c->standard->has_tags) {
		c->mark.is_said = true;
		buf_z(c->out, artifact_words[item->artifact]);
	}
}

/*
 * Black is DeviceGray, and red the sRGB of M 80 % Y 80 %; the output intent makes both defined
 * colours. A press gets the inks themselves.
 */
static const char *const ink_words[][NINK] = {
	{ [INK_BLACK] = "0 G 0 g", [INK_RED] = "1 .2 .2 RG 1 .2 .2 rg" },
	{ [INK_BLACK] = PDF_PRESS_BLACK, [INK_RED] = PDF_PRESS_RED },
};

/* A colour may be set neither inside a path nor inside a string. */
static void put_ink(struct content *c, enum ink ink)
{
	if (ink == c->ink)
		return;
	if (c->mode == MODE_PATH)
		enter(c, MODE_PAGE);
	end_string(c);
	buf_z(c->out, ink_words[c->standard->is_press][ink]);
	buf_char(c->out, '\n');
	c->ink = ink;
}

/* Darker than the font is: the outlines are filled and drawn over, with round joins. */
static void put_stroke(struct content *c, const struct item *run)
{
	q16 stroke = c->glyphs->stroke[run->face];
	milli width = pdf_text_milli(emu_scale(run->size, stroke, Q_EM));

	if (stroke > 0 && width != c->width) {
		put_points(c, width);
		buf_z(c->out, "w\n");
		c->width = width;
	}
	if ((stroke > 0) != c->is_stroked)
		buf_z(c->out, stroke > 0 ? "1 j 2 Tr\n" : "0 Tr\n");
	c->is_stroked = stroke > 0;
}

static void put_font(struct content *c, const struct item *run)
{
	milli size = pdf_text_milli(run->size);

	if (run->face == c->face && size == c->size && !c->is_stroked)
		return;
	end_string(c);
	put_stroke(c, run);
	buf_z(c->out, "/F");
	pdf_text_int(c->out, run->face);
	buf_char(c->out, ' ');
	put_points(c, size);
	buf_z(c->out, "Tf\n");
	c->face = run->face;
	c->size = size;
}

/* Of a text matrix, by quarter turns to the left. */
static const char *const turn_words[] = { "1 0 0 1 ", "0 1 -1 0 ", "-1 0 0 -1 ", "0 -1 1 0 " };

/* Go to (x, y). Td moves by differences of rounded positions, which are exact: nothing adds up. */
static void move_to(struct content *c, uint8_t turn, milli x, milli y)
{
	bool is_moved = turn == 0 && c->turn == 0;

	if (!is_moved)
		buf_z(c->out, turn_words[turn]);
	put_points(c, is_moved ? x - c->line_x : x);
	put_points(c, is_moved ? y - c->line_y : y);
	buf_z(c->out, is_moved ? "Td[<" : "Tm[<");
	c->line_x = x;
	c->line_y = y;
	c->turn = turn;
}

static void begin_string(struct content *c, const struct item *run, const struct book_glyph *g)
{
	/* along the run and to its left, in the directions of the page, x and y upwards */
	static const int8_t along[][2] = { { 1, 0 }, { 0, 1 }, { -1, 0 }, { 0, -1 } };
	const int8_t *u = along[run->turn], *v = along[(run->turn + 1) % 4];
	int64_t x = (int64_t)run->x + u[0] * (int64_t)g->x + v[0] * (int64_t)g->y;
	int64_t y = (int64_t)c->height - run->y + u[1] * (int64_t)g->x +
		    v[1] * (int64_t)g->y;

	move_to(c, run->turn, pdf_text_milli(x), pdf_text_milli(y));
	c->show_x = g->x;
	c->show_y = g->y;
	c->pen = 0;
	c->is_showing = true;
}

/*
 * Where the glyph should be, in 1/1000 of the size from the string's start. Always from there
 * and never from the glyph before, so that the rounding of one glyph is undone by the next.
 */
static int64_t target(const struct content *c, const struct book_glyph *g)
{
	/* a size of s milli is s * 12.7 EMU */
	return emu_scale((int64_t)g->x - c->show_x, 10000, c->size * 127);
}

static void put_glyph(struct content *c, const struct item *run, const struct book_glyph *g)
{
	const struct pdf_glyph *glyph = pdf_glyph_find(c->glyphs, run->face, g->gid);

	if (c->is_showing && g->y != c->show_y)
		end_string(c);
	if (!c->is_showing) {
		begin_string(c, run, g);
	} else if (target(c, g) != c->pen) {
		int64_t at = target(c, g);

		buf_char(c->out, '>');
		pdf_text_int(c->out, c->pen - at);
		buf_char(c->out, '<');
		c->pen = at;
	}
	pdf_text_hex16(c->out, glyph->code);
	c->pen += glyph->width;
}

/* True when ToUnicode alone says what the cluster of glyphs i to end stands for. */
static bool text_is_plain(const struct content *c, const struct item *run, uint32_t i,
			  uint32_t end)
{
	const struct pdf_glyph *glyph = pdf_glyph_find(c->glyphs, run->face, run->glyph[i].gid);

	return end == i + 1 && str_eq(glyph->text, pdf_glyph_text(run, i)) &&
	       !glyph->is_private;
}

static void put_cluster(struct content *c, const struct item *run, uint32_t i, uint32_t end,
			bool is_latin)
{
	bool is_plain = run->tag == 0 || text_is_plain(c, run, i, end);

	if (!is_plain)
		end_mark(c);
	begin_mark(c, run, is_plain ? STR("") : pdf_glyph_text(run, i), is_latin);
	enter(c, MODE_TEXT);
	put_ink(c, run->ink);
	put_font(c, run);
	for (uint32_t k = i; k < end; k++)
		put_glyph(c, run, &run->glyph[k]);
	if (!is_plain)
		end_mark(c);
}

static void put_run(struct content *c, const struct item *run)
{
	bool has_words = run->tag != 0 && c->standard->has_tags;
	size_t latin_end = 0;

	for (uint32_t i = 0, end; i < run->nglyph; i = end) {
		size_t at = run->glyph[i].text;

		end = pdf_glyph_cluster(run, i);
		if (has_words && at >= latin_end)
			latin_end = pdf_latin_end(run->text, at);
		put_cluster(c, run, i, end, at < latin_end);
	}
	end_string(c);
}

/* Rules of one width are one path, painted at once. */
static void put_rule(struct content *c, const struct item *rule)
{
	milli width = pdf_text_milli(rule->size);

	begin_mark(c, rule, STR(""), false);
	put_ink(c, rule->ink);
	if (width != c->width) {
		enter(c, MODE_PAGE);
		put_points(c, width);
		buf_z(c->out, "w\n");
		c->width = width;
	}
	enter(c, MODE_PATH);
	put_points(c, pdf_text_milli(rule->x));
	put_points(c, pdf_text_milli((int64_t)c->height - rule->y));
	buf_z(c->out, "m ");
	put_points(c, pdf_text_milli(rule->x1));
	put_points(c, pdf_text_milli((int64_t)c->height - rule->y1));
	buf_z(c->out, "l\n");
}

static void put_image(struct content *c, const struct item *item)
{
	begin_mark(c, item, STR(""), false);
	enter(c, MODE_PAGE);
	buf_z(c->out, "q ");
	put_points(c, pdf_text_milli((int64_t)item->x1 - item->x));
	buf_z(c->out, "0 0 ");
	put_points(c, pdf_text_milli((int64_t)item->y1 - item->y));
	put_points(c, pdf_text_milli(item->x));
	put_points(c, pdf_text_milli((int64_t)c->height - item->y1));
	buf_z(c->out, "cm /I");
	pdf_text_int(c->out, (int64_t)pdf_image_index(c->book, item->image));
	buf_z(c->out, " Do Q\n");
}

static bool share_mark(const struct item *a, const struct item *b)
{
	return a->tag == b->tag && (a->tag != 0 || a->artifact == b->artifact);
}

static void put_items(struct content *c, const struct item *item, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && !share_mark(&item[i], &item[i - 1]))
			end_mark(c);
		if (item[i].kind == ITEM_RUN)
			put_run(c, &item[i]);
		else if (item[i].kind == ITEM_IMAGE)
			put_image(c, &item[i]);
		else
			put_rule(c, &item[i]);
	}
	end_mark(c);
}

/* From the page's space to the sheet's; a page that fills its sheet has the same. */
static bool enter_place(struct content *c, const struct placement *p)
{
	emu below = c->tree->sheets->height - placement_y(p, c->book->height);

	if (p->num == p->den && p->x == 0 && below == 0)
		return false;
	buf_z(c->out, "q ");
	pdf_text_ratio(c->out, p->num, p->den);
	buf_z(c->out, " 0 0 ");
	pdf_text_ratio(c->out, p->num, p->den);
	buf_char(c->out, ' ');
	put_points(c, pdf_text_milli(p->x));
	put_points(c, pdf_text_milli(below));
	buf_z(c->out, "cm\n");
	return true;
}

static void put_page(struct content *c, const struct placement *p)
{
	const struct page *page = &c->book->page[p->page];
	bool is_moved = enter_place(c, p);

	c->height = c->book->height;
	pdf_tag_page(c->tree, p);
	put_items(c, page->item, page->nitem);
	if (!is_moved)
		return;
	buf_z(c->out, "Q\n");
	c->size = c->width = 0; /* as it was before q: nothing set, black */
	c->ink = INK_BLACK;
}

void pdf_content_put(struct buf *out, const struct sheet *sheet,
		     const struct pdf_glyphs *glyphs, struct pdf_tree *tree)
{
	struct content c = { .out = out,
			     .standard = tree->pdf->standard,
			     .book = tree->book,
			     .glyphs = glyphs,
			     .tree = tree };

	/* black; lines project by half their width, which closes the corners of a form */
	buf_z(out, ink_words[c.standard->is_press][INK_BLACK]);
	buf_z(out, " 2 J\n");
	for (size_t i = 0; i < sheet->nplace; i++)
		put_page(&c, &sheet->place[i]);
	c.height = tree->sheets->height;
	put_items(&c, tree->sheets->mark, tree->sheets->nmark);
}
