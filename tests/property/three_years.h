/* The learner of test_learner.c, and how what the program says of them is held against the slow
 * calculations. */
#ifndef CAIRN_TESTS_THREE_YEARS_H
#define CAIRN_TESTS_THREE_YEARS_H

#include <time.h>

#include "study/habit_now.h"
#include "support/slow_days.h"
#include "support/slow_pace.h"
#include "unit/companion/fixture_statistics.h"
#include "unit/study/near.h"

#define DAYS       1096                /* 2024 to 2026 */
#define BEGIN_S    INT64_C(1704092400) /* 2024-01-01T07:00:00Z */
#define DECK       40
#define CHECK_DAYS 23

/* Rules for when clocks change, so that no database of zones is needed. */
static const char *const ZONES[] = {
    "CET-1CEST,M3.5.0,M10.5.0/3",           /* Berlin */
    "EST5EDT,M3.2.0,M11.1.0",               /* New York */
    "IST-5:30",                             /* Kolkata */
    "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", /* Lord Howe: half an hour */
    "PST8PDT,M3.2.0,M11.1.0",               /* Los Angeles */
    "<+14>-14",                             /* Kiritimati: a day ahead */
    "NZST-12NZDT,M9.5.0,M4.1.0/3",          /* Auckland */
    "<-11>11",                              /* Pago Pago: a day behind */
};

typedef struct Learner {
    uint64_t seed;
    const char *zone;
    int64_t now_s;
    int rollover;
    Workspace *workspace;
    SlowFacts facts;
    SlowStudy study;
    bool stays; /* in one zone */
    size_t checks, edits, refused;
    size_t forward, back; /* blocks over a change of the clock */
} Learner;

static unsigned draw(Learner *learner, unsigned below)
{
    learner->seed = learner->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(learner->seed >> 33) % below;
}

static int64_t still(const Clock *clock)
{
    return clock->start_ms;
}

static int64_t never_slept(const Clock *clock)
{
    (void)clock;
    return 0;
}

/* Time stands at now_s, in the zone of TZ. */
static void set_clock(Learner *learner)
{
    Clock clock = clock_real();
    clock.now_ms = still;
    clock.slept_ms = never_slept;
    clock.start_ms = learner->now_s * 1000;
    learner->workspace->clock = clock;
}

static void pass(Learner *learner, int64_t seconds)
{
    learner->now_s += seconds;
    set_clock(learner);
}

static void move_to(Learner *learner, const char *zone)
{
    learner->zone = zone;
    slow_move(zone);
    set_clock(learner);
}

/* --- holding one against the other --- */

static Habit habit_of(const Learner *learner)
{
    return habit_now(workspace_state(learner->workspace), workspace_now(learner->workspace),
                     workspace_offset(learner->workspace));
}

static void check_day(const SlowDays *told, const HabitDay *it)
{
    static const char LETTERS[] = ".oKRFm";
    size_t at = (size_t)(it->day - told->first);
    int streak;
    int freezes = slow_freezes(told->verdicts, at + 1, &streak);
    int earned = at > 0 ? slow_freezes(told->verdicts, at, &(int){0}) : 0;
    if (it->total.practice_ms != told->practice_ms[at] ||
        it->total.review_ms != told->review_ms[at] || it->total.reviews != told->reviews[at])
        fail_msg("day %d: %lld ms practised and %lld reviewed, should be %lld and %lld",
                 (int)it->day, (long long)it->total.practice_ms, (long long)it->total.review_ms,
                 (long long)told->practice_ms[at], (long long)told->review_ms[at]);
    if (LETTERS[it->verdict] != told->verdicts[at])
        fail_msg("day %d is %c, should be %c", (int)it->day, LETTERS[it->verdict],
                 told->verdicts[at]);
    assert_int_equal(it->streak, streak);
    assert_int_equal(it->freezes, freezes);
    assert_int_equal(it->earned, it->verdict == DAY_KEPT && freezes > earned);
}

