/* Packs: the built-in one is whole, and every kind of mistake is told with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "pack_fixture.h"

static void test_whole_pack(void **state)
{
    static const char *const cards[] = {"b", "r", "r:reverse", "c:c1", "c:c3"};
    Catalog *catalog = NULL;
    put_whole_pack(*state);
    char *findings = load(*state, &catalog);
    assert_string_equal(findings, "");
    assert_int_equal(catalog->card_count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(catalog->cards[i].id, cards[i]);
    assert_int_equal(catalog->cards[4].ordinal, 3);
    assert_int_equal(catalog->notes[1].subtopic, 0);
    assert_int_equal(catalog->notes[0].subtopic, CATALOG_NONE);
    assert_int_equal(catalog->notes[0].topic, 0);
    assert_int_equal(catalog->resources[0].topic, 0);
    mem_free(findings);
    catalog_free(catalog);
}

static const char MACRO_DECK[] = "deck: d\n"
                                 "title: D\n"
                                 "topic: a\n"
                                 "macros: |\n"
                                 "  \\newcommand{\\E}{e}\n"
                                 "cards:\n"
                                 "  - {id: b, kind: basic, front: F, back: B}\n"
                                 "  - id: r\n"
                                 "    kind: reversed\n"
                                 "    front: F\n"
                                 "    back: B\n"
                                 "    macros: \\def\\x{x}\n";

static const char *macros_of(const Catalog *catalog, const char *id)
{
    return catalog_macros(catalog, catalog_find(catalog, id));
}

static void test_macros_of_pack_deck_and_card(void **state)
{
    Catalog *catalog = NULL;
    put_whole_pack(*state);
    put(*state, "pack.yaml",
        "id: p\ntitle: A pack\nmacros: \\def\\R{r}\nfiles:\n  roadmap: roadmap.yaml\n"
        "  resources: [resources.yaml]\n  decks: [deck.yaml]\n");
    put(*state, "deck.yaml", MACRO_DECK);
    char *findings = load(*state, &catalog);
    assert_string_equal(findings, "");
    assert_string_equal(macros_of(catalog, "one"), "\\def\\R{r}");
    assert_string_equal(macros_of(catalog, "a"), "\\def\\R{r}");
    assert_string_equal(macros_of(catalog, "a/x"), "\\def\\R{r}");
    assert_ptr_equal(macros_of(catalog, "book"), macros_of(catalog, "a"));
    assert_string_equal(macros_of(catalog, "b"), "\\def\\R{r}\n\\newcommand{\\E}{e}");
    assert_string_equal(macros_of(catalog, "r:reverse"),
                        "\\def\\R{r}\n\\newcommand{\\E}{e}\n\\def\\x{x}");
    assert_int_equal(catalog->macro_texts.count, 4);
    assert_int_equal(catalog->notes[1].line, 8);
    assert_non_null(strstr(catalog->decks[0].file, "/deck.yaml"));
    mem_free(findings);
    catalog_free(catalog);
}

/* --- mistakes: one file replaced, what must be said --- */

typedef struct Mistake {
    const char *file, *text;
    const char *expected; /* all findings, in order */
} Mistake;

