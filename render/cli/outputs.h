/* Where each report's result goes, and whether that is safe. */
#ifndef NIANBAO_CLI_OUTPUTS_H
#define NIANBAO_CLI_OUTPUTS_H

#include "cli/options.h"

/*
 * The output of each input, in the arena: -o, or NAME.pdf in the folder of -d or beside the
 * report; "-" is standard output. NULL after a message: an output is an input, or two reports
 * would be written to one file. Takes time n log n: a batch may have 300 000 reports.
 */
const char *const *outputs_find(struct arena *a, const struct options *o);

#endif
