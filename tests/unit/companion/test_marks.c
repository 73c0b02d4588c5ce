/* Marks, notes, opened resources, hints, questions, options: in memory and after a new start. */
#include "study/progress.h"
#include "unit/companion/fixture.h"

static const ItemState *item_state(const Workspace *workspace, const char *id)
{
    return study_state_item_const(workspace_state(workspace), fixture_item(workspace, id));
}

/* A second look with a fresh workspace: what is only in memory is not there. */
static Workspace *reopen(Workspace *workspace)
{
    workspace_close(workspace);
    return fixture_open();
}

static void test_mark(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    static const char *const IDS[] = {"t-one", "t-one/a", "t-book", "t-proj", "t-proj/first"};
    for (int i = 0; i < 5; i++)
        assert_ok(workspace_mark(workspace, fixture_item(workspace, IDS[i]), MARK_DOING, error));
    assert_ok(workspace_mark(workspace, fixture_item(workspace, "t-one"), MARK_DONE, error));
    for (int round = 0; round < 2; round++) {
        assert_int_equal(item_state(workspace, "t-one")->mark, MARK_DONE);
        assert_true(item_state(workspace, "t-one")->marked);
        assert_int_equal(item_state(workspace, "t-proj/first")->mark, MARK_DOING);
        assert_false(item_state(workspace, "t-two")->marked);
        workspace = reopen(workspace);
    }
    assert_fails(STATUS_USAGE, "not a phase",
                 workspace_mark(workspace, fixture_item(workspace, "t-phase"), MARK_DONE, error));
    assert_fails(STATUS_USAGE, "todo, doing, done or skipped",
                 workspace_mark(workspace, fixture_item(workspace, "t-one"), MARK_COUNT, error));
    assert_int_equal(store_event_count(workspace->store), 6);
    workspace_close(workspace);
}

/* A mark that is taken back pins nothing: the topic follows its parts again. */
static void test_todo_takes_a_mark_back(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    ItemRef topic = fixture_item(workspace, "t-one");
    assert_ok(workspace_mark(workspace, topic, MARK_SKIPPED, error));
    assert_ok(workspace_mark(workspace, topic, MARK_TODO, error));
    assert_false(item_state(workspace, "t-one")->marked);
    assert_ok(workspace_mark(workspace, fixture_item(workspace, "t-one/a"), MARK_DOING, error));
    assert_int_equal(progress_mark(workspace_state(workspace), topic), MARK_DOING);
    workspace_close(workspace);
}

/* Parts are ticked, by their number, and an item that the learner did not mark follows from them. */
static void test_tick(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    ItemRef part = fixture_item(workspace, "t-one/a"), book = fixture_item(workspace, "t-book");
    assert_ok(workspace_tick(workspace, book, 2, true, error));
    assert_ok(workspace_opened(workspace, book.index, error)); /* leaves the ticks */
    for (int round = 0; round < 2; round++) {
        const StudyState *learner = workspace_state(workspace);
        assert_false(study_state_ticked(learner, book, 1));
        assert_true(study_state_ticked(learner, book, 2));
        assert_int_equal(study_state_ticks(learner, book), 1);
        assert_true(item_state(workspace, "t-book")->opened);
        assert_int_equal(progress_mark(learner, book), MARK_DOING);
        workspace = reopen(workspace);
    }
    assert_ok(workspace_tick(workspace, part, 1, true, error));
    assert_int_equal(progress_mark(workspace_state(workspace), part), MARK_DONE);
    assert_ok(workspace_mark(workspace, part, MARK_SKIPPED, error));
    assert_int_equal(progress_mark(workspace_state(workspace), part), MARK_SKIPPED);
    assert_ok(workspace_tick(workspace, part, 1, false, error));
    assert_ok(workspace_mark(workspace, part, MARK_TODO, error));
    assert_int_equal(progress_mark(workspace_state(workspace), part), MARK_TODO);
    assert_fails(STATUS_USAGE, "'t-book' has 2 chapters or steps: give a number from 1 to 2",
                 workspace_tick(workspace, book, 3, true, error));
    assert_fails(STATUS_USAGE, "'t-one' has no outcomes to tick",
                 workspace_tick(workspace, fixture_item(workspace, "t-one"), 1, true, error));
    workspace_close(workspace);
}

static void test_note(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    char *text = NULL;
    const char *hard = "line\n\"quoted\" \\ \x01 caf\xc3\xa9 \xf0\x9f\x98\x80";
    assert_ok(workspace_note_set(workspace, "t-one", hard, error));
    for (int round = 0; round < 2; round++) {
        assert_ok(workspace_note_get(workspace, "t-one", &text, error));
        assert_string_equal(text, hard);
        mem_free(text);
        assert_true(item_state(workspace, "t-one")->noted);
        workspace = reopen(workspace);
    }
    assert_ok(workspace_note_set(workspace, "t-one", "", error));
    assert_false(item_state(workspace, "t-one")->noted);
    assert_ok(workspace_note_get(workspace, "t-one", &text, error));
    assert_string_equal(text, "");
    mem_free(text);
    assert_ok(workspace_note_set(workspace, "t-gap:c1", "of a card", error));
    assert_ok(workspace_note_get(workspace, "t-gap:c1", &text, error));
    assert_string_equal(text, "of a card");
    mem_free(text);
    assert_fails(STATUS_USAGE, "'none'", workspace_note_set(workspace, "none", "x", error));
    assert_fails(STATUS_USAGE, "UTF-8", workspace_note_set(workspace, "t-one", "\xff", error));
    char *long_text = mem_alloc(300000, 1);
    memset(long_text, 'x', 299999);
    assert_fails(STATUS_USAGE, "at most", workspace_note_set(workspace, "t-one", long_text, error));
    mem_free(long_text);
    workspace_close(workspace);
}

