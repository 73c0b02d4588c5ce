/* The pass of the optimiser's kernel, for LANES cards at once: optimizer_kernel*.c include it, each
 * for another width of registers, after having said which function it makes (KERNEL_NAME). */
#include "study/lanes.h"
#include "study/optimizer_kernel.h"

#define CURVE_MARGIN 1e-7F /* a prediction counts as at least that far from 0 and 1 */

/* What the way back needs of one review. */
typedef struct Trace {
    Lanes stability, difficulty; /* before it */
    Lanes recall;                /* R, not clamped */
    Lanes log_base;              /* ln(1 + factor t/S) */
    Lanes logarithm;             /* ln S, or ln D for a lapse */
    Lanes log_above;             /* ln(S + 1) */
    Lanes power, growth;         /* the branch's two exponentials, see `exponentials` */
    Lanes after;                 /* S after it, not clamped */
} Trace;

/* Which formula each lane follows. */
typedef struct Branch {
    LaneMask same_day, lapse, recall;
    LaneMask hard, easy, passed; /* by the rating alone */
} Branch;

/* Gradients by weight, for each lane apart. */
typedef struct Gradient {
    Lanes w[FSRS_WEIGHT_COUNT];
    Lanes easy; /* by D0(4) */
} Gradient;

typedef struct Adjoint {
    Lanes stability, difficulty; /* derivatives of the loss by the state after a review */
} Adjoint;

LANES_CODE Branch branch_of(Lanes days, Lanes rating)
{
    LaneMask same_day = days < 0.5F;
    LaneMask failed = rating < 1.5F;
    return (Branch){.same_day = same_day,
                    .lapse = failed & ~same_day,
                    .recall = ~failed & ~same_day,
                    .hard = (rating > 1.5F) & (rating < 2.5F),
                    .easy = rating > 3.5F,
                    .passed = ~failed};
}

LANES_CODE Lanes pick_rating(const float values[4], Lanes rating)
{
    Lanes low = lanes_pick(rating < 1.5F, lanes_all(values[0]), lanes_all(values[1]));
    Lanes high = lanes_pick(rating < 3.5F, lanes_all(values[2]), lanes_all(values[3]));
    return lanes_pick(rating < 2.5F, low, high);
}

LANES_CODE Lanes damped_difficulty(const KernelModel *model, Lanes difficulty, Lanes rating)
{
    return difficulty - (10 - difficulty) * (rating - 3) * (model->w[6] / 9);
}

/* --- forward --- */

/* R, ln(1 + factor t/S) and the logarithm that the branch is about. */
LANES_CODE void trace_recall(const KernelModel *model, Lanes days, Branch branch, Trace *trace)
{
    trace->log_base = lanes_log(1 + days * model->factor / trace->stability);
    trace->recall = lanes_exp(trace->log_base * model->decay);
    trace->logarithm = lanes_log(lanes_pick(branch.lapse, trace->difficulty, trace->stability));
    trace->log_above = lanes_log(trace->stability + 1);
}

/* The exponentials of the formulas for S'. Each lane follows one branch, so two serve all three:
 *
 *             power                        growth
 *   recall    e^w8 S^-w9                   e^(w10 (1-R))
 *   lapse     D^-w12 e^(w14 (1-R))         (S+1)^w13
 *   same day  e^(w17 (G-3+w18)) S^-w19     not used */
LANES_CODE void trace_exponentials(const KernelModel *model, Lanes rating, Branch branch,
                                   Trace *trace)
{
    const float *w = model->w;
    Lanes forgotten = 1 - trace->recall;
    Lanes shift = lanes_pick(branch.lapse, forgotten * w[14], lanes_all(w[8]));
    shift = lanes_pick(branch.same_day, (rating - 3 + w[18]) * w[17], shift);
    Lanes exponent = lanes_pick(branch.lapse, lanes_all(w[12]), lanes_all(w[9]));
    exponent = lanes_pick(branch.same_day, lanes_all(w[19]), exponent);
    trace->power = lanes_exp(shift - exponent * trace->logarithm);
    trace->growth =
        lanes_exp(lanes_pick(branch.lapse, trace->log_above * w[13], forgotten * w[10]));
}

