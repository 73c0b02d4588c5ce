#include "study/graphs.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sample.h"

#define TODAY 20781 /* Tuesday 24 November 2026 */
#define NOW   (TODAY * MS_PER_DAY + 18 * MS_PER_HOUR)

#define ALL ((ItemRef){ITEM_NONE, CATALOG_NONE})

typedef struct Fixture {
    Catalog *catalog;
    StudyState study;
    Stats *stats;
    Arena *arena;
    GraphView view;
} Fixture;

static int set_up(void **state)
{
    static Fixture fixture;
    fixture.catalog = sample_catalog();
    if (fixture.catalog == NULL)
        return -1;
    study_state_init(&fixture.study, fixture.catalog);
    fixture.stats = stats_pass_end(stats_pass_new(&fixture.study.scheduler.model, TODAY), NULL, 0);
    fixture.arena = arena_new();
    fixture.view = (GraphView){.state = &fixture.study,
                               .stats = fixture.stats,
                               .scope = ALL,
                               .now_ms = NOW,
                               .today = TODAY};
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    stats_free(fixture->stats);
    arena_free(fixture->arena);
    study_state_done(&fixture->study);
    catalog_free(fixture->catalog);
    return 0;
}

static const Graph *make(const Fixture *fixture, GraphId id)
{
    return graph_make(&fixture->view, id, fixture->arena);
}

static const GraphItem *item_of(const Graph *graph, const char *key)
{
    for (size_t i = 0; i < graph->count; i++)
        if (strcmp(graph->items[i].key, key) == 0)
            return &graph->items[i];
    fail_msg("%s has no %s", graph->name, key);
    return NULL;
}

static void assert_value(const Graph *graph, const char *key, size_t series, double value)
{
    double found = item_of(graph, key)->values[series];
    if (!(fabs(found - value) < 1e-9))
        fail_msg("%s of %s is %g, not %g", key, graph->name, found, value);
}

static void practise(Fixture *fixture, DayNumber day, int minutes)
{
    StudyState *study = &fixture->study;
    habit_day_mutable(&study->days, &study->day_count, &study->day_capacity, day)->practice_ms =
        minutes * MS_PER_MINUTE;
}

/* A card in review that is due in so many days. */
static void know(Fixture *fixture, int card, int interval, int due_in)
{
    fixture->study.cards[card] = (CardState){.memory = {interval, 5.5},
                                             .phase = CARD_REVIEW,
                                             .reps = 3,
                                             .interval_days = interval,
                                             .due_day = TODAY + due_in,
                                             .last_review_day = TODAY + due_in - interval};
}

/* --- the table --- */

static void every_graph_has_a_page_and_a_name_of_its_own(void **state)
{
    (void)state;
    size_t graphs = 0;
    for (int page = 0; page < GRAPH_PAGE_COUNT; page++) {
        graphs += graph_page_graphs((GraphPage)page);
        for (size_t i = 0; i < graph_page_graphs((GraphPage)page); i++)
            assert_int_equal(graph_info(graph_page_first((GraphPage)page) + (GraphId)i)->page,
                             page);
    }
    assert_int_equal(graphs, GRAPH_COUNT);
    for (int i = 0; i < GRAPH_COUNT; i++) {
        for (int k = 0; k < i; k++)
            assert_string_not_equal(graph_info((GraphId)i)->name, graph_info((GraphId)k)->name);
        for (int page = 0; page < GRAPH_PAGE_COUNT; page++)
            assert_string_not_equal(graph_info((GraphId)i)->name, graph_page_name((GraphPage)page));
    }
}

/* Nothing was done yet: each graph is there, or says what to do; also without a log, and of a part. */
static void nothing_is_no_trouble(void **state)
{
    Fixture *fixture = *state;
    const ItemRef scopes[] = {ALL, {ITEM_TOPIC, 1}, {ITEM_SUBTOPIC, 2}, {ITEM_DECK, 0}};
    for (int id = 0; id < GRAPH_COUNT; id++)
        for (size_t i = 0; i < (size_t)8 * STATS_PERIODS; i++) {
            fixture->view.scope = scopes[i % 4];
            fixture->view.period = (StatsPeriod)(i / 4 % STATS_PERIODS);
            fixture->view.stats = i < (size_t)4 * STATS_PERIODS ? fixture->stats : NULL;
            fixture->view.room = i % 3 * 20;
            const Graph *graph = make(fixture, (GraphId)id);
            assert_true(graph->empty != NULL || graph->count > 0);
            assert_true(graph->count == 0 || graph->start < graph->count);
            assert_in_range(graph->drawn, 0, graph->series_count);
        }
}

