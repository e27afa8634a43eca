/* The commands of the program; each returns its exit status. */
#ifndef NIANBAO_CLI_COMMAND_H
#define NIANBAO_CLI_COMMAND_H

#include "cli/options.h"

int command_render(struct arena *a, const struct options *o); /* render and check */
int command_extract(struct arena *a, const struct options *o);
int command_init(struct arena *a, const struct options *o);
int command_layouts(struct arena *a, const struct options *o);
int command_profiles(struct arena *a, const struct options *o);
int command_fonts(struct arena *a, const struct options *o);
int command_pack(struct arena *a, const struct options *o);

/* Become the program that signs and verifies; returns only when that cannot be. */
int command_hand_over(struct arena *a, const struct options *o, char **argv);

/* Is there such a profile, and can it keep the standard? 0, or a status after a message. */
int command_check_print(struct arena *a, const struct options *o);

/* The library with these options, which must live as long; see command_oom, command_full. */
struct engine *command_open(const struct options *o);

/* Write messages to standard error in one go, so that parallel jobs don't mix lines. */
void command_say(struct arena *a, struct diags *d, const struct options *o);

/* Write text to standard error. */
void command_write_error(struct str s);

/* Memory is used up: say so and end with status 3. Never returns. */
void command_oom(void *host);

/*
 * The same for a limit that was set: status 1. `host` is the limit, a const size_t [bytes].
 */
void command_full(void *host);

#endif
