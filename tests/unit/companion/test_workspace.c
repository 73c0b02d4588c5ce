/* Opening: paths, content and its cache, reading only, a second instance, finding by name. */
#include "unit/companion/fixture.h"

#include <fcntl.h>
#include <time.h>

static const struct timespec LONG_AGO[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
static const struct timespec LATER[2] = {{.tv_sec = 1000005555}, {.tv_sec = 1000005555}};

static char *content_path(const char *home, const char *name)
{
    return mem_format("%s/content/t-pack/%s", home, name);
}

static void set_time(const char *home, const char *name, const struct timespec times[2])
{
    char *path = content_path(home, name);
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    mem_free(path);
}

/* Changes a file in place without its directory, size or time telling. */
static void change_silently(const char *home, const char *name, const char *from, const char *to)
{
    char *path = content_path(home, name);
    char *data = NULL;
    size_t length;
    assert_ok(file_read(path, 100000, &data, &length, error));
    char *at = strstr(data, from);
    assert_non_null(at);
    assert_int_equal(strlen(from), strlen(to));
    for (size_t i = 0; to[i] != '\0'; i++)
        at[i] = to[i];
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, data, length), length);
    assert_int_equal(close(fd), 0);
    mem_free(data);
    mem_free(path);
    set_time(home, name, LONG_AGO);
}

static void check_title(const char *expected)
{
    Workspace *workspace = fixture_open();
    ItemRef topic = fixture_item(workspace, "t-one");
    assert_string_equal(catalog_title(workspace_catalog(workspace), topic), expected);
    workspace_close(workspace);
}

static void test_unchanged_files_are_not_read_again(void **state)
{
    fixture_age_content(*state);
    check_title("First topic");
    change_silently(*state, "roadmap.yaml", "First topic", "FIRST TOPIC");
    check_title("First topic"); /* the cache's word */
    set_time(*state, "roadmap.yaml", LATER);
    check_title("FIRST TOPIC");
    change_silently(*state, "roadmap.yaml", "FIRST TOPIC", "First topic");
    set_time(*state, "roadmap.yaml", LATER);
    check_title("FIRST TOPIC"); /* kept anew under the new time */
}

static void test_new_time_alone_is_noted(void **state)
{
    fixture_age_content(*state);
    check_title("First topic");
    set_time(*state, "roadmap.yaml", LATER);
    check_title("First topic");
    change_silently(*state, "roadmap.yaml", "First topic", "FIRST TOPIC");
    set_time(*state, "roadmap.yaml", LATER);
    check_title("First topic"); /* so the new time was noted, and nothing parsed */
}

/* A file that is written while it is read: its time is that of the reading or later. */
static void test_files_of_this_moment_are_not_kept(void **state)
{
    struct timespec now;
    assert_int_equal(clock_gettime(CLOCK_REALTIME, &now), 0);
    now.tv_sec++;
    const struct timespec moment[2] = {now, now};
    fixture_age_content(*state);
    set_time(*state, "roadmap.yaml", moment);
    check_title("First topic");
    change_silently(*state, "roadmap.yaml", "First topic", "FIRST TOPIC");
    set_time(*state, "roadmap.yaml", moment);
    check_title("FIRST TOPIC"); /* size and time are those of the first reading */
}

static void test_a_running_program_sees_changes(void **state)
{
    fixture_age_content(*state);
    Workspace *workspace = fixture_open();
    assert_false(workspace_content_changed(workspace));
    change_silently(*state, "roadmap.yaml", "First topic", "FIRST TOPIC");
    set_time(*state, "roadmap.yaml", LATER);
    assert_true(workspace_content_changed(workspace));
    assert_ok(workspace_reload(workspace, "", error));
    assert_false(workspace_content_changed(workspace));
    workspace_close(workspace);
}

static void damage_prose(const char *home)
{
    static const char PROSE[] = "Zebras are striped.";
    char *path = path_join(home, ".local/share/cairn/cache/catalog");
    char *data = NULL;
    size_t length, at = 0;
    assert_ok(file_read(path, 1000000, &data, &length, error));
    while (at + sizeof PROSE <= length && memcmp(data + at, PROSE, sizeof PROSE) != 0)
        at++;
    assert_true(at + sizeof PROSE <= length);
    data[at] = 'z';
    assert_ok(file_replace(path, data, length, error));
    mem_free(data);
    mem_free(path);
}

static const char *first_prose(const Workspace *workspace)
{
    return workspace_catalog(workspace)->subtopics[0].explain;
}

