/* Sections that say nothing, not what they must, or the same as another. */
#include "base/str_index.h"
#include "base/utf8.h"
#include "form/check_part.h"

#define NOT_FOUND ((size_t)-1)

/* Shorter paragraphs may well stand twice ("无。", "存在问题："). */
#define REPEAT_CHARACTERS 30

static bool is_empty(const struct section *s)
{
	for (size_t i = 0; i < s->blocks.n; i++)
		if (s->blocks.item[i].kind != BLOCK_P || !text_is_empty(s->blocks.item[i].text))
			return false;
	return true;
}

static void put_paragraph(struct check *c, struct paragraphs *to, struct text text,
			  uint32_t line)
{
	to->item = arena_grow(c->a, to->item, &to->cap, to->n + 1, sizeof(*to->item));
	to->item[to->n++] = (struct paragraph){ text, text_plain(c->a, text), line };
}

static void put_cells(struct check *c, const struct block_table *t, struct paragraphs *to)
{
	for (size_t i = 0; i < t->nrow; i++)
		for (size_t k = 0; k < t->row[i].n; k++)
			put_paragraph(c, to, t->row[i].cell[k].text, t->row[i].cell[k].line);
}

void check_paragraphs(struct check *c, const struct block_list *blocks, bool cells,
		      struct paragraphs *to)
{
	for (size_t i = 0; i < blocks->n; i++) {
		const struct block *b = &blocks->item[i];

		switch (b->kind) {
		case BLOCK_LIST:
			for (size_t k = 0; k < b->nitem; k++)
				check_paragraphs(c, &b->items[k], cells, to);
			break;
		case BLOCK_TABLE:
			if (cells)
				put_cells(c, b->table, to);
			break;
		case BLOCK_FIGURE:
			break;
		default:
			put_paragraph(c, to, b->text, b->line);
			break;
		}
	}
}

/* The words alone, without marks: "（无。）" says "无". */
static struct str bare(struct arena *a, struct str s)
{
	struct str marks = STR(" \n　。，、；：！？（）．.,;:!?()“”");
	struct buf b = { .arena = a };

	for (size_t at = 0, from; at < s.n;) {
		from = at;
		utf8_next(s, &at);
		if (str_find(marks, str_sub(s, from, at - from)) == NOT_FOUND)
			buf_str(&b, str_sub(s, from, at - from));
	}
	return buf_text(&b);
}

/* "“信息处理费”或“收取”" */
static struct str alternatives(struct arena *a, const struct str *word, size_t n)
{
	struct buf b = { .arena = a };

	for (size_t i = 0; i < n; i++) {
		buf_z(&b, i > 0 ? "或“" : "“");
		buf_str(&b, word[i]);
		buf_z(&b, "”");
	}
	return buf_text(&b);
}

/* As the layout has it; an annex has its own. */
static struct str title_of(struct check *c, const struct section *s)
{
	const struct layout_part *part = check_part(c->l, PART_SECTION, s->id);

	if (!text_is_empty(s->title))
		return text_plain(c->a, s->title);
	if (part)
		return text_plain(c->a, part->title);
	return s->id.n > 0 ? s->id : STR("annex");
}

static void check_require(struct check *c, const struct layout_require *q,
			  const struct section *s)
{
	struct paragraphs paragraphs = { 0 };
	struct buf words = { .arena = c->a };
	struct str said;

	check_paragraphs(c, &s->blocks, true, &paragraphs);
	for (size_t i = 0; i < paragraphs.n; i++) {
		buf_str(&words, paragraphs.item[i].plain);
		buf_char(&words, '\n');
	}
	said = bare(c->a, buf_text(&words));
	for (size_t i = 0; i < q->nbeyond; i++)
		if (str_eq(said, q->beyond[i])) {
			CHECK_PUT(c, DIAG_SECTION_NOTHING, s->line, title_of(c, s), said);
			return;
		}
	for (size_t i = 0; i < q->nany; i++)
		if (str_find(buf_text(&words), q->any[i]) != NOT_FOUND)
			return;
	if (q->nany > 0)
		CHECK_PUT(c, DIAG_SECTION_OMITS, s->line, q->id, title_of(c, s),
			  alternatives(c->a, q->any, q->nany));
}

/* Paragraphs told so far, and where. */
struct told {
	struct str_index index; /* text to place in `at` */
	struct told_at {
		const struct section *section;
		uint32_t line;
	} * at;
	size_t n, cap;
};

static void tell(struct check *c, struct told *told, const struct section *s,
		 const struct paragraph *p)
{
	told->at = arena_grow(c->a, told->at, &told->cap, told->n + 1, sizeof(*told->at));
	told->at[told->n] = (struct told_at){ s, p->line };
	str_index_put(c->a, &told->index, p->plain, (uint32_t)told->n++);
}

/* One message a section, at the first paragraph that it shares with an earlier one. */
static void check_repeats(struct check *c, struct told *told, const struct section *s)
{
	struct paragraphs paragraphs = { 0 };
	const struct told_at *first = NULL;
	uint32_t line = 0, n = 0;

	check_paragraphs(c, &s->blocks, false, &paragraphs);
	for (size_t i = 0; i < paragraphs.n; i++) {
		const struct paragraph *p = &paragraphs.item[i];
		int seen = str_index_find(&told->index, p->plain);

		if (utf8_count(p->plain) < REPEAT_CHARACTERS)
			continue;
		if (seen < 0) {
			tell(c, told, s, p);
		} else if (told->at[seen].section != s && n++ == 0) {
			first = &told->at[seen];
			line = p->line;
		}
	}
	if (n > 0)
		CHECK_PUT(c, DIAG_SECTION_REPEATS, line, title_of(c, s), check_number(c, n),
			  title_of(c, first->section), check_number(c, first->line));
}

void check_words(struct check *c)
{
	struct told told = { .n = 0 };

	for (size_t i = 0; i < c->l->npart; i++) {
		const struct layout_part *part = &c->l->part[i];
		const struct section *s = join_section(c->r, part->id);

		if (part->kind == PART_SECTION && part->required && s && is_empty(s))
			CHECK_PUT(c, DIAG_SECTION_EMPTY, s->line,
				  text_plain(c->a, part->title));
	}
	for (size_t i = 0; i < c->r->nannex; i++)
		if (is_empty(&c->r->annex[i]))
			CHECK_PUT(c, DIAG_SECTION_EMPTY, c->r->annex[i].line,
				  title_of(c, &c->r->annex[i]));
	for (size_t i = 0; i < c->l->nrequire; i++) {
		const struct section *s = join_section(c->r, c->l->require[i].section);

		if (s && !is_empty(s))
			check_require(c, &c->l->require[i], s);
	}
	for (size_t i = 0; i < c->r->nsection; i++)
		check_repeats(c, &told, &c->r->section[i]);
	for (size_t i = 0; i < c->r->nannex; i++)
		check_repeats(c, &told, &c->r->annex[i]);
}
