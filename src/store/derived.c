/* The tables that follow from the log, one row at a time: writing and reading side by side. */
#include "store/store.h"

#include <stdio.h>
#include <string.h>

#include "store/connection.h"
#include "store/rows.h"

/* Runs a query and moves to its first row. */
static Status first_row(Store *store, sqlite3_stmt *statement, Status status, bool *row,
                        Error *error)
{
    *row = false;
    return status == STATUS_OK ? connection_step(store, statement, row, error) : status;
}

static void copy_text(char *out, size_t size, sqlite3_stmt *row, int column)
{
    (void)snprintf(out, size, "%s", connection_text(row, column));
}

/* --- cards --- */

Status store_put_card(Store *store, const char *card_id, const CardState *state, Error *error)
{
    return RUN(store,
               "INSERT OR REPLACE INTO card_state VALUES"
               " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
               error, TEXT(card_id), REAL(state->memory.stability), REAL(state->memory.difficulty),
               INTEGER(state->due_ms), INTEGER(state->last_review_ms), INTEGER(state->due_day),
               INTEGER(state->last_review_day), INTEGER(state->buried_day),
               INTEGER(state->first_review_day), INTEGER(state->interval_days),
               INTEGER(state->reps), INTEGER(state->lapses), INTEGER(state->phase),
               INTEGER(state->step), INTEGER(state->suspended), INTEGER(state->late_days));
}

Status store_put_memory(Store *store, const char *card_id, MemoryState memory, Error *error)
{
    return RUN(store, "UPDATE card_state SET stability = ?2, difficulty = ?3 WHERE id = ?1", error,
               TEXT(card_id), REAL(memory.stability), REAL(memory.difficulty));
}

Status store_delete_card(Store *store, const char *card_id, Error *error)
{
    return RUN(store, "DELETE FROM card_state WHERE id = ?1", error, TEXT(card_id));
}

/* Rows are read into cleared memory, gaps between fields included: what is kept for the next start are
 * the bytes (study/state_blob.h). */
void rows_card(sqlite3_stmt *row, CardState *state)
{
    memset(state, 0, sizeof *state);
    state->memory.stability = sqlite3_column_double(row, 1);
    state->memory.difficulty = sqlite3_column_double(row, 2);
    state->due_ms = rows_derived_ms(row, 3);
    state->last_review_ms = rows_derived_ms(row, 4);
    state->due_day = rows_derived_day(row, 5);
    state->last_review_day = rows_derived_day(row, 6);
    state->buried_day = rows_derived_day(row, 7);
    state->first_review_day = rows_derived_day(row, 8);
    state->interval_days = rows_count(row, 9);
    state->reps = rows_count(row, 10);
    state->lapses = rows_count(row, 11);
    state->step = (uint8_t)sqlite3_column_int(row, 13);
    state->suspended = sqlite3_column_int(row, 14) != 0;
    state->late_days = rows_count(row, 15);
    int phase = rows_count(row, 12);
    if (phase > CARD_NEW && phase <= CARD_RELEARNING)
        state->phase = (CardPhase)phase;
}

Status store_get_card(Store *store, const char *card_id, CardState *state, Error *error)
{
    *state = (CardState){0};
    sqlite3_stmt *statement;
    Status status =
        QUERY(store, "SELECT * FROM card_state WHERE id = ?1", &statement, error, TEXT(card_id));
    bool row;
    status = first_row(store, statement, status, &row, error);
    if (row) {
        rows_card(statement, state);
        connection_leave(statement);
    }
    return status;
}

/* --- marks and what else is known of items --- */

Status store_put_item(Store *store, const char *id, const ItemState *state, Error *error)
{
    return RUN(store, "INSERT OR REPLACE INTO item_state VALUES (?1, ?2, ?3, ?4, ?5, ?6)", error,
               TEXT(id), TEXT(mark_name(state->mark)), INTEGER(state->marked),
               INTEGER(state->noted), INTEGER(state->opened), INTEGER(state->hints));
}

void rows_item(sqlite3_stmt *row, ItemState *state)
{
    Mark mark = mark_from_name(connection_text(row, 1));
    memset(state, 0, sizeof *state);
    state->mark = mark < MARK_COUNT ? mark : MARK_TODO;
    state->marked = sqlite3_column_int(row, 2) != 0;
    state->noted = sqlite3_column_int(row, 3) != 0;
    state->opened = sqlite3_column_int(row, 4) != 0;
    state->hints = (uint8_t)sqlite3_column_int(row, 5);
}

