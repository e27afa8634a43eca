/*
 * The program `nianbao-sign`: what `nianbao sign` and `nianbao verify` hand over to. OpenSSL takes
 * its time to start; a plain `render` need not wait for it.
 */
#include "base/limits.h"
#include "cli/command.h"
#include "cli/renounce.h"
#include "sign/command.h"
#include "sign/memory.h"
#include "sign/words.h"

#include <stdio.h>
#include <sys/resource.h>

static void say(struct arena *a, struct diags *d, enum diag_lang lang)
{
	struct options o = { .lang = lang };

	words_translate(d, lang);
	command_say(a, d, &o);
}

static int run(struct arena *a, struct diags *d, const struct sign_options *o)
{
	int status;

	if (o->wants_help) {
		sign_options_help(o->lang);
		return fflush(stdout) ? EXIT_MACHINE : EXIT_DONE;
	}
	status = o->is_verify ? command_verify(a, d, o) : command_sign(a, d, o);
	say(a, d, o->lang);
	return status;
}

int main(int argc, char **argv)
{
	static const struct rlimit none;
	size_t memory = SIGN_MEMORY;
	struct arena *a = arena_open(memory, command_oom, NULL);
	struct diags d = { .arena = a };
	struct sign_options o;
	int status = EXIT_USAGE;

	renounce();
	/* A core file would hold the key. */
	setrlimit(RLIMIT_CORE, &none);
	arena_set_full(a, command_full, &memory);
	memory_watch();
	if (sign_options_read(a, argc, argv, &o))
		status = run(a, &d, &o);
	arena_close(a);
	return status;
}
