/* Weights in the ledger: with new ones the memory of every card is another, as if they had been in use
 * from its first answer on. Days that were chosen stay: the next answer is the first that they lead.
 *
 * To work that out the whole log is read. Whoever fits weights has read it, so the memories can come
 * along, made before the write begins; then only the cards that have changed since are read again. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "companion/ledger.h"

struct LedgerMemory {
    FsrsModel model;
    Past past; /* without its reviews */
    MemoryState *memories;
};

/* The memory of each card of `past`. */
static MemoryState *remember(const FsrsModel *model, const Past *past)
{
    MemoryState *memories = mem_alloc(past->card_count + 1, sizeof *memories);
    for (size_t i = 0; i < past->count; i++) {
        const ReplayReview *review = &past->reviews[i];
        MemoryState *memory = &memories[review->card];
        *memory = memory->stability > 0 ? fsrs_step(model, *memory, review->rating, review->delta_t)
                                        : fsrs_first(model, review->rating);
    }
    return memories;
}

LedgerMemory *ledger_memory_new(const FsrsModel *model, Past *past)
{
    LedgerMemory *memory = mem_alloc(1, sizeof *memory);
    memory->model = *model;
    memory->memories = remember(model, past);
    memory->past = *past;
    *past = (Past){0};
    mem_free(memory->past.reviews);
    mem_free(memory->past.durations_ms);
    memory->past.reviews = NULL;
    memory->past.durations_ms = NULL;
    return memory;
}

void ledger_memory_free(LedgerMemory *memory)
{
    if (memory == NULL)
        return;
    past_done(&memory->past);
    mem_free(memory->memories);
    mem_free(memory);
}

/* --- writing --- */

static Status put_memory(Ledger *ledger, const PastCard *card, MemoryState memory, Error *error)
{
    LedgerChange unread;
    if (card->reset)
        return STATUS_OK;
    ledger_change(ledger, CHANGE_MEMORY, card->id, &unread)->card.memory = memory;
    return store_put_memory(ledger->store, card->id, memory, error);
}

/* From the log up to `last_id`: of one card, or with NULL of all. */
static Status read_memories(Ledger *ledger, const char *card_id, const char *last_id, Error *error)
{
    Past past;
    MemoryState *memories = NULL;
    Status status =
        past_read(ledger->store, card_id, last_id, ledger->taken_back, NULL, NULL, &past, error);
    if (status == STATUS_OK)
        memories = remember(&ledger->scheduler.model, &past);
    for (size_t i = 0; status == STATUS_OK && i < past.card_count; i++)
        status = put_memory(ledger, &past.cards[i], memories[i], error);
    mem_free(memories);
    past_done(&past);
    return status;
}

/* --- with memories that were made ahead --- */

/* What came into the log since, up to the weights. */
typedef struct Since {
    const char *last_id;
    Arena *arena;
    ARRAY(const char *) cards; /* that have changed; sorted once all are there, some twice */
    size_t events;
} Since;

static bool take_since(void *context, const Event *event)
{
    Since *since = context;
    if (strcmp(event->id, since->last_id) > 0)
        return false;
    since->events++;
    if (event->kind == EVENT_REVIEW || event->kind == EVENT_CARD_STATE || event->kind == EVENT_UNDO)
        *array_push(&since->cards) = arena_dup(since->arena, event->subject);
    return true;
}

static int by_text(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static bool has_changed(const Since *since, const char *id)
{
    return since->cards.count > 0 && bsearch(&id, since->cards.items, since->cards.count,
                                             sizeof *since->cards.items, by_text) != NULL;
}

/* Whether the memories are those of the weights in use and of this log, which may have grown since at
 * its end, and nowhere else (a merge). */
static Status look_since(Ledger *ledger, Since *since, bool *fits, Error *error)
{
    const LedgerMemory *ahead = ledger->ahead;
    *fits = false;
    for (size_t i = 0; i < FSRS_WEIGHT_COUNT; i++)
        if (ahead->model.w[i] != ledger->scheduler.model.w[i])
            return STATUS_OK;
    Status status =
        store_each_event_after(ledger->store, ahead->past.last_id, take_since, since, error);
    if (since->cards.count > 1)
        qsort(since->cards.items, since->cards.count, sizeof *since->cards.items, by_text);
    *fits = status == STATUS_OK &&
            store_event_count(ledger->store) == (int64_t)(ahead->past.events + since->events);
    return status;
}

static Status put_ahead(Ledger *ledger, const Since *since, Error *error)
{
    const Past *past = &ledger->ahead->past;
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < past->card_count; i++)
        if (!has_changed(since, past->cards[i].id))
            status = put_memory(ledger, &past->cards[i], ledger->ahead->memories[i], error);
    for (size_t i = 0; status == STATUS_OK && i < since->cards.count; i++)
        if (i == 0 || strcmp(since->cards.items[i - 1], since->cards.items[i]) != 0)
            status = read_memories(ledger, since->cards.items[i], since->last_id, error);
    return status;
}

Status ledger_apply_weights(Ledger *ledger, const Event *event, Error *error)
{
    Since since = {.last_id = event->id};
    bool fits = false;
    Status status = STATUS_OK;
    since.arena = arena_new();
    if (ledger->ahead != NULL)
        status = look_since(ledger, &since, &fits, error);
    if (status == STATUS_OK)
        status =
            fits ? put_ahead(ledger, &since, error) : read_memories(ledger, NULL, event->id, error);
    array_done(&since.cards);
    arena_free(since.arena);
    return status;
}
