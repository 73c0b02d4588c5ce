/* From the places where packs lie to the catalog and the search index. */
#include "companion/workspace_impl.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "content/pack.h"
#include "study/catalog_blob.h"

typedef struct Places {
    ARRAY(char *) list;
} Places;

/* --- where --- */

/* Whether the packs of `directory`, an absolute path without links, are loaded by one of the places:
 * by itself, or as a pack of the directory above. */
static bool is_loaded(const Places *places, const char *directory)
{
    const char *slash = strrchr(directory, '/');
    size_t above = slash == NULL ? 0 : (size_t)(slash - directory);
    for (size_t i = 0; i < places->list.count; i++) {
        char known[PATH_MAX];
        if (realpath(places->list.items[i], known) != NULL &&
            (strcmp(known, directory) == 0 ||
             (strlen(known) == above && strncmp(known, directory, above) == 0)))
            return true;
    }
    return false;
}

static Status add_asked(Places *places, const char *asked, const char *by, Error *error)
{
    char absolute[PATH_MAX];
    if (realpath(asked, absolute) == NULL || !file_is_directory(absolute))
        return error_set(error, STATUS_FAILED,
                         "%s names %s, which is no directory that can be read", by, asked);
    if (!is_loaded(places, absolute))
        *array_push(&places->list) = mem_dup(absolute);
    return STATUS_OK;
}

static Status add_variable(Places *places, const char *value, Error *error)
{
    Status status = STATUS_OK;
    while (status == STATUS_OK && value != NULL && *value != '\0') {
        size_t length = strcspn(value, ":");
        char *path = mem_dup_range(value, length);
        if (length > 0)
            status = add_asked(places, path, "CAIRN_CONTENT", error);
        mem_free(path);
        value += value[length] == ':' ? length + 1 : length;
    }
    return status;
}

Status workspace_find_content(Workspace *workspace, const WorkspaceOptions *options, Error *error)
{
    Places places = {0};
    *array_push(&places.list) = path_join(workspace->paths.shared, "content");
    *array_push(&places.list) = path_join(workspace->paths.data, "content");
    Status status = add_variable(&places, getenv("CAIRN_CONTENT"), error);
    for (size_t i = 0; status == STATUS_OK && i < options->content_count; i++)
        status = add_asked(&places, options->content[i], "--content", error);
    workspace->content = places.list.items;
    workspace->content_count = places.list.count;
    return status;
}

/* --- what --- */

uint64_t workspace_hash_places(const Workspace *workspace)
{
    Buffer all = {0};
    for (size_t i = 0; i < workspace->content_count; i++)
        buffer_add_format(&all, "%s\n", workspace->content[i]);
    uint64_t hash = hash_text(buffer_text(&all));
    buffer_done(&all);
    return hash;
}

static CachedKey key_of(const Workspace *workspace, const char *key)
{
    return (CachedKey){.directory = workspace->paths.data,
                       .key = key,
                       .version = CATALOG_BLOB_VERSION,
                       .variant = workspace_hash_places(workspace),
                       .may_write = workspace->store != NULL && !workspace->read_only};
}

/* The block has a checksum of its own, and it is long. */
static CachedKey catalog_key(const Workspace *workspace)
{
    CachedKey key = key_of(workspace, CACHED_CATALOG);
    key.self_checked = true;
    return key;
}

/* Whether the long texts are, few of which are read in a session; with `cards` the notes and cards too. */
static bool is_undamaged(const Workspace *workspace, bool cards)
{
    const CachedBytes *bytes = &workspace->catalog_bytes;
    CachedKey key = catalog_key(workspace);
    CatalogBlobCheck check = {.cards = cards};
    CachedFile file = cached_open_file(&key, bytes);
    const ChecksumSource source = cached_source(&file);
    while (catalog_blob_check(bytes->data, &source, &check))
        continue;
    cached_close_file(&file);
    return check.whole;
}

static bool load_cached(Workspace *workspace, const WorkspaceOptions *options)
{
    CachedKey key = catalog_key(workspace);
    key.unlooked = options->unlooked;
    CachedBytes *bytes = &workspace->catalog_bytes;
    Catalog **catalog = &workspace->catalog;
    bool *later = &workspace->catalog_later;
    Status status = STATUS_OK;
    *later = false;
    if (!cached_get(&key, bytes))
        return false;
    if (options->trusting)
        status = catalog_blob_read_later(bytes->data, bytes->length, catalog, later, NULL);
    else
        status = catalog_blob_read(bytes->data, bytes->length, catalog, NULL);
    if (status == STATUS_OK && !options->unlooked && !*later && !is_undamaged(workspace, false)) {
        catalog_free(*catalog);
        status = STATUS_CONTENT;
    }
    if (status != STATUS_OK) {
        cached_release(bytes);
        return false;
    }
    workspace->content_version = catalog_blob_checksum(bytes->data, bytes->length);
    workspace->content_watched = true;
    CachedKey told = key_of(workspace, CACHED_DIAGNOSTICS);
    CachedBytes diagnostics = {0};
    if (!workspace->read_only && cached_get(&told, &diagnostics))
        buffer_add(&workspace->diagnostics, diagnostics.data, diagnostics.length);
    cached_release(&diagnostics);
    return true;
}

static bool is_empty(const Catalog *catalog)
{
    return catalog->phase_count == 0 && catalog->note_count == 0 && catalog->project_count == 0;
}