/* w15 for Hard, w16 for Easy, else 1. */
LANES_CODE Lanes rating_factor(const KernelModel *model, Branch branch)
{
    Lanes factor = lanes_pick(branch.hard, lanes_all(model->w[15]), lanes_all(1));
    return lanes_pick(branch.easy, lanes_all(model->w[16]), factor);
}

LANES_CODE Lanes trace_after(const KernelModel *model, Branch branch, const Trace *trace)
{
    Lanes rise = trace->growth - 1;
    Lanes gain = trace->power * (11 - trace->difficulty) * rise * rating_factor(model, branch);
    Lanes recalled = trace->stability * (1 + gain);
    Lanes forgotten =
        lanes_least(trace->power * rise * model->w[11], trace->stability * model->cap);
    Lanes floor = lanes_only(branch.passed, lanes_all(1));
    Lanes same_day = trace->stability * lanes_most(trace->power, floor);
    return lanes_pick(branch.same_day, same_day, lanes_pick(branch.lapse, forgotten, recalled));
}

/* The state after one review from trace->stability and trace->difficulty; fills the trace. */
LANES_CODE void step_forward(const KernelModel *model, Lanes days, Lanes rating, Trace *trace,
                             Lanes *stability, Lanes *difficulty)
{
    Branch branch = branch_of(days, rating);
    trace_recall(model, days, branch, trace);
    trace_exponentials(model, rating, branch, trace);
    trace->after = trace_after(model, branch, trace);
    *stability = lanes_clamp(trace->after, (float)FSRS_STABILITY_MIN, (float)FSRS_STABILITY_MAX);
    Lanes damped = damped_difficulty(model, trace->difficulty, rating);
    Lanes next = model->w[7] * model->easy_difficulty + (1 - model->w[7]) * damped;
    *difficulty = lanes_clamp(next, 1, 10);
}

/* Weighted log loss of the predictions of one review. */
LANES_CODE Lanes step_loss(const Trace *trace, Lanes rating, Lanes weight)
{
    Lanes recall = lanes_clamp(trace->recall, CURVE_MARGIN, 1 - CURVE_MARGIN);
    return -weight * lanes_log(lanes_pick(rating < 1.5F, 1 - recall, recall));
}

/* --- backward --- */

/* Derivative of the weighted log loss by R: nothing where R is clamped. */
LANES_CODE Lanes loss_by_recall(const Trace *trace, Lanes rating, Lanes weight)
{
    Lanes recall = trace->recall;
    LaneMask inside = (recall >= CURVE_MARGIN) & (recall <= 1 - CURVE_MARGIN);
    Lanes chance = lanes_pick(rating < 1.5F, recall - 1, recall);
    return lanes_only(inside, -weight / lanes_pick(inside, chance, lanes_all(1)));
}

/* Each branch adds what S' depends on to the gradient (`up` is the derivative of the loss by S', 0
 * in the lanes of other branches), and gives the derivatives by the state before and by R. */
typedef struct Partial {
    Lanes stability, difficulty, recall;
} Partial;

LANES_CODE Partial back_recall(const KernelModel *model, Branch branch, const Trace *trace,
                               Lanes up, Gradient *gradient)
{
    const float *w = model->w;
    Lanes forgotten = 1 - trace->recall;
    Lanes scaled = up * trace->stability * trace->power; /* still without (11-D), rise, factor */
    Lanes plain = scaled * (11 - trace->difficulty);
    Lanes factor = rating_factor(model, branch);
    Lanes rise = trace->growth - 1;
    Lanes gain = plain * rise * factor;
    Lanes by_exponent = plain * trace->growth * factor;
    gradient->w[8] += gain;
    gradient->w[9] -= gain * trace->logarithm;
    gradient->w[10] += by_exponent * forgotten;
    gradient->w[15] += lanes_only(branch.hard, plain * rise);
    gradient->w[16] += lanes_only(branch.easy, plain * rise);
    return (Partial){up + gain * (1 - w[9]) / trace->stability, -scaled * rise * factor,
                     -w[10] * by_exponent};
}

