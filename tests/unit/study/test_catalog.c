#include "study/catalog.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "sample.h"

static void assert_item(ItemRef item, ItemKind kind, CatalogIndex index)
{
    assert_int_equal(item.kind, kind);
    assert_int_equal(item.index, index);
}

static void every_kind_is_found(void **state)
{
    (void)state;
    Catalog *catalog = sample_catalog();
    assert_non_null(catalog);
    assert_item(catalog_find(catalog, "deep"), ITEM_PHASE, 1);
    assert_item(catalog_find(catalog, "math"), ITEM_TOPIC, TOPIC_MATH);
    assert_item(catalog_find(catalog, "math/b"), ITEM_SUBTOPIC, SUB_MATH_B);
    assert_item(catalog_find(catalog, "talk"), ITEM_RESOURCE, 1);
    assert_item(catalog_find(catalog, "calc"), ITEM_PROJECT, 0);
    assert_item(catalog_find(catalog, "calc/rest"), ITEM_MILESTONE, 1);
    assert_item(catalog_find(catalog, "gap"), ITEM_NOTE, 2);
    assert_item(catalog_find(catalog, "gap:c2"), ITEM_CARD, CARD_GAP_2);
    assert_item(catalog_find(catalog, "mix"), ITEM_DECK, 1);
    assert_item(catalog_find(catalog, "nothing"), ITEM_NONE, CATALOG_NONE);
    assert_item(catalog_find(catalog, ""), ITEM_NONE, CATALOG_NONE);
    catalog_free(catalog);
}

static void shared_ids_are_told_apart_by_kind(void **state)
{
    (void)state;
    Catalog *catalog = sample_catalog();
    assert_item(catalog_find(catalog, "python"), ITEM_TOPIC, TOPIC_PYTHON);
    assert_int_equal(catalog_find_kind(catalog, "python", ITEM_DECK), 0);
    assert_item(catalog_find(catalog, "loop"), ITEM_CARD, CARD_LOOP);
    assert_int_equal(catalog_find_kind(catalog, "loop", ITEM_NOTE), 1);
    assert_int_equal(catalog_find_kind(catalog, "loop", ITEM_TOPIC), CATALOG_NONE);
    catalog_free(catalog);
}

static void an_empty_catalog_finds_nothing(void **state)
{
    (void)state;
    Catalog *catalog = catalog_new();
    assert_item(catalog_find(catalog, "python"), ITEM_NONE, CATALOG_NONE); /* before the index */
    const char *duplicate = NULL;
    assert_true(catalog_index(catalog, &duplicate));
    assert_item(catalog_find(catalog, "python"), ITEM_NONE, CATALOG_NONE);
    catalog_free(catalog);
    catalog_free(NULL);
}

/* Gives `catalog` one changed id and says what the index makes of it. */
static const char *duplicate_after(const char **id, const char *changed, Catalog *catalog)
{
    const char *duplicate = "";
    *id = changed;
    assert_false(catalog_index(catalog, &duplicate));
    catalog_free(catalog);
    return duplicate;
}

static void doubled_ids_are_reported(void **state)
{
    (void)state;
    Catalog *c = sample_catalog();
    assert_string_equal(duplicate_after(&c->subtopics[3].id, "python", c), "python");
    c = sample_catalog();
    assert_string_equal(duplicate_after(&c->cards[CARD_NET].id, "vec", c), "vec");
    c = sample_catalog();
    assert_string_equal(duplicate_after(&c->decks[1].id, "python", c), "python");
    c = sample_catalog(); /* a note called like a card that is not its own */
    assert_string_equal(duplicate_after(&c->notes[2].id, "vec", c), "vec");
}

static void titles_and_ids_are_given(void **state)
{
    (void)state;
    Catalog *catalog = sample_catalog();
    assert_string_equal(catalog_title(catalog, catalog_find(catalog, "basics")), "Basics");
    assert_string_equal(catalog_title(catalog, catalog_find(catalog, "calc/add")), "It adds");
    assert_string_equal(catalog_title(catalog, catalog_find(catalog, "gap:c2")), "gap");
    assert_string_equal(catalog_title(catalog, (ItemRef){ITEM_DECK, 1}), "Mixed");
    assert_string_equal(catalog_title(catalog, (ItemRef){ITEM_NONE, CATALOG_NONE}), "");
    assert_string_equal(catalog_title(catalog, (ItemRef){ITEM_TOPIC, 99}), "");
    assert_string_equal(catalog_id(catalog, (ItemRef){ITEM_CARD, CARD_GAP_1}), "gap:c1");
    assert_string_equal(catalog_id(catalog, (ItemRef){ITEM_PHASE, -1}), "");
    catalog_free(catalog);
}

