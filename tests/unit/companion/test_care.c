/* Search, copies, the doctor, projects' starter files, themes and keys. */
#include "unit/companion/fixture.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <time.h>

/* --- search --- */

static void test_search_over_everything(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    Arena *arena = arena_new();
    static const char *const CASES[][3] = {
        {"zebras", "subtopic", "t-one/a"},  {"comes second", "topic", "t-two"},
        {"nobody", "resource", "t-book"},   {"first milestone", "project", "t-proj"},
        {"colour red", "card", "t-basic"},  {"cat four legs", "card", "t-gap:c1"},
        {"everything", "phase", "t-phase"}, {"hund dog", "card", "t-both"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        SearchHits hits;
        assert_ok(workspace_search(workspace, CASES[i][0], 5, arena, &hits, error));
        assert_int_equal(hits.count, 1);
        assert_string_equal(hits.items[0].kind, CASES[i][1]);
        assert_string_equal(hits.items[0].id, CASES[i][2]);
        assert_int_not_equal(catalog_find(workspace_catalog(workspace), hits.items[0].id).kind,
                             ITEM_NONE);
    }
    arena_free(arena);
    workspace_close(workspace);
}

/* Content that was read anew can be indexed before anybody searches. */
static void test_content_is_indexed_ahead(void **state)
{
    Workspace *workspace = fixture_open();
    Arena *arena = arena_new();
    SearchHits hits;
    uint64_t before = 1;
    uint64_t after = 0;
    assert_ok(store_indexed(workspace->store, &before, error));
    assert_int_equal(before, 0);
    assert_true(workspace_index_waits(workspace));
    assert_ok(workspace_index(workspace, error));
    assert_false(workspace_index_waits(workspace));
    assert_ok(store_indexed(workspace->store, &before, error));
    assert_ok(workspace_search(workspace, "zebras", 5, arena, &hits, error));
    assert_int_equal(hits.count, 1);
    assert_ok(store_indexed(workspace->store, &after, error));
    assert_true(after == before && after != 0);

    char *cards = mem_format("%s  - {id: t-new, kind: basic, topic: t-one/a, front: What is"
                             " vermilion?, back: A red.}\n",
                             FIXTURE_CARDS);
    scratch_write(*state, "content/t-pack/cards.yaml", cards);
    assert_ok(workspace_reload(workspace, "", error));
    assert_true(workspace_index_waits(workspace));
    assert_ok(workspace_index(workspace, error));
    assert_ok(workspace_search(workspace, "vermilion", 5, arena, &hits, error));
    assert_int_equal(hits.count, 1);
    workspace_close(workspace);
    assert_ok(workspace_open(&(WorkspaceOptions){.read_only = true}, &workspace, error));
    assert_false(workspace_index_waits(workspace));
    workspace_close(workspace);
    mem_free(cards);
    arena_free(arena);
}

static void test_notes_are_found_under_their_item(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    Arena *arena = arena_new();
    SearchHits hits;
    assert_ok(workspace_note_set(workspace, "t-one", "giraffes are tall", error));
    assert_ok(workspace_search(workspace, "giraffe", 5, arena, &hits, error));
    assert_int_equal(hits.count, 1);
    assert_string_equal(hits.items[0].kind, "note");
    assert_string_equal(hits.items[0].id, "t-one");
    assert_string_equal(hits.items[0].title, "First topic");
    assert_string_equal(hits.items[0].snippet, "\x02giraffes\x03 are tall");
    arena_free(arena);
    workspace_close(workspace);
}

/* --- copies --- */

static void test_copy_on_demand(void **state)
{
    Workspace *workspace = fixture_open();
    char *path = mem_format("%s/copy.db", (const char *)*state);
    assert_ok(workspace_backup(workspace, path, error));
    assert_true(file_exists(path));
    assert_fails(STATUS_FAILED, "not overwritten", workspace_backup(workspace, path, error));
    mem_free(path);
    workspace_close(workspace);
}

/* --- the doctor --- */

static void tamper(const Workspace *workspace, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(workspace->database, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void test_doctor_finds_and_repairs(void **state)
{
    (void)state;
    Workspace *workspace = fixture_open();
    CatalogIndex card = fixture_card(workspace, "t-basic");
    Buffer report = {0};
    CardState good;
    assert_ok(fixture_grade(workspace, card, RATING_GOOD, 1000, &good, error));
    assert_ok(workspace_mark(workspace, fixture_item(workspace, "t-one"), MARK_DONE, error));
    assert_ok(workspace_note_set(workspace, "t-one", "giraffe", error));
    assert_ok(workspace_doctor(workspace, false, &report, error));
    assert_contains(buffer_text(&report), "3 events");
    assert_contains(buffer_text(&report), "everything else follows");

    tamper(workspace, "UPDATE card_state SET reps = 99; DELETE FROM item_state;"
                      "UPDATE note SET text = 'lion'");
    buffer_clear(&report);
    assert_fails(STATUS_FAILED, "--repair", workspace_doctor(workspace, false, &report, error));
    assert_contains(buffer_text(&report), "cards: 1 row differs from what the log says: t-basic\n");
    assert_contains(buffer_text(&report),
                    "marks: 1 row is missing that follows from the log: t-one\n");
    assert_contains(buffer_text(&report), "notes: 1 row differs from what the log says: t-one\n");
    CardState row;
    assert_ok(store_get_card(workspace->store, "t-basic", &row, error));
    assert_int_equal(row.reps, 99); /* looking changed nothing */

    buffer_clear(&report);
    assert_ok(workspace_doctor(workspace, true, &report, error));
    assert_contains(buffer_text(&report), "before-repair-1.db");
    assert_contains(buffer_text(&report), "made anew");
    assert_int_equal(workspace_state(workspace)->cards[card].reps, 1);
    assert_true(workspace_state(workspace)->cards[card].memory.stability == good.memory.stability);
    buffer_clear(&report);
    assert_ok(workspace_doctor(workspace, false, &report, error));
    Arena *arena = arena_new();
    SearchHits hits;
    assert_ok(workspace_search(workspace, "giraffe", 5, arena, &hits, error));
    assert_int_equal(hits.count, 1);
    arena_free(arena);
    buffer_done(&report);
    workspace_close(workspace);
}

/* Events of a newer program, or from a log merged with another device's, stop nothing. */
static void test_doctor_lives_with_strange_events(void **state)
{
    (void)state;
    static const Event STRANGE[] = {
        {.kind = EVENT_PRACTICE_STOP, .subject = "nothing", .body = "{}"},
        {.kind = EVENT_PRACTICE_PAUSE, .subject = "", .body = "{}"},
        {.kind = EVENT_PRACTICE_EDIT, .subject = "x", .body = "{\"what\":\"delete\"}"},
        {.kind = EVENT_PRACTICE_EDIT, .subject = "x", .body = "{\"what\":\"log\",\"ms\":-5}"},
        {.kind = EVENT_PRACTICE_EDIT, .subject = "x", .body = "{\"what\":\"knit\"}"},
        {.kind = EVENT_REVIEW, .subject = "t-basic", .body = "{\"rating\":9}"},
        {.kind = EVENT_REVIEW, .subject = "t-basic", .body = "[1,2]"},
        {.kind = EVENT_REVIEW, .subject = "t-basic", .body = "no JSON"},
        {.kind = EVENT_UNDO, .subject = "t-basic", .body = "{\"undoes\":\"nothing\"}"},
        {.kind = EVENT_UNDO, .subject = "t-one", .body = "{}"},
        {.kind = EVENT_MARK, .subject = "t-one", .body = "{\"mark\":\"admired\"}"},
        {.kind = EVENT_CONFIG, .subject = "of-a-newer-program", .body = "{\"value\":\"1\"}"},
        {.kind = EVENT_CONFIG, .subject = "goal-minutes", .body = "{\"value\":\"many\"}"},
        {.kind = EVENT_CONFIG, .subject = "goal-minutes", .body = "{}"},
        {.kind = EVENT_QUESTION, .subject = "", .body = "{\"answers\":\"nothing\"}"},
        {.kind = EVENT_CARD_STATE, .subject = "t-basic", .body = "{\"action\":\"fold\"}"},
        {.kind = EVENT_MILESTONE, .subject = "t-proj/first", .body = "{\"hint\":1e9}"},
        {.kind = EVENT_FREEZE, .subject = "", .body = "{}"},
        {.kind = EVENT_KIND_COUNT, .subject = "", .body = "{}"},
    };
    Workspace *workspace = fixture_open();
    Buffer report = {0};
    assert_ok(store_begin(workspace->store, error));
    for (size_t i = 0; i < sizeof STRANGE / sizeof *STRANGE; i++) {
        Event event = STRANGE[i];
        assert_ok(store_append(workspace->store, &event, error));
    }
    assert_ok(store_commit(workspace->store, error));
    assert_ok(workspace_doctor(workspace, true, &report, error));
    CatalogIndex card = fixture_card(workspace, "t-basic");
    assert_int_equal(workspace_state(workspace)->cards[card].reps, 0);
    assert_int_equal(workspace_state(workspace)->config.goal_minutes, 30);
    assert_ok(fixture_grade(workspace, card, RATING_GOOD, 0, NULL, error));
    buffer_done(&report);
    workspace_close(workspace);
}

static char *with_number(const char *body, int64_t number)
{
    Buffer text = {0};
    for (; *body != '\0'; body++)
        if (*body == '#')
            buffer_add_format(&text, "%lld", (long long)number);
        else
            buffer_add_char(&text, *body);
    return buffer_take(&text);
}

/* Whatever numbers a damaged or a stranger's log holds, nothing overflows (the sanitisers see to that), and
 * the replay is what is loaded. */
static void test_doctor_lives_with_strange_numbers(void **state)
{
    (void)state;
    static const int64_t NUMBERS[] = {INT64_MAX, INT64_MIN, INT64_MAX / 2,  INT32_MIN,
                                      INT32_MAX, -1,        253402300800000};
    static const struct {
        EventKind kind;
        const char *subject, *body; /* a number for each # */
    } EVENTS[] = {
        {EVENT_REVIEW, "t-basic", "{\"rating\":1,\"ms\":#,\"days\":#}"},
        {EVENT_REVIEW, "t-basic", "{\"rating\":3,\"ms\":#,\"days\":#}"},
        {EVENT_CARD_STATE, "t-basic", "{\"action\":\"bury\"}"},
        {EVENT_PRACTICE_START, "t-one", "{\"slept\":#,\"counted\":#}"},
        {EVENT_PRACTICE_PAUSE, "?", "{}"},
        {EVENT_PRACTICE_RESUME, "?", "{\"slept\":#}"},
        {EVENT_PRACTICE_STOP, "?", "{\"rollover\":#,\"offset\":#,\"shift\":#,\"before\":#}"},
        {EVENT_PRACTICE_EDIT, "t-one", "{\"what\":\"log\",\"ms\":#,\"span\":#}"},
        {EVENT_PRACTICE_EDIT, "t-one", "{\"what\":\"log\",\"ms\":60000,\"offset\":#}"},
        {EVENT_PRACTICE_EDIT, "?", "{\"what\":\"set\",\"start\":#,\"end\":#,\"ms\":1}"},
        {EVENT_PRACTICE_EDIT, "?", "{\"what\":\"split\",\"at\":#}"},
        {EVENT_CLEAR, "", "{\"from\":#,\"days\":#}"},
        {EVENT_MILESTONE, "t-proj/first", "{\"hint\":#}"},
        {EVENT_NOTE, "t-one", "{\"text\":\"x\"}"},
        {EVENT_QUESTION, "t-one", "{\"text\":\"x\"}"},
    };
    Workspace *workspace = fixture_open();
    Buffer report = {0};
    char begun[EVENT_ID_SIZE] = "";
    assert_ok(store_begin(workspace->store, error));
    for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++)
        for (size_t j = 0; j < sizeof EVENTS / sizeof *EVENTS; j++) {
            char *body = with_number(EVENTS[j].body, NUMBERS[i]);
            bool own = EVENTS[j].subject[0] == '?';
            Event event = {.kind = EVENTS[j].kind,
                           .at_ms = j % 3 == 0 ? NUMBERS[i] : FIXTURE_NOON + (int64_t)j * 60000,
                           .offset_min = j % 3 == 1 ? (int)NUMBERS[i] : 60,
                           .study_day = j % 3 == 2 ? (DayNumber)NUMBERS[i] : FIXTURE_DAY,
                           .subject = own ? begun : EVENTS[j].subject,
                           .body = body};
            assert_ok(store_append(workspace->store, &event, error));
            if (event.kind == EVENT_PRACTICE_START || event.kind == EVENT_PRACTICE_EDIT)
                memcpy(begun, event.id, sizeof begun);
            mem_free(body);
        }
    assert_ok(store_commit(workspace->store, error));
    assert_ok(workspace_doctor(workspace, true, &report, error));
    assert_ok(workspace_doctor(workspace, false, &report, error));
    workspace_close(workspace);
    workspace = fixture_open();
    assert_ok(
        fixture_grade(workspace, fixture_card(workspace, "t-basic"), RATING_GOOD, 0, NULL, error));
    buffer_done(&report);
    workspace_close(workspace);
}

/* Whatever undos say, of an event before or after them, of another card or of the same one twice, a replay,
 * which knows of them all beforehand, comes to what the events came to one by one. */
static void test_odd_undos_replay_as_they_went(void **state)
{
    (void)state;
    static const struct {
        const char *subject, *body;
        EventKind kind;
        char names; /* the last digit of the id that is undone; then `body` is NULL */
    } LOG[] = {
        {"t-basic", NULL, EVENT_UNDO, '2'}, /* of what comes later */
        {"t-basic", "{\"rating\":3,\"ms\":1000}", EVENT_REVIEW, 0},
        {"t-basic", "{\"rating\":1,\"ms\":1000}", EVENT_REVIEW, 0},
        {"weights",
         "{\"value\":\"0.3,1.1,2.9,9.2,6.1,0.7,2.9,0.02,1.7,0.2,0.8,1.6,0.07,0.3,1.7,0.6,1.8,0.5,"
         "0.1,0.08,0.2\"}",
         EVENT_CONFIG, 0},
        {"t-both", NULL, EVENT_UNDO, '3'}, /* of another card's */
        {"t-basic", NULL, EVENT_UNDO, '3'},
        {"weights", "{}", EVENT_CONFIG, 0},
        {"t-both", "{\"rating\":2,\"ms\":1000}", EVENT_REVIEW, 0},
        {"t-both", NULL, EVENT_UNDO, '8'},
        {"t-both", NULL, EVENT_UNDO, '8'}, /* again */
        {"t-basic", "{\"rating\":4,\"ms\":1000}", EVENT_REVIEW, 0},
    };
    Workspace *workspace = fixture_open();
    Ledger ledger;
    Buffer report = {0};
    assert_ok(store_begin(workspace->store, error));
    assert_ok(ledger_init(&ledger, workspace->store, false, error));
    for (size_t i = 0; i < sizeof LOG / sizeof *LOG; i++) {
        char named[EVENT_ID_SIZE];
        (void)snprintf(named, sizeof named, "%031d%c", 0, LOG[i].names);
        char *body =
            LOG[i].body != NULL ? mem_dup(LOG[i].body) : mem_format("{\"undoes\":\"%s\"}", named);
        Event event = {.at_ms = FIXTURE_NOON + (int64_t)i * FIXTURE_HOUR * 30,
                       .study_day = FIXTURE_DAY + (DayNumber)i,
                       .kind = LOG[i].kind,
                       .subject = LOG[i].subject,
                       .body = body};
        (void)snprintf(event.id, sizeof event.id, "%031d%zx", 0, i + 1);
        assert_ok(store_append(workspace->store, &event, error));
        assert_ok(ledger_apply(&ledger, &event, error));
        mem_free(body);
    }
    ledger_done(&ledger);
    assert_ok(store_commit(workspace->store, error));
    Error problem = {{0}};
    if (workspace_doctor(workspace, false, &report, &problem) != STATUS_OK)
        fail_msg("%s\n%s", problem.message, buffer_text(&report));
    CardState card;
    assert_ok(store_get_card(workspace->store, "t-basic", &card, error));
    assert_int_equal(card.reps, 2);
    assert_ok(store_get_card(workspace->store, "t-both", &card, error));
    assert_int_equal(card.reps, 0);
    buffer_done(&report);
    workspace_close(workspace);
}

/* --- projects --- */

static void check_file(const char *directory, const char *name, const char *expected)
{
    char *path = path_join(directory, name);
    char *data = NULL;
    size_t length;
    assert_ok(file_read(path, 10000, &data, &length, error));
    assert_string_equal(data, expected);
    mem_free(data);
    mem_free(path);
}

static void test_project_start(void **state)
{
    Workspace *workspace = fixture_open();
    CatalogIndex project = fixture_item(workspace, "t-proj").index;
    char *target = mem_format("%s/my/work", (const char *)*state);
    assert_ok(workspace_project_start(workspace, project, target, error));
    check_file(target, "main.py", "print('main')\n");
    check_file(target, "lib/util.py", "print('util')\n");
    scratch_write(target, "main.py", "mine");
    assert_fails(STATUS_FAILED, "main.py is there already",
                 workspace_project_start(workspace, project, target, error));
    check_file(target, "main.py", "mine");
    assert_fails(STATUS_USAGE, "no such project",
                 workspace_project_start(workspace, 99, target, error));
    mem_free(target);
    workspace_close(workspace);
}

/* The second file is in the way: the first is not copied either. */
static void test_project_start_is_all_or_nothing(void **state)
{
    Workspace *workspace = fixture_open();
    CatalogIndex project = fixture_item(workspace, "t-proj").index;
    char *target = mem_format("%s/work", (const char *)*state);
    scratch_write(target, "lib/util.py", "mine");
    assert_fails(STATUS_FAILED, "lib/util.py is there already",
                 workspace_project_start(workspace, project, target, error));
    char *first = path_join(target, "main.py");
    assert_false(file_exists(first));
    mem_free(first);
    mem_free(target);
    workspace_close(workspace);
}

/* Where a link stands, nothing is read through it and nothing written. */
static void test_project_start_follows_no_links(void **state)
{
    const char *home = *state;
    Workspace *workspace = fixture_open();
    CatalogIndex project = fixture_item(workspace, "t-proj").index;
    scratch_write(home, "secret", "a secret");
    scratch_write(home, "outside/keep", "x");
    char *source = mem_format("%s/content/t-pack/proj/starter/main.py", home);
    char *secret = path_join(home, "secret");
    char *outside = path_join(home, "outside");
    char *target = path_join(home, "work");
    char *link_in_target = path_join(target, "lib");
    assert_int_equal(unlink(source), 0);
    assert_int_equal(symlink(secret, source), 0);
    assert_fails(STATUS_FAILED, "main.py",
                 workspace_project_start(workspace, project, target, error));
    assert_false(file_exists(target));
    assert_int_equal(unlink(source), 0);
    scratch_write(home, "content/t-pack/proj/starter/main.py", "print('main')\n");
    assert_int_equal(mkdir(target, 0700), 0);
    assert_int_equal(symlink(outside, link_in_target), 0);
    assert_fails(STATUS_FAILED, "lib/util.py",
                 workspace_project_start(workspace, project, target, error));
    char *leaked = path_join(outside, "util.py");
    assert_false(file_exists(leaked));
    mem_free(leaked);
    mem_free(link_in_target);
    mem_free(target);
    mem_free(outside);
    mem_free(secret);
    mem_free(source);
    workspace_close(workspace);
}

static void test_project_names_stay_inside(void **state)
{
    Workspace *workspace = fixture_open();
    Project project = workspace->catalog->projects[fixture_item(workspace, "t-proj").index];
    char *target = path_join(*state, "work");
    static const char *const NAMES[] = {
        "../roadmap.yaml", "/etc/passwd", "a/../../b", ".", "..", "lib/", "lib//x", "",
        "./main.py"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        const char *names[] = {NAMES[i]};
        workspace->catalog->projects[0] = project;
        workspace->catalog->projects[0].starter = (TextList){names, 1};
        assert_fails(STATUS_CONTENT, "not a name inside its folder",
                     workspace_project_start(workspace, 0, target, error));
        assert_false(file_exists(target));
    }
    mem_free(target);
    workspace_close(workspace);
}

/* --- themes and keys --- */

static const char THEME[] = "name: dusk\nlight: true\nstyles:\n  text: \"red bold\"\n";

static void test_themes(void **state)
{
    Workspace *workspace = fixture_open();
    Theme theme;
    scratch_write(*state, ".config/cairn/themes/dusk.yaml", THEME);
    scratch_write(*state, ".config/cairn/themes/broken.yaml", "name: broken\nstyles: 5\n");
    scratch_write(*state, ".config/cairn/themes/notes.txt", "");
    for (int round = 0; round < 2; round++) {
        assert_ok(workspace_theme(workspace, "dusk", &theme, error));
        assert_string_equal(theme.name, "dusk");
        assert_true(theme.light);
    }
    assert_fails(STATUS_CONTENT,
                 "broken.yaml:2:", workspace_theme(workspace, "broken", &theme, error));
    assert_string_equal(theme.name, "plain");
    assert_fails(STATUS_USAGE, "did you mean 'dusk'?",
                 workspace_theme(workspace, "dsuk", &theme, error));
    assert_fails(STATUS_USAGE, "there is no theme '../x'",
                 workspace_theme(workspace, "../x", &theme, error));
    Arena *arena = arena_new();
    TextList names = workspace_theme_names(workspace, arena);
    bool found = false;
    for (size_t i = 0; i < names.count; i++) {
        found = found || strcmp(names.items[i], "dusk") == 0;
        assert_string_not_equal(names.items[i], "notes");
        assert_true(i == 0 || strcmp(names.items[i - 1], names.items[i]) < 0);
    }
    assert_true(found);
    arena_free(arena);
    workspace_close(workspace);
}

static void test_themes_are_cached(void **state)
{
    const struct timespec long_ago[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
    Workspace *workspace = fixture_open();
    Theme theme;
    scratch_write(*state, ".config/cairn/themes/dusk.yaml", THEME);
    char *path = mem_format("%s/.config/cairn/themes/dusk.yaml", (const char *)*state);
    assert_int_equal(utimensat(AT_FDCWD, path, long_ago, 0), 0);
    assert_ok(workspace_theme(workspace, "dusk", &theme, error));
    char *noise = mem_dup(THEME);
    memset(noise, '{', strlen(noise));
    scratch_write(*state, ".config/cairn/themes/dusk.yaml", noise);
    assert_int_equal(utimensat(AT_FDCWD, path, long_ago, 0), 0);
    assert_ok(workspace_theme(workspace, "dusk", &theme, error)); /* not looked at again */
    assert_string_equal(theme.name, "dusk");
    scratch_write(*state, ".config/cairn/themes/dusk.yaml", "name: dawn\nstyles: {}\n");
    assert_ok(workspace_theme(workspace, "dusk", &theme, error));
    assert_string_equal(theme.name, "dawn");
    mem_free(noise);
    mem_free(path);
    workspace_close(workspace);
}

static void test_keys(void **state)
{
    Workspace *workspace = fixture_open();
    Arena *arena = arena_new();
    WorkspaceKeys keys;
    assert_ok(workspace_keys(workspace, arena, &keys, error));
    assert_int_equal(keys.count, 0);
    assert_contains(keys.path, "/.config/cairn/keys.yaml");
    scratch_write(*state, ".config/cairn/keys.yaml", "bind:\n  quit: [q, Ctrl+Q]\n  search: '/'\n");
    const struct timespec long_ago[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
    assert_int_equal(utimensat(AT_FDCWD, keys.path, long_ago, 0), 0);
    for (int round = 0; round < 2; round++) { /* read, then from the cache */
        assert_ok(workspace_keys(workspace, arena, &keys, error));
        assert_int_equal(keys.count, 3);
        assert_string_equal(keys.items[0].action, "quit");
        assert_string_equal(keys.items[0].key, "q");
        assert_string_equal(keys.items[1].key, "Ctrl+Q");
        assert_int_equal(keys.items[1].line, 2);
        assert_string_equal(keys.items[2].action, "search");
        assert_string_equal(keys.items[2].key, "/");
        assert_int_equal(keys.items[2].line, 3);
    }
    scratch_write(*state, ".config/cairn/keys.yaml", "bind: 7\n");
    assert_fails(STATUS_CONTENT, "keys.yaml:1:", workspace_keys(workspace, arena, &keys, error));
    arena_free(arena);
    workspace_close(workspace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_CASE(test_search_over_everything),
        FIXTURE_CASE(test_content_is_indexed_ahead),
        FIXTURE_CASE(test_notes_are_found_under_their_item),
        FIXTURE_CASE(test_copy_on_demand),
        FIXTURE_CASE(test_doctor_finds_and_repairs),
        FIXTURE_CASE(test_doctor_lives_with_strange_events),
        FIXTURE_CASE(test_doctor_lives_with_strange_numbers),
        FIXTURE_CASE(test_odd_undos_replay_as_they_went),
        FIXTURE_CASE(test_project_start),
        FIXTURE_CASE(test_project_start_is_all_or_nothing),
        FIXTURE_CASE(test_project_start_follows_no_links),
        FIXTURE_CASE(test_project_names_stay_inside),
        FIXTURE_CASE(test_themes),
        FIXTURE_CASE(test_themes_are_cached),
        FIXTURE_CASE(test_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
