/* Figures that the text repeats, against the forms: R8 (official-format §3.1). */
#include "base/utf8.h"
#include "form/check_part.h"
#include "form/figure.h"

#define GAP_MAX 20 /* characters that … in a pattern may stand for */
#define REACH 900  /* bytes to either side in which the ends of a sentence are looked for */
#define NOT_FOUND ((size_t)-1)

#define SENTENCE_ENDS "。！？!?"
#define STATEMENT_ENDS SENTENCE_ENDS "；;"
#define CLAUSE_ENDS STATEMENT_ENDS "，、,"
#define GAP_BREAKS STATEMENT_ENDS "，：,:0123456789０１２３４５６７８９"

/* A mention with the figures that it repeats. */
struct wanted {
	const struct layout_mention *mention;
	const struct join *join;
	struct num sum;
};

/* Where a pattern stands in a paragraph. */
struct place {
	const struct paragraph *paragraph;
	size_t at, n; /* bytes of its plain text */
	struct num stated;
};

static struct str char_at(struct str s, size_t at)
{
	size_t end = at;

	utf8_next(s, &end);
	return str_sub(s, at, end - at);
}

static bool is_one_of(struct str c, const char *set)
{
	return c.n > 0 && str_find(str_from(set), c) != NOT_FOUND;
}

static bool is_digit(struct str s, size_t at)
{
	return at < s.n && s.s[at] >= '0' && s.s[at] <= '9';
}

static bool has_digits(struct str s, size_t at, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!is_digit(s, at + i))
			return false;
	return !is_digit(s, at + n);
}

/* Bytes of the number that `s` starts with; thousands may be set off: "12,368". */
static size_t scan_number(struct str s, struct num *value)
{
	char digits[16];
	size_t at = 0, n = 0;

	while (is_digit(s, at) && n < sizeof(digits)) {
		digits[n++] = s.s[at++];
		if (at < s.n && s.s[at] == ',' && has_digits(s, at + 1, 3))
			at++;
	}
	return n > 0 && num_read((struct str){ digits, n }, value) == n ? at : 0;
}

static size_t match(struct str pattern, struct str s, struct num *value);

static size_t match_number(struct str pattern, struct str s, struct num *value)
{
	size_t n = scan_number(s, value), rest = NOT_FOUND;

	if (n > 0)
		rest = match(pattern, str_sub(s, n, s.n), value);
	return rest == NOT_FOUND ? NOT_FOUND : n + rest;
}

static size_t match_gap(struct str pattern, struct str s, struct num *value)
{
	size_t at = 0, rest;

	for (int i = 0; i <= GAP_MAX; i++) {
		rest = match(pattern, str_sub(s, at, s.n), value);
		if (rest != NOT_FOUND)
			return at + rest;
		if (at >= s.n || is_one_of(char_at(s, at), GAP_BREAKS))
			break;
		utf8_next(s, &at);
	}
	return NOT_FOUND;
}

/* The words with which a pattern starts. */
static struct str first_words(struct str pattern)
{
	size_t gap = str_find(pattern, STR("…")), number = str_find(pattern, STR("#"));

	return str_sub(pattern, 0, gap < number ? gap : number);
}

/* Bytes that the pattern takes from the start of `s` on; NOT_FOUND: it does not stand there. */
static size_t match(struct str pattern, struct str s, struct num *value)
{
	struct str words = first_words(pattern), sign = char_at(pattern, words.n);
	size_t rest;

	if (!str_starts(s, words))
		return NOT_FOUND;
	pattern = str_sub(pattern, words.n + sign.n, pattern.n);
	s = str_sub(s, words.n, s.n);
	if (sign.n == 0)
		return words.n;
	rest = str_is(sign, "#") ? match_number(pattern, s, value)
				 : match_gap(pattern, s, value);
	return rest == NOT_FOUND ? NOT_FOUND : words.n + rest;
}

/* The stretch around the place, from a mark of one set to a mark of the other. */
static struct str stretch(const struct place *p, const char *before, const char *behind)
{
	size_t start = p->at > REACH ? p->at - REACH : 0, end = p->at + p->n;
	size_t most = end + REACH;
	struct str s = p->paragraph->plain, c;

	while (start < p->at && ((unsigned char)s.s[start] & 0xC0) == 0x80)
		start++; /* not within a character */
	for (size_t i = start; i < p->at; i += c.n) {
		c = char_at(s, i);
		if (is_one_of(c, before))
			start = i + c.n;
	}
	while (end < s.n && end < most && !is_one_of(char_at(s, end), behind))
		utf8_next(s, &end);
	return str_sub(s, start, end - start);
}

static bool holds_one(struct str s, const struct str *word, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_find(s, word[i]) != NOT_FOUND)
			return true;
	return false;
}

static bool names_other_year(struct str s, struct str year)
{
	for (size_t i = 0; i + 4 < s.n; i++)
		if ((i == 0 || !is_digit(s, i - 1)) && has_digits(s, i, 4) &&
		    str_starts(str_sub(s, i + 4, s.n), STR("年")) &&
		    !str_eq(str_sub(s, i, 4), year))
			return true;
	return false;
}

/*
 * Is it this year's figure as a whole that is stated here? In doubt it is not: a warning that is
 * wrong costs more than one that is missing. "未收到…申请" must end its clause, lest it be
 * "未收到…申请引起的复议".
 */
