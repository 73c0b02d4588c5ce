/* The history of practice put right afterwards; work that counts by itself; the learner's own programs. */
#include <sys/stat.h>
#include <unistd.h>

#include "unit/companion/fixture.h"

static PracticeBlock block_at(Workspace *workspace, size_t number, size_t count)
{
    Arena *arena = arena_new();
    BlockList blocks;
    assert_ok(workspace_blocks(workspace, 0, arena, &blocks, error));
    assert_int_equal(blocks.count, count);
    PracticeBlock block = blocks.items[number];
    arena_free(arena);
    return block;
}

static char *note_at(Workspace *workspace, size_t number)
{
    Arena *arena = arena_new();
    BlockList blocks;
    assert_ok(workspace_blocks(workspace, 0, arena, &blocks, error));
    char *note = mem_dup(blocks.notes[number]);
    arena_free(arena);
    return note;
}

static void assert_note(Workspace *workspace, size_t number, const char *expected)
{
    char *note = note_at(workspace, number);
    assert_string_equal(note, expected);
    mem_free(note);
}

static void assert_replays(Workspace *workspace)
{
    Buffer report = {0};
    assert_ok(workspace_doctor(workspace, false, &report, error));
    buffer_done(&report);
}

static int64_t practised(const Workspace *workspace, DayNumber day)
{
    return fixture_day(workspace, day).practice_ms;
}

/* An hour that ends at noon, with a note. */
static PracticeBlock log_hour(Workspace *workspace)
{
    assert_ok(
        workspace_practice_log(workspace, "t-one", FIXTURE_NOON, FIXTURE_HOUR, "a note", error));
    return block_at(workspace, 0, 1);
}

static void test_a_block_is_edited(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    PracticeBlock block = log_hour(workspace);
    BlockChange words = {.topic = "t-two", .note = "another"};
    assert_ok(workspace_practice_edit(workspace, block.id, &words, error));
    assert_string_equal(block_at(workspace, 0, 1).topic, "t-two");
    assert_int_equal(block_at(workspace, 0, 1).practised_ms, FIXTURE_HOUR);
    assert_note(workspace, 0, "another");
    /* the day before, and half an hour longer */
    BlockChange times = {.start_ms = FIXTURE_NOON - 25 * FIXTURE_HOUR - 30 * FIXTURE_MINUTE,
                         .end_ms = FIXTURE_NOON - 24 * FIXTURE_HOUR};
    assert_ok(workspace_practice_edit(workspace, block.id, &times, error));
    block = block_at(workspace, 0, 1);
    assert_int_equal(block.study_day, FIXTURE_DAY - 1);
    assert_int_equal(block.practised_ms, 90 * FIXTURE_MINUTE);
    assert_int_equal(practised(workspace, FIXTURE_DAY), 0);
    assert_int_equal(practised(workspace, FIXTURE_DAY - 1), 90 * FIXTURE_MINUTE);
    assert_note(workspace, 0, "another");
    assert_replays(workspace);
    workspace_close(workspace);
}

static void test_what_cannot_be_edited(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    (void)log_hour(workspace);
    assert_ok(workspace_practice_log(workspace, "", FIXTURE_NOON - 2 * FIXTURE_HOUR, FIXTURE_HOUR,
                                     "", error));
    const PracticeBlock block = block_at(workspace, 1, 2);
    const struct {
        BlockChange change;
        const char *problem;
    } CASES[] = {
        {{.topic = "none"}, "nothing with the id"},
        {{.end_ms = block.start_ms}, "ends after it began"},
        {{.end_ms = FIXTURE_NOON + 1}, "still to come"},
        {{.start_ms = block.start_ms - 90 * FIXTURE_MINUTE}, "overlaps the block of 2026-11-24"},
        {{.start_ms = 1000}, "more than a year ago"},
    };
    int64_t events = store_event_count(workspace->store);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_fails(STATUS_USAGE, CASES[i].problem,
                     workspace_practice_edit(workspace, block.id, &CASES[i].change, error));
    assert_fails(STATUS_USAGE, "no practice block",
                 workspace_practice_edit(workspace, "x", &CASES[1].change, error));
    assert_fails(STATUS_USAGE, "practice delete",
                 workspace_practice_trim(workspace, block.id, FIXTURE_HOUR, error));
    assert_int_equal(store_event_count(workspace->store), events);
    workspace_close(workspace);
}

