/* Full-text search. A learner types words, not FTS5's language: every word goes into it as a quoted
 * string, so that no character of it is syntax.
 *
 * A search takes no longer for a word that nearly all documents have: it reads so many rows of each class in
 * the order of their numbers, which puts first what most likely comes first (store/search.h), and only the
 * best among them are read in full. */
#include "store/search.h"

#include <string.h>

#include "store/connection.h"

static void add_string(Buffer *match, const char *bytes, size_t length, bool prefix)
{
    if (search_count_words(bytes, length) == 0) /* it would match nothing */
        return;
    buffer_add_text(match, match->length == 0 ? "\"" : " \"");
    for (size_t i = 0; i < length; i++)
        if (bytes[i] != '"') /* one inside a word separates, as all punctuation does */
            buffer_add_char(match, bytes[i]);
        else
            buffer_add_char(match, ' ');
    buffer_add_text(match, prefix ? "\"*" : "\"");
}

/* The learner's query in FTS5's language; empty when there is no word in it. */
static void translate(const char *query, Buffer *match)
{
    static const char SPACE[] = " \t\r\n\v\f";
    while (*(query += strspn(query, SPACE)) != '\0') {
        size_t length;
        if (*query == '"') {
            query++;
            length = strcspn(query, "\"");
            add_string(match, query, length, false);
            query += query[length] == '"' ? length + 1 : length;
        } else {
            length = strcspn(query, SPACE);
            add_string(match, query, length, true);
            query += length;
        }
    }
}

static Status prepare(Store *store, Error *error)
{
    int code = SQLITE_OK;
    if (store->db == NULL || !store->ranks) {
        int64_t ignored; /* connects, where nothing was asked for so far */
        Status status = connection_integer(store, "PRAGMA user_version", 0, &ignored, error);
        if (status != STATUS_OK)
            return status;
        code = search_define_rank(store->db);
    }
    store->ranks = code == SQLITE_OK;
    return code == SQLITE_OK ? STATUS_OK : connection_fail(store, code, error);
}

static void enter(SearchPool *pool, sqlite3_stmt *statement, Arena *arena, SearchHits *hits,
                  size_t limit)
{
    double score;
    size_t place = search_pool_enter(pool, &score);
    hits->count += hits->count < limit;
    memmove(&hits->items[place + 1], &hits->items[place],
            (hits->count - place - 1) * sizeof *hits->items);
    hits->items[place] = (SearchHit){
        .kind = arena_dup(arena, connection_text(statement, 0)),
        .id = arena_dup(arena, connection_text(statement, 1)),
        .title = arena_dup(arena, connection_text(statement, 2)),
        .snippet = arena_dup(arena, connection_text(statement, 3)),
        .score = score,
    };
}

/* Up to the end, or the first class of which there are too many: `*next_row` is then where to go on. */
static Status read_rows(Store *store, const char *match, int64_t *next_row, size_t limit,
                        SearchPool *pool, Arena *arena, SearchHits *hits, Error *error)
{
    static const char SQL[] =
        "SELECT kind, id, title, snippet(search, -1, char(2), char(3), char(0x2026), 12)"
        " FROM search WHERE search MATCH ?1 AND rowid >= ?2 AND search_enters(search, ?3)"
        " ORDER BY rowid";
    sqlite3_stmt *statement;
    Status status = QUERY(store, SQL, &statement, error, TEXT(match), INTEGER(*next_row));
    if (status != STATUS_OK)
        return status;
    int code = search_pool_bind(statement, 3, pool);
    if (code != SQLITE_OK)
        return connection_fail(store, code, error);
    for (;;) {
        bool row;
        status = connection_step(store, statement, &row, error);
        if (status != STATUS_OK || !row) {
            *next_row = -1;
            return status;
        }
        if (search_pool_is_full(pool, next_row)) {
            connection_leave(statement);
            return STATUS_OK;
        }
        enter(pool, statement, arena, hits, limit);
    }
}

Status store_search(Store *store, const char *query, size_t limit, Arena *arena, SearchHits *hits,
                    Error *error)
{
    *hits = (SearchHits){0};
    Buffer match = {0};
    translate(query, &match);
    Status status = STATUS_OK;
    if (match.length == 0 || limit == 0)
        goto out;
    hits->items = arena_alloc(arena, limit, sizeof *hits->items);
    SearchPool *pool = search_pool_new(limit);
    status = prepare(store, error);
    for (int64_t row = 0; status == STATUS_OK && row >= 0;)
        status = read_rows(store, match.data, &row, limit, pool, arena, hits, error);
    search_pool_free(pool);
out:
    buffer_done(&match);
    return status;
}
