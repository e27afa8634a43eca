#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

struct str text_plain(struct arena *a, struct text t)
{
	struct buf b = { .arena = a };

	if (t.nspan == 1)
		return t.span[0].s;
	for (size_t i = 0; i < t.nspan; i++)
		buf_str(&b, t.span[i].s);
	return buf_text(&b);
}

struct text text_from(struct arena *a, struct str file, uint32_t line, struct str s)
{
	struct text_span *span = arena_alloc(a, sizeof(*span));

	*span = (struct text_span){ .s = s, .line = line };
	return (struct text){ file, span, 1 };
}

bool text_is_empty(struct text t)
{
	for (size_t i = 0; i < t.nspan; i++)
		if (t.span[i].s.n > 0)
			return false;
	return true;
}

static bool is_white(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0;
}

/* Is it written with word spaces: ASCII, Latin, Greek, Cyrillic? */
static bool takes_spaces(uint32_t c)
{
	return (c > 0x20 && c < 0x7F) || (c >= 0xC0 && c <= 0x24F) ||
	       (c >= 0x370 && c <= 0x4FF);
}

/* The text being tidied: spans grow at the end of one run of bytes, so they touch. */
struct tidy {
	char *s;
	size_t n;
	struct text_span *span;
	size_t nspan;
	bool spaced; /* the character before takes word spaces */
	bool blank;  /* white space was passed since */
};

static void put_span(struct tidy *t, const struct text_span *from)
{
	struct text_span *span = NULL;
	size_t at = 0, start;
	uint32_t c;

	while (at < from->s.n) {
		start = at;
		c = utf8_next(from->s, &at);
		if (is_white(c)) {
			t->blank = true;
			continue;
		}
		if (t->blank && t->spaced && takes_spaces(c)) {
			t->s[t->n++] = ' ';
			t->span[t->nspan - 1].s.n++;
		}
		t->blank = false;
		t->spaced = takes_spaces(c);
		if (span == NULL) {
			span = &t->span[t->nspan++];
			*span = (struct text_span){ .s = { t->s + t->n, 0 },
						    .line = from->line,
						    .mark = from->mark };
		}
		memcpy(t->s + t->n, from->s.s + start, at - start);
		t->n += at - start;
		span->s.n += at - start;
	}
	if (from->break_after) {
		t->spaced = false;
		if (t->nspan > 0)
			t->span[t->nspan - 1].break_after = true;
	}
}

struct text text_tidy(struct arena *a, struct text t)
{
	struct tidy tidy = { .span = arena_array(a, t.nspan, sizeof(*tidy.span)) };
	size_t bytes = 0;

	for (size_t i = 0; i < t.nspan; i++)
		bytes += t.span[i].s.n;
	tidy.s = arena_alloc(a, bytes);
	for (size_t i = 0; i < t.nspan; i++)
		put_span(&tidy, &t.span[i]);
	if (tidy.nspan > 0)
		tidy.span[tidy.nspan - 1].break_after = false;
	return (struct text){ t.file, tidy.span, tidy.nspan };
}
