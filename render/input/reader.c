#include "input/reader.h"

#define NEAR 2	   /* bytes by which a mistyped name may differ */
#define EXCERPT 30 /* bytes of stray text that a message shows */

struct at reader_at(const struct reader *r, const struct xml_node *n)
{
	return (struct at){ r->file, n->line };
}

int reader_word(const char *words, struct str s)
{
	struct str rest = str_from(words), word;

	for (int i = 0; str_word(&rest, &word); i++)
		if (str_eq(word, s))
			return i;
	return -1;
}

struct str reader_near(struct arena *a, const char *words, struct str s)
{
	struct str rest = str_from(words), word, near = STR("");
	size_t best = NEAR + 1, distance;
	struct buf all = { .arena = a };

	while (str_word(&rest, &word)) {
		distance = str_distance(word, s, NEAR);
		/* A name of two letters is not near to just any other one. */
		if (distance < best && distance < word.n) {
			best = distance;
			near = word;
		}
		if (all.n > 0)
			buf_z(&all, ", ");
		buf_str(&all, word);
	}
	if (near.n > 0)
		return near;
	return all.n > 0 ? buf_text(&all) : STR("—");
}

/* The start of a text, for a message. */
static struct str excerpt(struct str s)
{
	size_t n = 0;

	while (n < s.n && n < EXCERPT && s.s[n] != '\n')
		n++;
	while (n < s.n && ((unsigned char)s.s[n] & 0xC0) == 0x80)
		n--;
	return str_sub(s, 0, n);
}

static void put_stray(struct reader *r, const struct xml_node *parent, const struct xml_node *n)
{
	struct str text = str_trim(n->text);
	struct at at = reader_at(r, n);

	if (text.n == 0)
		return;
	for (const char *s = n->text.s; s < text.s; s++)
		at.line += *s == '\n';
	DIAG_PUT(r->d, TEXT_STRAY, at, excerpt(text), parent->name);
}

int reader_child(struct reader *r, const struct xml_node *parent, const struct xml_node *n,
		 const char *words)
{
	int i;

	if (xml_is_text(n)) {
		put_stray(r, parent, n);
		return -1;
	}
	i = reader_word(words, n->name);
	if (i < 0) {
		DIAG_PUT(r->d, ELEMENT_UNKNOWN, reader_at(r, n), n->name, parent->name,
			 reader_near(r->a, words, n->name));
	}
	return i;
}

void reader_no_children(struct reader *r, const struct xml_node *n)
{
	for (const struct xml_node *c = n->first; c != NULL; c = c->next)
		reader_child(r, n, c, "");
}

void reader_attrs(struct reader *r, const struct xml_node *n, const char *words)
{
	struct str name;

	for (size_t i = 0; i < n->nattr; i++) {
		name = n->attr[i].name;
		if (reader_word(words, name) < 0) {
			DIAG_PUT(r->d, ATTR_UNKNOWN, reader_at(r, n), name, n->name,
				 reader_near(r->a, words, name));
		}
	}
}

struct str reader_attr(struct reader *r, const struct xml_node *n, const char *name)
{
	const struct str *value = xml_attr(n, name);
	struct str s = value == NULL ? STR("") : str_trim(*value);

	if (s.n == 0)
		DIAG_PUT(r->d, ATTR_MISSING, reader_at(r, n), n->name, str_from(name));
	return s;
}

/* A line of text being read. */
struct line {
	struct text_span *span;
	size_t n, cap;
};

static void put_span(struct reader *r, struct line *l, struct text_span span)
{
	l->span = arena_grow(r->a, l->span, &l->cap, l->n + 1, sizeof(*l->span));
	l->span[l->n++] = span;
}

/* Text is cut at its line breaks, so that each span has its own source line. */
static void put_lines(struct reader *r, struct line *l, const struct xml_node *n,
		      enum text_mark mark)
{
	struct text_span span = { .line = n->line, .mark = mark };
	struct str rest = n->text;
	size_t end;

	while (rest.n > 0) {
		end = str_find(rest, STR("\n"));
		/* The break itself stays with its line: it is white space to text_tidy. */
		end = end == (size_t)-1 ? rest.n : end + 1;
		span.s = str_sub(rest, 0, end);
		put_span(r, l, span);
		rest = str_sub(rest, end, rest.n);
		span.line++;
	}
}

static void put_break(struct reader *r, struct line *l, const struct xml_node *n)
{
	reader_attrs(r, n, "");
	reader_no_children(r, n);
	if (l->n == 0 || l->span[l->n - 1].break_after)
		put_span(r, l, (struct text_span){ .s = STR(""), .line = n->line });
	l->span[l->n - 1].break_after = true;
}

static bool is_blank(const struct line *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (str_trim(l->span[i].s).n > 0)
			return false;
	return true;
}

/* Elements nest no deeper than XML_MAX_DEPTH, so the recursion is bounded. */
static void put_inline(struct reader *r, struct line *l, const struct xml_node *parent,
		       const struct xml_node *first, const struct xml_node *end,
		       const char *words, enum text_mark mark)
{
	for (const struct xml_node *n = first; n != end; n = n->next) {
		if (xml_is_text(n)) {
			put_lines(r, l, n, mark);
			continue;
		}
		if (reader_child(r, parent, n, words) < 0)
			continue;
		if (xml_is(n, "br")) {
			put_break(r, l, n);
			continue;
		}
		reader_attrs(r, n, "");
		if (xml_is(n, "h2") && !is_blank(l))
			DIAG_PUT0(r->d, RUN_IN_PLACE, reader_at(r, n));
		put_inline(r, l, n, n->first, NULL, "b br",
			   xml_is(n, "h2")	? TEXT_RUN_IN
			   : mark == TEXT_PLAIN ? TEXT_STRONG
						: mark);
	}
}

/* Lines of a paragraph are chosen all at once, which takes half a kilobyte for each character. */
static bool is_short(struct reader *r, const struct xml_node *parent, const struct line *l)
{
	struct buf kb = { .arena = r->a };
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += l->span[i].s.n;
	if (n <= REPORT_MAX_TEXT)
		return true;
	buf_printf(&kb, "%zu", REPORT_MAX_TEXT >> 10);
	DIAG_PUT(r->d, TEXT_LONG, reader_at(r, parent), buf_text(&kb));
	return false;
}

struct text reader_inline(struct reader *r, const struct xml_node *parent,
			  const struct xml_node *first, const struct xml_node *end,
			  const char *words)
{
	struct line l = { 0 };

	put_inline(r, &l, parent, first, end, words, TEXT_PLAIN);
	if (!is_short(r, parent, &l))
		l.n = 0;
	return text_tidy(r->a, (struct text){ r->file, l.span, l.n });
}

struct text reader_text(struct reader *r, const struct xml_node *n, const char *words)
{
	reader_attrs(r, n, "");
	return reader_inline(r, n, n->first, NULL, words);
}

bool reader_whole(struct str s, int32_t low, int32_t high, int32_t *out)
{
	int32_t v = 0;

	if (s.n == 0 || s.n > 9)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.s[i] < '0' || s.s[i] > '9')
			return false;
		v = v * 10 + (s.s[i] - '0');
	}
	if (v < low || v > high)
		return false;
	*out = v;
	return true;
}
