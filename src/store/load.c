/* Whole tables at once: the learner's state at start, and lists for screens. */
#include "store/store.h"

#include "store/connection.h"
#include "store/rows.h"
#include "study/limits.h"

/* Reads every row of a query with `each`. */
typedef void EachRow(void *context, sqlite3_stmt *row);

static Status each_row(Store *store, const char *sql, EachRow *each, void *context, Error *error)
{
    sqlite3_stmt *statement;
    Status status = connection_query(store, sql, NULL, 0, &statement, error);
    bool row = true;
    while (status == STATUS_OK) {
        status = connection_step(store, statement, &row, error);
        if (status != STATUS_OK || !row)
            break;
        each(context, statement);
    }
    return status;
}

static void take_card(void *context, sqlite3_stmt *row)
{
    StudyState *state = context;
    CatalogIndex card = catalog_find_kind(state->catalog, connection_text(row, 0), ITEM_CARD);
    if (card != CATALOG_NONE)
        rows_card(row, &state->cards[card]);
}

static void take_item(void *context, sqlite3_stmt *row)
{
    ItemState item;
    rows_item(row, &item);
    study_state_put_item(context, connection_text(row, 0), &item);
}

/* Rows come sorted by day: each is the new last one. */
static void take_day(void *context, sqlite3_stmt *row)
{
    StudyState *state = context;
    DayTotal total;
    rows_day(row, &total);
    *habit_day_mutable(&state->days, &state->day_count, &state->day_capacity, total.day) = total;
}

static void take_question(void *context, sqlite3_stmt *row)
{
    StudyState *state = context;
    state->questions = array_grow(state->questions, &state->question_count,
                                  &state->question_capacity, sizeof *state->questions);
    rows_question(row, state->arena, &state->questions[state->question_count - 1]);
}

/* What a newer program wrote and this one does not know keeps its default here. */
static void take_option(void *context, sqlite3_stmt *row)
{
    Config *config = context;
    size_t index = config_find(connection_text(row, 0));
    if (index < config_option_count()) {
        Status ignored = config_set(config, index, connection_text(row, 1), NULL);
        (void)ignored;
    }
}

static void take_limit(void *context, sqlite3_stmt *row)
{
    limits_set(context, connection_text(row, 0), connection_text(row, 1));
}

Status store_load_config(Store *store, Config *config, Error *error)
{
    config_defaults(config);
    return each_row(store, "SELECT name, value FROM option", take_option, config, error);
}

Status store_load_state(Store *store, StudyState *state, Error *error)
{
    Status status = store_load_config(store, &state->config, error);
    if (status == STATUS_OK)
        status = scheduler_init(&state->scheduler, &state->config, NULL, 0, error);
    if (status == STATUS_OK)
        status = each_row(store, "SELECT name, value FROM option", take_limit, state, error);
    if (status == STATUS_OK)
        status = each_row(store, "SELECT * FROM card_state", take_card, state, error);
    if (status == STATUS_OK)
        status = each_row(store, "SELECT * FROM item_state", take_item, state, error);
    if (status == STATUS_OK)
        status = each_row(store, "SELECT * FROM day_total ORDER BY day", take_day, state, error);
    if (status == STATUS_OK)
        status = each_row(store, "SELECT * FROM question ORDER BY id", take_question, state, error);
    if (status == STATUS_OK)
        status = store_get_timer(store, &state->timer, error);
    if (status == STATUS_OK)
        status = store_last_sign(store, &state->sign_ms, error);
    return status;
}

Status store_blocks(Store *store, int64_t from_ms, Arena *arena, BlockList *blocks, Error *error)
{
    *blocks = (BlockList){0};
    sqlite3_stmt *statement;
    Status status =
        QUERY(store, "SELECT * FROM practice_block WHERE end_ms >= ?1 ORDER BY start_ms, id",
              &statement, error, INTEGER(from_ms));
    ARRAY(PracticeBlock) found = {0};
    ARRAY(const char *) notes = {0};
    bool row = true;
    while (status == STATUS_OK) {
        status = connection_step(store, statement, &row, error);
        if (status != STATUS_OK || !row)
            break;
        rows_block(statement, array_push(&found));
        *array_push(&notes) = arena_dup(arena, connection_text(statement, 8));
    }
    if (status != STATUS_OK) {
        array_done(&found);
        array_done(&notes);
        return status;
    }
    arena_adopt(arena, found.items);
    arena_adopt(arena, notes.items);
    *blocks = (BlockList){.items = found.items, .notes = notes.items, .count = found.count};
    return STATUS_OK;
}

Status store_each_practised(Store *store, DayNumber recent, StoreEachPractised *each, void *context,
                            Error *error)
{
    sqlite3_stmt *statement;
    Status status = QUERY(store,
                          "SELECT topic, sum(practised_ms),"
                          " sum(CASE WHEN study_day >= ?1 THEN practised_ms ELSE 0 END)"
                          " FROM practice_block GROUP BY topic",
                          &statement, error, INTEGER(recent));
    bool row = true;
    while (status == STATUS_OK) {
        status = connection_step(store, statement, &row, error);
        if (status != STATUS_OK || !row)
            break;
        each(context, connection_text(statement, 0), sqlite3_column_int64(statement, 1),
             sqlite3_column_int64(statement, 2));
    }
    return status;
}
