/* Finding an item by what a person types of its id. */
#include "companion/workspace.h"

#include <string.h>

#include "companion/workspace_impl.h"
#include "study/match.h"

#define CANDIDATES_SHOWN 6

typedef struct Matches {
    ARRAY(ItemRef) list;
} Matches;

typedef bool Fits(const char *id, const char *wanted);

static bool is_last_part(const char *id, const char *wanted)
{
    const char *slash = strrchr(id, '/');
    return slash != NULL && strcmp(slash + 1, wanted) == 0;
}

static bool is_prefix(const char *id, const char *wanted)
{
    return strncmp(id, wanted, strlen(wanted)) == 0;
}

static bool is_wanted(ItemKind kind, unsigned kinds)
{
    return (kinds & (1U << kind)) != 0;
}

/* An exact id of a wanted kind; where several kinds share it, the first as in the catalog. */
static bool find_exact(const Catalog *catalog, const char *id, unsigned kinds, ItemRef *item)
{
    *item = catalog_find(catalog, id);
    if (item->kind != ITEM_NONE && is_wanted(item->kind, kinds))
        return true;
    for (ItemKind kind = ITEM_PHASE; kind <= ITEM_DECK; kind++) {
        CatalogIndex index =
            is_wanted(kind, kinds) ? catalog_find_kind(catalog, id, kind) : CATALOG_NONE;
        if (index != CATALOG_NONE) {
            *item = (ItemRef){kind, index};
            return true;
        }
    }
    return false;
}

/* Whether an item stands for itself in a list of what an id may mean: of several with one id only the
 * first does, and cards do not beside the note they come from. */
static bool is_told(const Catalog *catalog, ItemRef item, const char *wanted, unsigned kinds,
                    Fits *fits)
{
    const char *id = catalog_id(catalog, item);
    ItemRef first;
    if (!find_exact(catalog, id, kinds, &first) || first.kind != item.kind)
        return false;
    if (item.kind != ITEM_CARD || !is_wanted(ITEM_NOTE, kinds))
        return true;
    const char *note = catalog->notes[catalog->cards[item.index].note].id;
    return strcmp(id, note) == 0 || !fits(note, wanted);
}

static void collect(const Catalog *catalog, const char *wanted, unsigned kinds, Fits *fits,
                    Matches *matches)
{
    for (ItemKind kind = ITEM_PHASE; kind <= ITEM_DECK; kind++) {
        size_t count = is_wanted(kind, kinds) ? catalog_item_count(catalog, kind) : 0;
        for (size_t i = 0; i < count; i++) {
            ItemRef item = {kind, (CatalogIndex)i};
            if (fits(catalog_id(catalog, item), wanted) &&
                is_told(catalog, item, wanted, kinds, fits))
                *array_push(&matches->list) = item;
        }
    }
}

static Status ambiguous(const Catalog *catalog, const char *wanted, const Matches *matches,
                        Error *error)
{
    Buffer names = {0};
    for (size_t i = 0; i < matches->list.count && i < CANDIDATES_SHOWN; i++)
        buffer_add_format(&names, "%s%s", i == 0 ? "" : ", ",
                          catalog_id(catalog, matches->list.items[i]));
    if (matches->list.count > CANDIDATES_SHOWN)
        buffer_add_format(&names, " and %zu more", matches->list.count - CANDIDATES_SHOWN);
    Status status = error_set(error, STATUS_USAGE, "'%s' may mean %s", wanted, buffer_text(&names));
    buffer_done(&names);
    return status;
}

/* What may stand for "topic or subtopic" in a sentence. */
static void name_kinds(unsigned kinds, Buffer *names)
{
    int left = 0;
    for (ItemKind kind = ITEM_PHASE; kind <= ITEM_DECK; kind++)
        left += is_wanted(kind, kinds) && kind != ITEM_NOTE;
    if (left > 4) {
        buffer_add_text(names, "item");
        return;
    }
    for (ItemKind kind = ITEM_PHASE; kind <= ITEM_DECK; kind++) {
        if (!is_wanted(kind, kinds) || kind == ITEM_NOTE)
            continue;
        left--;
        buffer_add_format(names, "%s%s", item_kind_name(kind),
                          left > 1 ? ", " : (left == 1 ? " or " : ""));
    }
}

static Status unknown(const Catalog *catalog, const char *wanted, unsigned kinds, Error *error)
{
    ARRAY(const char *) ids = {0};
    for (ItemKind kind = ITEM_PHASE; kind <= ITEM_DECK; kind++) {
        size_t count = is_wanted(kind, kinds) ? catalog_item_count(catalog, kind) : 0;
        for (size_t i = 0; i < count; i++) {
            const char *id = catalog_id(catalog, (ItemRef){kind, (CatalogIndex)i});
            *array_push(&ids) = id;
            const char *slash = strrchr(id, '/');
            if (slash != NULL)
                *array_push(&ids) = slash + 1;
        }
    }
    const char *nearest = match_nearest(wanted, ids.items, ids.count);
    array_done(&ids);
    Buffer what = {0};
    name_kinds(kinds, &what);
    Status status =
        nearest == NULL
            ? error_set(error, STATUS_USAGE, "there is no %s '%s'", buffer_text(&what), wanted)
            : error_set(error, STATUS_USAGE, "there is no %s '%s'; did you mean '%s'?",
                        buffer_text(&what), wanted, nearest);
    buffer_done(&what);
    return status;
}

Status workspace_find(const Workspace *workspace, const char *id, unsigned kinds, ItemRef *item,
                      Error *error)
{
    const Catalog *catalog = workspace->catalog;
    if (id[0] != '\0' && find_exact(catalog, id, kinds, item))
        return STATUS_OK;
    *item = (ItemRef){ITEM_NONE, CATALOG_NONE};
    Matches matches = {0};
    if (id[0] != '\0') {
        collect(catalog, id, kinds, is_last_part, &matches);
        if (matches.list.count == 0)
            collect(catalog, id, kinds, is_prefix, &matches);
    }
    Status status = STATUS_OK;
    if (matches.list.count == 1)
        *item = matches.list.items[0];
    else if (matches.list.count > 1)
        status = ambiguous(catalog, id, &matches, error);
    else
        status = unknown(catalog, id, kinds, error);
    array_done(&matches.list);
    return status;
}
