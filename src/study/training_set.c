#include "study/training_set.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/memory.h"

/* An interval is an outlier when it is among the rarest (together below 5 % of the cards, or 20 of
 * them), or in itself too rare or too long. */
#define RAREST_CARDS  20
#define RAREST_SHARE  20 /* one in so many */
#define COMMON_CARDS  6
#define LONGEST       100
#define LONGEST_EASY  365
#define OLDEST_WEIGHT 0.25 /* of a prediction; the newest has 1 */
#define ALIGNMENT     64   /* of the steps: a line of the cache, and the widest register */

/* What the passes over the log know of a card. */
typedef struct CardSummary {
    int32_t first_days; /* its first interval, 0: none */
    uint32_t reviews;   /* seen so far */
    uint32_t trained;   /* reviews up to its last prediction that counts */
    uint32_t batch;
    uint8_t lane;
    uint8_t first_rating;
    bool recalled; /* at the end of its first interval */
} CardSummary;

typedef struct Builder {
    const ReplayReview *reviews;
    size_t count, card_count;
    CardSummary *cards;
    FirstInterval *table; /* of 4 ratings by days from 0 to longest */
    int32_t longest;      /* first interval in the log */
} Builder;

/* --- first intervals --- */

static void summarise_cards(Builder *builder)
{
    for (size_t i = 0; i < builder->count; i++) {
        const ReplayReview *review = &builder->reviews[i];
        CardSummary *card = &builder->cards[review->card];
        if (card->first_rating == 0) {
            card->first_rating = (uint8_t)review->rating;
            continue;
        }
        if (card->first_days != 0 || review->delta_t <= 0)
            continue;
        card->first_days = review->delta_t;
        card->recalled = review->rating != RATING_AGAIN;
        if (review->delta_t > builder->longest)
            builder->longest = review->delta_t;
    }
}

static FirstInterval *table_entry(const Builder *builder, int rating, int32_t days)
{
    size_t row = (size_t)builder->longest + 1;
    return &builder->table[(size_t)(rating - 1) * row + (size_t)days];
}

static void count_firsts(Builder *builder)
{
    builder->table = mem_alloc(4 * ((size_t)builder->longest + 1), sizeof *builder->table);
    for (size_t i = 0; i < builder->card_count; i++) {
        const CardSummary *card = &builder->cards[i];
        if (card->first_days == 0)
            continue;
        FirstInterval *first = table_entry(builder, card->first_rating, card->first_days);
        first->rating = (Rating)card->first_rating;
        first->days = card->first_days;
        first->count++;
        first->recalled += card->recalled;
    }
}

/* Rarest first, among equals the longest. */
static int compare_firsts(const void *left, const void *right)
{
    const FirstInterval *first = *(FirstInterval *const *)left;
    const FirstInterval *second = *(FirstInterval *const *)right;
    if (first->count != second->count)
        return first->count < second->count ? -1 : 1;
    return first->days > second->days ? -1 : first->days < second->days;
}

/* Sets the count of the outliers among the first intervals of one rating to 0; returns how many
 * intervals are left. */
static size_t drop_outliers(Builder *builder, int rating, FirstInterval **sorted)
{
    size_t groups = 0;
    size_t cards = 0;
    for (int32_t days = 1; days <= builder->longest; days++) {
        FirstInterval *first = table_entry(builder, rating, days);
        if (first->count > 0)
            sorted[groups++] = first;
        cards += first->count;
    }
    qsort(sorted, groups, sizeof(FirstInterval *), compare_firsts);
    size_t rarest = cards / RAREST_SHARE > RAREST_CARDS ? cards / RAREST_SHARE : RAREST_CARDS;
    int32_t longest = rating == RATING_EASY ? LONGEST_EASY : LONGEST;
    size_t dropped = 0;
    size_t kept = 0;
    for (size_t i = 0; i < groups; i++) {
        bool rare = dropped + sorted[i]->count < rarest;
        dropped += rare ? sorted[i]->count : 0;
        if (rare || sorted[i]->count < COMMON_CARDS || sorted[i]->days > longest)
            sorted[i]->count = 0;
        else
            kept++;
    }
    return kept;
}

static void fill_firsts(Builder *builder, TrainingSet *set)
{
    FirstInterval **sorted = mem_alloc((size_t)builder->longest + 1, sizeof(FirstInterval *));
    size_t kept = 0;
    for (int rating = RATING_AGAIN; rating <= RATING_EASY; rating++)
        kept += drop_outliers(builder, rating, sorted);
    mem_free(sorted);
    set->firsts = mem_alloc(kept + 1, sizeof *set->firsts);
    for (int rating = RATING_AGAIN; rating <= RATING_EASY; rating++) {
        for (int32_t days = 1; days <= builder->longest; days++) {
            const FirstInterval *first = table_entry(builder, rating, days);
            if (first->count > 0)
                set->firsts[set->first_count++] = *first;
        }
    }
}

static bool is_trained(const Builder *builder, const CardSummary *card)
{
    return card->first_days > 0 &&
           table_entry(builder, card->first_rating, card->first_days)->count > 0;
}

/* --- batches --- */

/* Counts the predictions, and each card's reviews up to its last one. */
static void count_predictions(Builder *builder, TrainingSet *set)
{
    size_t recalled = 0;
    for (size_t i = 0; i < builder->count; i++) {
        const ReplayReview *review = &builder->reviews[i];
        CardSummary *card = &builder->cards[review->card];
        if (card->reviews++ == 0 || review->delta_t <= 0 || !is_trained(builder, card))
            continue;
        set->predictions++;
        recalled += review->rating != RATING_AGAIN;
        if (card->reviews <= KERNEL_LENGTH_MAX)
            card->trained = card->reviews;
    }
    if (set->predictions > 0)
        set->mean_recall = (double)recalled / (double)set->predictions;
}

