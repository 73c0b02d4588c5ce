#include "study/stats.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/array.h"
#include "base/memory.h"

#define TODAY 20000

static FsrsModel model;

static StatsPass *begin(void)
{
    assert_int_equal(fsrs_model_init(&model, NULL, 0, 0, NULL), STATUS_OK);
    return stats_pass_new(&model, TODAY);
}

/* At 18:30 of the study day, in a zone an hour east of UTC. */
static StatsAnswer answer(size_t card, DayNumber day, Rating rating, int32_t days)
{
    return (StatsAnswer){.card = card,
                         .at_ms = day * MS_PER_DAY + 17 * MS_PER_HOUR + 30 * MS_PER_MINUTE,
                         .offset_min = 60,
                         .day = day,
                         .rating = rating,
                         .ms = 6000,
                         .days = days};
}

static void take(StatsPass *pass, StatsAnswer given)
{
    stats_pass_answer(pass, &given);
}

static void assert_share(StatsShare share, int32_t right, int32_t all)
{
    assert_int_equal(share.right, right);
    assert_int_equal(share.all, all);
}

static void answers_count_by_what_the_card_was(void **state)
{
    (void)state;
    StatsPass *pass = begin();
    take(pass, answer(0, TODAY - 60, RATING_GOOD, 0));  /* new */
    take(pass, answer(0, TODAY - 60, RATING_GOOD, 2));  /* in steps */
    take(pass, answer(0, TODAY - 58, RATING_GOOD, 21)); /* young */
    take(pass, answer(0, TODAY - 37, RATING_AGAIN, 0)); /* mature, forgotten */
    take(pass, answer(0, TODAY - 37, RATING_GOOD, 20)); /* relearned */
    take(pass, answer(0, TODAY - 17, RATING_HARD, 30)); /* young */
    take(pass, answer(0, TODAY - 17, RATING_AGAIN, 0)); /* mature, but not its first today */
    Stats *stats = stats_pass_end(pass, NULL, 0);
    StatsDay all = stats_sum(stats, TODAY - 60, TODAY);
    assert_share(all.answers[STATS_LEARNING], 3, 3);
    assert_share(all.answers[STATS_YOUNG], 2, 2);
    assert_share(all.answers[STATS_MATURE], 0, 2);
    assert_share(all.first[STATS_YOUNG], 2, 2);
    assert_share(all.first[STATS_MATURE], 0, 1);
    assert_int_equal(all.fresh, 1);
    assert_int_equal(all.lapses, 2);
    assert_int_equal(all.answer_ms, 7 * 6000);
    assert_share(stats_answers(&all), 5, 7);
    StatsDay day = stats_day(stats, TODAY - 37);
    assert_share(day.answers[STATS_MATURE], 0, 1);
    assert_share(day.answers[STATS_LEARNING], 1, 1);
    assert_int_equal(stats_day(stats, TODAY - 36).answer_ms, 0);
    assert_int_equal(stats_first_day(stats, STATS_ALL), TODAY - 60);
    assert_int_equal(stats_first_day(stats, STATS_MONTH), TODAY - 29);
    stats_free(stats);
}

static void periods_hold_each_other(void **state)
{
    static const int32_t AGES[] = {0, 29, 30, 89, 90, 364, 365, 4000};
    static const int32_t COUNTS[STATS_PERIODS] = {2, 4, 6, 9};
    (void)state;
    StatsPass *pass = begin();
    for (size_t i = 0; i < 8; i++)
        take(pass, answer(i, TODAY - AGES[i], RATING_EASY, 0));
    take(pass, answer(9, TODAY + 3, RATING_EASY, 0)); /* the clock was set back since */
    const char *const ids[] = {"a", "b", "c", "d", "e", "f", "g", "h", "none", "j"};
    Stats *stats = stats_pass_end(pass, ids, 10);
    for (int period = 0; period < STATS_PERIODS; period++) {
        assert_int_equal(stats->tables[period].buttons[STATS_LEARNING][3], COUNTS[period]);
        assert_int_equal(stats->tables[period].hours[18].all, COUNTS[period]);
    }
    assert_int_equal(stats->card_count, 9);
    assert_string_equal(stats->cards[2].id, "c");
    assert_int_equal(stats->cards[2].ms[STATS_MONTH], 0);
    assert_int_equal(stats->cards[2].ms[STATS_QUARTER], 6000);
    assert_int_equal(stats->cards[2].ms[STATS_ALL], 6000);
    assert_string_equal(stats->cards[8].id, "j");
    stats_free(stats);
}

