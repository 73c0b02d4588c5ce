/* Cards of the learner's own that are being written, as tests/fault/test_files.c: after each fault all content
 * loads, no card of before is lost, and the new one is there as a whole or not at all. */
#include "fault/card_cases.h"

#define FILE_PLACES_APART 17
#include "fault/file_sweep.h"

static void test_killed(void **state)
{
    file_sweep_all(*state, CARD_CASES, CARD_CASE_COUNT, SYSTEM_KILL);
}

static void test_full_disk(void **state)
{
    file_sweep_all(*state, CARD_CASES, CARD_CASE_COUNT, SYSTEM_FULL);
}

static void test_broken_disk(void **state)
{
    file_sweep_all(*state, CARD_CASES, CARD_CASE_COUNT, SYSTEM_BROKEN);
}

static void test_a_file_that_cannot_be_read(void **state)
{
    file_sweep_all(*state, CARD_CASES, CARD_CASE_COUNT, SYSTEM_UNREAD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOME_CASE(test_killed),
        HOME_CASE(test_full_disk),
        HOME_CASE(test_broken_disk),
        HOME_CASE(test_a_file_that_cannot_be_read),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    print_message("# %d faults met\n", file_faults_met);
    return failed;
}