LANES_CODE Partial back_lapse(const KernelModel *model, const Trace *trace, Lanes up,
                              Gradient *gradient)
{
    const float *w = model->w;
    Lanes capped_after = trace->stability * model->cap;
    Lanes rise = trace->growth - 1;
    LaneMask capped = capped_after < trace->power * rise * w[11];
    Lanes by_cap = lanes_only(capped, up);
    gradient->w[17] -= by_cap * capped_after * w[18];
    gradient->w[18] -= by_cap * capped_after * w[17];
    Lanes free = lanes_only(~capped, up) * trace->power;
    Lanes after = free * rise * w[11];
    Lanes steep = free * trace->growth * w[11];
    gradient->w[11] += free * rise;
    gradient->w[12] -= after * trace->logarithm;
    gradient->w[13] += steep * trace->log_above;
    gradient->w[14] += after * (1 - trace->recall);
    return (Partial){by_cap * model->cap + steep * w[13] / (trace->stability + 1),
                     -w[12] * after / trace->difficulty, -w[14] * after};
}

LANES_CODE Lanes back_same_day(const KernelModel *model, Branch branch, const Trace *trace,
                               Lanes rating, Lanes up, Gradient *gradient)
{
    const float *w = model->w;
    LaneMask floored = branch.passed & (trace->power < 1);
    Lanes by_power = lanes_only(~floored, up) * trace->power;
    Lanes after = by_power * trace->stability;
    gradient->w[17] += after * (rating - 3 + w[18]);
    gradient->w[18] += after * w[17];
    gradient->w[19] -= after * trace->logarithm;
    return lanes_only(floored, up) + by_power * (1 - w[19]);
}

/* From the derivative by D' to the one by D. */
LANES_CODE Lanes back_difficulty(const KernelModel *model, const Trace *trace, Lanes rating,
                                 Lanes up, Gradient *gradient)
{
    const float *w = model->w;
    Lanes damped = damped_difficulty(model, trace->difficulty, rating);
    Lanes next = w[7] * model->easy_difficulty + (1 - w[7]) * damped;
    Lanes inside = lanes_only((next >= 1) & (next <= 10), up);
    Lanes kept = inside * (1 - w[7]);
    Lanes ninth = (rating - 3) * (1.0F / 9);
    gradient->easy += inside * w[7];
    gradient->w[6] -= kept * (10 - trace->difficulty) * ninth;
    gradient->w[7] += inside * (model->easy_difficulty - damped);
    return kept * (1 + w[6] * ninth);
}

/* From the derivative by R to the one by S. */
LANES_CODE Lanes back_curve(const KernelModel *model, const Trace *trace, Lanes days, Lanes up,
                            Gradient *gradient)
{
    Lanes age = days / trace->stability;
    Lanes base = 1 + age * model->factor;
    Lanes slope = up * trace->recall;
    Lanes by_base = slope * model->decay / base;
    gradient->w[20] -= slope * trace->log_base + by_base * age * model->factor_by_decay;
    return -by_base * age * model->factor / trace->stability;
}

LANES_CODE Adjoint step_backward(const KernelModel *model, const Trace *trace, Lanes days,
                                 Lanes rating, Lanes weight, Adjoint up, Gradient *gradient)
{
    Branch branch = branch_of(days, rating);
    LaneMask inside =
        (trace->after >= (float)FSRS_STABILITY_MIN) & (trace->after <= (float)FSRS_STABILITY_MAX);
    Lanes by_after = lanes_only(inside, up.stability);
    Partial recall =
        back_recall(model, branch, trace, lanes_only(branch.recall, by_after), gradient);
    Partial lapse = back_lapse(model, trace, lanes_only(branch.lapse, by_after), gradient);
    Lanes same_day = back_same_day(model, branch, trace, rating,
                                   lanes_only(branch.same_day, by_after), gradient);
    Lanes by_recall = recall.recall + lapse.recall + loss_by_recall(trace, rating, weight);
    Lanes by_curve = back_curve(model, trace, days, by_recall, gradient);
    Lanes by_difficulty = back_difficulty(model, trace, rating, up.difficulty, gradient);
    return (Adjoint){recall.stability + lapse.stability + same_day + by_curve,
                     recall.difficulty + lapse.difficulty + by_difficulty};
}

