#include "cli/where.h"

#include "base/str.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

/* The folder of the program's own file; false if the system does not tell. */
static bool own_folder(char self[PATH_MAX])
{
	ssize_t n = readlink("/proc/self/exe", self, PATH_MAX - 1);

	if (n <= 0)
		return false;
	self[n] = 0;
	*strrchr(self, '/') = 0;
	return true;
}

const char *where_share(struct arena *a)
{
	static const char *const candidate[] = { "/../share/nianbao", "/../../share/nianbao",
						 "/../.." };
	char self[PATH_MAX];
	const char *share = ".";

	if (!own_folder(self))
		return share;
	for (size_t i = 0; i < sizeof candidate / sizeof *candidate; i++) {
		struct buf path = { .arena = a }, probe = { .arena = a };

		buf_printf(&path, "%s%s", self, candidate[i]);
		buf_printf(&probe, "%s/fonts/roles.xml", path.s);
		share = path.s;
		if (!access(probe.s, R_OK))
			break;
	}
	return share;
}

const char *where_program(struct arena *a, const char *name)
{
	static const char *const candidate[] = { "", "/../" NIANBAO_LIBEXEC "/nianbao" };
	char self[PATH_MAX];
	const char *program = name;

	for (size_t i = 0; i < sizeof candidate / sizeof *candidate && own_folder(self); i++) {
		struct buf path = { .arena = a };

		buf_printf(&path, "%s%s/%s", self, candidate[i], name);
		program = path.s;
		if (!access(program, X_OK))
			break;
	}
	return program;
}
