/*
 * The filing set of a report: its PDF, the report itself with its pictures, what an archive asks to
 * know as XML, and a manifest of SHA-256 digests; all in a folder with the name that an office
 * files it under: 机关-年度-文种.
 */
#include "cli/command.h"

#include "base/file.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "input/layout.h"
#include "input/report.h"
#include "page/book.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#define MANIFEST "manifest-sha256.txt" /* what sha256sum -c reads */
#define METADATA "metadata.xml"
#define MAX_STEM 200 /* bytes of a file name, which may have 255 */

struct part {
	struct str name, bytes;
	const char *role;
};

struct pack {
	struct arena *a;
	const struct engine_output *output;
	struct str stem;
	struct part *part;
	size_t n, cap;
};

static void add(struct pack *p, struct str name, struct str bytes, const char *role)
{
	p->part = arena_grow(p->a, p->part, &p->cap, p->n + 1, sizeof *p->part);
	p->part[p->n++] = (struct part){ name, bytes, role };
}

static struct str joined(struct arena *a, struct str x, const char *z)
{
	struct buf b = { .arena = a };

	buf_str(&b, x);
	buf_z(&b, z);
	return buf_text(&b);
}

/* The kind of document: the layout's name up to its bracket. */
static struct str kind_of(const struct layout *l)
{
	size_t at = str_find(l->name, STR("（"));

	return at == (size_t)-1 ? l->name : str_sub(l->name, 0, at);
}

/* What may stand in a file name on any system; anything else becomes _. */
static struct str stem_of(struct arena *a, struct str organ, struct str year, struct str kind)
{
	const struct str word[] = { organ, year, kind };
	struct buf b = { .arena = a };

	for (size_t i = 0; i < 3; i++) {
		size_t at = 0, start;

		buf_z(&b, i ? "-" : "");
		while ((start = at) < word[i].n) {
			uint32_t c = utf8_next(word[i], &at);

			if (b.n + at - start > MAX_STEM)
				break;
			if (c < 0x21 || c == 0x7F ||
			    (c < 0x7F && strchr("\"*/:<>?\\|", (int)c)) ||
			    (c == '.' && b.n == 0))
				buf_char(&b, '_');
			else
				buf_put(&b, word[i].s + start, at - start);
		}
	}
	return buf_text(&b);
}

static void put_escaped(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		switch (s.s[i]) {
		case '&':
			buf_z(out, "&amp;");
			break;
		case '<':
			buf_z(out, "&lt;");
			break;
		case '>':
			buf_z(out, "&gt;");
			break;
		case '"':
			buf_z(out, "&quot;");
			break;
		default:
			buf_char(out, s.s[i]);
		}
	}
}

static void put_element(struct buf *out, const char *name, const char *meaning, struct str text)
{
	if (text.n == 0)
		return;
	buf_printf(out, "  <%s name=\"%s\">", name, meaning);
	put_escaped(out, text);
	buf_printf(out, "</%s>\n", name);
}

/* Names are those of DA/T 46-2009, the metadata of electronic documents in archives. */
static struct str metadata(struct pack *p)
{
	const struct book *b = p->output->book;
	struct buf out = { .arena = p->a };

	buf_z(&out,
	      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<archive xmlns=\"" ARCHIVE_SCHEMA
	      "\">\n");
	put_element(&out, "title", "题名", b->title);
	put_element(&out, "organ", "机构", b->organ);
	put_element(&out, "year", "年度", p->output->report->year);
	put_element(&out, "kind", "文种", kind_of(p->output->layout));
	put_element(&out, "date", "日期", b->date);
	for (int i = 0; b->archive && i < ARCHIVE_NFACT; i++)
		put_element(&out, archive_name(i)->element, archive_name(i)->meaning,
			    b->archive[i]);
	put_element(&out, "made-by", "形成软件", STR("nianbao " NIANBAO_VERSION));
	for (size_t i = 0; i < p->n; i++) {
		buf_printf(&out, "  <file role=\"%s\" size=\"%zu\" sha256=\"", p->part[i].role,
			   p->part[i].bytes.n);
		sha256_put(&out, p->part[i].bytes);
		buf_z(&out, "\">");
		put_escaped(&out, p->part[i].name);
		buf_z(&out, "</file>\n");
	}
	buf_z(&out, "</archive>\n");
	return buf_text(&out);
}

static struct str manifest(struct pack *p)
{
	struct buf out = { .arena = p->a };

	for (size_t i = 0; i < p->n; i++) {
		sha256_put(&out, p->part[i].bytes);
		buf_z(&out, "  ");
		buf_str(&out, p->part[i].name);
		buf_char(&out, '\n');
	}
	return buf_text(&out);
}

static void collect(struct pack *p)
{
	const struct book *b = p->output->book;

	p->stem = stem_of(p->a, b->organ, p->output->report->year, kind_of(p->output->layout));
	add(p, joined(p->a, p->stem, ".pdf"), p->output->bytes, "document");
	add(p, joined(p->a, p->stem, ".xml"), b->source, "source");
	for (size_t i = 0; i < b->nimage; i++)
		add(p, b->image[i]->name, b->image[i]->file, "picture");
	add(p, STR(METADATA), metadata(p), "metadata");
	add(p, STR(MANIFEST), manifest(p), "manifest");
}

static bool make_folder(struct diags *d, const char *path)
{
	if (mkdir(path, 0777) == 0 || errno == EEXIST)
		return true;
	DIAG_PUT(d, FILE_WRITE, ((struct at){ 0 }), str_from(path), str_from(strerror(errno)));
	return false;
}

/* The manifest is written last: where it stands, all it names was written. */
static void write_all(struct pack *p, struct diags *d, const char *folder)
{
	struct buf root = { .arena = p->a };

	buf_printf(&root, "%s/", folder);
	buf_str(&root, p->stem);
	if (!make_folder(d, folder) || !make_folder(d, root.s))
		return;
	for (size_t i = 0; i < p->n; i++) {
		struct buf path = { .arena = p->a };

		buf_printf(&path, "%s/", root.s);
		buf_str(&path, p->part[i].name);
		for (char *s = path.s + root.n + 1; (s = strchr(s, '/')); *s++ = '/') {
			*s = '\0';
			if (!make_folder(d, path.s))
				return;
		}
		if (!file_write(p->a, d, path.s, p->part[i].bytes))
			return;
	}
}

/* Pictures are filed under the names that the report gives them: none may be one of ours. */
static bool names_differ(const struct pack *p, struct diags *d, struct str file)
{
	for (size_t i = 0; i < p->n; i++)
		for (size_t k = 0; k < i; k++)
			if (str_eq(p->part[i].name, p->part[k].name)) {
				DIAG_PUT(d, IMAGE_PATH, ((struct at){ file, 0 }),
					 p->part[k].name);
				return false;
			}
	return true;
}

int command_pack(struct arena *a, const struct options *o)
{
	struct engine *n = command_open(o);
	struct engine_output output;
	int status = engine_render(n, o->input[0], &output);

	if (!status) {
		struct pack p = { .a = output.arena, .output = &output };

		collect(&p);
		if (names_differ(&p, output.diags, str_from(o->input[0])))
			write_all(&p, output.diags, o->folder);
		status = diag_status(output.diags);
	}
	command_say(a, output.diags, o);
	engine_release(&output);
	engine_close(n);
	return status;
}
