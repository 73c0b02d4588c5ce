/* Statistics of the log: what counts, for whom, and how an answer's event is read. */
#include "companion/answer_body.h"
#include "unit/companion/fixture_statistics.h"

#define DAY_MS (24 * FIXTURE_HOUR)

static Stats *run(const Workspace *workspace, const char *id, ItemKind kind)
{
    ItemRef scope = {ITEM_NONE, CATALOG_NONE};
    if (id != NULL) {
        scope = (ItemRef){kind, catalog_find_kind(workspace_catalog(workspace), id, kind)};
        assert_int_not_equal(scope.index, CATALOG_NONE);
    }
    Stats *stats = statistics_within(workspace, scope);
    assert_int_equal(stats->revision, workspace_state(workspace)->revision);
    return stats;
}

/* Answers of today, and their time outside of blocks. */
static void assert_today(const Workspace *workspace, const char *id, ItemKind kind, int32_t answers,
                         int64_t review_ms, int64_t practice_ms)
{
    Stats *stats = run(workspace, id, kind);
    StatsDay day = stats_day(stats, workspace_today(workspace));
    assert_int_equal(stats_answers(&day).all, answers);
    assert_int_equal(day.review_ms, review_ms);
    assert_int_equal(day.practice_ms, practice_ms);
    stats_free(stats);
}

static void test_scopes(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    assert_ok(fixture_grade(workspace, fixture_card(workspace, "t-basic"), RATING_GOOD, 4000, NULL,
                            error));
    assert_ok(fixture_grade(workspace, fixture_card(workspace, "t-gap:c1"), RATING_AGAIN, 2000,
                            NULL, error));
    assert_ok(fixture_grade(workspace, fixture_card(workspace, "t-last"), RATING_EASY, 1000, NULL,
                            error));
    int64_t end = FIXTURE_NOON - FIXTURE_HOUR;
    assert_ok(workspace_practice_log(workspace, "t-one/a", end, 60000, "", error));
    assert_ok(workspace_practice_log(workspace, "t-proj", end - 600000, 120000, "", error));
    assert_ok(workspace_practice_log(workspace, "t-two", end - 1200000, 240000, "", error));
    assert_ok(workspace_practice_log(workspace, "", end - 1800000, 480000, "", error));
    assert_today(workspace, NULL, ITEM_NONE, 3, 7000, 900000);
    assert_today(workspace, "t-one", ITEM_TOPIC, 2, 6000, 180000);
    assert_today(workspace, "t-one/a", ITEM_SUBTOPIC, 1, 4000, 60000);
    assert_today(workspace, "t-two", ITEM_TOPIC, 1, 1000, 240000);
    assert_today(workspace, "t-deck", ITEM_DECK, 3, 7000, 0);
    workspace_close(workspace);
}

static void test_what_counts(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    CatalogIndex card = fixture_card(workspace, "t-basic");
    Undone undone;
    assert_ok(fixture_grade(workspace, card, RATING_EASY, 4000, NULL, error));
    fixture_set_clock(workspace, FIXTURE_NOON + 60 * DAY_MS);
    assert_ok(fixture_grade(workspace, card, RATING_AGAIN, 3000, NULL, error));
    assert_ok(workspace_undo(workspace, &undone, error));
    assert_ok(fixture_cram(workspace, card, RATING_AGAIN, 1000, error));
    assert_ok(fixture_grade(workspace, card, RATING_GOOD, 2000, NULL, error));
    assert_ok(workspace_card_action(workspace, card, CARD_RESET, error));
    assert_ok(fixture_grade(workspace, card, RATING_HARD, 500, NULL, error));
    Stats *stats = run(workspace, NULL, ITEM_NONE);
    StatsDay day = stats_day(stats, FIXTURE_DAY + 60);
    DayTotal total = fixture_day(workspace, FIXTURE_DAY + 60);
    assert_int_equal(stats_answers(&day).all, 2);
    assert_int_equal(stats_answers(&day).right, 2);
    assert_int_equal(day.first[STATS_YOUNG].all + day.first[STATS_MATURE].all, 1);
    assert_int_equal(day.crams, 1);
    assert_int_equal(day.review_ms, total.review_ms);
    assert_int_equal(day.fresh, total.new_cards);
    assert_int_equal(stats->card_count, 1);
    assert_int_equal(stats->cards[0].ms[STATS_ALL], 7500);
    assert_int_equal(stats_sum(stats, 0, FIXTURE_DAY + 60).added, 6);
    stats_free(stats);
    workspace_close(workspace);
}

