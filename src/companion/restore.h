/* Another file in place of the database: a copy, or what can be saved of a damaged one. */
#ifndef CAIRN_COMPANION_RESTORE_H
#define CAIRN_COMPANION_RESTORE_H

#include "base/buffer.h"
#include "base/error.h"

/* Puts the copy at `backup` in place of the database in the directory `data` (as for workspace_open, or
 * NULL). The copy is looked over first (integrity, schema, derived tables made anew from its log): a bad
 * one changes nothing, and neither does a database that another program has open. `*kept` is the name
 * under which the present database stays, for the caller to free; NULL when there was none.
 *
 * Ended at any moment, the database is the old one or the new one, whole; once the new one is in place,
 * the old one is whole under its other name. */
CHECKED Status restore_backup(const char *data, const char *backup, char **kept, Error *error);

/* When the database cannot be read in full: keeps it as backups/damaged-N.db, and puts in its place a new
 * one made of the events that it still gives and that the copies of the days have. `report` gets lines for
 * people: what came from where, and what is lost, by name as far as that is known. Nothing happens when
 * it is whole, there is none, or it is no database of cairn. */
CHECKED Status restore_damaged(const char *data, Buffer *report, Error *error);

#endif