/* For a first frame soon nobody looks at prose; a moment later somebody does. */
static void test_damaged_prose_is_read_anew(void **state)
{
    fixture_age_content(*state);
    workspace_close(fixture_open());
    damage_prose(*state);
    Workspace *workspace = NULL;
    assert_ok(workspace_open(&(WorkspaceOptions){.unlooked = true}, &workspace, error));
    assert_string_equal(first_prose(workspace), "zebras are striped.");
    assert_ok(workspace_settle(workspace, error));
    assert_true(workspace_content_changed(workspace));
    assert_ok(workspace_reload(workspace, "", error));
    assert_string_equal(first_prose(workspace), "Zebras are striped.");
    assert_false(workspace_content_changed(workspace));
    workspace_close(workspace);
    damage_prose(*state);
    workspace = fixture_open();
    assert_string_equal(first_prose(workspace), "Zebras are striped.");
    workspace_close(workspace);
}

/* Where nothing can be kept, nothing is read again and again. */
static void test_without_a_cache_nothing_changes(void **state)
{
    fixture_age_content(*state);
    char *data = path_join(*state, ".local/share/cairn");
    assert_ok(file_make_directory(data, error));
    scratch_write(data, "cache", "a file where a directory should be");
    Workspace *workspace = fixture_open();
    assert_false(workspace_content_changed(workspace));
    workspace_close(workspace);
    mem_free(data);
}

static void test_size_change_and_new_pack_are_seen(void **state)
{
    fixture_age_content(*state);
    check_title("First topic");
    scratch_write(*state, "content/t-more/pack.yaml",
                  "id: t-more\ntitle: More\nlanguage: en\nlicence: CC0-1.0\nversion: 1\n"
                  "files:\n  decks: [d.yaml]\n");
    scratch_write(*state, "content/t-more/d.yaml",
                  "deck: t-more\ntitle: More\ntopic: t-one\ncards:\n"
                  "  - {id: t-new, kind: basic, front: F, back: B}\n");
    Workspace *workspace = fixture_open();
    (void)fixture_card(workspace, "t-new");
    (void)fixture_card(workspace, "t-basic");
    workspace_close(workspace);
}

static void test_broken_content_is_told_each_time(void **state)
{
    scratch_write(*state, "content/t-pack/resources.yaml", "resources:\n  - {id: t-book}\n");
    fixture_age_content(*state);
    for (int i = 0; i < 2; i++) {
        Workspace *workspace = NULL;
        assert_ok(workspace_open(&(WorkspaceOptions){0}, &workspace, error));
        assert_contains(workspace_diagnostics(workspace), "resources.yaml:2:");
        (void)fixture_card(workspace, "t-basic"); /* the rest is there */
        workspace_close(workspace);
    }
}

static void test_content_that_is_not_there(void **state)
{
    Workspace *workspace = NULL;
    char *missing = mem_format("%s/nowhere", (const char *)*state);
    const char *content[] = {missing};
    const WorkspaceOptions options = {.content = content, .content_count = 1};
    assert_fails(STATUS_FAILED, "--content names", workspace_open(&options, &workspace, error));
    assert_null(workspace);
    assert_int_equal(setenv("CAIRN_CONTENT", missing, 1), 0);
    assert_fails(STATUS_FAILED, "CAIRN_CONTENT names",
                 workspace_open(&(WorkspaceOptions){0}, &workspace, error));
    mem_free(missing);
}

static void test_content_by_option(void **state)
{
    assert_int_equal(unsetenv("CAIRN_CONTENT"), 0);
    char *path = content_path(*state, "");
    const char *content[] = {path};
    Workspace *workspace = NULL;
    assert_ok(workspace_open(&(WorkspaceOptions){.content = content, .content_count = 1},
                             &workspace, error));
    (void)fixture_card(workspace, "t-basic");
    workspace_close(workspace);
    assert_ok(workspace_open(&(WorkspaceOptions){0}, &workspace, error));
    assert_int_equal(catalog_find(workspace_catalog(workspace), "t-basic").kind, ITEM_NONE);
    workspace_close(workspace);
    mem_free(path);
}

static void test_data_directories(void **state)
{
    Workspace *workspace = fixture_open();
    char *expected = mem_format("%s/.local/share/cairn/cairn.db", (const char *)*state);
    assert_string_equal(workspace->database, expected);
    assert_true(file_exists(expected));
    workspace_close(workspace);
    mem_free(expected);
    char *other = mem_format("%s/other", (const char *)*state);
    assert_ok(workspace_open(&(WorkspaceOptions){.data = other}, &workspace, error));
    assert_string_equal(workspace_paths(workspace)->data, other);
    workspace_close(workspace);
    mem_free(other);
}

