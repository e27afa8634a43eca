#include "input/report.h"
#include "input/report_block.h"

#define MAX_PARTS 200 /* sections, and again forms */
#define MAX_ROWS 20000

struct report_reader {
	struct reader r;
	struct report *to;
	struct section *section;
	struct report_form *form;
	size_t section_cap, form_cap;
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

/* An element that may stand once: `*seen` is the line of the one before, or 0. */
static bool is_second(struct reader *r, const struct xml_node *parent, const struct xml_node *n,
		      uint32_t *seen)
{
	if (*seen != 0) {
		DIAG_PUT(r->d, ELEMENT_TWICE, reader_at(r, n), n->name, parent->name);
		return true;
	}
	*seen = n->line;
	return false;
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

/* A day of the (Gregorian) calendar, written YYYY-MM-DD. */
static bool is_date(struct str s)
{
	static const int32_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int32_t year, month, day, most;

	if (s.n != 10 || s.s[4] != '-' || s.s[7] != '-' ||
	    !reader_whole(str_sub(s, 0, 4), 1900, 2999, &year) ||
	    !reader_whole(str_sub(s, 5, 2), 1, 12, &month) ||
	    !reader_whole(str_sub(s, 8, 2), 1, 31, &day))
		return false;
	most = days[month - 1];
	if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
		most++;
	return day <= most;
}

/* A date that may be left empty. */
static struct str read_date(struct reader *r, const struct xml_node *n)
{
	struct str s = str_trim(text_plain(r->a, reader_text(r, n, "")));

	if (s.n == 0 || is_date(s))
		return s;
	DIAG_PUT(r->d, DATE_WRONG, reader_at(r, n), s);
	return STR("");
}

/* What may stand in <head>: first what the form prints, then what the archive asks. */
static const char *head_words(struct arena *a)
{
	struct buf words = { .arena = a };

	buf_z(&words, "organ year title date");
	for (int i = 0; i < ARCHIVE_NFACT; i++) {
		buf_char(&words, ' ');
		buf_z(&words, archive_name(i)->element);
	}
	return words.s;
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
		if (i < 0 ||
		    is_second(r, head, n, i < NWORD ? line[i] : &to->archive_line[i - NWORD]))
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
			to->date = read_date(r, n);
			break;
		default:
			to->archive[i - NWORD] = str_trim(text_plain(r->a, reader_text(r, n, "")));
			break;
		}
	}
	need(r, head, "organ", to->organ_line);
	need(r, head, "year", to->year_line);
}

static void read_seal(struct reader *r, struct signature *to, const struct xml_node *n)
{
	const struct str *seal = xml_attr(n, "seal");
	int kind = seal != NULL ? reader_word(SEAL_WORDS, *seal) : -1;

	to->has_seal = kind >= 0;
	if (to->has_seal)
		to->seal = (enum seal)kind;
	else if (seal != NULL)
		DIAG_PUT(r->d, ATTR_WORD, reader_at(r, n), STR("seal"), *seal,
			 STR("none / organ / signatory"));
}

static void read_signature(struct reader *r, struct signature *to,
			   const struct xml_node *signature)
{
	enum { ORGAN, SIGNATORY, DATE, POST };
	uint32_t line[4] = { 0 };
	int i;

	reader_attrs(r, signature, "seal");
	read_seal(r, to, signature);
	for (const struct xml_node *n = signature->first; n != NULL; n = n->next) {
		i = reader_child(r, signature, n, "organ signatory date post");
		if (i < 0 || is_second(r, signature, n, &line[i]))
			continue;
		switch (i) {
		case ORGAN:
			to->organ = reader_text(r, n, "");
			break;
		case SIGNATORY:
			to->signatory = reader_text(r, n, "");
			break;
		case DATE:
			to->date = read_date(r, n);
			break;
		case POST:
			to->post = reader_text(r, n, "");
			break;
		}
	}
	to->given = true;
	to->has_organ = line[ORGAN] != 0;
	to->has_date = line[DATE] != 0;
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
			over = is_over(r, n, f.nrow, MAX_ROWS);
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

	if (is_over(&p->r, n, to->nform, MAX_PARTS))
		return;
	p->form = arena_grow(p->r.a, p->form, &p->form_cap, to->nform + 1, sizeof(*p->form));
	p->form[to->nform++] = read_form(&p->r, n);
}

static void put_section(struct report_reader *p, const struct xml_node *n)
{
	struct report *to = p->to;
	struct section s = { .line = n->line };

	if (is_over(&p->r, n, to->nsection, MAX_PARTS))
		return;
	s.id = reader_attr(&p->r, n, "id");
	reader_attrs(&p->r, n, "id");
	s.blocks = report_blocks(&p->r, n, 0);
	p->section = arena_grow(p->r.a, p->section, &p->section_cap, to->nsection + 1,
				sizeof(*p->section));
	p->section[to->nsection++] = s;
}

static void read_parts(struct report_reader *p, const struct xml_node *root)
{
	enum { HEAD, PREFACE, SECTION, FORM, SIGNATURE };
	struct report *to = p->to;
	struct reader *r = &p->r;

	for (const struct xml_node *n = root->first; n != NULL; n = n->next) {
		switch (reader_child(r, root, n, "head preface section form signature")) {
		case HEAD:
			if (!is_second(r, root, n, &to->head_line))
				read_head(r, to, n);
			break;
		case PREFACE:
			if (is_second(r, root, n, &to->preface.line))
				break;
			reader_attrs(r, n, "");
			to->has_preface = true;
			to->preface.blocks = report_blocks(r, n, 0);
			break;
		case SECTION:
			put_section(p, n);
			break;
		case FORM:
			put_form(p, n);
			break;
		case SIGNATURE:
			if (!is_second(r, root, n, &to->signature.line))
				read_signature(r, &to->signature, n);
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
	return p.to;
}
