/* A selection of pages as a user writes it: "2-3", "1,4-6,9", "5-" (to the end), "-3". */
#ifndef NIANBAO_BASE_PAGE_RANGE_H
#define NIANBAO_BASE_PAGE_RANGE_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct page_range {
	uint32_t from, to; /* counted from 1; both belong to it */
};

#define PAGE_RANGE_OPEN UINT32_MAX /* `to` of a range without an end */

struct page_ranges {
	const struct page_range *range;
	size_t n; /* 0: all pages */
};

/* False on anything but ranges with commas between them, and on a range that runs backwards. */
bool page_ranges_read(struct arena *a, const char *list, struct page_ranges *out);

/* Put them as page_ranges_read reads them. */
void page_ranges_put(struct buf *out, const struct page_ranges *ranges);

bool page_ranges_have(const struct page_ranges *ranges, uint32_t page);

#endif
