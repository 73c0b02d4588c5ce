/* Full-text search with friendly and hostile queries, its order, and what a change of content writes. */
#include "unit/store/scratch.h"

#include <sqlite3.h>
#include <stdlib.h>

#include "store/connection.h"
#include "store/store.h"
#include "study/chance.h"

#define CASE(function) cmocka_unit_test_setup_teardown(function, scratch_setup, scratch_teardown)

static Store *open_store(const char *directory)
{
    Store *store = NULL;
    assert_ok(store_open(directory, STORE_READ_WRITE, &store, error));
    return store;
}

/* --- search --- */

static const SearchDocument DOCUMENTS[] = {
    {"topic", "attention", "Attention mechanisms", "Queries, keys and values."},
    {"subtopic", "attention/self", "Self-attention", "Each position attends to every other."},
    {"card", "softmax", "What does softmax do?", "It makes weights that add up to one: attention."},
    {"resource", "cafe", "Caf\xc3\xa9 des arts",
     "Na\xc3\xafve r\xc3\xa9sum\xc3\xa9 \xe6\x97\xa5\xe6\x9c\xac"},
};

static void test_index_tells_its_version(void **state)
{
    Store *store = open_store(*state);
    const uint64_t version = UINT64_C(0xfedcba9876543210); /* more than a signed number holds */
    uint64_t told = 1;
    assert_ok(store_indexed(store, &told, error));
    assert_int_equal(told, 0);
    assert_ok(store_index_content(store, DOCUMENTS, 4, version, error));
    assert_ok(store_indexed(store, &told, error));
    assert_true(told == version);
    store_close(store);
}

static void check_search(Store *store, const char *query, const char *expected)
{
    Arena *arena = arena_new();
    SearchHits hits;
    Buffer ids = {0};
    assert_ok(store_search(store, query, 10, arena, &hits, error));
    for (size_t i = 0; i < hits.count; i++)
        buffer_add_format(&ids, "%s%s", i == 0 ? "" : " ", hits.items[i].id);
    if (strcmp(buffer_text(&ids), expected) != 0)
        fail_msg("'%s' finds '%s', not '%s'", query, buffer_text(&ids), expected);
    buffer_done(&ids);
    arena_free(arena);
}