static void items_know_their_topic(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        CatalogIndex topic;
    } CASES[] = {
        {"basics", CATALOG_NONE},   {"nets", TOPIC_NETS},      {"math/a", TOPIC_MATH},
        {"book", TOPIC_PYTHON},     {"talk", CATALOG_NONE},    {"calc", TOPIC_PYTHON},
        {"calc/add", TOPIC_PYTHON}, {"gap", TOPIC_PYTHON},     {"grad", TOPIC_MATH},
        {"mix", CATALOG_NONE},      {"nothing", CATALOG_NONE},
    };
    Catalog *catalog = sample_catalog();
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_int_equal(catalog_topic_of(catalog, catalog_find(catalog, CASES[i].id)),
                         CASES[i].topic);
    assert_int_equal(catalog_topic_of(catalog, (ItemRef){ITEM_DECK, 0}), TOPIC_PYTHON);
    catalog_free(catalog);
}

/* Enough items that hash slots collide and the table grows. */
static void many_items_are_all_found(void **state)
{
    (void)state;
    enum { MANY = 5000 };
    Catalog *catalog = catalog_new();
    catalog->notes = arena_alloc(catalog->arena, 1, sizeof *catalog->notes);
    catalog->notes[0].id = "all";
    catalog->note_count = 1;
    catalog->cards = arena_alloc(catalog->arena, MANY, sizeof *catalog->cards);
    catalog->card_count = MANY;
    for (int i = 0; i < MANY; i++) {
        char id[32];
        snprintf(id, sizeof id, "card-%d", i);
        catalog->cards[i].id = arena_dup(catalog->arena, id);
    }
    const char *duplicate = NULL;
    assert_true(catalog_index(catalog, &duplicate));
    for (int i = 0; i < MANY; i++) {
        char id[32];
        snprintf(id, sizeof id, "card-%d", i);
        assert_item(catalog_find(catalog, id), ITEM_CARD, i);
    }
    assert_item(catalog_find(catalog, "card-5000"), ITEM_NONE, CATALOG_NONE);
    catalog_free(catalog);
}

static void names_go_both_ways(void **state)
{
    (void)state;
    for (int i = 0; i < RESOURCE_KIND_COUNT; i++)
        assert_int_equal(resource_kind_from_name(resource_kind_name((ResourceKind)i)), i);
    for (int i = 0; i < LEVEL_COUNT; i++)
        assert_int_equal(level_from_name(level_name((Level)i)), i);
    for (int i = 0; i < CARD_KIND_COUNT; i++)
        assert_int_equal(card_kind_from_name(card_kind_name((CardKind)i)), i);
    assert_string_equal(resource_kind_name(RESOURCE_PAPER), "paper");
    assert_string_equal(level_name(LEVEL_CAPSTONE), "capstone");
    assert_string_equal(card_kind_name(CARD_REVERSED), "reversed");
    assert_string_equal(item_kind_name(ITEM_MILESTONE), "milestone");
    assert_int_equal(resource_kind_from_name("scroll"), RESOURCE_KIND_COUNT);
    assert_int_equal(level_from_name(""), LEVEL_COUNT);
    assert_int_equal(card_kind_from_name("Basic"), CARD_KIND_COUNT);
    assert_string_equal(level_name(LEVEL_COUNT), "");
}

static void kinds_are_counted(void **state)
{
    (void)state;
    Catalog *catalog = sample_catalog();
    assert_int_equal(catalog_item_count(catalog, ITEM_CARD), 8);
    assert_int_equal(catalog_item_count(catalog, ITEM_NOTE), 6);
    assert_int_equal(catalog_item_count(catalog, ITEM_MILESTONE), 2);
    assert_int_equal(catalog_item_count(catalog, ITEM_NONE), 0);
    catalog_free(catalog);
}

static void sources_are_resources(void **state)
{
    (void)state;
    static const struct {
        const char *source, *resource;
    } cases[] = {
        {"book", "book"},
        {"Someone et al. (2020), A Book, sec. 3", "book"},
        {"A Bookshelf", NULL},
        {"Not A Books", NULL},
        {"", NULL},
        {"A Book, and a Video", "book"},
    };
    Catalog *catalog = sample_catalog();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Note note = {.source = cases[i].source};
        CatalogIndex found = catalog_source(catalog, &note);
        if (cases[i].resource == NULL)
            assert_int_equal(found, CATALOG_NONE);
        else
            assert_string_equal(catalog->resources[found].id, cases[i].resource);
    }
    catalog_free(catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_is_found),
        cmocka_unit_test(shared_ids_are_told_apart_by_kind),
        cmocka_unit_test(an_empty_catalog_finds_nothing),
        cmocka_unit_test(doubled_ids_are_reported),
        cmocka_unit_test(titles_and_ids_are_given),
        cmocka_unit_test(items_know_their_topic),
        cmocka_unit_test(many_items_are_all_found),
        cmocka_unit_test(names_go_both_ways),
        cmocka_unit_test(kinds_are_counted),
        cmocka_unit_test(sources_are_resources),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
