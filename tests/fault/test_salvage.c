/* Damaged files: pages filled with noise, one after the other, with and without copies of the days. What is
 * still there, or in a copy, is saved; what is not is told by name, and as many as are missing. */
#include "fault/home.h"

#include "companion/restore.h"

#define PAGE    4096
#define ANSWERS 400 /* so that the log has many pages */

static void write_noise(const char *path, size_t page)
{
    unsigned char noise[PAGE];
    unsigned chance = (unsigned)page + 1;
    for (size_t i = 0; i < sizeof noise; i++) {
        chance = chance * 1103515245U + 12345U;
        noise[i] = (unsigned char)(chance >> 16);
    }
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, noise, sizeof noise, (off_t)(page * PAGE)), sizeof noise);
    assert_int_equal(close(fd), 0);
}

static int setup(void **state)
{
    if (home_setup(state) != 0)
        return -1;
    Home *home = *state;
    Workspace *workspace = fixture_open();
    for (int i = 0; i < ANSWERS; i++)
        assert_ok(fixture_grade(workspace, i % 3, RATING_GOOD, 900, NULL, error));
    home->events = store_event_count(workspace->store);
    workspace_close(workspace);
    home_copy_file(home->database, home->spare);
    return 0;
}

static void forget_copies(const Home *home)
{
    char *path = path_join(home->path, ".local/share/cairn/backups");
    scratch_remove(path);
    mem_free(path);
}

static size_t count_lines(const char *text, const char *begin)
{
    size_t count = 0;
    for (; text != NULL && *text != '\0'; text = strchr(text, '\n'), text += text != NULL)
        count += strncmp(text, begin, strlen(begin)) == 0;
    return count;
}

/* Events after a repair of a file with noise in a page; `report` gets what it said. */
static int64_t repair_page(const Home *home, size_t page, Buffer *report)
{
    buffer_clear(report);
    home_reset(home);
    write_noise(home->database, page);
    assert_ok(restore_damaged(NULL, report, error));
    Workspace *workspace = fixture_open();
    Buffer told = {0};
    Error problem = {{0}};
    if (workspace_doctor(workspace, false, &told, &problem) != STATUS_OK)
        fail_msg("page %zu: %s\n%s", page, problem.message, buffer_text(&told));
    int64_t events = store_event_count(workspace->store);
    assert_ok(case_answer(workspace, error)); /* and it goes on */
    workspace_close(workspace);
    buffer_done(&told);
    return events;
}

static void test_each_page_of_noise(void **state)
{
    const Home *home = *state;
    Buffer report = {0};
    size_t pages = (size_t)file_stamp(home->spare).size / PAGE;
    size_t step = home_takes_all() ? 1 : 4;
    int64_t worst = 0;
    int roots = 0; /* of the log and of the tables' names: without them nothing is found */
    for (size_t page = 1; page < pages; page += step) { /* the first says that it is ours */
        forget_copies(home);
        int64_t lost = home->events - repair_page(home, page, &report);
        roots += lost > 80; /* more than a page of the log holds */
        int64_t named = (int64_t)count_lines(buffer_text(&report), "lost: ");
        bool unread = strstr(buffer_text(&report), "nothing of it could be read") != NULL;
        if (lost > 0 && named != lost && !unread)
            fail_msg("page %zu: %lld lost, but\n%s", page, (long long)lost, buffer_text(&report));
        worst = lost > worst ? lost : worst;
    }
    assert_true(worst > 0); /* a page of the log was among them */
    assert_in_range(roots, 0, 3);
    buffer_done(&report);
}

static void test_copies_fill_in(void **state)
{
    const Home *home = *state;
    Buffer report = {0};
    forget_copies(home);
    workspace_close(fixture_open()); /* the day's copy, of all events */
    size_t pages = (size_t)file_stamp(home->spare).size / PAGE;
    for (size_t page = 1; page < pages; page += 5)
        assert_int_equal(repair_page(home, page, &report), home->events);
    assert_int_equal(count_lines(buffer_text(&report), "lost: "), 0);
    buffer_done(&report);
}

static void test_what_is_whole_or_not_ours_stays(void **state)
{
    const Home *home = *state;
    Buffer report = {0};
    assert_ok(restore_damaged(NULL, &report, error));
    assert_int_equal(report.length, 0);
    home_reset(home);
    write_noise(home->database, 0);
    FileStamp before = file_stamp(home->database);
    assert_ok(restore_damaged(NULL, &report, error));
    assert_int_equal(report.length, 0);
    assert_true(file_stamp(home->database).mtime_ns == before.mtime_ns);
    assert_int_equal(unlink(home->database), 0);
    assert_ok(restore_damaged(NULL, &report, error));
    assert_false(file_exists(home->database));
    buffer_done(&report);
}

#define SALVAGE_CASE(function) cmocka_unit_test_setup_teardown(function, setup, home_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SALVAGE_CASE(test_each_page_of_noise),
        SALVAGE_CASE(test_copies_fill_in),
        SALVAGE_CASE(test_what_is_whole_or_not_ours_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