static bool never(void *context)
{
    (void)context;
    return false;
}

static void test_no_log(void **state)
{
    (void)state;
    Workspace *workspace = NULL;
    assert_ok(workspace_open(&(WorkspaceOptions){.read_only = true}, &workspace, error));
    Stats *stats = run(workspace, NULL, ITEM_NONE);
    assert_int_equal(stats->day_count, 0);
    stats_free(stats);
    workspace_close(workspace);
    workspace = fixture_open();
    assert_ok(write_begin(workspace, error));
    for (int i = 0; i < 5000; i++)
        assert_ok(
            write_event(workspace, EVENT_REVIEW, "x", "{\"rating\":3}", FIXTURE_NOON, NULL, error));
    assert_ok(write_end(workspace, STATUS_OK, error));
    StatisticsRequest request;
    statistics_request(workspace, (ItemRef){ITEM_NONE, CATALOG_NONE}, &request);
    assert_int_equal(statistics_run(&request, never, NULL, &stats, &(Error){{0}}), STATUS_FAILED);
    assert_null(stats);
    statistics_request_done(&request);
    workspace_close(workspace);
}

/* --- how an answer's event is read --- */

typedef struct BodyCase {
    const char *text;
    bool good;
    AnswerBody body;
} BodyCase;

static const BodyCase BODIES[] = {
    {"{\"rating\":3,\"ms\":4200,\"timed\":false,\"days\":12}", true, {3, 4200, 12, false, false}},
    {"{\"rating\":1,\"ms\":0,\"timed\":true,\"cram\":true}", true, {1, 0, 0, true, true}},
    {"{\"rating\":2,\"verdict\":\"right\",\"seed\":\"00ff\",\"reply\":\"a, b: {1}\",\"ms\":7}",
     true,
     {2, 7, 0, false, false}},
    {"{\"reply\":\"a \\\"quoted\\\" \\u00e9\",\"rating\":4}", true, {4, 0, 0, false, false}},
    {"{ \"rating\" : 3 , \"ms\" : 15 }", true, {3, 15, 0, false, false}},
    {"{\"rating\":3,\"more\":{\"rating\":1},\"list\":[1,2]}", true, {3, 0, 0, false, false}},
    {"{\"rating\":3,\"ms\":1e3}", true, {3, 1000, 0, false, false}},
    {"{\"rating\":3,\"ms\":-5}", true, {3, -5, 0, false, false}},
    {"{\"rating\":\"3\",\"timed\":\"true\"}", true, {0, 0, 0, false, false}},
    {"{\"rating\":null,\"timed\":null}", true, {0, 0, 0, false, false}},
    {"{\"rating\":3,\"rating\":4,\"ms\":1,\"ms\":2}", true, {3, 1, 0, false, false}},
    {"{\"rating\":true,\"rating\":3,\"cram\":1,\"cram\":true}", true, {0, 0, 0, false, false}},
    {"{}", true, {0, 0, 0, false, false}},
    {"{\"rating\":3", false, {0, 0, 0, false, false}},
    {"{\"rating\":3}}", false, {0, 0, 0, false, false}},
    {"{\"rating\":3,}", false, {0, 0, 0, false, false}},
    {"{\"rating\":03}", false, {0, 0, 0, false, false}},
    {"{\"reply\":\"open", false, {0, 0, 0, false, false}},
    {"[3]", false, {0, 0, 0, false, false}},
    {"", false, {0, 0, 0, false, false}},
};

static void test_bodies(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof BODIES / sizeof *BODIES; i++) {
        const BodyCase *it = &BODIES[i];
        AnswerBody body;
        Arena *arena = arena_new();
        if (answer_body_read(it->text, arena, &body) != it->good)
            fail_msg("%s is %s", it->text, it->good ? "refused" : "taken");
        if (it->good && (body.rating != it->body.rating || body.ms != it->body.ms ||
                         body.days != it->body.days || body.timed != it->body.timed ||
                         body.cram != it->body.cram))
            fail_msg("%s is misread", it->text);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_CASE(test_scopes),
        FIXTURE_CASE(test_what_counts),
        FIXTURE_CASE(test_no_log),
        cmocka_unit_test(test_bodies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
