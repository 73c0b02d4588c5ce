/* Versions of one's own of cards that came with the program: their text, their draft, their place. */
#include "fixture.h"

#include <sys/stat.h>
#include <unistd.h>

#include "companion/authoring_impl.h"

/* --- the text of a card --- */

static void assert_copied(const char *deck, size_t line, const char *id, const char *wanted)
{
    Buffer copy = {0};
    bool good = authoring_copy_card(deck, line, id, &copy);
    assert_string_equal(buffer_text(&copy), wanted);
    assert_int_equal(good, wanted[0] != '\0');
    buffer_done(&copy);
}

static void a_card_is_copied_as_it_is_written(void **state)
{
    (void)state;
    static const char DECK[] = "deck: d\n"
                               "cards:\n"
                               "  # about the first\n"
                               "  - id: one     # its name\n"
                               "    # a remark\n"
                               "    front: |\n"
                               "      # no comment\n"
                               "\n"
                               "      More.\n"
                               "# far left\n"
                               "    back: \"Quoted \\\n"
                               "      on.\"\n"
                               "    # the last remark\n"
                               "\n"
                               "  # about the second\n"
                               "  - {id: two, front: 'F',\n"
                               "     back: B}\n"
                               "\n"
                               "  -   kind: basic\n"
                               "      id: three\n"
                               "      extra: |\n"
                               "        # no comment\n"
                               "  # the end\n"
                               "title: T\n";
    assert_copied(DECK, 4, "one",
                  "- id: one     # its name\n"
                  "  replaces: true\n"
                  "  # a remark\n"
                  "  front: |\n"
                  "    # no comment\n"
                  "\n"
                  "    More.\n"
                  "# far left\n"
                  "  back: \"Quoted \\\n"
                  "    on.\"\n"
                  "  # the last remark\n");
    assert_copied(DECK, 16, "two",
                  "- {replaces: true, id: two, front: 'F',\n"
                  "   back: B}\n");
    assert_copied(DECK, 19, "three",
                  "-   kind: basic\n"
                  "    id: three\n"
                  "    replaces: true\n"
                  "    extra: |\n"
                  "      # no comment\n");
    assert_copied(DECK, 4, "two", "");
    assert_copied(DECK, 99, "one", "");
}

static void decks_are_written_in_many_ways(void **state)
{
    (void)state;
    assert_copied("cards:\n- id: a\n  x: 1\n- id: b\ndeck: d\n", 4, "b",
                  "- id: b\n  replaces: true\n");
    assert_copied("cards:\n- id: a\n  x: 1", 2, "a", "- id: a\n  replaces: true\n  x: 1\n");
    assert_copied("cards:\r\n- id: a\r\n  x: 1\r\n\r\n- id: b\r\n", 2, "a",
                  "- id: a\r\n  replaces: true\n  x: 1\r\n");
    /* what cannot be cut out by lines */
    assert_copied("cards: [{id: a, x: 1}, {id: b, x: 2}]\n", 1, "a", "");
    assert_copied("cards:\n  [{id: a, x: 1},\n   {id: b, x: 2}]\n", 3, "b", "");
    assert_copied("cards:\n-\n  id: a\n", 3, "a", "");
    assert_copied("cards:\n- id: >-\n    a\n  x: 1\n", 2, "a", "");
    assert_copied("cards: [\n", 1, "a", "");
    assert_copied("", 1, "a", "");
}

/* --- the draft --- */

/* A workspace for which the pack of the fixture is the content that came with the program: the first of
 * its places. */
static Workspace *open_shipped(void)
{
    Workspace *workspace = fixture_open();
    assert_int_equal(workspace->content_count, 3);
    char *first = workspace->content[0];
    workspace->content[0] = workspace->content[2];
    workspace->content[2] = first;
    assert_ok(workspace_reload(workspace, "", error));
    return workspace;
}

/* An editor that runs a sed script on its file. */
static void use_editor(const char *home, const char *script)
{
    Error error = {0};
    char *path = path_join(home, "editor");
    char *text = mem_format("#!/bin/sh\nfor file; do :; done\nsed -i '%s' \"$file\"\n", script);
    if (file_replace(path, text, strlen(text), &error) != STATUS_OK || chmod(path, 0700) != 0)
        fail_msg("%s", error.message);
    assert_int_equal(setenv("VISUAL", path, 1), 0);
    mem_free(text);
    mem_free(path);
}

/* The place must be the own deck at this line; 0: there is none, so that a version must be begun. */
static void assert_place(const Workspace *workspace, const char *id, size_t wanted)
{
    char *file = NULL;
    size_t line = 0;
    assert_ok(card_edit_place(workspace, fixture_card(workspace, id), &file, &line, error));
    if (wanted == 0) {
        assert_null(file);
        return;
    }
    assert_non_null(file);
    assert_non_null(strstr(file, "/content/own/decks/own.yaml"));
    assert_int_equal(line, wanted);
    mem_free(file);
}

