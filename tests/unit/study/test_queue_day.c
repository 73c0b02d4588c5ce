/* The day's queue by the learner's options: orders, limits, siblings, backlog, reasons, cramming. */
#include "study/queue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "sample.h"
#include "study/limits.h"

#define TODAY 20000
#define NOW   (TODAY * MS_PER_DAY + 12 * MS_PER_HOUR)

typedef struct Fixture {
    Catalog *catalog;
    StudyState study;
    QueueFilter all;
    Queue *queue;
} Fixture;

static int set_up(void **state)
{
    static Fixture fixture;
    fixture.catalog = sample_catalog();
    study_state_init(&fixture.study, fixture.catalog);
    fixture.all = queue_filter_all();
    fixture.queue = queue_new();
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    queue_free(fixture->queue);
    study_state_done(&fixture->study);
    catalog_free(fixture->catalog);
    return 0;
}

static void set(Fixture *fixture, const char *name, const char *value)
{
    Error error;
    if (config_set(&fixture->study.config, config_find(name), value, &error) != STATUS_OK)
        fail_msg("%s", error.message);
    fixture->study.revision++;
}

static void mark(Fixture *fixture, const char *id, Mark value)
{
    ItemState *own = study_state_item(&fixture->study, catalog_find(fixture->catalog, id));
    own->marked = true;
    own->mark = value;
    fixture->study.revision++;
}

/* A card in review, last seen `days_ago`, due `due_in` days from today. */
static void review(Fixture *fixture, int card, double stability, int days_ago, int due_in)
{
    CardState state = {
        .memory = {stability, 5},
        .phase = CARD_REVIEW,
        .reps = 3,
        .interval_days = days_ago + due_in,
        .last_review_day = TODAY - days_ago,
        .due_day = TODAY + due_in,
        .first_review_day = TODAY - 100,
    };
    study_state_put_card(&fixture->study, card, &state);
}

static CatalogIndex take(Fixture *fixture, QueueCounts *counts)
{
    return queue_take(fixture->queue, &fixture->study, &fixture->all, NOW, TODAY, counts);
}

/* The day's cards in order are these, ended by -1. */
static void assert_list(Fixture *fixture, const int *expected)
{
    CatalogIndex cards[16];
    (void)take(fixture, NULL);
    size_t count = queue_list(fixture->queue, cards, 16);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(cards[i], expected[i]);
    assert_int_equal(expected[count], -1);
}

static QueueReason reason(const Fixture *fixture, int card)
{
    return queue_reason(&fixture->study, card, NOW, TODAY);
}

static void three_reviews(Fixture *fixture)
{
    set(fixture, "new-per-day", "0");
    review(fixture, CARD_NET, 2, 3, -1);   /* R lowest, due last, 3/2 of its interval */
    review(fixture, CARD_VAR, 20, 14, -4); /* due first, 14/10 */
    review(fixture, CARD_VEC, 10, 8, -3);  /* 8/5 */
}

static void reviews_come_in_the_order_chosen(void **state)
{
    Fixture *fixture = *state;
    three_reviews(fixture);
    assert_list(fixture, (int[]){CARD_NET, CARD_VEC, CARD_VAR, -1});
    set(fixture, "review-order", "due");
    assert_list(fixture, (int[]){CARD_VAR, CARD_VEC, CARD_NET, -1});
    set(fixture, "review-order", "overdueness");
    assert_list(fixture, (int[]){CARD_VEC, CARD_NET, CARD_VAR, -1});
    set(fixture, "review-order", "topic");
    assert_list(fixture, (int[]){CARD_VAR, CARD_VEC, CARD_NET, -1});
}

/* Another order each day, the same all day, and every card somewhere in front. */
static void chance_is_of_the_day(void **state)
{
    Fixture *fixture = *state;
    bool was_first[CARD_NET + 1] = {false};
    three_reviews(fixture);
    set(fixture, "review-order", "random");
    for (int day = TODAY; day < TODAY + 20; day++) {
        CatalogIndex first = queue_next(&fixture->study, &fixture->all, NOW, day, NULL);
        assert_int_equal(first, queue_next(&fixture->study, &fixture->all, NOW + 1, day, NULL));
        was_first[first] = true;
    }
    assert_true(was_first[CARD_NET] && was_first[CARD_VAR] && was_first[CARD_VEC]);
}

