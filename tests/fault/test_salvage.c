/* Damaged files: one page after the other filled with noise or zeros, one sector of it zeroed, the file cut
 * off there; with and without copies of the days. What is still there, or in a copy, is saved; what is not
 * is told by name, and as many as are missing. With CAIRN_FAULTS=all (`make faults`) every page is damaged
 * in every way, and the totals are printed. */
#include "fault/home.h"

#include "companion/restore.h"

#define PAGE    ((size_t)4096)
#define SECTOR  ((size_t)512)
#define ANSWERS 200 /* so that the log has many pages */

/* --- damages --- */

typedef void Damage(int fd, size_t page);

static void overwrite(int fd, const unsigned char *bytes, size_t length, size_t at)
{
    assert_int_equal(pwrite(fd, bytes, length, (off_t)at), length);
}

static void put_noise(int fd, size_t page)
{
    unsigned char noise[PAGE];
    unsigned chance = (unsigned)page + 1;
    for (size_t i = 0; i < sizeof noise; i++) {
        chance = chance * 1103515245U + 12345U;
        noise[i] = (unsigned char)(chance >> 16);
    }
    overwrite(fd, noise, sizeof noise, page * PAGE);
}

static void put_zeros(int fd, size_t page)
{
    static const unsigned char zeros[PAGE];
    overwrite(fd, zeros, sizeof zeros, page * PAGE);
}

/* The list of what the page holds is in its first sector, most of what it holds in the last ones. */
static void put_zeros_at_begin(int fd, size_t page)
{
    static const unsigned char zeros[SECTOR];
    overwrite(fd, zeros, sizeof zeros, page * PAGE);
}

static void put_zeros_at_end(int fd, size_t page)
{
    static const unsigned char zeros[SECTOR];
    overwrite(fd, zeros, sizeof zeros, (page + 1) * PAGE - SECTOR);
}

static void cut_off(int fd, size_t page)
{
    assert_int_equal(ftruncate(fd, (off_t)(page * PAGE + PAGE / 2)), 0);
}

static const struct {
    const char *name;
    Damage *damage;
    int64_t most; /* events that may be lost: what fits there, and ends that lie in it */
} DAMAGES[] = {
    {"noise", put_noise, 32},
    {"zeros", put_zeros, 32},
    {"zeros at its begin", put_zeros_at_begin, 8},
    {"zeros at its end", put_zeros_at_end, 8},
    {"cut off", cut_off, INT64_MAX},
};
#define DAMAGE_COUNT (sizeof DAMAGES / sizeof *DAMAGES)

static void damage_file(const char *path, Damage *damage, size_t page)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    damage(fd, page);
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
    char *note = mem_alloc(3 * PAGE, 1); /* goes on in pages of its own */
    memset(note, 'n', 3 * PAGE - 1);
    assert_ok(workspace_note_set(workspace, "t-one", note, error));
    mem_free(note);
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

static void copy_day(void)
{
    Workspace *workspace = fixture_open();
    assert_ok(fixture_copy_day(workspace, error));
    workspace_close(workspace);
}

static size_t count_lines(const char *text, const char *begin)
{
    size_t count = 0;
    for (; text != NULL && *text != '\0'; text = strchr(text, '\n'), text += text != NULL)
        count += strncmp(text, begin, strlen(begin)) == 0;
    return count;
}

/* What the last line of a report says is lost. */
static int64_t told_lost(const Buffer *report)
{
    const char *at = strstr(buffer_text(report), " more from copies, ");
    return at == NULL ? 0 : strtoll(at + strlen(" more from copies, "), NULL, 10);
}

/* Events after `doctor --repair` of a file with a damaged page; `report` gets what it said. */
static int64_t repair_page(const Home *home, Damage *damage, size_t page, Buffer *report)
{
    buffer_clear(report);
    home_reset(home);
    damage_file(home->database, damage, page);
    assert_ok(restore_damaged(NULL, report, error));
    Workspace *workspace = fixture_open();
    Buffer told = {0};
    Error problem = {{0}};
    if (workspace_doctor(workspace, true, &told, &problem) != STATUS_OK ||
        workspace_doctor(workspace, false, &told, &problem) != STATUS_OK)
        fail_msg("page %zu: %s\n%s", page, problem.message, buffer_text(&told));
    int64_t events = store_event_count(workspace->store);
    assert_ok(case_answer(workspace, error)); /* and it goes on */
    workspace_close(workspace);
    buffer_done(&told);
    return events;
}

/* Without copies; returns how many events were lost. */
static int64_t lose_page(const Home *home, size_t how, size_t page)
{
    Buffer report = {0};
    forget_copies(home);
    int64_t lost = home->events - repair_page(home, DAMAGES[how].damage, page, &report);
    int64_t told = told_lost(&report);
    int64_t named = (int64_t)count_lines(buffer_text(&report), "lost: ");
    bool cut = DAMAGES[how].damage == cut_off; /* nothing tells how far the log went on */
    if (lost < 0 || lost > DAMAGES[how].most || told > lost ||
        (!cut && (told != lost || named != lost)))
        fail_msg("page %zu, %s: %lld lost, %lld told, %lld named:\n%s", page, DAMAGES[how].name,
                 (long long)lost, (long long)told, (long long)named, buffer_text(&report));
    buffer_done(&report);
    return lost;
}

