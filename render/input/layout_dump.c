/*
 * A layout as text, after merging: lengths in pt, texts in quotes, the cells of a form with
 * their places (row,column+rowspan x colspan).
 */
#include "input/layout.h"

static const char *const align_name[] = { "left", "center", "right", "justify" };
static const char *const dir_name[] = { "", " upright", " turned" };
static const char *const valign_name[] = { "top", "middle", "bottom" };
static const char *const number_name[] = { "count", "decimal", "signed", "free" };
static const char *const scope_name[] = { "none", "column", "row" };
static const char *const part_name[] = { "preface", "section", "table", "signature" };

static void put_str(struct buf *out, const char *name, struct str s)
{
	if (s.n == 0)
		return;
	buf_printf(out, " %s=", name);
	buf_str(out, s);
}

static void put_quoted(struct buf *out, const char *name, struct str s)
{
	buf_printf(out, " %s=\"", name);
	buf_str(out, s);
	buf_char(out, '"');
}

static void put_strs(struct buf *out, const char *name, const struct str *s, size_t n)
{
	buf_printf(out, " %s=", name);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_char(out, ',');
		buf_str(out, s[i]);
	}
}

/* A length in thousandths of a point. */
static void put_length(struct buf *out, const char *name, emu length)
{
	int64_t v = emu_scale(length, 1000, EMU_PT);

	if (v == 0)
		return;
	buf_printf(out, " %s=%ld", name, (long)(v / 1000));
	if (v % 1000 != 0)
		buf_printf(out, ".%03ld", (long)(v % 1000));
}

static void put_whole(struct buf *out, const char *name, int32_t v)
{
	if (v != 0)
		buf_printf(out, " %s=%ld", name, (long)v);
}

static void put_style(struct buf *out, const struct style *s)
{
	buf_z(out, "style ");
	buf_str(out, s->id);
	put_str(out, "role", s->role);
	put_str(out, "strong", s->strong);
	put_length(out, "size", s->size);
	put_whole(out, "squeeze", s->squeeze);
	put_length(out, "floor", s->floor);
	put_length(out, "pitch", s->pitch);
	buf_printf(out, " %s %s%s%s%s%s", align_name[s->align], valign_name[s->valign],
		   dir_name[s->dir], s->balance ? " balance" : "",
		   s->nowrap ? " nowrap" : "", s->keep_next ? " keep-next" : "");
	if (s->ink != INK_BLACK)
		buf_printf(out, " ink=%s", ink_word(s->ink));
	put_whole(out, "indent", s->indent);
	put_whole(out, "hang", s->hang);
	put_str(out, "number", s->number);
	put_whole(out, "right", s->right);
	put_whole(out, "lines-before", s->lines_before);
	put_whole(out, "lines-after", s->lines_after);
	put_length(out, "space-after", s->space_after);
	put_length(out, "pad-x", s->pad_x);
	put_length(out, "pad-y", s->pad_y);
	buf_char(out, '\n');
}

static void put_cell(struct buf *out, const struct form *f, const struct form_cell *c)
{
	const struct form_record *r = &f->record[c->record];

	buf_printf(out, "    %d,%d+%dx%d ", c->row, c->col, c->rowspan, c->colspan);
	buf_str(out, c->style->id);
	if (c->is_data) {
		buf_char(out, ' ');
		buf_str(out, r->id);
		buf_char(out, '/');
		buf_str(out, r->field[c->field]);
	} else {
		buf_printf(out, " %s \"", scope_name[c->scope]);
		for (size_t i = 0; i < c->label.nspan; i++) {
			buf_str(out, c->label.span[i].s);
			if (c->label.span[i].break_after)
				buf_char(out, '|');
		}
		buf_char(out, '"');
	}
	buf_char(out, '\n');
}

/* One word where all are alike. */
static void put_numbers(struct buf *out, const struct form_record *r)
{
	bool differ = false;

	for (size_t i = 1; i < r->nfield; i++)
		differ |= r->number[i] != r->number[0];
	for (size_t i = 0; i < (differ ? r->nfield : 1); i++)
		buf_printf(out, "%c%s", i > 0 ? ',' : ' ', number_name[r->number[i]]);
}

