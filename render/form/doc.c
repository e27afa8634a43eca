#include "form/doc.h"

static const char *const kind_name[] = {
	[DOC_TITLE] = "title", [DOC_HEADING] = "heading", [DOC_PARA] = "para",
	[DOC_ITEM] = "item",   [DOC_CAPTION] = "caption", [DOC_TABLE] = "table",
	[DOC_SIGN] = "sign", [DOC_FIGURE] = "figure",
	[DOC_ANNEXES] = "annexes", [DOC_ANNEX] = "annex",
	[DOC_RED_HEAD] = "red-head", [DOC_IMPRINT] = "imprint",
};

static const char *const scope_name[] = {
	[SCOPE_NONE] = "",
	[SCOPE_COLUMN] = " column",
	[SCOPE_ROW] = " row",
};

static const char *const mark_open[] = {
	[TEXT_PLAIN] = "",
	[TEXT_STRONG] = "<b>",
	[TEXT_RUN_IN] = "<h2>",
	[TEXT_NOTE] = "",
};

static const char *const mark_close[] = {
	[TEXT_PLAIN] = "",
	[TEXT_STRONG] = "</b>",
	[TEXT_RUN_IN] = "</h2>",
	[TEXT_NOTE] = "",
};

static void dump_text(struct text t, struct buf *out)
{
	for (size_t i = 0; i < t.nspan; i++) {
		buf_z(out, mark_open[t.span[i].mark]);
		buf_str(out, t.span[i].s);
		buf_z(out, mark_close[t.span[i].mark]);
		if (t.span[i].break_after)
			buf_z(out, "<br/>");
	}
	buf_char(out, '\n');
}

static void dump_fact(const char *name, struct str value, struct buf *out)
{
	buf_z(out, name);
	buf_str(out, value);
	buf_char(out, '\n');
}

static void dump_style(const struct style *style, struct buf *out)
{
	buf_z(out, " [");
	if (style)
		buf_str(out, style->id);
	buf_char(out, ']');
}

static void dump_cell(const struct doc_cell *c, size_t icell, struct buf *out)
{
	buf_printf(out, "  #%zu r%u c%u", icell, (unsigned)c->row, (unsigned)c->col);
	if (c->rowspan > 1 || c->colspan > 1)
		buf_printf(out, " %ux%u", (unsigned)c->rowspan, (unsigned)c->colspan);
	dump_style(c->style, out);
	buf_z(out, c->is_data ? " figure" : " label");
	buf_z(out, scope_name[c->scope]);
	for (size_t i = 0; i < c->nhead; i++)
		buf_printf(out, "%s%u", i == 0 ? " under " : ",", (unsigned)c->head[i]);
	buf_z(out, ": ");
	dump_text(c->text, out);
}

static void dump_table(const struct doc_table *t, struct buf *out)
{
	buf_printf(out, "  %zu rows, %zu of them heads%s%s, rule %d, columns", t->nrow, t->nhead,
		   t->whole ? ", whole" : "",
		   t->is_portrait    ? ", portrait"
		   : t->is_landscape ? ", landscape"
				     : "",
		   (int)t->rule);
	for (size_t i = 0; i < t->ncol; i++)
		buf_printf(out, " %d", (int)t->width[i]);
	buf_char(out, '\n');
	for (size_t i = 0; i < t->ncell; i++)
		dump_cell(&t->cell[i], i, out);
}

struct named {
	const char *name;
	const struct text *text;
};

/* Those that print. */
static void dump_texts(const struct named *t, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		if (text_is_empty(*t[i].text))
			continue;
		buf_printf(out, "  %s: ", t[i].name);
		dump_text(*t[i].text, out);
	}
}

static void dump_sign(const struct doc_sign *sign, struct buf *out)
{
	const struct named part[] = {
		{ "signatory", &sign->signatory },
		{ "post", &sign->post },
		{ "organ", &sign->organ },
		{ "date", &sign->date },
	};

	buf_printf(out, " seal=%s", seal_word(sign->seal));
	if (sign->bearer.n > 0)
		buf_z(out, " bearer=");
	buf_str(out, sign->bearer);
	buf_char(out, '\n');
	dump_texts(part, sizeof(part) / sizeof(*part), out);
}

static void dump_red_head(const struct doc_red_head *head, struct buf *out)
{
	const struct named part[] = {
		{ "copy-number", &head->copy }, { "secrecy", &head->secrecy },
		{ "urgency", &head->urgency },	{ "mark", &head->mark },
		{ "number", &head->number },
	};

	buf_char(out, '\n');
	dump_texts(part, sizeof(part) / sizeof(*part), out);
}

static void dump_imprint(const struct doc_imprint *imprint, struct buf *out)
{
	const struct named part[] = {
		{ "intro", &imprint->copy_intro },
		{ "copy-to", &imprint->copy_to },
		{ "by", &imprint->by },
		{ "date", &imprint->date },
	};

	buf_char(out, '\n');
	dump_texts(part, sizeof(part) / sizeof(*part), out);
}

/* Its list and item, and its label. */
static void dump_place(const struct doc_block *b, struct buf *out)
{
	buf_printf(out, " %u.%u", (unsigned)b->list, (unsigned)b->item);
	for (size_t i = 0; i < b->label.nspan; i++) {
		const struct text_span *span = &b->label.span[i];

		buf_z(out, i ? "" : " ");
		buf_z(out, mark_open[span->mark]);
		buf_str(out, span->s);
		buf_z(out, mark_close[span->mark]);
	}
}

static void dump_block(const struct doc_block *b, struct buf *out)
{
	buf_printf(out, "%u %s", (unsigned)b->line, kind_name[b->kind]);
	if (b->level > 0)
		buf_printf(out, " %d", (int)b->level);
	if (b->kind == DOC_ITEM)
		dump_place(b, out);
	if (b->kind == DOC_SIGN) {
		dump_sign(b->sign, out);
		return;
	}
	if (b->kind == DOC_RED_HEAD) {
		dump_red_head(b->red_head, out);
		return;
	}
	if (b->kind == DOC_IMPRINT) {
		dump_imprint(b->imprint, out);
		return;
	}
	if (b->kind == DOC_TABLE) {
		buf_z(out, ": ");
		buf_str(out, b->table->name);
		buf_char(out, '\n');
		dump_table(b->table, out);
		return;
	}
	dump_style(b->style, out);
	for (size_t i = 0; i < b->nphrase; i++)
		buf_printf(out, "%s%u", i == 0 ? " may end at " : ",",
			   (unsigned)b->phrase_end[i]);
	buf_z(out, ": ");
	dump_text(b->text, out);
	for (size_t i = 0; i < b->nannex; i++) {
		buf_z(out, "  ");
		dump_text(b->annex[i].mark, out);
		buf_z(out, "    ");
		dump_text(b->annex[i].name, out);
	}
	if (b->outline.n > 0)
		dump_fact("  outline: ", b->outline, out);
}

void doc_dump(const struct doc *doc, struct buf *out)
{
	dump_fact("layout ", doc->layout->id, out);
	dump_fact("title ", doc->title, out);
	dump_fact("organ ", doc->organ, out);
	dump_fact("date ", doc->date, out);
	for (int i = 0; i < ARCHIVE_NFACT; i++) {
		if (doc->archive[i].n == 0)
			continue;
		buf_z(out, archive_name(i)->element);
		dump_fact(" ", doc->archive[i], out);
	}
	if (doc->draft)
		buf_z(out, "draft\n");
	for (size_t i = 0; i < doc->nblock; i++)
		dump_block(&doc->block[i], out);
}
