/* The reading half of civil.h: dates, instants and durations from text. */
#include "base/civil.h"

#include <ctype.h>
#include <string.h>

/* Exactly `count` digits at `*text`, moving it behind them. */
static bool take_digits(const char **text, int count, int *value)
{
    *value = 0;
    for (int i = 0; i < count; i++, (*text)++) {
        if (**text < '0' || **text > '9')
            return false;
        *value = *value * 10 + (**text - '0');
    }
    return true;
}

static bool take_char(const char **text, char wanted)
{
    if (**text != wanted)
        return false;
    (*text)++;
    return true;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

static bool take_date(const char **text, DayNumber *day)
{
    int year, month, day_of_month;
    bool negative = take_char(text, '-');
    if (!take_digits(text, 4, &year) || !take_char(text, '-') || !take_digits(text, 2, &month) ||
        !take_char(text, '-') || !take_digits(text, 2, &day_of_month))
        return false;
    year = negative ? -year : year;
    if (month < 1 || month > 12 || day_of_month < 1 || day_of_month > days_in_month(year, month))
        return false;
    *day = civil_to_day(
        (CivilDate){.year = (int16_t)year, .month = (int8_t)month, .day = (int8_t)day_of_month});
    return true;
}

Status civil_parse_date(const char *text, DayNumber *day, Error *error)
{
    const char *at = text;
    if (take_date(&at, day) && *at == '\0')
        return STATUS_OK;
    return error_set(error, STATUS_USAGE, "'%.60s' is no date: expected YYYY-MM-DD, as 2026-11-24",
                     text);
}

/* HH:MM[:SS[.fraction]]; a leap second 60 counts as the first of the next minute. */
static bool take_time(const char **text, int64_t *ms)
{
    int hour, minute, second = 0;
    if (!take_digits(text, 2, &hour) || !take_char(text, ':') || !take_digits(text, 2, &minute))
        return false;
    int64_t fraction_ms = 0;
    if (take_char(text, ':')) {
        if (!take_digits(text, 2, &second))
            return false;
        if (take_char(text, '.')) {
            if (!isdigit((unsigned char)**text))
                return false;
            for (int64_t unit = 100; isdigit((unsigned char)**text); (*text)++, unit /= 10)
                fraction_ms += (**text - '0') * unit;
        }
    }
    *ms = hour * MS_PER_HOUR + minute * MS_PER_MINUTE + second * MS_PER_SECOND + fraction_ms;
    return hour <= 23 && minute <= 59 && second <= 60;
}

/* Z, +HH:MM, +HHMM, +HH; nothing at all leaves `*offset_min` as it is. */
static bool take_zone(const char **text, int *offset_min)
{
    if (**text == '\0')
        return true;
    if (take_char(text, 'Z') || take_char(text, 'z')) {
        *offset_min = 0;
        return true;
    }
    bool west = **text == '-';
    if (!west && **text != '+')
        return false;
    (*text)++;
    int hour, minute = 0;
    if (!take_digits(text, 2, &hour))
        return false;
    bool colon = take_char(text, ':');
    if ((colon || **text != '\0') && !take_digits(text, 2, &minute))
        return false;
    *offset_min = (hour * 60 + minute) * (west ? -1 : 1);
    return hour <= 23 && minute <= 59;
}

Status civil_parse_instant(const char *text, int default_offset_min, int64_t *at_ms,
                           int *offset_min, Error *error)
{
    const char *at = text;
    DayNumber day;
    int64_t time_ms;
    int offset = default_offset_min;
    bool ok = take_date(&at, &day) &&
              (take_char(&at, 'T') || take_char(&at, 't') || take_char(&at, ' ')) &&
              take_time(&at, &time_ms) && take_zone(&at, &offset) && *at == '\0';
    if (!ok)
        return error_set(error, STATUS_USAGE,
                         "'%.60s' is no instant: expected YYYY-MM-DDTHH:MM[:SS] with an optional "
                         "zone, as 2026-11-24T18:40:00+01:00",
                         text);
    *at_ms = day * MS_PER_DAY + time_ms - offset * MS_PER_MINUTE;
    if (offset_min != NULL)
        *offset_min = offset;
    return STATUS_OK;
}

Status civil_parse_duration(const char *text, int64_t *ms, Error *error)
{
    static const struct {
        char unit;
        int64_t ms;
    } units[] = {{'h', MS_PER_HOUR}, {'m', MS_PER_MINUTE}, {'s', MS_PER_SECOND}};
    const int64_t most = 100000; /* of any unit: keeps the sum far from overflow */
    int64_t total = 0;
    size_t next = 0; /* units come in this order, each at most once */
    const char *at = text;
    bool ok = *at != '\0';
    while (ok && *at != '\0') {
        int64_t amount = 0;
        ok = isdigit((unsigned char)*at);
        for (; isdigit((unsigned char)*at) && amount <= most; at++)
            amount = amount * 10 + (*at - '0');
        ok = ok && amount <= most;
        if (ok && *at == '\0' && next == 0) { /* a bare number: minutes */
            total = amount * MS_PER_MINUTE;
            break;
        }
        while (next < 3 && units[next].unit != *at)
            next++;
        ok = ok && next < 3;
        if (ok) {
            total += amount * units[next++].ms;
            at++;
        }
    }
    if (!ok || total <= 0)
        return error_set(error, STATUS_USAGE,
                         "'%.60s' is no duration: expected such as 25m, 1h30m, 90s or 25 (minutes)",
                         text);
    *ms = total;
    return STATUS_OK;
}
