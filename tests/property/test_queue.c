/* 10,000 random sessions on the sample catalog: answers, answers taken back, cards set aside and
 * buried, marks, options and limits changed, minutes and days going by. At every step
 *
 *   - the queue that follows gives what one made from scratch gives: card, counts and list,
 *   - no limit is passed on any day, and nothing comes that may not.
 *
 * The seeds are fixed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "study/limits.h"
#include "study/progress.h"
#include "study/queue.h"
#include "unit/study/sample.h"

#define SESSIONS   10000
#define STEPS      25
#define START      INT64_C(1795521600000) /* 2026-11-24T12:00:00Z */
#define CARDS      (CARD_NET + 1)
#define ROLLOVER   4
#define UNDONE_MAX 8

typedef struct Session {
    uint64_t seed;
    StudyState study;
    Queue *queue;
    QueueFilter filter;
    int64_t now;
    bool only[CARDS];
    struct {
        CatalogIndex card;
        CardState before;
    } undone[UNDONE_MAX];
    int undone_count;
} Session;

static unsigned chance(Session *session, unsigned below)
{
    session->seed = session->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)((session->seed >> 33) % below);
}

static DayNumber today(const Session *session)
{
    return civil_study_day(session->now, 0, ROLLOVER);
}

/* --- what happens --- */

static void set_option(Session *session)
{
    static const char *const OPTIONS[][2] = {
        {"review-order", "due"},       {"review-order", "random"},
        {"review-gather", "topic"},    {"review-gather", "overdueness"},
        {"new-order", "random"},       {"new-gather", "topic"},
        {"new-position", "mixed"},     {"new-position", "before"},
        {"bury-siblings", ""},         {"bury-siblings", "review interday"},
        {"bury-siblings", "new"},      {"bury-siblings", "new review interday"},
        {"backlog-days", "3"},         {"backlog-days", "7"},
        {"learning-steps", "10m 12h"}, {"relearning-steps", "1d"},
        {"learning-steps", "1m 10m"},  {"relearning-steps", ""},
        {"reviews-per-day", "2"},      {"new-per-day", "2"},
        {"reviews-per-day", "200"},    {"new-per-day", "10"},
    };
    StudyState *study = &session->study;
    unsigned pick = chance(session, sizeof OPTIONS / sizeof *OPTIONS);
    assert_int_equal(
        config_set(&study->config, config_find(OPTIONS[pick][0]), OPTIONS[pick][1], NULL),
        STATUS_OK);
    assert_int_equal(study_state_configure(study, NULL), STATUS_OK);
    study->revision++;
}

static void set_limit(Session *session)
{
    static const char *const NAMES[] = {"new-per-day@python",   "reviews-per-day@mix",
                                        "reviews-today@python", "new-today@mix",
                                        "reviews-today",        "new-today"};
    const char *name = NAMES[chance(session, 6)];
    char value[8] = "", kept[LIMITS_VALUE_SIZE];
    if (chance(session, 3) > 0)
        (void)snprintf(value, sizeof value, "%u", chance(session, 4));
    limits_format(name, value, today(session), kept);
    limits_set(&session->study, name, kept);
    session->study.revision++;
}

static void set_mark(Session *session)
{
    ItemState *item =
        &session->study
             .subtopics[chance(session, (unsigned)session->study.catalog->subtopic_count)];
    *item = (ItemState){.marked = true, .mark = (Mark)chance(session, MARK_COUNT)};
    session->study.revision++;
}

static void change_card(Session *session)
{
    CatalogIndex card = (CatalogIndex)chance(session, CARDS);
    CardState state = session->study.cards[card];
    switch (chance(session, 4)) {
    case 0:
        state.suspended = true;
        break;
    case 1:
        state.suspended = false;
        state.buried_day = 0;
        break;
    case 2:
        state.buried_day = today(session);
        break;
    default:
        state = (CardState){.suspended = state.suspended};
    }
    study_state_put_card(&session->study, card, &state);
    session->undone_count = 0;
}

static void take_back(Session *session)
{
    if (session->undone_count == 0)
        return;
    session->undone_count--;
    study_state_put_card(&session->study, session->undone[session->undone_count].card,
                         &session->undone[session->undone_count].before);
}

static void answer(Session *session, CatalogIndex card)
{
    StudyState *study = &session->study;
    AnswerTime when = {session->now, 0, today(session)};
    Rating rating = (Rating)(1 + chance(session, 4));
    CardState after = scheduler_answer(&study->scheduler, &study->cards[card], rating, when,
                                       chance(session, 1000));
    if (session->undone_count < UNDONE_MAX) {
        session->undone[session->undone_count].card = card;
        session->undone[session->undone_count++].before = study->cards[card];
    }
    study_state_put_card(study, card, &after);
    DayTotal *day =
        habit_day_mutable(&study->days, &study->day_count, &study->day_capacity, when.study_day);
    day->reviews++;
}

