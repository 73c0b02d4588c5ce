#include "study/queue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sample.h"

#define TODAY 20000
#define NOW   (TODAY * MS_PER_DAY + 12 * MS_PER_HOUR)

typedef struct Fixture {
    Catalog *catalog;
    StudyState study;
    QueueFilter all;
} Fixture;

static int set_up(void **state)
{
    static Fixture fixture;
    fixture.catalog = sample_catalog();
    if (!fixture.catalog)
        return -1;
    study_state_init(&fixture.study, fixture.catalog);
    fixture.all = queue_filter_all();
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    study_state_done(&fixture->study);
    catalog_free(fixture->catalog);
    return 0;
}

static void mark(StudyState *study, const char *id, Mark value)
{
    ItemState *own = study_state_item(study, catalog_find(study->catalog, id));
    assert_non_null(own);
    own->marked = true;
    own->mark = value;
}

/* A card in review with this stability, last seen `days_ago`, due `due_in` days from today. */
static void review(StudyState *study, int card, double stability, int days_ago, int due_in)
{
    study->cards[card] = (CardState){
        .memory = {stability, 5},
        .phase = CARD_REVIEW,
        .reps = 3,
        .last_review_day = TODAY - days_ago,
        .due_day = TODAY + due_in,
        .first_review_day = TODAY - 100,
    };
}

/* A card in its steps, begun yesterday, answered today and due in so many minutes from now. */
static void learn(StudyState *study, int card, int due_in_min)
{
    int64_t due = NOW + due_in_min * MS_PER_MINUTE;
    study->cards[card] = (CardState){
        .memory = {1, 5},
        .phase = CARD_LEARNING,
        .reps = 1,
        .last_review_day = TODAY,
        .due_ms = due,
        .due_day = (DayNumber)(due / MS_PER_DAY),
        .first_review_day = TODAY - 1,
    };
}

static CatalogIndex next(const Fixture *fixture, QueueCounts *counts)
{
    return queue_next(&fixture->study, &fixture->all, NOW, TODAY, counts);
}

static void assert_counts(const Fixture *fixture, int learning, int due, int fresh)
{
    QueueCounts counts = queue_count(&fixture->study, &fixture->all, NOW, TODAY);
    assert_int_equal(counts.learning, learning);
    assert_int_equal(counts.due, due);
    assert_int_equal(counts.fresh, fresh);
}

/* The first day: only the first topic's notes, one card of each, and those that require nothing. */
static void a_first_day_begins_with_the_first_topic(void **state)
{
    Fixture *fixture = *state;
    QueueCounts counts;
    assert_int_equal(next(fixture, &counts), CARD_VAR);
    assert_int_equal(counts.fresh, 2); /* var and loop; gap requires var */
    assert_int_equal(counts.due + counts.learning, 0);
}

static void learning_then_reviews_then_new(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    learn(study, CARD_VEC, -1);
    learn(study, CARD_GRAD, -5);
    review(study, CARD_NET, 10, 12, -2);
    assert_counts(fixture, 2, 1, 2);
    assert_int_equal(next(fixture, NULL), CARD_GRAD); /* due longest */
    learn(study, CARD_GRAD, 10);
    assert_int_equal(next(fixture, NULL), CARD_VEC);
    learn(study, CARD_VEC, 15);
    assert_int_equal(next(fixture, NULL), CARD_NET);
    review(study, CARD_NET, 10, 2, 8);
    assert_int_equal(next(fixture, NULL), CARD_VAR);
    study->config.new_per_day = 0;
    assert_int_equal(next(fixture, NULL), CARD_GRAD); /* ahead, as nothing else is left */
    learn(study, CARD_GRAD, 21);
    learn(study, CARD_VEC, 30);
    assert_int_equal(next(fixture, NULL), CATALOG_NONE); /* too far ahead */
    assert_int_equal(queue_next_due_ms(study, &fixture->all, TODAY), NOW + 21 * MS_PER_MINUTE);
    assert_counts(fixture, 2, 0, 0);
}

static void the_most_overdue_review_comes_first(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    review(study, CARD_VAR, 100, 110, -10); /* 1.1 of its stability */
    review(study, CARD_VEC, 2, 4, -2);      /* 2.0 */
    review(study, CARD_NET, 10, 15, -5);    /* 1.5 */
    assert_int_equal(next(fixture, NULL), CARD_VEC);
    review(study, CARD_VEC, 2, 0, 2);
    assert_int_equal(next(fixture, NULL), CARD_NET);
    review(study, CARD_NET, 10, 0, 10);
    assert_int_equal(next(fixture, NULL), CARD_VAR);
}

