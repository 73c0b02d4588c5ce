/* Checks of projects in the interface, with a workspace and real programs but without a terminal. */
#include "shell/checks.h"

#include "app/model.h"
#include "base/clock.h"
#include "companion/checking.h"
#include "unit/companion/fixture.h"

static const char CHECKS[] = "    checks:\n"
                             "      - {run: [sh, main.sh], output: [ready], title: It is ready}\n"
                             "      - {file: report.md, title: There is a report}\n";

static int set_up(void **state)
{
    if (fixture_setup(state) != 0)
        return -1;
    const char *home = *state;
    const char *rest = strstr(FIXTURE_BRIEF, "starter: [");
    char *brief = mem_format("%.*s%s%s", (int)(rest - FIXTURE_BRIEF), FIXTURE_BRIEF, CHECKS, rest);
    scratch_write(home, "content/t-pack/proj/brief.yaml", brief);
    mem_free(brief);
    return 0;
}

#define CHECKS_CASE(function) cmocka_unit_test_setup_teardown(function, set_up, fixture_teardown)

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

/* A session on the project, begun in "work" below the home. */
static Workspace *open_session(Session *session, const char *home, char **work)
{
    Workspace *workspace = fixture_open();
    *work = path_join(home, "work");
    assert_ok(workspace_option_set(workspace, "first-run", "false", error));
    assert_ok(workspace_project_start(workspace, 0, *work, error));
    assert_ok(session_open(session, workspace, NULL, &(ShellOptions){0}, 24, 80, error));
    return workspace;
}

static void close_session(Session *session, Workspace *workspace, char *work)
{
    session_close(session);
    workspace_close(workspace);
    mem_free(work);
}

static Outcome outcome(const Session *session, int check)
{
    const Checking *checking = &session->model->checking;
    return checking->results != NULL ? checking->results[check].outcome : OUTCOME_NONE;
}

static bool at_work(const Session *session)
{
    struct pollfd ready[CHECKS_POLLS];
    checks_poll(session, ready);
    return ready[0].fd >= 0;
}

static void results_come_and_mark_the_milestone(void **state)
{
    Session session;
    char *work;
    Workspace *workspace = open_session(&session, *state, &work);
    scratch_write(*state, "work/main.sh", "echo ready\n");
    press(&session, "4 c");
    assert_false(at_work(&session)); /* it is asked first */
    press(&session, "Enter");
    assert_true(at_work(&session));
    checks_wait(&session);
    assert_false(at_work(&session));
    assert_int_equal(outcome(&session, 0), OUTCOME_PASSED);
    assert_int_equal(outcome(&session, 1), OUTCOME_FAILED);
    assert_int_equal(workspace_state(workspace)->milestones[0].mark, MARK_TODO);
    scratch_write(*state, "work/report.md", "It works.\n");
    press(&session, "c"); /* nobody asks again */
    checks_wait(&session);
    assert_int_equal(outcome(&session, 1), OUTCOME_PASSED);
    assert_int_equal(workspace_state(workspace)->milestones[0].mark, MARK_DONE);
    close_session(&session, workspace, work);
}

static void what_is_cancelled_is_not_kept(void **state)
{
    Session session;
    char *work;
    Workspace *workspace = open_session(&session, *state, &work);
    scratch_write(*state, "work/main.sh", "sleep 60\n");
    press(&session, "4 c Enter");
    int64_t events = store_event_count(workspace->store);
    int64_t begun = clock_monotonic_ms();
    press(&session, "x");
    assert_false(at_work(&session));
    assert_true(clock_monotonic_ms() - begun < 20000);
    assert_int_equal(store_event_count(workspace->store), events);
    press(&session, "c"); /* and leaving ends it as well */
    assert_true(at_work(&session));
    close_session(&session, workspace, work);
}

#ifdef __linux__
/* Hands on what comes until a check has the outcome, for half a minute. */
static void wait_for(Session *session, int check, Outcome wanted)
{
    int64_t end = clock_monotonic_ms() + 30000;
    while (outcome(session, check) != wanted && clock_monotonic_ms() < end) {
        struct pollfd ready[CHECKS_POLLS];
        checks_poll(session, ready);
        (void)poll(ready, CHECKS_POLLS, 100);
        checks_take(session);
    }
    assert_int_equal(outcome(session, check), wanted);
}

static void a_save_checks_again(void **state)
{
    Session session;
    char *work;
    Workspace *workspace = open_session(&session, *state, &work);
    press(&session, "4 w Enter");
    wait_for(&session, 0, OUTCOME_FAILED);
    checks_wait(&session);
    scratch_write(*state, "work/main.sh", "echo ready\n");
    wait_for(&session, 0, OUTCOME_PASSED);
    checks_wait(&session);
    press(&session, "w");
    scratch_write(*state, "work/main.sh", "exit 1\n");
    checks_take(&session);
    assert_false(at_work(&session));
    close_session(&session, workspace, work);
}
#endif

