#include "support/desk_stats.h"

#include <stdio.h>
#include <string.h>

#include "support/desk.h"

#define STEPS 9

/* The round of a card: learned, it comes back after longer and longer, and is forgotten. */
static StatsAnswer turn(size_t card, size_t number, DayNumber day)
{
    static const Rating RATINGS[STEPS] = {RATING_GOOD, RATING_GOOD, RATING_GOOD,
                                          RATING_EASY, RATING_HARD, RATING_GOOD,
                                          RATING_GOOD, RATING_GOOD, RATING_AGAIN};
    static const int32_t INTERVALS[STEPS] = {0, 2, 5, 12, 15, 30, 60, 90, 0};
    return (StatsAnswer){.card = card,
                         .at_ms = day * MS_PER_DAY +
                                  (7 + (int64_t)(number * 5 + card) % 14) * MS_PER_HOUR,
                         .day = day,
                         .rating = RATINGS[number % STEPS],
                         .ms = (int32_t)(6000 + 1000 * (number % 7)),
                         .days = INTERVALS[number % STEPS]};
}

static void add_block(StatsPass *pass, const StudyState *state, const DayTotal *day, ItemRef scope)
{
    const Catalog *catalog = state->catalog;
    size_t topic = (size_t)day->day % catalog->topic_count;
    PracticeBlock block = {.start_ms = day->day * MS_PER_DAY + 16 * MS_PER_HOUR,
                           .practised_ms = day->practice_ms,
                           .study_day = day->day,
                           .rollover_hour = state->config.rollover_hour};
    block.end_ms = block.start_ms + day->practice_ms;
    (void)snprintf(block.topic, sizeof block.topic, "%s", catalog->topics[topic].id);
    if (day->practice_ms > 0 && scope.kind != ITEM_DECK &&
        (scope.kind != ITEM_TOPIC || scope.index == (CatalogIndex)topic))
        stats_pass_block(pass, &block);
}

Stats *desk_stats(const StudyState *state, ItemRef scope)
{
    const Catalog *catalog = state->catalog;
    const char *ids[64];
    size_t cards = 0, number = 0;
    StatsPass *pass = stats_pass_new(&state->scheduler.model, DESK_DAY);
    for (size_t i = 0; i < catalog->card_count && cards < 64; i++) {
        if (!catalog_card_is_of(catalog, (CatalogIndex)i, scope))
            continue;
        ids[cards++] = catalog->cards[i].id;
        stats_pass_added(pass, DESK_DAY - (DayNumber)(4 * i));
    }
    for (size_t i = 0; i < state->day_count; i++) {
        const DayTotal *day = &state->days[i];
        for (int32_t k = 0; k < day->reviews && cards > 0; k++, number++) {
            StatsAnswer answer = turn(number % cards, number / cards, day->day);
            stats_pass_answer(pass, &answer);
        }
        if (catalog->topic_count > 0)
            add_block(pass, state, day, scope);
    }
    Stats *stats = stats_pass_end(pass, ids, cards);
    stats->revision = state->revision;
    return stats;
}
