/* Glossaries of packs: what is read, and every mistake with its place. */
#include "pack_fixture.h"

#define HEAD "glossary:\n"

static void put_glossary(const Fixture *fixture, const char *text)
{
    put_whole_pack(fixture);
    put(fixture, "pack.yaml",
        "id: p\ntitle: A pack\nmacros: '\\newcommand{\\R}{\\mathbb{R}}'\nfiles:\n"
        "  roadmap: roadmap.yaml\n  resources: [resources.yaml]\n  decks: [deck.yaml]\n"
        "  glossary: glossary.yaml\n");
    put(fixture, "glossary.yaml", text);
}

static void expect(const Fixture *fixture, const char *text, const char *wanted)
{
    put_glossary(fixture, text);
    char *found = load(fixture, NULL);
    if (strncmp(found, wanted, strlen(wanted)) != 0 || (wanted[0] == '\0' && found[0] != '\0'))
        assert_string_equal(found, wanted);
    mem_free(found);
}

static void test_whole(void **state)
{
    const Fixture *fixture = *state;
    put_glossary(fixture, HEAD "  - term: softmax\n    also: [soft max]\n    topic: a/x\n"
                               "    text: |\n      Makes $\\R^n$ into shares.\n"
                               "  - {term: logit, text: A score.}\n");
    Diagnostics diagnostics = {0};
    PackSources sources = {0};
    Glossary *glossary = NULL;
    const char *directories[] = {fixture->directory};
    Catalog *catalog = pack_load_with_glossary(directories, 1, &diagnostics, &sources, &glossary);
    assert_int_equal(diagnostics.count, 0);
    catalog_free(catalog);
    assert_int_equal(glossary->count, 2);
    assert_string_equal(glossary->entries[0].term, "logit");
    assert_string_equal(glossary->entries[0].topic, "");
    const GlossaryEntry *softmax = &glossary->entries[1];
    assert_string_equal(softmax->text, "Makes $\\R^n$ into shares.");
    assert_string_equal(softmax->topic, "a/x");
    assert_string_equal(softmax->also.items[0], "soft max");
    assert_string_equal(softmax->macros, "\\newcommand{\\R}{\\mathbb{R}}");
    bool known = false;
    for (size_t i = 0; i < sources.count; i++)
        known = known || strstr(sources.items[i], "/glossary.yaml") != NULL;
    assert_true(known);
    glossary_free(glossary);
    pack_sources_done(&sources);
    diagnostics_done(&diagnostics);
}

static void test_mistakes(void **state)
{
    expect(*state, HEAD "  - {term: a, text: A}\n", "");
    expect(*state, "terms: []\n", "glossary.yaml:1:8: unknown key 'terms'");
    expect(*state, HEAD "  - {term: a, text: ' '}\n", "glossary.yaml:2:21: 'text' is empty");
    expect(*state, HEAD "  - {text: A}\n", "glossary.yaml:2:5: 'term' is missing");
    expect(*state, HEAD "  - {term: a, text: A, topic: nowhere}\n",
           "glossary.yaml:2:31: there is no 'nowhere' (expected the id of a topic or subtopic");
    expect(*state, HEAD "  - {term: a, text: A, topic: b}\n", "glossary.yaml:2:31: 'b' is a ");
    expect(*state, HEAD "  - {term: a, text: A, colour: red}\n", "glossary.yaml:2:32: unknown key");
}

static void test_twice(void **state)
{
    expect(*state, HEAD "  - {term: Soft, text: A}\n  - {term: b, also: [c, soft], text: B}\n",
           "glossary.yaml:3:25: 'soft' is in the glossary already (first at ");
    expect(*state, HEAD "  - {term: b, also: B, text: B}\n",
           "glossary.yaml:2:21: 'B' is in the glossary already");
    expect(*state, HEAD "  - {term: a, text: A}\n  - {term: a, text: B}\n  - {term: A, text: C}\n",
           "glossary.yaml:3:12: 'a' is in the glossary already (first at ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_whole, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_mistakes, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_twice, make_directory, remove_directory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
