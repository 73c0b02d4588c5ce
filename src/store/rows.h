/* Within the store only: reading a row of a derived table, all columns in the table's order. */
#ifndef CAIRN_STORE_ROWS_H
#define CAIRN_STORE_ROWS_H

#include <sqlite3.h>

#include "store/store.h"

void rows_card(sqlite3_stmt *row, CardState *state);
void rows_item(sqlite3_stmt *row, ItemState *state);
void rows_block(sqlite3_stmt *row, PracticeBlock *block);
void rows_day(sqlite3_stmt *row, DayTotal *total);
void rows_question(sqlite3_stmt *row, Arena *arena, Question *question);

#endif