static void crams_and_timed_answers_are_time(void **state)
{
    (void)state;
    StatsPass *pass = begin();
    StatsAnswer cram = answer(0, TODAY, RATING_AGAIN, 0);
    StatsAnswer timed = answer(0, TODAY, RATING_GOOD, 3);
    cram.cram = true;
    timed.timed = true;
    take(pass, cram);
    take(pass, timed);
    Stats *stats = stats_pass_end(pass, NULL, 0);
    StatsDay day = stats_day(stats, TODAY);
    assert_int_equal(day.crams, 1);
    assert_share(stats_answers(&day), 1, 1);
    assert_int_equal(day.fresh, 1);
    assert_int_equal(day.answer_ms, 12000);
    assert_int_equal(day.review_ms, 6000);
    stats_free(stats);
}

static void a_card_that_is_reset_is_new(void **state)
{
    (void)state;
    StatsPass *pass = begin();
    take(pass, answer(4, TODAY - 40, RATING_GOOD, 30));
    stats_pass_reset(pass, 4);
    take(pass, answer(4, TODAY - 5, RATING_AGAIN, 0));
    Stats *stats = stats_pass_end(pass, NULL, 0);
    StatsDay all = stats_sum(stats, TODAY - 40, TODAY);
    assert_int_equal(all.fresh, 2);
    assert_int_equal(all.lapses, 0);
    for (int i = 0; i < STATS_PREDICTED_BINS; i++)
        assert_int_equal(stats->tables[STATS_ALL].predicted[i].recall.all, 0);
    stats_free(stats);
}

static void recall_is_held_against_its_prediction(void **state)
{
    (void)state;
    StatsPass *pass = begin();
    MemoryState memory = fsrs_first(&model, RATING_GOOD);
    DayNumber days = (DayNumber)lround(memory.stability); /* there R is near 0.9 */
    take(pass, answer(0, TODAY - 20, RATING_GOOD, 0));
    take(pass, answer(0, TODAY - 20, RATING_GOOD, days)); /* the same day says nothing */
    memory = fsrs_step(&model, memory, RATING_GOOD, 0);
    take(pass, answer(0, TODAY - 20 + days, RATING_AGAIN, 0));
    double recall = fsrs_retrievability(&model, days, memory.stability);
    Stats *stats = stats_pass_end(pass, NULL, 0);
    const StatsTable *table = &stats->tables[STATS_ALL];
    int found = 0;
    for (int i = 0; i < STATS_PREDICTED_BINS; i++)
        if (table->predicted[i].recall.all > 0) {
            found++;
            assert_int_equal(i, 1 + (int)floor((100 * recall - 50) / 5));
            assert_share(table->predicted[i].recall, 0, 1);
            assert_true(fabs(table->predicted[i].predicted - recall) < 1e-12);
        }
    assert_int_equal(found, 1);
    found = 0;
    for (int i = 0; i < STATS_ELAPSED_BINS; i++)
        found += table->elapsed[i].recall.all;
    assert_int_equal(found, 1);
    stats_free(stats);
}

