/* The day that is chosen for a review: load, easy days, what was chosen before; lapses that make leeches. */
#include "study/scheduler.h"

#include <string.h>

#include "scheduling.h"

/* How often each of the days from `lowest` on is chosen for Good by 4000 seeds. */
static void choose_often(const Scheduler *scheduler, const CardState *card, const DayLoads *loads,
                         int lowest, int counts[10])
{
    memset(counts, 0, 10 * sizeof *counts);
    for (int i = 0; i < 4000; i++) {
        CardState outcomes[4];
        scheduler_preview_loaded(scheduler, card, at(NOON), scheduler_seed("c", i), loads,
                                 outcomes);
        int days = outcomes[RATING_GOOD - 1].interval_days;
        assert_in_range(days, lowest, lowest + 9);
        counts[days - lowest]++;
    }
}

static void quieter_days_are_likelier(void **state)
{
    (void)state;
    Scheduler scheduler = make("", "", 0.9, true);
    CardState card = review_card(10, 5, 10);
    int lowest = 0, highest = 0, counts[10];
    MemoryState after = fsrs_step(&scheduler.model, card.memory, RATING_GOOD, 10);
    scheduler_fuzz_range(fsrs_interval(&scheduler.model, after.stability, 0.9), 36500, &lowest,
                         &highest);
    assert_in_range(highest - lowest, 4, 8);
    DayLoads loads = {{0}, {false}};
    for (int i = 0; i < SCHEDULER_LOAD_DAYS; i++)
        loads.due[i] = 9;
    loads.due[lowest + 1] = 4; /* four times the weight */
    loads.sibling[lowest + 2] = true;
    choose_often(&scheduler, &card, &loads, lowest, counts);
    assert_in_range(counts[1], 3 * counts[0], 6 * counts[0]);
    assert_true(counts[2] < 10);
    assert_true(counts[0] > 200 && counts[highest - lowest] > 200);
    scheduler.balance = false;
    choose_often(&scheduler, &card, &loads, lowest, counts);
    assert_true(counts[1] < 2 * counts[0] && counts[2] > 200);
}

static void easy_days_stay_free(void **state)
{
    (void)state;
    Scheduler scheduler = make("", "", 0.9, true);
    CardState card = review_card(10, 5, 10);
    DayLoads loads = {{0}, {false}};
    assert_true(config_parse_easy_days("sat,sun", scheduler.easy));
    for (int i = 0; i < 200; i++) {
        CardState outcomes[4];
        scheduler_preview_loaded(&scheduler, &card, at(NOON), scheduler_seed("c", i), &loads,
                                 outcomes);
        assert_true(civil_weekday(outcomes[RATING_HARD - 1].due_day) < 5);
    }
    /* where every day is to be free, none is */
    assert_true(config_parse_easy_days("mon tue wed thu fri sat sun", scheduler.easy));
    CardState outcomes[4];
    scheduler_preview_loaded(&scheduler, &card, at(NOON), 7, &loads, outcomes);
    assert_true(outcomes[RATING_GOOD - 1].interval_days > 2);
}

/* What was chosen once holds, and what never could have been chosen does not. */
static void an_answer_given_again_keeps_its_days(void **state)
{
    (void)state;
    Scheduler scheduler = make("1m", "10m", 0.9, true);
    CardState card = review_card(10, 5, 10);
    CardState outcomes[4];
    scheduler_preview(&scheduler, &card, at(NOON), 3, outcomes);
    for (int r = RATING_HARD; r <= RATING_EASY; r++) {
        int days = outcomes[r - 1].interval_days;
        CardState again = scheduler_answer_again(&scheduler, &card, (Rating)r, at(NOON), days);
        assert_int_equal(again.interval_days, days);
        assert_int_equal(again.due_day, outcomes[r - 1].due_day);
        assert_true(again.memory.stability == outcomes[r - 1].memory.stability);
    }
    CardState far = scheduler_answer_again(&scheduler, &card, RATING_GOOD, at(NOON), 3000);
    assert_in_range(far.interval_days, 20, 60);
    assert_int_equal(far.due_day, NOON_DAY + far.interval_days);
    far = scheduler_answer_again(&scheduler, &card, RATING_AGAIN, at(NOON), 5);
    assert_int_equal(far.phase, CARD_RELEARNING);
}

static void lateness_is_kept_over_the_day(void **state)
{
    (void)state;
    Scheduler scheduler = make_default();
    CardState card = review_card(10, 5, 13);
    card.due_day = NOON_DAY - 3;
    card = answer(&scheduler, card, RATING_AGAIN, NOON);
    assert_int_equal(card.late_days, 3);
    card = answer(&scheduler, card, RATING_GOOD, NOON + 10 * MS_PER_MINUTE);
    assert_int_equal(card.late_days, 3);
    card = answer(&scheduler, card, RATING_GOOD, NOON + MS_PER_DAY * card.interval_days);
    assert_int_equal(card.late_days, 0);
}

static void leeches_are_told_at_the_threshold_and_every_half(void **state)
{
    (void)state;
    Scheduler scheduler = make_default();
    CardState before = review_card(10, 5, 10);
    for (before.lapses = 0; before.lapses < 17; before.lapses++) {
        CardState after = answer(&scheduler, before, RATING_AGAIN, NOON);
        bool told = after.lapses == 8 || after.lapses == 12 || after.lapses == 16;
        assert_int_equal(scheduler_is_leech(&scheduler, &after), after.lapses >= 8);
        assert_int_equal(scheduler_became_leech(&scheduler, &before, &after), told);
    }
    CardState after = answer(&scheduler, before, RATING_GOOD, NOON);
    assert_false(scheduler_became_leech(&scheduler, &before, &after));
    scheduler.leech_threshold = 0;
    assert_false(scheduler_is_leech(&scheduler, &after));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quieter_days_are_likelier),
        cmocka_unit_test(easy_days_stay_free),
        cmocka_unit_test(an_answer_given_again_keeps_its_days),
        cmocka_unit_test(lateness_is_kept_over_the_day),
        cmocka_unit_test(leeches_are_told_at_the_threshold_and_every_half),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
