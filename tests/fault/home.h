/* A home that is the same before each run of a sweep, the use cases that are swept, and what must hold
 * after each.
 *
 * Sweeps take every place of a fault with CAIRN_FAULTS=all (`make faults`); without, the use cases that
 * `is_core` take every one and the others every few. */
#ifndef CAIRN_TESTS_FAULT_HOME_H
#define CAIRN_TESTS_FAULT_HOME_H

#include "unit/companion/fixture.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <time.h>

typedef struct Home {
    char *path;
    char *database, *spare; /* the file in use, and how it is at the beginning of a run */
    int64_t events;
} Home;

static inline bool home_takes_all(void)
{
    const char *wish = getenv("CAIRN_FAULTS");
    return wish != NULL && strcmp(wish, "all") == 0;
}

static inline void home_copy_file(const char *from, const char *to)
{
    char *data = NULL;
    size_t length;
    assert_ok(file_read(from, (size_t)64 << 20, &data, &length, error));
    int fd = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, data, length), length);
    assert_int_equal(close(fd), 0);
    mem_free(data);
}

static inline void home_reset(const Home *home)
{
    static const char *const BESIDE[] = {"-wal", "-shm", "-journal"};
    for (size_t i = 0; i < 3; i++) {
        char *path = mem_format("%s%s", home->database, BESIDE[i]);
        (void)unlink(path);
        mem_free(path);
    }
    home_copy_file(home->spare, home->database);
}

/* Old enough for the cache to be kept: then a run parses nothing and writes only its event. */
static inline void home_age_content(const char *home)
{
    static const char *const NAMES[] = {
        "",
        "t-pack",
        "t-pack/pack.yaml",
        "t-pack/roadmap.yaml",
        "t-pack/resources.yaml",
        "t-pack/cards.yaml",
        "t-pack/proj",
        "t-pack/proj/brief.yaml",
    };
    const struct timespec times[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        char *path = mem_format("%s/content/%s", home, NAMES[i]);
        assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
        mem_free(path);
    }
}

/* --- the use cases --- */

typedef Status UseCase(Workspace *workspace, Error *error);

static inline Status case_answer(Workspace *workspace, Error *error)
{
    return fixture_grade(workspace, fixture_card(workspace, "t-both"), RATING_GOOD, 900, NULL,
                         error);
}

static inline Status case_cram(Workspace *workspace, Error *error)
{
    return fixture_cram(workspace, fixture_card(workspace, "t-both"), RATING_GOOD, 900, error);
}

static inline Status case_suspend(Workspace *workspace, Error *error)
{
    return workspace_card_action(workspace, fixture_card(workspace, "t-both"), CARD_SUSPEND, error);
}

static inline Status case_undo(Workspace *workspace, Error *error)
{
    Undone undone;
    return workspace_undo(workspace, &undone, error);
}

static inline Status case_mark(Workspace *workspace, Error *error)
{
    return workspace_mark(workspace, fixture_item(workspace, "t-one/b"), MARK_DONE, error);
}

static inline Status case_tick(Workspace *workspace, Error *error)
{
    return workspace_tick(workspace, fixture_item(workspace, "t-book"), 1, true, error);
}

static inline Status case_hint(Workspace *workspace, Error *error)
{
    int tier;
    return workspace_hint(workspace, fixture_item(workspace, "t-proj/first").index, &tier, error);
}

static inline Status case_note(Workspace *workspace, Error *error)
{
    return workspace_note_set(workspace, "t-two", "a note to be indexed", error);
}

static inline Status case_ask(Workspace *workspace, Error *error)
{
    return workspace_ask(workspace, "t-two", "why?", error);
}

static inline Status case_stop(Workspace *workspace, Error *error)
{
    return workspace_practice_stop(workspace, 0, "done", NULL, error);
}

static inline Status case_pause(Workspace *workspace, Error *error)
{
    return workspace_practice_pause(workspace, error);
}

static inline Status case_discard(Workspace *workspace, Error *error)
{
    return workspace_practice_discard(workspace, error);
}

