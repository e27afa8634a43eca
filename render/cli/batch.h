/*
 * Many reports in one run: worker processes take them in turn, so that one that fails, or even
 * ends its process, stops no other. Each report's PDF is what it would be if it were alone.
 *
 * Messages are written to standard error in the order of the reports; on a terminal a line says
 * how far the batch is, and a summary follows. With --report there is also a JSON file, see
 * batch_report.h. With -d and without --force, reports whose PDF is up to date are passed over,
 * see batch_done.h.
 */
#ifndef NIANBAO_CLI_BATCH_H
#define NIANBAO_CLI_BATCH_H

#include "cli/options.h"

enum batch_state {
	BATCH_MISSED, /* not tried: there was no process to do it */
	BATCH_DONE,   /* rendered, or checked */
	BATCH_KEPT,   /* the PDF was up to date */
	BATCH_FAILED,
};

/* What became of one report. */
struct batch_result {
	enum batch_state state;
	int status;      /* its exit status */
	size_t npage;    /* 0 unless it was rendered */
	uint64_t ns;     /* that it took */
	struct str said; /* messages for people, and as a JSON array */
	struct str json;
	struct str done;           /* a line for the record of what is done; empty: none */
	const struct str *picture; /* files that it read besides, below its folder */
	size_t npicture;
};

/* Render (or check) all inputs with o->jobs workers. Returns the worst exit status. */
int batch_run(struct arena *a, const struct options *o, const char *const *output);

/*
 * Render (or check) one report and write its output. The texts are in the arena; those for
 * machines are there only with o->report. A report that was done is not recorded.
 */
struct batch_result batch_render(struct engine *n, struct arena *a, const struct options *o,
				 const char *input, const char *output);

#endif
