#include "study/scheduler.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "flow_vectors.h"
#include "near.h"
#include "scheduling.h"

/* --- reference flows --- */

static void published_flow_matches(void **state)
{
    (void)state;
    Scheduler scheduler = make_default();
    CardState card = {0};
    int64_t now = NOON;
    for (size_t i = 0; i < COUNT(FLOW_VECTOR); i++) {
        card = answer(&scheduler, card, (Rating)FLOW_VECTOR[i].rating, now);
        assert_int_equal(card.interval_days, FLOW_VECTOR[i].scheduled_days);
        now = card.phase == CARD_REVIEW ? now + card.interval_days * MS_PER_DAY : card.due_ms;
    }
    assert_int_equal(card.lapses, 1);
    assert_int_equal(card.reps, COUNT(FLOW_VECTOR));
}

static void first_answers_match(void **state)
{
    (void)state;
    Scheduler scheduler = make_default();
    const int64_t waits[] = {60000, 330000, 600000};
    for (int r = 1; r <= 4; r++) {
        CardState card = answer(&scheduler, (CardState){0}, (Rating)r, NOON);
        assert_int_equal(card.interval_days, FIRST_SCHEDULED_DAYS[r - 1]);
        assert_int_equal(card.phase, r == 4 ? CARD_REVIEW : CARD_LEARNING);
        if (r < 4)
            assert_int_equal(card.due_ms - NOON, waits[r - 1]);
        assert_int_equal(card.first_review_day, NOON_DAY);
    }
}

/* Whether the four intervals grow by themselves. Where they do not, the long-term scheduler of
 * ts-fsrs pushes them apart (from Again on), which ours, having no such mode, does not. */
static bool grow_unaided(const Scheduler *scheduler, const CardState *before, DayNumber day)
{
    double last = 0;
    for (int r = 1; r <= 4; r++) {
        int elapsed = before->reps > 0 ? day - before->last_review_day : 0;
        MemoryState memory = fsrs_step(&scheduler->model, before->memory, (Rating)r, elapsed);
        int days = fsrs_interval_days(&scheduler->model, memory.stability, scheduler->retention,
                                      scheduler->maximum_interval);
        if (days <= last)
            return false;
        last = days;
    }
    return true;
}

static void check_flow_step(const Scheduler *scheduler, const CardState *before,
                            const CardState *after, const FlowStep *expected, size_t number,
                            bool long_term)
{
    assert_near("S", number, after->memory.stability, expected->stability, 1e-7);
    assert_near("D", number, after->memory.difficulty, expected->difficulty, 1e-7);
    assert_int_equal(after->phase, expected->phase);
    assert_int_equal(after->step, expected->step);
    assert_int_equal(after->reps, expected->reps);
    assert_int_equal(after->lapses, expected->lapses);
    /* Ordering lifts ts-fsrs above its longest interval; we stop there. */
    int days = expected->scheduled_days < scheduler->maximum_interval ? expected->scheduled_days
                                                                      : scheduler->maximum_interval;
    if (!long_term || grow_unaided(scheduler, before, after->last_review_day))
        assert_near("days", number, after->interval_days, days, 0);
}

static void flows_of_ts_fsrs_match(void **state)
{
    (void)state;
    for (size_t f = 0; f < COUNT(FLOWS); f++) {
        const Flow *flow = &FLOWS[f];
        Scheduler scheduler =
            make(flow->learning_steps, flow->relearning_steps, flow->retention, false);
        CardState card = {0};
        for (size_t i = flow->first; i < flow->first + flow->count; i++) {
            const FlowStep *step = &FLOW_STEPS[i];
            CardState before = card;
            card =
                answer(&scheduler, card, (Rating)step->rating, NOON + step->at_min * MS_PER_MINUTE);
            check_flow_step(&scheduler, &before, &card, step, i, flow->long_term);
        }
    }
}

/* --- steps --- */

