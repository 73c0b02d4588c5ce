#include "study/optimizer_kernel.h"

#include <math.h>
#include <stdbool.h>

#include "study/processor.h"

#define KERNEL_NAME kernel_run_plain
#include "study/optimizer_kernel_pass.h"

static void set_first_difficulty(KernelModel *model, const double w[FSRS_WEIGHT_COUNT])
{
    for (int i = 0; i < 4; i++) {
        double fall = exp(w[5] * i);
        double difficulty = w[4] - fall + 1;
        bool inside = difficulty >= 1 && difficulty <= 10;
        model->first[i] = (float)fmin(fmax(difficulty, 1), 10);
        model->first_by_w4[i] = inside ? 1 : 0;
        model->first_by_w5[i] = inside ? (float)(-i * fall) : 0;
    }
    model->easy_difficulty = (float)(w[4] - exp(3 * w[5]) + 1);
    model->easy_by_w5 = (float)(-3 * exp(3 * w[5]));
}

KernelModel kernel_model(const double weights[FSRS_WEIGHT_COUNT])
{
    KernelModel model = {.decay = (float)-weights[20]};
    for (int i = 0; i < FSRS_WEIGHT_COUNT; i++)
        model.w[i] = (float)weights[i];
    double rate = log(0.9) / -weights[20];
    model.factor = (float)expm1(rate);
    model.factor_by_decay = (float)(-exp(rate) * rate / -weights[20]);
    model.cap = (float)exp(-weights[17] * weights[18]);
    set_first_difficulty(&model, weights);
    return model;
}

size_t kernel_versions(KernelRun *versions[KERNEL_VERSIONS_MAX])
{
    size_t count = 0;
    versions[count++] = kernel_run_plain;
#ifdef __x86_64__
    if (processor_has_avx2())
        versions[count++] = kernel_run_avx2;
    if (processor_has_avx512())
        versions[count++] = kernel_run_avx512;
#endif
    return count;
}

KernelRun *kernel_best(void)
{
    KernelRun *versions[KERNEL_VERSIONS_MAX] = {kernel_run_plain};
    size_t count = kernel_versions(versions);
    KernelRun *best = versions[count - 1];
    return best;
}
