/* The command line, read into one struct. Conventions: design §3. */
#ifndef NIANBAO_CLI_OPTIONS_H
#define NIANBAO_CLI_OPTIONS_H

#include "engine.h"

enum exit_status { EXIT_DONE = 0, EXIT_WRONG = 1, EXIT_USAGE = 2, EXIT_MACHINE = 3 };

enum command {
	COMMAND_RENDER,
	COMMAND_CHECK,
	COMMAND_EXTRACT,
	COMMAND_INIT,
	COMMAND_LAYOUTS,
	COMMAND_FONTS,
	COMMAND_PROFILES,
	COMMAND_SIGN, /* and verify: another program reads their arguments */
	COMMAND_PACK,
	COMMAND_HELP,
	COMMAND_VERSION,
};

struct options {
	enum command command;
	enum diag_lang lang;
	const char *const *input;
	size_t ninput;
	const char *output;   /* -o */
	const char *folder;   /* -d */
	unsigned jobs;        /* -j */
	bool is_batch;        /* several reports, or a list of them */
	unsigned shard, nshard; /* --shard i/n; n is 0 without it */
	const char *report;   /* --report: a JSON file about the batch */
	bool force;           /* --force: also what is up to date */
	struct standard standard; /* --pdf-standard */
	bool has_standard;        /* it was given */
	const char *print;        /* --print */
	struct page_ranges pages; /* --pages */
	size_t memory;        /* --memory, in bytes */
	bool strict, draft;
	enum stage stage;
	const char *layout_dir, *fonts_file;
	const char *fonts_for; /* fonts --for: a report */
	const char *signature_field;
	const char *previous; /* last year's report */
	const char *layout, *organ, *year; /* init */
	const char *epoch_date;            /* from SOURCE_DATE_EPOCH */
	const char *share_dir;
};

/*
 * Read the arguments and the environment (language, SOURCE_DATE_EPOCH). False after a message
 * about wrong usage was written to standard error: exit status 2.
 */
bool options_read(struct arena *a, int argc, char **argv, struct options *o);

void options_help(enum diag_lang lang);

#endif
