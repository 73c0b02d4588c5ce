/* The learner's reviews. A card that is due today or was missed comes first, then new ones; a step of
 * learning comes when its time is there, or is waited for once nothing else is left. Who is to give a
 * certain number of answers takes cards before they are due, or leaves some for tomorrow. */
#include <stdio.h>

#include "base/memory.h"
#include "bench/common/diary.h"
#include "bench/common/measure.h"
#include "study/answer.h"

#define FIRST_DAY     (YEARS_TODAY - YEARS_DAYS)
#define DAYS_AHEAD    2000 /* that are kept in view; what is due later never comes */
#define NEW_LEFT      20   /* of the own cards one in so many stays new */
#define LAST_NEW_DAYS 100  /* before the end, in which the last of them come */
#define UNDO_ONE      400  /* one answer in so many is a slip, and taken back */
#define SUSPEND_ONE   1500 /* after one in so many the card is suspended and brought back */
#define LONGEST_BODY  192

struct Deal {
    const Catalog *catalog;
    CardState *cards;
    CatalogIndex *next; /* of the same day */
    CatalogIndex due[YEARS_DAYS + DAYS_AHEAD];
    size_t oldest;                  /* the first day of `due` that may have a card */
    ARRAY(CatalogIndex) learning;   /* within their steps */
    size_t fresh, fresh_end;        /* cards from here on are new; where the learner stops */
    size_t fresh_today, due_today;  /* that may still come */
    size_t answers, answers_wanted; /* 0 wanted: as many as fall due */
};

Deal *deal_new(Diary *diary, const YearsPlan *plan)
{
    const Catalog *catalog = diary->catalog;
    Deal *deal = mem_alloc(1, sizeof *deal);
    *deal = (Deal){.catalog = catalog,
                   .cards = mem_alloc(catalog->card_count + 1, sizeof(CardState)),
                   .next = mem_alloc(catalog->card_count + 1, sizeof(CatalogIndex)),
                   .fresh_end = catalog->card_count - plan->cards / NEW_LEFT,
                   .answers_wanted = plan->answers};
    for (size_t i = 0; i < sizeof deal->due / sizeof *deal->due; i++)
        deal->due[i] = CATALOG_NONE;
    return deal;
}

void deal_free(Deal *deal)
{
    mem_free(deal->cards);
    mem_free(deal->next);
    array_done(&deal->learning);
    mem_free(deal);
}

size_t deal_answers(const Deal *deal)
{
    return deal->answers;
}

/* --- which card --- */

static CatalogIndex take_of_day(Deal *deal, size_t day)
{
    CatalogIndex card = deal->due[day];
    if (card != CATALOG_NONE)
        deal->due[day] = deal->next[card];
    return card;
}

static CatalogIndex take_due(Deal *deal, size_t today)
{
    CatalogIndex card = CATALOG_NONE;
    while (deal->oldest <= today && (card = take_of_day(deal, deal->oldest)) == CATALOG_NONE)
        deal->oldest++;
    return card;
}

static CatalogIndex take_ahead(Deal *deal, size_t today)
{
    CatalogIndex card = CATALOG_NONE;
    for (size_t day = today + 1; card == CATALOG_NONE && day < YEARS_DAYS + DAYS_AHEAD; day++)
        card = take_of_day(deal, day);
    return card;
}

/* The step that ends first, when it has ended, or with `wait` at its end. */
static CatalogIndex take_learning(Deal *deal, Diary *diary, bool wait)
{
    size_t first = 0;
    for (size_t i = 1; i < deal->learning.count; i++)
        if (deal->cards[deal->learning.items[i]].due_ms <
            deal->cards[deal->learning.items[first]].due_ms)
            first = i;
    if (deal->learning.count == 0)
        return CATALOG_NONE;
    CatalogIndex card = deal->learning.items[first];
    int64_t due_ms = deal->cards[card].due_ms;
    if (due_ms > diary->at_ms && !wait)
        return CATALOG_NONE;
    if (due_ms > diary->at_ms)
        diary->at_ms = due_ms;
    deal->learning.items[first] = deal->learning.items[--deal->learning.count];
    return card;
}

static CatalogIndex take_card(Deal *deal, Diary *diary)
{
    size_t today = (size_t)(diary->day - FIRST_DAY);
    CatalogIndex card = take_learning(deal, diary, false);
    if (card == CATALOG_NONE && deal->due_today > 0 &&
        (card = take_due(deal, today)) != CATALOG_NONE)
        deal->due_today--;
    if (card == CATALOG_NONE && deal->fresh_today > 0 && deal->fresh < deal->fresh_end) {
        deal->fresh_today--;
        card = (CatalogIndex)deal->fresh++;
    }
    if (card == CATALOG_NONE)
        card = take_learning(deal, diary, true);
    if (card == CATALOG_NONE && deal->answers_wanted > 0)
        card = take_ahead(deal, today);
    return card;
}

static void put_back(Deal *deal, CatalogIndex card)
{
    const CardState *state = &deal->cards[card];
    if (state->suspended)
        return;
    if (state->phase != CARD_REVIEW && !scheduler_is_interday(state)) {
        *array_push(&deal->learning) = card;
        return;
    }
    size_t day = (size_t)(state->due_day - FIRST_DAY);
    if (day >= YEARS_DAYS + DAYS_AHEAD)
        return;
    deal->next[card] = deal->due[day];
    deal->due[day] = card;
}

/* --- an answer --- */

