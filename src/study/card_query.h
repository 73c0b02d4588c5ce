/* The search language for cards: words and terms that must all hold.
 *
 *   word  "some words"   in the id, the front, the back or the choices and answers, whatever the
 *                        case; * stands for anything
 *   is:due is:new is:learn is:review is:relearning is:suspended is:buried is:leech
 *   topic:ID  deck:ID    the id, the end of it behind a slash, or a beginning; * stands for anything
 *   tag:NAME  id:NAME  kind:NAME
 *   prop:s<5             s, d, r (0 to 1), ivl, reps, lapses, and due: days from today; with
 *                        < <= > >= = !=
 *   rated:7  rated:7:1   answered within so many days, today included; with Again (1 to 4)
 *   introduced:7         first answered within so many days
 *   added:7              came into a deck within so many days
 *   and (implied), or, - or not, ( )
 *
 * A query is read once and then asked about each card. */
#ifndef CAIRN_STUDY_CARD_QUERY_H
#define CAIRN_STUDY_CARD_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "study/state.h"

typedef struct CardQuery CardQuery;

/* That a card was answered on a day; bit 1 << rating for each grade it got. */
typedef struct CardRated {
    CatalogIndex card;
    DayNumber day;
    uint8_t ratings;
} CardRated;

/* What a query is asked about. */
typedef struct CardQueryView {
    const StudyState *state;
    int64_t now_ms;
    DayNumber today;
    const CardRated *answers; /* of the last card_query_days days, sorted by card */
    size_t answer_count;
    const DayNumber *added; /* for each card the day it came; NULL: not known */
} CardQueryView;

/* Reads a query against the catalog it will be asked about; "" is every card. It lives in `arena`.
 * STATUS_USAGE names the column and what was expected there, with the nearest known word. */
CHECKED Status card_query_parse(const Catalog *catalog, const char *text, Arena *arena,
                                const CardQuery **query, Error *error);

/* How many days of answers it asks for, today included; 0 when it asks for none. */
int32_t card_query_days(const CardQuery *query);

/* Whether it asks when cards came. */
bool card_query_asks_added(const CardQuery *query);

bool card_query_matches(const CardQuery *query, const CardQueryView *view, CatalogIndex card);

/* Asks about every card: `chosen` gets a value for each. Returns how many were chosen. */
size_t card_query_select(const CardQuery *query, const CardQueryView *view, bool *chosen);

#endif