static inline Status case_resume(Workspace *workspace, Error *error)
{
    return workspace_practice_resume(workspace, error);
}

static inline Status case_start(Workspace *workspace, Error *error)
{
    return workspace_practice_start(workspace, "t-two", 0, error);
}

static inline Status case_log(Workspace *workspace, Error *error)
{
    return workspace_practice_log(workspace, "t-one", FIXTURE_NOON - 4 * FIXTURE_HOUR,
                                  20 * FIXTURE_MINUTE, "earlier", error);
}

/* The block that the home has, of the hour that began at nine: the same, whatever else was seen of what
 * another instance did. */
static inline Status home_block(Workspace *workspace, char id[EVENT_ID_SIZE], Error *error)
{
    Arena *arena = arena_new();
    BlockList blocks = {0};
    Status status = workspace_blocks(workspace, 0, arena, &blocks, error);
    size_t i = 0;
    while (i < blocks.count && blocks.items[i].start_ms != FIXTURE_NOON - 3 * FIXTURE_HOUR)
        i++;
    if (status == STATUS_OK && i == blocks.count)
        status = error_set(error, STATUS_FAILED, "no block in %s", workspace->database);
    if (status == STATUS_OK)
        (void)snprintf(id, EVENT_ID_SIZE, "%s", blocks.items[i].id);
    arena_free(arena);
    return status;
}

static inline Status case_trim(Workspace *workspace, Error *error)
{
    char id[EVENT_ID_SIZE];
    Status status = home_block(workspace, id, error);
    return status == STATUS_OK ? workspace_practice_trim(workspace, id, FIXTURE_MINUTE, error)
                               : status;
}

static inline Status case_edit(Workspace *workspace, Error *error)
{
    char id[EVENT_ID_SIZE];
    const BlockChange change = {.topic = "t-two", .note = "another"};
    Status status = home_block(workspace, id, error);
    return status == STATUS_OK ? workspace_practice_edit(workspace, id, &change, error) : status;
}

static inline Status case_split(Workspace *workspace, Error *error)
{
    char id[EVENT_ID_SIZE];
    const BlockChange second = {.topic = "t-two", .note = "the rest"};
    int64_t at_ms = FIXTURE_NOON - 2 * FIXTURE_HOUR - 30 * FIXTURE_MINUTE;
    Status status = home_block(workspace, id, error);
    return status == STATUS_OK ? workspace_practice_split(workspace, id, at_ms, &second, error)
                               : status;
}

static inline Status case_delete(Workspace *workspace, Error *error)
{
    char id[EVENT_ID_SIZE];
    Status status = home_block(workspace, id, error);
    return status == STATUS_OK ? workspace_practice_delete(workspace, id, error) : status;
}

static inline Status case_option(Workspace *workspace, Error *error)
{
    return workspace_option_set(workspace, "goal-minutes", "40", error);
}

/* What the learner may do in the home, some of it only after `prepare`; each writes `events` events at
 * once, or none. */
static const struct HomeCase {
    const char *name;
    UseCase *run, *prepare;
    int events;
    bool is_core;
} HOME_CASES[] = {
    {"answer", case_answer, NULL, 1, true},
    {"undo", case_undo, NULL, 1, true},
    {"mark", case_mark, NULL, 1, true},
    {"note", case_note, NULL, 1, true},
    {"stop", case_stop, NULL, 1, true},
    {"option", case_option, NULL, 1, true},
    {"start", case_start, case_stop, 1, true},
    {"pause", case_pause, NULL, 1, false},
    {"resume", case_resume, case_pause, 1, false},
    {"discard", case_discard, NULL, 1, false},
    {"log", case_log, NULL, 1, false},
    {"trim", case_trim, NULL, 1, false},
    {"edit", case_edit, NULL, 1, false},
    {"split", case_split, NULL, 1, false},
    {"delete", case_delete, NULL, 1, false},
    {"cram", case_cram, NULL, 1, false},
    {"suspend", case_suspend, NULL, 1, false},
    {"tick", case_tick, NULL, 1, false},
    {"hint", case_hint, NULL, 1, false},
    {"ask", case_ask, NULL, 1, false},
};
#define HOME_CASE_COUNT (sizeof HOME_CASES / sizeof *HOME_CASES)

