/* Calendars in the iCalendar format (RFC 5545): one text that other programs take in. Days and times of
 * day are "floating": they are those of the clock on the wall, wherever that is. */
#ifndef CAIRN_EXCHANGE_CALENDAR_H
#define CAIRN_EXCHANGE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/civil.h"

#define CALENDAR_ALL_DAY (-1)

typedef struct CalendarEvent {
    const char *uid;                   /* the same each time the same event is written */
    const char *summary, *description; /* any text, "" for none */
    DayNumber day;                     /* the first one, also of those that it is repeated on */
    int32_t minute;                    /* of the day, at which it begins, or CALENDAR_ALL_DAY */
    int32_t minutes;                   /* how long it lasts; of no meaning all day */
    bool repeated;                     /* without end, */
    unsigned weekdays;                 /* on these (bit 0 Monday), 0: every day */
    bool busy;                         /* the time is taken; else the calendar shows it as free */
} CalendarEvent;

/* A whole calendar: begin, events, end. Lines end with CR LF and have at most 75 octets. */
void calendar_begin(Buffer *out, const char *name);
void calendar_add(Buffer *out, const CalendarEvent *event, int64_t stamp_ms);
void calendar_end(Buffer *out);

#endif