Status store_get_item(Store *store, const char *id, ItemState *state, Error *error)
{
    *state = (ItemState){0};
    sqlite3_stmt *statement;
    Status status =
        QUERY(store, "SELECT * FROM item_state WHERE id = ?1", &statement, error, TEXT(id));
    bool row;
    status = first_row(store, statement, status, &row, error);
    if (row) {
        rows_item(statement, state);
        connection_leave(statement);
    }
    return status;
}

/* --- practice --- */

Status store_put_timer(Store *store, const PracticeTimer *timer, Error *error)
{
    return RUN(store,
               "INSERT OR REPLACE INTO practice_timer VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)",
               error, INTEGER(timer->phase), TEXT(timer->topic), TEXT(timer->id),
               INTEGER(timer->started_ms), INTEGER(timer->banked_ms), INTEGER(timer->resumed_ms),
               INTEGER(timer->slept_ms));
}

Status store_get_timer(Store *store, PracticeTimer *timer, Error *error)
{
    *timer = (PracticeTimer){0};
    sqlite3_stmt *statement;
    Status status =
        connection_query(store, "SELECT * FROM practice_timer", NULL, 0, &statement, error);
    bool row;
    status = first_row(store, statement, status, &row, error);
    if (!row)
        return status;
    int phase = rows_count(statement, 1);
    if (phase == TIMER_RUNNING || phase == TIMER_PAUSED) {
        timer->phase = (TimerPhase)phase;
        copy_text(timer->topic, sizeof timer->topic, statement, 2);
        copy_text(timer->id, sizeof timer->id, statement, 3);
        timer->started_ms = rows_derived_ms(statement, 4);
        timer->banked_ms = rows_derived_ms(statement, 5);
        timer->resumed_ms = rows_derived_ms(statement, 6);
        timer->slept_ms = rows_derived_ms(statement, 7);
    }
    connection_leave(statement);
    return status;
}

Status store_put_block(Store *store, const PracticeBlock *block, const char *note, Error *error)
{
    return RUN(store,
               "INSERT OR REPLACE INTO practice_block VALUES"
               " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
               error, TEXT(block->id), TEXT(block->topic), INTEGER(block->start_ms),
               INTEGER(block->end_ms), INTEGER(block->practised_ms), INTEGER(block->offset_min),
               INTEGER(block->study_day), INTEGER(block->rollover_hour), TEXT(note),
               INTEGER(block->offset_before), INTEGER(block->shift_ms));
}

Status store_delete_block(Store *store, const char *block_id, Error *error)
{
    return RUN(store, "DELETE FROM practice_block WHERE id = ?1", error, TEXT(block_id));
}

void rows_block(sqlite3_stmt *row, PracticeBlock *block)
{
    *block = (PracticeBlock){
        .start_ms = rows_derived_ms(row, 2),
        .end_ms = rows_derived_ms(row, 3),
        .practised_ms = rows_derived_ms(row, 4),
        .offset_min = rows_offset(row, 5),
        .study_day = rows_derived_day(row, 6),
        .rollover_hour = rows_count(row, 7),
        .offset_before = rows_offset(row, 9),
        .shift_ms = rows_derived_ms(row, 10),
    };
    copy_text(block->id, sizeof block->id, row, 0);
    copy_text(block->topic, sizeof block->topic, row, 1);
}

Status store_get_block(Store *store, const char *block_id, Arena *arena, PracticeBlock *block,
                       const char **note, bool *found, Error *error)
{
    *block = (PracticeBlock){0};
    *note = "";
    sqlite3_stmt *statement;
    Status status = QUERY(store, "SELECT * FROM practice_block WHERE id = ?1", &statement, error,
                          TEXT(block_id));
    status = first_row(store, statement, status, found, error);
    if (*found) {
        rows_block(statement, block);
        *note = arena_dup(arena, connection_text(statement, 8));
        connection_leave(statement);
    }
    return status;
}

/* --- days --- */

