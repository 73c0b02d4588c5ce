/* Cards that the learner writes: use cases for the sweeps that include this. What is written is a file of
 * theirs, so after each fault all content loads, the cards of before are there, and the new one is whole or
 * not there; a draft that was not taken is still there to go on with. */
#ifndef CAIRN_TESTS_FAULT_CARD_CASES_H
#define CAIRN_TESTS_FAULT_CARD_CASES_H

#include "companion/authoring.h"
#include "fault/file_cases.h"

#define OWN_CONTENT ".local/share/cairn/content"

/* The pack of the fixture is the content that came with the program, the first of its places. */
static inline Status open_shipped(Workspace **opened, Error *error)
{
    Workspace *workspace = NULL;
    Status status = workspace_open(&(WorkspaceOptions){0}, &workspace, error);
    *opened = workspace;
    if (status != STATUS_OK)
        return status;
    size_t last = workspace->content_count - 1;
    char *first = workspace->content[0];
    workspace->content[0] = workspace->content[last];
    workspace->content[last] = first;
    return workspace_reload(workspace, "", error);
}

/* What an editor does. */
static inline Status put_text(const char *path, const char *text, Error *error)
{
    FILE *file = fopen(path, "w");
    if (file == NULL)
        return error_set(error, STATUS_FAILED, "no file %s", path);
    bool written = fputs(text, file) >= 0;
    written = fclose(file) == 0 && written;
    return written ? STATUS_OK : error_set(error, STATUS_FAILED, "cannot write %s", path);
}

/* A draft with this text instead of what it was begun with, and all that follows. */
static inline Status take_draft(Workspace *workspace, CardDraft *draft, const char *text,
                                Error *error)
{
    Buffer report = {0}, ids = {0};
    bool changed = false;
    Status status = put_text(draft->path, text, error);
    if (status == STATUS_OK)
        status = card_draft_check(workspace, draft, &changed, &report, error);
    if (status == STATUS_OK && !changed)
        status = error_set(error, STATUS_FAILED, "the draft says nothing new");
    if (status == STATUS_OK)
        status = card_draft_add(draft, &ids, error);
    card_draft_done(draft, status != STATUS_OK && card_draft_is_changed(draft));
    if (status == STATUS_OK)
        status = workspace_reload(workspace, "", error);
    buffer_done(&report);
    buffer_done(&ids);
    return status;
}

static inline Status write_card(const char *deck, const char *text, Error *error)
{
    CardDraft draft;
    Workspace *workspace = NULL;
    /* a draft of somebody who is killed stays, and goes with the home */
    if (setenv("TMPDIR", getenv("HOME"), 1) != 0)
        return error_set(error, STATUS_FAILED, "no place for a draft");
    Status status = open_shipped(&workspace, error);
    if (status == STATUS_OK) {
        status = card_draft_begin(workspace, deck, CARD_BASIC, "t-one", &draft, error);
        if (status == STATUS_OK)
            status = take_draft(workspace, &draft, text, error);
        else
            card_draft_done(&draft, false);
    }
    workspace_close(workspace);
    return status;
}

static const char FIRST_CARD[] = "- id: mine-first\n"
                                 "  kind: basic\n"
                                 "  topic: t-one/a\n"
                                 "  front: First?\n"
                                 "  back: |\n"
                                 "    A back in\n"
                                 "    two lines.\n";
static const char SECOND_CARD[] = "- {id: mine-second, kind: basic, topic: t-one/a,"
                                  " front: Second?, back: Yes.}\n";
static const char VERSION[] = "- {id: t-last, replaces: true, kind: basic, topic: t-two/a,"
                              " front: What comes last?, back: This.}\n";

/* The front of a card, NULL when there is no such card. */
static inline const char *front_of(const Workspace *workspace, const char *id)
{
    const Catalog *catalog = workspace_catalog(workspace);
    CatalogIndex card = catalog_find_kind(catalog, id, ITEM_CARD);
    return card == CATALOG_NONE ? NULL : catalog->notes[catalog->cards[card].note].front;
}

