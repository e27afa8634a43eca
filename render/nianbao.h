/*
 * libnianbao: reports to PDF, for programs that stay alive.
 *
 *	struct nianbao_options options = { .pdf_standard = "3a,ua1" };
 *	struct nianbao *n = nianbao_open(&options);
 *	struct nianbao_result result;
 *
 *	if (nianbao_render(n, "report.xml", &result) == 0)
 *		... result.bytes, result.size ...
 *	else
 *		... result.messages ...
 *	nianbao_release(&result);
 *	nianbao_close(n);
 *
 * One struct nianbao serves any number of threads at once. What a report needs from it (open
 * fonts, layouts that were read, memory) is kept for the next one: as many sets of it as there
 * ever were reports at the same time. The bytes are those that the program writes for the report,
 * whatever was rendered before or is rendered meanwhile.
 *
 * Nothing here ends the process, prints, reads the clock, the locale or the environment, or opens a
 * socket. Files are only read: reports and pictures below their folders, layouts, fonts. A job that
 * runs out of memory ends with status 3 and F901, one that takes more than it may with status 1 and
 * E108, and the host goes on. A PDF given as a report is read in a child process.
 */
#ifndef NIANBAO_H
#define NIANBAO_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define NIANBAO_API __attribute__((visibility("default")))
#else
#define NIANBAO_API
#endif

enum nianbao_language { NIANBAO_ENGLISH, NIANBAO_CHINESE };

/* All may be left out (zero): then it is as if the program were called without options. */
struct nianbao_options {
	const char *share_dir;  /* holds layouts/ and fonts/; NULL: where they were installed */
	const char *font_dir;   /* the standard fonts; NULL: where they were installed */
	const char *layout_dir; /* searched for layouts first; NULL: none */
	const char
		*fonts_file; /* the user's fonts; NULL: fonts.xml beside the report, if any */
	const char *pdf_standard;       /* as --pdf-standard takes it; NULL: what is usual */
	const char *print;              /* a print profile, as --print takes it; NULL: office */
	const char *date;               /* YYYY-MM-DD, for reports without a date; NULL: none */
	bool draft;                     /* print although sums are broken, marked 草稿 */
	bool strict;                    /* warnings are errors */
	bool check_only;                /* no PDF is made */
	enum nianbao_language language; /* of messages */
	unsigned memory; /* MB that a report may take, 1 to 65536; 0: 2048 */
};

struct nianbao;

/* What became of a report. All of it lives until nianbao_release. */
struct nianbao_result {
	int status;        /* 0 done; 1 report or layout wrong; 3 the machine failed */
	const char *bytes; /* the PDF; NULL unless there is one */
	size_t size;       /* its bytes */
	size_t pages;
	const char *messages; /* text, a line or two a message; "" if there are none */
	void *owner;          /* for nianbao_release */
};

/*
 * Open with these options; the strings must live as long. NULL when memory is used up,
 * `pdf_standard` cannot be kept, or `memory` is beyond its bounds.
 */
NIANBAO_API struct nianbao *nianbao_open(const struct nianbao_options *options);

/* All results must have been released. NULL is allowed. */
NIANBAO_API void nianbao_close(struct nianbao *n);

/* Render the report in the file `path`. Returns result->status. Release the result in any case. */
NIANBAO_API int nianbao_render(struct nianbao *n, const char *path,
			       struct nianbao_result *result);

/*
 * The same for a report in memory, which messages call `name`; its pictures are looked for in the
 * folder of `name`. The bytes must live until nianbao_release.
 */
NIANBAO_API int nianbao_render_bytes(struct nianbao *n, const char *name, const char *bytes,
				     size_t size, struct nianbao_result *result);

NIANBAO_API void nianbao_release(struct nianbao_result *result);

/* "0.1.0" */
NIANBAO_API const char *nianbao_version(void);

#ifdef __cplusplus
}
#endif

#endif
