/* The memory model behind a small interface: weights in; retrievability, interval and the state after
 * a review out. What only needs these goes through here and does not know which version it has; the
 * version follows from the number of weights. A new version is a row in memory_model.c, with its
 * parameters in the union below. Where every nanosecond counts, fsrs.h is used directly. */
#ifndef CAIRN_STUDY_MEMORY_MODEL_H
#define CAIRN_STUDY_MEMORY_MODEL_H

#include <stddef.h>

#include "base/error.h"
#include "study/fsrs.h"

typedef struct MemoryModel MemoryModel;

typedef struct MemoryVersion {
    const char *name;    /* "FSRS-6" */
    size_t weight_count; /* that `init` makes; it may take fewer, of older versions */
    const double *default_weights;
    Status (*init)(MemoryModel *model, const double *weights, size_t count, int relearning_steps,
                   Error *error);
    const double *(*weights)(const MemoryModel *model);
    double (*retrievability)(const MemoryModel *model, MemoryState state, double days);
    double (*interval)(const MemoryModel *model, MemoryState state, double retention);
    MemoryState (*step)(const MemoryModel *model, MemoryState state, Rating rating, int days);
} MemoryVersion;

struct MemoryModel {
    const MemoryVersion *version;
    union {
        FsrsModel fsrs6;
    } of;
};

/* A model from weights of any version (NULL: the newest with its defaults), migrated and clipped as
 * fsrs_model_init does. STATUS_USAGE for a count that no version has. */
CHECKED Status memory_model_init(MemoryModel *model, const double *weights, size_t count,
                                 int relearning_steps, Error *error);

/* The weights in use, version->weight_count of them. */
const double *memory_weights(const MemoryModel *model);

/* As fsrs_retrievability, fsrs_interval (days, not rounded) and fsrs_step. */
double memory_retrievability(const MemoryModel *model, MemoryState state, double days);
double memory_interval(const MemoryModel *model, MemoryState state, double retention);
MemoryState memory_step(const MemoryModel *model, MemoryState state, Rating rating, int days);

#endif