/* What is forgotten follows from what the model expects. */
static Rating draw_rating(const Deal *deal, Diary *diary, CatalogIndex card)
{
    const CardState *state = &deal->cards[card];
    double known = 0.88; /* within the steps */
    if (state->phase == CARD_REVIEW)
        known = scheduler_retrievability(&diary->ledger.scheduler, state, diary->day);
    if (bench_chance(&diary->seed, 10000) >= (unsigned)(known * 10000))
        return RATING_AGAIN;
    unsigned how = bench_chance(&diary->seed, 100);
    return how < 9 ? RATING_HARD : how < 92 ? RATING_GOOD : RATING_EASY;
}

/* What was typed or picked, of cards that ask for it. */
static void add_reply(const Deal *deal, Diary *diary, CatalogIndex card, Rating rating, char *body,
                      size_t size)
{
    const Note *note = &deal->catalog->notes[deal->catalog->cards[card].note];
    if (note->quiz == CATALOG_NONE)
        return;
    Verdict verdict = rating == RATING_AGAIN ? VERDICT_WRONG : VERDICT_RIGHT;
    (void)snprintf(body, size,
                   ",\"verdict\":\"%s\",\"proposed\":%d,\"seed\":\"%08x%08x\","
                   "\"reply\":\"%u\"",
                   verdict_name(verdict), (int)rating, bench_chance(&diary->seed, 1U << 31),
                   bench_chance(&diary->seed, 1U << 31), 1 + bench_chance(&diary->seed, 4));
}

/* Writes the answer; `after` is what it leads to, `leech` whether it makes one. */
static void write_answer(Deal *deal, Diary *diary, CatalogIndex card, Rating rating,
                         const CardState *after, bool leech, bool timed, char id[EVENT_ID_SIZE])
{
    char body[LONGEST_BODY], reply[LONGEST_BODY / 2] = "", days[24] = "";
    unsigned ms = 2500 + bench_chance(&diary->seed, 9000);
    diary->at_ms += ms;
    if (after->phase == CARD_REVIEW)
        (void)snprintf(days, sizeof days, ",\"days\":%d", (int)after->interval_days);
    add_reply(deal, diary, card, rating, reply, sizeof reply);
    (void)snprintf(body, sizeof body, "{\"rating\":%d,\"ms\":%u,\"timed\":%s%s%s%s}", (int)rating,
                   ms, timed ? "true" : "false", days, leech ? ",\"leech\":\"suspend\"" : "",
                   reply);
    diary_write(diary, EVENT_REVIEW, deal->catalog->cards[card].id, body, id);
    deal->answers++;
    diary->at_ms += MS_PER_SECOND;
}

static CardState foresee(const Deal *deal, const Diary *diary, CatalogIndex card, Rating rating)
{
    const CardState *state = &deal->cards[card];
    AnswerTime when = {diary->at_ms, 0, diary->day};
    return scheduler_answer(&diary->ledger.scheduler, state, rating, when,
                            scheduler_seed(deal->catalog->cards[card].id, state->reps));
}

/* The wrong key, taken back at once. */
static void slip(Deal *deal, Diary *diary, CatalogIndex card, bool timed)
{
    char id[EVENT_ID_SIZE], body[64];
    CardState after = foresee(deal, diary, card, RATING_EASY);
    write_answer(deal, diary, card, RATING_EASY, &after, false, timed, id);
    (void)snprintf(body, sizeof body, "{\"undoes\":\"%s\"}", id);
    diary_write(diary, EVENT_UNDO, deal->catalog->cards[card].id, body, NULL);
}

static void answer(Deal *deal, Diary *diary, CatalogIndex card, bool timed)
{
    if (bench_chance(&diary->seed, UNDO_ONE) == 0 && deal->answers + 1 != deal->answers_wanted)
        slip(deal, diary, card, timed);
    Rating rating = draw_rating(deal, diary, card);
    CardState after = foresee(deal, diary, card, rating);
    bool leech = scheduler_became_leech(&diary->ledger.scheduler, &deal->cards[card], &after);
    write_answer(deal, diary, card, rating, &after, leech, timed, NULL);
    after.suspended = leech;
    deal->cards[card] = after;
    put_back(deal, card);
    if (!leech && bench_chance(&diary->seed, SUSPEND_ONE) == 0) {
        const char *id = deal->catalog->cards[card].id;
        diary_write(diary, EVENT_CARD_STATE, id, "{\"action\":\"suspend\"}", NULL);
        diary_write(diary, EVENT_CARD_STATE, id, "{\"action\":\"resume\"}", NULL);
    }
}

/* --- a day --- */

static size_t answers_today(const Deal *deal, DayNumber day)
{
    if (deal->answers_wanted == 0)
        return SIZE_MAX;
    return (deal->answers_wanted - deal->answers) / (size_t)(YEARS_TODAY - day);
}

static size_t fresh_today(const Deal *deal, const Diary *diary)
{
    int days = YEARS_TODAY - LAST_NEW_DAYS - diary->day;
    if (deal->answers_wanted == 0)
        return (size_t)diary->ledger.config.new_per_day;
    return (deal->fresh_end - deal->fresh) / (size_t)(days > 0 ? days : 1) + 1;
}

void deal_study(Deal *deal, Diary *diary, bool timed)
{
    size_t before = deal->answers, wanted = answers_today(deal, diary->day);
    CatalogIndex card;
    deal->fresh_today = fresh_today(deal, diary);
    deal->due_today = (size_t)diary->ledger.config.reviews_per_day;
    while (deal->answers - before < wanted && (card = take_card(deal, diary)) != CATALOG_NONE)
        answer(deal, diary, card, timed);
}
