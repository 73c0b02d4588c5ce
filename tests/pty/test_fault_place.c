/* What happens to the place of the database while the program runs on a terminal: another file comes there, or
 * it is gone. What the screen shows as done is in the log afterwards, and the file is whole. */
#include "pty/answers.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"
#include "pty/mounts.h"
#include "unit/store/scratch.h"

#define DATA ".local/share/cairn"

static char *database_of(void **state)
{
    return path_join(*state, DATA "/cairn.db");
}

static Pty *start_review(void **state)
{
    Pty *pty = session_start(state, NULL);
    pty_type(pty, "3");
    assert_true(pty_shows(pty, "Space shows the answer"));
    return pty;
}

/* A copy of the database as it is. */
static char *make_other(void **state)
{
    char *path = path_join(*state, "other.db");
    const char *const backup[] = {"backup", path, NULL};
    assert_int_equal(pty_run(*state, backup), 0);
    return path;
}

static void another_file_takes_the_place(void **state)
{
    char *database = database_of(state);
    char *kept = path_join(*state, DATA "/backups/replaced-1.db");
    long before = answers_count_events(state);
    char *other = make_other(state);
    Pty *pty = start_review(state);
    answers_grade(pty);
    answers_show(pty);
    assert_int_equal(rename(other, database), 0);
    pty_type(pty, "3");
    assert_true(pty_shows(pty, "replaced by another"));
    pty_type(pty, "3");
    assert_true(pty_lacks(pty, "replaced by another"));
    answers_grade(pty);
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
    assert_true(file_exists(kept));
    assert_int_equal(answers_count_events(state), before + 2);
    assert_int_equal(rename(kept, database), 0);
    assert_int_equal(answers_count_events(state), before + 1);
    mem_free(other);
    mem_free(kept);
    mem_free(database);
}

static void it_is_noticed_without_a_key(void **state)
{
    char *database = database_of(state);
    long before = answers_count_events(state);
    char *other = make_other(state);
    Pty *pty = start_review(state);
    answers_grade(pty);
    assert_true(pty_shows(pty, "9 new"));
    assert_int_equal(rename(other, database), 0);
    assert_true(pty_shows(pty, "replaced by another"));
    assert_true(pty_shows(pty, "10 new")); /* as the new one says */
    assert_int_equal(answers_count_events(state), before);
    mem_free(other);
    mem_free(database);
}

/* With all that was answered: as programs that keep folders alike do it. */
static void a_copy_takes_the_place(void **state)
{
    char *database = database_of(state);
    long before = answers_count_events(state);
    Pty *pty = start_review(state);
    answers_grade(pty);
    char *other = make_other(state);
    answers_show(pty);
    assert_int_equal(rename(other, database), 0);
    pty_type(pty, "3");
    assert_true(pty_lacks(pty, "3 good"));
    assert_false(pty_find_row(pty, "replaced") >= 0);
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
    assert_int_equal(answers_count_events(state), before + 2);
    mem_free(other);
    mem_free(database);
}

/* Also by somebody who left a shell in it. */
static void the_directory_is_removed(void **state)
{
    char *data = path_join(*state, DATA);
    long before = answers_count_events(state);
    Pty *pty = start_review(state);
    answers_grade(pty);
    answers_show(pty);
    scratch_remove(data);
    pty_type(pty, "3");
    assert_true(pty_lacks(pty, "3 good"));
    answers_grade(pty);
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
    assert_int_equal(answers_count_events(state), before + 3);
    mem_free(data);
}

/* Nothing can be put there: no answer is shown as taken, and what was taken before comes back with the place. */
static void the_directory_is_removed_for_good(void **state)
{
    char *data = path_join(*state, DATA);
    long before = answers_count_events(state);
    Pty *pty = start_review(state);
    answers_grade(pty);
    answers_show(pty);
    scratch_remove(data);
    scratch_write(*state, DATA, "in the way");
    pty_type(pty, "3");
    assert_true(pty_shows(pty, "cannot be put back"));
    scratch_remove(data);
    pty_type(pty, "3");
    assert_true(pty_lacks(pty, "cannot be put back"));
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
    assert_int_equal(answers_count_events(state), before + 2);
    mem_free(data);
}

/* --- file systems --- */

static void fill(const char *path)
{
    static const char BLOCK[4096];
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    while (write(fd, BLOCK, sizeof BLOCK) > 0) {
    }
    assert_int_equal(errno, ENOSPC);
    assert_int_equal(close(fd), 0);
}

/* No answer is shown as taken that found no room; with room again it is taken. */
static void the_disk_is_full(void **state)
{
    static const char *const SKIP[] = {"config", "first-run", "false", NULL};
    if (!mounts_possible())
        skip();
    char *data = path_join(*state, DATA);
    char *filler = path_join(data, "filler");
    assert_true(mounts_add(data, "64m"));
    assert_int_equal(pty_run(*state, SKIP), 0);
    long before = answers_count_events(state);
    Pty *pty = start_review(state);
    answers_grade(pty);
    answers_show(pty);
    fill(filler);
    pty_type(pty, "3");
    assert_true(pty_shows(pty, "cannot save to"));
    assert_int_equal(unlink(filler), 0);
    pty_type(pty, "3");
    assert_true(pty_lacks(pty, "cannot save to"));
    answers_grade(pty);
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
    assert_int_equal(answers_count_events(state), before + 3);
    mounts_remove(data);
    mem_free(filler);
    mem_free(data);
}

/* It leaves all as it is, and says so: on the screen that it found when there is no more to be seen, else on its
 * own, where the learner can look around. */
static void the_home_is_read_only(void **state)
{
    if (!mounts_possible())
        skip();
    long before = answers_count_events(state);
    char *local = path_join(*state, ".local");
    char *kept = path_join(*state, DATA "/cache/state");
    for (int known = 1; known >= 0; known--) {
        if (known == 0)
            assert_int_equal(unlink(kept), 0);
        assert_true(file_exists(kept) == (known != 0));
        assert_true(mounts_add_read_only(local));
        session_end();
        session_pty = pty_start(&(PtyStart){.home = *state, .rows = 24, .columns = 200});
        if (known != 0) {
            assert_true(pty_shows(session_pty, "read-only"));
            pty_type(session_pty, "2");
            assert_true(pty_shows(session_pty, "Deep Learning Basics"));
            pty_type(session_pty, "q");
        }
        assert_int_equal(pty_exit(session_pty), 1); /* where the cursor was cannot be kept either */
        assert_true(pty_wrote(session_pty, "read-only"));
        session_assert_restored(session_pty);
        mounts_remove(local);
        assert_int_equal(answers_count_events(state), before);
    }
    mem_free(local);
    mem_free(kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(another_file_takes_the_place),
        SESSION_TEST(it_is_noticed_without_a_key),
        SESSION_TEST(a_copy_takes_the_place),
        SESSION_TEST(the_directory_is_removed),
        SESSION_TEST(the_directory_is_removed_for_good),
        SESSION_TEST(the_disk_is_full),
        SESSION_TEST(the_home_is_read_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
