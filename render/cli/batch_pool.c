/* MAP_ANONYMOUS is not in POSIX. */
#define _DEFAULT_SOURCE
#include "cli/batch_pool.h"

#include "base/file.h"
#include "cli/command.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORKER_MEMORY ((size_t)256 << 20)
#define MAX_WORKER 256
#define READ_BYTES 65536

/* What a worker writes: that it begins with a report, or what became of it and three texts. */
struct record {
	uint32_t i;
	uint8_t is_result, state, status;
	uint32_t npage;
	uint64_t ns;
	uint32_t n[3]; /* bytes of said, json, done, which follow */
};

struct worker {
	pid_t pid; /* 0: there is none */
	int fd;    /* to read from */
	bool is_busy;
	uint32_t i; /* with this report */
	char *in;   /* bytes that came and are not understood yet */
	size_t nin, cap;
};

struct pool {
	const struct batch_job *job;
	struct arena *arena;
	atomic_size_t *next; /* report that nobody has taken; shared by all */
	struct worker worker[MAX_WORKER];
};

/* In one write: whoever listens is woken once. */
static bool tell(struct arena *a, int fd, size_t i, const struct batch_result *r)
{
	const struct str text[3] = { r->said, r->json, r->done };
	struct record record = { .i = (uint32_t)i,
				 .is_result = 1,
				 .state = (uint8_t)r->state,
				 .status = (uint8_t)r->status,
				 .npage = (uint32_t)r->npage,
				 .ns = r->ns };
	struct buf all = { .arena = a };

	for (int k = 0; k < 3; k++)
		record.n[k] = (uint32_t)text[k].n;
	buf_put(&all, &record, sizeof record);
	for (int k = 0; k < 3; k++)
		buf_str(&all, text[k]);
	return file_write_all(fd, buf_text(&all));
}

/* The life of a worker. */
static void work(struct pool *p, int fd)
{
	const struct batch_job *job = p->job;
	struct arena *a = arena_open(WORKER_MEMORY, command_oom, NULL);
	void *host = job->begin(job->host);
	size_t i;

	while ((i = atomic_fetch_add(p->next, 1)) < job->n) {
		struct record begin = { .i = (uint32_t)i };
		struct batch_result result;

		if (!file_write_all(fd, (struct str){ (const char *)&begin, sizeof begin }))
			_exit(EXIT_MACHINE);
		result = job->work(host, a, i);
		if (!tell(a, fd, i, &result))
			_exit(EXIT_MACHINE);
		arena_clear(a);
	}
	_exit(0);
}

static bool start(struct pool *p, struct worker *w)
{
	int fd[2];

	if (pipe(fd))
		return false;
	*w = (struct worker){ .pid = fork(), .fd = fd[0], .in = w->in, .cap = w->cap };
	if (w->pid == 0) {
		close(fd[0]);
		for (int k = 0; k < MAX_WORKER; k++)
			if (&p->worker[k] != w && p->worker[k].pid > 0)
				close(p->worker[k].fd);
		work(p, fd[1]);
	}
	close(fd[1]);
	if (w->pid < 0) {
		close(fd[0]);
		w->pid = 0;
		return false;
	}
	return true;
}

/* The first record that came, if all of it did; returns its bytes, else 0. */
static size_t take_record(struct pool *p, struct worker *w)
{
	struct batch_result result;
	struct record r;
	struct str *text[3] = { &result.said, &result.json, &result.done };
	size_t n = sizeof r;

	if (w->nin < n)
		return 0;
	memcpy(&r, w->in, sizeof r);
	result = (struct batch_result){
		.state = r.state, .status = r.status, .npage = r.npage, .ns = r.ns
	};
	for (int k = 0; k < 3; k++) {
		*text[k] = (struct str){ w->in + n, r.n[k] };
		n += r.n[k];
	}
	if (w->nin < n)
		return 0;
	w->is_busy = !r.is_result;
	w->i = r.i;
	if (r.is_result)
		p->job->hear(p->job->host, r.i, &result);
	return n;
}

/* Read what came; false at the end. */
static bool hear(struct pool *p, struct worker *w)
{
	ssize_t got;
	size_t n;

	w->in = arena_grow(p->arena, w->in, &w->cap, w->nin + READ_BYTES, 1);
	got = read(w->fd, w->in + w->nin, READ_BYTES);
	if (got < 0)
		return errno == EINTR;
	w->nin += (size_t)got;
	while ((n = take_record(p, w)) > 0) {
		w->nin -= n;
		memmove(w->in, w->in + n, w->nin);
	}
	return got > 0;
}

/* It ended, perhaps before its time; then another one takes its place. */
static bool end(struct pool *p, struct worker *w)
{
	static const struct batch_result failed = { .state = BATCH_FAILED,
						    .status = EXIT_MACHINE };
	int state;

	close(w->fd);
	while (waitpid(w->pid, &state, 0) < 0 && errno == EINTR)
		;
	w->pid = 0;
	if (!w->is_busy)
		return true;
	p->job->hear(p->job->host, w->i, &failed);
	return start(p, w);
}

static bool listen_to_all(struct pool *p)
{
	bool ok = true;

	for (;;) {
		struct pollfd set[MAX_WORKER];
		struct worker *of[MAX_WORKER];
		nfds_t n = 0;

		for (size_t k = 0; k < MAX_WORKER; k++)
			if (p->worker[k].pid > 0) {
				of[n] = &p->worker[k];
				set[n++] = (struct pollfd){ p->worker[k].fd, POLLIN, 0 };
			}
		if (n == 0)
			return ok;
		if (poll(set, n, -1) < 0 && errno != EINTR)
			return false;
		for (nfds_t k = 0; k < n; k++)
			if (set[k].revents && !hear(p, of[k]))
				ok &= end(p, of[k]);
	}
}

bool batch_pool_run(struct arena *a, const struct batch_job *job)
{
	struct pool *p = arena_alloc(a, sizeof *p);
	unsigned nworker = job->nworker < job->n ? job->nworker : (unsigned)job->n;
	unsigned started = 0;
	bool ok;

	p->job = job;
	p->arena = a;
	p->next = mmap(NULL, sizeof *p->next, PROT_READ | PROT_WRITE,
		       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (p->next == MAP_FAILED)
		return false;
	atomic_init(p->next, 0);
	while (started < nworker && start(p, &p->worker[started]))
		started++;
	ok = listen_to_all(p) && started > 0;
	munmap(p->next, sizeof *p->next);
	return ok;
}
