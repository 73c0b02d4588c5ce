/* Real ends of real processes: killed in the middle of answering, two at once, and a disk that has no
 * room for one more byte. */
#include "unit/companion/fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#define ROUNDS 12

/* --- kill -9 --- */

/* In a child: answers for ever, and writes the id of each answer that was acknowledged. */
static _Noreturn void answer_for_ever(int report)
{
    Workspace *workspace = NULL;
    Error error = {{0}};
    if (workspace_open(&(WorkspaceOptions){0}, &workspace, &error) != STATUS_OK)
        _exit(1);
    for (unsigned i = 0;; i++) {
        CatalogIndex card = (CatalogIndex)(i % workspace_catalog(workspace)->card_count);
        Arena *arena = arena_new();
        Event last;
        bool found;
        if (fixture_grade(workspace, card, (Rating)(1 + i % 4), 1000, NULL, &error) != STATUS_OK)
            _exit(2);
        if (store_last_event(workspace->store, EVENT_REVIEW, EVENT_REVIEW, arena, &last, &found,
                             &error) != STATUS_OK ||
            !found)
            _exit(3);
        if (write(report, last.id, EVENT_ID_SIZE) != EVENT_ID_SIZE)
            _exit(4);
        arena_free(arena);
    }
}

typedef struct Ids {
    ARRAY(char *) list;
    size_t found;
} Ids;

static bool read_id(int from, Ids *ids)
{
    char id[EVENT_ID_SIZE];
    size_t length = 0;
    while (length < sizeof id) {
        ssize_t count = read(from, id + length, sizeof id - length);
        if (count <= 0)
            return false; /* the end, or half an id: that one was not told */
        length += (size_t)count;
    }
    *array_push(&ids->list) = mem_dup(id);
    return true;
}

static bool count_known(void *context, const Event *event)
{
    Ids *ids = context;
    for (size_t i = 0; i < ids->list.count; i++)
        ids->found += strcmp(ids->list.items[i], event->id) == 0;
    return true;
}

static void check_whole(const Workspace *workspace)
{
    Buffer report = {0};
    Error problem = {{0}};
    Workspace *again = fixture_open();
    if (workspace_doctor(again, false, &report, &problem) != STATUS_OK)
        fail_msg("%s\n%s", problem.message, buffer_text(&report));
    assert_int_equal(store_event_count(again->store), store_event_count(workspace->store));
    buffer_done(&report);
    workspace_close(again);
}

/* Lets a child work until `wanted` answers are acknowledged, kills it, and gathers the rest of what it
 * has told. */
static void kill_after(size_t wanted, Ids *ids)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        answer_for_ever(ends[1]);
    assert_int_equal(close(ends[1]), 0);
    for (size_t i = 0; i < wanted; i++)
        assert_true(read_id(ends[0], ids));
    assert_int_equal(kill(child, SIGKILL), 0);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    while (read_id(ends[0], ids)) {
    }
    assert_int_equal(close(ends[0]), 0);
}

static void test_killed_while_answering(void **state)
{
    (void)state;
    Ids ids = {.found = 0};
    for (size_t round = 1; round <= ROUNDS; round++) {
        kill_after(round * 3 % 10 + 1, &ids);
        Workspace *workspace = fixture_open();
        ids.found = 0;
        assert_ok(store_each_event(workspace->store, NULL, EVENT_REVIEW, count_known, &ids, error));
        assert_int_equal(ids.found, ids.list.count);
        int64_t events = store_event_count(workspace->store);
        /* at most one in a round was written and not told any more */
        assert_in_range(events, ids.list.count, ids.list.count + round);
        check_whole(workspace);
        workspace_close(workspace);
    }
    for (size_t i = 0; i < ids.list.count; i++)
        mem_free(ids.list.items[i]);
    array_done(&ids.list);
}

static void test_timer_survives_a_kill(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        Workspace *workspace = fixture_open();
        Error problem = {{0}};
        if (workspace_practice_start(workspace, "t-one", 0, &problem) != STATUS_OK ||
            write(ends[1], "+", 1) != 1)
            _exit(1);
        for (;;)
            (void)pause();
    }
    char byte;
    assert_int_equal(read(ends[0], &byte, 1), 1);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(close(ends[0]), 0);
    assert_int_equal(close(ends[1]), 0);
    Workspace *workspace = fixture_open_at(FIXTURE_NOON + 25 * FIXTURE_MINUTE);
    assert_int_equal(workspace_state(workspace)->timer.phase, TIMER_RUNNING);
    int64_t ms = 0;
    assert_ok(workspace_practice_stop(workspace, 0, "", &ms, error));
    assert_int_equal(ms, 25 * FIXTURE_MINUTE);
    workspace_close(workspace);
}

/* --- two at once --- */

static void test_two_processes_answer_at_once(void **state)
{
    (void)state;
    enum { PROCESSES = 2, ANSWERS = 60 };
    pid_t children[PROCESSES];
    workspace_close(fixture_open());
    for (int i = 0; i < PROCESSES; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] != 0)
            continue;
        Workspace *workspace = fixture_open();
        Error problem = {{0}};
        for (int n = 0; n < ANSWERS; n++)
            if (fixture_grade(workspace, n % 3, RATING_GOOD, 1000, NULL, &problem) != STATUS_OK)
                _exit(1);
        workspace_close(workspace);
        _exit(0);
    }
    for (int i = 0; i < PROCESSES; i++) {
        int status = 0;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    Workspace *workspace = fixture_open();
    assert_int_equal(store_event_count(workspace->store), PROCESSES * ANSWERS);
    assert_int_equal(fixture_day(workspace, FIXTURE_DAY).reviews, PROCESSES * ANSWERS);
    int32_t reps = 0;
    for (int card = 0; card < 3; card++)
        reps += workspace_state(workspace)->cards[card].reps;
    assert_int_equal(reps, PROCESSES * ANSWERS);
    check_whole(workspace);
    workspace_close(workspace);
}

/* --- no room --- */

static void test_no_room_for_another_byte(void **state)
{
    (void)state;
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    const struct rlimit before = limit;
    assert_ptr_not_equal(signal(SIGXFSZ, SIG_IGN), SIG_ERR); /* as the program does */
    Workspace *workspace = fixture_open();
    CatalogIndex card = fixture_card(workspace, "t-basic");
    Error problem = {{0}};
    limit.rlim_cur = 200000;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    int acknowledged = 0;
    while (acknowledged < 1000 &&
           fixture_grade(workspace, card, RATING_GOOD, 1000, NULL, &problem) == STATUS_OK)
        acknowledged++;
    int reps = workspace_state(workspace)->cards[card].reps;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_in_range(acknowledged, 1, 999);
    assert_int_equal(reps, acknowledged);
    assert_contains(problem.message, workspace->database);
    assert_contains(problem.message, "no space is left");
    assert_ok(fixture_grade(workspace, card, RATING_GOOD, 1000, NULL, error));
    assert_int_equal(workspace_state(workspace)->cards[card].reps, acknowledged + 1);
    assert_int_equal(store_event_count(workspace->store), acknowledged + 1);
    check_whole(workspace);
    workspace_close(workspace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_CASE(test_killed_while_answering),
        FIXTURE_CASE(test_timer_survives_a_kill),
        FIXTURE_CASE(test_two_processes_answer_at_once),
        FIXTURE_CASE(test_no_room_for_another_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
