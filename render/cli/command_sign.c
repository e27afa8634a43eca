#include "cli/command.h"

#include "cli/where.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define SIGN_PROGRAM "nianbao-sign"

int command_hand_over(struct arena *a, const struct options *o, char **argv)
{
	const char *program = where_program(a, SIGN_PROGRAM);
	struct diags d = { .arena = a };

	execv(program, argv);
	DIAG_PUT(&d, SIGN_PROGRAM, ((struct at){ 0 }), str_from(program),
		 str_from(strerror(errno)));
	command_say(a, &d, o);
	return EXIT_MACHINE;
}