/* --- days --- */

static void days_are_as_wide_as_there_is_room(void **state)
{
    static const struct {
        StatsPeriod period;
        size_t room, count;
        const char *first, *words;
    } CASES[] = {
        {STATS_MONTH, 0, 30, "2026-10-26", "Mon 26 Oct: 20 min"},
        {STATS_MONTH, 30, 30, "2026-10-26", "Mon 26 Oct: 20 min"},
        {STATS_MONTH, 29, 5, "2026-10-26", "week of Mon 26 Oct: 40 min"},
        {STATS_MONTH, 4, 2, "2026-10-01", "Oct 2026: 1 h"},
        {STATS_QUARTER, 0, 90, "2026-08-27", NULL},
        {STATS_QUARTER, 60, 14, "2026-08-24", NULL},
        {STATS_QUARTER, 10, 4, "2026-08-01", NULL},
        {STATS_YEAR, 0, 365, "2025-11-25", "Tue 25 Nov 2025: 0 min"},
        {STATS_YEAR, 60, 53, "2025-11-24", NULL},
        {STATS_YEAR, 20, 13, "2025-11-01", "Nov 2025: 0 min"},
        {STATS_YEAR, 6, 5, "2025-10-01", "quarter from Oct 2025: 0 min"},
        {STATS_YEAR, 4, 2, "2025-01-01", "2025: 0 min"},
    };
    Fixture *fixture = *state;
    practise(fixture, TODAY - 29, 20);
    practise(fixture, TODAY - 26, 20);
    practise(fixture, TODAY - 24, 20); /* a Saturday, still October */
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        fixture->view.period = CASES[i].period;
        fixture->view.room = CASES[i].room;
        const Graph *graph = make(fixture, GRAPH_ID_MINUTES);
        double sum = 0;
        for (size_t k = 0; k < graph->count; k++)
            sum += graph->items[k].values[0];
        assert_true(sum == 60);
        assert_int_equal(graph->count, CASES[i].count);
        assert_string_equal(graph->items[0].key, CASES[i].first);
        assert_int_equal(graph->start, graph->count - 1);
        if (CASES[i].words != NULL && i != 1 && i != 2)
            assert_string_equal(graph->items[0].words, CASES[i].words);
    }
}

static void all_begins_with_the_first_day(void **state)
{
    Fixture *fixture = *state;
    practise(fixture, TODAY - 40, 15);
    practise(fixture, TODAY, 10);
    fixture->view.period = STATS_ALL;
    const Graph *graph = make(fixture, GRAPH_ID_MINUTES);
    assert_int_equal(graph->count, 41);
    assert_string_equal(graph->facts[0], "25 min on 2 of 41 days");
    assert_string_equal(graph->facts[1], "12 min on such a day");
}

/* The clock stood in another century once. */
static void a_wrong_clock_is_no_first_day(void **state)
{
    Fixture *fixture = *state;
    practise(fixture, INT32_MIN + 5, 15);
    practise(fixture, TODAY - 2, 15);
    fixture->view.period = STATS_ALL;
    for (int id = 0; id < GRAPH_COUNT; id++)
        if (graph_info((GraphId)id)->source != GRAPH_FROM_LOG && id != GRAPH_ID_CALENDAR &&
            id != GRAPH_ID_STREAK) /* which the habit judges, whose matter that is */
            (void)make(fixture, (GraphId)id);
    assert_int_equal(make(fixture, GRAPH_ID_MINUTES)->count, 3);
}

static void the_open_block_counts(void **state)
{
    Fixture *fixture = *state;
    assert_int_equal(
        practice_start(&fixture->study.timer, "x", "math", NOW - 7 * MS_PER_MINUTE, NULL),
        STATUS_OK);
    assert_value(make(fixture, GRAPH_ID_MINUTES), "2026-11-24", 0, 7);
    fixture->view.scope = (ItemRef){ITEM_TOPIC, TOPIC_MATH};
    assert_value(make(fixture, GRAPH_ID_MINUTES), "2026-11-24", 0, 7);
    fixture->view.scope = (ItemRef){ITEM_TOPIC, TOPIC_PYTHON};
    assert_value(make(fixture, GRAPH_ID_MINUTES), "2026-11-24", 0, 0);
}

