/* The streak as it looks: rest days, freezes, the warning in the evening. */
#include <string.h>

#include "screen/fixture.h"

/* Days up to yesterday, one letter each: K kept, - nothing. Today nothing happened yet. */
static void tell(Screen *to, const char *story)
{
    StudyState *state = &to->desk.state;
    size_t count = strlen(story);
    state->day_count = 0;
    for (size_t i = 0; i < count; i++)
        if (story[i] == 'K')
            habit_day_mutable(&state->days, &state->day_count, &state->day_capacity,
                              DESK_DAY - (DayNumber)(count - i))
                ->practice_ms = 25 * MS_PER_MINUTE;
    state->revision++;
}

static void show(const char *story, const char *study_days, const char *keys, int rows, int columns,
                 const char *name)
{
    Screen shown = {0};
    desk_open(&shown.desk, false);
    tell(&shown, story);
    assert_int_equal(
        config_set(&shown.desk.state.config, config_find("study-days"), study_days, NULL),
        STATUS_OK);
    screen_open_on(&shown, rows, columns);
    screen_press(&shown, keys);
    screen_expect(&shown, name);
    screen_close(&shown);
}

/* Monday 9 November to Monday 23: a missed Wednesday took the freeze. */
#define FROZEN "KKKKKKKKKK-KKKK"

static void rest_and_frozen_days_show(void **state)
{
    (void)state;
    show("KKKKK--KKKKK--K", "mon,tue,wed,thu,fri", "", 24, 80, "habit-rest-24x80");
    show(FROZEN, "", "", 24, 80, "habit-frozen-24x80");
    show(FROZEN, "", "", 12, 40, "habit-frozen-12x40");
    show(FROZEN, "mon,tue,wed,thu,fri", "", 40, 120, "habit-frozen-40x120");
    show(FROZEN, "", "C-l 5 End", 24, 80, "habit-stats-24x80");
}

static void the_evening_warns(void **state)
{
    (void)state;
    tell(&screen, "KKK");
    screen.now_ms = DESK_NOW_MS - 2 * MS_PER_HOUR;
    screen_press(&screen, "2 1");
    assert_false(screen_shows(&screen, "keep the streak"));
    assert_int_equal(app_next_tick_ms(screen.model), DESK_NOW_MS); /* wakes for it alone */
    screen_wait(&screen, 2 * MS_PER_HOUR);
    assert_true(screen_shows(&screen, "5 minutes keep the streak of 3 days."));
    assert_int_equal(app_next_tick_ms(screen.model), DESK_ROLLOVER_MS);
    screen.now_ms = DESK_NOW_MS + 9 * MS_PER_HOUR;
    screen_press(&screen, "2 1");
    assert_true(screen_shows(&screen, "5 minutes keep the streak of 3 days."));
    screen.now_ms = DESK_NOW_MS + 35 * MS_PER_HOUR;
    screen_press(&screen, "2 1");
    assert_false(screen_shows(&screen, "keep the streak"));
    assert_true(screen_shows(&screen, "today can be day 1"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCREEN_TEST(rest_and_frozen_days_show),
        SCREEN_TEST(the_evening_warns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
