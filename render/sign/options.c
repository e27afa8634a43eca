#include "sign/options.h"

#include "cli/arguments.h"
#include "cli/where.h"
#include "sign/moment.h"

#include <stdlib.h>
#include <string.h>

#define MAX_RESERVE 1000000

enum option_id {
	OPT_OUTPUT,
	OPT_KEY,
	OPT_CERT,
	OPT_CHAIN,
	OPT_P12,
	OPT_PASS_FILE,
	OPT_PASS_FD,
	OPT_FIELD,
	OPT_AT,
	OPT_VISIBLE,
	OPT_SEAL_IMAGE,
	OPT_REASON,
	OPT_LOCATION,
	OPT_TIME,
	OPT_TSA_REQUEST,
	OPT_TSA_REPLY,
	OPT_RESERVE,
	OPT_DSS_CERT,
	OPT_CRL,
	OPT_OCSP,
	OPT_TRUST,
	OPT_JSON,
	OPT_LAYOUTS,
	OPT_FONTS,
};

enum { ON_SIGN = 1, ON_VERIFY = 2, ON_BOTH = 3 };

static const struct argument_option table[] = {
	{ "output", 'o', true, ON_SIGN, OPT_OUTPUT },
	{ "key", 0, true, ON_SIGN, OPT_KEY },
	{ "cert", 0, true, ON_SIGN, OPT_CERT },
	{ "chain", 0, true, ON_SIGN, OPT_CHAIN },
	{ "p12", 0, true, ON_SIGN, OPT_P12 },
	{ "pass-file", 0, true, ON_SIGN, OPT_PASS_FILE },
	{ "pass-fd", 0, true, ON_SIGN, OPT_PASS_FD },
	{ "field", 0, true, ON_SIGN, OPT_FIELD },
	{ "at", 0, true, ON_SIGN, OPT_AT },
	{ "visible", 0, false, ON_SIGN, OPT_VISIBLE },
	{ "seal-image", 0, true, ON_SIGN, OPT_SEAL_IMAGE },
	{ "reason", 0, true, ON_SIGN, OPT_REASON },
	{ "location", 0, true, ON_SIGN, OPT_LOCATION },
	{ "time", 0, true, ON_BOTH, OPT_TIME },
	{ "tsa-request", 0, true, ON_SIGN, OPT_TSA_REQUEST },
	{ "tsa-reply", 0, true, ON_SIGN, OPT_TSA_REPLY },
	{ "reserve", 0, true, ON_SIGN, OPT_RESERVE },
	{ "dss-cert", 0, true, ON_SIGN, OPT_DSS_CERT },
	{ "crl", 0, true, ON_SIGN, OPT_CRL },
	{ "ocsp", 0, true, ON_SIGN, OPT_OCSP },
	{ "trust", 0, true, ON_VERIFY, OPT_TRUST },
	{ "json", 0, false, ON_VERIFY, OPT_JSON },
	{ "layouts", 0, true, ON_VERIFY, OPT_LAYOUTS },
	{ "fonts", 0, true, ON_BOTH, OPT_FONTS },
};

static bool complain(const struct sign_options *o, const char *zh, const char *en,
		     const char *what)
{
	arguments_complain(o->lang, zh, en, what);
	return false;
}

static bool set_time(struct sign_options *o, const char *value)
{
	if (!moment_read(str_from(value), &o->time))
		return complain(o, "--time 须写成 2024-01-16T08:30:00+08:00 或 2024-01-16",
				"--time takes 2024-01-16T08:30:00+08:00 or 2024-01-16", value);
	o->has_time = true;
	return true;
}

static bool set_number(const struct sign_options *o, const char *value, long most, long *out)
{
	if (!arguments_number(value, 0, most, out))
		return complain(o, "须为不太大的整数",
				"a number that is not too large is needed", value);
	return true;
}

/* "page,x,y,width,height": a page from 1 on, and millimetres from its upper left corner. */
static bool set_box(struct sign_options *o, const char *value)
{
	emu length[4];
	char *end;
	long page = strtol(value, &end, 10);
	struct str rest = str_from(end);

	for (int i = 0; i < 4; i++) {
		char text[32];
		size_t n = 1;

		while (n < rest.n && rest.s[n] != ',')
			n++;
		if (rest.n < 2 || rest.s[0] != ',' || n > 20)
			page = 0;
		if (page < 1)
			break;
		memcpy(text, rest.s + 1, n - 1);
		memcpy(text + n - 1, "mm", 3);
		if (!unit_parse(str_from(text), &length[i]))
			page = 0;
		rest = str_sub(rest, n, rest.n);
	}
	if (value[0] < '1' || value[0] > '9' || page < 1 || page > DOCUMENT_MAX_PAGES ||
	    rest.n || length[2] <= 0 || length[3] <= 0)
		return complain(o,
				"--at 须写成 页,左,上,宽,高（毫米，从页面左上角起），如 "
				"5,110,180,42,42",
				"--at takes PAGE,LEFT,TOP,WIDTH,HEIGHT in mm from the upper "
				"left corner, "
				"such as 5,110,180,42,42",
				value);
	o->has_box = true;
	o->box = (struct place_box){ page - 1, length[0], length[1], length[2], length[3] };
	return true;
}