static void hidden_cards_do_not_come(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    review(study, CARD_VAR, 3, 5, -2);
    review(study, CARD_NET, 3, 5, -2);
    study->cards[CARD_VAR].suspended = true;
    study->cards[CARD_NET].buried_day = TODAY;
    study->cards[CARD_LOOP].suspended = true; /* its sibling comes in its place */
    assert_int_equal(next(fixture, NULL), CARD_LOOP_REVERSE);
    assert_int_equal(queue_count(study, &fixture->all, NOW, TODAY + 1).due, 1);
}

static void siblings_wait_for_tomorrow(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    mark(study, "python", MARK_DONE);
    mark(study, "math", MARK_SKIPPED);
    review(study, CARD_VAR, 3, 1, 2);
    review(study, CARD_LOOP, 3, 5, -2);
    review(study, CARD_LOOP_REVERSE, 3, 4, -1);
    assert_counts(fixture, 0, 1, 2); /* one of loop's; the first of gap's; net, which is next */
    assert_int_equal(next(fixture, NULL), CARD_LOOP);
    review(study, CARD_LOOP, 9, 0, 9);
    assert_int_equal(next(fixture, NULL), CARD_GAP_1);
    assert_int_equal(queue_next(study, &fixture->all, NOW, TODAY + 1, NULL), CARD_LOOP_REVERSE);
    /* A sibling in its steps is no reason to wait for the steps themselves. */
    learn(study, CARD_LOOP_REVERSE, -1);
    assert_int_equal(next(fixture, NULL), CARD_LOOP_REVERSE);
}

static void daily_limits_hold(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    review(study, CARD_VEC, 3, 5, -2);
    review(study, CARD_NET, 3, 6, -3);
    study->config.reviews_per_day = 1;
    study->config.new_per_day = 1;
    assert_counts(fixture, 0, 1, 1);
    assert_int_equal(next(fixture, NULL), CARD_NET);
    review(study, CARD_NET, 3, 0, 3); /* answered: the day's one review */
    assert_counts(fixture, 0, 0, 1);
    assert_int_equal(next(fixture, NULL), CARD_VAR);
    learn(study, CARD_VAR, 40); /* begun today: the day's one new card */
    study->cards[CARD_VAR].first_review_day = study->cards[CARD_VAR].last_review_day = TODAY;
    assert_counts(fixture, 1, 0, 0);
    assert_int_equal(next(fixture, NULL), CATALOG_NONE);
    study->config.reviews_per_day = study->config.new_per_day = 0; /* less than was done */
    assert_counts(fixture, 1, 0, 0);
}

static void new_cards_come_from_open_topics(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    for (int i = CARD_VAR; i <= CARD_GAP_2; i++)
        study->cards[i].suspended = true;
    assert_int_equal(next(fixture, NULL), CATALOG_NONE); /* mathematics is not open yet */
    mark(study, "math/a", MARK_DOING);
    assert_int_equal(next(fixture, NULL), CARD_VEC);
    assert_counts(fixture, 0, 0, 1); /* grad requires math/b */
    mark(study, "math/b", MARK_DOING);
    assert_counts(fixture, 0, 0, 2);
    mark(study, "math/a", MARK_SKIPPED); /* nothing new of what is skipped */
    assert_int_equal(next(fixture, NULL), CARD_GRAD);
    mark(study, "math", MARK_SKIPPED);
    mark(study, "python", MARK_DONE);
    assert_int_equal(next(fixture, NULL), CARD_NET);
}

static void required_notes_come_first(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    study->cards[CARD_LOOP].suspended = study->cards[CARD_LOOP_REVERSE].suspended = true;
    study->cards[CARD_VAR].suspended = true;
    assert_int_equal(next(fixture, NULL), CATALOG_NONE);
    study->cards[CARD_VAR].reps = 1;
    assert_int_equal(next(fixture, NULL), CARD_GAP_1);
    study->cards[CARD_VAR].reps = 0;
    fixture->catalog->notes[2].requires = sample_texts(fixture->catalog, "no-such-id", NULL);
    assert_int_equal(next(fixture, NULL), CARD_GAP_1); /* a broken reference blocks nothing */
    study->cards[CARD_GAP_1].suspended = study->cards[CARD_GAP_2].suspended = true;
    mark(study, "math", MARK_DOING);
    study->cards[CARD_VEC].suspended = true;
    fixture->catalog->notes[4].requires = sample_texts(fixture->catalog, "gap", NULL);
    assert_int_equal(next(fixture, NULL), CATALOG_NONE);
    study->cards[CARD_GAP_2].reps = 1; /* one card of a required note is enough */
    assert_int_equal(next(fixture, NULL), CARD_GRAD);
}

