#include "form/fill_part.h"

#include <string.h>

#define NOWHERE ((size_t)-1)

struct str fill_pattern(struct fill *f, struct str pattern)
{
	struct {
		struct str name, value;
	} word[] = {
		{ STR("{organ}"), fill_organ(f) },
		{ STR("{year}"), f->r->year },
	};
	struct buf b = { .arena = f->a };

	for (size_t at = 0; at < pattern.n;) {
		struct str rest = str_sub(pattern, at, pattern.n - at);
		size_t step = 1;

		for (size_t i = 0; i < sizeof(word) / sizeof(*word); i++) {
			if (!str_eq(str_sub(rest, 0, word[i].name.n), word[i].name))
				continue;
			buf_str(&b, word[i].value);
			step = word[i].name.n;
		}
		if (step == 1)
			buf_char(&b, rest.s[0]);
		at += step;
	}
	return buf_text(&b);
}

/* Bytes of the title that a phrase has claimed, and the places where a line may end. */
struct phrases {
	struct str plain;
	bool *claimed, *ends; /* one a byte of the title, and one more */
};

/* First place of `phrase` at or behind `from` that no other phrase has claimed, or NOWHERE. */
static size_t find_free(const struct phrases *p, struct str phrase, size_t from)
{
	while (from < p->plain.n) {
		size_t at = str_find(str_sub(p->plain, from, p->plain.n - from), phrase);

		if (at == NOWHERE)
			return NOWHERE;
		at += from;
		if (!memchr(p->claimed + at, 1, phrase.n))
			return at;
		from = at + 1;
	}
	return NOWHERE;
}

/*
 * Phrases stand in the title in the layout's order as a rule (organ, year, …), so each is looked
 * for behind the one before; only one that moved (2025年上海市…) is looked for from the start.
 */
static void mark_phrases(struct fill *f, struct phrases *p)
{
	const struct layout_title *t = &f->l->title;
	size_t behind = 0;

	for (size_t i = 0; i < t->nphrase; i++) {
		struct str phrase = fill_pattern(f, t->phrase[i]);
		size_t at = phrase.n > 0 ? find_free(p, phrase, behind) : NOWHERE;

		if (at == NOWHERE && phrase.n > 0)
			at = find_free(p, phrase, 0);
		if (at == NOWHERE)
			continue;
		memset(p->claimed + at, true, phrase.n);
		behind = at + phrase.n;
		p->ends[at] = p->ends[behind] = true;
	}
}

static void put_phrase_ends(struct fill *f, struct doc_block *title, struct str plain)
{
	struct phrases p = { .plain = plain };
	uint32_t *end = arena_array(f->a, plain.n + 1, sizeof(*end));

	p.claimed = arena_array(f->a, plain.n + 1, sizeof(*p.claimed));
	p.ends = arena_array(f->a, plain.n + 1, sizeof(*p.ends));
	mark_phrases(f, &p);
	for (size_t at = 1; at < plain.n; at++)
		if (p.ends[at])
			end[title->nphrase++] = (uint32_t)at;
	title->phrase_end = end;
}

struct str fill_title(struct fill *f)
{
	const struct style *style = layout_style(f->l, f->l->title.style);
	struct text text = f->r->title;
	uint32_t line = f->r->title_line;
	struct doc_block *title;
	struct str plain;

	if (text_is_empty(text)) {
		line = f->r->organ_line;
		text = text_from(f->a, f->r->file, line, fill_pattern(f, f->l->title.pattern));
	}
	plain = text_plain(f->a, text);
	title = fill_put(f, DOC_TITLE, style, text, line);
	title->level = 1;
	put_phrase_ends(f, title, plain);
	return plain;
}