static void learning_goes_up_and_down_the_steps(void **state)
{
    (void)state;
    Scheduler scheduler = make("1m 5m 1h", "10m", 0.9, false);
    CardState card = answer(&scheduler, (CardState){0}, RATING_GOOD, NOON);
    assert_int_equal(card.step, 1);
    assert_int_equal(card.due_ms, NOON + 5 * MS_PER_MINUTE);
    card = answer(&scheduler, card, RATING_HARD, NOON);
    assert_int_equal(card.step, 1); /* the same step, its own wait */
    assert_int_equal(card.due_ms, NOON + 5 * MS_PER_MINUTE);
    card = answer(&scheduler, card, RATING_GOOD, NOON);
    assert_int_equal(card.step, 2);
    assert_int_equal(card.due_ms, NOON + MS_PER_HOUR);
    card = answer(&scheduler, card, RATING_AGAIN, NOON);
    assert_int_equal(card.step, 0);
    assert_int_equal(card.due_ms, NOON + MS_PER_MINUTE);
    assert_int_equal(card.lapses, 0); /* not while learning */
    card = answer(&scheduler, card, RATING_HARD, NOON);
    assert_int_equal(card.due_ms, NOON + 3 * MS_PER_MINUTE); /* between the first two */
    card = answer(&scheduler, card, RATING_EASY, NOON);
    assert_int_equal(card.phase, CARD_REVIEW);
    assert_int_equal(card.step, 0);
    assert_int_equal(card.due_day, NOON_DAY + card.interval_days);
    assert_true(card.interval_days >= 1);
}

static void hard_at_a_single_step_waits_half_longer(void **state)
{
    (void)state;
    Scheduler scheduler = make("10m", "10m", 0.9, false);
    CardState card = answer(&scheduler, (CardState){0}, RATING_HARD, NOON);
    assert_int_equal(card.due_ms, NOON + 15 * MS_PER_MINUTE);
    card = answer(&scheduler, card, RATING_GOOD, NOON);
    assert_int_equal(card.phase, CARD_REVIEW);
}

static void without_steps_every_grade_gives_days(void **state)
{
    (void)state;
    Scheduler scheduler = make("", "", 0.9, false);
    for (int r = 1; r <= 4; r++) {
        CardState fresh = answer(&scheduler, (CardState){0}, (Rating)r, NOON);
        CardState old = answer(&scheduler, review_card(20, 5, 20), (Rating)r, NOON);
        assert_int_equal(fresh.phase, CARD_REVIEW);
        assert_int_equal(old.phase, CARD_REVIEW);
        assert_true(fresh.interval_days >= 1 && old.interval_days >= 1);
        assert_int_equal(old.lapses, r == 1);
    }
}

/* The learner may shorten the steps while a card is in one of the last. */
static void steps_configured_away_graduate(void **state)
{
    (void)state;
    Scheduler longer = make("1m 10m 1h", "10m", 0.9, false);
    Scheduler shorter = make("1m", "10m", 0.9, false);
    CardState card = {0};
    card = answer(&longer, card, RATING_GOOD, NOON);
    card = answer(&longer, card, RATING_GOOD, NOON);
    assert_int_equal(card.step, 2);
    assert_int_equal(answer(&shorter, card, RATING_HARD, NOON).phase, CARD_REVIEW);
    assert_int_equal(answer(&shorter, card, RATING_GOOD, NOON).phase, CARD_REVIEW);
    CardState again = answer(&shorter, card, RATING_AGAIN, NOON);
    assert_int_equal(again.phase, CARD_LEARNING);
    assert_int_equal(again.step, 0);
}

static void a_lapse_goes_through_relearning(void **state)
{
    (void)state;
    Scheduler scheduler = make_default();
    CardState card = answer(&scheduler, review_card(30, 5, 30), RATING_AGAIN, NOON);
    assert_int_equal(card.phase, CARD_RELEARNING);
    assert_int_equal(card.lapses, 1);
    assert_int_equal(card.interval_days, 0);
    assert_int_equal(card.due_ms, NOON + 10 * MS_PER_MINUTE);
    assert_true(card.memory.stability < 30);
    card = answer(&scheduler, card, RATING_AGAIN, card.due_ms);
    assert_int_equal(card.phase, CARD_RELEARNING);
    assert_int_equal(card.lapses, 1); /* one lapse, however often it is missed */
    card = answer(&scheduler, card, RATING_GOOD, card.due_ms);
    assert_int_equal(card.phase, CARD_REVIEW);
    assert_int_equal(card.due_day, NOON_DAY + card.interval_days);
}

