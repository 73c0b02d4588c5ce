/* The practice timer as a pure state machine, and how blocks fall on study days. Elapsed time is
 * always computed from instants, never counted in ticks. */
#ifndef CAIRN_STUDY_PRACTICE_H
#define CAIRN_STUDY_PRACTICE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/civil.h"
#include "base/error.h"

#define PRACTICE_TOPIC_SIZE 96
#define PRACTICE_ID_SIZE    33
/* A block is never longer than this, however long it was left running. */
#define PRACTICE_BLOCK_MAX_MS (INT64_C(12) * 60 * 60 * 1000)

typedef enum TimerPhase { TIMER_IDLE, TIMER_RUNNING, TIMER_PAUSED } TimerPhase;

/* Zero-initialised is idle. */
typedef struct PracticeTimer {
    TimerPhase phase;
    char topic[PRACTICE_TOPIC_SIZE]; /* id of what is practised; "" for nothing in particular */
    char id[PRACTICE_ID_SIZE];       /* id of the block: its start event */
    int64_t started_ms;
    int64_t banked_ms;  /* practised before the last resume */
    int64_t resumed_ms; /* running: since when; paused: when it was paused */
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

const char *practice_phase_name(TimerPhase phase); /* "idle", "running", "paused" */

/* A finished block. */
typedef struct PracticeBlock {
    char id[PRACTICE_ID_SIZE];
    char topic[PRACTICE_TOPIC_SIZE];
    int64_t start_ms, end_ms;
    int64_t practised_ms; /* <= end - start: pauses are left out */
    int offset_min;
    DayNumber study_day; /* fixed when written */
} PracticeBlock;

/* Splits `practised_ms` of a span over study days in proportion to the part of the span on each day
 * (a block over the rollover counts on both). Calls `each` per day in order; the parts sum exactly. */
void practice_split(int64_t start_ms, int64_t end_ms, int64_t practised_ms, int offset_min,
                    int rollover_hour, void (*each)(void *context, DayNumber day, int64_t ms),
                    void *context);

#endif
