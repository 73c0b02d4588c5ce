/* Weights in the ledger: with new ones the memory of every card is another, as if they had been in use
 * from its first answer on. Days that were chosen stay: the next answer is the first that they lead. */
#include "base/memory.h"
#include "companion/ledger.h"
#include "companion/past.h"

static void remember(const FsrsModel *model, const Past *past, MemoryState *memories)
{
    for (size_t i = 0; i < past->count; i++) {
        const ReplayReview *review = &past->reviews[i];
        MemoryState *memory = &memories[review->card];
        *memory = memory->stability > 0 ? fsrs_step(model, *memory, review->rating, review->delta_t)
                                        : fsrs_first(model, review->rating);
    }
}

static Status put_memory(Ledger *ledger, const PastCard *card, MemoryState memory, Error *error)
{
    CardState state;
    Status status = store_get_card(ledger->store, card->id, &state, error);
    if (status != STATUS_OK)
        return status;
    state.memory = memory;
    LedgerChange unread;
    ledger_change(ledger, CHANGE_CARD, card->id, &unread)->card = state;
    return store_put_card(ledger->store, card->id, &state, error);
}

Status ledger_apply_weights(Ledger *ledger, const Event *event, Error *error)
{
    Past past;
    Status status = past_read(ledger->store, event->id, NULL, NULL, &past, error);
    MemoryState *memories = mem_alloc(past.card_count + 1, sizeof *memories);
    if (status == STATUS_OK)
        remember(&ledger->scheduler.model, &past, memories);
    for (size_t i = 0; status == STATUS_OK && i < past.card_count; i++)
        if (!past.cards[i].reset)
            status = put_memory(ledger, &past.cards[i], memories[i], error);
    mem_free(memories);
    past_done(&past);
    return status;
}
