#include "study/block_line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define DAY 20781 /* 2026-11-24 */

/* From 18:00:20 to 18:40:50 in a zone an hour east of UTC. */
static PracticeBlock evening(void)
{
    PracticeBlock block = {.start_ms = DAY * MS_PER_DAY + 17 * MS_PER_HOUR + 20 * MS_PER_SECOND,
                           .offset_min = 60,
                           .topic = "python"};
    block.end_ms = block.start_ms + 40 * MS_PER_MINUTE + 30 * MS_PER_SECOND;
    return block;
}

static void assert_line(const PracticeBlock *block, const char *note, const char *expected)
{
    Buffer text = {0};
    block_line_write(block, note, &text);
    assert_string_equal(buffer_text(&text), expected);
    buffer_done(&text);
}

static void a_line_is_read_as_it_was_written(void **state)
{
    (void)state;
    PracticeBlock block = evening();
    BlockLine line;
    assert_line(&block, "loops  and more", "2026-11-24 18:00-18:40 python loops  and more");
    assert_int_equal(
        block_line_read("2026-11-24 18:00-18:40 python loops  and more", &block, &line, NULL),
        STATUS_OK);
    assert_int_equal(line.start_ms, block.start_ms);
    assert_int_equal(line.end_ms, block.end_ms);
    assert_string_equal(line.topic, "python");
    assert_string_equal(line.note, "loops  and more");
    block.topic[0] = '\0';
    assert_line(&block, "", "2026-11-24 18:00-18:40 -");
    assert_int_equal(block_line_read("2026-11-24 18:00-18:40 -", &block, &line, NULL), STATUS_OK);
    assert_string_equal(line.topic, "");
    assert_string_equal(line.note, "");
}

static void what_is_changed_changes(void **state)
{
    (void)state;
    PracticeBlock block = evening();
    BlockLine line;
    assert_int_equal(block_line_read(" 2026-11-23 23:50-00:20  math/a ", &block, &line, NULL),
                     STATUS_OK);
    assert_int_equal(line.start_ms, (DAY - 1) * MS_PER_DAY + 22 * MS_PER_HOUR + 50 * MS_PER_MINUTE);
    assert_int_equal(line.end_ms, line.start_ms + 30 * MS_PER_MINUTE);
    assert_string_equal(line.topic, "math/a");
    assert_int_equal(block_line_read("2026-11-24 18:00-18:30 python", &block, &line, NULL),
                     STATUS_OK);
    assert_int_equal(line.start_ms, block.start_ms); /* to the millisecond */
    assert_int_equal(line.end_ms, DAY * MS_PER_DAY + 17 * MS_PER_HOUR + 30 * MS_PER_MINUTE);
}

/* The clock went back an hour at 3:00, an hour after the start. */
static void clocks_that_change_are_followed(void **state)
{
    (void)state;
    PracticeBlock block = {.start_ms = DAY * MS_PER_DAY, .offset_min = 60, .offset_before = 120};
    block.shift_ms = block.start_ms + MS_PER_HOUR;
    block.end_ms = block.start_ms + 3 * MS_PER_HOUR;
    BlockLine line;
    assert_line(&block, "", "2026-11-24 02:00-04:00 -");
    assert_int_equal(block_line_read("2026-11-24 02:00-04:00 -", &block, &line, NULL), STATUS_OK);
    assert_int_equal(line.start_ms, block.start_ms);
    assert_int_equal(line.end_ms, block.end_ms);
}

static void nonsense_is_told(void **state)
{
    static const char *const TEXTS[] = {"",
                                        "18:00-18:40 python",
                                        "2026-11-24",
                                        "2026-11-24 18:00",
                                        "2026-11-24 18:00-18:4",
                                        "2026-11-24 25:00-18:40 x",
                                        "2026-11-24 18:60-18:40 x",
                                        "2026-13-24 18:00-18:40 x",
                                        "2026-11-24T18:00-18:40 x"};
    (void)state;
    PracticeBlock block = evening();
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        BlockLine line;
        Error error;
        assert_int_equal(block_line_read(TEXTS[i], &block, &line, &error), STATUS_USAGE);
        assert_true(error.message[0] != '\0');
    }
}

static void an_instant_lies_within(void **state)
{
    (void)state;
    PracticeBlock block = evening();
    int64_t at_ms;
    Error error;
    assert_int_equal(block_line_instant("18:20", &block, &at_ms, &error), STATUS_OK);
    assert_int_equal(at_ms, DAY * MS_PER_DAY + 17 * MS_PER_HOUR + 20 * MS_PER_MINUTE);
    assert_int_equal(block_line_instant("18:00", &block, &at_ms, &error), STATUS_USAGE);
    assert_int_equal(block_line_instant("19:00", &block, &at_ms, &error), STATUS_USAGE);
    assert_int_equal(block_line_instant("nine", &block, &at_ms, &error), STATUS_USAGE);
    assert_string_equal(error.message, "give a time between 18:00 and 18:40");
    block.end_ms = block.start_ms + 8 * MS_PER_HOUR;
    assert_int_equal(block_line_instant("01:30", &block, &at_ms, &error), STATUS_OK);
    assert_int_equal(at_ms, (DAY + 1) * MS_PER_DAY + 30 * MS_PER_MINUTE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_read_as_it_was_written),
        cmocka_unit_test(what_is_changed_changes),
        cmocka_unit_test(clocks_that_change_are_followed),
        cmocka_unit_test(nonsense_is_told),
        cmocka_unit_test(an_instant_lies_within),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
