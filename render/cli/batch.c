#include "cli/batch.h"

#include "base/file.h"
#include "cli/batch_done.h"
#include "cli/batch_pool.h"
#include "cli/batch_report.h"
#include "cli/command.h"

#include <time.h>
#include <unistd.h>

struct batch {
	struct arena *arena;
	const struct options *o;
	const char *const *output;
	struct batch_result *result;
	struct batch_done *done; /* NULL: all is rendered */
	struct batch_total total;
	size_t heard;  /* results that have come */
	size_t said;   /* reports whose messages are out, in their order */
	bool is_shown; /* how far it is: there is a terminal */
	bool has_line; /* the terminal shows it now */
	uint64_t began, shown;
	struct engine *n; /* of a worker */
};

/* Only for how long it takes: nothing of it gets into a PDF. */
static uint64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static const struct str *copy_names(struct arena *a, const struct str *name, size_t n)
{
	struct str *copy = arena_array(a, n, sizeof *copy);

	for (size_t i = 0; i < n; i++)
		copy[i] = str_copy(a, name[i]);
	return copy;
}

struct batch_result batch_render(struct engine *n, struct arena *a, const struct options *o,
				 const char *input, const char *output)
{
	struct engine_output result;
	struct batch_result r = { .state = BATCH_DONE,
				  .status = engine_render(n, input, &result) };
	struct buf said = { .arena = a }, json = { .arena = a };

	if (!r.status && o->stage != STAGE_CHECK &&
	    !file_write(result.arena, result.diags, output, result.bytes))
		r.status = EXIT_MACHINE;
	diag_print(result.diags, &said, o->lang);
	if (o->report)
		diag_json(result.diags, &json, o->lang);
	r.said = buf_text(&said);
	r.json = buf_text(&json);
	r.npage = result.npage;
	r.picture = copy_names(a, result.picture, result.npicture);
	r.npicture = result.npicture;
	if (r.status)
		r.state = BATCH_FAILED;
	engine_release(&result);
	return r;
}

/* ---- in a worker ---- */

static void *begin(void *host)
{
	struct batch *b = host;

	b->n = command_open(b->o);
	return b;
}

static struct batch_result work(void *host, struct arena *a, size_t i)
{
	struct batch *b = host;
	const char *input = b->o->input[i], *output = b->output[i];
	struct batch_result r = { .state = BATCH_KEPT };
	uint64_t from = now();

	if (!b->done || !batch_done_has(b->done, a, input, output)) {
		r = batch_render(b->n, a, b->o, input, output);
		if (b->done && !r.status)
			r.done = batch_done_line(b->done, a, input, output, r.picture,
						 r.npicture);
	}
	r.ns = now() - from;
	return r;
}

/* ---- in the process that runs the batch ---- */

static void hide_line(struct batch *b)
{
	if (b->has_line)
		command_write_error(STR("\r\033[K"));
	b->has_line = false;
}

/* "[=====>              ] 123/500", at most ten times a second. */
static void show_line(struct batch *b)
{
	enum { WIDTH = 30 };
	struct buf line = { .arena = b->arena };
	size_t full = b->heard * WIDTH / b->total.n;
	uint64_t t = now();

	if (!b->is_shown || (b->has_line && t - b->shown < 100000000))
		return;
	buf_z(&line, "\r[");
	for (size_t i = 0; i < WIDTH; i++)
		buf_char(&line, i < full ? '=' : i == full ? '>' : ' ');
	buf_printf(&line, "] %zu/%zu", b->heard, b->total.n);
	if (b->total.nfailed > 0)
		buf_printf(&line, b->o->lang == DIAG_CHINESE ? "，失败 %zu" : ", %zu failed",
			   b->total.nfailed);
	buf_z(&line, "\033[K");
	command_write_error(buf_text(&line));
	b->has_line = true;
	b->shown = t;
}

/* A report that ended its process has said nothing: it is said here. */
static void explain(struct batch *b, size_t i, struct batch_result *r)
{
	struct diags d = { .arena = b->arena };
	struct buf said = { .arena = b->arena }, json = { .arena = b->arena };

	DIAG_PUT0(&d, WORKER, ((struct at){ str_from(b->o->input[i]), 0 }));
	diag_print(&d, &said, b->o->lang);
	diag_json(&d, &json, b->o->lang);
	r->said = buf_text(&said);
	r->json = buf_text(&json);
}

static void hear(void *host, size_t i, const struct batch_result *result)
{
	struct batch *b = host;
	struct batch_result *r = &b->result[i];

	*r = *result;
	r->said = str_copy(b->arena, result->said);
	r->json = str_copy(b->arena, result->json);
	if (r->state == BATCH_FAILED && r->said.n == 0)
		explain(b, i, r);
	if (b->done)
		batch_done_add(b->done, result->done);
	b->heard++;
	b->total.ndone += r->state == BATCH_DONE;
	b->total.nkept += r->state == BATCH_KEPT;
	b->total.nfailed += r->state == BATCH_FAILED;
	for (; b->said < b->total.n && b->result[b->said].state != BATCH_MISSED; b->said++) {
		if (b->result[b->said].said.n > 0)
			hide_line(b);
		command_write_error(b->result[b->said].said);
	}
	show_line(b);
}

static int worst_of(const struct batch *b)
{
	int worst = 0;

	for (size_t i = 0; i < b->total.n; i++) {
		int status =
			b->result[i].state == BATCH_MISSED ? EXIT_MACHINE : b->result[i].status;

		worst = status > worst ? status : worst;
	}
	return worst;
}

/* The summary, and the report for machines. */
static int finish(struct batch *b)
{
	struct diags d = { .arena = b->arena };
	int worst = worst_of(b);

	b->total.ns = now() - b->began;
	hide_line(b);
	for (; b->said < b->total.n; b->said++)
		command_write_error(b->result[b->said].said);
	command_write_error(batch_summary(b->arena, b->o, &b->total));
	if (b->o->report &&
	    !file_write(b->arena, &d, b->o->report,
			batch_report(b->arena, b->o, b->output, b->result, &b->total)))
		worst = EXIT_MACHINE;
	command_say(b->arena, &d, b->o);
	return worst;
}

int batch_run(struct arena *a, const struct options *o, const char *const *output)
{
	struct batch b = { .arena = a, .o = o, .output = output, .total.n = o->ninput };
	struct batch_job job = { .n = o->ninput,
				 .nworker = o->jobs,
				 .begin = begin,
				 .work = work,
				 .hear = hear,
				 .host = &b };
	struct diags d = { .arena = a };

	b.began = now();
	b.is_shown = isatty(STDERR_FILENO);
	b.result = arena_array(a, o->ninput, sizeof *b.result);
	b.done = batch_done_open(a, o);
	if (!batch_pool_run(a, &job))
		DIAG_PUT0(&d, MEMORY, ((struct at){ 0 }));
	batch_done_close(b.done);
	command_say(a, &d, o);
	return finish(&b);
}
