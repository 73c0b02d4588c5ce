/* What changes files and not only the database: putting a copy back, making copies, upgrading, making
 * all anew from the log, and the first start of a day. At the Nth call that changes something on disk the
 * process is killed, or the calls fail from there on; after each there is a database that is whole and
 * holds all events of before (or, with a copy put back, those of the copy), and no half copy is taken
 * for a whole one. */
#include "fault/file_sweep.h"

static void sweep_all(const Home *home, SystemFault mode)
{
    file_sweep_all(home, FILE_CASES, FILE_CASE_COUNT, mode);
}

static void test_killed(void **state)
{
    sweep_all(*state, SYSTEM_KILL);
}

static void test_full_disk(void **state)
{
    sweep_all(*state, SYSTEM_FULL);
}

static void test_broken_disk(void **state)
{
    sweep_all(*state, SYSTEM_BROKEN);
}

static void test_a_file_that_cannot_be_read(void **state)
{
    sweep_all(*state, SYSTEM_UNREAD);
}

static void test_restoring_what_another_uses(void **state)
{
    const Home *home = *state;
    prepare_restore(home);
    Workspace *workspace = fixture_open();
    char *copy = copy_of(home);
    char *kept = NULL;
    assert_fails(STATUS_FAILED, "in use", restore_backup(NULL, copy, &kept, error));
    assert_ok(case_answer(workspace, error));
    workspace_close(workspace);
    assert_int_equal(home_check_file(home, 2, 2), 2);
    assert_ok(restore_backup(NULL, copy, &kept, error));
    mem_free(kept);
    mem_free(copy);
    assert_int_equal(home_check_file(home, COPY_EVENTS, COPY_EVENTS), COPY_EVENTS);
}

/* A copy has no write-ahead log: what was put back, also by hand, gets one. */
static void test_a_copy_put_in_place_by_hand(void **state)
{
    const Home *home = *state;
    prepare_restore(home);
    char *copy = copy_of(home);
    char *log = mem_format("%s-wal", home->database);
    home_reset(home);
    home_copy_file(copy, home->database);
    Workspace *workspace = fixture_open();
    assert_ok(case_answer(workspace, error));
    assert_true(file_stamp(log).size > 0);
    workspace_close(workspace);
    mem_free(log);
    mem_free(copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOME_CASE(test_killed),
        HOME_CASE(test_full_disk),
        HOME_CASE(test_broken_disk),
        HOME_CASE(test_a_file_that_cannot_be_read),
        HOME_CASE(test_restoring_what_another_uses),
        HOME_CASE(test_a_copy_put_in_place_by_hand),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    print_message("# %d faults met\n", file_faults_met);
    return failed;
}
