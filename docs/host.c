/*
 * A program that keeps nianbao alive: renders the reports that it is given, some at a time, and
 * writes each PDF beside its report.
 *
 *	cc host.c $(pkg-config --cflags --libs nianbao) -o host
 *	./host a.xml b.xml c.xml
 */
#include <nianbao.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define THREADS 4

struct work {
	struct nianbao *nianbao; /* one for all threads */
	char **report;
	size_t n;
	atomic_size_t next;
	atomic_int worst;
};

/* A host would put the PDF where it wants it; this one is not careful about old files. */
static int save(const char *report, const struct nianbao_result *result)
{
	char path[4096];
	const char *dot = strrchr(report, '.');
	size_t stem = dot ? (size_t)(dot - report) : strlen(report);
	FILE *f;

	snprintf(path, sizeof path, "%.*s.pdf", (int)stem, report);
	f = fopen(path, "wb");
	if (!f || fwrite(result->bytes, 1, result->size, f) != result->size)
		return 3;
	return fclose(f) ? 3 : 0;
}

static void *render_some(void *host)
{
	struct work *w = host;
	size_t i;

	while ((i = atomic_fetch_add(&w->next, 1)) < w->n) {
		struct nianbao_result result;
		int status = nianbao_render(w->nianbao, w->report[i], &result);

		fputs(result.messages, stderr);
		if (status == 0)
			status = save(w->report[i], &result);
		if (status > atomic_load(&w->worst))
			atomic_store(&w->worst, status);
		nianbao_release(&result);
	}
	return NULL;
}

int main(int argc, char **argv)
{
	struct nianbao_options options = { .pdf_standard = "3a,ua1",
					   /* NULL: where nianbao was installed */
					   .share_dir = getenv("NIANBAO_SHARE"),
					   .language = NIANBAO_CHINESE };
	struct work w = { .report = argv + 1, .n = (size_t)argc - 1 };
	pthread_t thread[THREADS];
	size_t started = 0;

	w.nianbao = nianbao_open(&options);
	if (!w.nianbao)
		return 3;
	while (started < THREADS && !pthread_create(&thread[started], NULL, render_some, &w))
		started++;
	render_some(&w);
	for (size_t i = 0; i < started; i++)
		pthread_join(thread[i], NULL);
	nianbao_close(w.nianbao);
	return w.worst;
}