static void test_clock_from_the_environment(void **state)
{
    (void)state;
    Workspace *workspace = NULL;
    assert_int_equal(setenv("CAIRN_NOW", "2026-11-24T03:30:00Z", 1), 0);
    assert_ok(workspace_open(&(WorkspaceOptions){0}, &workspace, error));
    int64_t at = workspace_now(workspace) - (FIXTURE_NOON - 8 * FIXTURE_HOUR - FIXTURE_HOUR / 2);
    assert_true(at >= 0 && at < 60000);
    assert_int_equal(workspace_offset(workspace), civil_local_offset(workspace_now(workspace)));
    workspace_close(workspace);
    assert_int_equal(setenv("CAIRN_NOW", "yesterday", 1), 0);
    assert_fails(STATUS_USAGE, "CAIRN_NOW",
                 workspace_open(&(WorkspaceOptions){0}, &workspace, error));
}

static void test_study_day_turns_over_at_four(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open_at(FIXTURE_NOON + 16 * FIXTURE_HOUR - 1);
    assert_int_equal(workspace_today(workspace), FIXTURE_DAY);
    fixture_set_clock(workspace, FIXTURE_NOON + 16 * FIXTURE_HOUR);
    assert_int_equal(workspace_today(workspace), FIXTURE_DAY + 1);
    workspace_close(workspace);
}

/* --- reading only --- */

static size_t count_entries(const char *directory)
{
    char **names;
    size_t count;
    assert_ok(file_list(directory, &names, &count, error));
    file_list_free(names, count);
    return count;
}

static void test_reading_only_makes_nothing(void **state)
{
    Workspace *workspace = NULL;
    const WorkspaceOptions options = {.read_only = true};
    assert_ok(workspace_open(&options, &workspace, error));
    assert_int_equal(workspace_state(workspace)->day_count, 0);
    (void)fixture_card(workspace, "t-basic");
    Arena *arena = arena_new();
    SearchHits hits;
    BlockList blocks;
    CardHistory history;
    char *note = NULL;
    bool changed = true;
    assert_ok(workspace_search(workspace, "red", 5, arena, &hits, error));
    assert_ok(workspace_blocks(workspace, 0, arena, &blocks, error));
    assert_ok(workspace_card_history(workspace, 0, arena, &history, error));
    assert_ok(workspace_note_get(workspace, "t-one", &note, error));
    assert_ok(workspace_refresh(workspace, &changed, error));
    assert_false(changed);
    assert_string_equal(note, "");
    assert_int_equal(hits.count + blocks.count + history.count, 0);
    assert_fails(STATUS_FAILED, "only being read",
                 workspace_mark(workspace, fixture_item(workspace, "t-one"), MARK_DONE, error));
    mem_free(note);
    arena_free(arena);
    workspace_close(workspace);
    char *share = mem_format("%s/.local", (const char *)*state);
    assert_false(file_exists(share));
    mem_free(share);
}

static void test_reading_only_leaves_the_directory_alone(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    assert_ok(workspace_mark(workspace, fixture_item(workspace, "t-one"), MARK_DONE, error));
    char *directory = mem_dup(workspace_paths(workspace)->data);
    workspace_close(workspace);
    size_t before = count_entries(directory);
    assert_ok(workspace_open(&(WorkspaceOptions){.read_only = true}, &workspace, error));
    assert_int_equal(
        study_state_item_const(workspace_state(workspace), fixture_item(workspace, "t-one"))->mark,
        MARK_DONE);
    assert_int_equal(count_entries(directory), before);
    workspace_close(workspace);
    assert_int_equal(count_entries(directory), before);
    mem_free(directory);
}

/* --- two at once --- */

static void test_second_instance_sees_changes(void **state)
{
    (void)state;
    Workspace *first = fixture_open();
    Workspace *second = fixture_open();
    bool changed = true;
    assert_ok(workspace_refresh(second, &changed, error));
    assert_false(changed);
    uint64_t revision = workspace_state(second)->revision;
    assert_ok(workspace_practice_start(first, "t-one", 0, error));
    assert_ok(workspace_refresh(second, &changed, error));
    assert_true(changed);
    assert_int_equal(workspace_state(second)->timer.phase, TIMER_RUNNING);
    assert_true(workspace_state(second)->revision > revision);
    assert_ok(workspace_refresh(first, &changed, error));
    assert_false(changed); /* one's own changes are no news */
    workspace_close(first);
    workspace_close(second);
}

