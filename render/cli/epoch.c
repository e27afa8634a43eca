#include "cli/epoch.h"

/* Days since 1970-01-01 as a civil date (the Gregorian calendar repeats every 400 years). */
static const char *date_of(struct arena *a, uint64_t seconds)
{
	uint64_t z = seconds / 86400 + 719468, era = z / 146097, doe = z % 146097;
	uint64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	uint64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
	unsigned day = (unsigned)(doy - (153 * mp + 2) / 5 + 1);
	unsigned month = (unsigned)(mp < 10 ? mp + 3 : mp - 9);
	unsigned year = (unsigned)(yoe + era * 400 + (month <= 2));
	struct buf b = { .arena = a };

	buf_printf(&b, "%04u-%02u-%02u", year, month, day);
	return b.s;
}

const char *epoch_date(struct arena *a, const char *seconds)
{
	static const uint64_t last = 253402300799; /* 9999-12-31 */
	uint64_t v = 0;

	for (const char *p = seconds; *p; p++)
		if (*p < '0' || *p > '9' || (v = v * 10 + (uint64_t)(*p - '0')) > last)
			return NULL;
	return date_of(a, v);
}
