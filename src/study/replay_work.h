/* Between replay.c and its passes, one for each width of registers. */
#ifndef CAIRN_STUDY_REPLAY_WORK_H
#define CAIRN_STUDY_REPLAY_WORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "study/replay.h"

typedef struct ReplayCard {
    MemoryState memory;
    uint64_t batch; /* the last that it was in: a card is in a batch once */
} ReplayCard;

typedef struct ReplayWork {
    const FsrsModel *model;
    MemoryState first[4]; /* after a first review, by rating - 1 */
    double interval_scale;
    const ReplayReview *reviews;
    ReplayCard *cards;
    ReplayResult *results;
} ReplayWork;

/* Replays the reviews from + places[0 .. count), in this order. `batches` counts the batches of this
 * piece of work so far. */
typedef void ReplayPass(const ReplayWork *work, size_t from, const uint32_t *places, size_t count,
                        uint64_t *batches);

/* The versions that this processor runs, narrowest first; returns how many. */
#define REPLAY_PASSES_MAX 3
size_t replay_passes(ReplayPass *passes[REPLAY_PASSES_MAX]);

/* Each version; the wider ones exist for x86-64 only. */
ReplayPass replay_pass_plain, replay_pass_avx2, replay_pass_avx512;

#endif
