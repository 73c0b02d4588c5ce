/* Study pages: where they may lie, and what is found wrong in them. */
#include <unistd.h>

#include "pack_fixture.h"

static void put_roadmap(const Fixture *fixture, const char *page)
{
    Buffer text = {0};
    put_whole_pack(fixture);
    buffer_add_format(&text,
                      "phases:\n  - id: one\n    title: One\n    months: [1, 2]\n    topics:\n"
                      "      - id: a\n        title: A\n        subtopics:\n"
                      "          - {id: a/x, title: X, page: %s}\n        resources: [book]\n",
                      page);
    put(fixture, "roadmap.yaml", buffer_text(&text));
    buffer_done(&text);
}

static void expect(const Fixture *fixture, const char *page, const char *text, const char *findings)
{
    put_roadmap(fixture, page);
    put(fixture, "p.md", text);
    char *found = load(fixture, NULL);
    assert_string_equal(found, findings);
    mem_free(found);
}

static void a_good_page_is_named_and_not_kept(void **state)
{
    Catalog *catalog;
    put_roadmap(*state, "p.md");
    put(*state, "p.md", "# T\n\n[B](resource:book)\n\n```check\n1 + 1 = 2\n\n2/3 = 0.67\n```\n");
    char *found = load(*state, &catalog);
    assert_string_equal(found, "");
    const char *page = catalog->subtopics[0].page;
    assert_string_equal(strrchr(page, '/'), "/p.md");
    assert_int_equal(page[0], '/');
    assert_true(catalog->subtopics[0].page_hash != 0);
    assert_string_equal(catalog_address(catalog, "resource:book"), "https://e.org");
    assert_string_equal(catalog_address(catalog, "resource:gone"), "");
    assert_string_equal(catalog_address(catalog, "https://f.org"), "https://f.org");
    mem_free(found);
    catalog_free(catalog);
}

static void what_is_wrong_has_its_place(void **state)
{
    expect(*state, "p.md", "See [it](resource:gone).\n",
           "p.md:1:19: there is no resource 'gone'\n");
    expect(*state, "p.md", "a\n\n```check\n1 + 1 = 3\n```\n", "p.md:4:9: the result is 2, not 3\n");
    expect(*state, "p.md", "```plot\nx: 0 .. 1\ncurve: foo(x)\n```\n",
           "p.md:3:8: there is no function \"foo\"\n");
    expect(*state, "p.md", "`[a](resource:gone)` and ```` ```check ````\n", "");
    expect(*state, "p.md", "\xFF\n", "p.md: it is no text in UTF-8\n");
}

static void tasks_are_outcomes(void **state)
{
    static const char PAGE[] =
        "# T\n\n```md\n- [ ] code\n```\n\n- [ ] see\n  more of $x$\n- [x] go\n"
        "- link\n\n  * [ ]  hear\n\nend\n";
    Catalog *catalog;
    put_roadmap(*state, "p.md");
    put(*state, "p.md", PAGE);
    char *found = load(*state, &catalog);
    assert_string_equal(found, "");
    mem_free(found);
    const TextList *outcomes = &catalog->subtopics[0].outcomes;
    assert_int_equal(outcomes->count, 3);
    assert_string_equal(outcomes->items[0], "see more of $x$");
    assert_string_equal(outcomes->items[1], "go");
    assert_string_equal(outcomes->items[2], "hear");
    ItemRef item;
    int part = 0;
    assert_true(catalog_find_part(catalog, "a/x#3", &item, &part));
    assert_int_equal(item.kind, ITEM_SUBTOPIC);
    assert_int_equal(part, 3);
    assert_false(catalog_find_part(catalog, "a/x#4", &item, &part));
    assert_false(catalog_find_part(catalog, "a/x#0", &item, &part));
    assert_false(catalog_find_part(catalog, "a/x#1x", &item, &part));
    assert_false(catalog_find_part(catalog, "a/y#1", &item, &part));
    assert_false(catalog_find_part(catalog, "a#1", &item, &part));
    catalog_free(catalog);
}

static void outcomes_stand_in_one_place(void **state)
{
    put_roadmap(*state, "p.md, outcomes: [see]");
    put(*state, "deck.yaml", "deck: d\ntitle: D\ntopic: a\ncards: []\n");
    put(*state, "p.md", "x\n\n- [ ] see\n");
    char *found = load_doubting(*state);
    assert_string_equal(found,
                        "p.md:3:4: warning: its subtopic has 'outcomes' as well (expected them "
                        "here alone)\n");
    mem_free(found);
}

static void commands_that_nobody_knows_are_doubted(void **state)
{
    static const char TEXT[] = "So $x$.\n\n```math\n\\frac12\n```\n\n`$\\code$`\n\n"
                               "It is $\\newcommand{\\own}{y} \\own$, and $$\\foo$$\n";
    put_roadmap(*state, "p.md");
    put(*state, "deck.yaml", "deck: d\ntitle: D\ntopic: a\ncards: []\n");
    put(*state, "p.md", TEXT);
    char *found = load_doubting(*state);
    assert_string_equal(found,
                        "p.md:9:42: warning: \\foo is no command that a formula can have: it "
                        "is shown as it stands\n");
    mem_free(found);
    put(*state, "p.md", "```math\n\\foo\n```\n");
    found = load_doubting(*state);
    assert_string_equal(found, "p.md:2:1: warning: \\foo is no command that a formula can have: it "
                               "is shown as it stands\n");
    mem_free(found);
}

static void pages_stay_in_their_pack(void **state)
{
    const Fixture *fixture = *state;
    static const char MESSAGE[] =
        "roadmap.yaml:9:39: a page must lie inside its pack (expected a name such as "
        "pages/calculus.md)\n";
    expect(fixture, "../p.md", "x", MESSAGE);
    expect(fixture, "/etc/passwd", "x", MESSAGE);
    char *path = path_join(fixture->directory, "link.md");
    assert_int_equal(symlink("/etc/passwd", path), 0);
    mem_free(path);
    expect(fixture, "link.md", "x",
           "roadmap.yaml:9:39: link.md is a link that leads out of its pack\n");
    expect(fixture, "none.md", "x", "roadmap.yaml:9:39: there is no file none.md\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_good_page_is_named_and_not_kept, make_directory,
                                        remove_directory),
        cmocka_unit_test_setup_teardown(what_is_wrong_has_its_place, make_directory,
                                        remove_directory),
        cmocka_unit_test_setup_teardown(tasks_are_outcomes, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(outcomes_stand_in_one_place, make_directory,
                                        remove_directory),
        cmocka_unit_test_setup_teardown(commands_that_nobody_knows_are_doubted, make_directory,
                                        remove_directory),
        cmocka_unit_test_setup_teardown(pages_stay_in_their_pack, make_directory, remove_directory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
