/*
 * Mutations for the targets that read XML. Blind ones break the nesting of tags, and a parser says
 * so: here elements, attributes and texts are moved, doubled, removed and replaced whole, so that
 * most of what comes out is well-formed. One in four is blind all the same.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MOST 2000 /* pieces of a kind that are looked at */
#define DEPTH 80

size_t LLVMFuzzerMutate(uint8_t *byte, size_t n, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *byte, size_t n, size_t most, unsigned int seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *byte, size_t n, const uint8_t *other,
				 size_t nother, uint8_t *out, size_t most, unsigned int seed);

struct piece {
	size_t at, end;
};

struct pieces {
	struct piece item[MOST];
	size_t n;
};

enum kind { ELEMENT, INSIDE, ATTRIBUTE, VALUE, TEXT, KINDS };

/* What an XML file is made of; INSIDE is an element without its tags. */
struct xml {
	const char *s;
	size_t n;
	struct pieces of[KINDS];
};

/* Texts and values that programs get wrong. */
static const char *const word[] = {
	"",
	"0",
	"1",
	"2",
	"-1",
	"+3",
	"１２",
	"1,234",
	"007",
	"99999999",
	"2.5",
	"64",
	"65",
	"1000",
	"1001",
	"2147483648",
	"4294967297",
	"9223372036854775808",
	"1e9",
	"10mm",
	"0pt",
	"-3mm",
	"0.01mm",
	"156mm",
	"4000mm",
	"100%",
	"yes",
	"no",
	"body",
	"small",
	"center",
	"landscape",
	"2024-02-29",
	"2023-02-29",
	"0000-01-01",
	"国",
	"——",
	"……",
	"“‘（《",
	"》）’”",
	"全年公开政府信息，",
	"一、",
	"（一）",
	"1.",
	"①",
	"\xCC\x81",
	"e\xCC\x81\xCC\x81",
	"𠮷",
	"𰻞",
	"\xF3\xA0\x84\x80",
	"\xE2\x80\x8D",
	"\xE2\x80\xAE",
	"\xEF\xBB\xBF",
	"\xC2\xA0",
	"\xE3\x80\x80",
	" ",
	"\t\n",
	"http://www.example.gov.cn/a/b?c=d&amp;e=f",
	"0517-12345678",
	"国办发〔2021〕30号",
	"&#x4e00;",
	"&lt;",
	"<b>重</b>",
	"<br/>",
	"<!-- -->",
	"<![CDATA[<p>]]>",
};

static uint32_t next(unsigned int *seed, size_t of)
{
	*seed = *seed * 1664525u + 1013904223u;
	return of ? (*seed >> 8) % (uint32_t)of : 0;
}

static void put(struct pieces *to, size_t at, size_t end)
{
	if (to->n < MOST && at <= end)
		to->item[to->n++] = (struct piece){ at, end };
}

/* The end of what begins at `at` and is ended by `mark`, at most the end of all. */
static size_t after(const struct xml *x, size_t at, const char *mark)
{
	const char *found = memmem(x->s + at, x->n - at, mark, strlen(mark));

	return found ? (size_t)(found - x->s) + strlen(mark) : x->n;
}

/* The attributes of a tag whose name is at `at`; returns the place of its '>'. */
static size_t scan_tag(struct xml *x, size_t at)
{
	while (at < x->n && x->s[at] != '>') {
		size_t start = at, quote;

		if (x->s[at++] != ' ')
			continue;
		while (at < x->n && !strchr("=> ", x->s[at]))
			at++;
		quote = at + 1;
		if (quote >= x->n || x->s[at] != '=' || !strchr("'\"", x->s[quote]))
			continue;
		at = quote + 1;
		while (at < x->n && x->s[at] != x->s[quote])
			at++;
		put(&x->of[VALUE], quote + 1, at);
		at += at < x->n;
		put(&x->of[ATTRIBUTE], start, at);
	}
	return at;
}