static void memory_counts_study_days(void **state)
{
    (void)state;
    Scheduler scheduler = make_default();
    CardState card = review_card(10, 5, 4);
    /* 23:50 and 00:10 are twenty minutes and one study day apart. */
    AnswerTime late = {NOON, 0, NOON_DAY};
    CardState after = scheduler_answer(&scheduler, &card, RATING_GOOD, late, 7);
    MemoryState expected = fsrs_step(&scheduler.model, card.memory, RATING_GOOD, 4);
    assert_near("S", 0, after.memory.stability, expected.stability, 0);
    AnswerTime back = {NOON, 0, NOON_DAY - 10}; /* a clock that was set back counts as no day */
    after = scheduler_answer(&scheduler, &card, RATING_GOOD, back, 7);
    expected = fsrs_step(&scheduler.model, card.memory, RATING_GOOD, 0);
    assert_near("S", 1, after.memory.stability, expected.stability, 0);
}

static void a_step_over_the_rollover_is_due_tomorrow(void **state)
{
    (void)state;
    Scheduler scheduler = make_default();
    scheduler.rollover_hour = 4;
    int64_t late = NOON + 15 * MS_PER_HOUR + 55 * MS_PER_MINUTE; /* 03:55 */
    AnswerTime when = {late, 0, civil_study_day(late, 0, 4)};
    assert_int_equal(when.study_day, NOON_DAY);
    CardState fresh = {0};
    CardState card = scheduler_answer(&scheduler, &fresh, RATING_GOOD, when, 7);
    assert_int_equal(card.due_day, NOON_DAY + 1);
    card = scheduler_answer(&scheduler, &fresh, RATING_AGAIN, when, 7);
    assert_int_equal(card.due_day, NOON_DAY);
    when.study_day = NOON_DAY + 1; /* an answer counted under another rollover hour */
    card = scheduler_answer(&scheduler, &fresh, RATING_AGAIN, when, 7);
    assert_int_equal(card.due_day, NOON_DAY + 1);
}

/* --- intervals --- */

static void review_intervals_are_ordered(void **state)
{
    (void)state;
    Scheduler scheduler = make_default();
    CardState outcomes[4];
    CardState card = review_card(0.5, 10, 0); /* all would be one day */
    scheduler_preview(&scheduler, &card, at(NOON), 7, outcomes);
    assert_int_equal(outcomes[1].interval_days, 1);
    assert_int_equal(outcomes[2].interval_days, 2);
    assert_int_equal(outcomes[3].interval_days, 3);
    scheduler.maximum_interval = 30;
    card = review_card(500, 3, 500);
    scheduler_preview(&scheduler, &card, at(NOON), 7, outcomes);
    for (int r = 1; r < 4; r++)
        assert_int_equal(outcomes[r].interval_days, 30);
}

static void preview_shows_what_an_answer_gives(void **state)
{
    (void)state;
    Scheduler scheduler = make("1m 10m", "10m", 0.9, true);
    const CardState cards[] = {{.reps = 0}, review_card(40, 6, 35), review_card(300, 6, 500)};
    for (size_t i = 0; i < COUNT(cards); i++) {
        CardState outcomes[4];
        uint64_t seed = scheduler_seed("card", cards[i].reps);
        scheduler_preview(&scheduler, &cards[i], at(NOON), seed, outcomes);
        for (int r = 1; r <= 4; r++) {
            CardState after = scheduler_answer(&scheduler, &cards[i], (Rating)r, at(NOON), seed);
            assert_int_equal(after.due_day, outcomes[r - 1].due_day);
            assert_int_equal(after.due_ms, outcomes[r - 1].due_ms);
            assert_int_equal(after.phase, outcomes[r - 1].phase);
        }
    }
}

static void fuzz_ranges_match(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(FUZZ_VECTORS); i++) {
        int lowest = 0, highest = 0;
        scheduler_fuzz_range(FUZZ_VECTORS[i][0], 36500, &lowest, &highest);
        assert_near("lowest", i, lowest, FUZZ_VECTORS[i][1], 0);
        assert_near("highest", i, highest, FUZZ_VECTORS[i][2], 0);
    }
    int lowest = 0, highest = 0;
    scheduler_fuzz_range(100, 60, &lowest, &highest);
    assert_int_equal(highest, 60);
    assert_true(lowest <= 60);
    scheduler_fuzz_range(0.2, 60, &lowest, &highest);
    assert_int_equal(lowest, 1);
    assert_int_equal(highest, 1);
}

