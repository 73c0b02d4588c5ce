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
    PracticeTimer started = {
        .phase = TIMER_RUNNING, .started_ms = at_ms, .resumed_ms = at_ms, .slept_ms = -1};
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
    timer->slept_ms = -1;
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

int64_t practice_sleep_edge(const PracticeTimer *timer, int64_t now_ms, int64_t slept_ms)
{
    int64_t edge = now_ms - (slept_ms > 0 ? slept_ms : 0);
    return edge < timer->resumed_ms ? timer->resumed_ms : edge;
}

PracticeTimer practice_awake(const PracticeTimer *timer, int64_t now_ms, int64_t slept_ms)
{
    PracticeTimer seen = *timer;
    if (timer->phase == TIMER_RUNNING && slept_ms >= PRACTICE_SLEEP_MIN_MS)
        seen.resumed_ms += now_ms - practice_sleep_edge(timer, now_ms, slept_ms);
    return seen;
}

PracticeBreak practice_break(const PracticeTimer *timer, int64_t work_ms, int64_t rest_ms,
                             int64_t now_ms)
{
    PracticeBreak at = {.phase = BREAK_NONE};
    if (work_ms <= 0 || rest_ms <= 0 || timer->phase == TIMER_IDLE)
        return at;
    bool resting = timer->phase == TIMER_PAUSED;
    int64_t turn = resting ? rest_ms : work_ms;
    int64_t spent = now_ms > timer->resumed_ms ? now_ms - timer->resumed_ms : 0;
    int64_t turns = resting && spent >= turn ? 1 : spent / turn;
    at.left_ms = turn - spent;
    at.phase = resting ? (turns > 0 ? BREAK_IS_OVER : BREAK_RESTING)
                       : (turns > 0 ? BREAK_IS_DUE : BREAK_COMES);
    at.told_ms = turns > 0 ? timer->resumed_ms + turns * turn : 0;
    at.next_ms = resting && turns > 0 ? 0 : timer->resumed_ms + (turns + 1) * turn;
    return at;
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

/* When a study day of the block begins: by the offset before the shift, unless that is behind it. Where
 * the clocks skip the very hour of the rollover, the day begins with the shift. */
static int64_t day_start(const PracticeBlock *block, DayNumber day)
{
    int64_t after = civil_study_day_start(day, block->offset_min, block->rollover_hour);
    if (block->shift_ms == 0)
        return after;
    int64_t before = civil_study_day_start(day, block->offset_before, block->rollover_hour);
    if (before < block->shift_ms)
        return before;
    return after > block->shift_ms ? after : block->shift_ms;
}

bool practice_fits(int64_t start_ms, int64_t end_ms)
{
    int64_t span;
    return !__builtin_sub_overflow(end_ms, start_ms, &span) && span > 0 &&
           span <= PRACTICE_SPAN_MAX_MS;
}

DayNumber practice_block_day(const PracticeBlock *block)
{
    bool before = block->shift_ms > block->start_ms;
    return civil_study_day(block->start_ms, before ? block->offset_before : block->offset_min,
                           block->rollover_hour);
}

int64_t practice_refit(const PracticeBlock *block, int64_t start_ms, int64_t end_ms)
{
    int64_t span = end_ms - start_ms;
    int64_t fit = block->practised_ms + span - (block->end_ms - block->start_ms);
    return fit < 0 ? 0 : fit < span ? fit : span;
}

int64_t practice_part(const PracticeBlock *block, int64_t at_ms)
{
    return share(block->practised_ms, at_ms - block->start_ms, block->end_ms - block->start_ms);
}

void practice_split_block(const PracticeBlock *block, PracticeEachDay *each, void *context)
{
    DayNumber day = practice_block_day(block);
    int64_t given = 0;
    if (!practice_fits(block->start_ms, block->end_ms)) {
        if (block->practised_ms > 0)
            each(context, day, block->practised_ms);
        return;
    }
    for (; given < block->practised_ms; day++) {
        int64_t end = day_start(block, day + 1);
        int64_t upto = end >= block->end_ms    ? block->practised_ms
                       : end > block->start_ms ? practice_part(block, end)
                                               : 0;
        if (upto > given)
            each(context, day, upto - given);
        given = upto > given ? upto : given;
    }
}

void practice_split(int64_t start_ms, int64_t end_ms, int64_t practised_ms, int offset_min,
                    int rollover_hour, PracticeEachDay *each, void *context)
{
    const PracticeBlock block = {.start_ms = start_ms,
                                 .end_ms = end_ms,
                                 .practised_ms = practised_ms,
                                 .offset_min = offset_min,
                                 .rollover_hour = rollover_hour};
    practice_split_block(&block, each, context);
}
