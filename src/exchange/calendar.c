#include "exchange/calendar.h"

#include <string.h>

#define LINE_OCTETS 75
#define WEEK        7

static const char *const WEEKDAYS[WEEK] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

/* Ends of lines lie between characters, and a line that goes on begins with a blank. */
static void add_line(Buffer *out, const char *line)
{
    size_t room = LINE_OCTETS;
    while (strlen(line) > room) {
        size_t length = room;
        while (((unsigned char)line[length] & 0xC0) == 0x80)
            length--;
        buffer_add(out, line, length);
        buffer_add_text(out, "\r\n ");
        line += length;
        room = LINE_OCTETS - 1;
    }
    buffer_add_text(out, line);
    buffer_add_text(out, "\r\n");
}

/* Text has its commas, semicolons, backslashes and ends of lines escaped, and no control characters. */
static void add_text(Buffer *out, const char *name, const char *text)
{
    Buffer line = {0};
    if (text[0] == '\0')
        return;
    buffer_add_format(&line, "%s:", name);
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '\n')
            buffer_add_text(&line, "\\n");
        else if (strchr(",;\\", *text) != NULL)
            buffer_add_format(&line, "\\%c", *text);
        else if (byte >= ' ' && byte != 0x7F)
            buffer_add_char(&line, *text);
    }
    add_line(out, buffer_text(&line));
    buffer_done(&line);
}

static void format_day(DayNumber day, Buffer *out)
{
    CivilDate date = civil_from_day(day);
    buffer_add_format(out, "%04d%02d%02d", date.year, date.month, date.day);
}

static void add_start(Buffer *out, const CalendarEvent *event)
{
    Buffer line = {0};
    bool timed = event->minute != CALENDAR_ALL_DAY;
    buffer_add_text(&line, timed ? "DTSTART:" : "DTSTART;VALUE=DATE:");
    format_day(event->day, &line);
    if (timed)
        buffer_add_format(&line, "T%02d%02d00", event->minute / 60, event->minute % 60);
    add_line(out, buffer_text(&line));
    buffer_clear(&line);
    if (timed) {
        buffer_add_format(&line, "DURATION:PT%dM", event->minutes);
    } else {
        buffer_add_text(&line, "DTEND;VALUE=DATE:");
        format_day(event->day + 1, &line);
    }
    add_line(out, buffer_text(&line));
    buffer_done(&line);
}

static void add_rule(Buffer *out, unsigned weekdays)
{
    Buffer line = {0};
    const char *before = "RRULE:FREQ=WEEKLY;BYDAY=";
    if (weekdays == 0)
        buffer_add_text(&line, "RRULE:FREQ=DAILY");
    for (int day = 0; day < WEEK; day++) {
        if ((weekdays >> day & 1U) == 0)
            continue;
        buffer_add_format(&line, "%s%s", before, WEEKDAYS[day]);
        before = ",";
    }
    add_line(out, buffer_text(&line));
    buffer_done(&line);
}

static void add_stamp(Buffer *out, int64_t stamp_ms)
{
    char instant[CIVIL_INSTANT_SIZE];
    Buffer line = {0};
    civil_format_instant(stamp_ms, 0, instant); /* 2026-11-24T18:00:00 */
    buffer_add_format(&line, "DTSTAMP:%.4s%.2s%.2sT%.2s%.2s%.2sZ", instant, instant + 5,
                      instant + 8, instant + 11, instant + 14, instant + 17);
    add_line(out, buffer_text(&line));
    buffer_done(&line);
}

void calendar_begin(Buffer *out, const char *name)
{
    add_line(out, "BEGIN:VCALENDAR");
    add_line(out, "VERSION:2.0");
    add_line(out, "PRODID:-//cairn//cairn " CAIRN_VERSION "//EN");
    add_line(out, "CALSCALE:GREGORIAN");
    add_text(out, "NAME", name);
    add_text(out, "X-WR-CALNAME", name);
}

void calendar_add(Buffer *out, const CalendarEvent *event, int64_t stamp_ms)
{
    add_line(out, "BEGIN:VEVENT");
    add_text(out, "UID", event->uid);
    add_stamp(out, stamp_ms);
    add_start(out, event);
    if (event->repeated)
        add_rule(out, event->weekdays);
    add_text(out, "SUMMARY", event->summary);
    add_text(out, "DESCRIPTION", event->description);
    add_line(out, event->busy ? "TRANSP:OPAQUE" : "TRANSP:TRANSPARENT");
    add_line(out, "END:VEVENT");
}

void calendar_end(Buffer *out)
{
    add_line(out, "END:VCALENDAR");
}
