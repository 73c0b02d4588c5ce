/* The day's copy: when it is due, that it can be stopped, and what it holds when somebody studies meanwhile. */
#include "unit/companion/fixture.h"

static void test_the_copy_of_a_day_is_due_once(void **state)
{
    (void)state;
    CopyRequest request;
    assert_int_equal(setenv("CAIRN_NOW", "2026-11-24T12:00:00Z", 1), 0);
    Workspace *workspace = fixture_open();
    char *copy = mem_format("%s/backups/cairn-2026-11-24.db", workspace_paths(workspace)->data);
    assert_false(copying_request(workspace, false, &request)); /* there is nothing to copy */
    assert_ok(workspace_mark(workspace, fixture_item(workspace, "t-one"), MARK_DONE, error));
    assert_true(copying_request(workspace, true, &request));
    copying_request_done(&request);
    workspace_close(workspace);
    assert_false(file_exists(copy)); /* nobody asked for it */
    assert_ok(workspace_open(&(WorkspaceOptions){.read_only = true}, &workspace, error));
    assert_false(copying_request(workspace, false, &request));
    workspace_close(workspace);
    workspace = fixture_open();
    assert_false(copying_request(workspace, true, &request)); /* it wrote nothing */
    assert_true(copying_request(workspace, false, &request));
    assert_ok(copying_run(&request, NULL, NULL, error));
    copying_request_done(&request);
    assert_int_equal(store_copy_events(copy), 1);
    assert_false(copying_request(workspace, false, &request));
    workspace_close(workspace);
    mem_free(copy);
}

static void test_a_copy_that_fails_is_told(void **state)
{
    (void)state;
    CopyRequest request;
    Workspace *workspace = fixture_open();
    assert_ok(workspace_mark(workspace, fixture_item(workspace, "t-one"), MARK_DONE, error));
    scratch_write(workspace_paths(workspace)->data, "backups", "a file where a directory belongs");
    assert_true(copying_request(workspace, true, &request));
    assert_fails(STATUS_FAILED, "no copy today: ", copying_run(&request, NULL, NULL, error));
    assert_fails(STATUS_FAILED, "backups", copying_run(&request, NULL, NULL, error));
    copying_request_done(&request);
    workspace_close(workspace);
}

/* Says no when it was asked `left` times. */
static bool has_patience(void *context)
{
    int *left = context;
    return (*left)-- > 0;
}

static void test_a_copy_that_is_stopped_leaves_nothing(void **state)
{
    (void)state;
    CopyRequest request;
    Workspace *workspace = fixture_open();
    char *directory = path_join(workspace_paths(workspace)->data, "backups");
    assert_ok(workspace_mark(workspace, fixture_item(workspace, "t-one"), MARK_DONE, error));
    assert_true(copying_request(workspace, true, &request));
    int asked = 0;
    for (int patience = 0;; patience++) {
        int left = patience;
        Error problem = {{0}};
        char **names;
        size_t count;
        Status status = copying_run(&request, has_patience, &left, &problem);
        assert_ok(file_list(directory, &names, &count, error));
        assert_int_equal(count, status == STATUS_OK);
        file_list_free(names, count);
        if (status == STATUS_OK)
            break;
        assert_contains(problem.message, "not finished");
        asked++;
    }
    assert_in_range(asked, 3, 1000);
    copying_request_done(&request);
    mem_free(directory);
    workspace_close(workspace);
}

/* --- a copy while somebody studies --- */

typedef struct Studying {
    Workspace *workspace;
    int answers;
} Studying;

static bool answer_meanwhile(void *context)
{
    Studying *studying = context;
    CatalogIndex card = fixture_card(studying->workspace, "t-basic");
    Rating rating = studying->answers++ % 3 == 0 ? RATING_AGAIN : RATING_GOOD;
    assert_ok(fixture_grade(studying->workspace, card, rating, 1000, NULL, error));
    assert_ok(workspace_note_set(studying->workspace, "t-one",
                                 studying->answers % 2 == 0 ? "giraffe" : "lion", error));
    return true;
}

/* The copy is opened like any database: it is whole, and what is derived follows from its log. */
static void check_copy(const char *path, int64_t events)
{
    Workspace *workspace = NULL;
    Buffer report = {0};
    char *home = mem_format("%s.home", path);
    char *data = path_join(home, "cairn.db");
    assert_ok(file_make_directory(home, error));
    assert_int_equal(rename(path, data), 0);
    assert_ok(workspace_open(&(WorkspaceOptions){.data = home}, &workspace, error));
    assert_int_equal(store_event_count(workspace->store), events);
    assert_ok(workspace_doctor(workspace, false, &report, error));
    workspace_close(workspace);
    buffer_done(&report);
    mem_free(data);
    mem_free(home);
}

/* Answers go on at every place where the copy asks; it holds what was there at one moment. */
static void test_a_copy_while_answers_go_on(void **state)
{
    (void)state;
    CopyRequest request;
    assert_int_equal(setenv("CAIRN_NOW", "2026-11-24T12:00:00Z", 1), 0);
    Workspace *workspace = fixture_open();
    char *copy = mem_format("%s/backups/cairn-2026-11-24.db", workspace_paths(workspace)->data);
    Studying studying = {.workspace = workspace};
    for (int i = 0; i < 40; i++)
        (void)answer_meanwhile(&studying);
    int64_t before = store_event_count(workspace->store);
    int answers = studying.answers;
    assert_true(copying_request(workspace, true, &request));
    assert_ok(copying_run(&request, answer_meanwhile, &studying, error));
    copying_request_done(&request);
    assert_in_range(studying.answers - answers, 5, 1000);
    assert_int_equal(store_event_count(workspace->store),
                     before + 2 * (int64_t)(studying.answers - answers));
    check_copy(copy, before);
    workspace_close(workspace);
    mem_free(copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_CASE(test_the_copy_of_a_day_is_due_once),
        FIXTURE_CASE(test_a_copy_that_fails_is_told),
        FIXTURE_CASE(test_a_copy_that_is_stopped_leaves_nothing),
        FIXTURE_CASE(test_a_copy_while_answers_go_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
