/*
 * Two ways to break the same hard paragraphs: line by line, each as long as it will go (greedy),
 * and as a whole (linebreak.c). With NIANBAO_PAGE=FILE.pdf the two stand side by side on a page.
 */
#include "type_case.h"

#include "output/pdf.h"
#include "type/linebreak_gap.h"

#define MEASURE 14 /* ems: half a page, where holes show */
#define MAX_LINE 64

/* Long numbers, names in Latin letters, document numbers and marks, where greedy leaves holes. */
static const char *const hard[] = {
	"截至2024年12月31日，全市累计主动公开政府信息12,368,904条，其中规章和行政规范性文件1,204件，"
	"门户网站访问量3,562,187,450次，电话0000-12345678转80123，依据国办函〔2020〕109号文件执行。",
	"平台接口由OpenDataPlatform统一提供，数据格式为JSON、CSV和GeoPackage，调用次数达到"
	"98,765,432次，平均响应时间0.036秒，比上年缩短0.0125秒，兼容InternetExplorer以外的浏览器。",
	"《中华人民共和国政府信息公开条例》（国务院令第711号）、《政府信息公开信息处理费管理办法》"
	"（国办函〔2020〕109号）和《云岭市公共数据授权运营管理办法（试行）》（云政发〔2024〕12号）。",
	"收费金额合计59237.2449万元，其中行政事业性收费7730.2800万元，政府性基金48,236.9649万元，"
	"罚没收入3,270万元；减免1,234,567.89元，退还超收部分96,171.60元，涉及市场主体2,187,406户。",
	"联系人：赵某；电话：010-66012399、010-66012400；传真：010-66012401；邮编：100000；信箱："
	"zwgk@example.gov.cn；办公时间：周一至周五9:00—12:00、14:00—17:30（法定节假日除外）。",
};

#define NHARD (sizeof hard / sizeof *hard)

/* What of a line must be shared by all its gaps, and by how many [q16]. */
struct hole {
	int64_t missing;
	int64_t ngap;
};

/* Width of atoms [i, last] as they stand, without the blanks at the line's ends. */
static int64_t natural(const struct shaped *s, const struct gap *gap, size_t i, size_t last)
{
	int64_t width = -s->atom[last].right - (i ? s->atom[i].left : 0);

	for (size_t k = i; k <= last; k++)
		width += s->atom[k].advance - (k < last ? gap[k].trim : 0);
	return width;
}

static struct hole hole_of(const struct shaped *s, const struct gap *gap, size_t i, size_t last)
{
	struct hole h = { MEASURE * Q_EM - natural(s, gap, i, last), 0 };

	for (size_t k = i; k < last; k++) {
		h.missing -= gap[k].space + gap[k].edge;
		h.ngap += gap[k].stretches;
	}
	return h;
}

static bool fits(const struct shaped *s, const struct gap *gap, size_t i, size_t last)
{
	int64_t width = natural(s, gap, i, last);

	for (size_t k = i; k < last; k++)
		width -= gap[k].shrink + gap[k].shrink_last;
	return width <= MEASURE * Q_EM;
}

/* The longest line from atom i on that may end and, its marks squeezed, fits. */
static size_t greedy_end(const struct shaped *s, const struct gap *gap, size_t i)
{
	size_t best = i + 1;

	for (size_t end = i + 1; end <= s->natom && fits(s, gap, i, end - 1); end++)
		if (end == s->natom ||
		    gap_break_price(s, gap, LEVEL_GB, end - 1) < PRICE_HOLD)
			best = end;
	return best;
}

static struct broken break_greedily(struct arena *a, const struct shaped *s, struct gap *gap)
{
	struct broken b = { .line = arena_array(a, MAX_LINE, sizeof *b.line), .gap = gap };

	for (size_t i = 0, end; i < s->natom; i = end) {
		end = greedy_end(s, gap, i);
		cr_assert_lt(b.nline, MAX_LINE);
		b.line[b.nline++] = (struct line){ .first = i,
						   .last = end - 1,
						   .end = end,
						   .natural = natural(s, gap, i, end - 1),
						   .trims_start = i > 0,
						   .ends_text = end == s->natom };
	}
	return b;
}

static struct broken break_as_a_whole(struct arena *a, const struct shaped *s)
{
	struct break_options o = { AIM_JUSTIFY, LEVEL_GB, MEASURE * Q_EM, MEASURE * Q_EM, NULL, 0 };

	return linebreak(a, s, &o);
}

/* The sum over all lines of what a gap is stretched by, squared; and the most of a gap [em/1000]. */
struct badness {
	int64_t total, most;
};

static struct badness badness_of(const struct shaped *s, const struct broken *b)
{
	struct badness bad = { 0 };

	for (size_t k = 0; k < b->nline; k++) {
		struct hole h = hole_of(s, b->gap, b->line[k].first, b->line[k].last);
		int64_t each = h.missing * 1000 / (h.ngap ? h.ngap : 1) / Q_EM;

		if (b->line[k].ends_text || each <= 0)
			continue;
		bad.total += each * each;
		bad.most = each > bad.most ? each : bad.most;
	}
	return bad;
}