static void put_form(struct buf *out, const struct form *f)
{
	buf_z(out, "form ");
	buf_str(out, f->id);
	buf_z(out, f->whole ? " whole" : "");
	put_length(out, "rule", f->rule);
	put_str(out, "note-style", f->note_style);
	buf_z(out, "\n  columns");
	for (size_t i = 0; i < f->ncol; i++) {
		put_length(out, "width", f->width[i]);
		if (f->min) {
			put_length(out, "min", f->min[i]);
			put_length(out, "max", f->max[i]);
		}
	}
	buf_char(out, '\n');
	for (const struct form_record *r = f->record; r < f->record + f->nrecord; r++) {
		buf_z(out, "  record ");
		buf_str(out, r->id);
		put_numbers(out, r);
		put_strs(out, "fields", r->field, r->nfield);
		put_str(out, "label", r->label);
		buf_char(out, '\n');
	}
	for (size_t i = 0, icell = 0; i < f->nrow; i++) {
		buf_z(out, f->row[i].is_head ? "  head row" : "  row");
		put_length(out, "height", f->row[i].height);
		buf_char(out, '\n');
		for (; icell < f->ncell && f->cell[icell].row == i; icell++)
			put_cell(out, f, &f->cell[icell]);
	}
}

static void put_part(struct buf *out, const struct layout_part *p)
{
	buf_printf(out, "%s ", part_name[p->kind]);
	buf_str(out, p->id);
	if (p->title.nspan > 0 && !text_is_empty(p->title))
		put_quoted(out, "title", p->title.span[0].s);
	put_str(out, "style", p->style);
	buf_z(out, p->required ? " required" : "");
	put_str(out, "hint", p->hint);
	if (p->seal != SEAL_NONE)
		buf_printf(out, " seal=%s", seal_word(p->seal));
	buf_char(out, '\n');
}

static void put_page(struct buf *out, const struct layout *l)
{
	const struct layout_page *page = &l->page;

	buf_z(out, "page");
	put_length(out, "width", page->width);
	put_length(out, "height", page->height);
	put_length(out, "top", page->top);
	put_length(out, "left", page->left);
	put_length(out, "text-width", page->text_width);
	put_length(out, "text-height", page->text_height);
	put_whole(out, "lines", page->lines);
	put_whole(out, "columns", page->columns);
	put_whole(out, "kinsoku", page->level);
	buf_z(out, "\nfolio");
	put_str(out, "style", l->folio.style);
	put_quoted(out, "before", l->folio.before);
	put_quoted(out, "after", l->folio.after);
	put_length(out, "drop", l->folio.drop);
	put_whole(out, "inset", l->folio.inset);
	buf_z(out, "\nfigures");
	put_quoted(out, "label", l->figures.label);
	put_whole(out, "dpi", l->figures.dpi);
	put_length(out, "most", l->figures.most);
	put_length(out, "space", l->figures.space);
	buf_z(out, "\ntables");
	put_length(out, "rule", l->tables.rule);
	put_length(out, "below", l->tables.below);
	put_whole(out, "least", l->tables.least);
	put_quoted(out, "continued", l->tables.continued);
	buf_z(out, "\ndraft-mark");
	put_str(out, "style", l->draft.style);
	put_quoted(out, "text", l->draft.text);
	put_length(out, "rise", l->draft.rise);
	buf_z(out, "\ntitle");
	put_str(out, "style", l->title.style);
	put_quoted(out, "pattern", l->title.pattern);
	put_strs(out, "phrases", l->title.phrase, l->title.nphrase);
	buf_char(out, '\n');
}

static void put_signing(struct buf *out, const struct layout_signing *signing)
{
	if (signing->seal[SEAL_ORGAN].width == 0)
		return;
	buf_printf(out, "signing keep=%d\n", (int)signing->keep);
	for (int i = 0; i < NSEAL; i++) {
		const struct layout_seal *seal = &signing->seal[i];

		buf_printf(out, "  seal %s", seal_word((enum seal)i));
		put_whole(out, "before", seal->before);
		put_whole(out, "right", seal->right);
		put_whole(out, "gap", seal->gap);
		put_whole(out, "after", seal->after);
		put_length(out, "width", seal->width);
		put_length(out, "height", seal->height);
		put_length(out, "rise", seal->rise);
		buf_char(out, '\n');
	}
}

static void put_annexes(struct buf *out, const struct layout_annexes *annexes)
{
	if (annexes->list_style.n == 0)
		return;
	buf_z(out, "annexes");
	put_quoted(out, "intro", annexes->intro);
	put_quoted(out, "number", annexes->number);
	put_quoted(out, "label", annexes->label);
	put_str(out, "list-style", annexes->list_style);
	put_str(out, "label-style", annexes->label_style);
	put_str(out, "title-style", annexes->title_style);
	buf_char(out, '\n');
}

