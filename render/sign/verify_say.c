#include "sign/verify_say.h"

#include "sign/moment.h"
#include "sign/words.h"

static const char *pick(enum diag_lang lang, const char *zh, const char *en)
{
	return lang == DIAG_CHINESE ? zh : en;
}

static void put_line(struct buf *out, const char *label, struct str value)
{
	if (value.n == 0)
		return;
	buf_printf(out, "  %s: ", label);
	/* names come from certificates: no control characters on a terminal */
	for (size_t i = 0; i < value.n; i++) {
		unsigned char c = (unsigned char)value.s[i];

		buf_char(out, c < ' ' || c == 127 ? ' ' : (char)c);
	}
	buf_char(out, '\n');
}

static struct str moment_text(struct arena *a, int64_t moment)
{
	struct buf b = { .arena = a };

	if (moment == MOMENT_NONE)
		return STR("");
	moment_put(&b, moment);
	return buf_text(&b);
}

static struct str cover_text(const struct finding *f, enum diag_lang lang)
{
	bool zh = lang == DIAG_CHINESE;

	if (!f->signature.is_range_good)
		return zh ? STR("不明") : STR("unknown");
	if (f->covers_all)
		return zh ? STR("整个文件") : STR("the total document");
	if (f->added & REVISION_OTHER)
		return zh ? STR("一部分；之后另有改动")
			  : STR("a part; something else was changed since");
	if (f->added == (REVISION_SIGNATURE | REVISION_STORE))
		return zh ? STR("一部分；之后只加了签名和验证数据")
			  : STR("a part; only further signatures and validation data were "
				"added since");
	if (f->added == REVISION_SIGNATURE)
		return zh ? STR("一部分；之后只加了签名")
			  : STR("a part; only further signatures were added since");
	if (f->added == REVISION_STORE)
		return zh ? STR("一部分；之后只加了验证数据")
			  : STR("a part; only validation data were added since");
	return zh ? STR("整个文件，其后只有空行")
		  : STR("the total document, but for blank lines behind it");
}

static struct str trust_text(struct arena *a, const struct finding *f, enum diag_lang lang)
{
	struct buf b = { .arena = a };

	if (f->trust == TRUST_NOT_CHECKED)
		buf_z(&b, pick(lang, "未核对（没有 --trust）", "not checked (no --trust)"));
	else if (f->trust == TRUST_GOOD)
		buf_z(&b, pick(lang, "可信", "trusted"));
	else
		buf_z(&b, pick(lang, "不可信", "not trusted"));
	return buf_text(&b);
}

static void say_finding(struct buf *out, const struct finding *f, enum diag_lang lang)
{
	struct arena *a = out->arena;
	struct buf kind = { .arena = a }, period = { .arena = a };

	buf_str(&kind, f->level);
	buf_printf(&kind, "%s%.*s%s", f->level.n ? ", " : "", (int)f->signature.sub_filter.n,
		   f->signature.sub_filter.s, f->algorithm.n ? ", " : "");
	buf_str(&kind, f->algorithm);
	if (f->is_experimental)
		buf_z(&kind, pick(lang, "（试验性）", " (experimental)"));
	if (f->signer.n) {
		buf_str(&period, moment_text(a, f->from));
		buf_z(&period, pick(lang, " 至 ", " to "));
		buf_str(&period, moment_text(a, f->to));
	}
	put_line(out, pick(lang, "签名域", "field"), f->signature.name);
	put_line(out, pick(lang, "  签名人", "  signer"), f->signer);
	put_line(out, pick(lang, "  颁发者", "  issuer"), f->issuer);
	put_line(out, pick(lang, "  序列号", "  serial"), f->serial);
	put_line(out, pick(lang, "  类型", "  kind"), buf_text(&kind));
	put_line(out, pick(lang, "  签名人所称时间", "  time stated by the signer"),
		 moment_text(a, f->stated));
	put_line(out, pick(lang, "  时间戳", "  time stamp"), moment_text(a, f->stamped));
	put_line(out, pick(lang, "  时间戳服务", "  time stamped by"), f->authority);
	put_line(out, pick(lang, "  理由", "  reason"), f->reason);
	put_line(out, pick(lang, "  地点", "  location"), f->location);
	put_line(out, pick(lang, "  签过的内容", "  signed bytes"),
		 f->is_whole ? (lang == DIAG_CHINESE ? STR("完好") : STR("whole"))
			     : (lang == DIAG_CHINESE ? STR("不完好") : STR("not whole")));
	put_line(out, pick(lang, "  覆盖", "  covers"), cover_text(f, lang));
	put_line(out, pick(lang, "  证书有效期", "  certificate valid"), buf_text(&period));
	put_line(out, pick(lang, "  核对时间", "  checked for"), moment_text(a, f->time));
	put_line(out, pick(lang, "  信任", "  trust"), trust_text(a, f, lang));
	put_line(out, pick(lang, "  结论", "  verdict"),
		 f->is_valid ? (lang == DIAG_CHINESE ? STR("有效") : STR("valid"))
			     : (lang == DIAG_CHINESE ? STR("无效") : STR("not valid")));
}

