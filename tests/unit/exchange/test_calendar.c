/* Calendars, held line by line against RFC 5545. */
#include "exchange/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define STAMP INT64_C(1795543201000) /* 2026-11-24T18:00:01Z */
#define DAY   20781                  /* 2026-11-24 */

/* Lines as they were before they were folded, each ended by LF. Fails where the form is wrong. */
static Buffer unfold(const Buffer *text)
{
    Buffer plain = {0};
    const char *at = text->data;
    const char *end = text->data + text->length;
    while (at < end) {
        const char *line_end = memchr(at, '\r', (size_t)(end - at));
        assert_non_null(line_end);
        assert_true(line_end + 1 < end);
        assert_int_equal(line_end[1], '\n');
        size_t length = (size_t)(line_end - at);
        assert_true(length > 0 && length <= 75);
        assert_null(memchr(at, '\n', length));
        assert_int_not_equal((unsigned char)at[0] & 0xC0, 0x80); /* between characters */
        if (at[0] == ' ') {
            assert_true(plain.data != NULL && plain.length > 0);
            plain.length--; /* what is added next ends the text again */
            buffer_add(&plain, at + 1, length - 1);
        } else {
            buffer_add(&plain, at, length);
        }
        buffer_add_char(&plain, '\n');
        at = line_end + 2;
    }
    return plain;
}

static Buffer written(const CalendarEvent *event)
{
    Buffer text = {0};
    calendar_begin(&text, "A name");
    if (event != NULL)
        calendar_add(&text, event, STAMP);
    calendar_end(&text);
    Buffer plain = unfold(&text);
    buffer_done(&text);
    return plain;
}

static void assert_holds(const CalendarEvent *event, const char *lines)
{
    Buffer plain = written(event);
    if (strstr(buffer_text(&plain), lines) == NULL)
        fail_msg("%s\nlacks\n%s", buffer_text(&plain), lines);
    buffer_done(&plain);
}

static void a_calendar_has_its_head(void **state)
{
    (void)state;
    Buffer plain = written(NULL);
    assert_string_equal(buffer_text(&plain), "BEGIN:VCALENDAR\nVERSION:2.0\n"
                                             "PRODID:-//cairn//cairn " CAIRN_VERSION "//EN\n"
                                             "CALSCALE:GREGORIAN\nNAME:A name\n"
                                             "X-WR-CALNAME:A name\nEND:VCALENDAR\n");
    buffer_done(&plain);
}

static void practice_is_repeated(void **state)
{
    (void)state;
    CalendarEvent event = {.uid = "practice@cairn",
                           .summary = "Practise",
                           .description = "",
                           .day = DAY,
                           .minute = 18 * 60 + 5,
                           .minutes = 30,
                           .repeated = true,
                           .weekdays = 1 | 4 | 64,
                           .busy = true};
    assert_holds(&event, "BEGIN:VEVENT\nUID:practice@cairn\nDTSTAMP:20261124T180001Z\n"
                         "DTSTART:20261124T180500\nDURATION:PT30M\n"
                         "RRULE:FREQ=WEEKLY;BYDAY=MO,WE,SU\nSUMMARY:Practise\n"
                         "TRANSP:OPAQUE\nEND:VEVENT\n");
    event.weekdays = 0;
    assert_holds(&event, "\nRRULE:FREQ=DAILY\n");
}

static void a_day_ends_with_the_next(void **state)
{
    (void)state;
    CalendarEvent event = {.uid = "x@cairn",
                           .summary = "s",
                           .description = "d",
                           .day = DAY + 6, /* the month is over */
                           .minute = CALENDAR_ALL_DAY};
    assert_holds(&event, "DTSTART;VALUE=DATE:20261130\nDTEND;VALUE=DATE:20261201\nSUMMARY:s\n"
                         "DESCRIPTION:d\nTRANSP:TRANSPARENT\n");
}

static void text_is_escaped(void **state)
{
    (void)state;
    CalendarEvent event = {.uid = "x@cairn",
                           .summary = "a, b; c\\d: e\nnext\r\x1b[31m\x7f",
                           .description = "",
                           .minute = CALENDAR_ALL_DAY};
    assert_holds(&event, "SUMMARY:a\\, b\\; c\\\\d: e\\nnext[31m\n");
}

/* Whatever the length, and wherever characters of two, three and four octets lie. */
static void long_lines_are_folded(void **state)
{
    (void)state;
    static const char *const LETTERS[] = {"a", "é", "全", "😀"};
    Buffer summary = {0};
    for (int i = 0; i < 400; i++) {
        buffer_add_text(&summary, LETTERS[(i * i + i / 7) % 4]);
        Buffer expected = {0};
        buffer_add_format(&expected, "SUMMARY:%s\n", buffer_text(&summary));
        CalendarEvent event = {.uid = "x@cairn",
                               .summary = buffer_text(&summary),
                               .description = "",
                               .minute = CALENDAR_ALL_DAY};
        assert_holds(&event, buffer_text(&expected));
        buffer_done(&expected);
    }
    buffer_done(&summary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_calendar_has_its_head),  cmocka_unit_test(practice_is_repeated),
        cmocka_unit_test(a_day_ends_with_the_next), cmocka_unit_test(text_is_escaped),
        cmocka_unit_test(long_lines_are_folded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
