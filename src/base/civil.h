/* Civil (proleptic Gregorian) dates, instants and their text forms.
 *
 * An instant is int64_t milliseconds since 1970-01-01T00:00:00Z. A zone offset is minutes east of
 * UTC, as it was in force at that instant. A study day is the civil date of an instant after the
 * rollover hour: with rollover 4, 03:59 still belongs to the day before.
 * The day algorithms follow Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
 */
#ifndef CAIRN_BASE_CIVIL_H
#define CAIRN_BASE_CIVIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

typedef struct CivilDate {
    int16_t year; /* -9999..9999 */
    int8_t month; /* 1..12 */
    int8_t day;   /* 1..31 */
} CivilDate;

/* A civil day as a number: days since 1970-01-01. This is how days are stored and compared. */
typedef int32_t DayNumber;

#define MS_PER_SECOND INT64_C(1000)
#define MS_PER_MINUTE INT64_C(60000)
#define MS_PER_HOUR   INT64_C(3600000)
#define MS_PER_DAY    INT64_C(86400000)

DayNumber civil_to_day(CivilDate date);
CivilDate civil_from_day(DayNumber day);

/* 0 Monday .. 6 Sunday. */
int civil_weekday(DayNumber day);

/* The study day of an instant, and the instant (UTC ms) at which a study day begins given an
 * offset. `rollover_hour` 0..23. */
DayNumber civil_study_day(int64_t at_ms, int offset_min, int rollover_hour);
int64_t civil_study_day_start(DayNumber day, int offset_min, int rollover_hour);

/* Offset in minutes east of UTC of the local zone (TZ) at `at_ms`. */
int civil_local_offset(int64_t at_ms);

/* "2026-11-24" into `out`; and back, STATUS_USAGE with a message on anything else. */
#define CIVIL_DATE_SIZE 12
void civil_format_date(DayNumber day, char out[CIVIL_DATE_SIZE]);
CHECKED Status civil_parse_date(const char *text, DayNumber *day, Error *error);

/* RFC 3339: "2026-11-24T18:40:00+01:00", whole seconds, numeric zone; years beyond 9999 are cut. Parsing accepts a missing zone (then
 * `default_offset_min`), a missing seconds field, a blank for T, and fractions (kept to the ms). */
#define CIVIL_INSTANT_SIZE 40
void civil_format_instant(int64_t at_ms, int offset_min, char out[CIVIL_INSTANT_SIZE]);
CHECKED Status civil_parse_instant(const char *text, int default_offset_min, int64_t *at_ms,
                                   int *offset_min, Error *error);

/* A duration such as "25m", "1h30m", "90s", "2h", or plain minutes "25"; result in ms, > 0. */
CHECKED Status civil_parse_duration(const char *text, int64_t *ms, Error *error);

/* English short names: "Mon".., "Jan"... */
const char *civil_weekday_name(int weekday);
const char *civil_month_name(int month);

#endif