static void a_calendar_says_what_days_count_for(void **state)
{
    Fixture *fixture = *state;
    for (int i = 1; i <= 9; i++)
        if (i != 2)
            practise(fixture, TODAY - i, 30);
    fixture->view.room = 10;
    const Graph *graph = make(fixture, GRAPH_ID_CALENDAR);
    assert_int_equal(graph->count, 70);
    assert_int_equal(graph->start, 64); /* today, in a week that ends on Sunday */
    assert_int_equal(graph->items[65].mark, GRAPH_OUTSIDE);
    assert_string_equal(item_of(graph, "2026-11-23")->tag, "kept");
    assert_int_equal(item_of(graph, "2026-11-23")->level, 4);
    assert_string_equal(item_of(graph, "2026-11-23")->words, "Mon 23 Nov: 30 min, kept");
    assert_string_equal(item_of(graph, "2026-11-22")->tag, "frozen");
    assert_int_equal(item_of(graph, "2026-11-22")->mark, GRAPH_FROZEN);
    assert_string_equal(item_of(graph, "2026-11-24")->tag, "open");
    fixture->view.room = 0;
    graph = make(fixture, GRAPH_ID_STREAK);
    assert_value(graph, "2026-11-23", 0, 8);
    assert_value(graph, "2026-11-22", 0, 7);
    assert_value(graph, "2026-11-15", 0, 1);
    assert_value(graph, "2026-11-14", 0, 0);
    assert_string_equal(graph->facts[1], "Longest: 8 days up to Tue 24 Nov");
    fixture->view.scope = (ItemRef){ITEM_TOPIC, TOPIC_MATH};
    assert_null(make(fixture, GRAPH_ID_CALENDAR)->tag_name); /* a part of it is not judged */
}

/* --- cards --- */

static void cards_are_counted_as_they_are(void **state)
{
    Fixture *fixture = *state;
    CardState *cards = fixture->study.cards;
    know(fixture, CARD_VAR, 20, 3);
    know(fixture, CARD_LOOP, 21, -2);
    know(fixture, CARD_LOOP_REVERSE, 100, 50);
    know(fixture, CARD_GAP_1, 5, 5);
    know(fixture, CARD_VEC, 9, 0);
    cards[CARD_GAP_1].suspended = true;
    cards[CARD_VEC].buried_day = TODAY;
    cards[CARD_GRAD] = (CardState){
        .phase = CARD_RELEARNING, .memory = {0.5, 9}, .due_day = TODAY, .last_review_day = TODAY};
    const Graph *graph = make(fixture, GRAPH_ID_CARDS);
    static const struct {
        const char *key;
        double count;
    } COUNTS[] = {{"new", 2},    {"learning", 0},  {"relearning", 1}, {"young", 1},
                  {"mature", 2}, {"suspended", 1}, {"buried", 1}};
    for (size_t i = 0; i < 7; i++)
        assert_value(graph, COUNTS[i].key, 0, COUNTS[i].count);
    fixture->view.scope = (ItemRef){ITEM_DECK, 1};
    assert_value(make(fixture, GRAPH_ID_CARDS), "young", 0, 0);
    assert_value(make(fixture, GRAPH_ID_CARDS), "new", 0, 1);
    fixture->view.scope = ALL;
    graph = make(fixture, GRAPH_ID_DUE);
    assert_value(graph, "overdue", 0, 1);
    assert_value(graph, "2026-11-24", 0, 1);
    assert_value(graph, "2026-11-25", 0, 1); /* what is buried today */
    assert_value(graph, "2026-11-27", 0, 1);
    assert_int_equal(graph->count, 31);
    assert_string_equal(graph->facts[0], "4 cards, 1 of them overdue, 1 tomorrow");
    fixture->view.period = STATS_ALL;
    assert_value(make(fixture, GRAPH_ID_DUE), "2027-01-13", 0, 1);
    graph = make(fixture, GRAPH_ID_INTERVALS);
    assert_value(graph, "14-30", 0, 2);
    assert_value(graph, "60-120", 0, 1);
    assert_value(graph, "7-14", 0, 1);
    graph = make(fixture, GRAPH_ID_STABILITY);
    assert_value(graph, "0-1", 0, 1);
    graph = make(fixture, GRAPH_ID_DIFFICULTY);
    assert_value(graph, "50-60", 0, 4);
    assert_value(graph, "80-90", 0, 1);
    graph = make(fixture, GRAPH_ID_RETRIEVABILITY);
    assert_value(graph, "90-", 0, 4);
    assert_value(graph, "80-90", 0, 1); /* what is overdue */
}

