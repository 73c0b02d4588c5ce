/* The history of practice: its list, and the prompts about one block. */
#include <stdio.h>
#include <string.h>

#include "screen/fixture.h"

static void it_is_listed(void **state)
{
    static const struct {
        const char *name, *keys;
        int rows, columns;
    } SHOTS[] = {
        {"blocks-24x80", "L Down", 24, 80},
        {"blocks-40x120", "5 L", 40, 120},
        {"blocks-12x40", "L", 12, 40},
        {"blocks-edit-24x80", "L Down e", 24, 80},
        {"blocks-edit-12x40", "L Down e", 12, 40},
        {"blocks-split-24x80", "L Down s", 24, 80},
        {"blocks-delete-24x80", "L Down d", 24, 80},
        {"blocks-wrong-24x80", "L e C-u x Enter", 24, 80},
    };
    (void)state;
    for (size_t i = 0; i < sizeof SHOTS / sizeof SHOTS[0]; i++) {
        Screen shown;
        screen_open(&shown, SHOTS[i].rows, SHOTS[i].columns);
        screen_press(&shown, SHOTS[i].keys);
        screen_expect(&shown, SHOTS[i].name);
        screen_close(&shown);
    }
}

static void a_block_is_changed(void **state)
{
    (void)state;
    screen_press(&screen, "L Down Enter C-u");
    screen_type(&screen, "2026-11-23 18:00-18:25 python only loops");
    screen_press(&screen, "Enter");
    assert_string_equal(screen.last_text, "only loops");
    assert_string_equal(screen.last_subject, "b-calculus");
    assert_string_equal(screen.last_topic, "python");
    assert_int_equal(screen.last_from_ms, 0); /* as it was */
    assert_int_equal(screen.last_to_ms, DESK_NOW_MS - MS_PER_DAY + 25 * MS_PER_MINUTE);
    assert_true(screen_shows(&screen, "3 blocks, 3 h 0 min"));
}

static void what_cannot_be_read_stays(void **state)
{
    (void)state;
    int before = screen.effect_count;
    screen_press(&screen, "L s C-u 9 Enter");
    assert_true(screen_shows(&screen, "give a time between 20:00 and 20:15"));
    assert_int_equal(screen.effect_count, before + 1);
    screen_press(&screen, "C-u 2 0 : 0 5 Enter");
    assert_int_equal(screen.last_effect, EFFECT_BLOCK_SPLIT);
    assert_int_equal(screen.last_value, DESK_NOW_MS - MS_PER_DAY + 125 * MS_PER_MINUTE);
}

static void deleting_asks(void **state)
{
    (void)state;
    int before = screen.effect_count;
    screen_press(&screen, "L d Enter");
    assert_true(screen_shows(&screen, "The block stays."));
    screen_press(&screen, "d Esc");
    assert_int_equal(screen.effect_count, before + 1);
    screen_press(&screen, "d y Enter");
    assert_int_equal(screen.last_effect, EFFECT_BLOCK_DELETE);
    assert_string_equal(screen.last_subject, "b-review");
    screen_press(&screen, "Esc");
    assert_false(screen_shows(&screen, "3 blocks"));
}

static void a_block_is_added(void **state)
{
    (void)state;
    screen_press(&screen, "2 Down L a Enter");
    assert_int_equal(screen.last_effect, EFFECT_BLOCK_ADD);
    assert_string_equal(screen.last_topic, "python");
    assert_int_equal(screen.last_to_ms, DESK_NOW_MS);
    assert_int_equal(screen.last_from_ms, DESK_NOW_MS - 30 * MS_PER_MINUTE);
}

static void another_state_is_asked_for_again(void **state)
{
    (void)state;
    screen_press(&screen, "L");
    int before = screen.effect_count;
    screen_press(&screen, "Down Up");
    assert_int_equal(screen.effect_count, before);
    screen.desk.state.revision++;
    screen_send(&screen, (Message){.kind = MESSAGE_STATE});
    assert_int_equal(screen.effect_count, before + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_listed),         SCREEN_TEST(a_block_is_changed),
        SCREEN_TEST(what_cannot_be_read_stays), SCREEN_TEST(deleting_asks),
        SCREEN_TEST(a_block_is_added),          SCREEN_TEST(another_state_is_asked_for_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
