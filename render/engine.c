#include "engine_private.h"

#include "base/file.h"
#include "base/limits.h"
#include "form/check.h"
#include "form/fill.h"
#include "input/pdf_files.h"
#include "output/pdf.h"
#include "page/compose.h"
#include "page/poster.h"
#include "print.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define MESSAGES_MEMORY ((size_t)256 << 20) /* there are 2000 of them at most */

/* The limit was reached: out of the report, or as the options say. */
static void leave(void *engine)
{
	struct engine *n = engine;

	if (n->is_in_report)
		longjmp(n->full, 1);
	if (n->o.full)
		n->o.full(n->o.host);
	n->o.oom(n->o.host);
}

static void open_arenas(struct engine *n)
{
	n->job = arena_open(n->o.memory, n->o.oom, n->o.host);
	arena_set_full(n->job, leave, n);
	n->arena = arena_open_like(n->job);
	n->fonts.like = n->arena;
}

static void close_arenas(struct engine *n)
{
	font_source_close(&n->fonts);
	arena_close(n->arena);
	arena_close(n->job);
	n->arena = n->job = NULL;
	n->layouts = NULL;
	n->profiles = NULL;
}

void engine_open(struct engine **engine, const struct engine_options *options)
{
	struct engine *n = *engine = calloc(1, sizeof *n);

	if (!n) {
		options->oom(options->host);
		_Exit(3);
	}
	n->o = *options;
	if (!n->o.memory)
		n->o.memory = JOB_MEMORY;
	n->fonts = (struct font_source){
		.share_dir = options->share_dir,
		.font_dir = options->font_dir,
		.fonts_file = options->fonts_file,
	};
	open_arenas(n);
	/* Not of the same limit: for the message that it was reached. */
	n->messages = arena_open(MESSAGES_MEMORY, options->oom, options->host);
}

void engine_close(struct engine *n)
{
	if (!n)
		return;
	close_arenas(n);
	arena_close(n->messages);
	free(n);
}

struct font_set *engine_fonts(struct engine *n, struct diags *d, const char *path)
{
	return font_source_open(&n->fonts, d, path);
}

/* The document date: the report's own, else what SOURCE_DATE_EPOCH says, else none. */
static struct str document_date(const struct engine *n, const struct report *r)
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

void engine_font_messages(struct engine *n, struct diags *d)
{
	adopt_messages(font_source_said(&n->fonts), d);
}

/* A report as it came: in a file of its own, or carried by a PDF. */
struct input {
	const char *path;         /* NULL: its bytes were given */
	struct str file;          /* as messages name it */
	struct str bytes;         /* XML */
	struct pdf_files carried; /* by the PDF, the report too; none: it has its own file */
};

static bool open_input(struct arena *a, struct diags *d, struct input *in)
{
	if (in->path && !file_read(a, d, in->path, PDF_MAX_BYTES, &in->bytes))
		return false;
	return !pdf_files_is_pdf(in->bytes) ||
	       pdf_files_report(a, d, &in->file, &in->bytes, &in->carried);
}

