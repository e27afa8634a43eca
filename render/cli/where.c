#include "cli/where.h"

#include "base/str.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

const char *where_share(struct arena *a)
{
	static const char *const candidate[] = { "/../share/nianbao", "/../.." };
	char self[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	const char *share = ".";

	if (n <= 0)
		return share;
	self[n] = 0;
	*strrchr(self, '/') = 0;
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