/* --- the home --- */

/* In memory where that can be: what syncs cost is of no interest here. */
static inline int home_setup(void **state)
{
    if (access("/dev/shm", W_OK) == 0 && setenv("TMPDIR", "/dev/shm", 1) != 0)
        return -1;
    if (fixture_setup(state) != 0)
        return -1;
    Home *home = mem_alloc(1, sizeof *home);
    home->path = *state;
    *state = home;
    home_age_content(home->path);
    if (setenv("CAIRN_NOW", "2026-11-24T12:00:00Z", 1) != 0)
        return -1;
    Workspace *workspace = fixture_open();
    assert_ok(workspace_practice_log(workspace, "t-one", FIXTURE_NOON - 2 * FIXTURE_HOUR,
                                     FIXTURE_HOUR, "", error));
    assert_ok(case_answer(workspace, error));
    assert_ok(case_mark(workspace, error));
    assert_ok(case_start(workspace, error));
    assert_ok(case_option(workspace, error));
    home->events = store_event_count(workspace->store);
    home->database = mem_dup(workspace->database);
    home->spare = mem_format("%s/spare.db", home->path);
    workspace_close(workspace);
    workspace = fixture_open();
    assert_ok(fixture_copy_day(workspace, error));
    workspace_close(workspace);
    home_copy_file(home->database, home->spare);
    return 0;
}

static inline int home_teardown(void **state)
{
    Home *home = *state;
    scratch_remove(home->path);
    mem_free(home->path);
    mem_free(home->database);
    mem_free(home->spare);
    mem_free(home);
    return 0;
}

#define HOME_CASE(function) cmocka_unit_test_setup_teardown(function, home_setup, home_teardown)

/* --- what must hold --- */

static inline void home_check_message(const Error *error, const char *database)
{
    if (strstr(error->message, database) == NULL)
        fail_msg("\"%s\" does not name the file", error->message);
}

/* Memory against a fresh reading of the disk. */
static inline void home_check_memory(const Workspace *workspace)
{
    StudyState disk;
    const StudyState *memory = workspace_state(workspace);
    study_state_init(&disk, workspace_catalog(workspace));
    assert_ok(store_load_state(workspace->store, &disk, error));
    for (size_t i = 0; i < disk.catalog->card_count; i++) {
        assert_int_equal(memory->cards[i].reps, disk.cards[i].reps);
        assert_true(memory->cards[i].memory.stability == disk.cards[i].memory.stability);
    }
    for (size_t i = 0; i < disk.catalog->subtopic_count; i++)
        assert_int_equal(memory->subtopics[i].mark, disk.subtopics[i].mark);
    DayTotal left = habit_day(memory->days, memory->day_count, FIXTURE_DAY);
    DayTotal right = habit_day(disk.days, disk.day_count, FIXTURE_DAY);
    assert_int_equal(left.reviews, right.reviews);
    assert_int_equal(left.practice_ms, right.practice_ms);
    assert_int_equal(memory->timer.phase, disk.timer.phase);
    assert_string_equal(memory->timer.id, disk.timer.id);
    study_state_done(&disk);
}

/* The file opens, is whole, its rows follow from its log, and that has so many events more. */
static inline int64_t home_check_file(const Home *home, int64_t at_least, int64_t at_most)
{
    Workspace *workspace = fixture_open();
    Buffer report = {0};
    Error error = {{0}};
    if (workspace_doctor(workspace, false, &report, &error) != STATUS_OK)
        fail_msg("%s\n%s", error.message, buffer_text(&report));
    int64_t events = store_event_count(workspace->store);
    if (events < home->events + at_least || events > home->events + at_most)
        fail_msg("%lld events, of which %lld were there before, and %lld to %lld should be more",
                 (long long)events, (long long)home->events, (long long)at_least,
                 (long long)at_most);
    buffer_done(&report);
    workspace_close(workspace);
    return events - home->events;
}

#endif
