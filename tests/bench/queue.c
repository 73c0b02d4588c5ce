/* The day's queue of 100,000 cards with 1,000,000 past reviews, and the search language over them, in
 * memory. Figures with their bars, not a test: it always ends with 0 when it could measure. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "bench/common/measure.h"
#include "study/balance.h"
#include "study/card_query.h"
#include "study/progress.h"
#include "study/queue.h"

#define NOTES     90000
#define REVERSED  10000 /* of the notes, with two cards each */
#define CARDS     (NOTES + REVERSED)
#define NEW_CARDS 5000
#define ANSWERS   11 /* of a card, as long as it is not new */
#define TOPICS    50
#define TODAY     20782
#define NOW       (TODAY * MS_PER_DAY + 12 * MS_PER_HOUR)
#define ROUNDS    31

static void report(const char *what, double value, const char *unit, double bar)
{
    if (bar > 0)
        printf("%-52s %9.3f %-5s bar %.3g: %s\n", what, value, unit, bar,
               value <= bar ? "kept" : "MISSED");
    else
        printf("%-52s %9.3f %s\n", what, value, unit);
}

/* --- a big catalog --- */

static char *name_of(Catalog *catalog, const char *stem, int number, const char *rest)
{
    char name[48];
    snprintf(name, sizeof name, "%s-%d%s", stem, number, rest);
    return arena_dup(catalog->arena, name);
}

static void make_topics(Catalog *catalog)
{
    catalog->topics = arena_alloc(catalog->arena, TOPICS, sizeof *catalog->topics);
    catalog->decks = arena_alloc(catalog->arena, TOPICS, sizeof *catalog->decks);
    catalog->topic_count = catalog->deck_count = TOPICS;
    for (int i = 0; i < TOPICS; i++) {
        char *name = name_of(catalog, "topic", i, "");
        catalog->topics[i] = (Topic){.id = name, .title = name, .why = ""};
        catalog->decks[i] = (Deck){.id = name, .title = name, .topic = i};
    }
}

static void make_note(Catalog *catalog, int number, int card_count)
{
    static const char *const WORDS[] = {"gradient", "softmax", "entropy", "attention", "kernel"};
    Note *note = &catalog->notes[number];
    char text[160];
    snprintf(text, sizeof text,
             "What does the %s of layer %d say about the expected loss when inputs are scaled?",
             WORDS[number % 5], number);
    *note = (Note){.id = name_of(catalog, "note", number, ""),
                   .front = arena_dup(catalog->arena, text),
                   .back = arena_dup(catalog->arena, "It grows with the square of the scale, until "
                                                     "the normalisation behind it takes it out."),
                   .hint = "",
                   .extra = "",
                   .source = "",
                   .deck = number * TOPICS / NOTES,
                   .topic = number * TOPICS / NOTES,
                   .subtopic = CATALOG_NONE,
                   .first_card = (CatalogIndex)catalog->card_count,
                   .card_count = card_count,
                   .kind = card_count > 1 ? CARD_REVERSED : CARD_BASIC};
    for (int i = 0; i < card_count; i++)
        catalog->cards[catalog->card_count++] =
            (Card){name_of(catalog, "card", number, i > 0 ? ":reverse" : ""), number, i};
}

static Catalog *make_catalog(void)
{
    Catalog *catalog = catalog_new();
    const char *twice = NULL;
    make_topics(catalog);
    catalog->notes = arena_alloc(catalog->arena, NOTES, sizeof *catalog->notes);
    catalog->cards = arena_alloc(catalog->arena, CARDS, sizeof *catalog->cards);
    catalog->note_count = NOTES;
    for (int i = 0; i < NOTES; i++)
        make_note(catalog, i, i % (NOTES / REVERSED) == 0 ? 2 : 1);
    if (!catalog_index(catalog, &twice))
        bench_die("the catalog has an id twice", twice);
    return catalog;
}

/* --- a long past --- */

static uint64_t seed = 20261125;

/* A card answered ANSWERS times when due, a tenth of them with Again; moved in time so that its last
 * answer is up to a little more than its interval ago. */
static size_t live_through(StudyState *state, CatalogIndex index)
{
    CardState card = {.phase = CARD_NEW};
    AnswerTime when = {TODAY * MS_PER_DAY, 0, TODAY};
    for (int i = 0; i < ANSWERS; i++) {
        Rating rating = bench_chance(&seed, 10) == 0  ? RATING_AGAIN
                        : bench_chance(&seed, 5) == 0 ? RATING_HARD
                                                      : RATING_GOOD;
        if (i == ANSWERS - 1)
            rating = RATING_EASY; /* which ends in review */
        card = scheduler_answer(&state->scheduler, &card, rating, when, bench_chance(&seed, 1000));
        when.study_day = card.due_day;
        when.at_ms = card.phase == CARD_REVIEW ? card.due_day * MS_PER_DAY : card.due_ms;
    }
    DayNumber ago = 1 + (DayNumber)(card.interval_days * (int64_t)bench_chance(&seed, 1030) / 1000);
    DayNumber moved = card.last_review_day - (TODAY - ago);
    card.last_review_day -= moved;
    card.first_review_day -= moved;
    card.due_day -= moved;
    card.last_review_ms -= moved * MS_PER_DAY;
    state->cards[index] = card;
    return ANSWERS;
}