static void scan(struct xml *x, const uint8_t *byte, size_t n)
{
	struct piece open[DEPTH];
	size_t depth = 0, at = 0;

	x->s = (const char *)byte;
	x->n = n;
	for (size_t i = 0; i < KINDS; i++)
		x->of[i].n = 0;
	while (at < n) {
		const char *tag = memchr(x->s + at, '<', n - at);
		size_t start = tag ? (size_t)(tag - x->s) : n, end;

		if (start > at && depth > 0)
			put(&x->of[TEXT], at, start);
		if (start + 1 >= n)
			break;
		if (tag[1] == '!' || tag[1] == '?') {
			at = after(x, start,
				   tag[1] == '?'   ? "?>"
				   : tag[2] == '-' ? "-->"
						   : ">");
			continue;
		}
		end = tag[1] == '/' ? after(x, start, ">") : scan_tag(x, start + 1);
		at = end < n && tag[1] != '/' ? end + 1 : end;
		if (tag[1] == '/' && depth > 0) {
			put(&x->of[INSIDE], open[--depth].end, start);
			put(&x->of[ELEMENT], open[depth].at, at);
		} else if (tag[1] != '/' && end > 0 && end < n && x->s[end - 1] == '/') {
			put(&x->of[ELEMENT], start, at);
		} else if (tag[1] != '/' && depth < DEPTH) {
			open[depth++] = (struct piece){ start, at };
		}
	}
}

/* Any piece of that kind; none where there is none. */
static struct piece any(const struct xml *x, enum kind kind, unsigned int *seed)
{
	const struct pieces *of = &x->of[kind];

	return of->n ? of->item[next(seed, of->n)] : (struct piece){ 0, 0 };
}

/* Bytes of `x` with `old` replaced; as they were when that would be too many. */
static size_t replace(const struct xml *x, struct piece old, const char *by, size_t nby,
		      uint8_t *out, size_t most)
{
	size_t rest = x->n - old.end, n = old.at + nby + rest;

	if (n > most || n == 0) {
		n = x->n < most ? x->n : most;
		memcpy(out, x->s, n);
		return n;
	}
	memcpy(out, x->s, old.at);
	memcpy(out + old.at, by, nby);
	memcpy(out + old.at + nby, x->s + old.end, rest);
	return n;
}

/* Where a piece is put that replaces nothing: before one of the kind, or after it. */
static struct piece beside(struct piece p, unsigned int *seed)
{
	size_t at = next(seed, 2) ? p.at : p.end;

	return (struct piece){ at, at };
}

/* One piece of `x` for, or beside, one of the same kind out of `from`. */
static size_t transplant(const struct xml *x, const struct xml *from, uint8_t *out, size_t most,
			 unsigned int *seed)
{
	enum kind kind = (enum kind)next(seed, KINDS);
	struct piece old = any(x, kind, seed), by = any(from, kind, seed);

	if (next(seed, 2) && kind != VALUE)
		old = beside(old, seed);
	return replace(x, old, from->s + by.at, by.end - by.at, out, most);
}

static size_t use_word(const struct xml *x, uint8_t *out, size_t most, unsigned int *seed)
{
	struct piece old = any(x, next(seed, 2) ? VALUE : TEXT, seed);
	const char *by = word[next(seed, sizeof word / sizeof *word)];

	if (next(seed, 4) == 0)
		old = beside(old, seed);
	return replace(x, old, by, strlen(by), out, most);
}

static size_t change(struct xml *x, uint8_t *out, size_t most, unsigned int *seed)
{
	static const enum kind removed[] = { ELEMENT, INSIDE, ATTRIBUTE, TEXT };

	switch (next(seed, 5)) {
	case 0:
		return replace(x, any(x, removed[next(seed, 4)], seed), "", 0, out, most);
	case 1:
	case 2:
		return use_word(x, out, most, seed);
	default:
		return transplant(x, x, out, most, seed);
	}
}

size_t LLVMFuzzerCustomMutator(uint8_t *byte, size_t n, size_t most, unsigned int seed)
{
	static struct xml x;
	uint8_t *out;

	if (next(&seed, 4) == 0 || n == 0)
		return LLVMFuzzerMutate(byte, n, most);
	out = malloc(most);
	for (size_t times = 1 + next(&seed, 3); out && times > 0; times--) {
		scan(&x, byte, n);
		n = change(&x, out, most, &seed);
		memcpy(byte, out, n);
	}
	free(out);
	return n;
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *byte, size_t n, const uint8_t *other,
				 size_t nother, uint8_t *out, size_t most, unsigned int seed)
{
	static struct xml x, from;

	scan(&x, byte, n);
	scan(&from, other, nother);
	return transplant(&x, &from, out, most, &seed);
}
