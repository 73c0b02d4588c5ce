/* A home with a small content pack, and workspaces in it whose clock stands still.
 *
 *   topic t-one     subtopics t-one/a, t-one/b; resource t-book; project t-proj with a milestone of
 *                   two hints and the starter files main.py and lib/util.py
 *   topic t-two     subtopic t-two/a
 *   cards           t-basic, t-both and t-both:reverse, t-gap:c1 and t-gap:c2, t-last
 */
#ifndef CAIRN_TESTS_FIXTURE_H
#define CAIRN_TESTS_FIXTURE_H

#include <fcntl.h>
#include <time.h>

#include "companion/copying.h"
#include "companion/workspace.h"
#include "companion/workspace_impl.h"
#include "unit/store/scratch.h"

#define FIXTURE_NOON   INT64_C(1795521600000) /* 2026-11-24T12:00:00Z, a Tuesday */
#define FIXTURE_DAY    20781
#define FIXTURE_MINUTE INT64_C(60000)
#define FIXTURE_HOUR   INT64_C(3600000)

static const char FIXTURE_PACK[] = "id: t-pack\n"
                                   "title: Test pack\n"
                                   "language: en\n"
                                   "licence: CC0-1.0\n"
                                   "version: 1\n"
                                   "files:\n"
                                   "  roadmap: roadmap.yaml\n"
                                   "  resources: [resources.yaml]\n"
                                   "  decks: [cards.yaml]\n"
                                   "  projects: [proj]\n";

static const char FIXTURE_ROADMAP[] =
    "phases:\n"
    "  - id: t-phase\n"
    "    title: Test phase\n"
    "    months: [1, 2]\n"
    "    goal: Test everything.\n"
    "    topics:\n"
    "      - id: t-one\n"
    "        title: First topic\n"
    "        why: It comes first.\n"
    "        requires: []\n"
    "        hours: [2, 4]\n"
    "        subtopics:\n"
    "          - {id: t-one/a, title: Part a, explain: Zebras are striped., outcomes: [see]}\n"
    "          - {id: t-one/b, title: Part b, explain: Lions are not., outcomes: [see]}\n"
    "        resources: [t-book]\n"
    "        projects: [t-proj]\n"
    "      - id: t-two\n"
    "        title: Second topic\n"
    "        why: It comes second.\n"
    "        requires: [t-one]\n"
    "        hours: [2, 4]\n"
    "        subtopics:\n"
    "          - {id: t-two/a, title: Part a of two, explain: Text., outcomes: [see]}\n"
    "        resources: []\n";

static const char FIXTURE_RESOURCES[] = "resources:\n"
                                        "  - id: t-book\n"
                                        "    title: The book of tests\n"
                                        "    by: Nobody\n"
                                        "    kind: book\n"
                                        "    url: https://example.org/\n"
                                        "    free: true\n"
                                        "    hours: 3\n"
                                        "    level: beginner\n"
                                        "    summary: Words about testing.\n"
                                        "    chapters: [Before, After]\n"
                                        "    checked: 2026-11-24\n";

static const char FIXTURE_CARDS[] =
    "deck: t-deck\n"
    "title: Test deck\n"
    "topic: t-one\n"
    "cards:\n"
    "  - {id: t-basic, kind: basic, topic: t-one/a, front: What is red?, back: A colour.}\n"
    "  - {id: t-both, kind: reversed, topic: t-one/a, front: hund, back: dog}\n"
    "  - {id: t-gap, kind: cloze, topic: t-one/b, text: 'A {{c1::cat}} has {{c2::four}} legs.'}\n"
    "  - {id: t-last, kind: basic, topic: t-two/a, front: What is last?, back: This.}\n";

static const char FIXTURE_BRIEF[] = "id: t-proj\n"
                                    "title: Test project\n"
                                    "topic: t-one\n"
                                    "level: beginner\n"
                                    "hours: [1, 2]\n"
                                    "summary: A project.\n"
                                    "why: To test.\n"
                                    "show: It works.\n"
                                    "exercises: [t-one/a]\n"
                                    "requires: []\n"
                                    "milestones:\n"
                                    "  - id: t-proj/first\n"
                                    "    title: The first milestone\n"
                                    "    accept: [It works.]\n"
                                    "    hints: [Look., Look closer.]\n"
                                    "starter: [main.py, lib/util.py]\n"
                                    "stretch: []\n";

/* Environment and content for a test; *state is the home directory. */
static inline int fixture_setup(void **state)
{
    if (scratch_setup(state) != 0)
        return -1;
    const char *home = *state;
    char *content = path_join(home, "content");
    scratch_write(home, "content/t-pack/pack.yaml", FIXTURE_PACK);
    scratch_write(home, "content/t-pack/roadmap.yaml", FIXTURE_ROADMAP);
    scratch_write(home, "content/t-pack/resources.yaml", FIXTURE_RESOURCES);
    scratch_write(home, "content/t-pack/cards.yaml", FIXTURE_CARDS);
    scratch_write(home, "content/t-pack/proj/brief.yaml", FIXTURE_BRIEF);
    scratch_write(home, "content/t-pack/proj/starter/main.py", "print('main')\n");
    scratch_write(home, "content/t-pack/proj/starter/lib/util.py", "print('util')\n");
    int failed = setenv("HOME", home, 1) | setenv("CAIRN_CONTENT", content, 1) |
                 unsetenv("CAIRN_DATA") | unsetenv("CAIRN_NOW") | unsetenv("XDG_DATA_HOME") |
                 unsetenv("XDG_CONFIG_HOME") | unsetenv("XDG_STATE_HOME");
    mem_free(content);
    return failed;
}