static void test_search_finds(void **state)
{
    Store *store = open_store(*state);
    assert_ok(store_index_content(store, DOCUMENTS, 4, 7, error));
    static const char *const CASES[][2] = {
        {"queries", "attention"},
        {"QUER", "attention"},
        {"attention", "attention attention/self softmax"},
        {"weights one", "softmax"},
        {"weights zebra", ""},
        {"\"add up\"", "softmax"},
        {"\"up add\"", ""},
        {"\"add u\"", ""},
        {"self-att", "attention/self"},
        {"cafe naive", "cafe"},
        {"CAF\xc3\x89", "cafe"},
        {"\xe6\x97\xa5", "cafe"},
        {"", ""},
        {"   ", ""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_search(store, CASES[i][0], CASES[i][1]);
    store_close(store);
}

static void test_search_takes_any_text(void **state)
{
    Store *store = open_store(*state);
    assert_ok(store_index_content(store, DOCUMENTS, 4, 7, error));
    static const char *const CASES[][2] = {
        {"\"", ""},
        {"\"\"\"", ""},
        {"\"queries", "attention"},
        {"queries\"", "attention"},
        {"que\"ries", ""},
        {"queries AND", "attention"}, /* the word "and" */
        {"queries NOT keys", ""},
        {"queries OR zebra", ""},
        {"NEAR(queries keys)", ""},
        {"title:queries", ""},
        {"title : queries", ""},
        {"-queries", "attention"},
        {"^queries", "attention"},
        {"queries*", "attention"},
        {"*", ""},
        {"(queries)", "attention"},
        {"{queries}", "attention"},
        {"') ; DROP TABLE event; --", ""},
        {"\x01\x02\x7f", ""},
        {"\xff\xfe queries", "attention"},
        {"\xff\xfe", ""},
        {"% _ ? \\", ""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_search(store, CASES[i][0], CASES[i][1]);
    char endless[3001];
    memset(endless, '"', 3000);
    endless[3000] = '\0';
    check_search(store, endless, "");
    for (size_t i = 0; i < 3000; i++)
        endless[i] = i % 2 == 0 ? 'z' : ' ';
    check_search(store, endless, "");
    /* whatever two bytes are put around a word, it is text */
    for (int first = 1; first < 256; first++) {
        for (int last = 1; last < 256; last += 3) {
            char query[16];
            (void)snprintf(query, sizeof query, "%ckeys%c", first, last);
            Arena *arena = arena_new();
            SearchHits hits;
            assert_ok(store_search(store, query, 3, arena, &hits, error));
            arena_free(arena);
        }
    }
    store_close(store);
}

static void test_snippet_marks_the_words(void **state)
{
    Store *store = open_store(*state);
    assert_ok(store_index_content(store, DOCUMENTS, 4, 7, error));
    Arena *arena = arena_new();
    SearchHits hits;
    assert_ok(store_search(store, "keys", 10, arena, &hits, error));
    assert_int_equal(hits.count, 1);
    assert_string_equal(hits.items[0].kind, "topic");
    assert_string_equal(hits.items[0].title, "Attention mechanisms");
    assert_string_equal(hits.items[0].snippet, "Queries, \x02keys\x03 and values.");
    assert_ok(store_search(store, "a", 2, arena, &hits, error));
    assert_int_equal(hits.count, 2);
    assert_true(hits.items[0].score <= hits.items[1].score);
    arena_free(arena);
    store_close(store);
}

static void test_notes_stay_when_content_changes(void **state)
{
    Store *store = open_store(*state);
    assert_ok(store_put_note(store, "attention", "my zebra", 1, error));
    assert_ok(store_put_note(store, "softmax", "my zebra two", 1, error));
    assert_ok(store_index_content(store, DOCUMENTS, 4, 7, error));
    assert_ok(store_index_content(store, DOCUMENTS, 1, 7, error));
    check_search(store, "softmax", "");
    check_search(store, "zebra", "attention softmax");
    assert_ok(store_put_note(store, "attention", "my lion", 1, error));
    assert_ok(store_put_note(store, "softmax", "", 1, error));
    check_search(store, "zebra", "");
    check_search(store, "lion", "attention");
    assert_ok(store_clear_derived(store, error));
    check_search(store, "lion", "");
    check_search(store, "queries", "attention");
    store_close(store);
}

/* --- rank --- */

#define MADE_UP 400

/* Documents of few words in many ways, the same for the same seed; the caller frees with free_made_up. */
static SearchDocument *make_up(uint64_t seed, size_t count)
{
    static const char *const KINDS[] = {"phase", "topic", "subtopic", "resource", "project",
                                        "card",  "card",  "card",     "card",     "term"};
    static const char *const WORDS[] = {"attention", "attend", "at",    "gradient", "gradients",
                                        "the",       "this",   "theta", "of",       "loss",
                                        "a",         "layer",  "norm",  "softmax",  "soft"};
    SearchDocument *documents = mem_alloc(count, sizeof *documents);
    Chance chance = chance_from(seed);
    for (size_t i = 0; i < count; i++) {
        Buffer texts[2] = {{0}, {0}};
        for (int part = 0; part < 2; part++) {
            int words = 1 + (int)chance_below(&chance, part == 0 ? 6 : 40);
            for (int j = 0; j < words; j++)
                buffer_add_format(&texts[part], "%s%s", j == 0 ? "" : " ",
                                  WORDS[chance_below(&chance, 15)]);
        }
        documents[i] = (SearchDocument){.kind = KINDS[chance_below(&chance, 10)],
                                        .id = mem_format("d%zu", i),
                                        .title = buffer_take(&texts[0]),
                                        .body = buffer_take(&texts[1])};
    }
    return documents;
}

static void free_made_up(SearchDocument *documents, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        mem_free((char *)(uintptr_t)documents[i].id);
        mem_free((char *)(uintptr_t)documents[i].title);
        mem_free((char *)(uintptr_t)documents[i].body);
    }
    mem_free(documents);
}

/* What FTS5 itself says, all of it read and sorted. */
static void check_order(Store *store, const char *query, const char *match)
{
    static const char SQL[] =
        "SELECT id, bm25(search, 8.0, 1.0) * CASE WHEN kind IN ('phase', 'topic', 'subtopic')"
        " THEN 3 WHEN kind = 'card' THEN 1 ELSE 1.5 END AS score, snippet(search, -1, char(2),"
        " char(3), char(0x2026), 12) FROM search WHERE search MATCH ?1 ORDER BY score, rowid"
        " LIMIT 20";
    Arena *arena = arena_new();
    SearchHits hits;
    sqlite3_stmt *rows;
    bool row = true;
    size_t i = 0;
    assert_ok(store_search(store, query, 20, arena, &hits, error));
    assert_ok(QUERY(store, SQL, &rows, error, TEXT(match)));
    for (;; i++) {
        assert_ok(connection_step(store, rows, &row, error));
        if (!row)
            break;
        assert_true(i < hits.count);
        if (strcmp(hits.items[i].id, connection_text(rows, 0)) != 0)
            fail_msg("'%s', hit %zu: %s, not %s", query, i, hits.items[i].id,
                     connection_text(rows, 0));
        assert_string_equal(hits.items[i].snippet, connection_text(rows, 2));
    }
    assert_int_equal(hits.count, i);
    arena_free(arena);
}

/* As many documents as anybody looks at are ranked just as by FTS5's bm25 over all. */
static void test_order_is_that_of_bm25(void **state)
{
    static const char *const QUERIES[][2] = {
        {"th", "\"th\"*"},
        {"a", "\"a\"*"},
        {"gradient", "\"gradient\"*"},
        {"soft", "\"soft\"*"},
        {"attention the", "\"attention\"* \"the\"*"},
        {"layer norm loss", "\"layer\"* \"norm\"* \"loss\"*"},
        {"\"layer norm\" at", "\"layer norm\" \"at\"*"},
        {"giraffe", "\"giraffe\"*"},
    };
    Store *store = open_store(*state);
    assert_ok(store_put_note(store, "d1", "the gradient of my loss", 1, error));
    assert_ok(store_put_note(store, "d2", "a soft layer", 1, error));
    for (uint64_t seed = 1; seed <= 5; seed++) {
        SearchDocument *documents = make_up(seed, MADE_UP);
        assert_ok(store_index_content(store, documents, MADE_UP, seed, error));
        for (size_t i = 0; i < sizeof QUERIES / sizeof *QUERIES; i++)
            check_order(store, QUERIES[i][0], QUERIES[i][1]);
        free_made_up(documents, MADE_UP);
    }
    store_close(store);
}

#define MANY 5000

/* `count` cards that all have the words "the layer", one of few words and what one studies among them. */
static void index_many(Store *store, size_t count)
{
    SearchDocument *documents = mem_alloc(count + 2, sizeof *documents);
    for (size_t i = 0; i < count; i++)
        documents[i] = (SearchDocument){.kind = "card",
                                        .id = mem_format("c%zu", i),
                                        .title = "What does the layer say?",
                                        .body = "It says so many words that nobody needs."};
    documents[count] = (SearchDocument){"card", "short", "The layer", "Yes."};
    documents[count + 1] = (SearchDocument){"topic", "studied", "Layers", "All of the layers."};
    assert_ok(store_index_content(store, documents, count + 2, 7, error));
    for (size_t i = 0; i < count; i++)
        mem_free((char *)(uintptr_t)documents[i].id);
    mem_free(documents);
}

/* The steps that SQLite takes for a search. */
static int64_t steps_of(Store *store, const char *query)
{
    int64_t steps = 0;
    for (size_t i = 0; i < store->statements.count; i++)
        (void)sqlite3_stmt_status(store->statements.items[i].handle, SQLITE_STMTSTATUS_VM_STEP, 1);
    Arena *arena = arena_new();
    SearchHits hits;
    assert_ok(store_search(store, query, 20, arena, &hits, error));
    assert_int_equal(hits.count, 20);
    assert_string_equal(hits.items[0].id, "studied");
    assert_string_equal(hits.items[1].id, "short");
    arena_free(arena);
    for (size_t i = 0; i < store->statements.count; i++)
        steps +=
            sqlite3_stmt_status(store->statements.items[i].handle, SQLITE_STMTSTATUS_VM_STEP, 1);
    return steps;
}

/* However many match: the best come first, and it takes no longer. */
static void test_many_matches_take_no_longer(void **state)
{
    static const char *const QUERIES[] = {"la", "layer", "t", "the layer"};
    Store *store = open_store(*state);
    int64_t steps[2][4];
    for (size_t i = 0; i < 2; i++) {
        index_many(store, (i + 1) * MANY / 2);
        (void)steps_of(store, QUERIES[0]); /* the first prepares */
        for (size_t j = 0; j < 4; j++)
            steps[i][j] = steps_of(store, QUERIES[j]);
    }
    assert_memory_equal(steps[0], steps[1], sizeof steps[0]);
    store_close(store);
}

/* As many notes as that hide nothing behind them. */
static void test_many_notes_hide_nothing(void **state)
{
    Store *store = open_store(*state);
    assert_ok(store_begin(store, error));
    for (int i = 0; i < MANY; i++) {
        char id[16];
        (void)snprintf(id, sizeof id, "n%d", i);
        assert_ok(
            store_put_note(store, id, "What I think about my layer and many others", 1, error));
    }
    assert_ok(store_commit(store, error));
    assert_ok(store_index_content(store, DOCUMENTS, 4, 7, error));
    SearchDocument layer = {"topic", "layer", "Layers", "What they are."};
    assert_ok(store_index_content(store, &layer, 1, 8, error));
    Arena *arena = arena_new();
    SearchHits hits;
    assert_ok(store_search(store, "layer", 5, arena, &hits, error));
    assert_int_equal(hits.count, 5);
    assert_string_equal(hits.items[0].id, "layer");
    assert_string_equal(hits.items[1].kind, "note");
    arena_free(arena);
    store_close(store);
}

/* --- what is written --- */

/* "ROW ID TITLE" of all content, in the order of the rows. */
static char *list_rows(Store *store)
{
    sqlite3_stmt *rows;
    bool row = true;
    Buffer list = {0};
    assert_ok(QUERY(store, "SELECT rowid, id, title, body FROM search WHERE rowid > ?1 ORDER BY 1",
                    &rows, error, INTEGER(UINT32_MAX)));
    for (;;) {
        assert_ok(connection_step(store, rows, &row, error));
        if (!row)
            break;
        buffer_add_format(&list, "%s %s %s %s\n", connection_text(rows, 0),
                          connection_text(rows, 1), connection_text(rows, 2),
                          connection_text(rows, 3));
    }
    return buffer_take(&list);
}

/* What stays keeps its row and is not written again; what changed, went or came is as it is now. */
static void test_only_what_changed_is_written(void **state)
{
    SearchDocument documents[5] = {DOCUMENTS[0],
                                   DOCUMENTS[1],
                                   DOCUMENTS[2],
                                   DOCUMENTS[3],
                                   {"card", "last", "The last", "One more."}};
    Store *store = open_store(*state);
    assert_ok(store_index_content(store, documents, 4, 7, error));
    char *before = list_rows(store);
    int64_t writes = sqlite3_total_changes64(store->db);
    assert_ok(store_index_content(store, documents, 4, 8, error));
    assert_int_equal(sqlite3_total_changes64(store->db) - writes, 1); /* the version */
    char *again = list_rows(store);
    assert_string_equal(again, before);
    mem_free(again);

    documents[0].body = "Queries, keys and zebras."; /* as many words: the same place */
    documents[1] = documents[4];
    assert_ok(store_index_content(store, documents, 4, 9, error));
    check_search(store, "values", "");
    check_search(store, "zebras", "attention");
    check_search(store, "position", "");
    check_search(store, "last", "last");
    check_search(store, "attention", "attention softmax");
    assert_ok(store_check(store, error));
    assert_ok(store_index_content(store, DOCUMENTS, 4, 7, error));
    check_search(store, "attention", "attention attention/self softmax");
    check_search(store, "zebras", "");
    assert_ok(store_index_content(store, NULL, 0, 7, error));
    char *none = list_rows(store);
    assert_string_equal(none, "");
    assert_ok(store_check(store, error));
    mem_free(none);
    mem_free(before);
    store_close(store);
}

/* Over many changes the index is what one made at once would be. */
static void test_changes_come_to_the_same_index(void **state)
{
    SearchDocument *documents = make_up(1, MADE_UP);
    SearchDocument *others = make_up(2, MADE_UP);
    SearchDocument now[MADE_UP];
    Store *store = open_store(*state);
    Chance chance = chance_from(3);
    for (uint64_t version = 1; version <= 12; version++) {
        size_t count = chance_below(&chance, MADE_UP);
        for (size_t i = 0; i < count; i++)
            now[i] = chance_below(&chance, 2) == 0 ? documents[i] : others[i];
        assert_ok(store_index_content(store, now, count, version, error));
        assert_ok(store_check(store, error));
        int64_t rows = 0;
        assert_ok(connection_integer(store, "SELECT count(*) FROM search", 0, &rows, error));
        assert_int_equal(rows, count);
        check_order(store, "attention", "\"attention\"*");
        check_order(store, "soft th", "\"soft\"* \"th\"*");
        for (size_t i = 0; i < count; i++) {
            sqlite3_stmt *row;
            bool found;
            assert_ok(QUERY(store, "SELECT title || body FROM search WHERE id = ?1 AND kind = ?2",
                            &row, error, TEXT(now[i].id), TEXT(now[i].kind)));
            assert_ok(connection_step(store, row, &found, error));
            assert_true(found);
            char *whole = mem_format("%s%s", now[i].title, now[i].body);
            assert_string_equal(connection_text(row, 0), whole);
            mem_free(whole);
            connection_leave(row);
        }
    }
    free_made_up(documents, MADE_UP);
    free_made_up(others, MADE_UP);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_index_tells_its_version),         CASE(test_search_finds),
        CASE(test_search_takes_any_text),           CASE(test_snippet_marks_the_words),
        CASE(test_notes_stay_when_content_changes), CASE(test_order_is_that_of_bm25),
        CASE(test_many_matches_take_no_longer),     CASE(test_many_notes_hide_nothing),
        CASE(test_only_what_changed_is_written),    CASE(test_changes_come_to_the_same_index),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
