#include "input/report.h"
#include "input/report_block.h"

struct report_reader {
	struct reader r;
	struct report *to;
	struct section *section;
	struct report_form *form;
	struct section *annex;
	size_t section_cap, form_cap, annex_cap;
};

static struct str number(struct arena *a, size_t n)
{
	struct buf b = { .arena = a };

	buf_printf(&b, "%zu", n);
	return buf_text(&b);
}

/* Is there no room for one more of these? That is an error. */
static bool is_over(struct reader *r, const struct xml_node *n, size_t have, size_t most)
{
	if (have >= most)
		DIAG_PUT(r->d, REPORT_LIMIT, reader_at(r, n), n->name, number(r->a, most));
	return have >= most;
}

static void need(struct reader *r, const struct xml_node *parent, const char *name,
		 uint32_t seen)
{
	if (seen == 0)
		DIAG_PUT(r->d, ELEMENT_MISSING, reader_at(r, parent), str_from(name),
			 parent->name);
}

static struct str read_year(struct reader *r, const struct xml_node *n)
{
	struct str s = str_trim(text_plain(r->a, reader_text(r, n, "")));
	int32_t year;

	if (s.n != 4 || !reader_whole(s, 1900, 2999, &year))
		DIAG_PUT(r->d, YEAR_WRONG, reader_at(r, n), s);
	return s;
}

/* What may stand in <head>: what the form prints, what the archive asks, what the issue says. */
static const char *head_words(struct arena *a)
{
	struct buf words = { .arena = a };

	buf_z(&words, "organ year title date");
	for (int i = 0; i < ARCHIVE_NFACT; i++) {
		buf_char(&words, ' ');
		buf_z(&words, archive_name(i)->element);
	}
	buf_z(&words, " " ISSUE_WORDS);
	return words.s;
}

/* The archive's facts, and behind them those of the issue. */
static struct str *head_fact(struct report *to, int i)
{
	return i < ARCHIVE_NFACT ? &to->archive[i] : &to->issue[i - ARCHIVE_NFACT];
}

/* Where the line of element i of <head> is kept; the first `n` have theirs in `line`. */
static uint32_t *head_line(struct report *to, uint32_t *const line[], int n, int i)
{
	if (i < n)
		return line[i];
	i -= n;
	return i < ARCHIVE_NFACT ? &to->archive_line[i] : &to->issue_line[i - ARCHIVE_NFACT];
}

static void read_head(struct reader *r, struct report *to, const struct xml_node *head)
{
	enum { ORGAN, YEAR, TITLE, DATE, NWORD };
	uint32_t *const line[] = { &to->organ_line, &to->year_line, &to->title_line,
				   &to->date_line };
	const char *words = head_words(r->a);
	int i;

	reader_attrs(r, head, "");
	for (const struct xml_node *n = head->first; n != NULL; n = n->next) {
		i = reader_child(r, head, n, words);
		if (i < 0 || report_is_second(r, head, n, head_line(to, line, NWORD, i)))
			continue;
		switch (i) {
		case ORGAN:
			to->organ = reader_text(r, n, "");
			if (text_is_empty(to->organ))
				DIAG_PUT(r->d, ELEMENT_EMPTY, reader_at(r, n), n->name);
			break;
		case YEAR:
			to->year = read_year(r, n);
			break;
		case TITLE:
			to->title = reader_text(r, n, "br");
			break;
		case DATE:
			to->date = report_date(r, n);
			break;
		case NWORD + ARCHIVE_NFACT + ISSUE_DATE:
			to->issue[ISSUE_DATE] = report_date(r, n);
			break;
		default:
			*head_fact(to, i - NWORD) = str_trim(text_plain(r->a, reader_text(r, n, "")));
			break;
		}
	}
	need(r, head, "organ", to->organ_line);
	need(r, head, "year", to->year_line);
}

/* The attributes of a row but its id: figures exactly as written. */
static struct report_row read_row(struct reader *r, const struct xml_node *n)
{
	struct report_row row = { .id = reader_attr(r, n, "id"), .line = n->line };
	struct xml_attr *figure = arena_array(r->a, n->nattr, sizeof(*figure));

	for (size_t i = 0; i < n->nattr; i++)
		if (!str_is(n->attr[i].name, "id"))
			figure[row.nfigure++] = n->attr[i];
	row.figure = figure;
	reader_no_children(r, n);
	return row;
}