/* --- the log --- */

static void answer(StatsPass *pass, size_t card, DayNumber day, Rating rating, int32_t days)
{
    stats_pass_answer(pass, &(StatsAnswer){.card = card,
                                           .at_ms = day * MS_PER_DAY + 9 * MS_PER_HOUR,
                                           .day = day,
                                           .rating = rating,
                                           .ms = 30000,
                                           .days = days});
}

static void block(StatsPass *pass, const char *topic, DayNumber day, int hours)
{
    PracticeBlock made = {.start_ms = day * MS_PER_DAY + 6 * MS_PER_HOUR,
                          .practised_ms = hours * MS_PER_HOUR,
                          .study_day = day,
                          .rollover_hour = 4};
    made.end_ms = made.start_ms + made.practised_ms;
    memcpy(made.topic, topic, strlen(topic));
    stats_pass_block(pass, &made);
}

static void tell(Fixture *fixture)
{
    const char *const ids[] = {"var", "vec", "gone"};
    StatsPass *pass = stats_pass_new(&fixture->study.scheduler.model, TODAY);
    answer(pass, 0, TODAY - 40, RATING_GOOD, 25);
    answer(pass, 0, TODAY - 15, RATING_GOOD, 30);
    answer(pass, 1, TODAY - 15, RATING_EASY, 5);
    answer(pass, 1, TODAY - 10, RATING_AGAIN, 0);
    answer(pass, 1, TODAY - 10, RATING_GOOD, 10);
    answer(pass, 1, TODAY, RATING_HARD, 12);
    answer(pass, 2, TODAY, RATING_GOOD, 0);
    block(pass, "python", TODAY - 1, 2);
    block(pass, "python/b", TODAY - 100, 3);
    block(pass, "review", TODAY - 1, 1);
    block(pass, "", TODAY - 1, 1);
    stats_free(fixture->stats);
    fixture->stats = stats_pass_end(pass, ids, 3);
    fixture->view.stats = fixture->stats;
}

static void answers_are_shown_by_their_kinds(void **state)
{
    Fixture *fixture = *state;
    tell(fixture);
    const Graph *graph = make(fixture, GRAPH_ID_ANSWERS);
    assert_value(graph, "2026-11-14", 0, 2);
    assert_value(graph, "2026-11-14", 1, 1); /* learning, after it was forgotten while young */
    assert_value(graph, "2026-11-14", 2, 1);
    assert_value(graph, "2026-11-14", 5, 1);
    assert_value(graph, "2026-11-24", 4, 1);
    graph = make(fixture, GRAPH_ID_BUTTONS);
    assert_value(graph, "good", 0, 2);
    assert_value(graph, "good", 2, 1);
    assert_value(graph, "hard", 1, 1);
    assert_value(graph, "again", 1, 1);
    graph = make(fixture, GRAPH_ID_RETENTION);
    assert_value(graph, "today", 0, 100);
    assert_true(isnan(item_of(graph, "yesterday")->values[0]));
    assert_value(graph, "month", 0, 66.7);
    assert_value(graph, "month", 1, 50);
    assert_value(graph, "month", 2, 100);
    assert_value(graph, "all", 3, 3);
    graph = make(fixture, GRAPH_ID_HOURS);
    assert_value(graph, "09", 0, 6);
    assert_value(graph, "09", 1, 100 * 5.0 / 6);
    fixture->view.period = STATS_ALL;
    assert_value(make(fixture, GRAPH_ID_HOURS), "09", 0, 7);
    graph = make(fixture, GRAPH_ID_TODAY);
    assert_value(graph, "young", 0, 1);
    assert_value(graph, "learning", 0, 1);
    graph = make(fixture, GRAPH_ID_FORGETTING);
    double answers = 0;
    for (size_t i = 0; i < graph->count; i++)
        answers += graph->items[i].values[2];
    assert_true(answers == 3);
    assert_string_equal(graph->facts[1], "* fewer than 20 answers");
}