static void what_is_gathered_is_not_how_it_is_ordered(void **state)
{
    Fixture *fixture = *state;
    QueueCounts counts;
    three_reviews(fixture);
    set(fixture, "reviews-per-day", "2");
    set(fixture, "review-order", "due");
    assert_list(fixture, (int[]){CARD_VEC, CARD_NET, -1}); /* the two weakest, by due day */
    set(fixture, "review-gather", "due");
    assert_list(fixture, (int[]){CARD_VAR, CARD_VEC, -1});
    (void)take(fixture, &counts);
    assert_int_equal(counts.due, 2);
    assert_int_equal(counts.backlog, 1);
    assert_int_equal(reason(fixture, CARD_NET), QUEUE_LIMIT);
}

static void new_cards_have_their_orders(void **state)
{
    Fixture *fixture = *state;
    mark(fixture, "math", MARK_DOING);
    mark(fixture, "nets", MARK_DOING);
    fixture->catalog->notes[0].topic = TOPIC_NETS; /* var: first in the pack, last on the roadmap */
    assert_list(fixture, (int[]){CARD_VAR, CARD_LOOP, CARD_VEC, CARD_NET, -1});
    set(fixture, "new-order", "topic");
    assert_list(fixture, (int[]){CARD_LOOP, CARD_VEC, CARD_VAR, CARD_NET, -1});
    set(fixture, "new-per-day", "2");
    set(fixture, "new-gather", "topic");
    set(fixture, "new-order", "deck");
    assert_list(fixture, (int[]){CARD_LOOP, CARD_VEC, -1});
    assert_int_equal(reason(fixture, CARD_VAR), QUEUE_LIMIT);
    assert_int_equal(reason(fixture, CARD_GRAD), QUEUE_REQUIRES);
    fixture->catalog->notes[0].topic = TOPIC_PYTHON;
}

static void new_cards_before_mixed_or_after(void **state)
{
    Fixture *fixture = *state;
    set(fixture, "new-per-day", "2");
    review(fixture, CARD_GRAD, 10, 20, -10);
    review(fixture, CARD_VEC, 10, 15, -5);
    review(fixture, CARD_NET, 10, 12, -2);
    review(fixture, CARD_GAP_1, 10, 11, -1);
    assert_list(fixture,
                (int[]){CARD_GRAD, CARD_VEC, CARD_NET, CARD_GAP_1, CARD_VAR, CARD_LOOP, -1});
    set(fixture, "new-position", "before");
    assert_list(fixture,
                (int[]){CARD_VAR, CARD_LOOP, CARD_GRAD, CARD_VEC, CARD_NET, CARD_GAP_1, -1});
    set(fixture, "new-position", "mixed");
    assert_list(fixture,
                (int[]){CARD_GRAD, CARD_VAR, CARD_VEC, CARD_NET, CARD_LOOP, CARD_GAP_1, -1});
}

static void decks_have_limits_of_their_own(void **state)
{
    Fixture *fixture = *state;
    three_reviews(fixture);
    limits_set(&fixture->study, "reviews-per-day@mix", "1");
    assert_list(fixture, (int[]){CARD_NET, CARD_VAR, -1});
    assert_int_equal(reason(fixture, CARD_VEC), QUEUE_DECK_LIMIT);
    limits_set(&fixture->study, "reviews-today@mix", "2 20000");
    fixture->study.revision++;
    assert_list(fixture, (int[]){CARD_NET, CARD_VEC, CARD_VAR, -1});
    limits_set(&fixture->study, "reviews-today", "0 20000");
    fixture->study.revision++;
    assert_list(fixture, (int[]){-1});
    limits_set(&fixture->study, "reviews-today", "0 19999"); /* of yesterday */
    limits_set(&fixture->study, "new-today@python", "1 20000");
    set(fixture, "new-per-day", "5");
    set(fixture, "bury-siblings", "");
    review(fixture, CARD_NET, 2, 0, 2); /* one review of the deck is done */
    assert_list(fixture, (int[]){CARD_VEC, CARD_VAR, CARD_LOOP, -1});
    assert_int_equal(reason(fixture, CARD_LOOP_REVERSE), QUEUE_DECK_LIMIT);
}

