/*
 * A report through the whole program, with pictures, to its PDF. The sum of its bytes chooses among
 * standards and print profiles; every eighth is made twice, which must give the same bytes.
 */
#include "fuzz.h"

#include "engine.h"
#include "input/pdf_files.h"

static const struct {
	const char *standard, *print; /* NULL: what is usual */
	bool draft;
} way[] = {
	{ "none", NULL, true },   { NULL, NULL, false },         { "1a", NULL, true },
	{ "2u", "duplex", true }, { NULL, "booklet", true },     { NULL, "press", false },
	{ NULL, "poster", true }, { NULL, "board-large", true },
};

#define WAYS (sizeof way / sizeof *way)

static struct engine *engine[WAYS];

/* What they keep is no leak. */
static void close_all(void)
{
	for (size_t i = 0; i < WAYS; i++)
		engine_close(engine[i]);
}

static struct engine *engine_of(size_t i)
{
	static bool are_closed;
	static struct standard standard[WAYS];
	struct engine_options options = {
		.layout_dir = NIANBAO_SOURCE_DIR "/tests/layouts",
		.share_dir = NIANBAO_SOURCE_DIR,
		.font_dir = NIANBAO_FONT_DIR,
		.stage = STAGE_PDF,
		.print = way[i].print,
		.draft = way[i].draft,
		.oom = fuzz_oom,
	};

	if (engine[i])
		return engine[i];
	if (way[i].standard) {
		standard_read(way[i].standard, &standard[i]);
		options.standard = &standard[i];
	}
	if (!are_closed)
		atexit(close_all);
	are_closed = true;
	engine_open(&engine[i], &options);
	return engine[i];
}

/* Its PDF's length and a sum of its bytes. */
static uint64_t render(struct engine *n, struct str bytes)
{
	struct engine_output output;
	struct buf said = { 0 };
	uint64_t sum = 0;
	int status = engine_render_bytes(n, STR(NIANBAO_SOURCE_DIR "/fixtures/fuzzed.xml"),
					 bytes, &output);

	said.arena = output.diags->arena;
	diag_print(output.diags, &said, DIAG_CHINESE);
	if (status ? said.n == 0 : output.bytes.n == 0)
		abort(); /* refused without a word, done without a page */
	for (size_t i = 0; i < output.bytes.n; i++)
		sum = sum * 31 + (uint8_t)output.bytes.s[i];
	sum = sum * 31 + output.bytes.n;
	engine_release(&output);
	return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *byte, size_t n)
{
	unsigned sum = 0;
	struct engine *with;
	uint64_t made;

	for (size_t i = 0; i < n; i++)
		sum = sum * 31 + byte[i];
	if (pdf_files_is_pdf(fuzz_text(byte, n)))
		return 0; /* a child process reads it: target `pdf` */
	with = engine_of((sum >> 8) % WAYS);
	made = render(with, fuzz_text(byte, n));
	if ((sum >> 16) % 8 == 0 && render(with, fuzz_text(byte, n)) != made)
		abort();
	return 0;
}
