/* SOURCE_DATE_EPOCH (reproducible-builds.org): seconds since 1970-01-01, as a date. */
#ifndef NIANBAO_CLI_EPOCH_H
#define NIANBAO_CLI_EPOCH_H

#include "base/str.h"

/* "YYYY-MM-DD" in UTC; NULL when it is no whole number, or beyond the year 9999. */
const char *epoch_date(struct arena *a, const char *seconds);

#endif