/* Pauses stay as long as they were. */
static void test_a_block_is_trimmed(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    assert_ok(workspace_practice_start(workspace, "", 0, error));
    fixture_set_clock(workspace, FIXTURE_NOON + 10 * FIXTURE_MINUTE);
    assert_ok(workspace_practice_pause(workspace, error));
    fixture_set_clock(workspace, FIXTURE_NOON + 20 * FIXTURE_MINUTE);
    assert_ok(workspace_practice_resume(workspace, error));
    fixture_set_clock(workspace, FIXTURE_NOON + 3 * FIXTURE_HOUR);
    assert_ok(workspace_practice_stop(workspace, 0, "n", NULL, error));
    PracticeBlock block = block_at(workspace, 0, 1);
    assert_ok(workspace_practice_trim(workspace, block.id, 2 * FIXTURE_HOUR, error));
    block = block_at(workspace, 0, 1);
    assert_int_equal(block.end_ms, FIXTURE_NOON + FIXTURE_HOUR);
    assert_int_equal(block.practised_ms, 50 * FIXTURE_MINUTE);
    assert_note(workspace, 0, "n");
    assert_int_equal(practised(workspace, FIXTURE_DAY), 50 * FIXTURE_MINUTE);
    assert_replays(workspace);
    workspace_close(workspace);
}

static void test_a_block_is_split(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    int64_t rollover = FIXTURE_NOON + 16 * FIXTURE_HOUR;
    fixture_set_clock(workspace, rollover + FIXTURE_HOUR);
    assert_ok(workspace_practice_log(workspace, "t-one", 0, 2 * FIXTURE_HOUR, "first", error));
    PracticeBlock block = block_at(workspace, 0, 1);
    BlockChange second = {.topic = "t-two", .note = "second"};
    assert_fails(STATUS_USAGE, "not within the block",
                 workspace_practice_split(workspace, block.id, block.end_ms, &second, error));
    assert_ok(workspace_practice_split(workspace, block.id, rollover + 30 * FIXTURE_MINUTE, &second,
                                       error));
    PracticeBlock one = block_at(workspace, 0, 2);
    PracticeBlock two = block_at(workspace, 1, 2);
    assert_string_equal(one.id, block.id);
    assert_string_equal(one.topic, "t-one");
    assert_int_equal(one.practised_ms, 90 * FIXTURE_MINUTE);
    assert_int_equal(two.start_ms, one.end_ms);
    assert_string_equal(two.topic, "t-two");
    assert_int_equal(two.study_day, FIXTURE_DAY + 1);
    assert_note(workspace, 0, "first");
    assert_note(workspace, 1, "second");
    assert_int_equal(practised(workspace, FIXTURE_DAY), FIXTURE_HOUR);
    assert_int_equal(practised(workspace, FIXTURE_DAY + 1), FIXTURE_HOUR);
    assert_ok(workspace_practice_delete(workspace, one.id, error));
    assert_int_equal(practised(workspace, FIXTURE_DAY), 0);
    assert_int_equal(practised(workspace, FIXTURE_DAY + 1), 30 * FIXTURE_MINUTE);
    assert_replays(workspace);
    workspace_close(workspace);
}

static void test_reviews_can_be_practised(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    assert_ok(workspace_practice_start(workspace, PRACTICE_REVIEW, 0, error));
    fixture_set_clock(workspace, FIXTURE_NOON + FIXTURE_MINUTE);
    assert_ok(workspace_practice_stop(workspace, 0, "", NULL, error));
    assert_string_equal(block_at(workspace, 0, 1).topic, PRACTICE_REVIEW);
    workspace_close(workspace);
}

/* --- by itself --- */

static void touch_at(Workspace *workspace, int64_t minutes)
{
    fixture_set_clock(workspace, FIXTURE_NOON + minutes * FIXTURE_MINUTE);
    assert_ok(workspace_practice_touch(workspace, "t-proj", 0, 0, error));
}

static void test_work_on_a_project_counts_by_itself(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    touch_at(workspace, 0);
    assert_int_equal(practised(workspace, FIXTURE_DAY), 0); /* nobody knows when it began */
    touch_at(workspace, 7);
    touch_at(workspace, 20);
    PracticeBlock block = block_at(workspace, 0, 1); /* one, that grew */
    assert_string_equal(block.topic, "t-proj");
    assert_int_equal(block.practised_ms, 20 * FIXTURE_MINUTE);
    touch_at(workspace, 60); /* who knows what was done meanwhile */
    touch_at(workspace, 65);
    assert_int_equal(block_at(workspace, 1, 2).practised_ms, 5 * FIXTURE_MINUTE);
    assert_ok(workspace_practice_start(workspace, "t-proj", 0, error));
    touch_at(workspace, 70); /* the timer counts it */
    assert_ok(workspace_practice_stop(workspace, 0, "", NULL, error));
    touch_at(workspace, 75); /* beside the block of the timer, not over it */
    assert_int_equal(practised(workspace, FIXTURE_DAY), 30 * FIXTURE_MINUTE);
    fixture_set_clock(workspace, FIXTURE_NOON + 3 * FIXTURE_HOUR); /* what a check takes counts */
    assert_ok(workspace_practice_touch(workspace, "t-proj", 0, 90000, error));
    assert_int_equal(block_at(workspace, 3, 4).practised_ms, 90000);
    assert_replays(workspace);
    workspace_close(workspace);
}

