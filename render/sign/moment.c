#include "sign/moment.h"

#include <time.h>

#define DAY 86400
#define CHINA (8 * 3600)

int64_t moment_now(void)
{
	return (int64_t)time(NULL);
}

/* Days since 1970-01-01 of a civil date: years begin in March, eras have 400 of them. */
static int64_t days_from(int year, int month, int day)
{
	int64_t y = year - (month <= 2), era = y / 400, yoe = y - era * 400;
	int64_t doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

int64_t moment_from(int year, int month, int day, int64_t second_of_day)
{
	return days_from(year, month, day) * DAY + second_of_day;
}

/* Reads fixed-width fields; anything unexpected sticks. */
struct scan {
	struct str s;
	size_t at;
	bool failed;
};

static int digits(struct scan *c, size_t n, int least, int most)
{
	int v = 0;

	for (size_t i = 0; i < n; i++, c->at++) {
		if (c->at >= c->s.n || c->s.s[c->at] < '0' || c->s.s[c->at] > '9') {
			c->failed = true;
			return least;
		}
		v = v * 10 + (c->s.s[c->at] - '0');
	}
	c->failed |= v < least || v > most;
	return v;
}

static bool take(struct scan *c, char wanted)
{
	if (c->at >= c->s.n || c->s.s[c->at] != wanted)
		return false;
	c->at++;
	return true;
}

static void need(struct scan *c, char wanted)
{
	c->failed |= !take(c, wanted);
}

static bool at_end(const struct scan *c)
{
	return c->at >= c->s.n;
}

static int month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool is_leap = (year % 4 == 0 && year % 100) || year % 400 == 0;

	return days[month - 1] + (month == 2 && is_leap);
}

/* "Z", or "+08:00" with this mark between hours and minutes. */
static int64_t zone(struct scan *c, char mark)
{
	int sign, hours, minutes = 0;

	if (take(c, 'Z'))
		return 0;
	sign = take(c, '-') ? -1 : 1;
	if (sign > 0)
		need(c, '+');
	hours = digits(c, 2, 0, 23);
	if (take(c, mark) && !at_end(c))
		minutes = digits(c, 2, 0, 59);
	return sign * (hours * 3600 + minutes * 60);
}

bool moment_read(struct str s, int64_t *out)
{
	struct scan c = { .s = s };
	int year = digits(&c, 4, 1, 9999), month, day;
	int64_t seconds = 0, offset = CHINA;

	need(&c, '-');
	month = digits(&c, 2, 1, 12);
	need(&c, '-');
	day = digits(&c, 2, 1, c.failed ? 31 : month_days(year, month));
	if (!at_end(&c)) {
		need(&c, 'T');
		seconds = digits(&c, 2, 0, 23) * 3600;
		need(&c, ':');
		seconds += digits(&c, 2, 0, 59) * 60;
		need(&c, ':');
		seconds += digits(&c, 2, 0, 59);
		offset = zone(&c, ':');
	}
	*out = moment_from(year, month, day, seconds) - offset;
	return !c.failed && at_end(&c);
}

bool moment_read_pdf(struct str s, int64_t *out)
{
	struct scan c = { .s = s };
	int year, month = 1, day = 1;
	int64_t seconds = 0, offset = 0;

	need(&c, 'D');
	need(&c, ':');
	year = digits(&c, 4, 1, 9999);
	if (!at_end(&c) && !c.failed)
		month = digits(&c, 2, 1, 12);
	if (!at_end(&c) && !c.failed)
		day = digits(&c, 2, 1, month_days(year, month));
	for (int unit = 3600; unit && !at_end(&c) && !c.failed; unit /= 60) {
		if (c.s.s[c.at] == 'Z' || c.s.s[c.at] == '+' || c.s.s[c.at] == '-')
			break;
		seconds += digits(&c, 2, 0, unit == 3600 ? 23 : 59) * unit;
	}
	if (!at_end(&c) && !c.failed) {
		offset = zone(&c, '\'');
		take(&c, '\'');
	}
	*out = moment_from(year, month, day, seconds) - offset;
	return !c.failed;
}

static void put(struct buf *b, int64_t moment, const char *date, const char *zone_text)
{
	int64_t t = moment + CHINA, days = t / DAY - (t % DAY < 0), rest = t - days * DAY;
	int64_t z = days + 719468, era = z / 146097, doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
	int day = (int)(doy - (153 * mp + 2) / 5 + 1), month = (int)(mp < 10 ? mp + 3 : mp - 9);
	int year = (int)(yoe + era * 400 + (month <= 2));
	bool is_pdf = date[0] == 'D';

	buf_printf(b, is_pdf ? "D:%04d%02d%02d%02d%02d%02d" : "%04d-%02d-%02dT%02d:%02d:%02d",
		   year, month, day, (int)(rest / 3600), (int)(rest / 60 % 60),
		   (int)(rest % 60));
	buf_z(b, zone_text);
}

void moment_put(struct buf *b, int64_t moment)
{
	if (moment == MOMENT_NONE)
		buf_char(b, '?');
	else
		put(b, moment, "", "+08:00");
}

void moment_put_pdf(struct buf *b, int64_t moment)
{
	put(b, moment, "D", "+08'00'");
}
