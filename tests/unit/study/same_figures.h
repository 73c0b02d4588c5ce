/* Whether the figures that a state has say what is worked out from its cards. */
#ifndef CAIRN_TESTS_SAME_FIGURES_H
#define CAIRN_TESTS_SAME_FIGURES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "study/figures.h"
#include "study/habit_now.h"
#include "study/today.h"

static inline void assert_same_tallies(const CardTally *left, const CardTally *right, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(left[i].cards.all, right[i].cards.all);
        assert_int_equal(left[i].cards.due, right[i].cards.due);
        assert_int_equal(left[i].cards.fresh, right[i].cards.fresh);
        assert_int_equal(left[i].cards.learning, right[i].cards.learning);
        assert_int_equal(left[i].cards.suspended, right[i].cards.suspended);
        assert_int_equal(left[i].learned, right[i].learned);
        assert_int_equal(left[i].done, right[i].done);
        assert_int_equal(left[i].rusty, right[i].rusty);
        assert_true(left[i].recall == right[i].recall);
    }
}

static inline void assert_same_plan(const TodaySummary *left, const TodaySummary *right)
{
    assert_int_equal(left->plan_count, right->plan_count);
    for (size_t i = 0; i < left->plan_count; i++) {
        const PlanItem *a = &left->plan[i];
        const PlanItem *b = &right->plan[i];
        assert_true(a->what == b->what && a->why == b->why && a->recall == b->recall);
        assert_true(catalog_same_item(a->item, b->item) && catalog_same_item(a->base, b->base));
        assert_int_equal(a->minutes, b->minutes);
        assert_int_equal(a->cards, b->cards);
    }
}

static inline void assert_same_today(const TodaySummary *left, const TodaySummary *right)
{
    assert_memory_equal(&left->queue, &right->queue, sizeof left->queue);
    assert_int_equal(left->minutes, right->minutes);
    assert_int_equal(left->practised_ms, right->practised_ms);
    assert_int_equal(left->streak.current, right->streak.current);
    assert_int_equal(left->streak.longest, right->streak.longest);
    assert_int_equal(left->streak.today, right->streak.today);
    assert_int_equal(left->streak.freezes, right->streak.freezes);
    assert_same_plan(left, right);
}

/* At an instant of a day that there are some of. */
static inline void assert_same_figures(StudyState *state, int64_t now_ms, int offset_min)
{
    const Catalog *catalog = state->catalog;
    DayNumber day = study_state_day(state, now_ms, offset_min);
    Figures *figures = state->figures;
    CardTally *tallies[4];
    TodaySummary with, without;
    assert_non_null(figures_of(state, day));
    for (size_t i = 0; i < 4; i++)
        tallies[i] = mem_alloc((i % 2 == 0 ? catalog->topic_count : catalog->subtopic_count) + 1,
                               sizeof **tallies);
    today_summarize(state, now_ms, offset_min, &with);
    progress_tally(state, now_ms, day, tallies[0], tallies[1]);
    bool worth = queue_is_worth_spreading(state, day);
    DaySpan clear = habit_clear_span(state, day + 1, offset_min);
    state->figures = NULL;
    today_summarize(state, now_ms, offset_min, &without);
    progress_tally(state, now_ms, day, tallies[2], tallies[3]);
    assert_int_equal(queue_is_worth_spreading(state, day), worth);
    DaySpan slow_clear = habit_clear_span(state, day + 1, offset_min);
    state->figures = figures;
    assert_memory_equal(&clear, &slow_clear, sizeof clear);
    assert_same_today(&with, &without);
    assert_same_tallies(tallies[0], tallies[2], catalog->topic_count);
    assert_same_tallies(tallies[1], tallies[3], catalog->subtopic_count);
    for (size_t i = 0; i < 4; i++)
        mem_free(tallies[i]);
}

#endif
