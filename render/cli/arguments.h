/*
 * Command lines, read the same way by both programs: "--name", "--name=value", "-x", "-xvalue";
 * behind "--" there are files only. What an option means is the program's (cli/options.c,
 * sign/options.c).
 */
#ifndef NIANBAO_CLI_ARGUMENTS_H
#define NIANBAO_CLI_ARGUMENTS_H

#include "base/diag.h"

struct argument_option {
	const char *name;
	char letter; /* 0: none */
	bool takes_value;
	unsigned commands; /* the bits of those that have it */
	int id;
};

/* Takes the option `id`; `value` is NULL unless it has one. False after a usage message. */
typedef bool argument_set_fn(void *host, int id, const char *value);

struct arguments {
	const struct argument_option *option;
	size_t noption;
	unsigned command; /* the bit of the one that was given */
	enum diag_lang lang;
	argument_set_fn *set;
	void *host;
};

/*
 * Read what follows argv[1]: options go to `set`, all else is put into `input`, which has room for
 * argc. False after a message about wrong usage was written to standard error.
 */
bool arguments_read(const struct arguments *g, int argc, char **argv, const char **input,
		    size_t *ninput);

/* Digits alone, a number from `least` to `most`. */
bool arguments_number(const char *value, long least, long most, long *n);

/* Write a usage message: "nianbao: …" and where help is. `what` may be NULL. */
void arguments_complain(enum diag_lang lang, const char *zh, const char *en, const char *what);

#endif
