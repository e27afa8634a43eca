#include "cli/batch_report.h"

static void put_seconds(struct buf *b, uint64_t ns)
{
	buf_printf(b, "%llu.%06llu", (unsigned long long)(ns / 1000000000),
		   (unsigned long long)(ns % 1000000000 / 1000));
}

static const char *name_of(enum batch_state state, const struct options *o)
{
	switch (state) {
	case BATCH_DONE:
		return o->stage == STAGE_CHECK ? "checked" : "rendered";
	case BATCH_KEPT:
		return "up-to-date";
	case BATCH_FAILED:
		return "failed";
	case BATCH_MISSED:
		break;
	}
	return "missed";
}

static void put_one(struct buf *b, const struct options *o, const char *input,
		    const char *output, const struct batch_result *r)
{
	buf_z(b, "  {\"input\": ");
	diag_json_string(b, str_from(input));
	if (o->stage != STAGE_CHECK) {
		buf_z(b, ", \"output\": ");
		diag_json_string(b, str_from(output));
	}
	buf_printf(b, ", \"state\": \"%s\", \"status\": %d", name_of(r->state, o), r->status);
	if (r->npage > 0)
		buf_printf(b, ", \"pages\": %zu", r->npage);
	buf_z(b, ", \"seconds\": ");
	put_seconds(b, r->ns);
	buf_z(b, ", \"messages\": ");
	buf_str(b, r->json.n > 0 ? r->json : STR("[]"));
	buf_char(b, '}');
}

struct str batch_report(struct arena *a, const struct options *o, const char *const *output,
			const struct batch_result *result, const struct batch_total *t)
{
	struct buf b = { .arena = a };

	buf_z(&b, "{\"format\": 1, \"program\": \"nianbao " NIANBAO_VERSION
		  "\",\n\"reports\": [\n");
	for (size_t i = 0; i < t->n; i++) {
		put_one(&b, o, o->input[i], output[i], &result[i]);
		buf_z(&b, i + 1 < t->n ? ",\n" : "\n");
	}
	buf_printf(&b, "],\n\"summary\": {\"reports\": %zu, \"%s\": %zu, \"up-to-date\": %zu, ",
		   t->n, name_of(BATCH_DONE, o), t->ndone, t->nkept);
	buf_printf(&b, "\"failed\": %zu, \"seconds\": ", t->n - t->ndone - t->nkept);
	put_seconds(&b, t->ns);
	buf_z(&b, "}}\n");
	return buf_text(&b);
}

struct str batch_summary(struct arena *a, const struct options *o, const struct batch_total *t)
{
	struct buf b = { .arena = a };
	size_t nbad = t->n - t->ndone - t->nkept;
	bool checks = o->stage == STAGE_CHECK;

	if (o->lang == DIAG_CHINESE)
		buf_printf(&b, "nianbao: 共 %zu 份：%s %zu，未变跳过 %zu，失败 %zu（", t->n,
			   checks ? "已校验" : "已生成", t->ndone, t->nkept, nbad);
	else
		buf_printf(&b, "nianbao: %zu report%s: %zu %s, %zu up to date, %zu failed (",
			   t->n, t->n == 1 ? "" : "s", t->ndone,
			   checks ? "checked" : "rendered", t->nkept, nbad);
	buf_printf(&b, "%llu.%llu", (unsigned long long)(t->ns / 1000000000),
		   (unsigned long long)(t->ns % 1000000000 / 100000000));
	buf_z(&b, o->lang == DIAG_CHINESE ? " 秒）\n" : " s)\n");
	return buf_text(&b);
}
