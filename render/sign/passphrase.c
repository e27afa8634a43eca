#include "sign/passphrase.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define SECRET_MAX ((size_t)1 << 20)

static bool read_line(struct passphrase *p, int fd)
{
	p->n = 0;
	while (p->n < sizeof p->text - 1) {
		ssize_t got = read(fd, p->text + p->n, 1);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		if (got == 0 || p->text[p->n] == '\n')
			break;
		p->n++;
	}
	if (p->n > 0 && p->text[p->n - 1] == '\r')
		p->n--;
	p->text[p->n] = '\0';
	return true;
}

static void say(int fd, const char *text)
{
	/* Whoever sits there notices; nothing else could be done about it. */
	if (write(fd, text, strlen(text)) < 0)
		errno = 0;
}

/* What would end the program while the terminal shows nothing waits until it does again. */
static sigset_t hold_signals(void)
{
	static const int ending[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP };
	sigset_t held, old;

	sigemptyset(&held);
	for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
		sigaddset(&held, ending[i]);
	sigemptyset(&old);
	sigprocmask(SIG_BLOCK, &held, &old);
	return old;
}

/* Ask at the terminal, which shows nothing of what is typed. */
static bool ask(struct passphrase *p)
{
	int tty = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	struct termios usual, quiet;
	sigset_t old;
	bool ok;

	if (tty < 0)
		return false;
	old = hold_signals();
	ok = tcgetattr(tty, &usual) == 0;
	quiet = usual;
	quiet.c_lflag &= ~(tcflag_t)ECHO;
	ok = ok && tcsetattr(tty, TCSAFLUSH, &quiet) == 0;
	if (ok) {
		bool chinese = p->options->lang == DIAG_CHINESE;

		say(tty, p->file);
		say(tty, chinese ? " 的口令：" : ", pass phrase: ");
		ok = read_line(p, tty);
		tcsetattr(tty, TCSAFLUSH, &usual);
		say(tty, "\n");
	}
	close(tty);
	sigprocmask(SIG_SETMASK, &old, NULL);
	return ok;
}

bool passphrase_need(struct passphrase *p)
{
	const struct sign_options *o = p->options;
	bool ok;

	if (p->is_known)
		return true;
	if (o->pass_file) {
		int fd = open(o->pass_file, O_RDONLY | O_CLOEXEC);

		ok = fd >= 0 && read_line(p, fd);
		if (fd >= 0)
			close(fd);
	} else if (o->pass_fd >= 0) {
		ok = read_line(p, o->pass_fd);
	} else {
		ok = ask(p);
	}
	p->is_known = ok;
	p->is_missing = !ok;
	return ok;
}

void passphrase_close(struct passphrase *p)
{
	OPENSSL_cleanse(p->text, sizeof p->text);
	p->n = 0;
}

unsigned char *secret_read(const char *path, size_t *n)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), saved;
	unsigned char *bytes = fd >= 0 ? OPENSSL_malloc(SECRET_MAX + 1) : NULL;

	*n = 0;
	while (bytes && *n <= SECRET_MAX) {
		ssize_t got = read(fd, bytes + *n, SECRET_MAX + 1 - *n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got == 0)
			break;
		if (got < 0 || (*n += (size_t)got) > SECRET_MAX) {
			saved = got < 0 ? errno : EFBIG;
			secret_free(bytes, *n);
			bytes = NULL;
			errno = saved;
		}
	}
	saved = errno;
	if (fd >= 0)
		close(fd);
	errno = saved;
	return bytes;
}

void secret_free(unsigned char *bytes, size_t n)
{
	OPENSSL_clear_free(bytes, n);
}
