#include "input/pdf_child.h"

#include "input/pdf_attach.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHILD_MEMORY ((size_t)512 << 20) /* on top of what the process has already */
#define CHILD_SECONDS 60                 /* of CPU time: a PDF of 100 MB takes a tenth */

/* Pages that the process has mapped: under a sanitizer these are terabytes. */
static size_t pages_mapped(void)
{
	char text[32] = "";
	int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);

	if (fd >= 0)
		close(fd);
	return n <= 0 ? 0 : (size_t)strtoull(text, NULL, 10);
}

static void limit(int resource, size_t most)
{
	struct rlimit l = { most, most };

	setrlimit(resource, &l);
}

static void bound_child(void)
{
	size_t mapped = pages_mapped() * (size_t)sysconf(_SC_PAGESIZE);

	if (mapped > 0)
		limit(RLIMIT_AS, mapped + CHILD_MEMORY);
	limit(RLIMIT_CPU, CHILD_SECONDS);
	limit(RLIMIT_CORE, 0);
}

/* Whatever the libraries have to say about a broken PDF or a lack of memory is not for users. */
static void silence(void)
{
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (null >= 0)
		dup2(null, STDERR_FILENO);
}

static bool read_full(int fd, void *bytes, size_t n)
{
	for (char *p = bytes; n > 0;) {
		ssize_t got = read(fd, p, n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		p += got;
		n -= (size_t)got;
	}
	return true;
}

static bool read_str(struct arena *a, int fd, size_t n, struct str *out)
{
	char *p = arena_alloc(a, n);

	*out = (struct str){ p, n };
	return read_full(fd, p, n);
}

/* All records up to the one that ends them. A child that died has met a PDF beyond it. */
static enum pdf_answer hear(struct arena *a, int fd, struct pdf_files *out, struct str *words)
{
	struct pdf_file *file = NULL;
	size_t cap = 0, left = PDF_MAX_BYTES;
	struct pdf_record r;

	*words = STR("reading it takes too much memory or time");
	while (read_full(fd, &r, sizeof(r))) {
		if (r.nname > left || r.nbytes > left - r.nname)
			return PDF_LARGE;
		left -= r.nname + r.nbytes;
		if (r.answer != PDF_FILE) {
			read_str(a, fd, r.nname, words);
			return r.answer;
		}
		out->item = file = arena_grow(a, file, &cap, out->n + 1, sizeof(*file));
		if (!read_str(a, fd, r.nname, &file[out->n].name) ||
		    !read_str(a, fd, r.nbytes, &file[out->n].bytes))
			break;
		out->n++;
	}
	return PDF_DAMAGED;
}

static void wait_for(pid_t pid)
{
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		continue;
}

/* Start the child; where its answer can be read is put into `*from`. -1: it can't be started. */
static pid_t start(const struct pdf_library *q, struct str bytes, int *from)
{
	int ends[2];
	pid_t pid;

	if (pipe(ends) < 0)
		return -1;
	pid = fork();
	if (pid == 0) {
		close(ends[0]);
		silence();
		bound_child();
		pdf_attach_send(q, bytes, ends[1]);
	}
	close(ends[1]);
	if (pid < 0)
		close(ends[0]);
	*from = ends[0];
	return pid;
}

static void put_refusal(struct diags *d, struct at at, enum pdf_answer answer, struct str words)
{
	if (answer == PDF_ENCRYPTED)
		DIAG_PUT0(d, PDF_ENCRYPTED, at);
	else if (answer == PDF_LARGE)
		DIAG_PUT0(d, PDF_LARGE, at);
	else
		DIAG_PUT(d, PDF_DAMAGED, at, words);
}

bool pdf_child_read(struct arena *a, struct diags *d, struct str file, struct str bytes,
		    struct pdf_files *out)
{
	enum pdf_answer answer;
	struct pdf_library q;
	struct str words;
	pid_t pid;
	int from;

	*out = (struct pdf_files){ 0 };
	/* Not left to the child: the next PDF finds it loaded, and says so once if it isn't. */
	if (!pdf_library_load(&q, d))
		return false;
	pid = start(&q, bytes, &from);
	if (pid < 0) {
		DIAG_PUT(d, FILE_READ, ((struct at){ 0 }), file, str_from(strerror(errno)));
		return false;
	}
	answer = hear(a, from, out, &words);
	close(from); /* if it is still writing, it ends now */
	wait_for(pid);
	if (answer != PDF_END)
		put_refusal(d, (struct at){ file, 0 }, answer, words);
	return answer == PDF_END;
}