/* Saves a program at so many minutes past noon, and waits until its outcome is there. */
static void save_at(Session *session, const char *home, int minutes, Outcome wanted)
{
    fixture_set_clock(session->workspace, FIXTURE_NOON + minutes * FIXTURE_MINUTE);
    scratch_write(home, "work/main.sh", wanted == OUTCOME_PASSED ? "echo ready\n" : "exit 1\n");
    wait_for(session, 0, wanted);
    checks_wait(session);
}

static int64_t practised(const Workspace *workspace)
{
    return fixture_day(workspace, FIXTURE_DAY).practice_ms;
}

static void a_watch_counts_as_practice(void **state)
{
    Session session;
    char *work;
    Workspace *workspace = open_session(&session, *state, &work);
    press(&session, "4 w Enter");
    wait_for(&session, 0, OUTCOME_FAILED);
    checks_wait(&session);
    save_at(&session, *state, 7, OUTCOME_PASSED);
    assert_int_equal(practised(workspace), 7 * FIXTURE_MINUTE);
    int64_t events = store_event_count(workspace->store);
    save_at(&session, *state, 8, OUTCOME_FAILED);
    save_at(&session, *state, 19, OUTCOME_PASSED);
    assert_int_equal(practised(workspace), 19 * FIXTURE_MINUTE);
    assert_true(store_event_count(workspace->store) < events + 10);
    save_at(&session, *state, 50, OUTCOME_FAILED); /* who knows what was done meanwhile */
    assert_int_equal(practised(workspace), 19 * FIXTURE_MINUTE);
    assert_ok(workspace_practice_start(workspace, "t-one", 0, error));
    save_at(&session, *state, 55, OUTCOME_PASSED); /* the timer counts it, and nobody else */
    assert_ok(workspace_practice_stop(workspace, 0, "", NULL, error));
    assert_int_equal(practised(workspace), 24 * FIXTURE_MINUTE);
    close_session(&session, workspace, work);
}

static void signs_of_a_watch_are_written_once_a_minute(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    WatchPractice practice = {0};
    const int seconds[] = {0, 10, 55, 61, 70, 100};
    int64_t before = store_event_count(workspace->store);
    for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++) {
        fixture_set_clock(workspace, FIXTURE_NOON + seconds[i] * INT64_C(1000));
        assert_ok(workspace_watch_practised(workspace, &practice, "t-proj", 0, error));
    }
    assert_int_equal(store_event_count(workspace->store), before + 3); /* two signs, one block */
    assert_int_equal(practised(workspace), 61000);
    fixture_set_clock(workspace, FIXTURE_NOON + 10 * FIXTURE_MINUTE);
    assert_ok(workspace_watch_ended(workspace, &practice, "t-proj", error));
    assert_int_equal(practised(workspace), 100000); /* to the last sign */
    assert_int_equal(practice.last_ms, 0);
    workspace_close(workspace);
}

static void a_watch_outlives_new_content(void **state)
{
    Session session;
    char *work;
    Workspace *workspace = open_session(&session, *state, &work);
    press(&session, "4 w Enter");
    wait_for(&session, 0, OUTCOME_FAILED);
    checks_wait(&session);
    assert_ok(session_reload(&session, "", error));
    assert_int_equal(session.model->checking.watched, 0);
    save_at(&session, *state, 1, OUTCOME_PASSED);
    press(&session, "w");
    assert_int_equal(session.model->checking.watched, CATALOG_NONE);
    close_session(&session, workspace, work);
}

static void a_directory_that_is_gone_is_told(void **state)
{
    Session session;
    char *work;
    Workspace *workspace = open_session(&session, *state, &work);
    char *elsewhere = mem_format("%s-moved", work);
    assert_int_equal(rename(work, elsewhere), 0);
    press(&session, "4 c");
    assert_false(at_work(&session));
    assert_non_null(strstr(session.model->notice_text, "is not there"));
    mem_free(elsewhere);
    close_session(&session, workspace, work);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CHECKS_CASE(results_come_and_mark_the_milestone),
        CHECKS_CASE(what_is_cancelled_is_not_kept),
#ifdef __linux__
        CHECKS_CASE(a_save_checks_again),
        CHECKS_CASE(a_watch_counts_as_practice),
        CHECKS_CASE(signs_of_a_watch_are_written_once_a_minute),
        CHECKS_CASE(a_watch_outlives_new_content),
#endif
        CHECKS_CASE(a_directory_that_is_gone_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