static void put_note(struct reader *r, struct text **note, size_t *nnote, size_t *cap,
		     const struct xml_node *n)
{
	struct text text = reader_text(r, n, "b br");

	if (text_is_empty(text)) {
		DIAG_PUT(r->d, EMPTY_SKIPPED, reader_at(r, n), n->name);
		return;
	}
	*note = arena_grow(r->a, *note, cap, *nnote + 1, sizeof(**note));
	(*note)[(*nnote)++] = text;
}

static struct report_form read_form(struct reader *r, const struct xml_node *form)
{
	enum { ROW, NOTE };
	struct report_form f = { .id = reader_attr(r, form, "id"), .line = form->line };
	struct report_row *row = NULL;
	struct text *note = NULL;
	size_t row_cap = 0, note_cap = 0;
	bool over = false;

	reader_attrs(r, form, "id");
	for (const struct xml_node *n = form->first; n != NULL && !over; n = n->next) {
		switch (reader_child(r, form, n, "row note")) {
		case ROW:
			over = is_over(r, n, f.nrow, REPORT_MAX_ROWS);
			if (over)
				break;
			row = arena_grow(r->a, row, &row_cap, f.nrow + 1, sizeof(*row));
			row[f.nrow++] = read_row(r, n);
			break;
		case NOTE:
			put_note(r, &note, &f.nnote, &note_cap, n);
			break;
		default:
			break;
		}
	}
	f.row = row;
	f.note = note;
	return f;
}

static void put_form(struct report_reader *p, const struct xml_node *n)
{
	struct report *to = p->to;

	if (is_over(&p->r, n, to->nform, REPORT_MAX_PARTS))
		return;
	p->form = arena_grow(p->r.a, p->form, &p->form_cap, to->nform + 1, sizeof(*p->form));
	p->form[to->nform++] = read_form(&p->r, n);
}

static void put_section(struct report_reader *p, const struct xml_node *n)
{
	struct report *to = p->to;
	struct section s = { .line = n->line };

	if (is_over(&p->r, n, to->nsection, REPORT_MAX_PARTS))
		return;
	s.id = reader_attr(&p->r, n, "id");
	reader_attrs(&p->r, n, "id");
	s.blocks = report_blocks(&p->r, n, n->first, 0);
	p->section = arena_grow(p->r.a, p->section, &p->section_cap, to->nsection + 1,
				sizeof(*p->section));
	p->section[to->nsection++] = s;
}

static void put_annex(struct report_reader *p, const struct xml_node *n)
{
	struct report *to = p->to;

	if (is_over(&p->r, n, to->nannex, REPORT_MAX_PARTS))
		return;
	p->annex = arena_grow(p->r.a, p->annex, &p->annex_cap, to->nannex + 1,
			      sizeof(*p->annex));
	p->annex[to->nannex++] = report_annex(&p->r, n);
}

static void read_parts(struct report_reader *p, const struct xml_node *root)
{
	enum { HEAD, PREFACE, SECTION, FORM, SIGNATURE, ANNEX };
	struct report *to = p->to;
	struct reader *r = &p->r;

	for (const struct xml_node *n = root->first; n != NULL; n = n->next) {
		switch (reader_child(r, root, n, "head preface section form signature annex")) {
		case HEAD:
			if (!report_is_second(r, root, n, &to->head_line))
				read_head(r, to, n);
			break;
		case PREFACE:
			if (report_is_second(r, root, n, &to->preface.line))
				break;
			reader_attrs(r, n, "");
			to->has_preface = true;
			to->preface.blocks = report_blocks(r, n, n->first, 0);
			break;
		case SECTION:
			put_section(p, n);
			break;
		case FORM:
			put_form(p, n);
			break;
		case SIGNATURE:
			if (!report_is_second(r, root, n, &to->signature.line))
				report_signature(r, &to->signature, n);
			break;
		case ANNEX:
			put_annex(p, n);
			break;
		default:
			break;
		}
	}
	need(r, root, "head", to->head_line);
}

const struct report *report_read(struct arena *a, struct diags *d, struct str file,
				 struct str bytes)
{
	const struct xml_node *root = xml_read(a, d, file, bytes);
	struct report_reader p = { .r = { a, d, file } };

	if (root == NULL)
		return NULL;
	if (!xml_is(root, "report")) {
		DIAG_PUT(d, ROOT_WRONG, reader_at(&p.r, root), root->name);
		return NULL;
	}
	p.to = arena_alloc(a, sizeof(*p.to));
	p.to->file = file;
	p.to->line = root->line;
	p.to->layout = reader_attr(&p.r, root, "layout");
	reader_attrs(&p.r, root, "layout");
	read_parts(&p, root);
	p.to->section = p.section;
	p.to->form = p.form;
	p.to->annex = p.annex;
	return p.to;
}
