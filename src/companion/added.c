/* When cards came. A card is noted when its pack is read after a change, for the study day that is; what
 * no reading noted (another copy of the database was put back) is made up for when it is asked. */
#include "companion/workspace_impl.h"

#define UNKNOWN INT32_MIN

typedef struct Known {
    const Catalog *catalog;
    DayNumber *days;
} Known;

/* A card that was renamed is noted under its old name too: the first day counts. */
static void take_added(void *context, const char *card_id, DayNumber day)
{
    Known *known = context;
    CatalogIndex card = catalog_find_kind(known->catalog, card_id, ITEM_CARD);
    if (card != CATALOG_NONE && (known->days[card] == UNKNOWN || day < known->days[card]))
        known->days[card] = day;
}

static Status note_unknown(Workspace *workspace, const DayNumber *days, Error *error)
{
    const Catalog *catalog = workspace->catalog;
    DayNumber today = workspace_today(workspace);
    Status status = store_begin(workspace->store, error);
    for (size_t i = 0; status == STATUS_OK && i < catalog->card_count; i++)
        if (days[i] == UNKNOWN)
            status = store_put_added(workspace->store, catalog->cards[i].id, today, error);
    if (status == STATUS_OK)
        status = store_commit(workspace->store, error);
    store_rollback(workspace->store);
    return status;
}

Status workspace_added_days(Workspace *workspace, Arena *arena, const DayNumber **days,
                            Error *error)
{
    size_t count = workspace->catalog->card_count, unknown = 0;
    DayNumber *all = arena_alloc(arena, count + 1, sizeof *all);
    Known known = {workspace->catalog, all};
    *days = all;
    for (size_t i = 0; i < count; i++)
        all[i] = UNKNOWN;
    Status status = STATUS_OK;
    if (workspace->store != NULL)
        status = store_each_added(workspace->store, take_added, &known, error);
    for (size_t i = 0; i < count; i++)
        unknown += all[i] == UNKNOWN;
    if (status == STATUS_OK && unknown > 0 && workspace->store != NULL && !workspace->read_only)
        status = note_unknown(workspace, all, error);
    for (size_t i = 0; unknown > 0 && i < count; i++)
        if (all[i] == UNKNOWN)
            all[i] = workspace_today(workspace);
    return status;
}

void workspace_note_cards(Workspace *workspace)
{
    bool cached = workspace->catalog_bytes.data != NULL;
    if (cached || workspace->store == NULL || workspace->read_only)
        return;
    Arena *arena = arena_new();
    const DayNumber *days;
    Status ignored = workspace_added_days(workspace, arena, &days, NULL);
    (void)ignored;
    arena_free(arena);
}
