/* Within the store only: the tables, and how a file of any age becomes one of this version.
 *
 * event        what happened: appended to, never changed (triggers see to it). `id` is 32 hex digits
 *              that sort in log order, `at_ms` the instant it speaks of.
 * card_state, item_state, practice_timer, practice_block, day_total, option, note, question
 *              what follows from the log; rebuilt from it at any time (store_clear_derived).
 * search, search_document
 *              what follows from the content files, and from note for its rows in search. The hash is of
 *              all that a document says that stands in this row.
 * meta         this copy's own facts: the device's name in the log.
 * card_added   when this copy first saw a card: a fact of its own as well, which neither the log nor the
 *              content tells; no rebuilding touches it.
 */
#ifndef CAIRN_STORE_SCHEMA_H
#define CAIRN_STORE_SCHEMA_H

#include <sqlite3.h>

#include "base/error.h"
#include "store/store.h"

#define SCHEMA_VERSION        6
#define SCHEMA_APPLICATION_ID 0x6361726e /* "carn" */

/* Brings a database from the version before it to its own; a SQLite result code. */
typedef int SchemaStep(sqlite3 *db);

/* Step i leads to version i + 1. */
extern SchemaStep *const SCHEMA_LADDER[SCHEMA_VERSION];

/* Makes an empty file ours, climbs the ladder where the file is older (a backup comes first), and
 * refuses what is not ours, what is newer than `version`, and, when reading only, what is older. */
CHECKED Status schema_prepare(Store *store, SchemaStep *const *ladder, int version, Error *error);

#endif
