/* The command lines of `nianbao sign` and `nianbao verify`. */
#ifndef NIANBAO_SIGN_OPTIONS_H
#define NIANBAO_SIGN_OPTIONS_H

#include "base/diag.h"
#include "sign/place.h"

#define OPTIONS_MAX_FILES 32 /* of one option that may be repeated */

struct option_files {
	const char *item[OPTIONS_MAX_FILES];
	size_t n;
};

struct sign_options {
	bool is_verify;
	bool wants_help; /* --help: nothing else was looked at */
	enum diag_lang lang;
	const char *share_dir, *layout_dir, *fonts_file;
	const char *const *input;
	size_t ninput;
	int64_t time;  /* --time, else the clock */
	bool has_time; /* --time was given */
	/* sign */
	const char *output;
	const char *key, *cert, *p12;
	struct option_files chain, dss_cert, crl, ocsp;
	const char *pass_file;
	int pass_fd; /* -1: none */
	const char *field, *reason, *location, *seal_image;
	bool is_visible;
	bool has_box;
	struct place_box box; /* --at */
	const char *tsa_request, *tsa_reply;
	size_t reserve; /* bytes kept for what is added to the signature later; 0: usual */
	/* verify */
	struct option_files trust;
	bool as_json;
};

/*
 * Read the arguments (argv[1] is the command). False after a message about wrong usage was
 * written: exit status 2.
 */
bool sign_options_read(struct arena *a, int argc, char **argv, struct sign_options *o);

void sign_options_help(enum diag_lang lang);

/* Does this run make a signature? Else it adds to one that is there. */
bool sign_options_signs(const struct sign_options *o);

#endif
