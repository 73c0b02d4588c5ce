/* Cards that take the place of another pack's: what they take over, what is their own, and what happens
 * when there is nothing to take the place of. */
#include "pack_fixture.h"

/* Two packs: "base" with the cards b, r and c of pack_fixture.h, and another beside it whose deck has the
 * given cards. What is found in it is compared with `wanted`; the caller frees the catalog. */
static Catalog *load_pair(const Fixture *fixture, const char *name, const char *cards,
                          const char *wanted)
{
    Catalog *catalog = NULL;
    Buffer file = {0}, deck = {0};
    Error error;
    char *places[] = {path_join(fixture->directory, "base"), path_join(fixture->directory, name)};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(file_make_directory(places[i], &error), STATUS_OK);
        mem_free(places[i]);
    }
    put(fixture, "base/pack.yaml", MANIFEST);
    put(fixture, "base/roadmap.yaml", ROADMAP);
    put(fixture, "base/resources.yaml", RESOURCES);
    put(fixture, "base/deck.yaml", DECK);
    buffer_add_format(&file, "%s/pack.yaml", name);
    put(fixture, buffer_text(&file), "id: mine\ntitle: Mine\nfiles: {decks: mine.yaml}\n");
    buffer_done(&file);
    buffer_add_format(&file, "%s/mine.yaml", name);
    buffer_add_format(&deck, "deck: mine\ntitle: Mine\ncards:\n%s", cards);
    put(fixture, buffer_text(&file), buffer_text(&deck));
    buffer_done(&file);
    buffer_done(&deck);
    char *found = load(fixture, &catalog);
    assert_string_equal(found, wanted);
    mem_free(found);
    return catalog;
}

static const Note *note_of(const Catalog *catalog, const char *id)
{
    CatalogIndex at = catalog_find_kind(catalog, id, ITEM_NOTE);
    if (at == CATALOG_NONE)
        fail_msg("there is no %s", id);
    return &catalog->notes[at];
}

static void assert_ends(const char *text, const char *end)
{
    assert_true(strlen(text) >= strlen(end));
    assert_string_equal(text + strlen(text) - strlen(end), end);
}

/* The place is that of the other card; text, file and line are its own. In whichever order the packs are
 * read. */
static void it_takes_deck_topic_and_position(void **state)
{
    static const char *const NAMES[] = {"after", "zz-before"};
    static const char *const FILES[] = {"after/mine.yaml", "zz-before/mine.yaml"};
    for (size_t i = 0; i < 2; i++) {
        Catalog *catalog = load_pair(*state, NAMES[i],
                                     "  - {id: r, replaces: true, kind: reversed, front: New, "
                                     "back: Other, tags: [t], requires: [b], source: s}\n",
                                     "");
        const Note *note = note_of(catalog, "r");
        assert_int_equal(catalog->note_count, 3);
        assert_ptr_equal(note, &catalog->notes[1]);
        assert_string_equal(note->front, "New");
        assert_string_equal(note->tags.items[0], "t");
        assert_string_equal(note->requires.items[0], "b");
        assert_string_equal(catalog->decks[note->deck].id, "d");
        assert_string_equal(catalog->subtopics[note->subtopic].id, "a/x");
        assert_int_equal(note->line, 4);
        assert_ends(catalog_note_file(catalog, note), FILES[i]);
        assert_ends(catalog_note_file(catalog, note_of(catalog, "b")), "base/deck.yaml");
        assert_int_equal(catalog->card_count, 5);
        assert_string_equal(catalog->cards[1].id, "r");
        assert_string_equal(catalog->cards[2].id, "r:reverse");
        catalog_free(catalog);
        char *old = path_join(((Fixture *)*state)->directory, NAMES[i]);
        remove_tree(old);
        mem_free(old);
    }
}

static void a_topic_of_its_own_wins(void **state)
{
    Catalog *catalog = load_pair(
        *state, "mine",
        "  - {id: b, replaces: true, topic: a/x, kind: basic, front: F, back: B}\n"
        "  - {id: r, replaces: true, topic: nowhere, kind: basic, front: F, back: B}\n",
        "mine/mine.yaml:5:36: there is no 'nowhere' (expected the id of a topic or subtopic)\n");
    assert_string_equal(catalog->subtopics[note_of(catalog, "b")->subtopic].id, "a/x");
    assert_string_equal(catalog->subtopics[note_of(catalog, "r")->subtopic].id, "a/x");
    catalog_free(catalog);
}

/* As when it is edited where it stands: the cards follow from the text. */
static void the_cards_follow_from_the_new_text(void **state)
{
    Catalog *catalog = load_pair(
        *state, "mine",
        "  - {id: c, replaces: yes, kind: cloze, text: '{{c1::One}}, {{c2::two}}, {{c3::three}}'}\n"
        "  - {id: r, replaces: yes, kind: typed, front: F, answer: A}\n",
        "");
    assert_int_equal(catalog->card_count, 5);
    assert_int_equal(note_of(catalog, "r")->card_count, 1);
    assert_int_not_equal(catalog_find_kind(catalog, "c:c2", ITEM_CARD), CATALOG_NONE);
    assert_string_equal(catalog_quiz(catalog, note_of(catalog, "r"))->options.items[0], "A");
    catalog_free(catalog);
}

