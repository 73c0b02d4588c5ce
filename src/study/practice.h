/* The practice timer as a pure state machine, and how blocks fall on study days. Elapsed time is
 * always computed from instants, never counted in ticks. */
#ifndef CAIRN_STUDY_PRACTICE_H
#define CAIRN_STUDY_PRACTICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/civil.h"
#include "base/error.h"

#define PRACTICE_TOPIC_SIZE 96
#define PRACTICE_ID_SIZE    33
/* A block is never longer than this, however long it was left running. */
#define PRACTICE_BLOCK_MAX_MS (INT64_C(12) * 60 * 60 * 1000)
/* A sleep of the machine that is shorter is none. */
#define PRACTICE_SLEEP_MIN_MS (INT64_C(30) * 1000)
/* What blocks of reviewing are about, where the others have the id of a topic or a project. */
#define PRACTICE_REVIEW "review"

typedef enum TimerPhase { TIMER_IDLE, TIMER_RUNNING, TIMER_PAUSED } TimerPhase;

/* Zero-initialised is idle. */
typedef struct PracticeTimer {
    TimerPhase phase;
    char topic[PRACTICE_TOPIC_SIZE]; /* id of what is practised; "" for nothing in particular */
    char id[PRACTICE_ID_SIZE];       /* id of the block: its start event */
    int64_t started_ms;
    int64_t banked_ms;  /* practised before the last resume */
    int64_t resumed_ms; /* running: since when; paused: when it was paused */
    int64_t slept_ms;   /* running: clock_slept when it was started or resumed; -1: nobody looked */
} PracticeTimer;

/* Transitions. STATUS_USAGE with a sentence when it makes no sense in this phase (starting a running
 * timer, pausing an idle one, an instant before the block's last one). On failure nothing changes. */
CHECKED Status practice_start(PracticeTimer *timer, const char *id, const char *topic,
                              int64_t at_ms, Error *error);
CHECKED Status practice_pause(PracticeTimer *timer, int64_t at_ms, Error *error);
CHECKED Status practice_resume(PracticeTimer *timer, int64_t at_ms, Error *error);
/* Ends the block at `at_ms`; `*practised_ms` is its length without pauses. */
CHECKED Status practice_stop(PracticeTimer *timer, int64_t at_ms, int64_t *practised_ms,
                             Error *error);

/* Practised so far in this block: never negative, never above PRACTICE_BLOCK_MAX_MS. */
int64_t practice_elapsed(const PracticeTimer *timer, int64_t now_ms);
/* The instant at which an open block ends when it is stopped at `at_ms`: when it was paused, or when
 * it reached its longest. */
int64_t practice_end(const PracticeTimer *timer, int64_t at_ms);

/* The timer as it is seen at `now_ms` after the machine slept for `slept_ms` since the last resume and
 * nobody saw when: the time awake counts. Too short a sleep changes nothing. */
PracticeTimer practice_awake(const PracticeTimer *timer, int64_t now_ms, int64_t slept_ms);
/* Where that sleep began at the latest: as if it had ended just now. */
int64_t practice_sleep_edge(const PracticeTimer *timer, int64_t now_ms, int64_t slept_ms);

const char *practice_phase_name(TimerPhase phase); /* "idle", "running", "paused" */

/* --- breaks --- */

typedef enum BreakPhase {
    BREAK_NONE,    /* no rhythm, or no block is open */
    BREAK_COMES,   /* practice: a break comes in `left_ms` */
    BREAK_IS_DUE,  /* practice: it came `-left_ms` ago */
    BREAK_RESTING, /* paused: `left_ms` of it are left */
    BREAK_IS_OVER, /* paused: it was over `-left_ms` ago */
} BreakPhase;

typedef struct PracticeBreak {
    BreakPhase phase;
    int64_t left_ms;
    int64_t
        told_ms; /* the latest instant, up to now, at which there was something to tell; 0: none */
    int64_t
        next_ms; /* the next one; 0: none. A break that is due is told again at each full turn */
} PracticeBreak;

/* Where the open block stands in a rhythm of `work_ms` practice and `rest_ms` pause; 0 and 0: none. */
PracticeBreak practice_break(const PracticeTimer *timer, int64_t work_ms, int64_t rest_ms,
                             int64_t now_ms);

/* --- blocks --- */

/* A finished block. */
typedef struct PracticeBlock {
    char id[PRACTICE_ID_SIZE];
    char topic[PRACTICE_TOPIC_SIZE];
    int64_t start_ms, end_ms;
    int64_t practised_ms; /* <= end - start: pauses are left out */
    int offset_min;       /* of the zone at its end */
    int offset_before; /* the same before `shift_ms`, an instant within it at which the zone's offset */
    int64_t shift_ms;    /* changed; 0: it did not */
    int rollover_hour;   /* by which it was counted on its days */
    DayNumber study_day; /* of its start; fixed when written */
} PracticeBlock;

/* Whether a block can lie between two instants: the one is before the other, and by no more than the twenty
 * years that a timer may stand paused. What is beyond comes from a damaged or a hostile log. */
#define PRACTICE_SPAN_MAX_MS (INT64_C(7305) * 24 * 60 * 60 * 1000)
bool practice_fits(int64_t start_ms, int64_t end_ms);

/* The study day on which a block begins. */
DayNumber practice_block_day(const PracticeBlock *block);

/* What is left of `practised_ms` when a span becomes another: as much more or less as the span is, within
 * it and not below 0. Pauses stay as long as they were. */
int64_t practice_refit(const PracticeBlock *block, int64_t start_ms, int64_t end_ms);

/* The part of `practised_ms` up to an instant within the block: as large a part as that of the span. */
int64_t practice_part(const PracticeBlock *block, int64_t at_ms);

/* Splits `practised_ms` of a span over study days in proportion to the part of the span on each day
 * (a block over the rollover counts on both). Calls `each` per day in order; the parts sum exactly. No
 * day gets more than the part of the span on it: with blocks that do not overlap, its sum never exceeds
 * its length. A span that does not fit (practice_fits) counts on the day of its start. */
typedef void PracticeEachDay(void *context, DayNumber day, int64_t ms);
void practice_split(int64_t start_ms, int64_t end_ms, int64_t practised_ms, int offset_min,
                    int rollover_hour, PracticeEachDay *each, void *context);
/* The same for a block, by the offsets and the rollover hour it was written with: a day on which the
 * clocks change is an hour shorter or longer. */
void practice_split_block(const PracticeBlock *block, PracticeEachDay *each, void *context);

#endif
