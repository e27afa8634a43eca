/*
 * What a folder of PDFs was made from, so that a second run passes over what is up to date.
 *
 * The folder of -d holds a record, `.nianbao-done` (of a share: `.nianbao-done.2-of-8`), a line a
 * PDF: its size and time, and a hash of everything that it depends on: path, size and time of the
 * report, its pictures and fonts.xml (not of the fonts named there), of layouts, font roles and
 * program, and the options. A PDF is up to date when it is as it was left and the hash is the
 * same. Deleting the record, or --force, only means that all is rendered again. Lines are added
 * as reports are done: a run that is broken off goes on where it was.
 */
#ifndef NIANBAO_CLI_BATCH_DONE_H
#define NIANBAO_CLI_BATCH_DONE_H

#include "cli/options.h"

struct batch_done;

/* Read the records of the folder, this share's and others'. NULL when there is none to keep. */
struct batch_done *batch_done_open(struct arena *a, const struct options *o);

/* Is the output up to date? */
bool batch_done_has(const struct batch_done *done, struct arena *a, const char *input,
		    const char *output);

/* The line for an output that was just written; empty when it can't be recorded. */
struct str batch_done_line(const struct batch_done *done, struct arena *a, const char *input,
			   const char *output, const struct str *picture, size_t npicture);

/* Add a line to the record. A record that can't be written is no failure: see above. */
void batch_done_add(struct batch_done *done, struct str line);
void batch_done_close(struct batch_done *done);

#endif