static void move_on(Session *session)
{
    unsigned what = chance(session, 10);
    if (what < 6)
        session->now += (1 + chance(session, 30)) * MS_PER_MINUTE;
    else if (what < 9)
        session->now += (1 + chance(session, 30)) * MS_PER_HOUR;
    else
        session->now += (1 + chance(session, 12)) * MS_PER_DAY;
}

/* --- what must hold --- */

static void check_may_come(const Session *session, CatalogIndex index)
{
    const StudyState *study = &session->study;
    const CardState *card = &study->cards[index];
    const Note *note = &study->catalog->notes[study->catalog->cards[index].note];
    DayNumber day = today(session);
    assert_false(card->suspended || (card->buried_day != 0 && card->buried_day == day));
    assert_true(session->filter.only == NULL || session->filter.only[index]);
    assert_true(session->filter.topic == CATALOG_NONE || session->filter.topic == note->topic);
    if (card->phase == CARD_REVIEW)
        assert_true(card->due_day <= day && card->last_review_day < day);
}

/* What comes and what is done is within each limit, or nothing comes. */
static void check_limits(const Session *session, const CatalogIndex *cards, size_t count)
{
    const StudyState *study = &session->study;
    DayNumber day = today(session);
    int done[2] = {0}, to_come[2] = {0}, deck_done[2][2] = {{0}}, deck_to_come[2][2] = {{0}};
    for (CatalogIndex i = 0; i < CARDS; i++) {
        const CardState *card = &study->cards[i];
        CatalogIndex deck = study->catalog->notes[study->catalog->cards[i].note].deck;
        if (card->phase == CARD_NEW || card->last_review_day != day)
            continue;
        done[card->first_review_day == day]++;
        deck_done[deck][card->first_review_day == day]++;
    }
    for (size_t i = 0; i < count; i++) {
        CatalogIndex deck = study->catalog->notes[study->catalog->cards[cards[i]].note].deck;
        bool fresh = study->cards[cards[i]].phase == CARD_NEW;
        to_come[fresh]++;
        deck_to_come[deck][fresh]++;
    }
    for (int fresh = 0; fresh < 2; fresh++) {
        for (CatalogIndex deck = -1; deck < 2; deck++) {
            int come = deck < 0 ? to_come[fresh] : deck_to_come[deck][fresh];
            int gone = deck < 0 ? done[fresh] : deck_done[deck][fresh];
            int limit = fresh ? limits_new(study, deck, day) : limits_reviews(study, deck, day);
            assert_true(come == 0 || come + gone <= limit);
        }
    }
}

static CatalogIndex check_queue(Session *session)
{
    CatalogIndex followed[CARDS], made[CARDS];
    QueueCounts counts, again;
    DayNumber day = today(session);
    Queue *fresh = queue_new();
    CatalogIndex card =
        queue_take(session->queue, &session->study, &session->filter, session->now, day, &counts);
    assert_int_equal(
        card, queue_take(fresh, &session->study, &session->filter, session->now, day, &again));
    assert_memory_equal(&counts, &again, sizeof counts);
    size_t count = queue_list(session->queue, followed, CARDS);
    assert_int_equal(count, queue_list(fresh, made, CARDS));
    assert_memory_equal(followed, made, count * sizeof *made);
    assert_int_equal(count, counts.due + counts.fresh);
    for (CatalogIndex i = 0; i < CARDS; i++)
        assert_int_equal(queue_reason_of(session->queue, i), queue_reason_of(fresh, i));
    queue_free(fresh);
    for (size_t i = 0; i < count; i++)
        check_may_come(session, followed[i]);
    check_limits(session, followed, count);
    if (card != CATALOG_NONE)
        check_may_come(session, card);
    return card;
}

static void run_session(Session *session)
{
    for (int i = 0; i < STEPS; i++) {
        CatalogIndex card = check_queue(session);
        unsigned what = chance(session, 40);
        if (card != CATALOG_NONE && what < 26)
            answer(session, card);
        else if (what < 28)
            answer(session, (CatalogIndex)chance(session, CARDS)); /* of another instance */
        else if (what < 31)
            take_back(session);
        else if (what < 33)
            change_card(session);
        else if (what == 33)
            set_option(session);
        else if (what == 34)
            set_limit(session);
        else if (what == 35)
            set_mark(session);
        if (chance(session, 3) == 0)
            move_on(session);
    }
}

static void sessions_keep_the_rules(void **state)
{
    (void)state;
    Catalog *catalog = sample_catalog();
    Session session = {.seed = 20261125};
    for (int i = 0; i < SESSIONS; i++) {
        study_state_init(&session.study, catalog);
        session.queue = queue_new();
        session.filter = queue_filter_all();
        session.now = START;
        session.undone_count = 0;
        for (CatalogIndex c = 0; c < CARDS; c++)
            session.only[c] = chance(&session, 2) == 0;
        if (chance(&session, 5) == 0)
            session.filter.only = session.only;
        if (chance(&session, 5) == 0)
            session.filter.topic = (CatalogIndex)chance(&session, 2);
        run_session(&session);
        queue_free(session.queue);
        study_state_done(&session.study);
    }
    catalog_free(catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sessions_keep_the_rules)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