/* The first review: S0 and D0 are weights. */
LANES_CODE void back_first(const KernelModel *model, Lanes rating, Adjoint up, Gradient *gradient)
{
    for (int i = 0; i < 4; i++) {
        LaneMask given = (rating > (float)i + 0.5F) & (rating < (float)i + 1.5F);
        gradient->w[i] = lanes_only(given, up.stability);
    }
    gradient->w[4] = up.difficulty * pick_rating(model->first_by_w4, rating) + gradient->easy;
    gradient->w[5] = up.difficulty * pick_rating(model->first_by_w5, rating) +
                     gradient->easy * model->easy_by_w5;
}

/* --- a batch --- */

LANES_CODE Lanes run_forward(const KernelModel *model, const KernelBatch *batch, size_t lane,
                             Trace *traces)
{
    Lanes first = lanes_load(batch->steps[0].rating + lane);
    Lanes stability = pick_rating(model->w, first);
    Lanes difficulty = pick_rating(model->first, first);
    Lanes loss = lanes_all(0);
    for (uint32_t i = 1; i < batch->length; i++) {
        const KernelStep *step = &batch->steps[i];
        Lanes rating = lanes_load(step->rating + lane);
        traces[i].stability = stability;
        traces[i].difficulty = difficulty;
        step_forward(model, lanes_load(step->days + lane), rating, &traces[i], &stability,
                     &difficulty);
        loss += step_loss(&traces[i], rating, lanes_load(step->weight + lane));
    }
    return loss;
}

LANES_CODE void run_backward(const KernelModel *model, const KernelBatch *batch, size_t lane,
                             const Trace *traces, Gradient *gradient)
{
    Adjoint up = {lanes_all(0), lanes_all(0)};
    for (uint32_t i = batch->length; i-- > 1;) {
        const KernelStep *step = &batch->steps[i];
        up = step_backward(model, &traces[i], lanes_load(step->days + lane),
                           lanes_load(step->rating + lane), lanes_load(step->weight + lane), up,
                           gradient);
    }
    back_first(model, lanes_load(batch->steps[0].rating + lane), up, gradient);
}

LANES_CODE void add_outer(const Gradient *gradient, Lanes scale,
                          Lanes outer[FSRS_WEIGHT_COUNT][FSRS_WEIGHT_COUNT])
{
    for (int i = 0; i < FSRS_WEIGHT_COUNT; i++) {
        Lanes row = gradient->w[i] * scale;
        for (int j = 0; j <= i; j++)
            outer[i][j] += row * gradient->w[j];
    }
}

void KERNEL_NAME(const KernelModel *model, const KernelBatch *batches, size_t count,
                 KernelTask task, KernelSum *sum)
{
    Trace traces[KERNEL_LENGTH_MAX];
    Lanes outer[FSRS_WEIGHT_COUNT][FSRS_WEIGHT_COUNT];
    Lanes total[FSRS_WEIGHT_COUNT];
    Lanes loss = lanes_all(0);
    memset(total, 0, sizeof total);
    memset(outer, 0, sizeof outer);
    *sum = (KernelSum){0};
    for (size_t b = 0; b < count; b++) {
        for (size_t lane = 0; lane < KERNEL_WIDTH; lane += LANES) {
            Gradient gradient;
            memset(&gradient, 0, sizeof gradient);
            loss += run_forward(model, &batches[b], lane, traces);
            if (task >= KERNEL_GRADIENT)
                run_backward(model, &batches[b], lane, traces, &gradient);
            for (int i = 0; i < FSRS_WEIGHT_COUNT; i++)
                total[i] += gradient.w[i];
            if (task >= KERNEL_OUTER)
                add_outer(&gradient, lanes_load(batches[b].scale + lane), outer);
        }
    }
    sum->loss = (double)lanes_sum(loss);
    for (int i = 0; i < FSRS_WEIGHT_COUNT; i++) {
        sum->gradient[i] = (double)lanes_sum(total[i]);
        for (int j = 0; j <= i && task >= KERNEL_OUTER; j++)
            sum->outer[i][j] = (double)lanes_sum(outer[i][j]);
    }
}