static void what_cannot_be_used_leaves_the_other(void **state)
{
    Catalog *catalog =
        load_pair(*state, "mine", "  - {id: b, replaces: true, kind: basic, front: New}\n",
                  "mine/mine.yaml:4:5: 'back' is missing (expected text)\n");
    assert_string_equal(note_of(catalog, "b")->front, "F");
    catalog_free(catalog);
    catalog = load_pair(*state, "mine",
                        "  - {id: b, replaces: perhaps, kind: basic, front: New, back: B}\n",
                        "mine/mine.yaml:4:23: 'replaces' must be true or false\n"
                        "mine/mine.yaml:4:5: no topic (expected 'topic' here or for the whole "
                        "deck)\n");
    catalog_free(catalog);
}

static void without_replaces_an_id_is_taken(void **state)
{
    Catalog *catalog = load_pair(
        *state, "mine",
        "  - {id: b, replaces: false, topic: a, kind: basic, front: New, back: B}\n",
        "mine/mine.yaml:4:5: id 'b' is taken (first at base/deck.yaml:5; ids must be unique)\n");
    assert_string_equal(note_of(catalog, "b")->front, "F");
    catalog_free(catalog);
}

static void there_must_be_something_to_replace(void **state)
{
    Catalog *catalog = load_pair(
        *state, "mine",
        "  - {id: nowhere, replaces: true, topic: a, kind: basic, front: F, back: B}\n"
        "  - {id: a/x, replaces: true, kind: basic, front: F, back: B}\n"
        "  - {id: mine, kind: basic, topic: a, front: F, back: B}\n",
        "mine/mine.yaml:4:5: warning: there is no card 'nowhere' to replace: left out (take "
        "'replaces' away to have a card of its own)\n"
        "mine/mine.yaml:5:5: warning: there is no card 'a/x' to replace: left out (take "
        "'replaces' away to have a card of its own)\n");
    assert_int_equal(catalog->note_count, 4);
    assert_int_equal(catalog_find_kind(catalog, "nowhere", ITEM_NOTE), CATALOG_NONE);
    catalog_free(catalog);
}

static void a_card_is_replaced_once(void **state)
{
    Catalog *catalog =
        load_pair(*state, "mine",
                  "  - {id: b, replaces: true, kind: basic, front: One, back: B}\n"
                  "  - {id: b, replaces: true, kind: basic, front: Two, back: B}\n",
                  "mine/mine.yaml:5:5: card 'b' is replaced already (first at mine/mine.yaml:4)\n");
    assert_string_equal(note_of(catalog, "b")->front, "One");
    catalog_free(catalog);
}

/* Formulas go on to mean what they did: the definitions are those of the deck that the card is in. */
static void macros_are_those_of_the_deck(void **state)
{
    const Fixture *fixture = *state;
    Catalog *catalog = NULL;
    put(fixture, "pack.yaml",
        "id: p\ntitle: P\nfiles:\n  roadmap: roadmap.yaml\n  resources: resources.yaml\n"
        "  decks: [mine.yaml, deck.yaml]\n");
    put(fixture, "roadmap.yaml", ROADMAP);
    put(fixture, "resources.yaml", RESOURCES);
    put(fixture, "deck.yaml",
        "deck: d\ntitle: D\ntopic: a\nmacros: '\\newcommand{\\R}{r}'\ncards:\n"
        "  - {id: b, kind: basic, front: F, back: B}\n");
    put(fixture, "mine.yaml",
        "deck: mine\ntitle: M\nmacros: '\\newcommand{\\Q}{q}'\ncards:\n"
        "  - {id: b, replaces: true, kind: basic, front: F, back: B, macros: "
        "'\\newcommand{\\S}{s}'}\n");
    char *found = load(fixture, &catalog);
    assert_string_equal(found, "");
    ItemRef note = {ITEM_NOTE, catalog_find_kind(catalog, "b", ITEM_NOTE)};
    assert_string_equal(catalog_macros(catalog, note),
                        "\\newcommand{\\R}{r}\n\\newcommand{\\S}{s}");
    mem_free(found);
    catalog_free(catalog);
}

/* What is left of a deck when the last entry is taken out. */
static void a_deck_may_be_empty(void **state)
{
    Catalog *catalog = load_pair(*state, "mine", "", "");
    assert_int_equal(catalog->note_count, 3);
    assert_int_equal(catalog->deck_count, 2);
    catalog_free(catalog);
}

static void doubts_are_told_where_it_stands(void **state)
{
    catalog_free(load_pair(*state, "mine",
                           "  - {id: b, replaces: true, kind: basic, front: F, back: B}\n", ""));
    char *found = load_doubting(*state);
    assert_non_null(strstr(found, "mine/mine.yaml:4:5: warning: card 'b' has no source"));
    mem_free(found);
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, make_directory, remove_directory)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(it_takes_deck_topic_and_position),
        CASE(a_topic_of_its_own_wins),
        CASE(the_cards_follow_from_the_new_text),
        CASE(what_cannot_be_used_leaves_the_other),
        CASE(without_replaces_an_id_is_taken),
        CASE(there_must_be_something_to_replace),
        CASE(a_card_is_replaced_once),
        CASE(macros_are_those_of_the_deck),
        CASE(a_deck_may_be_empty),
        CASE(doubts_are_told_where_it_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
