#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_CHUNK ((size_t)1 << 16)
#define MAX_LINKS 40

static bool is_dash(const char *path)
{
	return !strcmp(path, "-");
}

static bool put_read_error(struct diags *d, const char *path)
{
	DIAG_PUT(d, FILE_READ, ((struct at){ 0 }), str_from(path), str_from(strerror(errno)));
	return false;
}

static bool put_write_error(struct diags *d, const char *path)
{
	DIAG_PUT(d, FILE_WRITE, ((struct at){ 0 }), str_from(path), str_from(strerror(errno)));
	return false;
}

static ssize_t read_some(int fd, char *p, size_t n)
{
	ssize_t got;

	do
		got = read(fd, p, n);
	while (got < 0 && errno == EINTR);
	return got;
}

/* Read all of `fd`, one byte beyond the limit at most. */
static bool read_all(int fd, struct buf *b, size_t limit)
{
	struct stat st;
	size_t cap = READ_CHUNK;
	char *p;

	if (!fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_size >= 0 &&
	    (uintmax_t)st.st_size <= limit)
		cap = (size_t)st.st_size + 1; /* the one byte more shows the end without a copy */
	p = arena_alloc(b->arena, cap);
	b->s = p;
	while (b->n <= limit) {
		ssize_t got;

		if (b->n == cap)
			p = b->s = arena_grow(b->arena, p, &cap, cap * 2, 1);
		got = read_some(fd, p + b->n, cap - b->n);
		if (got < 0)
			return false;
		if (!got)
			break;
		b->n += (size_t)got;
	}
	return true;
}

static void close_fd(void *fd)
{
	close((int)(intptr_t)fd);
}

/* Closed with the arena, should memory be used up before. */
static struct arena_deferred *defer_close(struct arena *a, int fd)
{
	return arena_defer(a, close_fd, (void *)(intptr_t)fd);
}

bool file_read(struct arena *a, struct diags *d, const char *path, size_t limit, struct str *out)
{
	struct buf b = { .arena = a };
	int fd = is_dash(path) ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	struct arena_deferred *opened;
	bool ok;

	if (fd < 0)
		return put_read_error(d, path);
	opened = fd == STDIN_FILENO ? NULL : defer_close(a, fd);
	ok = read_all(fd, &b, limit) || put_read_error(d, path);
	if (opened)
		arena_free(opened);
	if (ok && b.n > limit) {
		struct buf mb = { .arena = a };

		buf_printf(&mb, "%zu", limit >> 20);
		DIAG_PUT(d, XML_SIZE, ((struct at){ str_from(path), 0 }), buf_text(&mb));
		return false;
	}
	*out = (struct str){ b.s, b.n };
	return ok;
}

/* There is nothing, says errno. The last is what opening a socket meets. */
static bool is_nothing(int error)
{
	return error == ENOENT || error == ENOTDIR || error == ELOOP || error == ENAMETOOLONG ||
	       error == ENXIO;
}

bool file_is_missing(const char *path)
{
	return access(path, F_OK) && is_nothing(errno);
}

/* The real path of `name` when it lies below the real path of `folder`; else NULL, and errno. */
static char *path_below(struct arena *a, const char *folder, struct str name)
{
	struct buf joined = { .arena = a };
	char *root = arena_alloc(a, PATH_MAX), *path = arena_alloc(a, PATH_MAX);
	size_t n;

	if (!realpath(folder, root))
		return NULL;
	buf_printf(&joined, "%s/%.*s", root, (int)name.n, name.s);
	n = strcmp(root, "/") ? strlen(root) : 0;
	if (!realpath(joined.s, path))
		return NULL;
	errno = ENOENT;
	return strncmp(path, root, n) || path[n] != '/' ? NULL : path;
}

static enum file_below read_regular(int fd, struct buf *b, size_t limit)
{
	struct stat st;

	if (fstat(fd, &st))
		return FILE_BELOW_FAULT;
	if (!S_ISREG(st.st_mode))
		return FILE_BELOW_NONE;
	if (!read_all(fd, b, limit))
		return FILE_BELOW_FAULT;
	return b->n <= limit ? FILE_BELOW_READ : FILE_BELOW_LARGE;
}

enum file_below file_read_below(struct arena *a, const char *folder, struct str name,
				size_t limit, struct str *out)
{
	struct buf b = { .arena = a };
	char *path = path_below(a, folder, name);
	/* A FIFO or device must not be opened in earnest: it could block or do something. */
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW) : -1;
	struct arena_deferred *opened;
	enum file_below found;
	int saved;

	if (fd < 0)
		return is_nothing(errno) ? FILE_BELOW_NONE : FILE_BELOW_FAULT;
	opened = defer_close(a, fd);
	found = read_regular(fd, &b, limit);
	saved = errno;
	arena_free(opened);
	errno = saved;
	*out = (struct str){ b.s, b.n };
	return found;
}

