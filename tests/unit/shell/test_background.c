/* What the interface has done behind the scenes, with a workspace but without a terminal. */
#include "shell/background.h"

#include "app/model.h"
#include "unit/companion/fixture.h"

static const char BODY[] = "{\"rating\":%d,\"ms\":5000,\"timed\":false}";

/* Reviews that do not look like the default memory at all. */
static void fill_log(Workspace *workspace, int cards, int rounds)
{
    assert_ok(write_begin(workspace, error));
    for (int i = 0; i < cards * rounds; i++) {
        char id[16];
        char *body = mem_format(BODY, (i + i / cards) % 3 == 0 && i >= cards ? 1 : 3);
        (void)snprintf(id, sizeof id, "x-%d", i % cards);
        assert_ok(write_event(workspace, EVENT_REVIEW, id, body,
                              FIXTURE_NOON - 48 * FIXTURE_HOUR * (rounds - i / cards), NULL,
                              error));
        mem_free(body);
    }
    assert_ok(write_end(workspace, STATUS_OK, error));
}

static void press(Session *session, const char *keys)
{
    char name[16];
    int length = 0;
    while (sscanf(keys, " %15s%n", name, &length) == 1) {
        Key key;
        assert_true(key_parse(name, &key));
        session_deliver(session, (Message){.kind = MESSAGE_KEY, .key = key});
        keys += length;
    }
}

static Workspace *open_session(Session *session, int cards, int rounds)
{
    Workspace *workspace = fixture_open();
    assert_ok(workspace_option_set(workspace, "first-run", "false", error));
    fill_log(workspace, cards, rounds);
    assert_ok(session_open(session, workspace, NULL, &(ShellOptions){0}, 24, 80, error));
    return workspace;
}

static void close_session(Session *session, Workspace *workspace)
{
    session_close(session);
    workspace_close(workspace);
}

static void nothing_is_at_work(const Session *session)
{
    struct pollfd ready[BACKGROUND_POLLED];
    background_poll(session, ready);
    for (int i = 0; i < BACKGROUND_POLLED; i++)
        assert_int_equal(ready[i].fd, -1);
}

static void test_new_weights_are_used(void **state)
{
    (void)state;
    Session session;
    Workspace *workspace = open_session(&session, 60, 12);
    nothing_is_at_work(&session);
    press(&session, ", o p t Enter");
    assert_int_equal(session.model->tuning.phase, TUNING_RUNS);
    background_wait(&session);
    nothing_is_at_work(&session);
    assert_int_equal(session.model->tuning.phase, TUNING_DONE);
    assert_true(session.model->tuning.outcome.proposal.worth);
    assert_true(workspace_state(workspace)->config.weights[0] != '\0');
    assert_int_equal(workspace_state(workspace)->config.optimized_reviews, 720);
    close_session(&session, workspace);
}

static void test_stopping_changes_nothing(void **state)
{
    (void)state;
    Session session;
    Workspace *workspace = open_session(&session, 200, 40);
    int64_t events = store_event_count(workspace->store);
    press(&session, ", o p t Enter Esc");
    nothing_is_at_work(&session);
    assert_int_equal(session.model->tuning.phase, TUNING_IDLE);
    background_take(&session); /* nothing comes */
    assert_string_equal(workspace_state(workspace)->config.weights, "");
    assert_int_equal(store_event_count(workspace->store), events);
    press(&session, ", o p t Enter"); /* and it can begin again */
    background_wait(&session);
    assert_int_equal(session.model->tuning.phase, TUNING_DONE);
    close_session(&session, workspace);
}

/* Leaving while it runs: closing the session ends it. */
static void test_leaving_while_it_runs(void **state)
{
    (void)state;
    Session session;
    Workspace *workspace = open_session(&session, 200, 40);
    press(&session, ", r e t e n");
    press(&session, "Esc , o p t Enter C-c");
    assert_true(session.quit);
    mem_free(session.farewell);
    close_session(&session, workspace);
}

/* Cards are graded meanwhile; the log that is read does not mind. */
static void test_writing_meanwhile(void **state)
{
    (void)state;
    Session session;
    Workspace *workspace = open_session(&session, 200, 20);
    CatalogIndex card = fixture_card(workspace, "t-basic");
    press(&session, ", o p t Enter");
    for (int i = 0; i < 20; i++)
        assert_ok(fixture_grade(workspace, card, RATING_GOOD, 1000, NULL, error));
    background_wait(&session);
    assert_int_equal(session.model->tuning.phase, TUNING_DONE);
    assert_int_equal(workspace_state(workspace)->cards[card].reps, 20);
    close_session(&session, workspace);
}

