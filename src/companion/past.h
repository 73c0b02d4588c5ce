/* What the event log says of the memory of all cards: their answers, in the order of time, as those
 * who learn from them read them. Answers that were taken back and crams are left out; a card that was
 * reset begins anew as another card. */
#ifndef CAIRN_COMPANION_PAST_H
#define CAIRN_COMPANION_PAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "companion/taken_back.h"
#include "store/store.h"
#include "study/replay.h"

/* A card from its first answer, or from the first after a reset, on. */
typedef struct PastCard {
    const char *id;     /* lives as long as the Past */
    DayNumber last_day; /* of its last answer */
    bool answered;
    bool reset; /* what is known of the card now began later */
} PastCard;

typedef struct Past {
    ReplayReview *reviews; /* cards numbered as in `cards` */
    int32_t *durations_ms;
    size_t count, capacity;
    PastCard *cards;
    size_t card_count, card_capacity;
    Arena *arena;
    size_t events;               /* of any kind that were read */
    char last_id[EVENT_ID_SIZE]; /* of the newest; "" when there is none */
} Past;

/* Asked now and then whether to go on; may be NULL. */
typedef bool PastGoesOn(void *context);

/* Reads what the log has of the card `card_id` (NULL: of all) up to the event `last_id` (NULL: all of
 * it), without what `taken_back` says (NULL: what was taken back up to there). STATUS_FAILED when `goes_on` said no. The caller calls past_done, whichever way it ended. */
CHECKED Status past_read(Store *store, const char *card_id, const char *last_id,
                         const TakenBack *taken_back, PastGoesOn *goes_on, void *context,
                         Past *past, Error *error);
void past_done(Past *past);

#endif
