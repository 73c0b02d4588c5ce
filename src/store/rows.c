#include "store/rows.h"

/* Either way from 1970; the calendar's last year is 9999. */
#define INSTANT_MOST INT64_C(253402300799999)
#define DAY_MOST     (INSTANT_MOST / MS_PER_DAY)
#define DERIVED_MOST 4 /* times that: the sum of a few */
#define OFFSET_MOST  (MS_PER_DAY / MS_PER_MINUTE)
#define COUNT_MOST   INT64_C(1000000000)

static int64_t within(sqlite3_stmt *row, int column, int64_t most)
{
    int64_t value = sqlite3_column_int64(row, column);
    return value > most ? most : value < -most ? -most : value;
}

int64_t rows_instant(sqlite3_stmt *row, int column)
{
    return within(row, column, INSTANT_MOST);
}

DayNumber rows_day_number(sqlite3_stmt *row, int column)
{
    return (DayNumber)within(row, column, DAY_MOST);
}

int64_t rows_derived_ms(sqlite3_stmt *row, int column)
{
    return within(row, column, DERIVED_MOST * INSTANT_MOST);
}

DayNumber rows_derived_day(sqlite3_stmt *row, int column)
{
    return (DayNumber)within(row, column, DERIVED_MOST * DAY_MOST);
}

int rows_offset(sqlite3_stmt *row, int column)
{
    return (int)within(row, column, OFFSET_MOST);
}

int rows_count(sqlite3_stmt *row, int column)
{
    return (int)within(row, column, COUNT_MOST);
}