static void time_belongs_to_topics(void **state)
{
    Fixture *fixture = *state;
    tell(fixture);
    const Graph *graph = make(fixture, GRAPH_ID_TOPIC_TIME);
    assert_int_equal(graph->count, 4);
    assert_value(graph, "python", 0, 2.01); /* and half a minute of reviews */
    assert_value(graph, "math", 0, 0.03);
    assert_value(graph, "review", 0, 1.01); /* a card that is gone belongs nowhere */
    assert_value(graph, "", 0, 1);
    graph = make(fixture, GRAPH_ID_ESTIMATES);
    assert_int_equal(graph->count, 1); /* mathematics is not estimated */
    assert_value(graph, "python", 0, 5.02);
    assert_value(graph, "python", 1, 15);
    assert_value(graph, "python", 2, 10);
    assert_string_equal(graph->items[0].words,
                        "Python: 5 h 1 min, of it 1 min of reviews; estimated 10 to 20 h");
}

static void phases_are_those_of_the_plan(void **state)
{
    Fixture *fixture = *state;
    tell(fixture);
    const Graph *graph = make(fixture, GRAPH_ID_PHASES);
    assert_int_equal(graph->count, 2);
    assert_true(graph->items[0].values[0] > 0);
    assert_true(graph->items[0].values[1] >= graph->items[0].values[0]);
    assert_non_null(strchr(graph->items[0].tag, '/'));
    assert_true(isnan(graph->items[1].values[0])); /* which goes on */
    fixture->view.scope = (ItemRef){ITEM_TOPIC, TOPIC_MATH};
    assert_non_null(make(fixture, GRAPH_ID_PHASES)->empty);
}

static bool has_fact(const Graph *graph, const char *words)
{
    for (size_t i = 0; i < graph->fact_count; i++)
        if (strstr(graph->facts[i], words) != NULL)
            return true;
    return false;
}

static void a_day_to_be_through_by_says_what_it_takes(void **state)
{
    Fixture *fixture = *state;
    Config *config = &fixture->study.config;
    assert_false(has_fact(make(fixture, GRAPH_ID_PHASES), "By "));
    memcpy(config->target_date, "2026-12-23", sizeof "2026-12-23");
    assert_true(has_fact(make(fixture, GRAPH_ID_PHASES), "By Wed 23 Dec: "));
    memcpy(config->target_date, "2026-11-23", sizeof "2026-11-23"); /* which is over */
    assert_false(has_fact(make(fixture, GRAPH_ID_PHASES), "By "));
}

static void a_phase_is_done_with_its_topics(void **state)
{
    Fixture *fixture = *state;
    static const char *const TOPICS[] = {"python", "math"};
    for (size_t i = 0; i < 2; i++) {
        ItemState *own =
            study_state_item(&fixture->study, catalog_find(fixture->catalog, TOPICS[i]));
        *own = (ItemState){.marked = true, .mark = MARK_SKIPPED};
    }
    const Graph *graph = make(fixture, GRAPH_ID_PHASES);
    assert_value(graph, "basics", 0, 0);
    assert_value(graph, "basics", 1, 0);
    assert_string_equal(item_of(graph, "basics")->words, "Basics: done");
    assert_string_equal(item_of(graph, "deep")->words, "Deep: goes on");
    assert_false(has_fact(graph, "the whole roadmap"));
    assert_true(has_fact(graph, "days a week"));
    fixture->catalog->phase_count = 0;
    assert_non_null(strstr(make(fixture, GRAPH_ID_PHASES)->empty, "no roadmap"));
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(every_graph_has_a_page_and_a_name_of_its_own),
        CASE(nothing_is_no_trouble),
        CASE(days_are_as_wide_as_there_is_room),
        CASE(all_begins_with_the_first_day),
        CASE(a_wrong_clock_is_no_first_day),
        CASE(the_open_block_counts),
        CASE(a_calendar_says_what_days_count_for),
        CASE(cards_are_counted_as_they_are),
        CASE(answers_are_shown_by_their_kinds),
        CASE(time_belongs_to_topics),
        CASE(phases_are_those_of_the_plan),
        CASE(a_day_to_be_through_by_says_what_it_takes),
        CASE(a_phase_is_done_with_its_topics),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
