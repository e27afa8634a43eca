#include "cli/options.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "cli/arguments.h"
#include "cli/epoch.h"
#include "cli/where.h"

#include <stdlib.h>
#include <string.h>

#define MAX_JOBS 256
#define MAX_SHARDS 1000000

enum option_id {
	OPT_OUTPUT,
	OPT_FOLDER,
	OPT_JOBS,
	OPT_SHARD,
	OPT_REPORT,
	OPT_FORCE,
	OPT_STRICT,
	OPT_DRAFT,
	OPT_DUMP,
	OPT_STANDARD,
	OPT_PRINT,
	OPT_PAGES,
	OPT_MEMORY,
	OPT_LAYOUTS,
	OPT_FONTS,
	OPT_FOR,
	OPT_PREVIOUS,
	OPT_SIGNATURE_FIELD,
	OPT_LAYOUT,
	OPT_ORGAN,
	OPT_YEAR,
};

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define ON(command) (1u << COMMAND_##command)
#define ON_ALL                                                                                 \
	(ON(RENDER) | ON(CHECK) | ON(INIT) | ON(LAYOUTS) | ON(FONTS) | ON(PROFILES) | ON(PACK))

static const struct argument_option table[] = {
	{ "output", 'o', true, ON(RENDER) | ON(INIT), OPT_OUTPUT },
	{ "output-dir", 'd', true, ON(RENDER) | ON(EXTRACT) | ON(PACK), OPT_FOLDER },
	{ "jobs", 'j', true, ON(RENDER) | ON(CHECK), OPT_JOBS },
	{ "shard", 0, true, ON(RENDER) | ON(CHECK), OPT_SHARD },
	{ "report", 0, true, ON(RENDER) | ON(CHECK), OPT_REPORT },
	{ "force", 0, false, ON(RENDER), OPT_FORCE },
	{ "strict", 0, false, ON(RENDER) | ON(CHECK) | ON(PACK), OPT_STRICT },
	{ "draft", 0, false, ON(RENDER), OPT_DRAFT },
	{ "dump", 0, true, ON(RENDER), OPT_DUMP },
	{ "pdf-standard", 0, true, ON(RENDER) | ON(PACK), OPT_STANDARD },
	{ "print", 0, true, ON(RENDER), OPT_PRINT },
	{ "pages", 0, true, ON(RENDER), OPT_PAGES },
	{ "memory", 0, true, ON(RENDER) | ON(CHECK) | ON(FONTS) | ON(PACK), OPT_MEMORY },
	{ "layouts", 0, true, ON_ALL, OPT_LAYOUTS },
	{ "fonts", 0, true, ON(RENDER) | ON(CHECK) | ON(FONTS) | ON(PACK), OPT_FONTS },
	{ "for", 0, true, ON(FONTS), OPT_FOR },
	{ "previous", 0, true, ON(RENDER) | ON(CHECK) | ON(PACK), OPT_PREVIOUS },
	{ "signature-field", 0, true, ON(RENDER) | ON(PACK), OPT_SIGNATURE_FIELD },
	{ "layout", 'l', true, ON(INIT), OPT_LAYOUT },
	{ "organ", 0, true, ON(INIT), OPT_ORGAN },
	{ "year", 0, true, ON(INIT), OPT_YEAR },
};

static const struct {
	const char *name;
	enum command command;
} commands[] = {
	{ "render", COMMAND_RENDER },	{ "check", COMMAND_CHECK },
	{ "extract", COMMAND_EXTRACT }, { "init", COMMAND_INIT },
	{ "layouts", COMMAND_LAYOUTS }, { "fonts", COMMAND_FONTS },
	{ "profiles", COMMAND_PROFILES },
	{ "sign", COMMAND_SIGN },	{ "verify", COMMAND_SIGN },
	{ "pack", COMMAND_PACK },
	{ "help", COMMAND_HELP },	{ "--help", COMMAND_HELP },
	{ "-h", COMMAND_HELP },		{ "version", COMMAND_VERSION },
	{ "--version", COMMAND_VERSION },
};

static const struct {
	const char *name;
	enum stage stage;
} stages[] = {
	{ "report", STAGE_REPORT },
	{ "doc", STAGE_DOC },
	{ "galley", STAGE_GALLEY },
	{ "book", STAGE_BOOK },
	{ "sheets", STAGE_SHEETS },
};

static bool complain(const struct options *o, const char *zh, const char *en, const char *what)
{
	arguments_complain(o->lang, zh, en, what);
	return false;
}

static bool set_stage(struct options *o, const char *value)
{
	for (size_t i = 0; i < COUNT(stages); i++)
		if (!strcmp(stages[i].name, value)) {
			o->stage = stages[i].stage;
			return true;
		}
	return complain(o, "--dump 只能是 report、doc、galley、book 或 sheets",
			"--dump takes report, doc, galley, book or sheets", value);
}

/* What the list asks for is kept in full, or it is refused. */
static bool set_standard(struct options *o, const char *value)
{
	static const struct {
		const char *zh, *en;
	} reason[] = {
		[STANDARD_UNKNOWN] = { "--pdf-standard 只能由 1a 1b 2a 2u 2b 3a 3u 3b ua1 none 组成，以逗号分隔",
				       "--pdf-standard takes 1a 1b 2a 2u 2b 3a 3u 3b ua1 none, with commas" },
		[STANDARD_ALONE] = { "none 不能与其他标准并列", "none stands alone" },
		[STANDARD_PARTS] = { "一个文件只能符合 PDF/A 的一个部分",
				     "a file keeps one part of PDF/A only" },
		[STANDARD_VERSIONS] = { "PDF/UA-1 须为 PDF 1.7，而 PDF/A-1 须为 PDF 1.4，不能同时符合",
					"PDF/UA-1 is PDF 1.7 and PDF/A-1 is PDF 1.4: no file is both" },
	};
	enum standard_fault fault = standard_read(value, &o->standard);

	o->has_standard = true;
	return !fault || complain(o, reason[fault].zh, reason[fault].en, value);
}

/* ISO 32000-1, 12.7.3.2: a dot would part the name. */
static bool set_field(struct options *o, const char *value)
{
	if (strchr(value, '.') || strlen(value) > 100 ||
	    utf8_check(str_from(value)) < strlen(value) || strpbrk(value, "\r\n\t"))
		return complain(o, "签名域的名称不能含有点和控制字符，也不能太长",
				"the name of a field has no dot, no control characters, and is short",
				value);
	o->signature_field = value;
	return true;
}

static bool set_jobs(struct options *o, const char *value)
{
	long n;

	if (!arguments_number(value, 1, MAX_JOBS, &n))
		return complain(o, "-j 须为 1 至 256 的整数", "-j takes a number, 1 to 256", value);
	o->jobs = (unsigned)n;
	return true;
}

/* In MB. */
static bool set_memory(struct options *o, const char *value)
{
	long n;

	if (!arguments_number(value, 1, JOB_MEMORY_MAX >> 20, &n))
		return complain(o, "--memory 须为 1 至 65536 的整数（MB）",
				"--memory takes a number of MB, 1 to 65536", value);
	o->memory = (size_t)n << 20;
	return true;
}

/* "2/8": the second of eight. */
static bool set_shard(struct options *o, const char *value)
{
	char *slash, *end = NULL;
	unsigned long i = strtoul(value, &slash, 10);
	unsigned long n = *slash == '/' ? strtoul(slash + 1, &end, 10) : 0;

	if (value[0] < '0' || value[0] > '9' || !end || slash[1] < '0' || slash[1] > '9' || *end ||
	    i < 1 || i > n || n > MAX_SHARDS)
		return complain(o, "--shard 须为 i/n，如 2/8，i 不小于 1、不大于 n",
				"--shard takes i/n, such as 2/8, with i from 1 to n", value);
	o->shard = (unsigned)i;
	o->nshard = (unsigned)n;
	return true;
}

static bool set_pages(struct arena *a, struct options *o, const char *value)
{
	return page_ranges_read(a, value, &o->pages) ||
	       complain(o, "--pages 须为页码或范围，以逗号并列，如 2-3,5-",
			"--pages takes pages and ranges with commas, such as 2-3,5-", value);
}

/* Where options go. */
struct to {
	struct arena *a;
	struct options *o;
};

static bool set(void *host, int id, const char *value)
{
	const struct to *to = host;
	struct options *o = to->o;

	switch ((enum option_id)id) {
	case OPT_OUTPUT: o->output = value; return true;
	case OPT_FOLDER: o->folder = value; return true;
	case OPT_JOBS: return set_jobs(o, value);
	case OPT_SHARD: return set_shard(o, value);
	case OPT_REPORT: o->report = value; return true;
	case OPT_FORCE: o->force = true; return true;
	case OPT_STRICT: o->strict = true; return true;
	case OPT_DRAFT: o->draft = true; return true;
	case OPT_DUMP: return set_stage(o, value);
	case OPT_STANDARD: return set_standard(o, value);
	case OPT_PRINT: o->print = value; return true;
	case OPT_PAGES: return set_pages(to->a, o, value);
	case OPT_MEMORY: return set_memory(o, value);
	case OPT_LAYOUTS: o->layout_dir = value; return true;
	case OPT_FONTS: o->fonts_file = value; return true;
	case OPT_FOR: o->fonts_for = value; return true;
	case OPT_PREVIOUS: o->previous = value; return true;
	case OPT_SIGNATURE_FIELD: return set_field(o, value);
	case OPT_LAYOUT: o->layout = value; return true;
	case OPT_ORGAN: o->organ = value; return true;
	case OPT_YEAR: o->year = value; return true;
	}
	return false;
}

/* Several reports, or a list of who knows how many. */
static bool may_be_several(const struct options *o)
{
	bool has_list = false;

	for (size_t i = 0; i < o->ninput; i++)
		has_list |= o->input[i][0] == '@';
	return o->ninput > 1 || has_list;
}

static bool read_arguments(struct arena *a, struct options *o, int argc, char **argv)
{
	const char **input = arena_array(a, (size_t)argc, sizeof *input);
	struct to to = { a, o };
	struct arguments arguments = { table, COUNT(table), 1u << o->command, o->lang, set, &to };

	if (!arguments_read(&arguments, argc, argv, input, &o->ninput))
		return false;
	o->input = input;
	o->is_batch = may_be_several(o) || o->nshard || o->report;
	return true;
}

static size_t count_dashes(const struct options *o)
{
	size_t n = 0;

	for (size_t i = 0; i < o->ninput; i++)
		n += !strcmp(o->input[i], "-");
	return n;
}

/* What must and must not stand together. */
static bool check_arguments(const struct options *o)
{
	bool extracts = o->command == COMMAND_EXTRACT;
	bool packs = o->command == COMMAND_PACK;
	bool reads = o->command == COMMAND_RENDER || o->command == COMMAND_CHECK || extracts || packs;

	if (reads && !o->ninput)
		return complain(o, "没有指定报告文件", "no report was named", NULL);
	if (!reads && o->ninput)
		return complain(o, "多余的参数", "unexpected argument", o->input[0]);
	if (extracts && o->ninput > 1)
		return complain(o, "extract 一次只能用于一个 PDF", "extract takes one PDF", NULL);
	if (extracts && !o->folder)
		return complain(o, "extract 需要 -d 文件夹", "extract needs -d FOLDER", NULL);
	if (packs && (!o->folder || o->ninput > 1))
		return complain(o, "pack 用于一个报告，并需要 -d 文件夹", "pack takes one report, and -d FOLDER",
				NULL);
	if (o->output && o->folder)
		return complain(o, "-o 与 -d 不能同时使用", "-o and -d exclude each other", NULL);
	if (reads && count_dashes(o) > 1)
		return complain(o, "标准输入只能读一次", "standard input can be read only once", NULL);
	if (o->output && may_be_several(o))
		return complain(o, "多个报告请用 -d 指定文件夹", "for several reports name a folder with -d",
				NULL);
	if (o->previous && may_be_several(o))
		return complain(o, "--previous 一次只能用于一个报告", "--previous takes one report", NULL);
	if (o->previous && !strcmp(o->previous, "-") && !strcmp(o->input[0], "-"))
		return complain(o, "两个报告不能都从标准输入读取",
				"two reports cannot both come from standard input", NULL);
	if (o->command == COMMAND_INIT && (!o->layout || !o->organ || !o->year))
		return complain(o, "init 需要 -l 版式 --organ 机关 --year 年份",
				"init needs -l LAYOUT --organ NAME --year YEAR", NULL);
	if (o->stage != STAGE_PDF && (o->folder || (o->is_batch && o->stage != STAGE_CHECK)))
		return complain(o, "--dump 一次只能用于一个报告", "--dump takes one report", NULL);
	return true;
}

static bool read_epoch(struct arena *a, struct options *o)
{
	const char *s = getenv("SOURCE_DATE_EPOCH");

	if (!s)
		return true;
	if (!*s)
		return complain(o, "SOURCE_DATE_EPOCH 是空的", "SOURCE_DATE_EPOCH is empty", NULL);
	o->epoch_date = epoch_date(a, s);
	return o->epoch_date || complain(o, "SOURCE_DATE_EPOCH 不是秒数",
					 "SOURCE_DATE_EPOCH is not a number of seconds", s);
}

bool options_read(struct arena *a, int argc, char **argv, struct options *o)
{
	bool known = false;

	*o = (struct options){ .jobs = 1,
			       .memory = JOB_MEMORY,
			       .stage = STAGE_PDF,
			       .lang = diag_lang_from_environment() };
	o->standard = standard_usual();
	o->share_dir = where_share(a);
	if (argc < 2)
		return complain(o, "没有指定命令", "no command was given", NULL);
	for (size_t i = 0; i < COUNT(commands); i++)
		if (!strcmp(commands[i].name, argv[1])) {
			o->command = commands[i].command;
			known = true;
		}
	if (!known)
		return complain(o, "没有这个命令", "no such command", argv[1]);
	if (o->command == COMMAND_HELP || o->command == COMMAND_VERSION ||
	    o->command == COMMAND_SIGN)
		return true;
	if (o->command == COMMAND_CHECK)
		o->stage = STAGE_CHECK;
	if (o->command == COMMAND_FONTS)
		o->stage = STAGE_BOOK; /* the folios' font counts, too */
	return read_arguments(a, o, argc, argv) && check_arguments(o) && read_epoch(a, o);
}