static void check_statistics(const Learner *learner, const HabitDay *days, size_t count)
{
    Stats *stats = statistics_of(learner->workspace);
    for (size_t i = 0; i < count && learner->facts.open.part_count == 0; i++) {
        StatsDay day = stats_day(stats, days[i].day);
        assert_int_equal(day.practice_ms, days[i].total.practice_ms);
        assert_int_equal(day.review_ms, days[i].total.review_ms);
        assert_int_equal(stats_answers(&day).all, days[i].total.reviews);
        assert_int_equal(day.lapses, days[i].total.lapses);
    }
    stats_free(stats);
}

static void check_forecast(const Learner *learner, const SlowDays *told)
{
    const StudyState *state = workspace_state(learner->workspace);
    SlowForecast slow = slow_forecast(&learner->facts, told, &learner->study);
    Arena *arena = arena_new();
    PaceSpent spent;
    PacePhase phases[1];
    Pace pace;
    double low = 0;
    double high = 0;
    PaceRhythm rhythm = pace_rhythm(&state->config);
    assert_int_equal(state->catalog->phase_count, 1);
    TodaySummary today;
    today_count(state, workspace_now(learner->workspace), workspace_offset(learner->workspace),
                &today);
    assert_ok(workspace_spent(learner->workspace, arena, &spent, error));
    pace_forecast(state, &spent, &rhythm, pace_from(state, today.study_day, today.minutes), phases,
                  &pace);
    assert_near("low", told->today, phases[0].low, slow.low, 1e-9);
    assert_near("high", told->today, phases[0].high, slow.high, 1e-9);
    assert_int_equal(pace.all.early, slow.early);
    assert_int_equal(pace.all.late, slow.late);
    assert_int_equal(pace.more_early, slow.more_early);
    assert_int_equal(pace.more_late, slow.more_late);
    assert_true(pace_needed(&pace, pace.from + 99, &low, &high));
    assert_near("needed", 0, low, slow.needed_low, 1e-9);
    assert_near("needed", 1, high, slow.needed_high, 1e-9);
    arena_free(arena);
}

static void check(Learner *learner)
{
    static SlowDays told;
    static HabitDay days[DAYS + 16];
    Habit habit = habit_of(learner);
    assert_true(slow_tell(&learner->facts, slow_day(learner->now_s, learner->rollover), &told));
    assert_int_equal(habit.today, told.today);
    size_t count = (size_t)(told.today - told.first) + 1;
    habit_course(&habit, (DayNumber)told.first, count, days);
    int longest = 0;
    for (size_t i = 0; i < count; i++) {
        check_day(&told, &days[i]);
        longest = days[i].streak > longest ? days[i].streak : longest;
    }
    Streak streak = habit_streak(&habit);
    assert_int_equal(streak.current, days[count - 1].streak);
    assert_int_equal(streak.freezes, days[count - 1].freezes);
    assert_int_equal(streak.longest, longest);
    assert_int_equal(habit_judge(&habit, (DayNumber)told.first - 1).verdict, DAY_NONE);
    if (workspace_state(learner->workspace)->timer.phase == TIMER_IDLE)
        check_forecast(learner, &told);
    check_statistics(learner, days, count);
    learner->checks++;
}

/* What the days that are over come to, before and after something that must not move them. */
typedef struct Verdicts {
    DayNumber today;
    HabitDay days[DAYS + 16];
} Verdicts;

static void take_verdicts(const Learner *learner, Verdicts *verdicts)
{
    Habit habit = habit_of(learner);
    verdicts->today = habit.today;
    habit_course(&habit, (DayNumber)(BEGIN_S / 86400 - 2), DAYS + 16, verdicts->days);
}

static void check_nothing_moved(const Learner *learner, const Verdicts *before)
{
    static Verdicts after;
    take_verdicts(learner, &after);
    DayNumber over = before->today < after.today ? before->today : after.today;
    for (size_t i = 0; i < DAYS + 16 && before->days[i].day < over; i++) {
        const HabitDay *a = &before->days[i];
        const HabitDay *b = &after.days[i];
        if (a->verdict != b->verdict || a->streak != b->streak || a->freezes != b->freezes ||
            a->total.practice_ms != b->total.practice_ms || a->total.reviews != b->total.reviews)
            fail_msg("day %d was moved", (int)a->day);
    }
}

#endif