static void keep_glossary(const Workspace *workspace, const PackSources *sources, int64_t begun_ns)
{
    Buffer bytes = {0};
    glossary_write(workspace->glossary, &bytes);
    CachedKey key = key_of(workspace, CACHED_GLOSSARY);
    (void)cached_put(&key, sources->items, sources->count, begun_ns, bytes.data, bytes.length);
    buffer_done(&bytes);
}

/* The catalog last: it is what a start looks for, so then all the rest is there. Without a file that could
 * not be read just now it is not kept: nothing would tell that the file can be read again. */
static void keep(Workspace *workspace, const PackSources *sources, bool whole, int64_t begun_ns)
{
    Buffer blob = {0};
    if (workspace->store == NULL || workspace->read_only)
        return;
    if (whole) {
        CachedKey told = key_of(workspace, CACHED_DIAGNOSTICS);
        keep_glossary(workspace, sources, begun_ns);
        (void)cached_put(&told, NULL, 0, begun_ns, buffer_text(&workspace->diagnostics),
                         workspace->diagnostics.length);
    }
    catalog_blob_write(workspace->catalog, cached_place(sources->items, sources->count), &blob);
    workspace->content_version = catalog_blob_checksum(blob.data, blob.length);
    CachedKey key = catalog_key(workspace);
    workspace->content_watched =
        whole && cached_put(&key, sources->items, sources->count, begun_ns, blob.data, blob.length);
    buffer_done(&blob);
}

static void load_packs(Workspace *workspace)
{
    int64_t begun_ns = cached_begin_ns();
    Diagnostics diagnostics = {0};
    PackSources sources = {0};
    glossary_free(workspace->glossary);
    workspace->catalog =
        pack_load_with_glossary((const char *const *)workspace->content, workspace->content_count,
                                &diagnostics, &sources, &workspace->glossary);
    diagnostics_format(&diagnostics, &workspace->diagnostics);
    if (is_empty(workspace->catalog))
        buffer_add_format(&workspace->diagnostics,
                          "there is nothing to study in %s: install cairn's content there, or name "
                          "a directory of packs with --content\n",
                          workspace->content[0]);
    keep(workspace, &sources, diagnostics.unread == 0, begun_ns);
    pack_sources_done(&sources);
    diagnostics_done(&diagnostics);
}

void workspace_load_catalog(Workspace *workspace, const WorkspaceOptions *options)
{
    workspace->index_version = 0;
    if (!load_cached(workspace, options))
        load_packs(workspace);
}

bool workspace_catalog_is_sound(Workspace *workspace, const WorkspaceOptions *options)
{
    const CachedBytes *bytes = &workspace->catalog_bytes;
    if (!workspace->catalog_later)
        return true;
    workspace->catalog_later = false;
    return catalog_blob_read_cards(bytes->data, workspace->catalog, NULL) == STATUS_OK &&
           (options->unlooked || is_undamaged(workspace, false));
}

void workspace_replace_catalog(Workspace *workspace)
{
    catalog_free(workspace->catalog);
    cached_release(&workspace->catalog_bytes);
    buffer_clear(&workspace->diagnostics);
    load_packs(workspace);
}

void workspace_settle_catalog(Workspace *workspace)
{
    const CachedBytes *bytes = &workspace->catalog_bytes;
    if (bytes->data != NULL && !is_undamaged(workspace, workspace->catalog_later))
        workspace->content_version = 0; /* so that it counts as changed, and is read anew */
    workspace->catalog_later = false;
}

FileStamp workspace_catalog_stamp(const Workspace *workspace)
{
    CachedKey key = catalog_key(workspace);
    bool cached = workspace->catalog_bytes.data != NULL;
    return cached ? workspace->catalog_bytes.map.stamp : cached_stamp(&key);
}

bool workspace_content_changed(const Workspace *workspace)
{
    CachedKey key = catalog_key(workspace);
    CachedBytes bytes;
    if (!workspace->content_watched)
        return false; /* nothing is kept, so nothing tells */
    if (workspace->refused_file != NULL) {
        FileStamp stamp = file_stamp(workspace->refused_file);
        if (file_stamp_is(&stamp, &workspace->refused_stamp))
            return false; /* what stands in use stays until its mistakes are mended */
    }
    bool same = cached_get(&key, &bytes) &&
                catalog_blob_checksum(bytes.data, bytes.length) == workspace->content_version;
    cached_release(&bytes);
    return !same;
}

/* --- the glossary, which few starts look at --- */

static Glossary *glossary_cached(const Workspace *workspace)
{
    CachedKey key = key_of(workspace, CACHED_GLOSSARY);
    Glossary *glossary = NULL;
    CachedBytes bytes;
    if (!cached_get(&key, &bytes))
        return NULL;
    if (glossary_read(bytes.data, bytes.length, &glossary, NULL) != STATUS_OK)
        glossary = NULL;
    cached_release(&bytes);
    return glossary;
}

/* What is wrong with the packs was told when the catalog was read. */
static void read_glossary(Workspace *workspace)
{
    int64_t begun_ns = cached_begin_ns();
    Diagnostics diagnostics = {0};
    PackSources sources = {0};
    catalog_free(pack_load_with_glossary((const char *const *)workspace->content,
                                         workspace->content_count, &diagnostics, &sources,
                                         &workspace->glossary));
    if (diagnostics.unread == 0)
        keep_glossary(workspace, &sources, begun_ns);
    pack_sources_done(&sources);
    diagnostics_done(&diagnostics);
}

const Glossary *workspace_glossary(Workspace *workspace)
{
    if (workspace->glossary == NULL)
        workspace->glossary = glossary_cached(workspace);
    if (workspace->glossary == NULL)
        read_glossary(workspace);
    return workspace->glossary;
}