static bool is_meant(struct check *c, const struct layout_mention *m, const struct place *p,
		     bool is_number)
{
	struct str sentence = stretch(p, SENTENCE_ENDS, SENTENCE_ENDS);
	struct str statement = stretch(p, STATEMENT_ENDS, CLAUSE_ENDS);
	struct str next = char_at(p->paragraph->plain, p->at + p->n);

	if (!is_number && next.n > 0 && !is_one_of(next, CLAUSE_ENDS))
		return false;
	if (m->nabout > 0 && !holds_one(sentence, m->about, m->nabout))
		return false;
	return !holds_one(statement, m->unless, m->nunless) &&
	       !names_other_year(statement, c->r->year);
}

static uint32_t line_of(struct text t, size_t at)
{
	size_t i = 0;

	while (i + 1 < t.nspan && at >= t.span[i].s.n)
		at -= t.span[i++].s.n;
	return t.span[i].line;
}

/* "行政诉讼（复议后起诉）·总计 22"; of several records, with their sum */
static struct str figures_text(struct check *c, const struct wanted *w)
{
	const struct layout_mention *m = w->mention;
	const struct form_labels *l = &w->join->labels;
	struct buf b = { .arena = c->a };

	for (size_t i = 0; i < m->nrecord; i++) {
		size_t irecord = (size_t)form_record_find(w->join->form, m->record[i]);
		const struct form_record *record = &w->join->form->record[irecord];
		size_t ifield = (size_t)form_field_find(record, m->field);

		buf_z(&b, i > 0 ? " + " : "");
		buf_str(&b, label_path(c->a, l, irecord));
		buf_z(&b, "·");
		buf_str(&b, label_of_field(c->a, l, irecord, ifield));
		buf_char(&b, ' ');
		buf_str(&b, str_trim(*join_figure(w->join, irecord, ifield)));
	}
	if (m->nrecord > 1) {
		buf_z(&b, " = ");
		num_put(&b, w->sum);
	}
	return buf_text(&b);
}

static void put_differs(struct check *c, const struct wanted *w, const struct place *p)
{
	int irecord = form_record_find(w->join->form, w->mention->record[0]);

	CHECK_PUT(c, DIAG_MENTION_DIFFERS, line_of(p->paragraph->text, p->at), w->mention->id,
		  str_sub(p->paragraph->plain, p->at, p->n), figures_text(c, w),
		  check_number(c, w->join->row[irecord]->line));
}

static void find_pattern(struct check *c, const struct wanted *w, struct place *p,
			 struct str pattern)
{
	bool is_number = str_find(pattern, STR("#")) != NOT_FOUND;
	struct str s = p->paragraph->plain, words = first_words(pattern);
	size_t next;

	for (p->at = 0; p->at < s.n; p->at += p->n) {
		next = str_find(str_sub(s, p->at, s.n), words);
		if (next == NOT_FOUND)
			return;
		p->at += next;
		p->stated = (struct num){ 0 };
		p->n = match(pattern, str_sub(s, p->at, s.n), &p->stated);
		if (p->n == NOT_FOUND)
			p->n = words.n;
		else if (p->stated.micro != w->sum.micro &&
			 is_meant(c, w->mention, p, is_number))
			put_differs(c, w, p);
	}
}

static void find_mention(struct check *c, const struct wanted *w,
			 const struct paragraphs *paragraphs)
{
	for (size_t i = 0; i < paragraphs->n; i++) {
		struct place p = { .paragraph = &paragraphs->item[i] };

		for (size_t k = 0; k < w->mention->nsays; k++)
			find_pattern(c, w, &p, w->mention->says[k]);
	}
}

/* Add up the figures that the text repeats; false when one of them is not stated. */
static bool add_figures(struct wanted *w)
{
	const struct form *f = w->join->form;

	for (size_t i = 0; i < w->mention->nrecord; i++) {
		int irecord = form_record_find(f, w->mention->record[i]);
		int ifield = form_field_find(&f->record[irecord], w->mention->field);
		const struct str *text = join_figure(w->join, (size_t)irecord, (size_t)ifield);
		struct figure figure;

		if (!text)
			return false;
		figure = figure_read(*text, f->record[irecord].number[ifield]);
		if (figure.state != FIGURE_STATED || !num_add(&w->sum, figure.value))
			return false;
	}
	return true;
}

/* The form with the rows given for it, or NULL. */
static const struct join *find_join(struct check *c, struct str form)
{
	for (size_t i = 0; i < c->l->npart; i++)
		if (c->join[i].given && str_eq(c->join[i].form->id, form))
			return &c->join[i];
	return NULL;
}

void check_mentions(struct check *c)
{
	const struct section *read = NULL;
	struct paragraphs paragraphs = { 0 };

	for (size_t i = 0; i < c->l->nmention; i++) {
		struct wanted w = { .mention = &c->l->mention[i] };
		const struct section *s = join_section(c->r, w.mention->section);

		w.join = find_join(c, w.mention->form);
		if (!s || !w.join || !add_figures(&w))
			continue;
		if (s != read) {
			paragraphs.n = 0;
			check_paragraphs(c, &s->blocks, false, &paragraphs);
			read = s;
		}
		find_mention(c, &w, &paragraphs);
	}
}
