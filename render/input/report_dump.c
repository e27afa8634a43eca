/*
 * --dump=report. Each line is: source line, element, then ids and texts. A text prints its
 * spans as "plain", *"strong" or ^"run-in", each with @LINE where its line is not that of the
 * one before, and / for a <br/>.
 */
#include "input/report.h"

struct dump {
	struct buf *out;
	int indent;
};

static void put_line(struct dump *d, uint32_t line, const char *word)
{
	buf_printf(d->out, "%6lu ", (unsigned long)line);
	for (int i = 0; i < d->indent; i++)
		buf_z(d->out, "  ");
	buf_z(d->out, word);
}

static void put_str(struct dump *d, struct str s)
{
	buf_char(d->out, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.s[i] == '\n')
			buf_z(d->out, "\\n");
		else if (s.s[i] == '"' || s.s[i] == '\\')
			buf_printf(d->out, "\\%c", s.s[i]);
		else
			buf_char(d->out, s.s[i]);
	}
	buf_char(d->out, '"');
}

static void put_text(struct dump *d, uint32_t line, struct text t)
{
	static const char *const mark[] = { "", "*", "^" };

	for (size_t i = 0; i < t.nspan; i++) {
		buf_printf(d->out, " %s", mark[t.span[i].mark]);
		put_str(d, t.span[i].s);
		if (t.span[i].line != line)
			buf_printf(d->out, "@%lu", (unsigned long)t.span[i].line);
		line = t.span[i].line;
		if (t.span[i].break_after)
			buf_z(d->out, " /");
	}
}

static void put_named(struct dump *d, uint32_t line, const char *word, struct str id)
{
	put_line(d, line, word);
	buf_char(d->out, ' ');
	buf_str(d->out, id);
	buf_char(d->out, '\n');
}

static void put_element(struct dump *d, uint32_t line, const char *word, struct text t)
{
	put_line(d, line, word);
	put_text(d, line, t);
	buf_char(d->out, '\n');
}

static void put_cell(struct dump *d, const struct block_cell *c)
{
	put_line(d, c->line, c->is_head ? "th" : "td");
	if (c->rowspan > 1)
		buf_printf(d->out, " rowspan=%d", c->rowspan);
	if (c->colspan > 1)
		buf_printf(d->out, " colspan=%d", c->colspan);
	put_text(d, c->line, c->text);
	buf_char(d->out, '\n');
}

static void put_table(struct dump *d, uint32_t line, const struct block_table *t)
{
	static const char *const orient[] = { "", " portrait", " landscape" };

	put_line(d, line, "table");
	buf_z(d->out, orient[t->orient]);
	for (size_t i = 0; t->width != NULL && i < t->ncol; i++)
		buf_printf(d->out, "%s%lu", i == 0 ? " widths=" : ",",
			   (unsigned long)t->width[i]);
	buf_printf(d->out, " columns=%zu", t->ncol);
	put_text(d, line, t->caption);
	buf_char(d->out, '\n');
	d->indent++;
	for (size_t i = 0; i < t->nrow; i++) {
		put_line(d, t->row[i].n > 0 ? t->row[i].cell[0].line : line, "tr\n");
		d->indent++;
		for (size_t j = 0; j < t->row[i].n; j++)
			put_cell(d, &t->row[i].cell[j]);
		d->indent--;
	}
	d->indent--;
}

static void put_blocks(struct dump *d, struct block_list list);

static void put_list(struct dump *d, const struct block *b)
{
	put_line(d, b->line, b->ordered ? "ol\n" : "ul\n");
	d->indent++;
	for (size_t i = 0; i < b->nitem; i++) {
		put_line(d, b->items[i].item[0].line, "li\n");
		put_blocks(d, b->items[i]);
	}
	d->indent--;
}

static void put_figure(struct dump *d, const struct block *b)
{
	put_line(d, b->line, "figure");
	buf_printf(d->out, " src=\"%.*s\" alt=\"%.*s\"\n", (int)b->figure->src.n,
		   b->figure->src.s, (int)b->figure->alt.n, b->figure->alt.s);
	if (!text_is_empty(b->figure->caption))
		put_element(d, b->line, "figcaption", b->figure->caption);
}

