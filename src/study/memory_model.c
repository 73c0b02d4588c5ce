#include "study/memory_model.h"

/* --- FSRS-6, which also takes the weights of FSRS-5 and FSRS-4.5 --- */

static Status fsrs6_init(MemoryModel *model, const double *weights, size_t count,
                         int relearning_steps, Error *error)
{
    return fsrs_model_init(&model->of.fsrs6, weights, count, relearning_steps, error);
}

static const double *fsrs6_weights(const MemoryModel *model)
{
    return model->of.fsrs6.w;
}

static double fsrs6_retrievability(const MemoryModel *model, MemoryState state, double days)
{
    return fsrs_retrievability(&model->of.fsrs6, days, state.stability);
}

static double fsrs6_interval(const MemoryModel *model, MemoryState state, double retention)
{
    return fsrs_interval(&model->of.fsrs6, state.stability, retention);
}

static MemoryState fsrs6_step(const MemoryModel *model, MemoryState state, Rating rating, int days)
{
    return fsrs_step(&model->of.fsrs6, state, rating, days);
}

/* --- the versions, newest first --- */

static const MemoryVersion VERSIONS[] = {
    {"FSRS-6", FSRS_WEIGHT_COUNT, FSRS_DEFAULT_WEIGHTS, fsrs6_init, fsrs6_weights,
     fsrs6_retrievability, fsrs6_interval, fsrs6_step},
};

Status memory_model_init(MemoryModel *model, const double *weights, size_t count,
                         int relearning_steps, Error *error)
{
    size_t last = sizeof VERSIONS / sizeof *VERSIONS - 1;
    size_t i = 0;
    while (i < last && weights != NULL && VERSIONS[i].weight_count != count)
        i++; /* the oldest takes what is older still, and refuses the rest */
    model->version = &VERSIONS[i];
    return VERSIONS[i].init(model, weights, count, relearning_steps, error);
}

const double *memory_weights(const MemoryModel *model)
{
    return model->version->weights(model);
}

double memory_retrievability(const MemoryModel *model, MemoryState state, double days)
{
    return model->version->retrievability(model, state, days);
}

double memory_interval(const MemoryModel *model, MemoryState state, double retention)
{
    return model->version->interval(model, state, retention);
}

MemoryState memory_step(const MemoryModel *model, MemoryState state, Rating rating, int days)
{
    return model->version->step(model, state, rating, days);
}
