#include "study/replay.h"

#include <math.h>

#include "base/memory.h"

void replay_run(const FsrsModel *model, const ReplayReview *reviews, size_t count,
                size_t card_count, double retention, ReplayResult *results)
{
    MemoryState *cards = mem_alloc(card_count + 1, sizeof *cards);
    for (size_t i = 0; i < count; i++) {
        const ReplayReview *review = &reviews[i];
        MemoryState *memory = &cards[review->card];
        bool first = !(memory->stability > 0);
        results[i].retrievability =
            first ? (double)NAN : fsrs_retrievability(model, review->delta_t, memory->stability);
        *memory = fsrs_step(model, *memory, review->rating, review->delta_t);
        results[i].memory = *memory;
        results[i].interval = fsrs_interval(model, memory->stability, retention);
    }
    mem_free(cards);
}
