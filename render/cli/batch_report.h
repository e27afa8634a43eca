/*
 * What became of a batch, for machines: one JSON object (RFC 8259, UTF-8).
 *
 *	{"format": 1, "program": "nianbao 0.1.0",
 *	 "reports": [{"input": "a.xml", "output": "out/a.pdf", "state": "rendered", "status": 0,
 *	              "pages": 5, "seconds": 0.004, "messages": [{"severity": "warning",
 *	              "code": "W341", "file": "a.xml", "line": 12, "text": "…", "help": "…"}]}, …],
 *	 "summary": {"reports": 3, "rendered": 1, "up-to-date": 1, "failed": 1, "seconds": 0.02}}
 *
 * `state` is rendered, checked, up-to-date, failed or missed; `status` what the exit status would
 * be for that report alone. Members may be added; those that are there keep their meaning.
 */
#ifndef NIANBAO_CLI_BATCH_REPORT_H
#define NIANBAO_CLI_BATCH_REPORT_H

#include "cli/batch.h"

struct batch_total {
	size_t n, ndone, nkept, nfailed; /* what is left was missed */
	uint64_t ns;
};

struct str batch_report(struct arena *a, const struct options *o, const char *const *output,
			const struct batch_result *result, const struct batch_total *total);

/* The same in a line for people. */
struct str batch_summary(struct arena *a, const struct options *o,
			 const struct batch_total *total);

#endif
