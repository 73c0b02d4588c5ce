/* What rows and events refer to: for whoever holds that against the content and the log. */
#include "store/store.h"

#include "store/connection.h"

static const char *const SUBJECTS[STORE_SUBJECT_COUNT] = {
    [STORE_ANSWERED] = "SELECT id FROM card_state WHERE reps > 0 ORDER BY id",
    [STORE_MARKED] = "SELECT id FROM item_state WHERE marked ORDER BY id",
    [STORE_NOTED] = "SELECT id FROM note ORDER BY id",
    [STORE_ASKED] = "SELECT DISTINCT subject FROM question WHERE subject <> '' ORDER BY subject",
    [STORE_PRACTISED] =
        "SELECT DISTINCT topic FROM practice_block WHERE topic <> '' ORDER BY topic",
    [STORE_OPENED] = "SELECT id FROM item_state WHERE opened ORDER BY id",
    [STORE_HINTED] = "SELECT id FROM item_state WHERE hints > 0 ORDER BY id",
    [STORE_BUILT] = "SELECT DISTINCT subject FROM event WHERE kind IN ('project', 'check')",
};

static Status each_text(Store *store, const char *sql, StoreEachText *each, void *context,
                        Error *error)
{
    sqlite3_stmt *rows;
    bool more = true;
    Status status = connection_query(store, sql, NULL, 0, &rows, error);
    while (status == STATUS_OK) {
        status = connection_step(store, rows, &more, error);
        if (status != STATUS_OK || !more)
            break;
        each(context, connection_text(rows, 0));
    }
    return status;
}

Status store_each_subject(Store *store, StoreSubject subject, StoreEachText *each, void *context,
                          Error *error)
{
    return each_text(store, SUBJECTS[subject], each, context, error);
}

/* An event that names another by the path in its body; or by its subject. */
#define BY_BODY(path)                                                                           \
    "CASE WHEN json_valid(body) THEN json_extract(body, '" path "') IS NOT NULL AND NOT EXISTS" \
    " (SELECT 1 FROM event AS named WHERE named.id = json_extract(e.body, '" path "')) END"
#define BY_SUBJECT "NOT EXISTS (SELECT 1 FROM event AS named WHERE named.id = e.subject)"

Status store_each_dangling(Store *store, StoreEachText *each, void *context, Error *error)
{
    static const char SQL[] =
        "SELECT kind || ' ' || id FROM event AS e WHERE kind = 'undo' AND " BY_BODY(
            "$.undoes") " UNION ALL SELECT kind || ' ' || id FROM event AS e"
                        " WHERE kind = 'question' AND " BY_BODY(
                            "$.answers") " UNION ALL SELECT kind || ' ' || id FROM event AS e"
                                         " WHERE kind IN ('practice-pause', 'practice-resume', "
                                         "'practice-stop') AND " BY_SUBJECT
                                         " UNION ALL SELECT kind || ' ' || id FROM event AS e"
                                         " WHERE kind = 'practice-edit' AND " BY_SUBJECT
                                         " AND CASE WHEN json_valid(body) THEN"
                                         " json_extract(body, '$.what') IN ('set', 'split', "
                                         "'delete') END";
    return each_text(store, SQL, each, context, error);
}