/* One session with the editor; what it came to. The draft is kept when it is not taken. */
static Status edit(Workspace *workspace, const char *id, bool *changed, Error *error)
{
    CardDraft draft;
    Buffer report = {0}, ids = {0};
    Status status = card_draft_begin_version(workspace, fixture_card(workspace, id), &draft, error);
    if (status == STATUS_OK)
        status = card_draft_edit(&draft, error);
    if (status == STATUS_OK)
        status = card_draft_check(workspace, &draft, changed, &report, error);
    if (status == STATUS_OK && *changed)
        status = card_draft_add(&draft, &ids, error);
    card_draft_done(&draft, status != STATUS_OK && card_draft_is_changed(&draft));
    buffer_done(&report);
    buffer_done(&ids);
    return status;
}

static bool is_there(const Workspace *workspace, const char *name)
{
    char *path = path_join(workspace->paths.data, name);
    bool found = file_exists(path) || file_is_directory(path);
    mem_free(path);
    return found;
}

static const char *front_of(const Workspace *workspace, const char *id)
{
    const Catalog *catalog = workspace->catalog;
    return catalog->notes[catalog->cards[fixture_card(workspace, id)].note].front;
}

static void a_version_keeps_the_history(void **state)
{
    Workspace *workspace = open_shipped();
    bool changed = false;
    assert_place(workspace, "t-basic", 0);
    assert_ok(
        fixture_grade(workspace, fixture_card(workspace, "t-basic"), RATING_EASY, 0, NULL, error));
    use_editor(*state, "s/What is red/What is blue/");
    assert_ok(edit(workspace, "t-basic", &changed, error));
    assert_true(changed);
    assert_false(is_there(workspace, "drafts"));
    assert_ok(workspace_reload(workspace, "", error));
    CatalogIndex card = fixture_card(workspace, "t-basic");
    assert_string_equal(front_of(workspace, "t-basic"), "What is blue?");
    assert_int_equal(workspace_state(workspace)->cards[card].reps, 1);
    assert_string_equal(workspace_diagnostics(workspace), "");
    assert_place(workspace, "t-basic", 4);
    assert_place(workspace, "t-last", 0);

    /* from the cache it is the same */
    workspace_close(workspace);
    workspace = open_shipped();
    assert_string_equal(front_of(workspace, "t-basic"), "What is blue?");
    assert_place(workspace, "t-basic", 4);

    /* a second one goes behind it; when all are deleted, the originals are back */
    use_editor(*state, "s/What is last/What comes last/");
    assert_ok(edit(workspace, "t-last", &changed, error));
    assert_ok(workspace_reload(workspace, "", error));
    assert_place(workspace, "t-last", 6);
    scratch_write(*state, ".local/share/cairn/content/own/decks/own.yaml",
                  "deck: own\ntitle: Own\ncards:\n");
    assert_ok(workspace_reload(workspace, "", error));
    assert_string_equal(workspace_diagnostics(workspace), "");
    assert_string_equal(front_of(workspace, "t-basic"), "What is red?");
    card = fixture_card(workspace, "t-basic");
    assert_int_equal(workspace_state(workspace)->cards[card].reps, 1);
    assert_ok(edit(workspace, "t-last", &changed, error));
    assert_ok(workspace_reload(workspace, "", error));
    assert_string_equal(front_of(workspace, "t-last"), "What comes last?");
    workspace_close(workspace);
}

static void without_a_change_nothing_is_left(void **state)
{
    static const char *const SCRIPTS[] = {"", "1d", "s/^#.*/# another remark/", "d"};
    Workspace *workspace = open_shipped();
    for (size_t i = 0; i < sizeof SCRIPTS / sizeof *SCRIPTS; i++) {
        bool changed = true;
        use_editor(*state, SCRIPTS[i]);
        assert_ok(edit(workspace, "t-gap:c2", &changed, error));
        assert_false(changed);
        assert_false(is_there(workspace, "drafts"));
        assert_false(is_there(workspace, "content"));
    }
    workspace_close(workspace);
}

static void mistakes_stay_in_the_draft(void **state)
{
    Workspace *workspace = open_shipped();
    bool changed = false;
    use_editor(*state, "s/front: hund/fornt: katze/");
    assert_fails(STATUS_CONTENT, "cannot be used", edit(workspace, "t-both", &changed, error));
    assert_true(is_there(workspace, "drafts/t-both/card.yaml"));
    assert_false(is_there(workspace, "content"));
    use_editor(*state, "s/id: t-both/id: t-other/; s/fornt/front/");
    assert_fails(STATUS_CONTENT, "must keep 'id: t-both'",
                 edit(workspace, "t-both:reverse", &changed, error));
    use_editor(*state, "s/replaces: true, id: t-other/id: t-both/");
    assert_fails(STATUS_CONTENT, "cannot be used", edit(workspace, "t-both", &changed, error));
    assert_int_equal(setenv("VISUAL", "false", 1), 0);
    assert_fails(STATUS_FAILED, "exit code 1", edit(workspace, "t-both", &changed, error));
    assert_true(is_there(workspace, "drafts/t-both/card.yaml"));
    use_editor(*state, "s/id: t-both/replaces: true, id: t-both/");
    assert_ok(edit(workspace, "t-both", &changed, error));
    assert_ok(workspace_reload(workspace, "", error));
    assert_string_equal(front_of(workspace, "t-both"), "katze");
    assert_false(is_there(workspace, "drafts"));
    workspace_close(workspace);
}

