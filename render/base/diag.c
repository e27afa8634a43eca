#include "base/diag.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define MAX_MESSAGES 1000 /* of errors, and again of milder messages */

struct entry {
	const char *code;
	enum diag_severity severity;
	const char *text[2], *help[2]; /* by enum diag_lang */
};

static const struct entry table[] = {
#define DIAG(symbol, code, severity, zh, zh_help, en, en_help)                                 \
	{ code, DIAG_##severity, { en, zh }, { en_help, zh_help } },
#include "base/diag.def"
#undef DIAG
};

/* A copy of one line that may be printed: no control characters, not endless. */
static struct str copy_arg(struct arena *a, struct str s)
{
	struct buf b = { .arena = a };
	size_t at = 0, start;
	uint32_t c;

	while (at < s.n) {
		start = at;
		c = utf8_next(s, &at);
		if (at > DIAG_MAX_BYTES) {
			buf_z(&b, "…");
			break;
		}
		if (c == UTF8_BAD)
			buf_z(&b, "\xEF\xBF\xBD");
		else if (c < 0x20 || (c >= 0x7F && c < 0xA0))
			buf_char(&b, ' ');
		else
			buf_put(&b, s.s + start, at - start);
	}
	return buf_text(&b);
}

static bool is_same(const struct diag *x, const struct diag *y)
{
	if (x->code != y->code || x->at.line != y->at.line || !str_eq(x->at.file, y->at.file))
		return false;
	for (size_t i = 0; i < DIAG_MAX_ARG; i++)
		if (!str_eq(x->arg[i], y->arg[i]))
			return false;
	return true;
}

static void append(struct diags *d, const struct diag *m)
{
	d->item = arena_grow(d->arena, d->item, &d->cap, d->n + 1, sizeof(*d->item));
	d->item[d->n] = *m;
	d->item[d->n].order = (uint32_t)d->n;
	d->n++;
	d->nerror += table[m->code].severity >= DIAG_ERROR;
}

/* Whoever says it may forget what it spoke of: a layout that can't be read is rewound. */
static struct str keep_file(struct diags *d, struct str file)
{
	if (d->n > 0 && str_eq(d->item[d->n - 1].at.file, file))
		return d->item[d->n - 1].at.file;
	return str_copy(d->arena, file);
}

/* Is there no room for another message of this severity? */
static bool is_full(struct diags *d, enum diag_severity severity, struct str file)
{
	size_t n = severity == DIAG_ERROR ? d->nerror : d->n - d->nerror;

	if (severity == DIAG_FAULT || n < MAX_MESSAGES)
		return false;
	if (!d->cut)
		append(d, &(struct diag){ .code = DIAG_TOO_MANY, .at = { keep_file(d, file), 0 } });
	d->cut = true;
	return true;
}

void diag_put(struct diags *d, enum diag_code code, struct at at, const struct str *arg,
	      size_t narg)
{
	struct diag m = { .code = code, .at = at };

	if (is_full(d, table[code].severity, at.file))
		return;
	for (size_t i = 0; i < narg && i < DIAG_MAX_ARG; i++)
		m.arg[i] = copy_arg(d->arena, arg[i]);
	for (size_t i = 0; i < d->n; i++)
		if (is_same(&d->item[i], &m))
			return;
	m.at.file = keep_file(d, at.file);
	append(d, &m);
}

enum diag_severity diag_severity(const struct diags *d, const struct diag *m)
{
	enum diag_severity severity = table[m->code].severity;

	return d->strict && severity == DIAG_WARNING ? DIAG_ERROR : severity;
}

size_t diag_errors(const struct diags *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->n; i++)
		n += diag_severity(d, &d->item[i]) >= DIAG_ERROR;
	return n;
}

int diag_status(const struct diags *d)
{
	enum diag_severity severity, worst = DIAG_NOTE;
	static const int status[] = { 0, 0, 1, 3 };

	for (size_t i = 0; i < d->n; i++) {
		severity = diag_severity(d, &d->item[i]);
		if (severity > worst)
			worst = severity;
	}
	return status[worst];
}

