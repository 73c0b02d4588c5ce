#include "study/replay.h"

#include <math.h>

#include "base/memory.h"

/* Cards do not depend on each other: each piece of work takes those whose number leaves its remainder
 * and looks at the whole log. */
#define PIECES 4    /* a power of two */
#define BLOCK  2048 /* reviews that a piece sorts out at a time */

typedef struct Replay {
    const FsrsModel *model;
    const ReplayReview *reviews;
    size_t count;
    double interval_scale; /* days to the wanted retention at a stability of one day */
    uint32_t mask;         /* pieces - 1 */
    MemoryState *cards;
    ReplayResult *results;
} Replay;

static void replay_review(const Replay *replay, const ReplayReview *review, ReplayResult *result)
{
    MemoryState *memory = &replay->cards[review->card];
    result->retrievability = (double)NAN;
    if (memory->stability > 0)
        result->retrievability =
            fsrs_retrievability(replay->model, review->delta_t, memory->stability);
    *memory = fsrs_step_from(replay->model, *memory, review->rating, review->delta_t,
                             result->retrievability);
    result->memory = *memory;
    result->interval = memory->stability * replay->interval_scale;
}

static void replay_piece(void *data, size_t index)
{
    const Replay *replay = data;
    uint32_t own[BLOCK];
    for (size_t from = 0; from < replay->count; from += BLOCK) {
        size_t rest = replay->count - from;
        uint32_t length = rest < BLOCK ? (uint32_t)rest : BLOCK;
        size_t found = 0;
        for (uint32_t i = 0; i < length; i++) {
            own[found] = i;
            found += (replay->reviews[from + i].card & replay->mask) == index;
        }
        for (size_t i = 0; i < found; i++)
            replay_review(replay, &replay->reviews[from + own[i]], &replay->results[from + own[i]]);
    }
}

void replay_run(const FsrsModel *model, const ReplayReview *reviews, size_t count,
                size_t card_count, double retention, const Jobs *jobs, ReplayResult *results)
{
    Replay replay = {.model = model,
                     .reviews = reviews,
                     .count = count,
                     .interval_scale = fsrs_interval_scale(model, retention),
                     .mask = jobs != NULL ? PIECES - 1 : 0,
                     .cards = mem_alloc(card_count + 1, sizeof(MemoryState)),
                     .results = results};
    jobs_run(jobs, replay_piece, &replay, (size_t)replay.mask + 1);
    mem_free(replay.cards);
}
