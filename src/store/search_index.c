/* The index of content. Only what changed is written: each document is known by a hash of all it says. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "store/connection.h"
#include "store/search.h"

/* --- numbers of rows --- */

SearchClass search_class_of_kind(const char *kind)
{
    static const char *const ROADMAP[] = {"phase", "topic", "subtopic"};
    for (size_t i = 0; i < sizeof ROADMAP / sizeof *ROADMAP; i++)
        if (strcmp(kind, ROADMAP[i]) == 0)
            return SEARCH_ROADMAP;
    return strcmp(kind, "card") == 0 ? SEARCH_CARDS : SEARCH_OTHERS;
}

int64_t search_first_row(SearchClass class, int64_t words)
{
    if (words > SEARCH_WORDS_MAX)
        words = SEARCH_WORDS_MAX;
    return ((int64_t) class << SEARCH_CLASS_SHIFT) + (words << SEARCH_WORDS_SHIFT);
}

SearchClass search_class_of_row(int64_t row)
{
    return (SearchClass)(row >> SEARCH_CLASS_SHIFT);
}

int64_t search_words_of_row(int64_t row)
{
    return (row >> SEARCH_WORDS_SHIFT) & SEARCH_WORDS_MAX;
}

static bool is_letter(char character)
{
    unsigned char byte = (unsigned char)character;
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z');
}

int64_t search_count_words(const char *text, size_t length)
{
    int64_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += is_letter(text[i]) && (i == 0 || !is_letter(text[i - 1]));
    return count;
}

/* --- what changed --- */

typedef struct Indexed {
    int64_t hash, row;
    bool stays;
} Indexed;

typedef ARRAY(Indexed) IndexedList;

static int compare_hashes(const void *left, const void *right)
{
    const Indexed *a = left;
    const Indexed *b = right;
    return (a->hash > b->hash) - (a->hash < b->hash);
}

static Status read_indexed(Store *store, IndexedList *indexed, Error *error)
{
    sqlite3_stmt *rows;
    bool row = true;
    Status status =
        connection_query(store, "SELECT hash, row FROM search_document", NULL, 0, &rows, error);
    while (status == STATUS_OK) {
        status = connection_step(store, rows, &row, error);
        if (status != STATUS_OK || !row)
            break;
        *array_push(indexed) =
            (Indexed){.hash = sqlite3_column_int64(rows, 0), .row = sqlite3_column_int64(rows, 1)};
    }
    if (indexed->count > 1)
        qsort(indexed->items, indexed->count, sizeof *indexed->items, compare_hashes);
    return status;
}

static bool keep_indexed(IndexedList *indexed, int64_t hash)
{
    const Indexed wanted = {.hash = hash};
    Indexed *found = indexed->count == 0 ? NULL
                                         : bsearch(&wanted, indexed->items, indexed->count,
                                                   sizeof *indexed->items, compare_hashes);
    if (found != NULL)
        found->stays = true;
    return found != NULL;
}

static int64_t hash_document(const SearchDocument *document, Buffer *bytes)
{
    const char *const parts[] = {document->kind, document->id, document->title, document->body};
    buffer_clear(bytes);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        buffer_add_text(bytes, parts[i]);
        buffer_add_char(bytes, '\0');
    }
    return (int64_t)hash_bytes(bytes->data, bytes->length);
}

static Status remove_row(Store *store, int64_t row, Error *error)
{
    Status status = RUN(store, "DELETE FROM search WHERE rowid = ?1", error, INTEGER(row));
    if (status == STATUS_OK)
        status = RUN(store, "DELETE FROM search_document WHERE row = ?1", error, INTEGER(row));
    return status;
}

/* What is to be added, and the lowest row it could have. */
typedef struct Fresh {
    const SearchDocument *document;
    int64_t hash, first;
} Fresh;

typedef ARRAY(Fresh) FreshList;

static int compare_firsts(const void *left, const void *right)
{
    const Fresh *a = left;
    const Fresh *b = right;
    if (a->first != b->first)
        return a->first > b->first ? 1 : -1;
    return (a->document > b->document) - (a->document < b->document);
}

static int compare_rows(const void *left, const void *right)
{
    const Indexed *a = left;
    const Indexed *b = right;
    return (a->row > b->row) - (a->row < b->row);
}

static int64_t first_row(const SearchDocument *document)
{
    return search_first_row(search_class_of_kind(document->kind),
                            search_count_words(document->title, strlen(document->title)) +
                                search_count_words(document->body, strlen(document->body)));
}

static Status add_row(Store *store, const Fresh *fresh, int64_t row, Error *error)
{
    const SearchDocument *document = fresh->document;
    Status status = RUN(store, "INSERT INTO search_document (row, hash) VALUES (?1, ?2)", error,
                        INTEGER(row), INTEGER(fresh->hash));
    if (status != STATUS_OK)
        return status;
    return RUN(store,
               "INSERT INTO search (rowid, title, body, kind, id) VALUES (?1, ?2, ?3, ?4, ?5)",
               error, INTEGER(row), TEXT(document->title), TEXT(document->body),
               TEXT(document->kind), TEXT(document->id));
}

/* Each behind the last with as many words, be it one that goes. */
static Status add_rows(Store *store, const IndexedList *indexed, const FreshList *fresh,
                       Error *error)
{
    Status status = STATUS_OK;
    size_t at = 0;
    int64_t last = -1;
    for (size_t i = 0; status == STATUS_OK && i < fresh->count; i++) {
        int64_t first = fresh->items[i].first;
        int64_t end = first + (INT64_C(1) << SEARCH_WORDS_SHIFT);
        for (; at < indexed->count && indexed->items[at].row < end; at++)
            if (indexed->items[at].row > last)
                last = indexed->items[at].row;
        last = last < first ? first : last + 1;
        status = add_row(store, &fresh->items[i], last, error);
    }
    return status;
}

/* Both in the order of the rows, by statements of one row: FTS5 writes what it gathered whenever a row comes
 * before the last one, or a statement may have to be undone by itself. */
static Status write_changes(Store *store, IndexedList *indexed, FreshList *fresh, Error *error)
{
    Status status = STATUS_OK;
    if (indexed->count > 1)
        qsort(indexed->items, indexed->count, sizeof *indexed->items, compare_rows);
    if (fresh->count > 1)
        qsort(fresh->items, fresh->count, sizeof *fresh->items, compare_firsts);
    for (size_t i = 0; status == STATUS_OK && i < indexed->count; i++)
        if (!indexed->items[i].stays)
            status = remove_row(store, indexed->items[i].row, error);
    return status == STATUS_OK ? add_rows(store, indexed, fresh, error) : status;
}

static Status write_documents(Store *store, const SearchDocument *documents, size_t count,
                              uint64_t version, Error *error)
{
    IndexedList indexed = {0};
    FreshList fresh = {0};
    Buffer bytes = {0};
    Status status = read_indexed(store, &indexed, error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        int64_t hash = hash_document(&documents[i], &bytes);
        if (!keep_indexed(&indexed, hash))
            *array_push(&fresh) = (Fresh){&documents[i], hash, first_row(&documents[i])};
    }
    if (status == STATUS_OK)
        status = write_changes(store, &indexed, &fresh, error);
    buffer_done(&bytes);
    array_done(&fresh);
    array_done(&indexed);
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
