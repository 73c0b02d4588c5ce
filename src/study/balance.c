#include "study/balance.h"

#include <string.h>

/* Days from `today` until the card is due; -1 for none, or too far away to matter. */
static int64_t days_ahead(const CardState *card, DayNumber today)
{
    int64_t days = (int64_t)card->due_day - today;
    bool counts = card->phase != CARD_NEW && !card->suspended;
    return counts && days >= 0 && days < SCHEDULER_LOAD_DAYS ? days : -1;
}

void balance_loads(const StudyState *state, CatalogIndex card, DayNumber today, DayLoads *loads)
{
    const Catalog *catalog = state->catalog;
    memset(loads, 0, sizeof *loads);
    for (size_t i = 0; i < catalog->card_count; i++) {
        int64_t days = days_ahead(&state->cards[i], today);
        if (days >= 0 && i != (size_t)card)
            loads->due[days]++;
    }
    const Note *note = &catalog->notes[catalog->cards[card].note];
    for (CatalogIndex i = note->first_card; i < note->first_card + note->card_count; i++) {
        int64_t days = days_ahead(&state->cards[i], today);
        if (days >= 0 && i != card)
            loads->sibling[days] = true;
    }
}

void balance_preview(const StudyState *state, CatalogIndex card, AnswerTime when,
                     CardState outcomes[4])
{
    const CardState *before = &state->cards[card];
    uint64_t seed = scheduler_seed(state->catalog->cards[card].id, before->reps);
    DayLoads loads;
    bool known = state->scheduler.fuzz && state->scheduler.balance;
    if (known)
        balance_loads(state, card, when.study_day, &loads);
    scheduler_preview_loaded(&state->scheduler, before, when, seed, known ? &loads : NULL,
                             outcomes);
}
