#include "study/optimizer_search.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/memory.h"

#define N            FSRS_WEIGHT_COUNT
#define PIECE_STEPS  96 /* of batches in one piece of work: some 10 microseconds */
#define OUTER_ROUNDS 3  /* with the outer products; then the curvature is learned */
#define HALVINGS_MAX 8
#define PROBE        1e-6
/* The search ends when a step promised less than that: a tenth of a unit of log-likelihood tells no
 * weights apart, and the sums are no more precise than the relative part. */
#define ENOUGH          0.1
#define ENOUGH_RELATIVE 1e-6
#define SUFFICIENT      1e-4 /* a step's fall, as a share of what its slope promised (Armijo) */

/* How far weights lie apart among learners (standard deviations): the pull to the centre is the
 * square of the distance in these. */
static const double SPREAD[N] = {6.43, 9.66, 17.58, 27.85, 0.57, 0.28, 0.6,  0.12, 0.39, 0.18, 0.33,
                                 0.3,  0.09, 0.16,  0.57,  0.25, 1.03, 0.31, 0.32, 0.14, 0.27};

/* --- the loss --- */

typedef struct Pass {
    const SearchProblem *problem;
    KernelModel model;
    KernelTask task;
    const size_t *starts; /* piece i runs the batches from starts[i] to starts[i + 1] */
    KernelSum *sums;      /* of each piece */
} Pass;

static void run_piece(void *data, size_t index)
{
    Pass *pass = data;
    size_t from = pass->starts[index];
    pass->problem->kernel(&pass->model, pass->problem->set->batches + from,
                          pass->starts[index + 1] - from, pass->task, &pass->sums[index]);
}

/* Cuts the batches into pieces of about the same number of steps; returns how many. */
static size_t cut_pieces(const TrainingSet *set, size_t *starts)
{
    size_t pieces = 0;
    size_t steps = 0;
    for (size_t i = 0; i < set->batch_count; i++) {
        if (steps == 0)
            starts[pieces++] = i;
        steps += set->batches[i].length;
        if (steps >= PIECE_STEPS)
            steps = 0;
    }
    starts[pieces] = set->batch_count;
    return pieces;
}

static void add_sum(KernelSum *sum, const KernelSum *piece)
{
    sum->loss += piece->loss;
    for (int i = 0; i < N; i++) {
        sum->gradient[i] += piece->gradient[i];
        for (int j = 0; j <= i; j++)
            sum->outer[i][j] += piece->outer[i][j];
    }
}

static void add_pull(const SearchProblem *problem, const double weights[N], KernelSum *sum)
{
    for (int i = 0; i < N; i++) {
        double strength = problem->pull / (SPREAD[i] * SPREAD[i]);
        double distance = weights[i] - problem->centre[i];
        sum->loss += strength * distance * distance;
        sum->gradient[i] += 2 * strength * distance;
        sum->outer[i][i] += 2 * strength;
    }
}

void search_evaluate(const SearchProblem *problem, const double weights[N], KernelTask task,
                     KernelSum *sum)
{
    size_t *starts = mem_alloc(problem->set->batch_count + 2, sizeof *starts);
    size_t pieces = cut_pieces(problem->set, starts);
    Pass pass = {.problem = problem,
                 .model = kernel_model(weights),
                 .task = task,
                 .starts = starts,
                 .sums = mem_alloc(pieces + 1, sizeof *pass.sums)};
    jobs_run(problem->jobs, run_piece, &pass, pieces);
    *sum = (KernelSum){0};
    for (size_t i = 0; i < pieces; i++)
        add_sum(sum, &pass.sums[i]);
    add_pull(problem, weights, sum);
    mem_free(pass.sums);
    mem_free(starts);
}

/* --- the curvature --- */

/* B = L L' by Cholesky, both by their lower half; false when B is not positive. */
static bool decompose(double b[N][N], double l[N][N])
{
    for (int i = 0; i < N; i++) {
        for (int j = 0; j <= i; j++) {
            double rest = b[i][j];
            for (int k = 0; k < j; k++)
                rest -= l[i][k] * l[j][k];
            if (i == j && !(rest > 0))
                return false;
            l[i][j] = i == j ? sqrt(rest) : rest / l[j][j];
        }
    }
    return true;
}

/* Solves B x = g for the weights that are free; x is 0 for the others. */
static bool solve(double b[N][N], const double g[N], const bool free[N], double x[N])
{
    double own[N][N];
    double l[N][N];
    for (int i = 0; i < N; i++) {
        for (int j = 0; j <= i; j++)
            own[i][j] = free[i] && free[j] ? b[i][j] : i == j;
    }
    if (!decompose(own, l))
        return false;
    for (int i = 0; i < N; i++) {
        x[i] = free[i] ? g[i] : 0;
        for (int k = 0; k < i; k++)
            x[i] -= l[i][k] * x[k];
        x[i] /= l[i][i];
    }
    for (int i = N - 1; i >= 0; i--) {
        for (int k = i + 1; k < N; k++)
            x[i] -= l[k][i] * x[k];
        x[i] /= l[i][i];
    }
    return true;
}

