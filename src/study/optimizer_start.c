#include "study/optimizer_start.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define PULL        16.0 /* the pull to the default is one part in this of the distance */
#define MARGIN      1e-7 /* a recall counts as at least that far from 0 and 1 */
#define SEARCH_MAX  60
#define PRECISION   1e-6 /* of the stability found, relative */
#define FIRST_SHARE 0.41 /* ln S2 = .41 ln S1 + .59 ln S3 */
#define LAST_SHARE  0.54 /* ln S3 = .46 ln S2 + .54 ln S4 */

/* --- the search --- */

static double smoothed(const FirstInterval *first, double mean_recall)
{
    return (first->recalled + mean_recall) / (first->count + 1.0);
}

double start_loss(const FirstInterval *firsts, size_t count, double mean_recall,
                  double default_stability, double stability)
{
    double decay = -FSRS_DEFAULT_WEIGHTS[20];
    double factor = expm1(log(0.9) / decay);
    double loss = fabs(stability - default_stability) / PULL;
    for (size_t i = 0; i < count; i++) {
        double share = smoothed(&firsts[i], mean_recall);
        double recall = pow(1 + factor * firsts[i].days / stability, decay);
        recall = fmin(fmax(recall, MARGIN), 1 - MARGIN);
        loss -= firsts[i].count * (share * log(recall) + (1 - share) * log(1 - recall));
    }
    return loss;
}

/* Derivative of the loss by the stability. */
static double loss_slope(const FirstInterval *firsts, size_t count, double mean_recall,
                         double default_stability, double stability)
{
    double decay = -FSRS_DEFAULT_WEIGHTS[20];
    double factor = expm1(log(0.9) / decay);
    double slope = (stability < default_stability ? -1 : 1) / PULL;
    for (size_t i = 0; i < count; i++) {
        double share = smoothed(&firsts[i], mean_recall);
        double base = 1 + factor * firsts[i].days / stability;
        double recall = exp(decay * log(base));
        if (recall < MARGIN || recall > 1 - MARGIN)
            continue;
        /* d ln R / dS, and dL/dR = (R - share) / (R (1-R)) */
        double growth = decay / base * -(base - 1) / stability;
        slope += firsts[i].count * growth * (recall - share) / (1 - recall);
    }
    return slope;
}

/* The slope changes its sign once, from falling to rising: the place lies between two bounds that
 * close in on it, by false position in ln S with the halved weight of a bound that stays (Illinois). */
double start_search(const FirstInterval *firsts, size_t count, double mean_recall,
                    double default_stability)
{
    double at[2] = {log(FSRS_STABILITY_MIN), log(FSRS_FIRST_MAX)};
    double slope[2];
    for (int i = 0; i < 2; i++)
        slope[i] = loss_slope(firsts, count, mean_recall, default_stability, exp(at[i]));
    if (slope[0] >= 0)
        return FSRS_STABILITY_MIN;
    if (slope[1] <= 0)
        return FSRS_FIRST_MAX;
    double middle = at[0];
    for (int i = 0, last = -1; i < SEARCH_MAX; i++) {
        /* Every third step halves: the slope bends so much that false position alone may crawl. */
        double share = i % 3 == 2 ? 0.5 : slope[0] / (slope[0] - slope[1]);
        double before = middle;
        middle = at[0] + (at[1] - at[0]) * share;
        double here = loss_slope(firsts, count, mean_recall, default_stability, exp(middle));
        int side = here < 0 ? 0 : 1;
        if (fabs(middle - before) < PRECISION || here == 0)
            break;
        at[side] = middle;
        slope[side] = here;
        if (side == last)
            slope[1 - side] /= 2;
        last = side;
    }
    return exp(middle);
}

/* --- what is missing --- */

/* Of each pair in the wrong order, the one with fewer cards takes the value of the other. What that
 * does to a third is put right by going over the pairs again. */
static void order(double stability[4], const size_t cards[4])
{
    static const int PAIRS[6][2] = {{0, 1}, {1, 2}, {2, 3}, {0, 2}, {1, 3}, {0, 3}};
    for (int i = 0; i < 3 * 6; i++) {
        int small = PAIRS[i % 6][0];
        int big = PAIRS[i % 6][1];
        if (cards[small] == 0 || cards[big] == 0 || stability[small] <= stability[big])
            continue;
        if (cards[small] > cards[big])
            stability[big] = stability[small];
        else
            stability[small] = stability[big];
    }
}

/* Two ratings or more are known: the logarithms x of the others follow from
 *     x2 = a x1 + (1-a) x3        x3 = (1-b) x2 + b x4        (a = .41, b = .54)
 * where both inner ones are missing, from both equations at once. */
static void interpolate(double x[4], const bool known[4])
{
    const double a = FIRST_SHARE;
    const double b = LAST_SHARE;
    if (!known[1] && !known[2])
        x[1] = (a * x[0] + (1 - a) * b * x[3]) / (1 - (1 - a) * (1 - b));
    else if (!known[1])
        x[1] = known[0] ? a * x[0] + (1 - a) * x[2] : (x[2] - b * x[3]) / (1 - b);
    if (!known[2])
        x[2] = known[3] ? (1 - b) * x[1] + b * x[3] : (x[1] - a * x[0]) / (1 - a);
    if (!known[0])
        x[0] = (x[1] - (1 - a) * x[2]) / a;
    if (!known[3])
        x[3] = (x[2] - (1 - b) * x[1]) / b;
}

void start_fill(double stability[4], const size_t cards[4])
{
    bool known[4];
    double x[4] = {0};
    double ratio = 1;
    int count = 0;
    order(stability, cards);
    for (int i = 0; i < 4; i++) {
        known[i] = cards[i] > 0;
        count += known[i];
        if (!known[i])
            continue;
        x[i] = log(stability[i]);
        ratio = stability[i] / FSRS_DEFAULT_WEIGHTS[i];
    }
    if (count >= 2)
        interpolate(x, known);
    for (int i = 0; i < 4 && count > 0; i++) {
        if (!known[i])
            stability[i] = count == 1 ? FSRS_DEFAULT_WEIGHTS[i] * ratio : exp(x[i]);
        stability[i] = fmin(fmax(stability[i], FSRS_STABILITY_MIN), FSRS_FIRST_MAX);
    }
}

void start_count(const TrainingSet *set, size_t cards[4])
{
    memset(cards, 0, 4 * sizeof *cards);
    for (size_t i = 0; i < set->first_count; i++)
        cards[set->firsts[i].rating - 1] += set->firsts[i].count;
}

void start_weights(const TrainingSet *set, double weights[FSRS_WEIGHT_COUNT])
{
    size_t cards[4];
    size_t from = 0;
    memcpy(weights, FSRS_DEFAULT_WEIGHTS, FSRS_WEIGHT_COUNT * sizeof *weights);
    start_count(set, cards);
    while (from < set->first_count) {
        size_t to = from;
        while (to < set->first_count && set->firsts[to].rating == set->firsts[from].rating)
            to++;
        int rating = (int)set->firsts[from].rating - 1;
        weights[rating] = start_search(&set->firsts[from], to - from, set->mean_recall,
                                       FSRS_DEFAULT_WEIGHTS[rating]);
        from = to;
    }
    start_fill(weights, cards);
}
