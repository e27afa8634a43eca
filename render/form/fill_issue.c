/* What an issued document has around its text: 版头 (GB/T 9704-2012 §7.2) and 版记 (§7.4). */
#include "form/fill_part.h"

static struct text from(struct fill *f, uint32_t line, struct str s)
{
	return text_from(f->a, f->r->file, line, s);
}

static struct text issue(struct fill *f, enum issue_fact fact)
{
	return from(f, f->r->issue_line[fact], f->r->issue[fact]);
}

/* A secrecy that the head prints: 秘密★1年, but not 公开. */
static struct text secrecy(struct fill *f)
{
	struct str rest = f->l->red_head.secret, word, s = f->r->archive[ARCHIVE_SECRECY];

	while (str_word(&rest, &word))
		if (str_starts(s, word))
			return from(f, f->r->archive_line[ARCHIVE_SECRECY], s);
	return (struct text){ .file = f->r->file };
}

void fill_red_head(struct fill *f)
{
	const struct layout_red_head *l = &f->l->red_head;
	struct doc_red_head *head = arena_alloc(f->a, sizeof(*head));

	if (l->mark_style.n == 0)
		return;
	head->copy = issue(f, ISSUE_COPY_NUMBER);
	head->secrecy = secrecy(f);
	head->urgency = issue(f, ISSUE_URGENCY);
	head->mark = from(f, f->r->organ_line, fill_pattern(f, l->mark));
	head->number =
		from(f, f->r->archive_line[ARCHIVE_NUMBER], f->r->archive[ARCHIVE_NUMBER]);
	fill_put(f, DOC_RED_HEAD, layout_style(f->l, l->mark_style), head->mark,
		 f->r->head_line)
		->red_head = head;
}

static struct str joined(struct fill *f, struct str a, struct str b)
{
	struct buf both = { .arena = f->a };

	buf_str(&both, a);
	buf_str(&both, b);
	return buf_text(&both);
}

static bool ends_with(struct str s, struct str end)
{
	return s.n >= end.n && str_eq(str_sub(s, s.n - end.n, end.n), end);
}

void fill_imprint(struct fill *f)
{
	const struct layout_imprint *l = &f->l->imprint;
	struct str to = f->r->issue[ISSUE_COPY_TO], by = f->r->issue[ISSUE_BY];
	struct str date = f->r->issue[ISSUE_DATE].n > 0 ? f->r->issue[ISSUE_DATE] : f->r->date;
	struct doc_imprint *imprint = arena_alloc(f->a, sizeof(*imprint));

	if (l->style.n == 0)
		return;
	if (to.n > 0) {
		uint32_t line = f->r->issue_line[ISSUE_COPY_TO];

		imprint->copy_intro = from(f, line, l->copy_to);
		imprint->copy_to = from(
			f, line, ends_with(to, l->copy_end) ? to : joined(f, to, l->copy_end));
	}
	imprint->by = from(f, f->r->issue_line[ISSUE_BY], by.n > 0 ? by : fill_organ(f));
	if (date.n > 0)
		imprint->date = from(f, f->r->issue_line[ISSUE_DATE],
				     joined(f, fill_date(f, date), l->issued));
	fill_put(f, DOC_IMPRINT, layout_style(f->l, l->style),
		 (struct text){ .file = f->r->file }, f->r->head_line)
		->imprint = imprint;
}
