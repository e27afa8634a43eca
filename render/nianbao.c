#include "nianbao.h"

#include "font_source.h"

#include "base/file.h"
#include "form/check.h"
#include "form/fill.h"
#include "input/pdf_files.h"
#include "output/pdf.h"
#include "page/compose.h"
#include "page/poster.h"
#include "print.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A job may use this much memory: 10 000-row forms need a tenth of it. */
#define JOB_MEMORY ((size_t)2 << 30)
#define SMALL_MEMORY ((size_t)256 << 20)
#define LAYOUT_MAX_BYTES ((size_t)16 << 20)

struct nianbao {
	struct nianbao_options o;
	struct arena *arena;
	struct font_source fonts; /* they serve all reports */
	const struct print_profiles *profiles;
	struct kept_layout *layouts;
	struct arena *spare[2]; /* of the report before, empty: its memory serves the next one */
};

struct nianbao *nianbao_open(const struct nianbao_options *options)
{
	struct arena *arena = arena_open(SMALL_MEMORY, options->oom, options->host);
	struct nianbao *n = arena_alloc(arena, sizeof *n);

	n->o = *options;
	n->arena = arena;
	n->fonts = (struct font_source){
		.share_dir = options->share_dir,
		.font_dir = options->font_dir,
		.fonts_file = options->fonts_file,
		.like = arena,
	};
	return n;
}

void nianbao_close(struct nianbao *n)
{
	font_source_close(&n->fonts);
	for (int i = 0; i < 2; i++)
		arena_close(n->spare[i]);
	arena_close(n->arena);
}

struct font_set *nianbao_fonts(struct nianbao *n, struct diags *d, const char *path)
{
	return font_source_open(&n->fonts, d, path);
}

/* A layout that was read serves all reports; there are few, so that a list will do. */
struct kept_layout {
	const struct layout *layout;
	const struct print_reflow *reflow; /* for which it was set anew, or NULL */
	struct kept_layout *next;
};

/* A layout's id is part of a file name: nothing that could lead elsewhere. */
static bool is_layout_id(struct str id)
{
	for (size_t i = 0; i < id.n; i++)
		if (!(id.s[i] >= 'a' && id.s[i] <= 'z') && !(id.s[i] >= '0' && id.s[i] <= '9') &&
		    id.s[i] != '-')
			return false;
	return id.n > 0 && id.n < 64;
}

static const char *layout_folder(struct nianbao *n, struct arena *a, int i)
{
	struct buf path = { .arena = a };

	if (i == 0)
		return n->o.layout_dir;
	buf_printf(&path, "%s/layouts", n->o.share_dir);
	return path.s;
}

static bool read_layout_file(void *host, struct arena *a, struct str id, struct str *file,
			     struct str *bytes)
{
	struct nianbao *n = host;

	for (int i = 0; i < 2 && is_layout_id(id); i++) {
		const char *folder = layout_folder(n, a, i);
		struct buf path = { .arena = a };
		struct diags unsaid = { .arena = a };

		if (!folder)
			continue;
		buf_printf(&path, "%s/%.*s.xml", folder, (int)id.n, id.s);
		if (access(path.s, F_OK))
			continue;
		*file = str_from(path.s);
		return file_read(a, &unsaid, path.s, LAYOUT_MAX_BYTES, bytes);
	}
	return false;
}

