/* The database replaced by another while others answer: copies are put back again and again by one process
 * while others start, answer and end. Every answer that was acknowledged is in the database or in what was
 * kept of the ones before; each of these is whole. */
#include "fault/kept.h"

#include <signal.h>

#include "companion/restore.h"

#define WRITERS     2
#define ANSWERS     25
#define ALL_ANSWERS 200 /* with CAIRN_FAULTS=all */

/* --- in children --- */

#define DAMAGED 5

/* Refused is what may be, for the file was locked or replaced; but nobody ever sees half of another. */
static Status refuse(Status status, const Error *error)
{
    if (status != STATUS_OK && strstr(error->message, "damaged") != NULL) {
        print_error("# %s\n", error->message);
        _exit(DAMAGED);
    }
    return status;
}

static void answer(Workspace *workspace, int report)
{
    Error error = {{0}};
    Arena *arena = arena_new();
    Event last;
    bool found = false;
    if (refuse(case_note(workspace, &error), &error) == STATUS_OK &&
        store_last_event(workspace->store, EVENT_NOTE, EVENT_NOTE, arena, &last, &found, &error) ==
            STATUS_OK &&
        found && write(report, last.id, EVENT_ID_SIZE) != EVENT_ID_SIZE)
        _exit(4);
    arena_free(arena);
}

/* Starts, answers twice and ends; the id of each answer that was acknowledged is told. */
static _Noreturn void answer_again_and_again(int report, int times)
{
    const struct timespec rest = {.tv_nsec = 20000000};
    for (int i = 0; i < times; i++) {
        Workspace *workspace = NULL;
        Error error = {{0}};
        const WorkspaceOptions options = {.unlooked = i % 2 == 0};
        if (refuse(workspace_open(&options, &workspace, &error), &error) == STATUS_OK) {
            answer(workspace, report);
            answer(workspace, report);
        }
        workspace_close(workspace);
        (void)nanosleep(&rest, NULL);
    }
    _exit(0);
}

static void restore_again_and_again(const char *copy, int *restored, const pid_t *writers)
{
    int left = WRITERS;
    while (left > 0) {
        Error error = {{0}};
        char *kept = NULL;
        if (restore_backup(NULL, copy, &kept, &error) == STATUS_OK)
            ++*restored;
        else
            assert_contains(error.message, "in use");
        mem_free(kept);
        for (int i = 0; i < WRITERS; i++) {
            int status = 0;
            if (waitpid(writers[i], &status, WNOHANG) != writers[i])
                continue;
            assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
            left--;
        }
    }
}

/* --- what must hold --- */

static void test_restoring_while_others_answer(void **state)
{
    const Home *home = *state;
    Ids ids = {.found = NULL};
    pid_t writers[WRITERS];
    int ends[2];
    int restored = 0;
    char *data = path_join(home->path, ".local/share/cairn");
    char *backups = path_join(data, "backups");
    assert_int_equal(pipe(ends), 0);
    for (int i = 0; i < WRITERS; i++) {
        writers[i] = fork();
        assert_true(writers[i] >= 0);
        if (writers[i] == 0)
            answer_again_and_again(ends[1], home_takes_all() ? ALL_ANSWERS : ANSWERS);
    }
    assert_int_equal(close(ends[1]), 0);
    restore_again_and_again(home->spare, &restored, writers);
    read_ids(ends[0], &ids);
    assert_int_equal(close(ends[0]), 0);
    mark_found_in(home, home->database, &ids);
    mark_found_below(home, data, "cairn-before-restore-", &ids);
    mark_found_below(home, backups, "replaced-", &ids);
    for (size_t i = 0; i < ids.list.count; i++)
        if (!ids.found[i])
            fail_msg("answer %zu of %zu, %s, is lost", i, ids.list.count, ids.list.items[i]);
    print_message("# %zu answers, %d restored between them\n", ids.list.count, restored);
    assert_true(ids.list.count > 0);
    file_list_free(ids.list.items, ids.list.count);
    mem_free(ids.found);
    mem_free(backups);
    mem_free(data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOME_CASE(test_restoring_while_others_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