static void put_blocks(struct dump *d, struct block_list list)
{
	d->indent++;
	for (size_t i = 0; i < list.n; i++) {
		const struct block *b = &list.item[i];

		switch (b->kind) {
		case BLOCK_P:
			put_element(d, b->line, "p", b->text);
			break;
		case BLOCK_H2:
			put_element(d, b->line, "h2", b->text);
			break;
		case BLOCK_H3:
			put_element(d, b->line, "h3", b->text);
			break;
		case BLOCK_LIST:
			put_list(d, b);
			break;
		case BLOCK_TABLE:
			put_table(d, b->line, b->table);
			break;
		case BLOCK_FIGURE:
			put_figure(d, b);
			break;
		}
	}
	d->indent--;
}

static void put_form(struct dump *d, const struct report_form *f)
{
	const struct report_row *row;

	put_named(d, f->line, "form", f->id);
	d->indent++;
	for (size_t i = 0; i < f->nrow; i++) {
		row = &f->row[i];
		put_line(d, row->line, "row ");
		buf_str(d->out, row->id);
		for (size_t j = 0; j < row->nfigure; j++) {
			buf_char(d->out, ' ');
			buf_str(d->out, row->figure[j].name);
			buf_char(d->out, '=');
			put_str(d, row->figure[j].value);
		}
		buf_char(d->out, '\n');
	}
	for (size_t i = 0; i < f->nnote; i++)
		put_element(d, f->note[i].span[0].line, "note", f->note[i]);
	d->indent--;
}

/* Sections and forms, in the order of the file. */
static void put_parts(struct dump *d, const struct report *r)
{
	size_t isection = 0, iform = 0;

	while (isection < r->nsection || iform < r->nform) {
		if (isection == r->nsection ||
		    (iform < r->nform && r->form[iform].line < r->section[isection].line)) {
			put_form(d, &r->form[iform++]);
			continue;
		}
		put_named(d, r->section[isection].line, "section", r->section[isection].id);
		put_blocks(d, r->section[isection++].blocks);
	}
}

static void put_signature(struct dump *d, const struct signature *s)
{
	put_line(d, s->line, "signature");
	if (s->has_seal)
		buf_printf(d->out, " seal=%s", seal_word(s->seal));
	buf_char(d->out, '\n');
	d->indent++;
	if (s->has_organ)
		put_element(d, s->line, "organ", s->organ);
	if (!text_is_empty(s->signatory))
		put_element(d, s->line, "signatory", s->signatory);
	if (!text_is_empty(s->post))
		put_element(d, s->line, "post", s->post);
	if (s->has_date)
		put_named(d, s->line, "date", s->date);
	d->indent--;
}

void report_dump(const struct report *r, struct buf *out)
{
	struct dump d = { out, 0 };
	int issue = 0;

	put_named(&d, r->line, "report", r->layout);
	d.indent = 1;
	if (r->organ_line > 0)
		put_element(&d, r->organ_line, "organ", r->organ);
	if (r->year_line > 0)
		put_named(&d, r->year_line, "year", r->year);
	if (r->title_line > 0)
		put_element(&d, r->title_line, "title", r->title);
	if (r->date_line > 0)
		put_named(&d, r->date_line, "date", r->date);
	for (int i = 0; i < ARCHIVE_NFACT; i++)
		if (r->archive_line[i] > 0)
			put_named(&d, r->archive_line[i], archive_name(i)->element, r->archive[i]);
	for (struct str rest = STR(ISSUE_WORDS), name; str_word(&rest, &name); issue++)
		if (r->issue_line[issue] > 0)
			put_named(&d, r->issue_line[issue], str_z(out->arena, name),
				  r->issue[issue]);
	if (r->has_preface) {
		put_line(&d, r->preface.line, "preface\n");
		put_blocks(&d, r->preface.blocks);
	}
	put_parts(&d, r);
	if (r->signature.given)
		put_signature(&d, &r->signature);
	for (size_t i = 0; i < r->nannex; i++) {
		put_element(&d, r->annex[i].line, "annex", r->annex[i].title);
		put_blocks(&d, r->annex[i].blocks);
	}
}
