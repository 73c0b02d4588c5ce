/* Search, copies, and looking after the database. */
#include "companion/workspace.h"

#include <string.h>

#include "base/memory.h"
#include "base/words.h"
#include "companion/documents.h"
#include "companion/workspace_impl.h"

/* --- search --- */

/* Whether the content that is loaded has what a hit was found in. */
static bool is_there(Workspace *workspace, const SearchHit *hit)
{
    if (strcmp(hit->kind, "term") == 0)
        return glossary_find(workspace_glossary(workspace), hit->id) != GLOSSARY_NONE;
    return catalog_find(workspace->catalog, hit->id).kind != ITEM_NONE;
}

/* Hits whose item the catalog does not have (another instance indexed other content) fall out. */
static void resolve(Workspace *workspace, SearchHits *hits)
{
    size_t kept = 0;
    for (size_t i = 0; i < hits->count; i++) {
        SearchHit hit = hits->items[i];
        ItemRef item = catalog_find(workspace->catalog, hit.id);
        bool own = strcmp(hit.kind, "note") == 0;
        if (!own && !is_there(workspace, &hit))
            continue;
        if (own)
            hit.title = item.kind == ITEM_NONE ? hit.id : catalog_title(workspace->catalog, item);
        hits->items[kept++] = hit;
    }
    hits->count = kept;
}

static uint64_t hash_glossary(const Glossary *glossary)
{
    Buffer bytes = {0};
    glossary_write(glossary, &bytes);
    uint64_t hash = hash_bytes(bytes.data, bytes.length);
    buffer_done(&bytes);
    return hash;
}

bool workspace_index_waits(const Workspace *workspace)
{
    bool from_packs = workspace->catalog_bytes.data == NULL && workspace->content_version != 0;
    return from_packs && workspace->store != NULL && !workspace->read_only &&
           workspace->index_version == 0;
}

/* Content is indexed when it is first searched after a change, or before that while nobody waits. What is only
 * being read is searched as it was indexed last. */
Status workspace_index(Workspace *workspace, Error *error)
{
    uint64_t version = 0;
    if (workspace->store == NULL || workspace->read_only || workspace->content_version == 0)
        return STATUS_OK;
    const Glossary *glossary = workspace_glossary(workspace);
    if (workspace->index_version == 0) /* once: a search runs at every key that is typed */
        workspace->index_version = workspace->content_version ^ hash_glossary(glossary);
    Status status = store_indexed(workspace->store, &version, error);
    if (status == STATUS_OK && version != workspace->index_version)
        status = documents_index(workspace->store, workspace->catalog, glossary,
                                 workspace->index_version, error);
    return status;
}

Status workspace_search(Workspace *workspace, const char *query, size_t limit, Arena *arena,
                        SearchHits *hits, Error *error)
{
    *hits = (SearchHits){0};
    if (workspace->store == NULL)
        return STATUS_OK;
    Status status = workspace_index(workspace, error);
    if (status == STATUS_OK)
        status = store_search(workspace->store, query, limit, arena, hits, error);
    if (status == STATUS_OK)
        resolve(workspace, hits);
    return status;
}

/* --- care --- */

static Status need_store(const Workspace *workspace, Error *error)
{
    if (workspace->store != NULL && !workspace->read_only)
        return STATUS_OK;
    return error_set(error, STATUS_FAILED, "%s is only being read", workspace->database);
}

Status workspace_backup(Workspace *workspace, const char *path, Error *error)
{
    Status status = need_store(workspace, error);
    return status == STATUS_OK ? store_backup(workspace->store, path, error) : status;
}

/* A copy of the file as it was found, under a name that is free. */
static Status back_up_before(Workspace *workspace, Buffer *report, Error *error)
{
    char *directory = path_join(workspace->paths.data, "backups");
    char *path = NULL;
    Status status = file_make_directory(directory, error);
    for (int i = 1; status == STATUS_OK; i++) {
        path = mem_format("%s/before-repair-%d.db", directory, i);
        if (!file_exists(path))
            break;
        mem_free(path);
        path = NULL;
    }
    if (status == STATUS_OK)
        status = store_backup(workspace->store, path, error);
    if (status == STATUS_OK)
        buffer_add_format(report, "copy of what was there: %s\n", path);
    mem_free(path);
    mem_free(directory);
    return status;
}

/* Within a write: rebuilds and says what that changed. */
static Status rebuild(Workspace *workspace, Buffer *report, int64_t *differences, Error *error)
{
    *differences = 0;
    Status status = store_keep_derived(workspace->store, error);
    if (status == STATUS_OK)
        status = ledger_rebuild(workspace->store, error);
    if (status == STATUS_OK)
        status = store_compare_derived(workspace->store, report, differences, error);
    return status;
}

/* What was overwritten in the middle of an event; whole events are made of nothing else. */
static Status check_events(Workspace *workspace, Error *error)
{
    int64_t count;
    Status status = store_unreadable(workspace->store, &count, error);
    if (status != STATUS_OK || count == 0)
        return status;
    return error_set(
        error, STATUS_FAILED,
        "%s is damaged: %lld %s cannot be read any more; 'cairn doctor --repair' takes "
        "what the copies in %s/backups have of them",
        workspace->database, (long long)count, words_plural(count, "event", "events"),
        workspace->paths.data);
}

Status workspace_doctor(Workspace *workspace, bool repair, Buffer *report, Error *error)
{
    Status status = need_store(workspace, error);
    if (status == STATUS_OK)
        status = store_check(workspace->store, error);
    if (status == STATUS_OK && !repair) /* before that they are told, and after it lived with */
        status = check_events(workspace, error);
    if (status != STATUS_OK)
        return status;
    buffer_add_format(report, "%s is whole: %lld %s\n", workspace->database,
                      (long long)store_event_count(workspace->store),
                      words_plural(store_event_count(workspace->store), "event", "events"));
    if (repair)
        status = back_up_before(workspace, report, error);
    if (status == STATUS_OK)
        status = store_begin(workspace->store, error);
    if (status != STATUS_OK)
        return status;
    int64_t differences;
    status = rebuild(workspace, report, &differences, error);
    if (status == STATUS_OK && repair)
        status = store_commit(workspace->store, error);
    store_rollback(workspace->store);
    if (status != STATUS_OK)
        return status;
    if (!repair && differences > 0)
        return error_set(error, STATUS_FAILED,
                         "%s holds rows that do not follow from its log; 'cairn doctor --repair' "
                         "makes them anew",
                         workspace->database);
    buffer_add_text(report, differences == 0 ? "everything else follows from them\n"
                                             : "everything else was made anew from them\n");
    return workspace_load_state(workspace, error);
}
