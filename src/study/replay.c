#include "study/replay.h"

#include <math.h>

#include "base/memory.h"
#include "study/processor.h"
#include "study/replay_work.h"

#define REPLAY_NAME replay_pass_plain
#include "study/replay_pass.h"

/* Cards do not depend on each other: each piece of work takes those whose number leaves its remainder
 * and looks at the whole log. */
#define PIECES_MAX 16
#define BLOCK      2048 /* reviews that a piece sorts out at a time */

typedef struct Replay {
    ReplayWork work;
    ReplayPass *pass;
    size_t count;
    uint32_t mask; /* pieces - 1, the pieces being a power of two */
} Replay;

size_t replay_passes(ReplayPass *passes[REPLAY_PASSES_MAX])
{
    size_t count = 0;
    passes[count++] = replay_pass_plain;
#ifdef __x86_64__
    if (processor_has_avx2())
        passes[count++] = replay_pass_avx2;
    if (processor_has_avx512())
        passes[count++] = replay_pass_avx512;
#endif
    return count;
}

static void replay_piece(void *data, size_t index)
{
    const Replay *replay = data;
    uint32_t own[BLOCK];
    uint64_t batches = 0;
    for (size_t from = 0; from < replay->count; from += BLOCK) {
        size_t rest = replay->count - from;
        uint32_t length = rest < BLOCK ? (uint32_t)rest : BLOCK;
        size_t found = 0;
        for (uint32_t i = 0; i < length; i++) {
            own[found] = i;
            found += (replay->work.reviews[from + i].card & replay->mask) == index;
        }
        replay->pass(&replay->work, from, own, found, &batches);
    }
}

/* One for each thread: more would only look at the log more often. */
static uint32_t pieces_for(const Jobs *jobs)
{
    uint32_t pieces = 1;
    while (jobs != NULL && pieces < jobs->threads && pieces < PIECES_MAX)
        pieces *= 2;
    return pieces;
}

void replay_run(const FsrsModel *model, const ReplayReview *reviews, size_t count,
                size_t card_count, double retention, const Jobs *jobs, ReplayResult *results)
{
    Replay replay = {.work = {.model = model,
                              .interval_scale = fsrs_interval_scale(model, retention),
                              .reviews = reviews,
                              .cards = mem_alloc(card_count + 1, sizeof(ReplayCard)),
                              .results = results},
                     .count = count,
                     .mask = pieces_for(jobs) - 1};
    ReplayPass *passes[REPLAY_PASSES_MAX] = {replay_pass_plain};
    size_t versions = replay_passes(passes);
    replay.pass = passes[versions - 1]; /* the widest */
    for (int i = 0; i < 4; i++)
        replay.work.first[i] = fsrs_first(model, (Rating)(i + 1));
    jobs_run(jobs, replay_piece, &replay, (size_t)replay.mask + 1);
    mem_free(replay.work.cards);
}