/* Without a refresh in between: a write itself sees what the other one did. */
static void test_writes_build_on_each_other(void **state)
{
    (void)state;
    Workspace *first = fixture_open();
    Workspace *second = fixture_open();
    CatalogIndex card = fixture_card(first, "t-basic");
    assert_ok(fixture_grade(first, card, RATING_GOOD, 1000, NULL, error));
    CardState after;
    assert_ok(fixture_grade(second, card, RATING_GOOD, 1000, &after, error));
    assert_int_equal(after.reps, 2);
    assert_int_equal(fixture_day(second, FIXTURE_DAY).reviews, 2);
    assert_ok(workspace_practice_start(first, "", 0, error));
    assert_fails(STATUS_USAGE, "already running", workspace_practice_start(second, "", 0, error));
    assert_int_equal(workspace_state(second)->timer.phase, TIMER_RUNNING);
    assert_int_equal(workspace_state(first)->cards[card].reps, 2);
    workspace_close(first);
    workspace_close(second);
}

/* Strings out of the state itself are good arguments, also when the write reads the state anew. */
static void test_arguments_out_of_the_state(void **state)
{
    (void)state;
    Workspace *first = fixture_open();
    Workspace *second = fixture_open();
    bool changed;
    assert_ok(workspace_ask(first, "t-one", "why?", error));
    assert_ok(workspace_practice_start(first, "t-two", 0, error));
    assert_ok(workspace_refresh(second, &changed, error));
    const StudyState *study = workspace_state(second);
    assert_ok(workspace_practice_stop(first, 0, "", NULL, error));
    assert_ok(workspace_practice_start(second, study->timer.topic, 0, error));
    assert_string_equal(study->timer.topic, "t-two");
    assert_ok(workspace_opened(first, fixture_item(first, "t-book").index, error));
    assert_ok(workspace_answer(second, study->questions[0].id, study->questions[0].text, error));
    assert_string_equal(study->questions[0].answer, "why?");
    assert_ok(workspace_opened(first, fixture_item(first, "t-book").index, error));
    assert_ok(workspace_ask(second, study->questions[0].subject, "and why?", error));
    assert_string_equal(study->questions[1].subject, "t-one");
    workspace_close(first);
    workspace_close(second);
}

/* --- finding --- */

#define ANY_KIND (~0U)
#define TOPICS   (1U << ITEM_TOPIC | 1U << ITEM_SUBTOPIC)
#define CARDS    (1U << ITEM_CARD | 1U << ITEM_NOTE)

static void test_find(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    static const struct {
        const char *typed, *id; /* what is found */
        unsigned kinds;
        ItemKind kind;
    } CASES[] = {
        {"t-one", "t-one", ANY_KIND, ITEM_TOPIC},
        {"t-one/b", "t-one/b", ANY_KIND, ITEM_SUBTOPIC},
        {"b", "t-one/b", ANY_KIND, ITEM_SUBTOPIC},
        {"first", "t-proj/first", ANY_KIND, ITEM_MILESTONE},
        {"t-basic", "t-basic", 1U << ITEM_CARD, ITEM_CARD},
        {"t-basic", "t-basic", 1U << ITEM_NOTE, ITEM_NOTE},
        {"t-gap:c2", "t-gap:c2", ANY_KIND, ITEM_CARD},
        {"t-bo", "t-book", 1U << ITEM_RESOURCE, ITEM_RESOURCE},
        /* a note and its cards are one thing */
        {"t-bas", "t-basic", CARDS, ITEM_CARD},
        {"t-bot", "t-both", CARDS, ITEM_CARD},
        {"t-ga", "t-gap", CARDS, ITEM_NOTE},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        ItemRef item;
        assert_ok(workspace_find(workspace, CASES[i].typed, CASES[i].kinds, &item, error));
        assert_string_equal(catalog_id(workspace_catalog(workspace), item), CASES[i].id);
        assert_int_equal(item.kind, CASES[i].kind);
    }
    ItemRef item;
    assert_fails(STATUS_USAGE, "may mean t-one/a, t-two/a",
                 workspace_find(workspace, "a", ANY_KIND, &item, error));
    assert_int_equal(item.kind, ITEM_NONE);
    assert_fails(STATUS_USAGE, "'t-tw' may mean t-two, t-two/a",
                 workspace_find(workspace, "t-tw", TOPICS, &item, error));
    assert_fails(STATUS_USAGE, "'t-gap:' may mean t-gap:c1, t-gap:c2",
                 workspace_find(workspace, "t-gap:", CARDS, &item, error));
    assert_fails(STATUS_USAGE, "'t-b' may mean t-basic, t-both",
                 workspace_find(workspace, "t-b", CARDS, &item, error));
    assert_fails(STATUS_USAGE, "there is no topic or subtopic 't-onne'; did you mean 't-one'?",
                 workspace_find(workspace, "t-onne", TOPICS, &item, error));
    assert_fails(STATUS_USAGE, "there is no resource 'xyzzy'",
                 workspace_find(workspace, "xyzzy", 1U << ITEM_RESOURCE, &item, error));
    assert_fails(STATUS_USAGE, "there is no item ''",
                 workspace_find(workspace, "", ANY_KIND, &item, error));
    assert_fails(STATUS_USAGE, "and", workspace_find(workspace, "t-", ANY_KIND, &item, error));
    workspace_close(workspace);
}