/* Over many seeds fuzz gives every day of its range and no other, evenly. */
static void fuzz_fills_its_range(void **state)
{
    (void)state;
    Scheduler scheduler = make("1m 10m", "10m", 0.9, true);
    CardState card = review_card(30, 5, 20);
    MemoryState after = fsrs_step(&scheduler.model, card.memory, RATING_GOOD, 20);
    int lowest = 0, highest = 0, seen[400] = {0};
    scheduler_fuzz_range(fsrs_interval(&scheduler.model, after.stability, 0.9), 36500, &lowest,
                         &highest);
    assert_true(highest - lowest > 5 && highest < 400);
    int runs = 400 * (highest - lowest + 1);
    for (int i = 0; i < runs; i++) {
        CardState result =
            scheduler_answer(&scheduler, &card, RATING_GOOD, at(NOON), scheduler_seed("a card", i));
        assert_in_range(result.interval_days, lowest, highest);
        seen[result.interval_days]++;
    }
    for (int day = lowest; day <= highest; day++)
        assert_in_range(seen[day], 280, 520);
}

static void seeds_differ_by_card_and_repetition(void **state)
{
    (void)state;
    assert_true(scheduler_seed("a", 0) != scheduler_seed("b", 0));
    assert_true(scheduler_seed("a", 0) != scheduler_seed("a", 1));
    assert_true(scheduler_seed("a", 3) == scheduler_seed("a", 3));
}

/* --- looking --- */

static void due_is_by_instant_in_steps_and_by_day_in_review(void **state)
{
    (void)state;
    CardState card = {.phase = CARD_LEARNING,
                      .due_ms = NOON,
                      .due_day = NOON_DAY,
                      .last_review_day = NOON_DAY,
                      .reps = 1};
    assert_false(scheduler_is_due(&card, NOON - 1, NOON_DAY));
    assert_true(scheduler_is_due(&card, NOON, NOON_DAY));
    assert_false(scheduler_is_interday(&card));
    card.last_review_day = NOON_DAY - 1; /* a step of a day: due by day */
    assert_true(scheduler_is_interday(&card));
    assert_true(scheduler_is_due(&card, NOON - 1, NOON_DAY));
    assert_false(scheduler_is_due(&card, NOON + 1, NOON_DAY - 1));
    card = review_card(10, 5, 10);
    assert_true(scheduler_is_due(&card, NOON, NOON_DAY));
    assert_false(scheduler_is_due(&card, NOON, NOON_DAY - 1));
    card.buried_day = NOON_DAY;
    assert_false(scheduler_is_due(&card, NOON, NOON_DAY));
    assert_true(scheduler_is_due(&card, NOON, NOON_DAY + 1));
    card.suspended = true;
    assert_false(scheduler_is_due(&card, NOON, NOON_DAY + 1));
    CardState fresh = {0};
    assert_false(scheduler_is_due(&fresh, NOON, NOON_DAY));
}

static void states_have_names(void **state)
{
    (void)state;
    CardState card = {0};
    assert_string_equal(scheduler_state_name(&card, NOON_DAY), "new");
    card.phase = CARD_LEARNING;
    assert_string_equal(scheduler_state_name(&card, NOON_DAY), "learning");
    card.phase = CARD_RELEARNING;
    assert_string_equal(scheduler_state_name(&card, NOON_DAY), "relearning");
    card.phase = CARD_REVIEW;
    assert_string_equal(scheduler_state_name(&card, NOON_DAY), "review");
    card.buried_day = NOON_DAY;
    assert_string_equal(scheduler_state_name(&card, NOON_DAY), "buried");
    assert_string_equal(scheduler_state_name(&card, NOON_DAY + 1), "review");
    card.suspended = true;
    assert_string_equal(scheduler_state_name(&card, NOON_DAY), "suspended");
}

