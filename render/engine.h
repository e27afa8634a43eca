/*
 * From a report description to its PDF, or to the text dump of a stage: what the program and the
 * library (nianbao.h) are made of.
 *
 *	engine_open(&n, &options);
 *	if (engine_render(n, "report.xml", &output) == 0)
 *		... write output.bytes ...
 *	engine_release(&output);
 *	engine_close(n);
 *
 * One struct engine is used by one thread at a time; several may live side by side. Nothing is
 * read but the report, layouts, the roles files and font files; no clock, locale or network.
 * Only where the user's fonts file names a font by family, fontconfig says where it is.
 * A PDF that carries its report is rendered as that report; a child process reads it.
 */
#ifndef NIANBAO_ENGINE_H
#define NIANBAO_ENGINE_H

#include "base/diag.h"
#include "base/page_range.h"
#include "base/print_profile.h"
#include "output/standard.h"

/* NIANBAO_VERSION, a string, comes from the build (CMakeLists.txt). */

enum stage {
	STAGE_REPORT, /* the report as read */
	STAGE_DOC,    /* filled into its layout */
	STAGE_GALLEY, /* set, in one column */
	STAGE_BOOK,   /* on pages */
	STAGE_SHEETS, /* pages on paper */
	STAGE_CHECK,  /* checked only: no output */
	STAGE_PDF,
};

struct engine_options {
	const char *layout_dir;  /* searched first; may be NULL */
	const char *share_dir;   /* holds layouts/, fonts/roles.xml and fonts/aliases.xml */
	const char *fonts_file;  /* the user's; NULL: fonts.xml beside the report, if any */
	const char *font_dir;    /* where font files without a path are */
	const char *epoch_date;  /* YYYY-MM-DD for reports without a date; NULL: none */
	const char *previous;    /* last year's report, to check against; NULL: none */
	const char *signature_field; /* name of an empty field for a signature; NULL: none */
	enum stage stage;
	const char *print;       /* id of a print profile; NULL: pages as they are */
	struct page_ranges pages; /* that are printed; none: all */
	const struct standard *standard; /* that PDFs keep; NULL: what is usual in that print */
	bool draft;              /* print in spite of broken sums, marked 草稿 */
	bool strict;             /* warnings are errors */
	size_t memory;           /* bytes that a report may take; 0: JOB_MEMORY */
	arena_oom_fn *oom;       /* called when memory is used up; must not return */
	arena_oom_fn *full;      /* the same for that limit outside of a report; NULL: oom */
	void *host;
};

struct engine;

struct report;
struct layout;
struct book;

/* Result of one report. Lives until engine_release, which comes before engine_close. */
struct engine_output {
	struct engine *of;
	struct arena *arena;
	struct diags *diags;     /* everything that was said about it */
	struct str bytes;        /* PDF or dump; empty after an error */
	size_t npage;            /* once there are pages */
	const struct str *picture; /* names of the pictures, below the report's folder */
	size_t npicture;
	const struct report *report; /* what went into it, as far as it came; else NULL */
	const struct layout *layout;
	const struct book *book;
};

/*
 * Open into `*engine` with these options (copied shallowly; keep the strings). `*engine` is set
 * before memory can be used up, so that whoever leaves through `oom` can close it. One report at
 * a time: release its output before the next one.
 */
void engine_open(struct engine **engine, const struct engine_options *options);

/* Whatever it was at, all that it had is freed. NULL is allowed. */
void engine_close(struct engine *n);

/*
 * Render one report; `path` is a file or "-". Returns the exit status that it deserves: 0, 1 when
 * the report or its layout is wrong, 3 when the machine failed; then output->bytes is empty.
 * Release the output in any case. A report that takes more memory than it may is wrong (E108).
 */
int engine_render(struct engine *n, const char *path, struct engine_output *output);
void engine_release(struct engine_output *output);

/* The same for a report, or a PDF that carries one, whose bytes are in memory; it is called `file`. */
int engine_render_bytes(struct engine *n, struct str file, struct str bytes,
			 struct engine_output *output);

/* Read a layout, for `nianbao layouts` and `init`; NULL after messages were put. Lives as long. */
const struct layout *engine_layout(struct engine *n, struct diags *d, struct str id);

/* Ids of all layouts that can be found, sorted; their number. F904: a folder can't be read. */
size_t engine_layouts(struct engine *n, struct arena *a, struct diags *d,
		      const struct str **id);

/* The print profiles, read once; NULL after messages were put. */
const struct print_profiles *engine_profiles(struct engine *n, struct diags *d);

struct font_set;
/*
 * The font set for a report at `path` (NULL: for none), opened if need be; NULL after messages
 * were put. It serves until a report needs another one.
 */
struct font_set *engine_fonts(struct engine *n, struct diags *d, const char *path);

/* Put what was to be said about its faces since, lack of memory among it, to `d`. */
void engine_font_messages(struct engine *n, struct diags *d);

#endif