Test(methods, the_whole_is_better_than_line_by_line)
{
	struct type_case c = type_case_open();
	struct badness sum[2] = { 0 };

	for (size_t i = 0; i < NHARD; i++) {
		struct shaped s = type_case_shape(&c, hard[i]);
		struct broken whole = break_as_a_whole(c.a, &s);
		struct broken greedy = break_greedily(c.a, &s, whole.gap);
		struct badness w = badness_of(&s, &whole), g = badness_of(&s, &greedy);

		cr_expect_leq(w.total, g.total, "paragraph %zu: %lld, %lld", i, (long long)w.total,
			      (long long)g.total);
		sum[0].total += w.total;
		sum[1].total += g.total;
		sum[0].most = w.most > sum[0].most ? w.most : sum[0].most;
		sum[1].most = g.most > sum[1].most ? g.most : sum[1].most;
	}
	cr_log_info("stretch as a whole %lld, most %lld; line by line %lld, most %lld",
		    (long long)sum[0].total, (long long)sum[0].most, (long long)sum[1].total,
		    (long long)sum[1].most);
	cr_expect_lt(2 * sum[0].total, sum[1].total, "half of it at most: %lld, %lld",
		     (long long)sum[0].total, (long long)sum[1].total);
	cr_expect_lt(sum[0].most, sum[1].most);
	type_case_close(&c);
}

/* ---- the page that shows both ---- */

#define SIZE (11 * EMU_PT)
#define PITCH (16 * EMU_PT)

struct typed {
	struct type_case *c;
	struct item *item;
	size_t n, cap;
};

static emu at_size(int64_t q)
{
	return (emu)emu_scale(q, SIZE, Q_EM);
}

/* One atom with its glyphs at `x`; what stands for text of its own. */
static void put_atom(struct typed *sheet, const struct shaped *s, const struct atom *atom, emu x,
		     emu y)
{
	for (uint32_t i = 0; i < atom->nglyph; i++) {
		const struct glyph *g = &s->glyph[atom->glyph + i];
		struct book_glyph *to = arena_alloc(sheet->c->a, sizeof *to);

		*to = (struct book_glyph){ .gid = g->gid, .ntext = g->ntext };
		sheet->item = arena_grow(sheet->c->a, sheet->item, &sheet->cap, sheet->n + 1,
					 sizeof *sheet->item);
		sheet->item[sheet->n++] = (struct item){
			.kind = ITEM_RUN, .tag = 2, .x = x + at_size(g->dx), .y = y - at_size(g->dy),
			.size = (emu)emu_scale(SIZE, font_face_scale(sheet->c->fonts, g->face), Q_EM),
			.face = g->face, .glyph = to, .nglyph = 1,
			.text = str_sub(s->text, g->text, g->text + g->ntext)
		};
		x += at_size(g->advance);
	}
}

static void put_line(struct typed *sheet, const struct shaped *s, const struct broken *b,
		     const struct line *l, emu left, emu y)
{
	int64_t pen = l->trims_start ? -s->atom[l->first].left : 0;
	q16 *add = arena_array(sheet->c->a, l->end - l->first, sizeof *add);

	linebreak_fit(b, l, l->ends_text || l->ragged ? l->natural : MEASURE * Q_EM, add);
	for (size_t k = l->first; k <= l->last; k++) {
		put_atom(sheet, s, &s->atom[k], left + at_size(pen), y);
		pen += s->atom[k].advance;
		if (k < l->last)
			pen += add[k - l->first] - b->gap[k].trim;
	}
}

static void put_column(struct typed *sheet, const struct shaped *s, const struct broken *b, emu left,
		       emu top)
{
	for (size_t k = 0; k < b->nline; k++)
		put_line(sheet, s, b, &b->line[k], left, top + (emu)(k + 1) * PITCH);
}

/* Left line by line, right as a whole. */
static struct book both_methods(struct typed *sheet, struct page *page)
{
	static const struct tag tag[] = { { 0 }, { .role = TAG_DOCUMENT },
					  { .role = TAG_P, .parent = 1 } };
	emu top = 30 * EMU_MM;

	for (size_t i = 0; i < NHARD; i++) {
		struct shaped s = type_case_shape(sheet->c, hard[i]);
		struct broken whole = break_as_a_whole(sheet->c->a, &s);
		struct broken greedy = break_greedily(sheet->c->a, &s, whole.gap);
		size_t n = whole.nline > greedy.nline ? whole.nline : greedy.nline;

		put_column(sheet, &s, &greedy, 28 * EMU_MM, top);
		put_column(sheet, &s, &whole, 112 * EMU_MM, top);
		top += (emu)(n + 1) * PITCH;
	}
	*page = (struct page){ sheet->item, sheet->n, 1 };
	return (struct book){ .width = 210 * EMU_MM, .height = 297 * EMU_MM, .page = page,
			      .npage = 1, .tag = tag, .ntag = 3, .title = STR("两种断行") };
}

Test(methods, a_page_shows_both)
{
	struct type_case c = type_case_open();
	struct typed sheet = { .c = &c };
	struct pdf_options options = { .date = STR("") };
	const char *file = getenv("NIANBAO_PAGE");
	struct page page;
	struct book book = both_methods(&sheet, &page);
	struct str bytes;

	for (size_t i = 0; i < page.nitem; i++)
		cr_expect(page.item[i].y < 280 * EMU_MM);
	cr_assert(pdf_write(c.a, &c.d, &book, c.fonts, &options, &bytes));
	if (file)
		cr_expect(file_write(c.a, &c.d, file, bytes));
	type_case_close(&c);
}
