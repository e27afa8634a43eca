#include "base/page_range.h"

#define MAX_PAGE 1000000

/* Digits, none of which may be missing; moves `*s` behind them. */
static bool read_number(const char **s, uint32_t *n)
{
	const char *start = *s;

	for (*n = 0; **s >= '0' && **s <= '9' && *n <= MAX_PAGE; (*s)++)
		*n = *n * 10 + (uint32_t)(**s - '0');
	return *s > start && *n > 0 && *n <= MAX_PAGE;
}

static bool read_range(const char **s, struct page_range *r)
{
	bool has_start = **s != '-';

	r->from = 1;
	if (has_start && !read_number(s, &r->from))
		return false;
	r->to = r->from;
	if (**s != '-')
		return has_start;
	(*s)++;
	r->to = PAGE_RANGE_OPEN;
	if (has_start && (**s == ',' || !**s))
		return true;
	return read_number(s, &r->to) && r->to >= r->from;
}

bool page_ranges_read(struct arena *a, const char *list, struct page_ranges *out)
{
	struct page_range *range = NULL;
	size_t n = 0, cap = 0;

	for (;; list++) {
		range = arena_grow(a, range, &cap, n + 1, sizeof *range);
		if (!read_range(&list, &range[n++]))
			return false;
		*out = (struct page_ranges){ range, n };
		if (*list != ',')
			return !*list;
	}
}

void page_ranges_put(struct buf *out, const struct page_ranges *ranges)
{
	for (size_t i = 0; i < ranges->n; i++) {
		const struct page_range *r = &ranges->range[i];

		buf_printf(out, "%s%lu", i > 0 ? "," : "", (unsigned long)r->from);
		if (r->to == PAGE_RANGE_OPEN)
			buf_char(out, '-');
		else if (r->to != r->from)
			buf_printf(out, "-%lu", (unsigned long)r->to);
	}
}

bool page_ranges_have(const struct page_ranges *ranges, uint32_t page)
{
	for (size_t i = 0; i < ranges->n; i++)
		if (page >= ranges->range[i].from && page <= ranges->range[i].to)
			return true;
	return ranges->n == 0;
}