static void put_red_head(struct buf *out, const struct layout_red_head *head)
{
	if (head->mark_style.n == 0)
		return;
	buf_z(out, "red-head");
	put_quoted(out, "mark", head->mark);
	put_length(out, "drop", head->drop);
	put_whole(out, "number-lines", head->number_lines);
	put_length(out, "gap", head->gap);
	put_length(out, "rule", head->rule);
	put_whole(out, "lines-after", head->lines_after);
	put_quoted(out, "secret", head->secret);
	put_str(out, "copy-style", head->copy_style);
	put_str(out, "class-style", head->class_style);
	put_str(out, "mark-style", head->mark_style);
	put_str(out, "number-style", head->number_style);
	buf_char(out, '\n');
}

static void put_imprint(struct buf *out, const struct layout_imprint *imprint)
{
	if (imprint->style.n == 0)
		return;
	buf_z(out, "imprint");
	put_str(out, "style", imprint->style);
	put_whole(out, "inset", imprint->inset);
	put_length(out, "thick", imprint->thick);
	put_length(out, "thin", imprint->thin);
	put_quoted(out, "copy-to", imprint->copy_to);
	put_quoted(out, "copy-end", imprint->copy_end);
	put_quoted(out, "issued", imprint->issued);
	buf_z(out, imprint->duplex ? " duplex\n" : "\n");
}

static void put_terms(struct buf *out, const char *name, const struct check_term *t, size_t n)
{
	buf_printf(out, " %s=", name);
	for (size_t i = 0; i < n; i++) {
		buf_printf(out, "%s%s%s", i > 0 ? "," : "", t[i].minus ? "-" : "",
			   t[i].previous ? "previous:" : "");
		buf_str(out, t[i].id);
	}
}

static void put_check(struct buf *out, const struct layout_check *c)
{
	buf_z(out, "check ");
	buf_str(out, c->id);
	put_str(out, "form", c->form);
	buf_z(out, c->per_field ? " per=field" : " per=record");
	if (c->nonly > 0)
		put_strs(out, "only", c->only, c->nonly);
	put_terms(out, "addends", c->addend, c->naddend);
	put_terms(out, "total", c->total, c->ntotal);
	buf_z(out, c->is_warning ? " level=warning\n" : "\n");
}

static void put_mention(struct buf *out, const struct layout_mention *m)
{
	buf_z(out, "mention ");
	buf_str(out, m->id);
	put_str(out, "section", m->section);
	put_str(out, "form", m->form);
	put_strs(out, "record", m->record, m->nrecord);
	put_str(out, "field", m->field);
	put_strs(out, "says", m->says, m->nsays);
	if (m->nabout > 0)
		put_strs(out, "about", m->about, m->nabout);
	if (m->nunless > 0)
		put_strs(out, "unless", m->unless, m->nunless);
	buf_char(out, '\n');
}

static void put_require(struct buf *out, const struct layout_require *q)
{
	buf_z(out, "require ");
	buf_str(out, q->id);
	put_str(out, "section", q->section);
	if (q->nany > 0)
		put_strs(out, "any", q->any, q->nany);
	if (q->nbeyond > 0)
		put_strs(out, "beyond", q->beyond, q->nbeyond);
	buf_char(out, '\n');
}

static void put_rules(struct buf *out, const struct layout *l)
{
	for (size_t i = 0; i < l->ncheck; i++)
		put_check(out, &l->check[i]);
	for (size_t i = 0; i < l->nmention; i++)
		put_mention(out, &l->mention[i]);
	for (size_t i = 0; i < l->nrequire; i++)
		put_require(out, &l->require[i]);
}

void layout_dump(const struct layout *l, struct buf *out)
{
	buf_z(out, "layout ");
	buf_str(out, l->id);
	put_quoted(out, "name", l->name);
	put_str(out, "extends", l->extends);
	put_whole(out, "first-year", l->first_year);
	put_whole(out, "last-year", l->last_year);
	buf_char(out, '\n');
	put_page(out, l);
	for (size_t i = 0; i < l->npart; i++)
		put_part(out, &l->part[i]);
	put_signing(out, &l->signing);
	put_annexes(out, &l->annexes);
	put_red_head(out, &l->red_head);
	put_imprint(out, &l->imprint);
	for (size_t i = 0; i < l->nstyle; i++)
		put_style(out, &l->style[i]);
	for (size_t i = 0; i < l->nform; i++)
		put_form(out, &l->form[i]);
	put_rules(out, l);
}