/* B after a step that changed the gradient (Broyden, Fletcher, Goldfarb and Shanno), damped so that
 * it stays positive (Powell). */
static void learn_curvature(double b[N][N], const double step[N], const double change[N])
{
    double bs[N] = {0};
    double sbs = 0;
    double sy = 0;
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++)
            bs[i] += (j <= i ? b[i][j] : b[j][i]) * step[j];
        sbs += step[i] * bs[i];
        sy += step[i] * change[i];
    }
    if (!(sbs > 0))
        return;
    double mix = sy >= 0.2 * sbs ? 1 : 0.8 * sbs / (sbs - sy);
    sy = mix * sy + (1 - mix) * sbs;
    for (int i = 0; i < N; i++) {
        double yi = mix * change[i] + (1 - mix) * bs[i];
        for (int j = 0; j <= i; j++) {
            double yj = mix * change[j] + (1 - mix) * bs[j];
            b[i][j] += yi * yj / sy - bs[i] * bs[j] / sbs;
        }
    }
}

/* --- a step --- */

typedef struct Search {
    const SearchProblem *problem;
    double weights[N];
    KernelSum here;         /* loss and gradient at `weights` */
    double curvature[N][N]; /* lower half */
    int rounds, passes;
    bool stopped;
} Search;

static void clip(const SearchProblem *problem, double weights[N])
{
    fsrs_clip(weights, problem->relearning_steps);
    weights[19] = fmax(weights[19], FSRS_SAME_DAY_MIN);
}

static void look(Search *search, const double weights[N], KernelSum *sum)
{
    const SearchProblem *problem = search->problem;
    KernelTask task = search->rounds < OUTER_ROUNDS ? KERNEL_OUTER : KERNEL_GRADIENT;
    search_evaluate(problem, weights, task, sum);
    search->passes++;
    if (problem->progress != NULL && !problem->progress(problem->context, search->passes))
        search->stopped = true;
}

/* A weight at a bound that the loss pushes against stays where it is; the others are free. */
static void find_free(const Search *search, bool free[N])
{
    for (int i = 0; i < N; i++) {
        double probe[N];
        memcpy(probe, search->weights, sizeof probe);
        probe[i] -= copysign(PROBE, search->here.gradient[i]);
        clip(search->problem, probe);
        free[i] = fabs(probe[i] - search->weights[i]) > PROBE / 2;
    }
}

/* Takes the new place, and what it teaches about the curvature. */
static void move(Search *search, const double weights[N], const KernelSum *there)
{
    double step[N];
    double change[N];
    for (int i = 0; i < N; i++) {
        step[i] = weights[i] - search->weights[i];
        change[i] = there->gradient[i] - search->here.gradient[i];
    }
    if (search->rounds < OUTER_ROUNDS)
        memcpy(search->curvature, there->outer, sizeof search->curvature);
    if (++search->rounds >= OUTER_ROUNDS)
        learn_curvature(search->curvature, step, change);
    memcpy(search->weights, weights, sizeof search->weights);
    search->here = *there;
}

/* One step, halved until the loss falls; false when there is no better place or the fall that the
 * step promised is not worth another. */
static bool improve(Search *search)
{
    bool free[N];
    double step[N];
    find_free(search, free);
    if (!solve(search->curvature, search->here.gradient, free, step))
        return false;
    double slope = 0;
    for (int i = 0; i < N; i++)
        slope += step[i] * search->here.gradient[i];
    for (int h = 0; h < HALVINGS_MAX && !search->stopped; h++) {
        double share = ldexp(1, -h);
        KernelSum there;
        double weights[N];
        if (search->passes == SEARCH_PASSES_MAX)
            return false;
        for (int i = 0; i < N; i++)
            weights[i] = search->weights[i] - share * step[i];
        clip(search->problem, weights);
        look(search, weights, &there);
        if (!(there.loss <= search->here.loss - SUFFICIENT * share * slope))
            continue;
        move(search, weights, &there);
        return slope > ENOUGH + ENOUGH_RELATIVE * there.loss;
    }
    return false;
}

int search_run(const SearchProblem *problem, double weights[N])
{
    Search search = {.problem = problem};
    clip(problem, weights);
    memcpy(search.weights, weights, sizeof search.weights);
    look(&search, weights, &search.here);
    memcpy(search.curvature, search.here.outer, sizeof search.curvature);
    while (!search.stopped && improve(&search)) {
    }
    memcpy(weights, search.weights, sizeof search.weights);
    return search.stopped ? 0 : search.passes;
}