bool file_same(const char *a, const char *b)
{
	struct stat sa, sb;

	return !stat(a, &sa) && !stat(b, &sb) && sa.st_dev == sb.st_dev && sa.st_ino == sb.st_ino;
}

bool file_write_all(int fd, struct str bytes)
{
	while (bytes.n) {
		ssize_t put = write(fd, bytes.s, bytes.n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		bytes.s += put;
		bytes.n -= (size_t)put;
	}
	return true;
}

static bool sync_fd(int fd)
{
	int r;

	do
		r = fsync(fd);
	while (r < 0 && errno == EINTR);
	return r == 0;
}

static bool write_device(struct diags *d, const char *path, struct str bytes)
{
	int fd = is_dash(path) ? STDOUT_FILENO : open(path, O_WRONLY | O_CLOEXEC);
	bool ok = fd >= 0 && file_write_all(fd, bytes);

	if (fd >= 0 && close(fd) < 0) /* a pipe or a full disk may complain only now */
		ok = false;
	return ok || put_write_error(d, path);
}

/* Where a chain of symbolic links leads, also when nothing is there yet. */
static const char *follow_links(struct arena *a, const char *path)
{
	for (int i = 0; i < MAX_LINKS; i++) {
		char target[PATH_MAX];
		ssize_t n = readlink(path, target, sizeof target);
		const char *slash = strrchr(path, '/');
		struct buf b = { .arena = a };

		if (n < 0)
			return path;
		if (n == 0 || (size_t)n == sizeof target)
			break;
		if (target[0] != '/' && slash)
			buf_put(&b, path, (size_t)(slash + 1 - path));
		buf_put(&b, target, (size_t)n);
		path = b.s;
	}
	errno = ELOOP;
	return NULL;
}

static const char *folder_of(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return ".";
	return slash == path ? "/" : str_z(a, (struct str){ path, (size_t)(slash - path) });
}

static mode_t new_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

/* The rename is lasting once the folder is flushed; a folder that can't be is no failure. */
static void sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	sync_fd(fd);
	close(fd);
}

/* Hold back what would end the program between making the temporary file and its end. */
static sigset_t hold_signals(void)
{
	static const int ending[] = { SIGHUP, SIGINT, SIGTERM, SIGPIPE, SIGXFSZ, SIGXCPU };
	sigset_t held, old;

	sigemptyset(&held);
	for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
		sigaddset(&held, ending[i]);
	sigemptyset(&old);
	sigprocmask(SIG_BLOCK, &held, &old);
	return old;
}

static bool write_temporary(struct arena *a, const char *target, mode_t mode, struct str bytes)
{
	const char *folder = folder_of(a, target);
	struct buf temp = { .arena = a };
	int fd, saved;
	bool ok;

	buf_printf(&temp, "%s/.nianbao-XXXXXX", folder);
	fd = mkstemp(temp.s);
	if (fd < 0)
		return false;
	ok = file_write_all(fd, bytes) && fchmod(fd, mode) == 0 && sync_fd(fd);
	if (close(fd) < 0)
		ok = false;
	ok = ok && rename(temp.s, target) == 0;
	if (ok) {
		sync_folder(folder);
		return true;
	}
	saved = errno;
	unlink(temp.s);
	errno = saved;
	return false;
}

static bool write_beside(struct arena *a, const char *target, mode_t mode, struct str bytes)
{
	sigset_t old = hold_signals();
	bool ok = write_temporary(a, target, mode, bytes);
	int saved = errno;

	sigprocmask(SIG_SETMASK, &old, NULL);
	errno = saved;
	return ok;
}

bool file_write(struct arena *a, struct diags *d, const char *path, struct str bytes)
{
	struct stat st;
	const char *target;
	bool exists = !is_dash(path) && stat(path, &st) == 0;

	if (is_dash(path))
		return write_device(d, path, bytes);
	if (exists && S_ISDIR(st.st_mode)) {
		errno = EISDIR;
		return put_write_error(d, path);
	}
	if (exists && !S_ISREG(st.st_mode))
		return write_device(d, path, bytes);
	target = follow_links(a, path);
	if (!target || !write_beside(a, target, exists ? st.st_mode & 07777 : new_mode(), bytes))
		return put_write_error(d, path);
	return true;
}
