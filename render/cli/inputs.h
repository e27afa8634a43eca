/* The reports of a batch: lists, and one machine's share of them. */
#ifndef NIANBAO_CLI_INPUTS_H
#define NIANBAO_CLI_INPUTS_H

#include "cli/options.h"

/*
 * Put the names that lists (@FILE: a name a line, relative to the current folder) hold in their
 * place among o->input, then keep the share that --shard asks for: reports i, i + n, i + 2n …
 * Returns the exit status, 0 unless a list cannot be read (3, after a message) or there is no
 * report at all (2).
 */
int inputs_expand(struct arena *a, struct options *o);

#endif
