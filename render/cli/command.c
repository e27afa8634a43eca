#include "cli/command.h"

#include "base/file.h"
#include "base/utf8.h"
#include "cli/arguments.h"
#include "form/init.h"
#include "input/layout.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

void command_write_error(struct str s)
{
	while (s.n) {
		ssize_t n = write(STDERR_FILENO, s.s, s.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return; /* nobody listens */
		s.s += n;
		s.n -= (size_t)n;
	}
}

void command_oom(void *host)
{
	(void)host;
	command_write_error(STR("nianbao: error[F901]: out of memory (内存不足)\n"));
	_Exit(EXIT_MACHINE);
}

/* Without the arena that is full, so not by diag.def. */
void command_full(void *host)
{
	const size_t *limit = host;
	char text[200];
	int n = snprintf(text, sizeof text,
			 "nianbao: error[E108]: more memory than the limit of %zu MB "
			 "(内存用量超过上限)\n",
			 *limit >> 20);

	command_write_error((struct str){ text, (size_t)n });
	_Exit(EXIT_WRONG);
}

void command_say(struct arena *a, struct diags *d, const struct options *o)
{
	struct buf b = { .arena = a };

	diag_print(d, &b, o->lang);
	command_write_error(buf_text(&b));
}

struct engine *command_open(const struct options *o)
{
	struct engine_options options = {
		.layout_dir = o->layout_dir,
		.share_dir = o->share_dir,
		.fonts_file = o->fonts_file,
		.font_dir = NIANBAO_FONT_DIR,
		.epoch_date = o->epoch_date,
		.previous = o->previous,
		.signature_field = o->signature_field,
		.stage = o->stage,
		.print = o->print,
		.pages = o->pages,
		.standard = o->has_standard ? &o->standard : NULL,
		.draft = o->draft,
		.strict = o->strict,
		.memory = o->memory,
		.oom = command_oom,
		.full = command_full,
		.host = (void *)(uintptr_t)&o->memory,
	};
	struct engine *n;

	engine_open(&n, &options);
	return n;
}

static bool is_year(const char *s)
{
	size_t n = 0;

	while (s[n] >= '0' && s[n] <= '9')
		n++;
	return n == 4 && !s[4] && s[0] >= '1' && s[0] <= '2' && (s[0] == '2' || s[1] == '9');
}

int command_init(struct arena *a, const struct options *o)
{
	struct diags d = { .arena = a };
	struct buf out = { .arena = a };
	struct engine *n;
	const struct layout *l;
	struct stat st;

	if (!is_year(o->year)) {
		arguments_complain(o->lang, "年份须为四位数字", "the year must be four digits", o->year);
		return EXIT_USAGE;
	}
	if (utf8_check(str_from(o->organ)) < str_from(o->organ).n) {
		arguments_complain(o->lang, "机关名称不是 UTF-8", "the organ's name is not UTF-8", NULL);
		return EXIT_USAGE;
	}
	if (o->output && stat(o->output, &st) == 0 && S_ISREG(st.st_mode)) {
		/* It may be filled in already: a year's figures are not to be lost. */
		arguments_complain(o->lang, "文件已存在，不覆盖", "the file exists and is not overwritten",
				 o->output);
		return EXIT_USAGE;
	}
	n = command_open(o);
	l = engine_layout(n, &d, str_from(o->layout));
	if (l) {
		init_report(a, l, str_from(o->organ), str_from(o->year), &out);
		file_write(a, &d, o->output ? o->output : "-", buf_text(&out));
	}
	command_say(a, &d, o);
	engine_close(n);
	return diag_status(&d);
}

/* A layout that only lacks the parts of a report is a base for others, and no mistake. */
static bool is_base(const struct diags *d)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->item[i].code != DIAG_LAYOUT_LACKS)
			return false;
	return true;
}

int command_layouts(struct arena *a, const struct options *o)
{
	struct diags d = { .arena = a };
	struct buf out = { .arena = a };
	struct engine *n = command_open(o);
	const struct str *id;
	size_t nid = engine_layouts(n, a, &d, &id);

	for (size_t i = 0; i < nid; i++) {
		struct diags own = { .arena = a };
		const struct layout *l = engine_layout(n, &own, id[i]);

		if (l)
			buf_printf(&out, "%.*s\t%.*s\n", (int)l->id.n, l->id.s, (int)l->name.n,
				   l->name.s);
		for (size_t k = 0; k < own.n && !is_base(&own); k++)
			diag_put(&d, own.item[k].code, own.item[k].at, own.item[k].arg,
				 DIAG_MAX_ARG);
	}
	file_write(a, &d, "-", buf_text(&out));
	command_say(a, &d, o);
	engine_close(n);
	return diag_status(&d);
}
