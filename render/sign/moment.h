/* Moments: seconds since 1970-01-01 UTC, and how people and PDFs write them. */
#ifndef NIANBAO_SIGN_MOMENT_H
#define NIANBAO_SIGN_MOMENT_H

#include "base/str.h"

#define MOMENT_NONE INT64_MIN

/* Now, by the clock: only `sign` and `verify` look at it. */
int64_t moment_now(void);

/*
 * "2024-01-16" (midnight in China), "2024-01-16T08:30:00Z", "…+08:00". False on anything else.
 */
bool moment_read(struct str s, int64_t *out);

/* A PDF date, "D:20240116083000+08'00'" (ISO 32000-1, 7.9.4), parts at its end may be missing. */
bool moment_read_pdf(struct str s, int64_t *out);

/* UTC from its parts; month 1 to 12. */
int64_t moment_from(int year, int month, int day, int64_t second_of_day);

/* "2024-01-16T08:30:00+08:00": the time in China, on any machine. "?" for MOMENT_NONE. */
void moment_put(struct buf *b, int64_t moment);

/* The same as a PDF date, without brackets. */
void moment_put_pdf(struct buf *b, int64_t moment);

#endif
