#include "sign/words.h"

#include <string.h>

/* A sentence that ends in * is the beginning of longer ones: what follows is kept. */
static const struct {
	const char *en, *zh;
} table[] = {
	{ "a page has no size", "有一页没有尺寸" },
	{ "a stream does not unpack, or is too large", "有数据流解不开，或过大" },
	{ "a stream has a wrong length", "有数据流的长度不对" },
	{ "a stream has no beginning", "有数据流没有开头" },
	{ "a stream is missing", "缺少一个数据流" },
	{ "a stream is packed in an unusual way", "有数据流的压缩方式不常见" },
	{ "a text of a signature field has more bytes than *", "签名域中有一项文字的字节数超过上限 " },
	{ "an object has no end", "有对象没有结尾" },
	{ "an object is malformed", "有对象写法有误" },
	{ "an object is not of its kind", "有对象的类型不对" },
	{ "an object stream is malformed", "有对象流写法有误" },
	{ "an object's number is too high", "对象编号过大" },
	{ "it does not begin with %PDF-", "开头不是 %PDF-" },
	{ "it has no catalog", "没有目录对象" },
	{ "it has no number left for an object", "对象编号已用尽" },
	{ "it has too many objects", "对象过多" },
	{ "it has too many signature fields", "签名域过多" },
	{ "it is too large", "文件过大" },
	{ "its cross-reference is malformed", "交叉引用有误" },
	{ "its cross-reference is one of two kinds", "交叉引用有两种写法" },
	{ "its cross-reference leads to another object", "交叉引用指错了对象" },
	{ "its cross-reference leads to no object", "交叉引用所指处没有对象" },
	{ "its cross-reference names an object twice", "交叉引用中同一对象出现两次" },
	{ "its cross-reference sections lead nowhere", "交叉引用没有尽头" },
	{ "its cross-reference table is malformed", "交叉引用表有误" },
	{ "its end is missing", "缺少结尾" },
	{ "its form is endless", "表单没有尽头" },
	{ "its form is malformed", "表单有误" },
	{ "its pages are endless", "页面树没有尽头" },
	{ "its security store has more bytes than *", "验证数据的字节数超过上限 " },
	{ "its structure tree is endless", "结构树没有尽头" },
	{ "its structure tree is malformed", "结构树有误" },
	{ "its trailer was changed", "文件尾有改动" },
	{ "its trailer is malformed", "文件尾有误" },
	{ "it is malformed", "写法有误" },
	{ "it is of another signature", "它属于另一个签名" },
	{ "it states no time", "它没有写明时间" },
	{ "has an odd number of digits", "的位数是奇数" },
	{ "holds more than hexadecimal digits", "含有十六进制数字以外的字符" },
	{ "is not padded with zeros", "的余下部分不全是零" },
	{ "mixes upper and lower case", "大小写混用" },
	{ "it has not one signer", "签名人不是恰好一个" },
	{ "its certificate is not one for time stamps", "其证书不是用于时间戳的" },
	{ "its signature is wrong, or its certificate is missing", "其签名不对，或缺少证书" },
	{ "the service refused", "时间戳服务拒绝了请求" },
	{ "it is no time stamp reply", "它不是时间戳答复" },
	{ "the signature has a time stamp already", "签名已有时间戳" },
	{ "it carries no report", "它没有附带报告" },
	{ "it was made with options that are not known here", "它所用的选项本版本不认识" },
	{ "it was made with other fonts", "它所用的字体不同" },
	{ "it was made by version *", "它由另一版本生成：" },
	{ "its report cannot be rendered here", "所附报告在这里排不出来" },
	{ "it has no /Contents of its own", "没有自己的 /Contents" },
	{ "/Contents hold no CMS", "/Contents 中没有 CMS" },
	{ "it has no signed attribute message-digest", "没有签名属性 message-digest" },
	{ "it has no signing-certificate-v2 of its certificate",
	  "没有与其证书相符的 signing-certificate-v2" },
	{ "it has the attribute signing-time, which PAdES forbids",
	  "含有 PAdES 不允许的属性 signing-time" },
	{ "it is no CMS signature", "它不是 CMS 签名" },
	{ "its digest algorithm is unknown", "摘要算法不明" },
	{ "the signer's certificate is not in it", "其中没有签名人的证书" },
	{ "this kind (SubFilter) is not known", "不认识这种签名（SubFilter）" },
	{ "something that was missing was put in*", "补进了原来没有的内容" },
	{ "something was changed*", "改动了内容" },
	{ "it permits no change, but was signed again", "它不允许任何改动，却又加了签名" },
	{ "it has another catalog", "换了目录对象" },
	{ "it cannot be read to the end", "读不到底" },
	{ "there are bytes behind its end that belong to nothing",
	  "结尾之后有不属于任何内容的字节" },
	{ "what was signed is no whole PDF", "所签的不是完整的 PDF" },
	{ "it is no PNG, or it is damaged", "它不是 PNG，或已损坏" },
	{ "it has more than 40 million pixels", "它超过 4000 万像素" },
	{ "out of memory", "内存不足" },
	{ "self-signed certificate", "自签名证书" },
	{ "self-signed certificate in certificate chain", "证书链的根不在 --trust 中" },
	{ "unable to get local issuer certificate", "找不到颁发者的证书" },
	{ "certificate has expired", "证书已过期" },
	{ "certificate is not yet valid", "证书尚未生效" },
};

struct str words_in(struct arena *a, enum diag_lang lang, struct str reason)
{
	for (size_t i = 0; lang == DIAG_CHINESE && i < sizeof table / sizeof *table; i++) {
		struct str en = str_from(table[i].en);
		struct buf b = { .arena = a };

		if (str_eq(en, reason))
			return str_from(table[i].zh);
		if (en.s[en.n - 1] != '*' || !str_starts(reason, str_sub(en, 0, en.n - 1)))
			continue;
		buf_z(&b, table[i].zh);
		buf_str(&b, str_sub(reason, en.n - 1, reason.n));
		return buf_text(&b);
	}
	return reason;
}

void words_translate(struct diags *d, enum diag_lang lang)
{
	for (size_t i = 0; i < d->n; i++)
		for (size_t k = 0; k < DIAG_MAX_ARG; k++)
			d->item[i].arg[k] = words_in(d->arena, lang, d->item[i].arg[k]);
}
