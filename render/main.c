/* The program `nianbao`: reads the command line and runs one command. */
#include "base/limits.h"
#include "cli/command.h"
#include "cli/renounce.h"

#include <stdio.h>
#include <sys/resource.h>

#define STACK_MIN 65536

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

/* With less the program would end somewhere in the middle, without a word. */
static bool has_stack(void)
{
	struct rlimit stack;

	return getrlimit(RLIMIT_STACK, &stack) || stack.rlim_cur >= STACK_MIN;
}

int main(int argc, char **argv)
{
	size_t memory = RUN_MEMORY;
	struct arena *a = arena_open(memory, command_oom, NULL);
	struct options options;
	int status;

	if (!has_stack()) {
		command_write_error(STR("nianbao: error[F901]: out of memory: the stack has less "
					"than 64 KB, see ulimit -s (栈空间不足)\n"));
		return EXIT_MACHINE;
	}
	renounce();
	arena_set_full(a, command_full, &memory);
	status = options_read(a, argc, argv, &options) ? run(a, &options, argv) : EXIT_USAGE;
	arena_close(a);
	return status;
}
