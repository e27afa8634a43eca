/* What the fuzz targets share: an arena that a run may fill, and the project's fonts. */
#ifndef NIANBAO_TESTS_SLOW_FUZZ_H
#define NIANBAO_TESTS_SLOW_FUZZ_H

#include "base/file.h"
#include "input/roles.h"
#include "type/font.h"

#include <stdio.h>
#include <stdlib.h>

#define FUZZ_MEMORY ((size_t)512 << 20)

/* As libFuzzer calls them; a target has those that it needs. */
int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *byte, size_t n);
size_t LLVMFuzzerCustomMutator(uint8_t *byte, size_t n, size_t most, unsigned seed);
size_t LLVMFuzzerMutate(uint8_t *byte, size_t n, size_t most);

/* More than a limit of base/limits.h lets through is a finding. */
static void fuzz_oom(void *host)
{
	(void)host;
	abort();
}

static inline struct arena *fuzz_arena(void)
{
	return arena_open(FUZZ_MEMORY, fuzz_oom, NULL);
}

static inline struct str fuzz_text(const uint8_t *byte, size_t n)
{
	return (struct str){ (const char *)byte, n };
}

static inline struct str fuzz_file(struct arena *a, const char *path)
{
	struct diags d = { .arena = a };
	struct str bytes;

	if (!file_read(a, &d, path, (size_t)64 << 20, &bytes))
		abort();
	return bytes;
}

/* The standard fonts, opened once: they outlive the runs. */
static inline struct font_set *fuzz_fonts(void)
{
	static struct font_set *fonts;
	const char *path = NIANBAO_SOURCE_DIR "/fonts/roles.xml";
	struct arena *a;
	struct diags *d;

	if (fonts)
		return fonts;
	a = fuzz_arena();
	d = arena_alloc(a, sizeof *d);
	d->arena = a;
	fonts = font_set_open(a, d, roles_read(a, d, str_from(path), fuzz_file(a, path)),
			      NIANBAO_FONT_DIR);
	return fonts;
}

/* Layouts by their id, from the project's folders. */
static inline bool fuzz_layout(void *host, struct arena *a, struct str id, struct str *file,
			       struct str *bytes)
{
	static const char *const folder[] = { "/layouts/", "/tests/layouts/" };

	(void)host;
	for (size_t i = 0; i < id.n; i++)
		if (!(id.s[i] >= 'a' && id.s[i] <= 'z') && !(id.s[i] >= '0' && id.s[i] <= '9') &&
		    id.s[i] != '-')
			return false;
	for (size_t i = 0; i < 2; i++) {
		struct buf path = { .arena = a };
		struct diags unsaid = { .arena = a };

		buf_printf(&path, "%s%s%.*s.xml", NIANBAO_SOURCE_DIR, folder[i], (int)id.n, id.s);
		*file = buf_text(&path);
		if (file_read(a, &unsaid, path.s, 1 << 20, bytes))
			return true;
	}
	return false;
}

#endif
