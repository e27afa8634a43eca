#include "type/char_class.h"

#include <stddef.h>

struct range {
	uint32_t first, last;
	enum char_class class;
	bool full;
};

static const struct range table[] = {
#define RANGE(first, last, class, full) { (first), (last), (class), (full) },
#include "type/char_class.inc"
#undef RANGE
};

/* Measure words and calendar units after which a number reads on (CLREQ: digits and unit). */
static const uint32_t unit[] = {
	0x5E74 /* 年 */, 0x6708 /* 月 */, 0x65E5 /* 日 */, 0x4EF6 /* 件 */, 0x6761 /* 条 */,
	0x4E2A /* 个 */, 0x9879 /* 项 */, 0x6B21 /* 次 */, 0x4EBA /* 人 */, 0x5143 /* 元 */,
	0x4E07 /* 万 */, 0x4EBF /* 亿 */, 0x671F /* 期 */, 0x53F7 /* 号 */, 0x7BC7 /* 篇 */,
	0x4EFD /* 份 */, 0x5BB6 /* 家 */, 0x573A /* 场 */, 0x7C7B /* 类 */, 0x540D /* 名 */,
};

static const struct range *find(uint32_t c)
{
	size_t lo = 0, hi = sizeof table / sizeof *table;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (c > table[mid].last)
			lo = mid + 1;
		else if (c < table[mid].first)
			hi = mid;
		else
			return &table[mid];
	}
	return NULL;
}

enum char_class char_class(uint32_t c)
{
	const struct range *r;

	if (c >= 0x4E00 && c <= 0x9FFF)
		return CC_HAN; /* nearly all text: spares the search */
	r = find(c);
	return r ? r->class : CC_LETTER;
}

bool char_is_full(uint32_t c)
{
	const struct range *r;

	if (c >= 0x4E00 && c <= 0x9FFF)
		return true;
	r = find(c);
	return r && r->full;
}

bool char_is_cjk_mark(uint32_t c)
{
	return char_is_full(c) && !char_is_ideograph(c);
}

bool char_is_ideograph(uint32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
	       (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

bool char_is_latin(uint32_t c)
{
	return (c >= 0x20 && c <= 0x7E) ||
	       (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

bool char_is_private(uint32_t c)
{
	return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

bool char_is_unit(uint32_t c)
{
	for (size_t i = 0; i < sizeof unit / sizeof *unit; i++)
		if (unit[i] == c)
			return true;
	return false;
}
