#include "study/balance.h"

#include <string.h>

/* Days from `today` until the card is due; -1 for none, or too far away to matter. */
static int64_t days_ahead(const CardState *card, DayNumber today)
{
    int64_t days = (int64_t)card->due_day - today;
    bool counts = card->phase != CARD_NEW && !card->suspended;
    return counts && days >= 0 && days < SCHEDULER_LOAD_DAYS ? days : -1;
}

void balance_count(DueCounts *counts, const CardState *card, int32_t by)
{
    int64_t days = days_ahead(card, counts->from);
    if (days >= 0)
        counts->due[days] += by;
}

static void count_again(const StudyState *state, DayNumber today, DueCounts *counts)
{
    *counts = (DueCounts){.known = true, .from = today, .epoch = study_state_epoch(state)};
    for (size_t i = 0; i < state->catalog->card_count; i++)
        balance_count(counts, &state->cards[i], 1);
}

void balance_loads(const StudyState *state, CatalogIndex card, DayNumber today, DayLoads *loads)
{
    const Catalog *catalog = state->catalog;
    DueCounts *counts = state->due_counts;
    if (!counts->known || counts->from != today || counts->epoch != study_state_epoch(state))
        count_again(state, today, counts);
    memset(loads, 0, sizeof *loads);
    memcpy(loads->due, counts->due, sizeof loads->due);
    int64_t own = days_ahead(&state->cards[card], today);
    if (own >= 0)
        loads->due[own]--;
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