Status store_put_day(Store *store, const DayTotal *total, Error *error)
{
    return RUN(store, "INSERT OR REPLACE INTO day_total VALUES (?1, ?2, ?3, ?4, ?5, ?6)", error,
               INTEGER(total->day), INTEGER(total->practice_ms), INTEGER(total->review_ms),
               INTEGER(total->reviews), INTEGER(total->lapses), INTEGER(total->new_cards));
}

void rows_day(sqlite3_stmt *row, DayTotal *total)
{
    memset(total, 0, sizeof *total);
    total->day = rows_derived_day(row, 0);
    total->practice_ms = rows_derived_ms(row, 1);
    total->review_ms = rows_derived_ms(row, 2);
    total->reviews = rows_count(row, 3);
    total->lapses = rows_count(row, 4);
    total->new_cards = rows_count(row, 5);
}

Status store_get_day(Store *store, DayNumber day, DayTotal *total, Error *error)
{
    *total = (DayTotal){.day = day};
    sqlite3_stmt *statement;
    Status status =
        QUERY(store, "SELECT * FROM day_total WHERE day = ?1", &statement, error, INTEGER(day));
    bool row;
    status = first_row(store, statement, status, &row, error);
    if (row) {
        rows_day(statement, total);
        connection_leave(statement);
    }
    return status;
}

/* --- options --- */

Status store_put_option(Store *store, const char *name, const char *value, Error *error)
{
    return RUN(store, "INSERT OR REPLACE INTO option VALUES (?1, ?2)", error, TEXT(name),
               TEXT(value));
}

/* --- notes and questions --- */

/* The row's number is also that of its text in the search index. */
Status store_put_note(Store *store, const char *id, const char *text, int64_t at_ms, Error *error)
{
    Status status =
        RUN(store, "DELETE FROM search WHERE rowid = (SELECT slot FROM note WHERE id = ?1)", error,
            TEXT(id));
    if (status != STATUS_OK)
        return status;
    if (text[0] == '\0')
        return RUN(store, "DELETE FROM note WHERE id = ?1", error, TEXT(id));
    status = RUN(store,
                 "INSERT INTO note (id, text, at_ms) VALUES (?1, ?2, ?3)"
                 " ON CONFLICT (id) DO UPDATE SET text = ?2, at_ms = ?3",
                 error, TEXT(id), TEXT(text), INTEGER(at_ms));
    if (status != STATUS_OK)
        return status;
    return RUN(store,
               "INSERT INTO search (rowid, title, body, kind, id)"
               " SELECT slot, '', text, 'note', id FROM note WHERE id = ?1",
               error, TEXT(id));
}

Status store_get_note(Store *store, const char *id, char **text, Error *error)
{
    *text = NULL;
    sqlite3_stmt *statement;
    Status status =
        QUERY(store, "SELECT text FROM note WHERE id = ?1", &statement, error, TEXT(id));
    bool row;
    status = first_row(store, statement, status, &row, error);
    if (status == STATUS_OK)
        *text = mem_dup(row ? connection_text(statement, 0) : "");
    if (row)
        connection_leave(statement);
    return status;
}

Status store_put_question(Store *store, const Question *question, Error *error)
{
    return RUN(store, "INSERT OR REPLACE INTO question VALUES (?1, ?2, ?3, ?4, ?5)", error,
               TEXT(question->id), TEXT(question->subject), TEXT(question->text),
               TEXT(question->answer), INTEGER(question->asked_ms));
}

void rows_question(sqlite3_stmt *row, Arena *arena, Question *question)
{
    *question = (Question){
        .id = arena_dup(arena, connection_text(row, 0)),
        .subject = arena_dup(arena, connection_text(row, 1)),
        .text = arena_dup(arena, connection_text(row, 2)),
        .answer = arena_dup(arena, connection_text(row, 3)),
        .asked_ms = rows_derived_ms(row, 4),
    };
}

Status store_get_question(Store *store, const char *id, Arena *arena, Question *question,
                          bool *found, Error *error)
{
    *question = (Question){.id = "", .subject = "", .text = "", .answer = ""};
    sqlite3_stmt *statement;
    Status status =
        QUERY(store, "SELECT * FROM question WHERE id = ?1", &statement, error, TEXT(id));
    status = first_row(store, statement, status, found, error);
    if (*found) {
        rows_question(statement, arena, question);
        connection_leave(statement);
    }
    return status;
}
