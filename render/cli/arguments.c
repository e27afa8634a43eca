#include "cli/arguments.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void arguments_complain(enum diag_lang lang, const char *zh, const char *en, const char *what)
{
	bool chinese = lang == DIAG_CHINESE;

	fprintf(stderr, "nianbao: %s%s%s\n%s\n", chinese ? zh : en,
		what ? (chinese ? "：" : ": ") : "", what ? what : "",
		chinese ? "        用法见 nianbao --help" : "        see nianbao --help");
}

bool arguments_number(const char *value, long least, long most, long *n)
{
	char *end;

	*n = strtol(value, &end, 10);
	return value[0] >= '0' && value[0] <= '9' && !*end && *n >= least && *n <= most;
}

/* The option, and its value if it stands within. */
static const struct argument_option *match(const struct arguments *g, const char *arg,
					   const char **value)
{
	for (size_t i = 0; i < g->noption; i++) {
		const struct argument_option *t = &g->option[i];
		size_t n = strlen(t->name);

		*value = NULL;
		if (arg[1] == '-' && !strncmp(arg + 2, t->name, n) &&
		    (!arg[2 + n] || arg[2 + n] == '=')) {
			*value = arg[2 + n] ? arg + 3 + n : NULL;
			return t;
		}
		if (t->letter && arg[1] == t->letter) {
			*value = arg[2] ? arg + 2 : NULL;
			return t;
		}
	}
	return NULL;
}

static bool complain(const struct arguments *g, const char *zh, const char *en,
		     const char *what)
{
	arguments_complain(g->lang, zh, en, what);
	return false;
}

static bool read_option(const struct arguments *g, int argc, char **argv, int *i)
{
	const char *value, *arg = argv[*i];
	const struct argument_option *t = match(g, arg, &value);

	if (!t || !(t->commands & g->command))
		return complain(g, "这里没有这个选项", "no such option here", arg);
	if (t->takes_value && !value && ++*i < argc)
		value = argv[*i];
	if (t->takes_value && (!value || !*value))
		return complain(g, "选项缺少值", "the option needs a value", arg);
	if (!t->takes_value && value)
		return complain(g, "选项不带值", "the option takes no value", arg);
	return g->set(g->host, t->id, value);
}

bool arguments_read(const struct arguments *g, int argc, char **argv, const char **input,
		    size_t *ninput)
{
	bool only_files = false;

	for (int i = 2; i < argc; i++) {
		if (!only_files && !strcmp(argv[i], "--")) {
			only_files = true;
		} else if (!only_files && argv[i][0] == '-' && argv[i][1]) {
			if (!read_option(g, argc, argv, &i))
				return false;
		} else {
			input[(*ninput)++] = argv[i];
		}
	}
	return true;
}
