/* A font file: as a CFF table to be cut, and as a user's font that serves a role. */
#include "fuzz.h"

#include "type/cff.h"
#include "type/para.h"

#include <sys/mman.h>
#include <unistd.h>

static void cut(struct str table)
{
	static const uint32_t gid[] = { 1, 2, 3, 7, 100 };
	struct arena *a = fuzz_arena();
	struct cff_face *face = cff_open(a, table);
	uint16_t cid[5];
	struct str program;

	for (size_t n = 1; face && n <= 5; n++)
		cff_subset(face, a, gid, n, &program, cid);
	arena_close(a);
}

static void set(const char *path)
{
	struct arena *a = fuzz_arena();
	struct diags d = { .arena = a };
	struct role_face face = {
		.id = STR("f"), .file = str_from(path), .is_users = true, .scale = Q_EM
	};
	uint16_t chain[] = { 0 };
	struct role role = { .id = STR("body"), .face = chain, .nface = 1 };
	struct roles roles = { .face = &face, .nface = 1, .role = &role, .nrole = 1 };
	struct font_set *fonts = font_set_open(a, &d, &roles, "/");
	struct font_role *body = font_role_find(fonts, STR("body"));
	struct para_spec spec = { .role = body,
				  .strong = body,
				  .size = 16 * EMU_PT,
				  .em = EMU_PT,
				  .em_parts = 1,
				  .width = 100 * EMU_MM };
	uint32_t gid[] = { 1, 2, 3 };
	struct font_subset subset;

	if (font_set_find_users(fonts, &d)) {
		para_set(a, &d, text_from(a, STR("t"), 1, STR("国日田 abc，—— 12")), &spec);
		font_subset(fonts, &d, a, 0, gid, 3, &subset);
	}
	font_set_close(fonts);
	arena_close(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *byte, size_t n)
{
	int fd = memfd_create("font", 0);
	char path[64];

	cut(fuzz_text(byte, n));
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (fd < 0 || write(fd, byte, n) != (ssize_t)n)
		abort();
	set(path);
	close(fd);
	return 0;
}