static void test_the_forecast_comes(void **state)
{
    (void)state;
    Session session;
    Workspace *workspace = open_session(&session, 10, 2);
    press(&session, ", r e t e n");
    assert_true(session.model->outlook.asked);
    background_wait(&session);
    assert_false(session.model->outlook.asked);
    assert_true(session.model->outlook.known);
    assert_true(session.model->outlook.forecast.revision == workspace_state(workspace)->revision);
    press(&session, "Enter C-u 0 . 8 Enter");
    assert_true(session.model->outlook.asked);
    background_wait(&session);
    nothing_is_at_work(&session);
    close_session(&session, workspace);
}

static void test_a_cram_changes_no_card(void **state)
{
    (void)state;
    Session session;
    Workspace *workspace = open_session(&session, 1, 1);
    CatalogIndex card = fixture_card(workspace, "t-basic");
    assert_ok(fixture_grade(workspace, card, RATING_GOOD, 1000, NULL, error));
    CardState before = workspace_state(workspace)->cards[card];
    press(&session, "c i d : t - b a s i c Down Down Down Down Enter Space 1 Space 3");
    assert_int_equal(session.model->review.step_count, 2);
    const CardState *after = &workspace_state(workspace)->cards[card];
    assert_int_equal(after->reps, before.reps);
    assert_true(after->memory.stability == before.memory.stability);
    assert_true(after->due_ms == before.due_ms);
    close_session(&session, workspace);
}

static void test_a_search_of_the_log(void **state)
{
    (void)state;
    Session session;
    Workspace *workspace = open_session(&session, 1, 1);
    assert_ok(fixture_grade(workspace, fixture_card(workspace, "t-last"), RATING_AGAIN, 1000, NULL,
                            error));
    press(&session, "c r a t e d : 1 : 1");
    assert_int_equal(session.model->custom.found, 1);
    press(&session, "C-u i s : x");
    assert_non_null(session.model->custom.problem);
    close_session(&session, workspace);
}

static void test_the_copy_of_the_day(void **state)
{
    (void)state;
    Session session;
    Workspace *workspace = open_session(&session, 30, 4);
    char *copy = mem_format("%s/backups/cairn-2026-11-24.db", workspace_paths(workspace)->data);
    background_copy(&session);
    assert_ok(workspace_note_set(workspace, "t-one", "meanwhile", error)); /* nobody waits */
    background_wait(&session);
    nothing_is_at_work(&session);
    assert_in_range(store_copy_events(copy), 121, 122);
    background_copy(&session); /* it is there */
    nothing_is_at_work(&session);
    close_session(&session, workspace);
    mem_free(copy);
}

/* Ended in the middle, there is none, or a whole one. */
static void test_ending_leaves_no_half_copy(void **state)
{
    (void)state;
    Session session;
    char **names;
    size_t count;
    Workspace *workspace = open_session(&session, 60, 12);
    char *copies = path_join(workspace_paths(workspace)->data, "backups");
    background_copy(&session);
    close_session(&session, workspace);
    if (file_list(copies, &names, &count, NULL) == STATUS_OK) {
        assert_in_range(count, 0, 1);
        if (count == 1)
            assert_string_equal(names[0], "cairn-2026-11-24.db");
        file_list_free(names, count);
    }
    mem_free(copies);
}

static void test_a_copy_that_cannot_be_made_is_told(void **state)
{
    (void)state;
    Session session;
    Workspace *workspace = open_session(&session, 30, 4);
    scratch_write(workspace_paths(workspace)->data, "backups", "no directory");
    background_copy(&session);
    background_wait(&session);
    session_draw(&session);
    Buffer dump = {0};
    canvas_dump(&session.canvas, false, &dump);
    assert_contains(buffer_text(&dump), "no copy today");
    buffer_done(&dump);
    close_session(&session, workspace);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_CASE(test_new_weights_are_used),
        FIXTURE_CASE(test_stopping_changes_nothing),
        FIXTURE_CASE(test_leaving_while_it_runs),
        FIXTURE_CASE(test_writing_meanwhile),
        FIXTURE_CASE(test_the_forecast_comes),
        FIXTURE_CASE(test_a_cram_changes_no_card),
        FIXTURE_CASE(test_a_search_of_the_log),
        FIXTURE_CASE(test_the_copy_of_the_day),
        FIXTURE_CASE(test_ending_leaves_no_half_copy),
        FIXTURE_CASE(test_a_copy_that_cannot_be_made_is_told),
    };
    if (copying_is_called(argc, argv)) /* this program is what runs */
        return copying_serve(argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
