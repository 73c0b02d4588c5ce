/* How well a card was remembered from its first answer on: the memory model along its history. */
#ifndef CAIRN_STUDY_RECALL_PATH_H
#define CAIRN_STUDY_RECALL_PATH_H

#include "base/civil.h"
#include "study/fsrs.h"

typedef struct PastAnswer {
    DayNumber day;
    Rating rating;
} PastAnswer;

/* Points of the path for `count` answers at most. */
#define RECALL_PATH_POINTS(count) (2 * (count) + 400)

typedef struct RecallPath {
    double *days, *recall; /* the caller's, of RECALL_PATH_POINTS each */
    size_t count;
} RecallPath;

/* Retrievability (0..1) over the study days from the first answer to `until`: within a stretch between
 * two answers it falls, with an answer it jumps to 1, so that a day with an answer has two points.
 * `last` is the memory after the last answer as it is known; what came before is worked out from the
 * answers, which are in order. */
void recall_path(const FsrsModel *model, const PastAnswer *answers, size_t count, MemoryState last,
                 DayNumber until, RecallPath *path);

#endif