static const Mistake MISTAKES[] = {
    {"deck.yaml", "deck: d\ntitle: D\ntopic: a\ncards: [\n",
     "deck.yaml:5:1: not valid YAML: did not find expected node content while parsing a flow "
     "node\n"},
    {"deck.yaml", "deck: d\ntitle: D\ntopic: nowhere\ncards: []\n",
     "deck.yaml:3:8: there is no 'nowhere' (expected the id of a topic)\n"},
    {"deck.yaml",
     "deck: d\ntitle: D\ntopic: a\ncards:\n  - {id: b, kind: bassic, front: F, back: B}\n",
     "deck.yaml:5:19: 'bassic' is no kind of card (expected basic, reversed, cloze, choice, order, "
     "typed, number or drill)\n"},
    {"deck.yaml",
     "deck: d\ntitle: D\ntopic: a\ncards:\n  - {id: b, kind: basic, fornt: F, back: B}\n",
     "deck.yaml:5:33: unknown key 'fornt' in a card (did you mean 'front'?)\n"
     "deck.yaml:5:5: 'front' is missing (expected text)\n"},
    {"deck.yaml",
     "deck: d\ntitle: D\ntopic: a\ncards:\n  - {id: b, kind: cloze, text: nothing hidden}\n",
     "deck.yaml:5:32: no deletion in a cloze card (expected {{c1::hidden words}})\n"},
    {"deck.yaml",
     "deck: d\ntitle: D\ntopic: a\ncards:\n  - {id: b, kind: basic, front: F, back: B}\n"
     "  - {id: b, kind: basic, front: F, back: B}\n",
     "deck.yaml:6:5: id 'b' is taken (first at deck.yaml:5; ids must be unique)\n"},
    {"deck.yaml",
     "deck: d\ntitle: D\ntopic: a\ncards:\n  - {id: 'b c', kind: basic, front: F, back: B}\n",
     "deck.yaml:5:10: 'b c' is no id (expected letters, digits, '-', '.', '_' and '/' between "
     "parts, "
     "90 at most)\n"},
    {"deck.yaml",
     "deck: d\ntitle: D\ntopic: a\ncards:\n  - {id: b, kind: basic, front: F, back: B, requires: "
     "[q]}\n",
     "deck.yaml:5:56: there is no 'q' (expected the id of a card, topic, subtopic or project)\n"},
    {"deck.yaml", "deck: d\ntitle: D\ntopic: a\ncards: &x []\nmore: *x\n",
     "deck.yaml:5:7: an alias (*name): write the value out\n"},
    {"deck.yaml", "deck: d\ntitle: D\ntitle: E\ntopic: a\ncards: []\n",
     "deck.yaml:3:8: 'title' is given twice here (remove one)\n"},
    {"deck.yaml", "", "deck.yaml: the file is empty\n"},
    {"deck.yaml", "deck: d\ntitle: D\ntopic: a\nmacros: R is real\ncards: []\n",
     "deck.yaml:4:9: 'macros' defines nothing (expected TeX such as "
     "\\newcommand{\\R}{\\mathbb{R}})\n"},
    {"roadmap.yaml", "phases:\n  - {id: one, title: One, months: soon}\n",
     "roadmap.yaml:2:35: 'months' is missing or wrong (expected [1, 2] or ongoing)\n"
     "deck.yaml:3:8: there is no 'a' (expected the id of a topic)\n"
     "deck.yaml:6:36: there is no 'a/x' (expected the id of a topic or subtopic)\n"},
    {"resources.yaml",
     "resources:\n  - {id: book, title: B, by: M, kind: book, url: 'javascript:x'}\n",
     "resources.yaml:2:50: 'javascript:x' is no address (expected https://... without blanks or "
     "quotes)\n"
     "roadmap.yaml:10:21: there is no 'book' (expected the id of a resource)\n"},
    {"pack.yaml", "id: p\ntitle: A pack\nfiles: {roadmap: ../roadmap.yaml}\n",
     "pack.yaml:3:18: a file of a pack must lie inside it (expected a name such as "
     "decks/math.yaml)\n"},
    {"pack.yaml", "id: p\ntitle: A pack\nfiles: {decks: [gone.yaml]}\n",
     "pack.yaml:3:17: there is no file gone.yaml\n"},
};

static void test_mistakes(void **state)
{
    for (size_t i = 0; i < sizeof MISTAKES / sizeof *MISTAKES; i++) {
        put_whole_pack(*state);
        put(*state, MISTAKES[i].file, MISTAKES[i].text);
        char *findings = load(*state, NULL);
        assert_string_equal(findings, MISTAKES[i].expected);
        mem_free(findings);
    }
}

static void test_broken_deck_keeps_the_rest(void **state)
{
    Catalog *catalog = NULL;
    put_whole_pack(*state);
    put(*state, "deck.yaml",
        "deck: d\ntitle: D\ntopic: a\ncards:\n  - {id: bad}\n  - {id: b, kind: basic, front: F, "
        "back: "
        "B}\n");
    char *findings = load(*state, &catalog);
    assert_int_equal(catalog->card_count, 1);
    assert_string_equal(catalog->cards[0].id, "b");
    assert_int_equal(catalog->topic_count, 1);
    assert_non_null(strstr(findings, "deck.yaml:5:5"));
    mem_free(findings);
    catalog_free(catalog);
}

/* --- hostile files --- */

static void test_deep_nesting_is_refused(void **state)
{
    char deep[4096] = "deck: ";
    put_whole_pack(*state);
    memset(deep + strlen(deep), '[', 2000);
    put(*state, "deck.yaml", deep);
    char *findings = load(*state, NULL);
    assert_non_null(strstr(findings, "nested too deeply"));
    mem_free(findings);
}

static void test_invalid_utf8_is_told(void **state)
{
    put_whole_pack(*state);
    put(*state, "deck.yaml", "deck: d\xff\xfe\ntitle: D\n");
    char *findings = load(*state, NULL);
    assert_non_null(strstr(findings, "deck.yaml:1:1: "));
    assert_non_null(strstr(findings, "UTF-8"));
    mem_free(findings);
}

/* Beyond what anybody reads, mistakes are only counted, and what takes long is not tried again for
 * each of them: no time or memory that grows with the square of the file. */
static void test_countless_mistakes(void **state)
{
    Buffer deck = {0};
    buffer_add_text(&deck, DECK);
    for (int i = 0; i < 30000; i++)
        buffer_add_format(&deck, "  - {id: x%d, kind: basic, front: f, back: b, requires: [y%d]}\n",
                          i, i);
    put_whole_pack(*state);
    put(*state, "deck.yaml", buffer_text(&deck));
    char *findings = load(*state, NULL);
    size_t lines = 0;
    for (const char *at = findings; *at != '\0'; at++)
        lines += *at == '\n' ? 1 : 0;
    assert_int_equal(lines, DIAGNOSTICS_LIMIT + 1);
    assert_non_null(strstr(findings, "more than these is wrong"));
    mem_free(findings);
    buffer_done(&deck);
}

