#include "base/civil.h"

#include <string.h>
#include <time.h>

#define YEAR_LIMIT 9999
#define FIRST_DAY  (-4371587) /* -9999-01-01 */
#define LAST_DAY   2932896    /*  9999-12-31 */

static int64_t floor_divide(int64_t value, int64_t by)
{
    int64_t quotient = value / by;
    return value % by < 0 ? quotient - 1 : quotient;
}

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

/* Instants outside the years we know are taken as the edge, so that no sum overflows. */
static int64_t clamp_instant(int64_t at_ms)
{
    return clamp(at_ms, FIRST_DAY * MS_PER_DAY, (LAST_DAY + 1) * MS_PER_DAY - 1);
}

DayNumber civil_to_day(CivilDate date)
{
    int year = date.month <= 2 ? date.year - 1 : date.year;
    int era = (year >= 0 ? year : year - 399) / 400;
    int year_of_era = year - era * 400;
    int shifted_month = date.month + (date.month > 2 ? -3 : 9); /* March is 0 */
    int day_of_year = (153 * shifted_month + 2) / 5 + date.day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

CivilDate civil_from_day(DayNumber day)
{
    int shifted = (int)clamp(day, FIRST_DAY, LAST_DAY) + 719468;
    int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int day_of_era = shifted - era * 146097;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted_month = (5 * day_of_year + 2) / 153;
    int month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    int year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    return (CivilDate){.year = (int16_t)year,
                       .month = (int8_t)month,
                       .day = (int8_t)(day_of_year - (153 * shifted_month + 2) / 5 + 1)};
}

int civil_weekday(DayNumber day)
{
    return (int)((((int64_t)day + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
}

DayNumber civil_study_day(int64_t at_ms, int offset_min, int rollover_hour)
{
    int64_t local_ms = clamp_instant(at_ms) + offset_min * MS_PER_MINUTE;
    return (DayNumber)floor_divide(local_ms - rollover_hour * MS_PER_HOUR, MS_PER_DAY);
}

int64_t civil_study_day_start(DayNumber day, int offset_min, int rollover_hour)
{
    return day * MS_PER_DAY + rollover_hour * MS_PER_HOUR - offset_min * MS_PER_MINUTE;
}

int civil_local_offset(int64_t at_ms)
{
    time_t seconds = (time_t)floor_divide(clamp_instant(at_ms), MS_PER_SECOND);
    struct tm local;
    tzset(); /* localtime_r alone would never notice that the machine moved to another zone */
    if (localtime_r(&seconds, &local) == NULL)
        return 0;
    return (int)floor_divide(local.tm_gmtoff, 60);
}

/* `count` decimal digits of `value` (>= 0) at `out`; returns what follows them. */
static char *put_digits(char *out, int value, int count)
{
    for (int i = count - 1; i >= 0; i--) {
        out[i] = (char)('0' + value % 10);
        value /= 10;
    }
    return out + count;
}

static char *put_date(char *out, DayNumber day)
{
    CivilDate date = civil_from_day(day);
    if (date.year < 0)
        *out++ = '-';
    out = put_digits(out, date.year < 0 ? -date.year : date.year, 4);
    *out++ = '-';
    out = put_digits(out, date.month, 2);
    *out++ = '-';
    return put_digits(out, date.day, 2);
}

void civil_format_date(DayNumber day, char out[CIVIL_DATE_SIZE])
{
    *put_date(out, day) = '\0';
}

void civil_format_instant(int64_t at_ms, int offset_min, char out[CIVIL_INSTANT_SIZE])
{
    offset_min = (int)clamp(offset_min, -5999, 5999);
    int64_t local_ms = clamp_instant(at_ms) + offset_min * MS_PER_MINUTE;
    int64_t day = floor_divide(local_ms, MS_PER_DAY);
    int second = (int)((local_ms - day * MS_PER_DAY) / MS_PER_SECOND);
    int offset = offset_min < 0 ? -offset_min : offset_min;
    out = put_date(out, (DayNumber)day);
    *out++ = 'T';
    out = put_digits(out, second / 3600, 2);
    *out++ = ':';
    out = put_digits(out, second / 60 % 60, 2);
    *out++ = ':';
    out = put_digits(out, second % 60, 2);
    *out++ = offset_min < 0 ? '-' : '+';
    out = put_digits(out, offset / 60, 2);
    *out++ = ':';
    out = put_digits(out, offset % 60, 2);
    *out = '\0';
}

const char *civil_weekday_name(int weekday)
{
    static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    return weekday >= 0 && weekday < 7 ? names[weekday] : "?";
}

const char *civil_month_name(int month)
{
    static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return month >= 1 && month <= 12 ? names[month - 1] : "?";
}