/* Last year's report, if it can be read; its own mistakes are told in one warning. */
static const struct report *read_previous(struct engine *n, struct arena *a, struct diags *d)
{
	struct diags own = { .arena = a };
	const struct report *last;
	const struct layout *layout = NULL;
	struct buf errors = { .arena = a };
	struct input in = { .path = n->o.previous, .file = str_from(n->o.previous) };
	bool broken;

	if (!open_input(a, d, &in))
		return NULL;
	last = report_read(a, &own, in.file, in.bytes);
	if (last)
		layout = engine_find_layout(n, &own, last->layout,
					    (struct at){ in.file, last->line }, NULL);
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

static void check_years(struct engine *n, struct arena *a, struct diags *d,
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

static enum file_below read_picture(void *host, struct arena *a, struct str name,
				    struct str *bytes)
{
	const struct pictures *p = host;

	if (p->carried->n && !pdf_files_find(p->carried, name, bytes))
		return FILE_BELOW_NONE;
	if (p->carried->n)
		return bytes->n <= IMAGE_MAX_BYTES ? FILE_BELOW_READ : FILE_BELOW_LARGE;
	return file_read_below(a, p->folder, name, IMAGE_MAX_BYTES, bytes);
}

static void load_images(struct arena *a, struct diags *d, const struct report *report,
			const struct pdf_files *carried, struct str icc,
			struct engine_output *output)
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
static void run(struct engine *n, const struct input *in, struct engine_output *output,
		struct buf *out)
{
	struct arena *a = output->arena;
	struct diags *d = output->diags;
	enum stage stage = n->o.stage;
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
	if (stage == STAGE_REPORT) {
		report_dump(report, out);
		return;
	}
	profile = engine_find_profile(n, a, d);
	if (!profile || !print_icc(a, d, &n->o, profile, &icc))
		return;
	load_images(a, d, report, &in->carried, icc, output);
	output->layout = layout =
		engine_find_layout(n, d, report->layout, (struct at){ in->file, report->line },
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
	if (stage == STAGE_DOC) {
		doc_dump(doc, out);
		return;
	}
	fonts = engine_fonts(n, d, in->path);
	if (!fonts)
		return;
	galley = compose_doc(a, d, doc, fonts);
	engine_font_messages(n, d);
	if (stage == STAGE_GALLEY)
		galley_dump(galley, out);
	if (stage == STAGE_GALLEY || stage == STAGE_CHECK || diag_status(d))
		return;
	output->book = book = arena_alloc(a, sizeof *book);
	if (!print_book(a, d, &n->o, profile, galley, fonts, book))
		return;
	output->npage = book->npage;
	book->source = in->bytes;
	book->date = print_date(a, d, profile, report, document_date(n, report));
	print_write(a, d, &n->o, &(struct print){ profile, galley, fonts, book, icc }, out);
	engine_font_messages(n, d);
}

/* Messages have their own arena: composition rewinds the job's. */
static void open_output(struct engine *n, struct engine_output *output)
{
	struct diags *d = arena_alloc(n->messages, sizeof *d);

	assert(!n->is_busy);
	n->is_busy = true;
	d->arena = n->messages;
	d->strict = n->o.strict;
	*output = (struct engine_output){ .of = n, .arena = n->job, .diags = d };
}

/* From the input, NULL if it can't be read, to the exit status. */
static int finish(struct engine *n, const struct input *in, struct engine_output *output)
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

/* The status; -1 when it took more memory than it may. */
static int attempt(struct engine *n, struct input in, struct engine_output *output)
{
	int status;

	if (setjmp(n->full)) {
		n->is_in_report = false;
		return -1;
	}
	n->is_in_report = true;
	status = finish(n, open_input(output->arena, output->diags, &in) ? &in : NULL, output);
	n->is_in_report = false;
	n->is_used = true;
	return status;
}

/* What a report was at goes, and what serves other reports too: some of that may be half made. */
static void forget_all(struct engine *n)
{
	close_arenas(n);
	open_arenas(n);
	n->is_used = false;
}

static int refuse(struct engine *n, struct str file, struct engine_output *output)
{
	struct diags *d = output->diags;
	struct buf mb = { .arena = d->arena };

	forget_all(n);
	*output = (struct engine_output){ .of = n, .arena = n->job, .diags = d };
	buf_printf(&mb, "%zu", n->o.memory >> 20);
	DIAG_PUT(d, MEMORY_LIMIT, ((struct at){ file, 0 }), buf_text(&mb));
	return diag_status(d);
}

/* What reports before this one left open must not be what it lacks: then it is tried afresh. */
static int render(struct engine *n, const struct input *in, struct engine_output *output)
{
	int status;

	open_output(n, output);
	status = attempt(n, *in, output);
	if (status < 0 && n->is_used && !(in->path && !strcmp(in->path, "-"))) {
		engine_release(output);
		forget_all(n);
		open_output(n, output);
		status = attempt(n, *in, output);
	}
	return status < 0 ? refuse(n, in->file, output) : status;
}

int engine_render(struct engine *n, const char *path, struct engine_output *output)
{
	return render(n, &(struct input){ .path = path, .file = str_from(path) }, output);
}

int engine_render_bytes(struct engine *n, struct str file, struct str bytes,
			struct engine_output *output)
{
	return render(n, &(struct input){ .file = file, .bytes = bytes }, output);
}

void engine_release(struct engine_output *output)
{
	struct engine *n = output->of;

	arena_clear(n->job);
	arena_clear(n->messages);
	n->is_busy = false;
}
