/* The program `nianbao`: reads the command line and runs one command. */
#include "base/limits.h"
#include "cli/command.h"
#include "cli/renounce.h"

#include <stdio.h>

static int run(struct arena *a, const struct options *o, char **argv)
{
	switch (o->command) {
	case COMMAND_RENDER:
	case COMMAND_CHECK: return command_render(a, o);
	case COMMAND_EXTRACT: return command_extract(a, o);
	case COMMAND_INIT: return command_init(a, o);
	case COMMAND_LAYOUTS: return command_layouts(a, o);
	case COMMAND_PROFILES: return command_profiles(a, o);
	case COMMAND_FONTS: return command_fonts(a, o);
	case COMMAND_PACK: return command_pack(a, o);
	case COMMAND_SIGN: return command_hand_over(a, o, argv);
	case COMMAND_HELP: options_help(o->lang); break;
	case COMMAND_VERSION: puts("nianbao " NIANBAO_VERSION); break;
	}
	return fflush(stdout) ? EXIT_MACHINE : EXIT_DONE;
}

int main(int argc, char **argv)
{
	size_t memory = RUN_MEMORY;
	struct arena *a = arena_open(memory, command_oom, NULL);
	struct options options;
	int status;

	renounce();
	arena_set_full(a, command_full, &memory);
	status = options_read(a, argc, argv, &options) ? run(a, &options, argv) : EXIT_USAGE;
	arena_close(a);
	return status;
}