static struct str origin_text(struct arena *a, const struct verdict *v, enum diag_lang lang)
{
	struct buf b = { .arena = a };

	switch (v->origin) {
	case ORIGIN_FOREIGN:
		return STR("");
	case ORIGIN_SAME:
		buf_z(&b, pick(lang, "所附报告排出来正是这个文件", "gives this very document"));
		break;
	case ORIGIN_OTHER:
		buf_z(&b,
		      pick(lang, "所附报告排出来不是这个文件", "does not give this document"));
		break;
	case ORIGIN_UNKNOWN:
		buf_z(&b, pick(lang, "无法判断：", "cannot tell: "));
		buf_str(&b, words_in(a, lang, v->why));
		break;
	}
	return buf_text(&b);
}

void verify_say(struct buf *out, const struct verdict *v, enum diag_lang lang)
{
	buf_printf(out, "%s: %s\n", v->file,
		   v->is_valid ? pick(lang, "有效", "valid") : pick(lang, "无效", "not valid"));
	for (size_t i = 0; i < v->n; i++)
		say_finding(out, &v->finding[i], lang);
	put_line(out, pick(lang, "所附报告", "report inside"),
		 origin_text(out->arena, v, lang));
}

static void put_json(struct buf *out, const char *key, struct str s, bool is_first)
{
	buf_printf(out, "%s\"%s\":", is_first ? "" : ",", key);
	diag_json_string(out, s);
}

static void put_flag(struct buf *out, const char *key, bool flag)
{
	buf_printf(out, ",\"%s\":%s", key, flag ? "true" : "false");
}

static void put_finding(struct buf *out, const struct finding *f)
{
	static const char *const trust[] = { "not checked", "trusted", "not trusted" };
	struct arena *a = out->arena;

	buf_char(out, '{');
	put_json(out, "field", f->signature.name, true);
	put_flag(out, "valid", f->is_valid);
	put_flag(out, "whole", f->is_whole);
	put_flag(out, "covers_total", f->covers_all);
	put_flag(out, "changed_since", f->added & REVISION_OTHER);
	put_flag(out, "signed_since", f->added & REVISION_SIGNATURE);
	put_flag(out, "experimental", f->is_experimental);
	put_json(out, "level", f->level, false);
	put_json(out, "sub_filter", f->signature.sub_filter, false);
	put_json(out, "algorithm", f->algorithm, false);
	put_json(out, "signer", f->signer, false);
	put_json(out, "issuer", f->issuer, false);
	put_json(out, "serial", f->serial, false);
	put_json(out, "valid_from", moment_text(a, f->signer.n ? f->from : MOMENT_NONE), false);
	put_json(out, "valid_to", moment_text(a, f->signer.n ? f->to : MOMENT_NONE), false);
	put_json(out, "stated_time", moment_text(a, f->stated), false);
	put_json(out, "stamped_time", moment_text(a, f->stamped), false);
	put_json(out, "checked_time", moment_text(a, f->time), false);
	put_json(out, "trust", str_from(trust[f->trust]), false);
	buf_char(out, '}');
}

void verify_say_json(struct buf *out, const struct verdict *v)
{
	static const char *const origin[] = { "foreign", "same", "different", "unknown" };

	buf_char(out, '{');
	put_json(out, "file", str_from(v->file), true);
	put_flag(out, "valid", v->is_valid);
	put_json(out, "report_inside", str_from(origin[v->origin]), false);
	buf_z(out, ",\"signatures\":[");
	for (size_t i = 0; i < v->n; i++) {
		buf_z(out, i ? "," : "");
		put_finding(out, &v->finding[i]);
	}
	buf_z(out, "]}\n");
}
