#include "form/list_label.h"

#include "base/utf8.h"

#define CIRCLED_ONE 0x2460
#define CIRCLED_LAST 20

struct str list_number(struct arena *a, struct str pattern, uint32_t n)
{
	size_t circle = str_find(pattern, STR("①")), at = str_find(pattern, STR("1"));
	size_t length = STR("1").n;
	struct buf b = { .arena = a };

	if (circle != (size_t)-1) {
		at = circle;
		length = STR("①").n;
	}
	buf_str(&b, str_sub(pattern, 0, at));
	if (circle == (size_t)-1)
		buf_printf(&b, "%u", (unsigned)n);
	else if (n <= CIRCLED_LAST)
		buf_utf8(&b, CIRCLED_ONE + n - 1);
	else
		buf_printf(&b, "（%u）", (unsigned)n);
	buf_str(&b, str_sub(pattern, at + length, pattern.n));
	return buf_text(&b);
}

static bool is_in(uint32_t c, const char *set)
{
	struct str s = str_from(set);

	for (size_t at = 0; at < s.n;)
		if (utf8_next(s, &at) == c)
			return true;
	return false;
}

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool is_han_number(uint32_t c)
{
	return is_in(c, "一二三四五六七八九十百");
}

/* The character at `at`, and `at` behind it; 0 at the end. */
static uint32_t next(struct str s, size_t *at)
{
	return *at < s.n ? utf8_next(s, at) : 0;
}

/* One to three digits, or Han numerals, from `*at` on; the character behind them. */
static uint32_t skip_number(struct str s, size_t *at, bool *is_han)
{
	uint32_t c = next(s, at);
	int n = 0;

	*is_han = is_han_number(c);
	while (n < 3 && (*is_han ? is_han_number(c) : is_digit(c))) {
		c = next(s, at);
		n++;
	}
	return n > 0 ? c : 0;
}

size_t list_label_typed(struct str text, enum list_label *kind)
{
	size_t at = 0, behind;
	uint32_t c = next(text, &at), end;
	bool is_han;

	*kind = LABEL_NUMBER;
	if (c >= 0x2460 && c <= 0x249B) /* ① ⑴ ⒈ */
		return at;
	if (c == 0xFF08 && skip_number(text, &at, &is_han) == 0xFF09)
		return at;
	at = 0;
	end = skip_number(text, &at, &is_han);
	behind = at;
	if (end == 0x3001 || (!is_han && (end == 0xFF0E || end == 0xFF09 || end == ')' ||
					  (end == '.' && !is_digit(next(text, &behind))))))
		return at;
	*kind = LABEL_BULLET;
	at = 0;
	if (is_in(next(text, &at), "•●○■□◆◇▪·"))
		return at;
	*kind = LABEL_NONE;
	return 0;
}