/* A card is as it should be, or (when `may_lack`) as it was before: `before`, NULL for not there. */
static inline void check_front(const char *id, const char *front, const char *before, bool may_lack)
{
    Workspace *workspace = NULL;
    assert_ok(open_shipped(&workspace, error));
    assert_string_equal(workspace_diagnostics(workspace), "");
    const char *found = front_of(workspace, id);
    if (!may_lack || (found != NULL && (before == NULL || strcmp(found, before) != 0))) {
        assert_non_null(found);
        assert_string_equal(found, front);
    } else if (before != NULL) {
        assert_non_null(found);
        assert_string_equal(found, before);
    }
    workspace_close(workspace);
}

/* --- a first card, which makes the pack and its deck --- */

static inline Status write_first(const Home *home, Error *error)
{
    (void)home;
    return write_card(NULL, FIRST_CARD, error);
}

static inline void check_first(const Home *home, bool done)
{
    check_front("mine-first", "First?", NULL, !done);
    assert_ok(write_card(NULL, SECOND_CARD, error));
    check_front("mine-second", "Second?", NULL, false);
    check_same(home, done);
}

/* --- another behind it --- */

static inline void prepare_second(const Home *home)
{
    (void)home;
    assert_ok(write_card(NULL, FIRST_CARD, error));
}

static inline Status write_second(const Home *home, Error *error)
{
    (void)home;
    return write_card(NULL, SECOND_CARD, error);
}

static inline void check_second(const Home *home, bool done)
{
    check_front("mine-first", "First?", NULL, false);
    check_front("mine-second", "Second?", NULL, !done);
    check_same(home, done);
}

/* --- into a deck of another pack of theirs --- */

static inline void prepare_other_deck(const Home *home)
{
    scratch_write(home->path, OWN_CONTENT "/other/pack.yaml",
                  "id: other\ntitle: Other\nlanguage: en\nlicence: CC0-1.0\nversion: 1\n"
                  "files: {decks: [cards.yaml]}\n");
    scratch_write(home->path, OWN_CONTENT "/other/cards.yaml",
                  "deck: o-deck\ntitle: Other deck\ntopic: t-one\ncards:\n"
                  "  - {id: o-one, kind: basic, topic: t-one/a, front: One?, back: Yes.}\n");
}

static inline Status write_to_other_deck(const Home *home, Error *error)
{
    (void)home;
    return write_card("o-deck", SECOND_CARD, error);
}

static inline void check_other_deck(const Home *home, bool done)
{
    check_front("o-one", "One?", NULL, false);
    check_front("mine-second", "Second?", NULL, !done);
    check_same(home, done);
}

/* --- a version of a card that came with the program --- */

static inline Status write_version(const Home *home, Error *error)
{
    CardDraft draft;
    Workspace *workspace = NULL;
    (void)home;
    Status status = open_shipped(&workspace, error);
    if (status == STATUS_OK) {
        CatalogIndex card = catalog_find_kind(workspace_catalog(workspace), "t-last", ITEM_CARD);
        if (card == CATALOG_NONE) { /* its deck could not be read, which is told elsewhere */
            workspace_close(workspace);
            return error_set(error, STATUS_FAILED, "no card t-last");
        }
        status = card_draft_begin_version(workspace, card, &draft, error);
        if (status == STATUS_OK)
            status = take_draft(workspace, &draft, VERSION, error);
        else
            card_draft_done(&draft, false);
    }
    workspace_close(workspace);
    return status;
}

static inline void check_version(const Home *home, bool done)
{
    check_front("t-last", "What comes last?", "What is last?", !done);
    check_front("t-basic", "What is red?", NULL, false);
    if (!done) { /* again: gone on with, or refused, for it is there */
        Error problem = {{0}};
        if (write_version(home, &problem) != STATUS_OK &&
            strstr(problem.message, "do it again") == NULL &&
            strstr(problem.message, "is replaced already") == NULL)
            fail_msg("%s", problem.message);
        check_front("t-last", "What comes last?", NULL, false);
    }
    check_same(home, done);
}

/* --- all of them --- */

static const FileCase CARD_CASES[] = {
    {"first card", NULL, write_first, check_first},
    {"second card", prepare_second, write_second, check_second},
    {"card for a deck", prepare_other_deck, write_to_other_deck, check_other_deck},
    {"version of a card", NULL, write_version, check_version},
};
#define CARD_CASE_COUNT (sizeof CARD_CASES / sizeof *CARD_CASES)

#endif
