/* When cards came: known to nobody but this table, so each is noted once and stays. */
#include "store/store.h"

#include "store/connection.h"
#include "store/rows.h"

Status store_put_added(Store *store, const char *card_id, DayNumber day, Error *error)
{
    return RUN(store, "INSERT OR IGNORE INTO card_added VALUES (?1, ?2)", error, TEXT(card_id),
               INTEGER(day));
}

Status store_each_added(Store *store, StoreEachAdded *each, void *context, Error *error)
{
    sqlite3_stmt *statement;
    Status status =
        connection_query(store, "SELECT id, day FROM card_added", NULL, 0, &statement, error);
    bool row = true;
    while (status == STATUS_OK) {
        status = connection_step(store, statement, &row, error);
        if (status != STATUS_OK || !row)
            break;
        each(context, connection_text(statement, 0), rows_day_number(statement, 1));
    }
    return status;
}
