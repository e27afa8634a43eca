/*
 * Diagnostics: everything the program has to say about an input or the machine. One table
 * (diag.def) holds code, severity, message and remedy in Chinese and English. Messages are
 * collected, so that one run reports all mistakes, and printed at the end in order of file and
 * line:   report.xml:214: error[E312]: message
 *                 remedy
 */
#ifndef NIANBAO_BASE_DIAG_H
#define NIANBAO_BASE_DIAG_H

#include "base/str.h"

#include <stdint.h>

enum diag_severity {
	DIAG_NOTE,
	DIAG_WARNING,
	DIAG_ERROR, /* the input is wrong: exit status 1 */
	DIAG_FAULT, /* the machine failed: exit status 3 */
};

enum diag_code {
#define DIAG(symbol, code, severity, zh, zh_help, en, en_help) DIAG_##symbol,
#include "base/diag.def"
#undef DIAG
	DIAG_NCODE
};

enum diag_lang { DIAG_ENGLISH, DIAG_CHINESE };

/* Where: a file's name as the user wrote it, and a line (0: the file as a whole). */
struct at {
	struct str file;
	uint32_t line;
};

#define DIAG_MAX_ARG 6
#define DIAG_MAX_BYTES 3000

struct diag {
	enum diag_code code;
	struct at at;
	struct str arg[DIAG_MAX_ARG];
	uint32_t order; /* of arrival: keeps the sort stable */
};

struct diags {
	struct arena *arena;
	struct diag *item;
	size_t n, cap;
	size_t nerror; /* of the n: errors and faults by their own severity */
	bool strict;   /* warnings count as errors (--strict) */
	bool cut;      /* some were dropped, TOO_MANY says so */
};

/*
 * Add a message. The strings that follow `at` fill {0} {1} … of its texts; all are copied.
 * Use the macro: DIAG_PUT(d, ROW_UNKNOWN, at, name, near).
 * The same code at the same place with the same strings is kept once. After 1000 errors (or
 * 1000 milder messages) further ones are dropped and TOO_MANY is added once; faults always stay.
 * A string longer than DIAG_MAX_BYTES is cut.
 */
void diag_put(struct diags *d, enum diag_code code, struct at at, const struct str *arg,
	      size_t narg);
#define DIAG_PUT(d, symbol, at, ...)                                                          \
	diag_put((d), DIAG_##symbol, (at), (const struct str[]){ __VA_ARGS__ },               \
		 sizeof((const struct str[]){ __VA_ARGS__ }) / sizeof(struct str))
#define DIAG_PUT0(d, symbol, at) diag_put((d), DIAG_##symbol, (at), NULL, 0)

/* Severity of a collected message, with --strict applied. */
enum diag_severity diag_severity(const struct diags *d, const struct diag *m);

/* Number of messages that are errors or faults. */
size_t diag_errors(const struct diags *d);

/* Exit status that the messages ask for: 0, 1 or 3. */
int diag_status(const struct diags *d);

/* Print all, sorted, as text for people. */
void diag_print(struct diags *d, struct buf *out, enum diag_lang lang);

/* Put all, sorted, as a JSON array of objects: severity, code, file, line, text, help. */
void diag_json(struct diags *d, struct buf *out, enum diag_lang lang);
/* Put a string as JSON has it (RFC 8259, 7); what is not UTF-8 becomes U+FFFD. */
void diag_json_string(struct buf *out, struct str s);

/* Chinese when LC_ALL, LC_MESSAGES or LANG (the first that is set) starts with "zh". */
enum diag_lang diag_lang_from_environment(void);

#endif