static size_t live(StudyState *state)
{
    size_t reviews = 0;
    for (CatalogIndex i = NEW_CARDS; i < CARDS; i++)
        reviews += live_through(state, i);
    for (size_t i = 0; i < TOPICS; i++)
        state->topics[i] = (ItemState){.mark = MARK_DOING, .marked = true};
    state->config.reviews_per_day = 9999;
    return reviews;
}

/* --- the queue --- */

static void measure_making(StudyState *state, const char *what, double bar)
{
    double times[ROUNDS];
    QueueFilter all = queue_filter_all();
    QueueCounts counts = {0};
    for (int i = 0; i < ROUNDS; i++) {
        Queue *queue = queue_new();
        double begun = bench_processor_ms();
        if (queue_take(queue, state, &all, NOW, TODAY, &counts) == CATALOG_NONE)
            bench_die(what, "nothing is due");
        times[i] = bench_processor_ms() - begun;
        queue_free(queue);
    }
    report(what, bench_median(times, ROUNDS), "ms", bar);
    printf("%52s %d reviews, %d new, %d of the backlog\n", "", counts.due, counts.fresh,
           counts.backlog);
}

static void measure_following(StudyState *state)
{
    Queue *queue = queue_new();
    QueueFilter all = queue_filter_all();
    CatalogIndex card = queue_take(queue, state, &all, NOW, TODAY, NULL);
    int answers = 0;
    double spent = 0;
    for (; answers < 1000 && card != CATALOG_NONE; answers++) {
        AnswerTime when = {NOW, 0, TODAY};
        CardState after =
            scheduler_answer(&state->scheduler, &state->cards[card], RATING_GOOD, when, 1);
        study_state_put_card(state, card, &after);
        double begun = bench_processor_ms();
        card = queue_take(queue, state, &all, NOW, TODAY, NULL);
        spent += bench_processor_ms() - begun;
    }
    report("the next card after an answer, mean", spent / answers, "ms", 0);
    queue_free(queue);
}

static void measure_queue(StudyState *state)
{
    static const char *const ORDERS[] = {"due", "overdueness", "random", "topic"};
    measure_making(state, "the day's queue, no limit in the way", 5);
    for (size_t i = 0; i < sizeof ORDERS / sizeof *ORDERS; i++) {
        char what[64];
        snprintf(what, sizeof what, "the same, reviews by %s", ORDERS[i]);
        snprintf(state->config.review_order, sizeof state->config.review_order, "%s", ORDERS[i]);
        measure_making(state, what, 5);
    }
    snprintf(state->config.review_order, sizeof state->config.review_order, "retrievability");
    state->config.reviews_per_day = 200;
    state->config.backlog_days = 5;
    measure_making(state, "the same, 200 a day, the backlog over 5 days", 5);
    state->config.backlog_days = 0;
    measure_following(state);
}

/* --- the search language --- */

static void measure_query(const StudyState *state, const char *text)
{
    double times[ROUNDS];
    char what[96];
    size_t found = 0;
    CardQueryView view = {.state = state, .now_ms = NOW, .today = TODAY};
    bool *chosen = mem_alloc(CARDS, sizeof *chosen);
    for (int i = 0; i < ROUNDS; i++) {
        Arena *arena = arena_new();
        const CardQuery *query;
        Error error;
        double begun = bench_processor_ms();
        if (card_query_parse(state->catalog, text, arena, &query, &error) != STATUS_OK)
            bench_die(text, error.message);
        found = card_query_select(query, &view, chosen);
        times[i] = bench_processor_ms() - begun;
        arena_free(arena);
    }
    snprintf(what, sizeof what, "%.38s (%zu)", text, found);
    report(what, bench_median(times, ROUNDS), "ms", 20);
    mem_free(chosen);
}

static void measure_balance(const StudyState *state)
{
    double times[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        CardState outcomes[4];
        AnswerTime when = {NOW, 0, TODAY};
        double begun = bench_processor_ms();
        balance_preview(state, NEW_CARDS + i, when, outcomes);
        times[i] = bench_processor_ms() - begun;
    }
    report("four outcomes with the days ahead in view", bench_median(times, ROUNDS), "ms", 0);
}

static void measure_tally(const StudyState *state)
{
    double times[ROUNDS];
    CardTally topics[TOPICS];
    CardTally none[1];
    for (int i = 0; i < ROUNDS; i++) {
        double begun = bench_processor_ms();
        progress_tally(state, NOW, TODAY, topics, none);
        times[i] = bench_processor_ms() - begun;
    }
    report("the cards of every topic counted", bench_median(times, ROUNDS), "ms", 0);
}

int main(void)
{
    Catalog *catalog = make_catalog();
    StudyState state;
    study_state_init(&state, catalog);
    size_t reviews = live(&state);
    printf("%d cards, %zu past reviews\n", CARDS, reviews);
    measure_queue(&state);
    measure_balance(&state);
    measure_tally(&state);
    measure_query(&state, "is:due");
    measure_query(&state, "softmax");
    measure_query(&state, "\"square of the\" -gradient");
    measure_query(&state, "prop:r<0.9 (topic:topic-7 or topic:topic-8)");
    measure_query(&state, "nowhere or else");
    study_state_done(&state);
    catalog_free(catalog);
    return 0;
}