static int by_place(const void *x, const void *y)
{
	const struct diag *a = x, *b = y;
	int order = str_cmp(a->at.file, b->at.file);

	if (order != 0)
		return order;
	if (a->at.line != b->at.line)
		return a->at.line < b->at.line ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

/* The text with {0} {1} … replaced. */
static void put_text(struct buf *out, const char *text, const struct str *arg)
{
	for (; *text != '\0'; text++) {
		if (text[0] == '{' && text[1] >= '0' && text[1] < '0' + DIAG_MAX_ARG &&
		    text[2] == '}') {
			buf_str(out, arg[text[1] - '0']);
			text += 2;
		} else
			buf_char(out, *text);
	}
}

static const char *const word[] = { "note", "warning", "error", "error" };

static void sort(struct diags *d)
{
	if (d->n > 1)
		qsort(d->item, d->n, sizeof(*d->item), by_place);
}

void diag_print(struct diags *d, struct buf *out, enum diag_lang lang)
{
	static const char *const help[] = { "help: ", "做法：" };
	const struct entry *e;

	sort(d);
	for (size_t i = 0; i < d->n; i++) {
		const struct diag *m = &d->item[i];

		e = &table[m->code];
		buf_str(out, m->at.file.n > 0 ? m->at.file : STR("nianbao"));
		if (m->at.line > 0)
			buf_printf(out, ":%lu", (unsigned long)m->at.line);
		buf_printf(out, ": %s[%s]: ", word[diag_severity(d, m)], e->code);
		put_text(out, e->text[lang], m->arg);
		buf_char(out, '\n');
		if (e->help[lang][0] == '\0')
			continue;
		buf_printf(out, "        %s", help[lang]);
		put_text(out, e->help[lang], m->arg);
		buf_char(out, '\n');
	}
}

void diag_json_string(struct buf *out, struct str s)
{
	buf_char(out, '"');
	for (size_t at = 0; at < s.n;) {
		size_t start = at;
		uint32_t c = utf8_next(s, &at);

		if (c == UTF8_BAD)
			buf_z(out, "\xEF\xBF\xBD");
		else if (c < 0x20)
			buf_printf(out, "\\u%04x", (unsigned)c);
		else if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", (char)c);
		else
			buf_put(out, s.s + start, at - start);
	}
	buf_char(out, '"');
}

static void put_member(struct buf *out, const char *name, struct str value)
{
	buf_printf(out, ", \"%s\": ", name);
	diag_json_string(out, value);
}

static void put_json(struct diags *d, const struct diag *m, struct buf *out, enum diag_lang lang)
{
	const struct entry *e = &table[m->code];
	struct buf text = { .arena = out->arena }, help = { .arena = out->arena };

	put_text(&text, e->text[lang], m->arg);
	put_text(&help, e->help[lang], m->arg);
	buf_printf(out, "{\"severity\": \"%s\", \"code\": \"%s\"", word[diag_severity(d, m)],
		   e->code);
	if (m->at.file.n > 0)
		put_member(out, "file", m->at.file);
	if (m->at.line > 0)
		buf_printf(out, ", \"line\": %lu", (unsigned long)m->at.line);
	put_member(out, "text", buf_text(&text));
	if (help.n > 0)
		put_member(out, "help", buf_text(&help));
	buf_char(out, '}');
}

void diag_json(struct diags *d, struct buf *out, enum diag_lang lang)
{
	sort(d);
	buf_char(out, '[');
	for (size_t i = 0; i < d->n; i++) {
		buf_z(out, i > 0 ? ", " : "");
		put_json(d, &d->item[i], out, lang);
	}
	buf_char(out, ']');
}

enum diag_lang diag_lang_from_environment(void)
{
	static const char *const name[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *value;

	for (size_t i = 0; i < sizeof(name) / sizeof(name[0]); i++) {
		value = getenv(name[i]);
		if (value != NULL && value[0] != '\0')
			return strncmp(value, "zh", 2) == 0 ? DIAG_CHINESE : DIAG_ENGLISH;
	}
	return DIAG_ENGLISH;
}
