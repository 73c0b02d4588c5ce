/* What is saved from a damaged file, and a file of an older program that is brought up to date: as
 * tests/fault/test_files.c, and for the upgrades everything below SQLite as well. After each fault the file
 * opens, as the old program left it or as this one has it, whole and with every event; and a copy of the old
 * one is there before anything is changed. */
#include "fault/care_cases.h"

#define FILE_PLACES_APART 13
#include "fault/file_sweep.h"
#include "support/vfs_fault.h"

#define VFS_MAX   600
#define VFS_STEPS 13 /* from one place of a fault to the next, where not all are taken */

static int vfs_faults_met;

/* --- calls of the system --- */

static void test_killed(void **state)
{
    file_sweep_all(*state, CARE_CASES, CARE_CASE_COUNT, SYSTEM_KILL);
}

static void test_full_disk(void **state)
{
    file_sweep_all(*state, CARE_CASES, CARE_CASE_COUNT, SYSTEM_FULL);
}

static void test_broken_disk(void **state)
{
    file_sweep_all(*state, CARE_CASES, CARE_CASE_COUNT, SYSTEM_BROKEN);
}

static void test_a_file_that_cannot_be_read(void **state)
{
    file_sweep_all(*state, CARE_CASES, CARE_CASE_COUNT, SYSTEM_UNREAD);
}

/* --- below SQLite --- */

/* In a child, which a fault may end; false when it came to its end without one. */
static bool try_upgrade(const Home *home, const FileCase *one, int nth, FaultMode mode)
{
    reset_all(home);
    one->prepare(home);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        Error error = {{0}};
        vfs_fault_arm(nth, FAULT_ALL, mode);
        Status status = one->run(home, &error);
        bool fired = vfs_fault_disarm();
        if (status != STATUS_OK && (!fired || strstr(error.message, home->database) == NULL))
            _exit(1);
        _exit(fired ? VFS_FAULT_EXIT : 0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) != 0 && WEXITSTATUS(status) != VFS_FAULT_EXIT)
        fail_msg("%s, operation %d, mode %d: ended with %d", one->name, nth, (int)mode,
                 WEXITSTATUS(status));
    one->check(home, status == 0);
    vfs_faults_met += status != 0;
    return status != 0;
}

/* Where not all are taken, another version with each mode. */
static void sweep_upgrades(const Home *home, FaultMode mode)
{
    for (size_t i = 1; i < CARE_CASE_COUNT; i++) {
        if (!home_takes_all() && i != 1 + (size_t)mode % (CARE_CASE_COUNT - 1))
            continue;
        int nth = 1;
        while (nth < VFS_MAX && try_upgrade(home, &CARE_CASES[i], nth, mode))
            nth += home_takes_all() ? 1 : VFS_STEPS * FILE_SLOWER;
        assert_in_range(nth, 2, VFS_MAX - 1);
    }
}

static void test_upgrades_with_an_error(void **state)
{
    sweep_upgrades(*state, FAULT_ONCE);
    sweep_upgrades(*state, FAULT_STAYS);
    sweep_upgrades(*state, FAULT_FULL);
}

static void test_upgrades_that_are_cut_short(void **state)
{
    sweep_upgrades(*state, FAULT_CRASH);
    sweep_upgrades(*state, FAULT_TORN);
    sweep_upgrades(*state, FAULT_KILL);
}

int main(void)
{
    vfs_fault_install();
    const struct CMUnitTest tests[] = {
        HOME_CASE(test_killed),
        HOME_CASE(test_full_disk),
        HOME_CASE(test_broken_disk),
        HOME_CASE(test_a_file_that_cannot_be_read),
        HOME_CASE(test_upgrades_with_an_error),
        HOME_CASE(test_upgrades_that_are_cut_short),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    print_message("# %d faults met in calls of the system, %d below SQLite\n", file_faults_met,
                  vfs_faults_met);
    return failed;
}