static void filters_narrow(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    review(study, CARD_VAR, 3, 5, -2);
    review(study, CARD_GAP_1, 3, 6, -3);
    review(study, CARD_VEC, 3, 7, -4);
    QueueFilter filter = queue_filter_all();
    filter.topic = TOPIC_PYTHON;
    assert_int_equal(queue_next(study, &filter, NOW, TODAY, NULL), CARD_GAP_1);
    assert_int_equal(queue_count(study, &filter, NOW, TODAY).due, 2);
    filter.subtopic = SUB_PYTHON_A;
    assert_int_equal(queue_next(study, &filter, NOW, TODAY, NULL), CARD_VAR);
    filter = queue_filter_all();
    filter.deck = 1;
    assert_int_equal(queue_next(study, &filter, NOW, TODAY, NULL), CARD_VEC);
    /* its topic is not begun, but the learner asked for it by name */
    assert_true(queue_count(study, &filter, NOW, TODAY).fresh > 0);
    learn(study, CARD_LOOP, 5);
    assert_int_equal(queue_next_due_ms(study, &filter, TODAY), 0);
    filter.deck = 0;
    assert_int_equal(queue_next_due_ms(study, &filter, TODAY), NOW + 5 * MS_PER_MINUTE);
}

static void a_limit_cuts_the_counts_not_the_cards(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    learn(study, CARD_VEC, 60); /* later today */
    review(study, CARD_NET, 3, 5, -2);
    fixture->all.limit = 2;
    assert_counts(fixture, 1, 1, 0);
    fixture->all.limit = 1;
    assert_counts(fixture, 1, 0, 0);
    assert_int_equal(next(fixture, NULL), CARD_NET);
}

static void ahead_takes_what_is_due_soon(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    study->config.new_per_day = 0;
    review(study, CARD_VEC, 10, 7, 3);
    assert_int_equal(next(fixture, NULL), CATALOG_NONE);
    fixture->all.ahead_days = 2;
    assert_int_equal(next(fixture, NULL), CATALOG_NONE);
    fixture->all.ahead_days = 3;
    assert_int_equal(next(fixture, NULL), CARD_VEC);
    assert_counts(fixture, 0, 1, 0);
}

static void the_forecast_counts_days(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    review(study, CARD_VAR, 3, 9, -6);
    review(study, CARD_LOOP, 3, 3, 0);
    review(study, CARD_GAP_1, 3, 1, 2);
    review(study, CARD_GAP_2, 3, 1, 3);
    review(study, CARD_VEC, 3, 9, -6);
    review(study, CARD_NET, 3, 1, 1);
    study->cards[CARD_VEC].buried_day = TODAY; /* counts tomorrow */
    study->cards[CARD_NET].suspended = true;
    learn(study, CARD_GRAD, 10);
    int32_t counts[3] = {-1, -1, -1};
    queue_forecast(study, TODAY, 3, counts);
    assert_int_equal(counts[0], 3);
    assert_int_equal(counts[1], 1);
    assert_int_equal(counts[2], 1);
    queue_forecast(study, TODAY, 0, counts);
    assert_int_equal(counts[0], 3); /* untouched */
}

/* A session: answers as the scheduler gives them, until nothing is left. */
static void a_session_ends(void **state)
{
    Fixture *fixture = *state;
    StudyState *study = &fixture->study;
    int64_t now = NOW;
    int shown = 0;
    for (; shown < 100; shown++) {
        CatalogIndex card = queue_next(study, &fixture->all, now, TODAY, NULL);
        if (card == CATALOG_NONE)
            break;
        AnswerTime when = {now, 0, TODAY};
        study->cards[card] =
            scheduler_answer(&study->scheduler, &study->cards[card], RATING_GOOD, when, 1);
        now += 20 * MS_PER_SECOND;
    }
    /* var, loop, gap:c1 twice each: a Good, ten minutes of waiting brought forward, a Good. */
    assert_int_equal(shown, 6);
    assert_int_equal(study->cards[CARD_GAP_1].phase, CARD_REVIEW);
    assert_int_equal(study->cards[CARD_GAP_2].phase, CARD_NEW);
}

int main(void)
{
#define FIXED(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        FIXED(a_first_day_begins_with_the_first_topic),
        FIXED(learning_then_reviews_then_new),
        FIXED(the_most_overdue_review_comes_first),
        FIXED(hidden_cards_do_not_come),
        FIXED(siblings_wait_for_tomorrow),
        FIXED(daily_limits_hold),
        FIXED(new_cards_come_from_open_topics),
        FIXED(required_notes_come_first),
        FIXED(filters_narrow),
        FIXED(a_limit_cuts_the_counts_not_the_cards),
        FIXED(ahead_takes_what_is_due_soon),
        FIXED(the_forecast_counts_days),
        FIXED(a_session_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
