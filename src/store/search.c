/* Full-text search. A learner types words, not FTS5's language: every word goes into it as a quoted
 * string, so that no character of it is syntax. */
#include "store/store.h"

#include <string.h>

#include "store/connection.h"

#define FIRST_CONTENT_ROW "4294967296" /* notes are below: store/schema.c */

static Status write_documents(Store *store, const SearchDocument *documents, size_t count,
                              uint64_t version, Error *error)
{
    Status status = connection_run(store, "DELETE FROM search WHERE rowid >= " FIRST_CONTENT_ROW,
                                   NULL, 0, error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = RUN(store,
                     "INSERT INTO search (rowid, title, body, kind, id)"
                     " VALUES (" FIRST_CONTENT_ROW " + ?1, ?2, ?3, ?4, ?5)",
                     error, INTEGER((int64_t)i), TEXT(documents[i].title), TEXT(documents[i].body),
                     TEXT(documents[i].kind), TEXT(documents[i].id));
    if (status == STATUS_OK)
        status = RUN(store, "INSERT OR REPLACE INTO meta VALUES ('indexed', CAST(?1 AS TEXT))",
                     error, INTEGER((int64_t)version));
    return status;
}

Status store_index_content(Store *store, const SearchDocument *documents, size_t count,
                           uint64_t version, Error *error)
{
    Status status = store_begin(store, error);
    if (status != STATUS_OK)
        return status;
    status = write_documents(store, documents, count, version, error);
    if (status == STATUS_OK)
        status = store_commit(store, error);
    store_rollback(store);
    return status;
}

Status store_indexed(Store *store, uint64_t *version, Error *error)
{
    int64_t value = 0;
    Status status = connection_integer(
        store,
        "SELECT coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'indexed'), 0)", 0,
        &value, error);
    *version = (uint64_t)value;
    return status;
}

/* Whether FTS5's tokenizer can find a word in these bytes; a string without one matches nothing. */
static bool has_word(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
            (byte >= 'a' && byte <= 'z'))
            return true;
    }
    return false;
}

static void add_string(Buffer *match, const char *bytes, size_t length, bool prefix)
{
    if (!has_word(bytes, length))
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

/* bm25 is below zero, the lower the better. What one studies comes before the terms and cards on
 * it, whose short texts would win otherwise. */
Status store_search(Store *store, const char *query, size_t limit, Arena *arena, SearchHits *hits,
                    Error *error)
{
    static const char SQL[] =
        "SELECT kind, id, title, snippet(search, -1, char(2), char(3), char(0x2026), 12),"
        " bm25(search, 8.0, 1.0) * CASE"
        " WHEN kind IN ('phase', 'topic', 'subtopic') THEN 3 WHEN kind = 'card' THEN 1 "
        "ELSE 1.5 END"
        " AS score FROM search WHERE search MATCH ?1"
        " ORDER BY score, rowid LIMIT ?2";
    *hits = (SearchHits){0};
    Buffer match = {0};
    translate(query, &match);
    ARRAY(SearchHit) found = {0};
    Status status = STATUS_OK;
    if (match.length == 0)
        goto out;
    sqlite3_stmt *statement;
    status = QUERY(store, SQL, &statement, error, TEXT(match.data), INTEGER((int64_t)limit));
    bool row = true;
    while (status == STATUS_OK) {
        status = connection_step(store, statement, &row, error);
        if (status != STATUS_OK || !row)
            break;
        *array_push(&found) = (SearchHit){
            .kind = arena_dup(arena, connection_text(statement, 0)),
            .id = arena_dup(arena, connection_text(statement, 1)),
            .title = arena_dup(arena, connection_text(statement, 2)),
            .snippet = arena_dup(arena, connection_text(statement, 3)),
            .score = sqlite3_column_double(statement, 4),
        };
    }
out:
    buffer_done(&match);
    if (found.items != NULL)
        arena_adopt(arena, found.items);
    *hits = (SearchHits){.items = found.items, .count = found.count};
    return status;
}