/* Gives every trained card its batch and lane, the longest first; returns the steps of all batches. */
static size_t place_cards(Builder *builder, TrainingSet *set)
{
    size_t before[KERNEL_LENGTH_MAX + 2] = {0}; /* cards that are longer */
    for (size_t i = 0; i < builder->card_count; i++)
        before[builder->cards[i].trained]++;
    size_t placed = 0;
    for (size_t length = KERNEL_LENGTH_MAX; length > 0; length--) {
        size_t cards = before[length];
        before[length] = placed;
        placed += cards;
    }
    set->batch_count = (placed + KERNEL_WIDTH - 1) / KERNEL_WIDTH;
    set->batches = mem_alloc(set->batch_count + 1, sizeof *set->batches);
    for (size_t i = 0; i < builder->card_count; i++) {
        CardSummary *card = &builder->cards[i];
        if (card->trained == 0)
            continue;
        size_t place = before[card->trained]++;
        card->batch = (uint32_t)(place / KERNEL_WIDTH);
        card->lane = (uint8_t)(place % KERNEL_WIDTH);
        KernelBatch *batch = &set->batches[card->batch];
        batch->length = card->trained > batch->length ? card->trained : batch->length;
    }
    size_t steps = 0;
    for (size_t i = 0; i < set->batch_count; i++)
        steps += set->batches[i].length;
    return steps;
}

/* Memory for the steps, each a review of the same day without a prediction: harmless where a lane
 * has no review. */
static KernelStep *make_steps(TrainingSet *set, size_t count)
{
    set->memory = mem_alloc(count * sizeof(KernelStep) + ALIGNMENT, 1);
    uintptr_t address = (uintptr_t)set->memory;
    size_t offset = (ALIGNMENT - address % ALIGNMENT) % ALIGNMENT;
    KernelStep *steps = (void *)((char *)set->memory + offset);
    for (size_t i = 0; i < count; i++) {
        for (size_t lane = 0; lane < KERNEL_WIDTH; lane++)
            steps[i].rating[lane] = RATING_GOOD;
    }
    size_t next = 0;
    for (size_t i = 0; i < set->batch_count; i++) {
        set->batches[i].steps = &steps[next];
        next += set->batches[i].length;
    }
    return steps;
}

/* A prediction counts the more the newer it is. */
static double recency_weight(size_t place, size_t count)
{
    double age = count > 1 ? (double)place / (double)(count - 1) : 1;
    return OLDEST_WEIGHT + (1 - OLDEST_WEIGHT) * age * age * age;
}

static void fill_steps(Builder *builder, TrainingSet *set, KernelStep *steps)
{
    size_t prediction = 0;
    for (size_t i = 0; i < builder->card_count; i++)
        builder->cards[i].reviews = 0;
    for (size_t i = 0; i < builder->count; i++) {
        const ReplayReview *review = &builder->reviews[i];
        CardSummary *card = &builder->cards[review->card];
        uint32_t place = card->reviews++;
        bool counts = place > 0 && review->delta_t > 0 && is_trained(builder, card);
        double weight = counts ? recency_weight(prediction, set->predictions) : 0;
        prediction += counts;
        if (place >= card->trained)
            continue;
        size_t start = (size_t)(set->batches[card->batch].steps - steps);
        KernelStep *step = &steps[start + place];
        step->rating[card->lane] = (float)review->rating;
        step->days[card->lane] = (float)review->delta_t;
        step->weight[card->lane] = (float)weight;
    }
}

/* The outer product of a card's gradient, a sum of terms each times its weight, is to stand for the
 * sum of the terms' outer products each times its weight. */
static void fill_scales(TrainingSet *set)
{
    for (size_t b = 0; b < set->batch_count; b++) {
        KernelBatch *batch = &set->batches[b];
        float sums[KERNEL_WIDTH] = {0};
        float squares[KERNEL_WIDTH] = {0};
        for (uint32_t i = 0; i < batch->length; i++) {
            for (size_t lane = 0; lane < KERNEL_WIDTH; lane++) {
                float weight = batch->steps[i].weight[lane];
                sums[lane] += weight;
                squares[lane] += weight * weight;
            }
        }
        for (size_t lane = 0; lane < KERNEL_WIDTH; lane++)
            batch->scale[lane] = squares[lane] > 0 ? sums[lane] / squares[lane] : 0;
    }
}

void training_set_init(TrainingSet *set, const ReplayReview *reviews, size_t count,
                       size_t card_count)
{
    Builder builder = {.reviews = reviews,
                       .count = count,
                       .card_count = card_count,
                       .cards = mem_alloc(card_count + 1, sizeof *builder.cards)};
    *set = (TrainingSet){0};
    summarise_cards(&builder);
    count_firsts(&builder);
    fill_firsts(&builder, set);
    count_predictions(&builder, set);
    fill_steps(&builder, set, make_steps(set, place_cards(&builder, set)));
    fill_scales(set);
    mem_free(builder.table);
    mem_free(builder.cards);
}

void training_set_done(TrainingSet *set)
{
    mem_free(set->firsts);
    mem_free(set->batches);
    mem_free(set->memory);
    *set = (TrainingSet){0};
}