static void siblings_as_the_option_says(void **state)
{
    Fixture *fixture = *state;
    set(fixture, "new-per-day", "0");
    mark(fixture, "python", MARK_DOING);
    review(fixture, CARD_LOOP, 10, 15, -5);
    review(fixture, CARD_LOOP_REVERSE, 10, 12, -2);
    assert_list(fixture, (int[]){CARD_LOOP, -1});
    assert_int_equal(reason(fixture, CARD_LOOP_REVERSE), QUEUE_SIBLING);
    set(fixture, "bury-siblings", "new");
    assert_list(fixture, (int[]){CARD_LOOP, CARD_LOOP_REVERSE, -1});
    review(fixture, CARD_LOOP, 10, 0, 10);
    assert_list(fixture, (int[]){CARD_LOOP_REVERSE, -1});
    /* a step that crossed the end of a day */
    CardState step = {.phase = CARD_RELEARNING,
                      .reps = 4,
                      .memory = {1, 5},
                      .last_review_day = TODAY - 1,
                      .first_review_day = TODAY - 9,
                      .due_day = TODAY,
                      .due_ms = NOW + MS_PER_HOUR};
    study_state_put_card(&fixture->study, CARD_LOOP_REVERSE, &step);
    assert_int_equal(take(fixture, NULL), CARD_LOOP_REVERSE); /* by day, whatever the hour */
    set(fixture, "bury-siblings", "interday");
    assert_int_equal(take(fixture, NULL), CATALOG_NONE);
    assert_int_equal(reason(fixture, CARD_LOOP_REVERSE), QUEUE_SIBLING);
}

/* Days on which reviews were done. */
static void worked_on(Fixture *fixture, DayNumber day)
{
    StudyState *study = &fixture->study;
    habit_day_mutable(&study->days, &study->day_count, &study->day_capacity, day)->reviews = 1;
    study->revision++;
}

static void the_backlog_is_spread(void **state)
{
    Fixture *fixture = *state;
    QueueCounts counts;
    set(fixture, "new-per-day", "0");
    set(fixture, "bury-siblings", "");
    review(fixture, CARD_VAR, 10, 19, -9);
    review(fixture, CARD_LOOP, 10, 18, -8);
    review(fixture, CARD_LOOP_REVERSE, 10, 17, -7);
    review(fixture, CARD_GAP_1, 10, 16, -6);
    review(fixture, CARD_GAP_2, 10, 15, -5);
    review(fixture, CARD_NET, 2, 2, 0); /* today's own */
    assert_int_equal(take(fixture, &counts), CARD_VAR);
    assert_int_equal(counts.due, 6);
    set(fixture, "backlog-days", "3");
    assert_list(fixture, (int[]){CARD_VAR, CARD_LOOP, CARD_NET, -1});
    (void)take(fixture, &counts);
    assert_int_equal(counts.backlog, 3);
    assert_int_equal(reason(fixture, CARD_GAP_2), QUEUE_BACKLOG);
    int32_t days[4];
    queue_forecast(&fixture->study, TODAY, 4, days);
    assert_memory_equal(days, ((int32_t[]){3, 2, 1, 0}), sizeof days);
    /* one of the share is done: one is left of it, also for who asks anew */
    review(fixture, CARD_VAR, 10, 0, 10);
    fixture->study.cards[CARD_VAR].late_days = 9;
    assert_list(fixture, (int[]){CARD_LOOP, CARD_NET, -1});
    fixture->study.revision++;
    assert_list(fixture, (int[]){CARD_LOOP, CARD_NET, -1});
    queue_forecast(&fixture->study, TODAY, 4, days);
    assert_memory_equal(days, ((int32_t[]){2, 2, 1, 0}), sizeof days);
    queue_forecast(&fixture->study, TODAY, 1, days);
    assert_int_equal(days[0], 2);
    /* the second day back half of the rest comes, the third all */
    review(fixture, CARD_VAR, 10, 2, 10);
    review(fixture, CARD_LOOP, 10, 1, 10);
    worked_on(fixture, TODAY - 1);
    assert_list(fixture, (int[]){CARD_LOOP_REVERSE, CARD_GAP_1, CARD_NET, -1});
    worked_on(fixture, TODAY - 2);
    assert_list(fixture, (int[]){CARD_LOOP_REVERSE, CARD_GAP_1, CARD_GAP_2, CARD_NET, -1});
}

/* Who was away may want what waited to be spread. */
static void what_waited_is_worth_spreading(void **state)
{
    Fixture *fixture = *state;
    StudyState study = {.catalog = NULL};
    CardState cards[25];
    config_defaults(&study.config);
    for (int i = 0; i < 25; i++)
        cards[i] = (CardState){.phase = CARD_REVIEW, .due_day = TODAY - 1};
    for (int i = 0; i < 3; i++)
        cards[i].suspended = true;
    cards[3].due_day = TODAY;
    study.cards = cards;
    study.catalog = &(Catalog){.card_count = 25};
    assert_true(queue_is_worth_spreading(&study, TODAY));
    study.config.backlog_days = 5;
    assert_false(queue_is_worth_spreading(&study, TODAY));
    study.config.backlog_days = 0;
    DayTotal yesterday = {.day = TODAY - 1, .reviews = 1};
    study.days = &yesterday;
    study.day_count = 1;
    assert_false(queue_is_worth_spreading(&study, TODAY));
    assert_false(queue_is_worth_spreading(&fixture->study, TODAY)); /* a few are no burden */
}