/* --- programs --- */

static void write_hook(const char *home, const char *name, mode_t mode)
{
    char *path = mem_format("%s/.config/cairn/hooks/%s", home, name);
    char *file = mem_format(".config/cairn/hooks/%s", name);
    char *text = mem_format("#!/bin/sh\nprintf '%%s|%%s|%%s|%%s|%%s|%%s\\n' \"$CAIRN_HOOK\" "
                            "\"$CAIRN_TOPIC\" \"$CAIRN_TITLE\" \"$CAIRN_SECONDS\" \"$CAIRN_NOTE\" "
                            "\"$CAIRN_TODAY_MINUTES\" >>'%s/ran'\n",
                            home);
    scratch_write(home, file, text);
    assert_int_equal(chmod(path, mode), 0);
    mem_free(text);
    mem_free(file);
    mem_free(path);
}

/* Waits until the programs have written so many lines: nobody else does. */
static void assert_ran(const char *home, const char *expected)
{
    char *path = mem_format("%s/ran", home);
    char *text = NULL;
    size_t length = 0;
    for (int i = 0; i < 500; i++) {
        mem_free(text);
        text = NULL;
        if (file_exists(path))
            assert_ok(file_read(path, 4096, &text, &length, error));
        if (text != NULL && strcmp(text, expected) == 0)
            break;
        usleep(10000);
    }
    assert_non_null(text);
    assert_string_equal(text, expected);
    mem_free(text);
    mem_free(path);
}

static void test_hooks_run_without_a_shell(void **state)
{
    const char *home = *state;
    write_hook(home, "on-start", 0700);
    write_hook(home, "on-stop", 0700);
    write_hook(home, "on-goal", 0700);
    Workspace *workspace = fixture_open();
    assert_ok(workspace_practice_start(workspace, "t-one", 0, error));
    assert_ran(home, "on-start|t-one|First topic|0||0\n");
    fixture_set_clock(workspace, FIXTURE_NOON + 25 * FIXTURE_MINUTE);
    assert_ok(workspace_practice_stop(workspace, 0, "$(touch x) 'y", NULL, error));
    assert_ran(home, "on-start|t-one|First topic|0||0\n"
                     "on-stop|t-one|First topic|1500|$(touch x) 'y|25\n");
    /* the goal: once a day, whoever reaches it */
    fixture_set_clock(workspace, FIXTURE_NOON + 40 * FIXTURE_MINUTE);
    assert_ok(workspace_practice_log(workspace, "", 0, 5 * FIXTURE_MINUTE, "", error));
    const char *all = "on-start|t-one|First topic|0||0\n"
                      "on-stop|t-one|First topic|1500|$(touch x) 'y|25\n"
                      "on-goal|||0||30\n";
    assert_ran(home, all);
    workspace_goal(workspace);
    workspace_close(workspace);
    workspace = fixture_open_at(FIXTURE_NOON + FIXTURE_HOUR);
    workspace_goal(workspace);
    usleep(50000);
    assert_ran(home, all);
    assert_string_equal(workspace_hook_problem(workspace), "");
    workspace_close(workspace);
}

static void test_hooks_that_cannot_run(void **state)
{
    const char *home = *state;
    char *path = mem_format("%s/.config/cairn/hooks/on-stop", home);
    write_hook(home, "on-start", 0600); /* not to be run */
    scratch_write(home, ".config/cairn/hooks/on-stop", "no program\n");
    assert_int_equal(chmod(path, 0700), 0);
    mem_free(path);
    Workspace *workspace = fixture_open();
    assert_ok(workspace_practice_start(workspace, "", 0, error));
    assert_string_equal(workspace_hook_problem(workspace), "");
    assert_ok(workspace_practice_stop(workspace, 0, "", NULL, error));
    assert_non_null(strstr(workspace_hook_problem(workspace), "on-stop"));
    assert_string_equal(workspace_hook_problem(workspace), "");
    assert_ok(workspace_option_set(workspace, "hooks", "false", error));
    assert_ok(workspace_practice_start(workspace, "", 0, error));
    assert_ok(workspace_practice_stop(workspace, 0, "", NULL, error));
    assert_string_equal(workspace_hook_problem(workspace), "");
    workspace_close(workspace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_CASE(test_a_block_is_edited),
        FIXTURE_CASE(test_what_cannot_be_edited),
        FIXTURE_CASE(test_a_block_is_trimmed),
        FIXTURE_CASE(test_a_block_is_split),
        FIXTURE_CASE(test_reviews_can_be_practised),
        FIXTURE_CASE(test_work_on_a_project_counts_by_itself),
        FIXTURE_CASE(test_hooks_run_without_a_shell),
        FIXTURE_CASE(test_hooks_that_cannot_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