static inline int fixture_teardown(void **state)
{
    return scratch_teardown(state);
}

static inline void fixture_age(const char *path)
{
    const struct timespec long_ago[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
    assert_int_equal(utimensat(AT_FDCWD, path, long_ago, 0), 0);
}

/* Files that were there long before the program looks: only then is a result kept. */
static inline void fixture_age_content(const char *home)
{
    static const char *const NAMES[] = {
        "..",         ".",    "pack.yaml",       "roadmap.yaml", "resources.yaml",
        "cards.yaml", "proj", "proj/brief.yaml", "proj/starter", "proj/starter/main.py"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        char *path = mem_format("%s/content/t-pack/%s", home, NAMES[i]);
        fixture_age(path);
        mem_free(path);
    }
}

static inline char *fixture_data(const char *home, const char *name)
{
    return mem_format("%s/.local/share/cairn/%s", home, name);
}

/* The same for the database. */
static inline void fixture_age_database(const char *home)
{
    char *path = fixture_data(home, "cairn.db");
    fixture_age(path);
    mem_free(path);
}

#define FIXTURE_CASE(function) \
    cmocka_unit_test_setup_teardown(function, fixture_setup, fixture_teardown)

/* A workspace whose clock stands at `now` (UTC). */
static inline Workspace *fixture_open_at(int64_t now)
{
    Workspace *workspace = NULL;
    assert_ok(workspace_open(&(WorkspaceOptions){0}, &workspace, error));
    if (workspace_diagnostics(workspace)[0] != '\0')
        fail_msg("%s", workspace_diagnostics(workspace));
    workspace->clock = clock_fixed(now, 0);
    return workspace;
}

/* At noon, as the interface does or as a command does. */
static inline Workspace *fixture_open_as(bool interface)
{
    Workspace *workspace = NULL;
    assert_ok(workspace_open(&(WorkspaceOptions){.unlooked = interface}, &workspace, error));
    workspace->clock = clock_fixed(FIXTURE_NOON, 0);
    return workspace;
}

static inline Workspace *fixture_open(void)
{
    return fixture_open_at(FIXTURE_NOON);
}

/* The day's copy, where it is due. */
static inline Status fixture_copy_day(Workspace *workspace, Error *error)
{
    CopyRequest request;
    bool due = copying_request(workspace, false, &request);
    Status status = due ? copying_run(&request, NULL, NULL, error) : STATUS_OK;
    copying_request_done(&request);
    return status;
}

static inline void fixture_set_clock(Workspace *workspace, int64_t now)
{
    workspace->clock = clock_fixed(now, 0);
}

/* An item that must be there. */
static inline ItemRef fixture_item(const Workspace *workspace, const char *id)
{
    ItemRef item = catalog_find(workspace_catalog(workspace), id);
    if (item.kind == ITEM_NONE)
        fail_msg("no item %s", id);
    return item;
}

static inline CatalogIndex fixture_card(const Workspace *workspace, const char *id)
{
    CatalogIndex card = catalog_find_kind(workspace_catalog(workspace), id, ITEM_CARD);
    if (card == CATALOG_NONE)
        fail_msg("no card %s", id);
    return card;
}

/* A home with one event whose state is kept, and the interface behind its first frame: the database waits. */
static inline Workspace *fixture_look_around(const char *home)
{
    fixture_age_content(home);
    Workspace *workspace = fixture_open_as(false);
    assert_ok(workspace_mark(workspace, fixture_item(workspace, "t-one/a"), MARK_DONE, error));
    workspace_close(workspace);
    fixture_age_database(home);
    workspace_close(fixture_open_as(true));
    workspace = fixture_open_as(true);
    assert_non_null(workspace->state_bytes.data);
    assert_ok(workspace_settle(workspace, error));
    assert_true(store_is_waiting(workspace->store));
    return workspace;
}

/* An answer to a card that asks for nothing. */
static inline Status fixture_grade(Workspace *workspace, CatalogIndex card, Rating rating,
                                   int64_t duration_ms, CardState *after, Error *error)
{
    const CardAnswer answer = {.rating = rating, .duration_ms = duration_ms};
    return workspace_answer_card(workspace, card, &answer, after, error);
}

static inline Status fixture_cram(Workspace *workspace, CatalogIndex card, Rating rating,
                                  int64_t duration_ms, Error *error)
{
    const CardAnswer answer = {.rating = rating, .duration_ms = duration_ms, .cram = true};
    return workspace_answer_card(workspace, card, &answer, NULL, error);
}

static inline DayTotal fixture_day(const Workspace *workspace, DayNumber day)
{
    const StudyState *state = workspace_state(workspace);
    return habit_day(state->days, state->day_count, day);
}

#endif