static void test_each_page(void **state)
{
    const Home *home = *state;
    size_t pages = (size_t)file_stamp(home->spare).size / PAGE;
    size_t step = home_takes_all() ? 1 : 11;
    for (size_t how = 0; how < DAMAGE_COUNT; how++) {
        int64_t worst = 0;
        int64_t all = 0;
        size_t runs = 0;
        for (size_t page = how % step; page < pages; page += step, runs++) {
            int64_t lost = lose_page(home, how, page);
            worst = lost > worst ? lost : worst;
            all += lost;
        }
        if (home_takes_all())
            print_message("%s: %zu pages, each damaged in turn: of %lld events %.1f lost, at most "
                          "%lld\n",
                          DAMAGES[how].name, runs, (long long)home->events,
                          (double)all / (double)runs, (long long)worst);
        assert_true(worst > 0 || !home_takes_all()); /* a page of the log was among them */
    }
}

static void test_copies_fill_in(void **state)
{
    const Home *home = *state;
    Buffer report = {0};
    forget_copies(home);
    copy_day(); /* of all events */
    size_t pages = (size_t)file_stamp(home->spare).size / PAGE;
    for (size_t page = 0; page < pages; page += 7) {
        assert_int_equal(repair_page(home, DAMAGES[page % DAMAGE_COUNT].damage, page, &report),
                         home->events);
        assert_int_equal(count_lines(buffer_text(&report), "lost: "), 0);
    }
    buffer_done(&report);
}

/* The first page of the copy is gone, and half of the file that it was made of. */
static void test_a_damaged_copy_fills_in_too(void **state)
{
    const Home *home = *state;
    Buffer report = {0};
    forget_copies(home);
    home_reset(home);
    copy_day();
    char *copy = path_join(home->path, ".local/share/cairn/backups/cairn-2026-11-24.db");
    damage_file(copy, put_zeros, 0);
    size_t pages = (size_t)file_stamp(home->spare).size / PAGE;
    assert_int_equal(repair_page(home, cut_off, pages / 2, &report), home->events);
    assert_null(strstr(buffer_text(&report), ", 0 more from copies"));
    mem_free(copy);
    buffer_done(&report);
}

/* Of a program that was ended in the middle: the last events are only in the log. */
static void test_the_log_is_read_too(void **state)
{
    const Home *home = *state;
    Buffer report = {0};
    char *log = mem_format("%s-wal", home->database);
    char *kept_log = mem_format("%s-wal", home->spare);
    home_reset(home);
    Workspace *workspace = fixture_open();
    for (int i = 0; i < 5; i++)
        assert_ok(case_answer(workspace, error));
    home_copy_file(home->database, home->spare);
    home_copy_file(log, kept_log);
    workspace_close(workspace);
    forget_copies(home);
    for (size_t page = 0; page < 4; page++) {
        home_reset(home);
        home_copy_file(kept_log, log);
        damage_file(home->database, put_noise, page);
        assert_ok(restore_damaged(NULL, &report, error));
        workspace = fixture_open();
        assert_int_equal(store_event_count(workspace->store), home->events + 5);
        workspace_close(workspace);
    }
    mem_free(log);
    mem_free(kept_log);
    buffer_done(&report);
}

static void check_untouched(const Home *home, Damage *damage)
{
    Buffer report = {0};
    home_reset(home);
    if (damage != NULL)
        damage_file(home->database, damage, 0);
    FileStamp before = file_stamp(home->database);
    assert_ok(restore_damaged(NULL, &report, error));
    assert_int_equal(report.length, 0);
    assert_true(file_stamp(home->database).mtime_ns == before.mtime_ns);
    buffer_done(&report);
}

static void name_another_program(int fd, size_t page)
{
    overwrite(fd, (const unsigned char *)"\1\2\3\4", 4, 68);
    put_zeros(fd, page + 1);
}

static void name_newer_schema(int fd, size_t page)
{
    overwrite(fd, (const unsigned char *)"\0\0\3\347", 4, 60);
    put_zeros(fd, page + 1);
}

static void write_letter(int fd, size_t page)
{
    (void)page;
    assert_int_equal(ftruncate(fd, 0), 0);
    overwrite(fd, (const unsigned char *)"a letter to my aunt", 19, 0);
}

static void test_what_is_whole_or_not_ours_stays(void **state)
{
    const Home *home = *state;
    check_untouched(home, NULL);
    check_untouched(home, name_another_program);
    check_untouched(home, name_newer_schema);
    check_untouched(home, write_letter);
    Buffer report = {0};
    assert_int_equal(unlink(home->database), 0);
    assert_ok(restore_damaged(NULL, &report, error));
    assert_false(file_exists(home->database));
    buffer_done(&report);
}

static void test_nothing_is_repaired_under_another(void **state)
{
    const Home *home = *state;
    Buffer report = {0};
    home_reset(home);
    Workspace *workspace = fixture_open();
    damage_file(home->database, put_noise, 1);
    assert_fails(STATUS_FAILED, "in use", restore_damaged(NULL, &report, error));
    assert_int_equal(report.length, 0);
    workspace_close(workspace);
    assert_ok(restore_damaged(NULL, &report, error));
    assert_true(report.length > 0);
    buffer_done(&report);
}

#define SALVAGE_CASE(function) cmocka_unit_test_setup_teardown(function, setup, home_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SALVAGE_CASE(test_each_page),
        SALVAGE_CASE(test_copies_fill_in),
        SALVAGE_CASE(test_a_damaged_copy_fills_in_too),
        SALVAGE_CASE(test_the_log_is_read_too),
        SALVAGE_CASE(test_what_is_whole_or_not_ours_stays),
        SALVAGE_CASE(test_nothing_is_repaired_under_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