/* A link from one file of a pack to another is fine, and so is a pack that is linked to as a whole. */
static void test_links_stay_in_the_pack(void **state)
{
    const Fixture *fixture = *state;
    char *deck = path_join(fixture->directory, "deck.yaml");
    char *inner = path_join(fixture->directory, "inner.yaml");
    put_whole_pack(*state);
    assert_int_equal(rename(deck, inner), 0);
    assert_int_equal(symlink("inner.yaml", deck), 0);
    char *findings = load(*state, NULL);
    assert_string_equal(findings, "");
    mem_free(findings);
    assert_int_equal(unlink(deck), 0);
    assert_int_equal(symlink("/etc/passwd", deck), 0);
    findings = load(*state, NULL);
    assert_non_null(strstr(findings, "deck.yaml is a link that leads out of its pack\n"));
    assert_null(strstr(findings, "root"));
    mem_free(findings);
    mem_free(inner);
    mem_free(deck);
}

static void test_countless_keys_are_refused(void **state)
{
    Buffer deck = {0};
    for (int i = 0; i < 200000; i++)
        buffer_add_format(&deck, "key%d: x\n", i);
    put_whole_pack(*state);
    put(*state, "deck.yaml", buffer_text(&deck));
    char *findings = load(*state, NULL);
    assert_non_null(strstr(findings, "deck.yaml:513:9: too many keys"));
    mem_free(findings);
    buffer_done(&deck);
}

static void test_one_finding_as_an_error(void **state)
{
    Diagnostics many = {0};
    Error error;
    (void)state;
    diagnostics_add(&many, SEVERITY_ERROR, "a", 1, 2, "wrong");
    assert_int_equal(diagnostics_fail(&many, 0, "b", &error), STATUS_CONTENT);
    assert_string_equal(error.message, "a:1:2: wrong");
    for (int i = 0; i < 2 * DIAGNOSTICS_LIMIT; i++)
        diagnostics_add(&many, SEVERITY_ERROR, "a", 1, 2, "wrong");
    assert_int_equal(many.errors, 2 * DIAGNOSTICS_LIMIT + 1);
    assert_int_equal(diagnostics_fail(&many, many.count, "b", &error), STATUS_CONTENT);
    assert_string_equal(error.message, "b: has mistakes");
    diagnostics_done(&many);
}

/* --- the pack we ship --- */

static void test_built_in_pack(void **state)
{
    (void)state;
    Diagnostics diagnostics = {0};
    PackSources sources = {0};
    const char *directories[] = {"content"};
    Catalog *catalog = pack_load_all(directories, 1, &diagnostics, &sources);
    Buffer findings = {0};
    diagnostics_format(&diagnostics, &findings);
    assert_string_equal(buffer_text(&findings), "");
    assert_int_equal(catalog->phase_count, 5);
    assert_int_equal(catalog->topic_count, 15);
    size_t subtopics = 0, capstones = 0;
    for (size_t i = 0; i < catalog->subtopic_count; i++)
        subtopics += !catalog->subtopics[i].activity;
    for (size_t i = 0; i < catalog->project_count; i++)
        capstones += catalog->projects[i].level == LEVEL_CAPSTONE;
    assert_int_equal(subtopics, 35);
    assert_int_equal(capstones, 3);
    assert_int_equal(catalog->project_count - capstones, 11);
    assert_true(catalog->note_count >= 150);
    assert_true(catalog->resource_count >= 45);
    assert_int_equal(catalog->recap_count, 4);
    assert_int_equal(catalog->tip_count, 4);
    for (size_t i = 0; i < catalog->resource_count; i++)
        assert_int_not_equal(catalog->resources[i].topic, CATALOG_NONE);
    for (size_t i = 0; i < catalog->milestone_count; i++)
        assert_int_equal(catalog->milestones[i].hints.count, 3);
    buffer_done(&findings);
    catalog_free(catalog);
    diagnostics_done(&diagnostics);
    pack_sources_done(&sources);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, make_directory, remove_directory)
    const struct CMUnitTest tests[] = {
        CASE(test_whole_pack),
        CASE(test_macros_of_pack_deck_and_card),
        CASE(test_mistakes),
        CASE(test_broken_deck_keeps_the_rest),
        CASE(test_deep_nesting_is_refused),
        CASE(test_invalid_utf8_is_told),
        CASE(test_countless_mistakes),
        CASE(test_links_stay_in_the_pack),
        CASE(test_countless_keys_are_refused),
        cmocka_unit_test(test_one_finding_as_an_error),
        cmocka_unit_test(test_built_in_pack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