/* A deck is edited while the workspace is open: cards keep their history by id; a mistake is told with
 * its place, and everything stays until it is mended. */
static void test_an_edited_deck_is_read_again(void **state)
{
    Workspace *workspace = fixture_open();
    const StudyState *study = workspace_state(workspace);
    const Note *note = &workspace->catalog->notes[0];
    char *file = mem_dup(workspace->catalog->decks[note->deck].file);
    char *path = content_path(*state, "cards.yaml");
    assert_string_equal(file, path);
    assert_int_equal(note->line, 5);
    assert_ok(
        fixture_grade(workspace, fixture_card(workspace, "t-last"), RATING_EASY, 0, NULL, error));
    scratch_write(*state, "content/t-pack/cards.yaml",
                  "deck: t-deck\ntitle: Test deck\ntopic: t-one\ncards:\n"
                  "  - {id: t-new, kind: basic, front: N, back: B}\n"
                  "  - {id: t-last, kind: basic, front: Edited, back: This.}\n");
    assert_ok(workspace_reload(workspace, file, error));
    assert_ptr_equal(workspace_state(workspace), study);
    assert_ptr_equal(study->catalog, workspace_catalog(workspace));
    assert_int_equal(workspace->catalog->card_count, 2);
    CatalogIndex last = fixture_card(workspace, "t-last");
    assert_int_equal(last, 1);
    assert_string_equal(workspace->catalog->notes[1].front, "Edited");
    assert_int_equal(study->cards[last].reps, 1);
    assert_int_equal(study->cards[0].reps, 0);

    scratch_write(*state, "content/t-pack/cards.yaml",
                  "deck: t-deck\ntitle: Test deck\ntopic: t-one\ncards:\n"
                  "  - {id: t-last, kind: basic, front: Edited}\n");
    assert_fails(STATUS_CONTENT, "cards.yaml:5:5: 'back' is missing",
                 workspace_reload(workspace, file, error));
    assert_int_equal(workspace->catalog->card_count, 2);
    assert_int_equal(study->cards[last].reps, 1);
    assert_false(workspace_content_changed(workspace)); /* nor does a later look take it over */
    assert_ok(fixture_grade(workspace, last, RATING_GOOD, 0, NULL, error));
    scratch_write(*state, "content/t-pack/cards.yaml",
                  "deck: t-deck\ntitle: Test deck\ntopic: t-one\ncards:\n"
                  "  - {id: t-last, kind: basic, front: Edited, back: Mended.}\n");
    assert_true(workspace_content_changed(workspace));
    mem_free(path);
    mem_free(file);
    workspace_close(workspace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_CASE(test_unchanged_files_are_not_read_again),
        FIXTURE_CASE(test_new_time_alone_is_noted),
        FIXTURE_CASE(test_files_of_this_moment_are_not_kept),
        FIXTURE_CASE(test_a_running_program_sees_changes),
        FIXTURE_CASE(test_damaged_prose_is_read_anew),
        FIXTURE_CASE(test_without_a_cache_nothing_changes),
        FIXTURE_CASE(test_size_change_and_new_pack_are_seen),
        FIXTURE_CASE(test_broken_content_is_told_each_time),
        FIXTURE_CASE(test_content_that_is_not_there),
        FIXTURE_CASE(test_content_by_option),
        FIXTURE_CASE(test_data_directories),
        FIXTURE_CASE(test_clock_from_the_environment),
        FIXTURE_CASE(test_study_day_turns_over_at_four),
        FIXTURE_CASE(test_reading_only_makes_nothing),
        FIXTURE_CASE(test_reading_only_leaves_the_directory_alone),
        FIXTURE_CASE(test_second_instance_sees_changes),
        FIXTURE_CASE(test_writes_build_on_each_other),
        FIXTURE_CASE(test_arguments_out_of_the_state),
        FIXTURE_CASE(test_find),
        FIXTURE_CASE(test_an_edited_deck_is_read_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
