#include "study/fsrs_metrics.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"

#define MARGIN 1e-7 /* a prediction counts as at least that far from 0 and 1 */

/* Bins: reviews of like history, by powers of these bases of the days since the review before, the
 * reviews so far and the lapses so far. (The benchmark names a bin by a scaled and rounded power; the
 * exponents tell the same bins apart.) */
#define DAYS_BASE    3.62
#define REVIEWS_BASE 1.89
#define LAPSES_BASE  1.73
#define DAYS_BINS    16
#define COUNT_BINS   64

typedef struct Bin {
    double predicted, recalled, count;
} Bin;

typedef struct Prediction {
    double chance;
    bool recalled;
} Prediction;

/* A card on the way through the log. */
typedef struct Passage {
    MemoryState memory;
    uint32_t reviews, lapses; /* at least a day after the one before */
    bool seen;
} Passage;

typedef struct Tally {
    Bin *bins; /* by days, then reviews, then lapses */
    Prediction *predictions;
    size_t count;
    double loss;
} Tally;

static size_t exponent(double base, double value, size_t bins)
{
    size_t floor_of_log = value >= 1 ? (size_t)(log(value) / log(base)) : 0;
    return floor_of_log < bins ? floor_of_log : bins - 1;
}

static Bin *bin_of(const Tally *tally, const Passage *card, int32_t days)
{
    size_t by_days = exponent(DAYS_BASE, days, DAYS_BINS);
    size_t by_reviews = exponent(REVIEWS_BASE, card->reviews + 2.0, COUNT_BINS);
    size_t by_lapses =
        card->lapses == 0 ? 0 : 1 + exponent(LAPSES_BASE, card->lapses, COUNT_BINS - 1);
    return &tally->bins[(by_days * COUNT_BINS + by_reviews) * COUNT_BINS + by_lapses];
}

static void add_prediction(Tally *tally, const Passage *card, int32_t days, double chance,
                           bool recalled)
{
    Bin *bin = bin_of(tally, card, days);
    bin->predicted += chance;
    bin->recalled += recalled;
    bin->count++;
    tally->loss -= log(fmin(fmax(recalled ? chance : 1 - chance, MARGIN), 1 - MARGIN));
    tally->predictions[tally->count++] = (Prediction){chance, recalled};
}

static double rmse_of(const Tally *tally)
{
    double sum = 0;
    for (size_t i = 0; i < (size_t)DAYS_BINS * COUNT_BINS * COUNT_BINS; i++) {
        const Bin *bin = &tally->bins[i];
        double gap = bin->predicted - bin->recalled;
        sum += bin->count > 0 ? gap * gap / bin->count : 0;
    }
    return sqrt(sum / (double)tally->count);
}

static int compare_predictions(const void *left, const void *right)
{
    double first = ((const Prediction *)left)->chance;
    double second = ((const Prediction *)right)->chance;
    return first < second ? -1 : first > second;
}

/* Area under the ROC curve by the sum of ranks (Mann and Whitney); equal predictions share theirs. */
static double auc_of(Tally *tally)
{
    size_t recalled = 0;
    double ranks = 0;
    qsort(tally->predictions, tally->count, sizeof *tally->predictions, compare_predictions);
    for (size_t from = 0; from < tally->count;) {
        size_t to = from;
        size_t here = 0;
        while (to < tally->count &&
               tally->predictions[to].chance == tally->predictions[from].chance)
            here += tally->predictions[to++].recalled;
        ranks += (double)here * (double)(from + 1 + to) / 2;
        recalled += here;
        from = to;
    }
    double forgotten = (double)(tally->count - recalled);
    if (recalled == 0 || forgotten == 0)
        return 0.5;
    double least = (double)recalled * ((double)recalled + 1) / 2;
    return (ranks - least) / ((double)recalled * forgotten);
}

static void pass_review(const MemoryModel *model, Passage *card, const ReplayReview *review,
                        Tally *tally)
{
    if (card->seen && review->delta_t > 0) {
        bool recalled = review->rating != RATING_AGAIN;
        if (tally != NULL)
            add_prediction(tally, card, review->delta_t,
                           memory_retrievability(model, card->memory, review->delta_t), recalled);
        card->reviews++;
        card->lapses += !recalled;
    }
    card->seen = true;
    card->memory = memory_step(model, card->memory, review->rating, review->delta_t);
}

void fsrs_evaluate(const MemoryModel *model, const ReplayReview *reviews, size_t count,
                   size_t card_count, size_t from, FsrsMetrics *metrics)
{
    Passage *cards = mem_alloc(card_count + 1, sizeof *cards);
    Tally tally = {.bins = mem_alloc((size_t)DAYS_BINS * COUNT_BINS * COUNT_BINS, sizeof(Bin)),
                   .predictions = mem_alloc(count + 1, sizeof(Prediction))};
    for (size_t i = 0; i < count; i++)
        pass_review(model, &cards[reviews[i].card], &reviews[i], i >= from ? &tally : NULL);
    *metrics = (FsrsMetrics){.predictions = tally.count};
    if (tally.count > 0) {
        metrics->log_loss = tally.loss / (double)tally.count;
        metrics->rmse_bins = rmse_of(&tally);
        metrics->auc = auc_of(&tally);
    }
    mem_free(tally.bins);
    mem_free(tally.predictions);
    mem_free(cards);
}

size_t fsrs_newest_from(const ReplayReview *reviews, size_t count, double share)
{
    size_t predictions = 0;
    for (size_t i = 0; i < count; i++)
        predictions += reviews[i].delta_t > 0;
    size_t older = (size_t)((double)predictions * (1 - share));
    size_t place = 0;
    for (; place < count; place++) {
        if (reviews[place].delta_t > 0 && older-- == 0)
            break;
    }
    return place;
}
