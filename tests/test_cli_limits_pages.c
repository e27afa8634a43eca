/* How much a report may have of what its layout counts: pages, columns and cells, and a layout. */
#include "files.h"

#include "base/limits.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* A layout of pages that hold a line each. */
#define PAGES                                                                                  \
	"<layout id='pages' name='小页' extends='gbt9704'>"                                 \
	"<title style='title' pattern='{organ}'/><page width='60mm' height='40mm' top='10mm' " \
	"left='10mm' text-width='40mm' text-height='12mm' lines='1' columns='6'/><outline>"    \
	"<section id='text' title='一' style='h1'/></outline></layout>"
#define HEAD "<report layout='pages'><head><organ>县</organ><year>2024</year></head><section id='text'>"

static void put_many(struct buf *b, const char *piece, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_z(b, piece);
}

/* Paragraphs: two fill a page. */
static struct result render_paragraphs(struct trial *t, size_t n)
{
	struct buf b = { .arena = t->a };

	buf_z(&b, HEAD);
	put_many(&b, "<p>字</p>\n", n);
	buf_z(&b, "</section></report>");
	write_text(t, "r.xml", buf_text(&b));
	return NIANBAO(t, "render", "r.xml", "--layouts", ".", "-o", "r.pdf");
}

Test(cli_limits_pages, pages_are_named)
{
	struct trial t = trial_open();
	struct result r;

	write_text(&t, "pages.xml", STR(PAGES));
	write_text(&t, "r.pdf", STR("old bytes"));
	r = render_paragraphs(&t, 2 * BOOK_MAX_PAGE);
	cr_expect_eq(r.status, 1, "%d", r.status);
	cr_expect(says(r.err, "r.xml: error[E509]: more than 20000 pages"), "%s", r.err.s);
	cr_expect_str_eq(read_text(&t, in_folder(&t, "r.pdf")).s, "old bytes");
	r = render_paragraphs(&t, 2 * BOOK_MAX_PAGE - 10);
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	cr_expect(is_pdf(&t, in_folder(&t, "r.pdf")));
	trial_close(&t);
}

/* ---- tables ---- */

static struct result check_table(struct trial *t, const char *row, size_t n)
{
	struct buf b = { .arena = t->a };

	buf_z(&b, "<table>");
	put_many(&b, row, n);
	buf_z(&b, "</table><p>");
	write_changed(t, "r.xml", "<p>", b.s);
	return NIANBAO(t, "check", "r.xml");
}

static void expect_one(struct result r, const char *message)
{
	size_t nline = 0;

	for (size_t i = 0; i < r.err.n; i++)
		nline += r.err.s[i] == '\n';
	cr_expect_eq(r.status, 1, "%s: %d %s", message, r.status, r.err.s);
	cr_expect(says(r.err, message), "no %s: %s", message, r.err.s);
	cr_expect_eq(nline, 2, "one message and what to do: %s", r.err.s);
}

/* Columns that are within the limit, and more than a page holds, are one message, too. */
Test(cli_limits_pages, cells_and_columns_are_named)
{
	struct trial t = trial_open();
	struct buf row = { .arena = t.a };

	expect_one(check_table(&t, "<tr><td colspan='64'>1</td></tr>", 7813),
		   "error[E267]: the table has more than 500000 cells");
	cr_expect_eq(check_table(&t, "<tr><td colspan='64'>1</td></tr>", 100).status, 0);
	expect_one(check_table(&t, "<tr><td colspan='60'>1</td><td colspan='5'>1</td></tr>", 1),
		   "error[E209]: more <td> than the limit of 64");
	buf_z(&row, "<tr>");
	put_many(&row, "<td>12</td>", REPORT_MAX_COLUMNS);
	buf_z(&row, "</tr>");
	expect_one(check_table(&t, row.s, 3),
		   "error[E511]: the 64 columns of the table do not fit across the page");
	trial_close(&t);
}

/* ---- a layout ---- */

struct heap {
	const char *before, *piece;
	size_t n; /* one more than the limit allows */
	const char *after, *message;
};

Test(cli_limits_pages, those_of_a_layout_are_named)
{
	static const struct heap row[] = {
		{ "<col width='9mm'/>", "<col width='1mm'/>", LAYOUT_MAX_COLUMNS, "<body/>",
		  "error[E409]: col of form \"f\" exceeds 64" },
		{ "<col width='9mm'/><body>", "<tr height='9pt'><th>1</th></tr>",
		  LAYOUT_MAX_ROWS + 1, "</body>", "error[E409]: tr of form \"f\" exceeds 20000" },
		{ "<col width='9mm'/><record id='", "r ", LAYOUT_MAX_ROWS + 1,
		  "' fields='a'/><body/>", "error[E409]: record of form \"f\" exceeds 20000" },
		{ "<col width='9mm'/><record id='r' fields='", "f ", LAYOUT_MAX_COLUMNS + 1,
		  "'/><body/>", "error[E409]: field of form \"f\" exceeds 64" },
	};
	struct trial t = trial_open();

	write_changed(&t, "r.xml", "ogi-2021", "wide");
	for (size_t i = 0; i < COUNT(row); i++) {
		struct buf b = { .arena = t.a };
		struct result r;

		buf_z(&b, "<layout id='wide' name='宽' extends='ogi-2021'><form id='f' "
			  "rule='0.5pt' head-style='form-head' label-style='form-label' "
			  "figure-style='form-figure' note-style='note'>");
		buf_z(&b, row[i].before);
		for (size_t k = 0; k < row[i].n; k++) {
			buf_z(&b, row[i].piece);
			if (strlen(row[i].piece) == 2) { /* a name: each another one */
				b.n--;
				buf_printf(&b, "%zu ", k);
			}
		}
		buf_z(&b, row[i].after);
		buf_z(&b, "</form></layout>");
		write_text(&t, "wide.xml", buf_text(&b));
		r = NIANBAO(&t, "check", "r.xml", "--layouts", ".");
		cr_expect_eq(r.status, 1, "%s: %d", row[i].message, r.status);
		cr_expect(says(r.err, row[i].message), "no %s: %.500s", row[i].message,
			  r.err.s);
	}
	trial_close(&t);
}