static void blocks_lie_on_their_days_and_subjects(void **state)
{
    (void)state;
    StatsPass *pass = begin();
    /* from three to five in the morning: an hour on each side of the rollover */
    PracticeBlock block = {.topic = "math",
                           .start_ms = TODAY * MS_PER_DAY + 3 * MS_PER_HOUR,
                           .end_ms = TODAY * MS_PER_DAY + 5 * MS_PER_HOUR,
                           .practised_ms = 2 * MS_PER_HOUR,
                           .rollover_hour = 4};
    stats_pass_block(pass, &block);
    memcpy(block.topic, "", 1);
    block.start_ms -= 40 * MS_PER_DAY;
    block.end_ms -= 40 * MS_PER_DAY;
    stats_pass_block(pass, &block);
    stats_pass_added(pass, TODAY);
    Stats *stats = stats_pass_end(pass, NULL, 0);
    StatsDay before = stats_day(stats, TODAY - 1);
    StatsDay today = stats_day(stats, TODAY);
    assert_int_equal(stats_minutes(&before), 60);
    assert_int_equal(stats_minutes(&today), 60);
    assert_int_equal(today.added, 1);
    assert_int_equal(stats->block_count, 2);
    assert_string_equal(stats->blocks[0].id, "math");
    assert_int_equal(stats->blocks[0].ms[STATS_MONTH], 2 * MS_PER_HOUR);
    assert_int_equal(stats->blocks[1].ms[STATS_MONTH], 0);
    assert_int_equal(stats->blocks[1].ms[STATS_QUARTER], 2 * MS_PER_HOUR);
    stats_free(stats);
}

/* --- a learner of two years, counted again slowly --- */

typedef ARRAY(StatsAnswer) Log;

static uint64_t seed;

static unsigned chance(unsigned below)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)((seed >> 33) % below);
}

#define CARDS 300

static void live(Log *log)
{
    DayNumber due[CARDS] = {0};
    int32_t interval[CARDS] = {0};
    for (DayNumber day = TODAY - 730; day <= TODAY; day++) {
        unsigned known = (unsigned)(day - TODAY + 731);
        for (size_t card = 0; card < CARDS && card < known; card++) {
            if (due[card] > day || chance(4) > 0)
                continue;
            for (int i = 0; i < 3; i++) {
                Rating rating = (Rating)(1 + chance(4));
                bool stays = rating == RATING_AGAIN || (interval[card] == 0 && chance(2) == 0);
                int32_t next = stays ? 0 : 1 + interval[card] * 3 / 2;
                StatsAnswer given = answer(card, day, rating, next);
                given.at_ms += (int64_t)chance(600) * MS_PER_MINUTE;
                given.offset_min = day % 180 < 90 ? 60 : 120;
                given.ms = (int32_t)chance(20000);
                given.timed = chance(3) == 0;
                given.cram = chance(20) == 0;
                *array_push(log) = given;
                interval[card] = given.cram ? interval[card] : next;
                due[card] = day + interval[card];
                if (interval[card] > 0)
                    break;
            }
        }
    }
}

/* The last answer of the same card before this one that changed it; NULL. */
static const StatsAnswer *before(const Log *log, size_t at)
{
    for (size_t i = at; i-- > 0;)
        if (log->items[i].card == log->items[at].card && !log->items[i].cram)
            return &log->items[i];
    return NULL;
}

static StatsStage slow_stage(const StatsAnswer *last)
{
    if (last == NULL || last->days == 0)
        return STATS_LEARNING;
    return last->days <= 20 ? STATS_YOUNG : STATS_MATURE;
}

/* The card's memory before an answer, from its first one on. */
static double slow_recall(const Log *log, size_t at)
{
    MemoryState memory = {0};
    const StatsAnswer *last = NULL;
    for (size_t i = 0; i < at; i++) {
        const StatsAnswer *given = &log->items[i];
        if (given->card != log->items[at].card || given->cram)
            continue;
        memory = last == NULL ? fsrs_first(&model, given->rating)
                              : fsrs_step(&model, memory, given->rating, given->day - last->day);
        last = given;
    }
    return fsrs_retrievability(&model, log->items[at].day - last->day, memory.stability);
}

