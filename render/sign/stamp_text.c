/*
 * The words are set as a page of their own size and written as a PDF of one page, whose content
 * and fonts then become the appearance: there is one way to embed a font, and this is it.
 */
#include "sign/stamp_text.h"

#include "cli/command.h"
#include "output/pdf.h"
#include "page/book.h"
#include "sign/claim.h"
#include "sign/graft.h"
#include "sign/moment.h"
#include "type/para.h"

#define LARGEST (12 * EMU_PT)
#define SMALLEST (4 * EMU_PT)
#define STEP (EMU_PT / 2)
#define FRAME (EMU_PT / 2) /* width of its lines */
#define NLINE 3

struct setting {
	struct arena *arena;
	struct diags *diags;
	struct font_role *role;
	struct str text[NLINE];
	struct para para[NLINE];
	emu size, w, h;
	emu words; /* height that the words may take, from above */
};

static emu pitch(const struct setting *t)
{
	return t->size * 5 / 4;
}

/* Set all at `size`; does it fit into the frame? */
static bool set(struct setting *t, emu size)
{
	emu height = size; /* above and below, half of it each */

	t->size = size;
	for (int i = 0; i < NLINE; i++) {
		struct para_spec spec = { .role = t->role,
					  .strong = t->role,
					  .size = size,
					  .em = size,
					  .em_parts = 1,
					  .align = PARA_CENTER,
					  .width = t->w - size,
					  .balance = true };

		if (spec.width < 2 * size)
			return false;
		t->para[i] = para_set(t->arena, t->diags,
				      text_from(t->arena, STR(""), 0, t->text[i]), &spec);
		if (t->para[i].overfull)
			return false;
		height += (emu)t->para[i].nline * pitch(t);
	}
	return height <= t->words;
}

static void add(struct page *page, struct arena *a, size_t *cap, struct item item)
{
	struct item *list = (struct item *)(uintptr_t)page->item;

	list = arena_grow(a, list, cap, page->nitem + 1, sizeof *list);
	list[page->nitem++] = item;
	page->item = list;
}

static void put_line(const struct setting *t, struct page *page, size_t *cap,
		     const struct para_line *line, emu y)
{
	for (size_t i = 0; i < line->nrun; i++)
		add(page, t->arena, cap,
		    (struct item){ .kind = ITEM_RUN,
				   .x = t->size / 2 + line->run[i].x,
				   .y = y,
				   .size = line->run[i].size,
				   .face = line->run[i].face,
				   .glyph = line->run[i].glyph,
				   .nglyph = line->run[i].nglyph,
				   .text = line->run[i].text });
}

static void put_frame(const struct setting *t, struct page *page, size_t *cap)
{
	emu a = FRAME / 2, b = t->w - a, c = t->h - a;
	const emu line[4][4] = {
		{ 0, a, t->w, a }, { 0, c, t->w, c }, { a, 0, a, t->h }, { b, 0, b, t->h }
	};

	for (int i = 0; i < 4; i++)
		add(page, t->arena, cap,
		    (struct item){ .kind = ITEM_RULE,
				   .x = line[i][0],
				   .y = line[i][1],
				   .x1 = line[i][2],
				   .y1 = line[i][3],
				   .size = FRAME });
}

static struct book make_book(const struct setting *t, struct page *page)
{
	static const struct tag none[2] = { { .role = TAG_NONE }, { .role = TAG_DOCUMENT } };
	size_t cap = 0, nline = 0;
	emu y;

	*page = (struct page){ .number = 1 };
	put_frame(t, page, &cap);
	for (int i = 0; i < NLINE; i++)
		nline += t->para[i].nline;
	y = (t->words - (emu)nline * pitch(t)) / 2 + t->size;
	for (int i = 0; i < NLINE; i++)
		for (size_t k = 0; k < t->para[i].nline; k++, y += pitch(t))
			put_line(t, page, &cap, &t->para[i].line[k], y);
	return (struct book){
		.width = t->w, .height = t->h, .page = page, .npage = 1, .tag = none, .ntag = 2
	};
}

/* Fonts as the file's standard wants them; no tags: the Form element speaks for all of it. */
static struct standard plain_like(struct document *doc)
{
	struct standard s;

	standard_read("none", &s);
	if (claim_read(doc).part == 1) {
		s.has_cid_sets = true;
		s.version = 4;
	}
	return s;
}

static bool graft_page(const struct stamp *s, struct str pdf, uint32_t *num)
{
	struct document *from = arena_alloc(s->update->arena, sizeof *from);
	struct buf form = { .arena = s->update->arena };
	const struct object *page, *content;
	struct graft g;
	bool is_encrypted;
	struct str bytes;

	if (!document_open(from, s->update->arena, pdf, &is_encrypted))
		return false;
	page = document_object(from, document_page(from, 0));
	content = document_find(from, page, "Contents");
	if (!content->is_stream || !document_unpack(from, content, &bytes))
		return false;
	graft_open(&g, s->update, from);
	stamp_form(&form, s->w, s->h);
	buf_z(&form, "/Resources ");
	graft_put(&g, &form, document_find(from, page, "Resources"));
	*num = update_number(s->update);
	update_put_stream(s->update, *num, buf_text(&form), bytes);
	return !from->fault;
}

static bool write(const struct stamp *s, struct setting *t, struct font_set *fonts,
		  uint32_t *num)
{
	struct standard standard = plain_like(s->update->doc);
	struct pdf_options options = { .standard = &standard };
	struct page page;
	struct book book;
	struct str pdf;

	for (emu size = LARGEST; !set(t, size); size -= STEP)
		if (size <= SMALLEST) {
			DIAG_PUT0(s->diags, PLACE_SMALL, ((struct at){ 0 }));
			return false;
		}
	book = make_book(t, &page);
	if (!pdf_write(s->update->arena, s->diags, &book, fonts, &options, &pdf))
		return false;
	if (graft_page(s, pdf, num))
		return true;
	DIAG_PUT0(s->diags, PDF_WRITE, ((struct at){ 0 }));
	return false;
}

bool stamp_text_put(const struct stamp *s, uint32_t *num)
{
	const struct sign_options *o = s->options;
	struct options options = { .lang = o->lang,
				   .share_dir = o->share_dir,
				   .fonts_file = o->fonts_file };
	struct arena *a = s->update->arena;
	struct setting t = { .arena = a, .diags = s->diags, .w = s->w, .h = s->h };
	struct engine *n = command_open(&options);
	struct font_set *fonts = engine_fonts(n, s->diags, NULL);
	struct buf when = { .arena = a };
	bool ok = false;

	t.words = s->is_over_text ? s->h / 3 : s->h;
	moment_put(&when, o->time);
	t.text[0] = STR("\xE7\x94\xB5\xE5\xAD\x90\xE7\xAD\xBE\xE5\x90\x8D"); /* 电子签名 */
	t.text[1] = s->name;
	t.text[2] = str_sub(buf_text(&when), 0, sizeof "YYYY-MM-DD" - 1);
	t.role = fonts ? font_role_find(fonts, STR("song")) : NULL;
	if (fonts && !t.role)
		DIAG_PUT(s->diags, ROLE_UNKNOWN, ((struct at){ 0 }), STR("song"));
	if (t.role)
		ok = write(s, &t, fonts, num);
	engine_font_messages(n, s->diags);
	ok = ok && !diag_status(s->diags);
	engine_close(n);
	return ok;
}