/* A version that cannot be used, as it was spoilt later, is the one to put right: no second is begun. */
static void a_spoilt_version_is_put_right(void **state)
{
    static const char DECK[] = ".local/share/cairn/content/own/decks/own.yaml";
    Workspace *workspace = open_shipped();
    bool changed = false;
    use_editor(*state, "s/This/That/");
    assert_ok(edit(workspace, "t-last", &changed, error));
    scratch_write(
        *state, DECK,
        "deck: own\ntitle: Own\ncards:\n\n  - {id: t-last, replaces: true, kind: basic}\n");
    assert_ok(workspace_reload(workspace, "", error));
    assert_string_equal(front_of(workspace, "t-last"), "What is last?");
    assert_place(workspace, "t-last", 5);
    scratch_write(*state, DECK, "deck: own\ntitle: Own\ncards: [\n");
    assert_ok(workspace_reload(workspace, "", error));
    char *file = NULL;
    size_t line;
    assert_fails(
        STATUS_CONTENT, "own.yaml:4:1: not valid YAML",
        card_edit_place(workspace, fixture_card(workspace, "t-last"), &file, &line, error));
    assert_null(file);
    scratch_write(*state, DECK, "deck: own\ncards:\n");
    assert_ok(workspace_reload(workspace, "", error));
    assert_fails(STATUS_FAILED, "was not loaded", edit(workspace, "t-last", &changed, error));
    workspace_close(workspace);
}

/* The pack of one's own was being made, and its manifest is not there. */
static void a_pack_that_was_left_half_made_is_completed(void **state)
{
    Workspace *workspace = open_shipped();
    bool changed = false;
    use_editor(*state, "s/What is last/What comes last/");
    assert_ok(edit(workspace, "t-last", &changed, error));
    char *manifest = fixture_data(*state, "content/own/pack.yaml");
    for (int other = 0; other < 2; other++) {
        assert_int_equal(unlink(manifest), 0);
        assert_ok(workspace_reload(workspace, "", error));
        assert_string_equal(front_of(workspace, "t-last"), "What is last?");
        use_editor(*state, "s/red/blue/");
        if (other)
            assert_fails(STATUS_FAILED, "do it again", edit(workspace, "t-basic", &changed, error));
        else
            assert_place(workspace, "t-last", 4);
        assert_ok(workspace_reload(workspace, "", error));
        assert_string_equal(front_of(workspace, "t-last"), "What comes last?");
    }
    assert_ok(edit(workspace, "t-basic", &changed, error));
    assert_string_equal(workspace_diagnostics(workspace), "");
    mem_free(manifest);
    workspace_close(workspace);
}

/* Other people's packs: in place where they can be written, a version where not. */
static void what_cannot_be_written_is_copied(void **state)
{
    Workspace *workspace = fixture_open();
    char *path = path_join(*state, "content/t-pack/cards.yaml");
    char *file = NULL;
    size_t line = 0;
    CatalogIndex card = fixture_card(workspace, "t-gap:c1");
    assert_ok(card_edit_place(workspace, card, &file, &line, error));
    assert_string_equal(file, path);
    assert_int_equal(line, 7);
    mem_free(file);
    assert_int_equal(chmod(path, 0444), 0);
    if (access(path, W_OK) != 0) { /* whom rights mean something */
        bool changed = false;
        use_editor(*state, "s/legs/paws/");
        assert_place(workspace, "t-gap:c1", 0);
        assert_ok(edit(workspace, "t-gap:c1", &changed, error));
        assert_ok(workspace_reload(workspace, "", error));
        assert_string_equal(front_of(workspace, "t-gap:c1"),
                            "A {{c1::cat}} has {{c2::four}} paws.");
    }
    assert_int_equal(chmod(path, 0644), 0);
    mem_free(path);
    workspace_close(workspace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_card_is_copied_as_it_is_written),
        cmocka_unit_test(decks_are_written_in_many_ways),
        FIXTURE_CASE(a_version_keeps_the_history),
        FIXTURE_CASE(without_a_change_nothing_is_left),
        FIXTURE_CASE(mistakes_stay_in_the_draft),
        FIXTURE_CASE(a_spoilt_version_is_put_right),
        FIXTURE_CASE(a_pack_that_was_left_half_made_is_completed),
        FIXTURE_CASE(what_cannot_be_written_is_copied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