typedef struct Slow {
    int32_t buttons[STATS_STAGES][4];
    StatsShare hours[24], first[STATS_STAGES], recall;
    double predicted;
    int64_t ms;
    int32_t fresh, lapses;
} Slow;

static void slow_answer(const Log *log, size_t at, Slow *slow)
{
    const StatsAnswer *given = &log->items[at];
    const StatsAnswer *last = before(log, at);
    bool right = given->rating > 1;
    slow->ms += given->ms;
    if (given->cram)
        return;
    StatsStage stage = slow_stage(last);
    int64_t local = given->at_ms + given->offset_min * 60000LL;
    int hour = (int)(local / 3600000 % 24);
    slow->buttons[stage][given->rating - 1]++;
    slow->hours[hour].all++;
    slow->hours[hour].right += right;
    slow->fresh += last == NULL;
    slow->lapses += stage != STATS_LEARNING && !right;
    if (last == NULL || last->day == given->day)
        return;
    slow->recall.all++;
    slow->recall.right += right;
    slow->predicted += slow_recall(log, at);
    if (stage == STATS_LEARNING)
        return;
    slow->first[stage].all++;
    slow->first[stage].right += right;
}

static void assert_table(const StatsTable *table, const Slow *slow)
{
    StatsBin elapsed = {0}, predicted = {0};
    assert_memory_equal(table->buttons, slow->buttons, sizeof slow->buttons);
    assert_memory_equal(table->hours, slow->hours, sizeof slow->hours);
    for (int i = 0; i < STATS_ELAPSED_BINS; i++) {
        elapsed.recall.all += table->elapsed[i].recall.all;
        elapsed.recall.right += table->elapsed[i].recall.right;
        elapsed.predicted += table->elapsed[i].predicted;
    }
    for (int i = 0; i < STATS_PREDICTED_BINS; i++) {
        predicted.recall.all += table->predicted[i].recall.all;
        predicted.predicted += table->predicted[i].predicted;
    }
    assert_share(elapsed.recall, slow->recall.right, slow->recall.all);
    assert_int_equal(predicted.recall.all, slow->recall.all);
    assert_true(fabs(elapsed.predicted - slow->predicted) < 1e-6);
    assert_true(fabs(predicted.predicted - slow->predicted) < 1e-6);
}

static void two_years_agree_with_counting_slowly(void **state)
{
    (void)state;
    Log log = {0};
    seed = 42;
    StatsPass *pass = begin();
    live(&log);
    assert_true(log.count > 8000);
    for (size_t i = 0; i < log.count; i++)
        take(pass, log.items[i]);
    Stats *stats = stats_pass_end(pass, NULL, 0);
    for (int period = 0; period < STATS_PERIODS; period++) {
        DayNumber from = stats_first_day(stats, (StatsPeriod)period);
        Slow slow = {0};
        for (size_t i = 0; i < log.count; i++)
            if (log.items[i].day >= from)
                slow_answer(&log, i, &slow);
        StatsDay sum = stats_sum(stats, from, TODAY);
        assert_table(&stats->tables[period], &slow);
        assert_memory_equal(sum.first, slow.first, sizeof slow.first);
        assert_int_equal(sum.fresh, slow.fresh);
        assert_int_equal(sum.lapses, slow.lapses);
        assert_int_equal(sum.answer_ms, slow.ms);
    }
    stats_free(stats);
    array_done(&log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_count_by_what_the_card_was),
        cmocka_unit_test(periods_hold_each_other),
        cmocka_unit_test(crams_and_timed_answers_are_time),
        cmocka_unit_test(a_card_that_is_reset_is_new),
        cmocka_unit_test(recall_is_held_against_its_prediction),
        cmocka_unit_test(blocks_lie_on_their_days_and_subjects),
        cmocka_unit_test(two_years_agree_with_counting_slowly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