static int compare_str(const void *x, const void *y)
{
	return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

static void close_folder(void *dir)
{
	closedir(dir);
}

static void list_folder(struct arena *a, const char *folder, struct str **id, size_t *nid,
			size_t *cap)
{
	DIR *dir = folder ? opendir(folder) : NULL;
	struct arena_deferred *opened = dir ? arena_defer(a, close_folder, dir) : NULL;
	struct dirent *e;

	while (dir && (e = readdir(dir))) {
		size_t len = strlen(e->d_name);
		struct str name = { e->d_name, len > 4 ? len - 4 : 0 };

		if (!name.n || strcmp(e->d_name + name.n, ".xml") || !is_layout_id(name))
			continue;
		*id = arena_grow(a, *id, cap, *nid + 1, sizeof **id);
		(*id)[(*nid)++] = str_copy(a, name);
	}
	if (opened)
		arena_free(opened);
}

size_t nianbao_layouts(struct nianbao *n, struct arena *a, const struct str **id)
{
	struct str *list = NULL;
	size_t nlist = 0, cap = 0, kept = 0;

	for (int i = 0; i < 2; i++)
		list_folder(a, layout_folder(n, a, i), &list, &nlist, &cap);
	if (nlist)
		qsort(list, nlist, sizeof *list, compare_str);
	for (size_t i = 0; i < nlist; i++)
		if (!kept || !str_eq(list[kept - 1], list[i]))
			list[kept++] = list[i];
	*id = list;
	return kept;
}

/* The layout whose id is most like `id`; with none alike, all of them. */
static struct str nearest_layout(void *host, struct arena *a, struct str id)
{
	const struct str *known;
	size_t n = nianbao_layouts(host, a, &known), nearest = 4;
	struct buf all = { .arena = a };
	struct str best = { 0 };

	for (size_t i = 0; i < n; i++) {
		size_t distance = str_distance(known[i], id, 3);

		if (distance < nearest) {
			nearest = distance;
			best = known[i];
		}
		buf_z(&all, i ? ", " : "");
		buf_str(&all, known[i]);
	}
	return best.n ? best : buf_text(&all);
}

/* The layout, set anew for a print profile unless `reflow` is NULL. */
static const struct layout *find_layout(struct nianbao *n, struct diags *d, struct str id,
					struct at from, const struct print_reflow *reflow)
{
	struct layout_source source = { .read = read_layout_file, .near = nearest_layout, .host = n };
	struct arena_mark mark = arena_mark(n->arena);
	struct kept_layout *kept;
	const struct layout *layout;

	for (kept = n->layouts; kept; kept = kept->next)
		if (str_eq(kept->layout->id, id) && kept->reflow == reflow)
			return kept->layout;
	layout = layout_read_reflowed(n->arena, d, &source, id, from, reflow);
	if (!layout) {
		arena_rewind(n->arena, mark);
		return NULL;
	}
	kept = arena_alloc(n->arena, sizeof *kept);
	*kept = (struct kept_layout){ layout, reflow, n->layouts };
	n->layouts = kept;
	return layout;
}

const struct print_profiles *nianbao_profiles(struct nianbao *n, struct diags *d)
{
	if (!n->profiles)
		n->profiles = print_read_profiles(n->arena, d, &n->o);
	return n->profiles;
}

/* Where to print: NULL after a message was put. Nearly every run wants pages as they are. */
static const struct print_profile *find_profile(struct nianbao *n, struct arena *a,
						struct diags *d)
{
	const struct print_profiles *all;
	const struct print_profile *profile;
	struct str id;

	if (!n->o.print)
		return &print_profile_plain;
	id = str_from(n->o.print);
	all = nianbao_profiles(n, d);
	profile = all ? print_profile_find(all, id) : NULL;
	if (all && !profile)
		DIAG_PUT(d, PRINT_UNKNOWN, ((struct at){ 0 }), id, print_profile_near(a, all, id));
	return profile;
}

const struct layout *nianbao_layout(struct nianbao *n, struct diags *d, struct str id)
{
	return find_layout(n, d, id, (struct at){ 0 }, NULL);
}

/* The document date: the report's own, else what SOURCE_DATE_EPOCH says, else none. */
static struct str document_date(const struct nianbao *n, const struct report *r)
{
	if (r->date.n || !n->o.epoch_date)
		return r->date;
	return str_from(n->o.epoch_date);
}

static void adopt_messages(const struct diags *from, struct diags *d)
{
	for (size_t i = 0; i < from->n; i++)
		diag_put(d, from->item[i].code, from->item[i].at, from->item[i].arg,
			 DIAG_MAX_ARG);
}

/* Messages about faces that were opened meanwhile belong to this report. */
static void adopt_font_messages(struct nianbao *n, struct diags *d)
{
	adopt_messages(font_source_said(&n->fonts), d);
}

/* A report as it came: in a file of its own, or carried by a PDF. */
struct input {
	const char *path;
	struct str file;          /* as messages name it */
	struct str bytes;         /* XML */
	struct pdf_files carried; /* by the PDF, the report too; none: it has its own file */
};

static bool open_input(struct arena *a, struct diags *d, struct input *in)
{
	return !pdf_files_is_pdf(in->bytes) ||
	       pdf_files_report(a, d, &in->file, &in->bytes, &in->carried);
}

static bool read_input(struct arena *a, struct diags *d, const char *path, struct input *in)
{
	*in = (struct input){ .path = path, .file = str_from(path) };
	return file_read(a, d, path, PDF_MAX_BYTES, &in->bytes) && open_input(a, d, in);
}

/* Last year's report, if it can be read; its own mistakes are told in one warning. */
static const struct report *read_previous(struct nianbao *n, struct arena *a, struct diags *d)
{
	struct diags own = { .arena = a };
	const struct report *last;
	const struct layout *layout = NULL;
	struct buf errors = { .arena = a };
	struct input in;
	bool broken;

	if (!read_input(a, d, n->o.previous, &in))
		return NULL;
	last = report_read(a, &own, in.file, in.bytes);
	if (last)
		layout = find_layout(n, &own, last->layout, (struct at){ in.file, last->line },
				     NULL);
	if (layout)
		check_report(a, &own, last, layout, true, &broken);
	if (!last)
		adopt_messages(&own, d);
	if (!last || diag_errors(&own) == 0)
		return last;
	buf_printf(&errors, "%zu", diag_errors(&own));
	DIAG_PUT(d, PREVIOUS_WRONG, ((struct at){ in.file, 0 }), str_from(n->o.previous),
		 buf_text(&errors));
	return last;
}

static void check_years(struct nianbao *n, struct arena *a, struct diags *d,
			const struct report *report, const struct layout *layout)
{
	const struct report *last = n->o.previous ? read_previous(n, a, d) : NULL;

	if (last)
		check_previous(a, d, (struct check_years){ report, last }, layout, n->o.draft);
}

/* Where a report's pictures are: in the PDF that carries it too, else in the report's folder. */
struct pictures {
	const struct pdf_files *carried;
	const char *folder;
};

static bool read_picture(void *host, struct arena *a, struct str name, struct str *bytes)
{
	const struct pictures *p = host;

	if (p->carried->n)
		return pdf_files_find(p->carried, name, bytes);
	return file_read_below(a, p->folder, name, IMAGE_MAX_BYTES, bytes);
}

static void load_images(struct arena *a, struct diags *d, const struct report *report,
			const struct pdf_files *carried, struct str icc,
			struct nianbao_output *output)
{
	struct report_images images;
	struct str *name;
	struct pictures pictures = { carried, "." };
	struct image_source source = { read_picture, &pictures, icc };
	size_t n = report->file.n;

	while (n > 0 && report->file.s[n - 1] != '/')
		n--;
	if (n > 0)
		pictures.folder = str_z(a, str_sub(report->file, 0, n));
	images = report_load_images(a, d, report, &source);
	name = arena_array(a, images.n, sizeof *name);
	for (size_t i = 0; i < images.n; i++)
		name[i] = images.image[i]->name;
	output->picture = name;
	output->npicture = carried->n ? 0 : images.n; /* those of a PDF are in it */
}

/* The pipeline, from the report's bytes to the result; stops where the options say. */
static void run(struct nianbao *n, const struct input *in, struct nianbao_output *output,
		struct buf *out)
{
	struct arena *a = output->arena;
	struct diags *d = output->diags;
	enum nianbao_stage stage = n->o.stage;
	const struct report *report = report_read(a, d, in->file, in->bytes);
	const struct print_profile *profile;
	const struct layout *layout;
	const struct doc *doc;
	const struct galley *galley;
	struct font_set *fonts;
	struct book *book;
	struct str icc;
	bool fits, broken = false;

	output->report = report;
	if (!report)
		return;
	if (stage == NIANBAO_REPORT) {
		report_dump(report, out);
		return;
	}
	profile = find_profile(n, a, d);
	if (!profile || !print_icc(a, d, &n->o, profile, &icc))
		return;
	load_images(a, d, report, &in->carried, icc, output);
	output->layout = layout =
		find_layout(n, d, report->layout, (struct at){ in->file, report->line },
			    profile->reflow.parts ? &profile->reflow : NULL);
	if (!layout)
		return;
	fits = check_report(a, d, report, layout, n->o.draft, &broken);
	check_years(n, a, d, report, layout);
	if (!fits)
		return;
	doc = fill_report(a, report, layout, n->o.draft);
	if (profile->poster.columns)
		doc = poster_doc(a, doc);
	if (stage == NIANBAO_DOC) {
		doc_dump(doc, out);
		return;
	}
	fonts = nianbao_fonts(n, d, in->path);
	if (!fonts)
		return;
	galley = compose_doc(a, d, doc, fonts);
	adopt_font_messages(n, d);
	if (stage == NIANBAO_GALLEY)
		galley_dump(galley, out);
	if (stage == NIANBAO_GALLEY || stage == NIANBAO_CHECK || diag_status(d))
		return;
	output->book = book = arena_alloc(a, sizeof *book);
	if (!print_book(a, d, &n->o, profile, galley, fonts, book))
		return;
	output->npage = book->npage;
	book->source = in->bytes;
	book->date = print_date(a, d, profile, report, document_date(n, report));
	print_write(a, d, &n->o, &(struct print){ profile, galley, fonts, book, icc }, out);
	adopt_font_messages(n, d);
}

static struct arena *take_arena(struct nianbao *n, int i, size_t limit)
{
	struct arena *a = n->spare[i] ? n->spare[i] : arena_open(limit, n->o.oom, n->o.host);

	n->spare[i] = NULL;
	return a;
}

static void keep_arena(struct nianbao *n, int i, struct arena *a)
{
	arena_clear(a);
	if (n->spare[i])
		arena_close(a);
	else
		n->spare[i] = a;
}

/* Messages have their own arena: composition rewinds the job's. */
static void open_output(struct nianbao *n, struct nianbao_output *output)
{
	struct arena *messages = take_arena(n, 1, SMALL_MEMORY);
	struct diags *d = arena_alloc(messages, sizeof *d);

	d->arena = messages;
	d->strict = n->o.strict;
	*output = (struct nianbao_output){ .of = n, .arena = take_arena(n, 0, JOB_MEMORY),
					   .diags = d };
}

/* From the input, NULL if it can't be read, to the exit status. */
static int finish(struct nianbao *n, const struct input *in, struct nianbao_output *output)
{
	struct buf out = { .arena = output->arena };
	int status;

	if (in)
		run(n, in, output, &out);
	status = diag_status(output->diags);
	if (!status)
		output->bytes = buf_text(&out);
	return status;
}

int nianbao_render(struct nianbao *n, const char *path, struct nianbao_output *output)
{
	struct input in;
	bool ok;

	open_output(n, output);
	ok = read_input(output->arena, output->diags, path, &in);
	return finish(n, ok ? &in : NULL, output);
}

int nianbao_render_bytes(struct nianbao *n, struct str file, struct str bytes,
			 struct nianbao_output *output)
{
	struct input in = { .file = file, .bytes = bytes };
	bool ok;

	open_output(n, output);
	ok = open_input(output->arena, output->diags, &in);
	return finish(n, ok ? &in : NULL, output);
}

void nianbao_release(struct nianbao_output *output)
{
	struct arena *messages = output->diags->arena;

	keep_arena(output->of, 0, output->arena);
	keep_arena(output->of, 1, messages);
}
