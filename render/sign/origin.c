#include "sign/origin.h"

#include "cli/command.h"
#include "sign/claim.h"

#include <stdlib.h>

/* The options that the file says it was made with; false when one of them is not known here. */
static bool read_told(struct arena *a, struct str told, struct engine_options *o)
{
	struct str word;

	while (str_word(&told, &word)) {
		if (str_is(word, "--draft")) {
			o->draft = true;
		} else if (str_is(word, "--print")) {
			if (!str_word(&told, &word))
				return false;
			o->print = str_z(a, word);
		} else if (str_is(word, "--pages")) {
			if (!str_word(&told, &word) ||
			    !page_ranges_read(a, str_z(a, word), &o->pages))
				return false;
		} else if (str_is(word, "--signature-field")) {
			/* the last one: the name may hold blanks */
			o->signature_field = str_z(a, str_sub(told, 1, told.n));
			return told.n > 1;
		} else {
			return false;
		}
	}
	return true;
}

/* "3a,ua1" as the file's XMP claims it. */
static bool read_standard(const struct claim *c, struct standard *out)
{
	char list[16], *p = list;

	if (c->part) {
		*p++ = (char)('0' + c->part);
		*p++ = (char)(c->level - 'A' + 'a');
	}
	if (c->part && c->is_ua)
		*p++ = ',';
	if (c->is_ua) {
		*p++ = 'u';
		*p++ = 'a';
		*p++ = '1';
	}
	*p = '\0';
	return standard_read(p == list ? "none" : list, out) == STANDARD_FINE;
}

static int compare_names(const void *x, const void *y)
{
	return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

/* The names of the fonts in a file, sorted, without the tags of subsets. */
static struct str font_names(struct arena *a, struct str pdf)
{
	struct document *doc = arena_alloc(a, sizeof *doc);
	struct buf all = { .arena = a };
	struct str *name = NULL;
	size_t n = 0, cap = 0;
	bool is_encrypted;

	buf_z(&all, "");
	if (!document_open(doc, a, pdf, &is_encrypted))
		return buf_text(&all);
	for (size_t i = 0; i < doc->n_entry; i++) {
		const struct object *o = document_object(doc, i);
		struct str s = object_key(o, "FontName")->s;
		size_t plus = str_find(s, STR("+"));

		if (s.n == 0)
			continue;
		name = arena_grow(a, name, &cap, n + 1, sizeof *name);
		name[n++] = plus == (size_t)-1 ? s : str_sub(s, plus + 1, s.n);
	}
	if (n > 0)
		qsort(name, n, sizeof *name, compare_names);
	for (size_t i = 0; i < n; i++) {
		buf_str(&all, name[i]);
		buf_char(&all, ' ');
	}
	return buf_text(&all);
}

static enum origin judge(struct arena *a, struct str was, const struct engine_output *made,
			 int status, struct str *why)
{
	struct diags *d = made->diags;

	if (status) {
		*why = STR("its report cannot be rendered here");
		for (size_t i = 0; i < d->n; i++)
			if (d->item[i].code == DIAG_PDF_NO_REPORT) {
				*why = STR("it carries no report");
				return ORIGIN_UNKNOWN;
			}
		return ORIGIN_UNKNOWN;
	}
	if (str_eq(was, made->bytes))
		return ORIGIN_SAME;
	if (!str_eq(font_names(a, was), font_names(a, made->bytes))) {
		*why = STR("it was made with other fonts");
		return ORIGIN_UNKNOWN;
	}
	return ORIGIN_OTHER;
}

enum origin origin_check(struct document *doc, struct arena *a, const struct sign_options *o,
			 const char *file, struct str *why)
{
	struct str was = str_sub(doc->bytes, 0, doc->first_end);
	struct document *first = arena_alloc(a, sizeof *first);
	struct options options = { .lang = o->lang,
				   .share_dir = o->share_dir,
				   .layout_dir = o->layout_dir,
				   .fonts_file = o->fonts_file };
	struct buf made_by = { .arena = a };
	struct engine_options more = { 0 };
	struct engine_output output;
	struct engine *n;
	struct claim c;
	enum origin result;
	bool is_encrypted;
	int status;

	*why = STR("");
	if (!document_open(first, a, was, &is_encrypted))
		return ORIGIN_FOREIGN;
	c = claim_read(first);
	if (!c.is_ours)
		return ORIGIN_FOREIGN;
	if (!str_is(c.version, NIANBAO_VERSION)) {
		buf_z(&made_by, "it was made by version ");
		buf_str(&made_by, c.version);
		*why = buf_text(&made_by);
		return ORIGIN_UNKNOWN;
	}
	*why = STR("it was made with options that are not known here");
	if (!read_told(a, c.told, &more) || !read_standard(&c, &options.standard))
		return ORIGIN_UNKNOWN;
	/* A press has a standard of its own, which no list names. */
	options.has_standard = c.part || c.is_ua || !more.print;
	options.stage = STAGE_PDF;
	options.draft = more.draft;
	options.print = more.print;
	options.pages = more.pages;
	options.signature_field = more.signature_field;
	options.epoch_date = c.date.n ? str_z(a, c.date) : NULL;
	n = command_open(&options);
	status = engine_render_bytes(n, str_from(file), was, &output);
	result = judge(a, was, &output, status, why);
	engine_release(&output);
	engine_close(n);
	return result;
}
