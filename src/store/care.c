/* Looking after the file: whether it is whole, and whether its derived tables are what the log says. */
#include "store/store.h"

#include <string.h>

#include "base/memory.h"
#include "base/names.h"
#include "base/words.h"
#include "store/connection.h"

typedef struct DerivedTable {
    const char *what;
    const char *clear, *make, *keep, *compare, *drop;
} DerivedTable;

/* `key` names a row for people. A comparison gives the rows on one side only, by name, and on which: 1 now,
 * 2 before, both on 3. The tables for the rows set aside stay: making and dropping one has SQLite prepare
 * every statement anew. */
#define TABLE(name, what, key, columns)                                                            \
    {                                                                                              \
        what, "DELETE FROM " name,                                                                 \
            "CREATE TEMP TABLE IF NOT EXISTS kept_" name " AS SELECT " columns " FROM " name       \
            " WHERE false",                                                                        \
            "INSERT INTO temp.kept_" name " SELECT " columns " FROM " name,                        \
            "SELECT " key ", sum(side) FROM"                                                       \
            " (SELECT 1 AS side, * FROM (SELECT " columns " FROM " name                            \
            "  EXCEPT SELECT * FROM temp.kept_" name ")"                                           \
            " UNION ALL SELECT 2, * FROM (SELECT * FROM temp.kept_" name " EXCEPT SELECT " columns \
            "  FROM " name ")) GROUP BY 1 ORDER BY 1",                                             \
            "DELETE FROM temp.kept_" name                                                          \
    }

/* `slot` numbers rows of note in the order they came and says nothing. */
static const DerivedTable TABLES[] = {
    TABLE("card_state", "cards", "id", "*"),
    TABLE("item_state", "marks", "id", "*"),
    TABLE("practice_timer", "practice timer", "'the open block'", "*"),
    TABLE("practice_block", "practice blocks", "id", "*"),
    TABLE("day_total", "days", "date(day * 86400, 'unixepoch')", "*"),
    TABLE("option", "options", "name", "*"),
    TABLE("note", "notes", "id", "id, text, at_ms"),
    TABLE("question", "questions", "id", "*"),
};

#define TABLE_COUNT (sizeof TABLES / sizeof *TABLES)

Status store_clear_derived(Store *store, Error *error)
{
    Status status = connection_run(
        store, "DELETE FROM search WHERE rowid IN (SELECT slot FROM note)", NULL, 0, error);
    for (size_t i = 0; status == STATUS_OK && i < TABLE_COUNT; i++)
        status = connection_run(store, TABLES[i].clear, NULL, 0, error);
    return status;
}

Status store_keep_derived(Store *store, Error *error)
{
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < TABLE_COUNT; i++) {
        status = connection_run(store, TABLES[i].make, NULL, 0, error);
        if (status == STATUS_OK)
            status = connection_run(store, TABLES[i].keep, NULL, 0, error);
    }
    return status;
}

/* On which sides a row is, and what that says. */
enum { SIDE_NOW = 1, SIDE_BEFORE = 2, SIDE_BOTH = 3, SIDES = 4 };

static void report_side(const char *what, int side, const Names *names, Buffer *report)
{
    static const char *const WORDS[SIDES][2] = {
        [SIDE_NOW] = {"row is missing that follows from the log",
                      "rows are missing that follow from the log"},
        [SIDE_BEFORE] = {"row follows from nothing in the log",
                         "rows follow from nothing in the log"},
        [SIDE_BOTH] = {"row differs from what the log says", "rows differ from what the log says"},
    };
    int64_t count = (int64_t)names->list.count;
    if (count == 0)
        return;
    buffer_add_format(report, "%s: %lld %s: ", what, (long long)count,
                      words_plural(count, WORDS[side][0], WORDS[side][1]));
    names_format(names, report);
    buffer_add_text(report, "\n");
}

static Status compare_table(Store *store, const DerivedTable *table, Buffer *report,
                            int64_t *differences, Error *error)
{
    Names sides[SIDES] = {0};
    sqlite3_stmt *rows;
    bool more = true;
    Status status = connection_query(store, table->compare, NULL, 0, &rows, error);
    while (status == STATUS_OK) {
        status = connection_step(store, rows, &more, error);
        if (status != STATUS_OK || !more)
            break;
        int side = sqlite3_column_int(rows, 1);
        /* a key that is there twice on a side can only be of a damaged file */
        names_add(&sides[side > 0 && side < SIDES ? side : SIDE_BOTH], connection_text(rows, 0));
        ++*differences;
    }
    for (int side = 0; side < SIDES; side++) {
        if (status == STATUS_OK)
            report_side(table->what, side, &sides[side], report);
        names_done(&sides[side]);
    }
    return status;
}

Status store_compare_derived(Store *store, Buffer *report, int64_t *differences, Error *error)
{
    *differences = 0;
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < TABLE_COUNT; i++) {
        status = compare_table(store, &TABLES[i], report, differences, error);
        if (status == STATUS_OK)
            status = connection_run(store, TABLES[i].drop, NULL, 0, error);
    }
    return status;
}

/* The first few; a row of a table without numbers has none. */
static const char BROKEN_KEYS[] =
    "SELECT coalesce('row ' || rowid, 'a row') || ' of ' || [table] || ' names a row of '"
    " || parent || ' that is not there' FROM pragma_foreign_key_check LIMIT 5";

static Status collect_faults(Store *store, const char *sql, Buffer *found, Error *error)
{
    sqlite3_stmt *statement;
    bool row = true;
    Status status = connection_query(store, sql, NULL, 0, &statement, error);
    while (status == STATUS_OK) {
        status = connection_step(store, statement, &row, error);
        if (status != STATUS_OK || !row)
            break;
        const char *fault = connection_text(statement, 0);
        if (strcmp(fault, "ok") != 0)
            buffer_add_format(found, "%s%s", found->length == 0 ? "" : "; ", fault);
    }
    return status;
}

Status store_check(Store *store, Error *error)
{
    Buffer found = {0};
    Status status = connection_run(store, WIDE_CACHE, NULL, 0, error);
    if (status == STATUS_OK)
        status = collect_faults(store, "PRAGMA integrity_check(5)", &found, error);
    if (status == STATUS_OK)
        status = collect_faults(store, BROKEN_KEYS, &found, error);
    if (status == STATUS_OK && found.length > 0)
        status = error_set(
            error, STATUS_FAILED,
            "%s is damaged: %s; 'cairn doctor --repair' saves what it still holds, and what "
            "the copies in %s/backups do",
            store->path, buffer_text(&found), store->directory);
    buffer_done(&found);
    return status == STATUS_OK ? connection_run(store, CARE_CHECK_SEARCH, NULL, 0, error) : status;
}

/* SQLite removes the log when the last connection closes, and leaves it while there is another. */
Status store_fold(const char *path, bool *alone, Error *error)
{
    sqlite3 *db = NULL;
    char *log = mem_format("%s-wal", path);
    int code = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_exec(db, "PRAGMA wal_checkpoint(TRUNCATE); SELECT 1 FROM sqlite_schema",
                            NULL, NULL, NULL);
    (void)sqlite3_close(db);
    *alone = code == SQLITE_OK && file_stamp(log).size < 0;
    mem_free(log);
    if (code == SQLITE_NOMEM)
        return error_set(error, STATUS_FAILED, "not enough memory to read %s", path);
    if (*alone || (code != SQLITE_OK && code != SQLITE_BUSY && code != SQLITE_LOCKED))
        return STATUS_OK;
    return error_set(error, STATUS_FAILED,
                     "%s is in use by another cairn; close that first, then do it again", path);
}