static bool add_file(const struct sign_options *o, struct option_files *files,
		     const char *value)
{
	if (files->n >= OPTIONS_MAX_FILES)
		return complain(o, "同一选项给出的文件太多", "too many files for one option",
				value);
	files->item[files->n++] = value;
	return true;
}

static bool set(void *host, int id, const char *value)
{
	struct sign_options *o = host;
	long n = 0;

	switch ((enum option_id)id) {
	case OPT_OUTPUT:
		o->output = value;
		return true;
	case OPT_KEY:
		o->key = value;
		return true;
	case OPT_CERT:
		o->cert = value;
		return true;
	case OPT_CHAIN:
		return add_file(o, &o->chain, value);
	case OPT_P12:
		o->p12 = value;
		return true;
	case OPT_PASS_FILE:
		o->pass_file = value;
		return true;
	case OPT_PASS_FD:
		if (!set_number(o, value, 1 << 20, &n))
			return false;
		o->pass_fd = (int)n;
		return true;
	case OPT_FIELD:
		o->field = value;
		return true;
	case OPT_AT:
		return set_box(o, value);
	case OPT_VISIBLE:
		o->is_visible = true;
		return true;
	case OPT_SEAL_IMAGE:
		o->seal_image = value;
		return true;
	case OPT_REASON:
		o->reason = value;
		return true;
	case OPT_LOCATION:
		o->location = value;
		return true;
	case OPT_TIME:
		return set_time(o, value);
	case OPT_TSA_REQUEST:
		o->tsa_request = value;
		return true;
	case OPT_TSA_REPLY:
		o->tsa_reply = value;
		return true;
	case OPT_RESERVE:
		if (!set_number(o, value, MAX_RESERVE, &n))
			return false;
		o->reserve = (size_t)n;
		return true;
	case OPT_DSS_CERT:
		return add_file(o, &o->dss_cert, value);
	case OPT_CRL:
		return add_file(o, &o->crl, value);
	case OPT_OCSP:
		return add_file(o, &o->ocsp, value);
	case OPT_TRUST:
		return add_file(o, &o->trust, value);
	case OPT_JSON:
		o->as_json = true;
		return true;
	case OPT_LAYOUTS:
		o->layout_dir = value;
		return true;
	case OPT_FONTS:
		o->fonts_file = value;
		return true;
	}
	return false;
}

static bool read_arguments(struct arena *a, struct sign_options *o, int argc, char **argv)
{
	const char **input = arena_array(a, (size_t)argc, sizeof *input);
	struct arguments arguments = { table, sizeof table / sizeof *table,
				       o->is_verify ? ON_VERIFY : ON_SIGN, o->lang, set, o };

	o->input = input;
	return arguments_read(&arguments, argc, argv, input, &o->ninput);
}

bool sign_options_signs(const struct sign_options *o)
{
	return o->key || o->p12;
}

static bool check_sign(const struct sign_options *o)
{
	bool signs = sign_options_signs(o);
	bool adds = o->tsa_reply || o->dss_cert.n || o->crl.n || o->ocsp.n;

	if (o->ninput != 1 || !o->output)
		return complain(o, "用法：sign 输入.pdf -o 输出.pdf …",
				"sign takes IN.pdf -o OUT.pdf", NULL);
	if (!signs && !adds)
		return complain(o, "sign 需要 --key 与 --cert，或 --p12",
				"sign needs --key and --cert, or --p12", NULL);
	if ((o->key && o->p12) || (o->key && !o->cert) || (o->cert && !o->key))
		return complain(o, "--key 与 --cert 须一起使用，且不能与 --p12 并用",
				"--key goes with --cert, and not with --p12", NULL);
	if (o->tsa_reply && signs)
		return complain(
			o, "--tsa-reply 用于已签的文件，不能与 --key、--p12 并用",
			"--tsa-reply completes a signature; it does not go with --key or --p12",
			NULL);
	if (!signs && (o->tsa_request || o->has_box || o->is_visible || o->seal_image ||
		       o->field || o->reason || o->location || o->chain.n))
		return complain(o, "这些选项只用于新的签名",
				"these options are for a new signature", NULL);
	if (o->field && o->has_box)
		return complain(o, "--field 与 --at 不能同时使用",
				"--field and --at exclude each other", NULL);
	if (o->pass_file && o->pass_fd >= 0)
		return complain(o, "--pass-file 与 --pass-fd 不能同时使用",
				"--pass-file and --pass-fd exclude each other", NULL);
	return true;
}

bool sign_options_read(struct arena *a, int argc, char **argv, struct sign_options *o)
{
	*o = (struct sign_options){ .lang = diag_lang_from_environment(), .pass_fd = -1 };
	o->share_dir = where_share(a);
	o->is_verify = argc > 1 && !strcmp(argv[1], "verify");
	if (argc < 2 || (!o->is_verify && strcmp(argv[1], "sign")))
		return complain(o, "没有指定命令", "no command was given", NULL);
	o->time = moment_now();
	o->wants_help = argc > 2 && (!strcmp(argv[2], "--help") || !strcmp(argv[2], "-h"));
	if (o->wants_help)
		return true;
	if (!read_arguments(a, o, argc, argv))
		return false;
	if (o->is_verify && !o->ninput)
		return complain(o, "没有指定 PDF 文件", "no PDF was named", NULL);
	return o->is_verify || check_sign(o);
}
