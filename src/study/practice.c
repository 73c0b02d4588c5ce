#include "study/practice.h"

#include <stdio.h>
#include <string.h>

static int64_t clamp_block(int64_t ms)
{
    if (ms < 0)
        return 0;
    return ms > PRACTICE_BLOCK_MAX_MS ? PRACTICE_BLOCK_MAX_MS : ms;
}

/* Sense of an instant for a block that is open: not before the last thing that happened in it. */
static Status check_instant(const PracticeTimer *timer, int64_t at_ms, Error *error)
{
    if (at_ms < timer->resumed_ms)
        return error_set(error, STATUS_USAGE,
                         "that is before the running block was last started or paused");
    return STATUS_OK;
}

Status practice_start(PracticeTimer *timer, const char *id, const char *topic, int64_t at_ms,
                      Error *error)
{
    if (timer->phase != TIMER_IDLE)
        return error_set(error, STATUS_USAGE,
                         "a practice block is already %s; stop it before you start another",
                         practice_phase_name(timer->phase));
    if (strlen(id) >= PRACTICE_ID_SIZE)
        return error_set(error, STATUS_USAGE, "the block's id is longer than %d characters",
                         PRACTICE_ID_SIZE - 1);
    if (strlen(topic) >= PRACTICE_TOPIC_SIZE)
        return error_set(error, STATUS_USAGE, "the topic's id is longer than %d characters",
                         PRACTICE_TOPIC_SIZE - 1);
    PracticeTimer started = {.phase = TIMER_RUNNING, .started_ms = at_ms, .resumed_ms = at_ms};
    snprintf(started.id, sizeof started.id, "%s", id);
    snprintf(started.topic, sizeof started.topic, "%s", topic);
    *timer = started;
    return STATUS_OK;
}

Status practice_pause(PracticeTimer *timer, int64_t at_ms, Error *error)
{
    if (timer->phase != TIMER_RUNNING)
        return error_set(error, STATUS_USAGE, "nothing to pause: the practice timer is %s",
                         practice_phase_name(timer->phase));
    Status status = check_instant(timer, at_ms, error);
    if (status != STATUS_OK)
        return status;
    timer->banked_ms = practice_elapsed(timer, at_ms);
    timer->resumed_ms = at_ms;
    timer->phase = TIMER_PAUSED;
    return STATUS_OK;
}

Status practice_resume(PracticeTimer *timer, int64_t at_ms, Error *error)
{
    if (timer->phase != TIMER_PAUSED)
        return error_set(error, STATUS_USAGE, "nothing to resume: the practice timer is %s",
                         practice_phase_name(timer->phase));
    Status status = check_instant(timer, at_ms, error);
    if (status != STATUS_OK)
        return status;
    timer->resumed_ms = at_ms;
    timer->phase = TIMER_RUNNING;
    return STATUS_OK;
}

Status practice_stop(PracticeTimer *timer, int64_t at_ms, int64_t *practised_ms, Error *error)
{
    if (timer->phase == TIMER_IDLE)
        return error_set(error, STATUS_USAGE, "nothing to stop: no practice block is open");
    Status status = check_instant(timer, at_ms, error);
    if (status != STATUS_OK)
        return status;
    *practised_ms = practice_elapsed(timer, at_ms);
    *timer = (PracticeTimer){.phase = TIMER_IDLE};
    return STATUS_OK;
}

int64_t practice_elapsed(const PracticeTimer *timer, int64_t now_ms)
{
    if (timer->phase == TIMER_IDLE)
        return 0;
    int64_t running = timer->phase == TIMER_RUNNING ? clamp_block(now_ms - timer->resumed_ms) : 0;
    return clamp_block(clamp_block(timer->banked_ms) + running);
}

int64_t practice_end(const PracticeTimer *timer, int64_t at_ms)
{
    if (timer->phase == TIMER_PAUSED)
        return timer->resumed_ms;
    int64_t latest = timer->resumed_ms + PRACTICE_BLOCK_MAX_MS - clamp_block(timer->banked_ms);
    return at_ms < latest ? at_ms : latest;
}

const char *practice_phase_name(TimerPhase phase)
{
    switch (phase) {
    case TIMER_RUNNING:
        return "running";
    case TIMER_PAUSED:
        return "paused";
    case TIMER_IDLE:
        break;
    }
    return "idle";
}

/* whole * part / span with 0 <= part <= span, without overflow. */
static int64_t share(int64_t whole, int64_t part, int64_t span)
{
    while (span > INT64_C(1) << 31) {
        span >>= 1;
        part >>= 1;
    }
    return whole / span * part + whole % span * part / span;
}

void practice_split(int64_t start_ms, int64_t end_ms, int64_t practised_ms, int offset_min,
                    int rollover_hour, void (*each)(void *context, DayNumber day, int64_t ms),
                    void *context)
{
    DayNumber day = civil_study_day(start_ms, offset_min, rollover_hour);
    int64_t span = end_ms - start_ms, given = 0;
    for (; given < practised_ms; day++) {
        int64_t day_end = civil_study_day_start(day + 1, offset_min, rollover_hour);
        int64_t upto =
            day_end >= end_ms ? practised_ms : share(practised_ms, day_end - start_ms, span);
        if (upto > given)
            each(context, day, upto - given);
        given = upto;
    }
}
