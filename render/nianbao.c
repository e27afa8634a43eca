#include "nianbao.h"

#include "base/limits.h"
#include "engine.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>

/* What one report at a time needs; kept for the next one. */
struct slot {
	struct nianbao *of;
	struct slot *next;     /* of those that nobody uses */
	struct engine *engine; /* NULL: not open */
	struct engine_output output;
	jmp_buf escape; /* out of a job that ran out of memory */
};

struct nianbao {
	struct engine_options options;
	struct standard standard;
	enum diag_lang lang;
	pthread_mutex_t lock; /* of `free` */
	struct slot *free;
};

/* The report of a job: a file, or bytes with a name. */
struct source {
	const char *name, *bytes;
	size_t size;
};

const char *nianbao_version(void)
{
	return NIANBAO_VERSION;
}

struct nianbao *nianbao_open(const struct nianbao_options *o)
{
	struct nianbao *n;

	if (o->memory > JOB_MEMORY_MAX >> 20 || !(n = calloc(1, sizeof *n)))
		return NULL;
	if (o->pdf_standard && standard_read(o->pdf_standard, &n->standard) != STANDARD_FINE) {
		free(n);
		return NULL;
	}
	n->options = (struct engine_options){
		.layout_dir = o->layout_dir,
		.share_dir = o->share_dir ? o->share_dir : NIANBAO_SHARE_DIR,
		.font_dir = o->font_dir ? o->font_dir : NIANBAO_FONT_DIR,
		.fonts_file = o->fonts_file,
		.epoch_date = o->date,
		.print = o->print,
		.standard = o->pdf_standard ? &n->standard : NULL,
		.stage = o->check_only ? STAGE_CHECK : STAGE_PDF,
		.draft = o->draft,
		.strict = o->strict,
		.memory = (size_t)o->memory << 20,
	};
	n->lang = o->language == NIANBAO_CHINESE ? DIAG_CHINESE : DIAG_ENGLISH;
	if (pthread_mutex_init(&n->lock, NULL)) {
		free(n);
		return NULL;
	}
	return n;
}

void nianbao_close(struct nianbao *n)
{
	struct slot *next;

	if (!n)
		return;
	for (struct slot *s = n->free; s; s = next) {
		next = s->next;
		engine_close(s->engine);
		free(s);
	}
	pthread_mutex_destroy(&n->lock);
	free(n);
}

/* A slot that nobody uses, or a new one; NULL without memory. */
static struct slot *take_slot(struct nianbao *n)
{
	struct slot *s;

	pthread_mutex_lock(&n->lock);
	s = n->free;
	if (s)
		n->free = s->next;
	pthread_mutex_unlock(&n->lock);
	if (!s)
		s = calloc(1, sizeof *s);
	if (s)
		s->of = n;
	return s;
}

static void give_slot_back(struct slot *s)
{
	pthread_mutex_lock(&s->of->lock);
	s->next = s->of->free;
	s->of->free = s;
	pthread_mutex_unlock(&s->of->lock);
}

static void escape(void *host)
{
	longjmp(((struct slot *)host)->escape, 1);
}

static void run(struct slot *s, const struct source *source, struct nianbao_result *result)
{
	struct engine_options options = s->of->options;
	struct engine_output *output = &s->output;
	struct buf messages = { 0 };

	options.oom = escape;
	options.host = s;
	if (!s->engine)
		engine_open(&s->engine, &options);
	if (source->bytes)
		result->status = engine_render_bytes(
			s->engine, str_from(source->name),
			(struct str){ source->bytes, source->size }, output);
	else
		result->status = engine_render(s->engine, source->name, output);
	messages.arena = output->arena;
	buf_z(&messages, "");
	diag_print(output->diags, &messages, s->of->lang);
	result->messages = messages.s;
	result->pages = output->npage;
	result->bytes = output->bytes.n ? output->bytes.s : NULL;
	result->size = output->bytes.n;
	result->owner = s;
}

static void put_out_of_memory(struct nianbao_result *result)
{
	*result = (struct nianbao_result){
		.status = 3, .messages = "nianbao: error[F901]: out of memory (内存不足)\n"
	};
}

/* Nothing that is needed after the jump changes before it. */
static void run_guarded(struct slot *s, const struct source *source,
			struct nianbao_result *result)
{
	if (!setjmp(s->escape)) {
		run(s, source, result);
		return;
	}
	/* Whatever the job was at: all that it had goes. */
	engine_close(s->engine);
	s->engine = NULL;
	put_out_of_memory(result);
	give_slot_back(s);
}

static int render(struct nianbao *n, const struct source *source, struct nianbao_result *result)
{
	struct slot *s = take_slot(n);

	*result = (struct nianbao_result){ 0 };
	if (s)
		run_guarded(s, source, result);
	else
		put_out_of_memory(result);
	return result->status;
}

int nianbao_render(struct nianbao *n, const char *path, struct nianbao_result *result)
{
	return render(n, &(struct source){ .name = path }, result);
}

int nianbao_render_bytes(struct nianbao *n, const char *name, const char *bytes, size_t size,
			 struct nianbao_result *result)
{
	return render(n, &(struct source){ name, bytes, size }, result);
}

void nianbao_release(struct nianbao_result *result)
{
	struct slot *s = result->owner;

	if (!s)
		return;
	result->owner = NULL;
	engine_release(&s->output);
	give_slot_back(s);
}