static void test_opened_and_hints(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    CatalogIndex book = fixture_item(workspace, "t-book").index;
    CatalogIndex milestone = fixture_item(workspace, "t-proj/first").index;
    int tier = 0;
    assert_ok(workspace_opened(workspace, book, error));
    assert_ok(workspace_hint(workspace, milestone, &tier, error));
    assert_int_equal(tier, 1);
    workspace = reopen(workspace);
    assert_true(item_state(workspace, "t-book")->opened);
    assert_int_equal(item_state(workspace, "t-proj/first")->hints, 1);
    assert_ok(workspace_hint(workspace, milestone, &tier, error));
    assert_int_equal(tier, 2);
    assert_fails(STATUS_USAGE, "all hints", workspace_hint(workspace, milestone, &tier, error));
    assert_int_equal(item_state(workspace, "t-proj/first")->hints, 2);
    assert_fails(STATUS_USAGE, "no such resource", workspace_opened(workspace, 999, error));
    assert_fails(STATUS_USAGE, "no such milestone", workspace_hint(workspace, -1, &tier, error));
    workspace_close(workspace);
}

static void test_questions(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    assert_ok(workspace_ask(workspace, "t-one", "Why \"so\"?", error));
    assert_ok(workspace_ask(workspace, "", "And in general?", error));
    const StudyState *study = workspace_state(workspace);
    assert_int_equal(study->question_count, 2);
    assert_string_equal(study->questions[0].subject, "t-one");
    assert_string_equal(study->questions[0].text, "Why \"so\"?");
    assert_string_equal(study->questions[0].answer, "");
    assert_int_equal(study->questions[0].asked_ms, FIXTURE_NOON);
    char id[EVENT_ID_SIZE];
    (void)snprintf(id, sizeof id, "%s", study->questions[0].id);
    assert_ok(workspace_answer(workspace, id, "Because.", error));
    for (int round = 0; round < 2; round++) {
        study = workspace_state(workspace);
        assert_int_equal(study->question_count, 2);
        assert_string_equal(study->questions[0].id, id);
        assert_string_equal(study->questions[0].answer, "Because.");
        assert_string_equal(study->questions[1].answer, "");
        workspace = reopen(workspace);
    }
    assert_fails(STATUS_USAGE, "no question has the id 'zz'",
                 workspace_answer(workspace, "zz", "x", error));
    assert_fails(STATUS_USAGE, "no question", workspace_answer(workspace, "", "two fit", error));
    assert_fails(STATUS_USAGE, "'none'", workspace_ask(workspace, "none", "x", error));
    assert_fails(STATUS_USAGE, "empty", workspace_ask(workspace, "t-one", "", error));
    workspace_close(workspace);
}

static void test_options(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    assert_ok(workspace_option_set(workspace, "desired-retention", "0.8", error));
    assert_ok(workspace_option_set(workspace, "learning-steps", "5m", error));
    for (int round = 0; round < 2; round++) {
        assert_true(workspace_state(workspace)->config.desired_retention == 0.8);
        assert_true(workspace_state(workspace)->scheduler.retention == 0.8);
        assert_int_equal(workspace_state(workspace)->scheduler.learning_count, 1);
        workspace = reopen(workspace);
    }
    assert_fails(STATUS_USAGE, "did you mean 'theme'",
                 workspace_option_set(workspace, "them", "x", error));
    assert_fails(STATUS_USAGE, "lists them all",
                 workspace_option_set(workspace, "qqqqqqqqqq", "x", error));
    assert_fails(STATUS_USAGE, "", workspace_option_set(workspace, "goal-minutes", "none", error));
    assert_int_equal(store_event_count(workspace->store), 2);
    workspace_close(workspace);
}

/* A change of the rollover changes the days of what follows, not of what was. */
static void test_rollover_counts_from_then_on(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open_at(FIXTURE_NOON + 13 * FIXTURE_HOUR); /* 01:00 */
    CatalogIndex card = fixture_card(workspace, "t-basic");
    assert_ok(fixture_grade(workspace, card, RATING_GOOD, 0, NULL, error));
    assert_ok(workspace_option_set(workspace, "rollover-hour", "0", error));
    assert_ok(fixture_grade(workspace, card, RATING_GOOD, 0, NULL, error));
    assert_int_equal(fixture_day(workspace, FIXTURE_DAY).reviews, 1);
    assert_int_equal(fixture_day(workspace, FIXTURE_DAY + 1).reviews, 1);
    workspace_close(workspace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_CASE(test_mark),
        FIXTURE_CASE(test_todo_takes_a_mark_back),
        FIXTURE_CASE(test_tick),
        FIXTURE_CASE(test_note),
        FIXTURE_CASE(test_opened_and_hints),
        FIXTURE_CASE(test_questions),
        FIXTURE_CASE(test_options),
        FIXTURE_CASE(test_rollover_counts_from_then_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
