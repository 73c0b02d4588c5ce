/* Within the store only: reading a row of a derived table, all columns in the table's order. */
#ifndef CAIRN_STORE_ROWS_H
#define CAIRN_STORE_ROWS_H

#include <sqlite3.h>

#include "store/store.h"

/* Numbers of a row, taken to the nearest that can be meant: with what a damaged file or somebody else's may
 * hold instead nothing is to overflow. An event's instant lies within the years that can be shown; what
 * follows from events, instants and spans alike, reaches further, so that it is read as it was written. */
int64_t rows_instant(sqlite3_stmt *row, int column);
DayNumber rows_day_number(sqlite3_stmt *row, int column);
int64_t rows_derived_ms(sqlite3_stmt *row, int column);
DayNumber rows_derived_day(sqlite3_stmt *row, int column);
int rows_offset(sqlite3_stmt *row, int column);
int rows_count(sqlite3_stmt *row, int column);

void rows_card(sqlite3_stmt *row, CardState *state);
void rows_item(sqlite3_stmt *row, ItemState *state);
void rows_block(sqlite3_stmt *row, PracticeBlock *block);
void rows_day(sqlite3_stmt *row, DayTotal *total);
void rows_question(sqlite3_stmt *row, Arena *arena, Question *question);

#endif