static void retrievability_falls_with_the_days(void **state)
{
    (void)state;
    Scheduler scheduler = make_default();
    CardState card = review_card(10, 5, 10), fresh = {0};
    assert_near("R", 0, scheduler_retrievability(&scheduler, &card, NOON_DAY), 0.9, 1e-12);
    assert_near("R", 1, scheduler_retrievability(&scheduler, &card, NOON_DAY - 10), 1, 1e-12);
    assert_true(scheduler_retrievability(&scheduler, &card, NOON_DAY + 9) < 0.9);
    assert_near("R", 2, scheduler_retrievability(&scheduler, &fresh, NOON_DAY), 0, 0);
}

static void waits_read_well(void **state)
{
    (void)state;
    static const struct {
        int64_t ms;
        const char *text;
    } WAITS[] = {
        {-5, "0s"},
        {30 * MS_PER_SECOND, "30s"},
        {59600, "1m"}, /* never "60s" */
        {MS_PER_MINUTE, "1m"},
        {330 * MS_PER_SECOND, "6m"},
        {59 * MS_PER_MINUTE + 31 * MS_PER_SECOND, "1h"},
        {3 * MS_PER_HOUR, "3h"},
        {MS_PER_DAY - 1, "1d"},
        {4 * MS_PER_DAY, "4d"},
        {30 * MS_PER_DAY, "30d"},
        {31 * MS_PER_DAY, "1mo"},
        {64 * MS_PER_DAY, "2.1mo"},
        {364 * MS_PER_DAY, "12mo"},
        {365 * MS_PER_DAY, "1y"},
        {475 * MS_PER_DAY, "1.3y"},
        {36500 * MS_PER_DAY, "100y"},
    };
    for (size_t i = 0; i < COUNT(WAITS); i++) {
        char text[16];
        scheduler_format_wait(WAITS[i].ms, text);
        assert_string_equal(text, WAITS[i].text);
    }
}

static void due_reads_well(void **state)
{
    (void)state;
    char text[16];
    CardState card = {.phase = CARD_LEARNING, .due_ms = NOON + 10 * MS_PER_MINUTE};
    scheduler_format_due(&card, at(NOON), text);
    assert_string_equal(text, "10m");
    scheduler_format_due(&card, at(NOON + MS_PER_HOUR), text);
    assert_string_equal(text, "now");
    card = (CardState){.phase = CARD_REVIEW, .due_day = NOON_DAY + 3};
    scheduler_format_due(&card, at(NOON), text);
    assert_string_equal(text, "3d");
    card.due_day = NOON_DAY - 2;
    scheduler_format_due(&card, at(NOON), text);
    assert_string_equal(text, "now");
    CardState fresh = {0};
    scheduler_format_due(&fresh, at(NOON), text);
    assert_string_equal(text, "now");
}

static void bad_steps_are_refused(void **state)
{
    (void)state;
    Config config;
    Scheduler scheduler = make_default();
    Error error = {""};
    config_defaults(&config);
    snprintf(config.relearning_steps, sizeof config.relearning_steps, "soon");
    assert_int_equal(scheduler_init(&scheduler, &config, NULL, 0, &error), STATUS_USAGE);
    assert_non_null(strstr(error.message, "relearning-steps"));
    assert_int_equal(scheduler.learning_count, 2); /* as it was */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_flow_matches),
        cmocka_unit_test(first_answers_match),
        cmocka_unit_test(flows_of_ts_fsrs_match),
        cmocka_unit_test(learning_goes_up_and_down_the_steps),
        cmocka_unit_test(hard_at_a_single_step_waits_half_longer),
        cmocka_unit_test(without_steps_every_grade_gives_days),
        cmocka_unit_test(steps_configured_away_graduate),
        cmocka_unit_test(a_lapse_goes_through_relearning),
        cmocka_unit_test(memory_counts_study_days),
        cmocka_unit_test(a_step_over_the_rollover_is_due_tomorrow),
        cmocka_unit_test(review_intervals_are_ordered),
        cmocka_unit_test(preview_shows_what_an_answer_gives),
        cmocka_unit_test(fuzz_ranges_match),
        cmocka_unit_test(fuzz_fills_its_range),
        cmocka_unit_test(seeds_differ_by_card_and_repetition),
        cmocka_unit_test(due_is_by_instant_in_steps_and_by_day_in_review),
        cmocka_unit_test(states_have_names),
        cmocka_unit_test(retrievability_falls_with_the_days),
        cmocka_unit_test(waits_read_well),
        cmocka_unit_test(due_reads_well),
        cmocka_unit_test(bad_steps_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
