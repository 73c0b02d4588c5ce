/* The replay for REALS reviews at once: replay*.c include it, each for another width of registers,
 * after having said which function it makes (REPLAY_NAME). Formulas: see fsrs.c; here each review of
 * a batch follows its branch by masks. */
#include <math.h>

#include "study/reals.h"
#include "study/replay_work.h"

/* Reviews of different cards, side by side. */
typedef struct ReplayBatch {
    double stability[REALS], difficulty[REALS]; /* before */
    double days[REALS], rating[REALS];
    double first[REALS]; /* 1: there is nothing before; the state is that after it */
    ReplayCard *cards[REALS];
    ReplayResult *results[REALS];
    size_t count;
} ReplayBatch;

REALS_CODE Reals replay_recall(const FsrsModel *model, Reals days, Reals stability)
{
    return reals_exp(reals_log(1 + days * model->factor / stability) * model->decay);
}

/* The two exponentials that the formulas for the next stability need, each for its branch:
 *   recall    e^w8 S^-w9 and e^(w10 (1-R))
 *   lapse     D^-w12 e^(w14 (1-R)) and (S+1)^w13
 *   same day  e^(w17 (G-3+w18)) S^-w19 */
REALS_CODE Reals replay_stability(const FsrsModel *model, Reals stability, Reals difficulty,
                                  Reals days, Reals rating, Reals recall)
{
    const double *w = model->w;
    RealMask same_day = days < 0.5;
    RealMask failed = rating < 1.5;
    RealMask lapse = failed & ~same_day;
    Reals forgotten = 1 - recall;
    Reals shift = reals_pick(lapse, forgotten * w[14], reals_all(w[8]));
    shift = reals_pick(same_day, (rating - 3 + w[18]) * w[17], shift);
    Reals exponent = reals_pick(lapse, reals_all(w[12]), reals_all(w[9]));
    exponent = reals_pick(same_day, reals_all(w[19]), exponent);
    Reals power = reals_exp(shift - exponent * reals_log(reals_pick(lapse, difficulty, stability)));
    Reals rise =
        reals_exp(reals_pick(lapse, reals_log(stability + 1) * w[13], forgotten * w[10])) - 1;
    Reals factor = reals_pick((rating > 1.5) & (rating < 2.5), reals_all(w[15]), reals_all(1));
    factor = reals_pick(rating > 3.5, reals_all(w[16]), factor);
    Reals recalled = stability * (1 + power * (11 - difficulty) * rise * factor);
    Reals after = power * rise * w[11];
    Reals cap = stability / model->forget_cap;
    after = reals_pick(after < cap, after, cap);
    Reals scale = reals_pick(~failed & (power < 1), reals_all(1), power);
    return reals_pick(same_day, stability * scale, reals_pick(lapse, after, recalled));
}

REALS_CODE Reals replay_difficulty(const FsrsModel *model, Reals difficulty, Reals rating)
{
    Reals damped = difficulty - (10 - difficulty) * (rating - 3) * model->w[6] / 9;
    return model->w[7] * model->easy_difficulty + (1 - model->w[7]) * damped;
}

REALS_CODE void replay_batch(const ReplayWork *work, ReplayBatch *batch)
{
    const FsrsModel *model = work->model;
    Reals stability = reals_load(batch->stability);
    Reals difficulty = reals_load(batch->difficulty);
    Reals days = reals_load(batch->days);
    Reals rating = reals_load(batch->rating);
    RealMask first = reals_load(batch->first) > 0.5;
    Reals recall = replay_recall(model, days, stability);
    Reals next = replay_stability(model, stability, difficulty, days, rating, recall);
    next = reals_clamp(next, FSRS_STABILITY_MIN, FSRS_STABILITY_MAX);
    Reals harder = reals_clamp(replay_difficulty(model, difficulty, rating), 1, 10);
    double out[4][REALS];
    reals_store(out[0], reals_pick(first, reals_all((double)NAN), recall));
    reals_store(out[1], reals_pick(first, stability, next));
    reals_store(out[2], reals_pick(first, difficulty, harder));
    reals_store(out[3], reals_pick(first, stability, next) * work->interval_scale);
    for (size_t i = 0; i < batch->count; i++) {
        MemoryState memory = {out[1][i], out[2][i]};
        batch->cards[i]->memory = memory;
        *batch->results[i] = (ReplayResult){out[0][i], memory, out[3][i]};
    }
    batch->count = 0;
}

/* Puts a review into the batch, which has room. */
REALS_CODE void replay_add(const ReplayWork *work, const ReplayReview *review, ReplayCard *card,
                           ReplayResult *result, ReplayBatch *batch)
{
    size_t i = batch->count++;
    bool first = !(card->memory.stability > 0);
    MemoryState memory = first ? work->first[review->rating - 1] : card->memory;
    batch->stability[i] = memory.stability;
    batch->difficulty[i] = memory.difficulty;
    batch->days[i] = review->delta_t > 0 ? review->delta_t : 0;
    batch->rating[i] = (double)review->rating;
    batch->first[i] = first;
    batch->cards[i] = card;
    batch->results[i] = result;
}

void REPLAY_NAME(const ReplayWork *work, size_t from, const uint32_t *places, size_t count,
                 uint64_t *batches)
{
    ReplayBatch batch = {.count = 0};
    for (size_t i = 0; i < REALS; i++) { /* unused lanes compute with these */
        batch.stability[i] = batch.difficulty[i] = 1;
        batch.rating[i] = RATING_GOOD;
    }
    uint64_t number = *batches + 1;
    for (size_t i = 0; i < count; i++) {
        const ReplayReview *review = &work->reviews[from + places[i]];
        ReplayCard *card = &work->cards[review->card];
        if (batch.count == REALS || card->batch == number) {
            replay_batch(work, &batch);
            number++;
        }
        card->batch = number;
        replay_add(work, review, card, &work->results[from + places[i]], &batch);
    }
    replay_batch(work, &batch);
    *batches = number;
}