static void reasons_are_told(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    char text[QUEUE_REASON_SIZE];
    review(fixture, CARD_VEC, 10, 5, 5);
    study->cards[CARD_LOOP].suspended = true;
    study->cards[CARD_LOOP_REVERSE].buried_day = TODAY;
    static const struct {
        int card;
        QueueReason reason;
        const char *text;
    } CASES[] = {
        {CARD_VAR, QUEUE_COMES, ""},
        {CARD_LOOP, QUEUE_SUSPENDED, "it is suspended"},
        {CARD_LOOP_REVERSE, QUEUE_BURIED, "it is buried until tomorrow"},
        {CARD_GAP_1, QUEUE_REQUIRES, "card var comes first"},
        {CARD_GAP_2, QUEUE_SIBLING, "another card of its note comes today"},
        {CARD_VEC, QUEUE_LATER, "it is due on 2024-10-09"},
        {CARD_NET, QUEUE_TOPIC, "its topic is not begun: Nets"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        assert_int_equal(reason(fixture, CASES[i].card), CASES[i].reason);
        queue_reason_text(study, CASES[i].card, CASES[i].reason, TODAY, text);
        assert_string_equal(text, CASES[i].text);
    }
    char title[400] = "";
    for (size_t i = 0; i < 100; i++)
        memcpy(title + 2 * i, "\xc3\xa9", 3);
    fixture->catalog->topics[TOPIC_NETS].title = title;
    queue_reason_text(study, CARD_NET, QUEUE_TOPIC, TODAY, text);
    assert_in_range(strlen(text), QUEUE_REASON_SIZE - 4, QUEUE_REASON_SIZE - 1);
    assert_true(utf8_valid(text, strlen(text)));
    mark(fixture, "math/a", MARK_DOING);
    assert_int_equal(reason(fixture, CARD_GRAD), QUEUE_REQUIRES);
    queue_reason_text(study, CARD_GRAD, QUEUE_REQUIRES, TODAY, text);
    assert_string_equal(text, "Gradients is to be begun first");
    fixture->all.topic = TOPIC_MATH;
    (void)take(fixture, NULL);
    assert_int_equal(queue_reason_of(fixture->queue, CARD_VAR), QUEUE_FILTERED);
    /* behind the limit the gate is what is told first */
    set(fixture, "new-per-day", "0");
    mark(fixture, "python", MARK_DOING);
    assert_int_equal(reason(fixture, CARD_NET), QUEUE_TOPIC);
    assert_int_equal(reason(fixture, CARD_VAR), QUEUE_LIMIT);
}

/* An answer takes its card out; the others stay, and nothing is made anew. */
static void the_queue_follows_answers(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    QueueCounts counts;
    AnswerTime when = {NOW, 0, TODAY};
    three_reviews(fixture);
    set(fixture, "new-per-day", "1");
    for (int i = 0; i < 40; i++) {
        CatalogIndex card = take(fixture, &counts);
        if (card == CATALOG_NONE)
            break;
        QueueCounts fresh = queue_count(study, &fixture->all, NOW, TODAY);
        assert_memory_equal(&counts, &fresh, sizeof counts);
        Rating rating = card == CARD_VEC && i < 5 ? RATING_AGAIN : RATING_GOOD;
        CardState after = scheduler_answer(&study->scheduler, &study->cards[card], rating, when, 1);
        study_state_put_card(study, card, &after);
    }
    (void)take(fixture, &counts);
    assert_int_equal(counts.due + counts.fresh + counts.learning, 0);
    assert_int_equal(study->cards[CARD_VEC].lapses, 1);
    assert_int_equal(study->cards[CARD_VEC].phase, CARD_REVIEW);
    assert_int_equal(study->cards[CARD_LOOP].phase, CARD_REVIEW);
}

/* The content was read anew, into the same place. */
static void a_grown_catalog_has_room(void **state)
{
    Fixture *fixture = *state;
    size_t all = fixture->catalog->card_count;
    three_reviews(fixture);
    fixture->catalog->card_count = CARD_LOOP;
    assert_list(fixture, (int[]){CARD_VAR, -1});
    fixture->catalog->card_count = all;
    fixture->study.revision++;
    assert_list(fixture, (int[]){CARD_NET, CARD_VEC, CARD_VAR, -1});
}

static void only_some_cards(void **state)
{
    Fixture *fixture = *state;
    bool only[CARD_NET + 1] = {[CARD_VAR] = true, [CARD_NET] = true, [CARD_GAP_2] = true};
    three_reviews(fixture);
    set(fixture, "new-per-day", "9");
    fixture->all.only = only;
    fixture->catalog->notes[2].requires.count = 0;
    assert_list(fixture, (int[]){CARD_NET, CARD_VAR, CARD_GAP_2, -1});
}

static void cramming_takes_what_was_learned(void **state)
{
    Fixture *fixture = *state;
    QueueCounts counts;
    three_reviews(fixture);
    review(fixture, CARD_GRAD, 10, 1, 9); /* not due */
    fixture->study.cards[CARD_VAR].suspended = true;
    fixture->study.cards[CARD_VEC].buried_day = TODAY;
    fixture->all.mode = QUEUE_CRAM;
    assert_list(fixture, (int[]){CARD_NET, CARD_VEC, CARD_GRAD, -1});
    assert_int_equal(take(fixture, &counts), CARD_NET);
    assert_int_equal(counts.due, 3);
    queue_pass(fixture->queue, CARD_NET, true); /* again: once more at the end */
    assert_int_equal(take(fixture, &counts), CARD_VEC);
    assert_int_equal(counts.due, 3);
    queue_pass(fixture->queue, CARD_VEC, false);
    queue_pass(fixture->queue, CARD_GRAD, false);
    assert_int_equal(take(fixture, NULL), CARD_NET);
    queue_pass(fixture->queue, CARD_NET, false);
    assert_int_equal(take(fixture, &counts), CATALOG_NONE);
    assert_int_equal(counts.due, 0);
}

/* An answer taken back leaves nothing of what it did to the queue. */
static void a_cram_goes_back(void **state)
{
    Fixture *fixture = *state;
    QueueCounts counts;
    three_reviews(fixture);
    fixture->all.mode = QUEUE_CRAM;
    assert_int_equal(take(fixture, NULL), CARD_NET);
    queue_pass(fixture->queue, CARD_NET, true);
    queue_pass_back(fixture->queue, CARD_NET);
    assert_int_equal(take(fixture, &counts), CARD_NET);
    assert_int_equal(counts.due, 3);
    queue_pass(fixture->queue, CARD_NET, false);
    queue_pass(fixture->queue, CARD_VEC, false);
    queue_pass_back(fixture->queue, CARD_NET);  /* it was not the last one */
    queue_pass(fixture->queue, CARD_VAR, true); /* alone, and once more */
    queue_pass(fixture->queue, CARD_VAR, true);
    queue_pass_back(fixture->queue, CARD_VAR);
    assert_int_equal(take(fixture, &counts), CARD_VAR);
    assert_int_equal(counts.due, 1);
    queue_pass(fixture->queue, CARD_VAR, false);
    assert_int_equal(take(fixture, &counts), CATALOG_NONE);
    assert_int_equal(counts.due, 0);
}

static void ahead_has_no_limit(void **state)
{
    Fixture *fixture = *state;
    three_reviews(fixture);
    review(fixture, CARD_GRAD, 10, 7, 3);
    set(fixture, "reviews-per-day", "1");
    fixture->all.ahead_days = 3;
    assert_list(fixture, (int[]){CARD_NET, CARD_VEC, CARD_VAR, CARD_GRAD, -1});
}

int main(void)
{
#define FIXED(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        FIXED(reviews_come_in_the_order_chosen),
        FIXED(chance_is_of_the_day),
        FIXED(what_is_gathered_is_not_how_it_is_ordered),
        FIXED(new_cards_have_their_orders),
        FIXED(new_cards_before_mixed_or_after),
        FIXED(decks_have_limits_of_their_own),
        FIXED(siblings_as_the_option_says),
        FIXED(the_backlog_is_spread),
        FIXED(what_waited_is_worth_spreading),
        FIXED(reasons_are_told),
        FIXED(the_queue_follows_answers),
        FIXED(a_grown_catalog_has_room),
        FIXED(only_some_cards),
        FIXED(cramming_takes_what_was_learned),
        FIXED(a_cram_goes_back),
        FIXED(ahead_has_no_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
