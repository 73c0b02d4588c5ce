#include "companion/lint.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"
#include "companion/workspace_impl.h"
#include "content/pack.h"
#include "content/settings.h"

typedef struct Directories {
    char **items;
    size_t count, capacity;
} Directories;

static void directories_add(Directories *list, char *path)
{
    *array_push(list) = path;
}

static void directories_done(Directories *list)
{
    for (size_t i = 0; i < list->count; i++)
        mem_free(list->items[i]);
    array_done(list);
}

static bool holds_pack(const char *directory)
{
    char *manifest = path_join(directory, "pack.yaml");
    bool found = file_exists(manifest);
    mem_free(manifest);
    return found;
}

/* Absolute and without links or dots, so that paths can be compared. */
static char *real_path(const char *path)
{
    char *resolved = realpath(path, NULL);
    char *copy = mem_dup(resolved ? resolved : path);
    free(resolved);
    return copy;
}

/* The packs at or directly below a directory, each a real path. */
static void add_packs(Directories *packs, const char *directory)
{
    char **names = NULL;
    size_t count = 0;
    Error ignored;
    if (holds_pack(directory)) {
        directories_add(packs, real_path(directory));
        return;
    }
    if (file_list(directory, &names, &count, &ignored) != STATUS_OK)
        return;
    for (size_t i = 0; i < count; i++) {
        char *path = path_join(directory, names[i]);
        if (holds_pack(path))
            directories_add(packs, real_path(path));
        mem_free(path);
    }
    file_list_free(names, count);
}

/* The pack a file belongs to: the nearest directory above with a pack.yaml, NULL when there is none. */
static char *pack_of_file(const char *path)
{
    char *directory = real_path(path);
    for (char *slash; (slash = strrchr(directory, '/')) != NULL && slash != directory;) {
        *slash = '\0';
        if (holds_pack(directory))
            return directory;
    }
    mem_free(directory);
    return NULL;
}

static bool is_within(const char *path, const char *directory)
{
    size_t length = strlen(directory);
    return strncmp(path, directory, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

/* Loads `target` together with the workspace's other packs and keeps what was found in `scope`. */
static void lint_pack(const Workspace *workspace, const char *target, const char *scope,
                      Diagnostics *found)
{
    Directories packs = {0};
    char *target_id = pack_read_id(target);
    for (size_t i = 0; workspace && i < workspace->content_count; i++)
        add_packs(&packs, workspace->content[i]);
    Directories order = {0};
    for (size_t i = 0; i < packs.count; i++) {
        char *id = pack_read_id(packs.items[i]);
        bool same =
            strcmp(packs.items[i], target) == 0 || (id && target_id && strcmp(id, target_id) == 0);
        if (!same)
            directories_add(&order, mem_dup(packs.items[i]));
        mem_free(id);
    }
    directories_add(&order, mem_dup(target));
    Diagnostics all = {.doubts = true};
    PackSources sources = {0};
    catalog_free(pack_load_all((const char *const *)order.items, order.count, &all, &sources));
    for (size_t i = 0; i < all.count; i++)
        if (is_within(all.items[i].file, scope))
            diagnostics_add(found, all.items[i].severity, all.items[i].file, all.items[i].line,
                            all.items[i].column, "%s", all.items[i].message);
    if (all.count == DIAGNOSTICS_LIMIT && found->errors == 0)
        diagnostics_add(found, SEVERITY_ERROR, target, 0, 0,
                        "could not be looked at: other packs have too many mistakes");
    pack_sources_done(&sources);
    diagnostics_done(&all);
    directories_done(&order);
    directories_done(&packs);
    mem_free(target_id);
}

/* A file outside packs: a theme, or key bindings when it is called keys.yaml. */
static void lint_settings(const char *path, Diagnostics *found)
{
    Error ignored;
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    if (strcmp(name, "keys.yaml") == 0) {
        KeyBindings bindings = {0};
        if (keys_read(path, &bindings, found, &ignored) != STATUS_OK && found->count == 0)
            diagnostics_add(found, SEVERITY_ERROR, path, 0, 0, "%s", ignored.message);
        keys_done(&bindings);
        return;
    }
    Theme theme;
    if (theme_read(path, &theme, found, &ignored) != STATUS_OK && found->count == 0)
        diagnostics_add(found, SEVERITY_ERROR, path, 0, 0, "%s", ignored.message);
}

static Status lint_path(const Workspace *workspace, const char *path, Diagnostics *found,
                        Error *error)
{
    if (!file_exists(path) && !file_is_directory(path))
        return error_set(error, STATUS_USAGE, "there is no file or directory %s", path);
    if (!file_is_directory(path)) {
        char *pack = pack_of_file(path), *file = real_path(path);
        if (pack)
            lint_pack(workspace, pack, file, found);
        else
            lint_settings(path, found);
        mem_free(pack);
        mem_free(file);
        return STATUS_OK;
    }
    Directories packs = {0};
    add_packs(&packs, path);
    Status status = STATUS_OK;
    if (packs.count == 0)
        status =
            error_set(error, STATUS_USAGE,
                      "%s holds no pack (expected a pack.yaml there or one level below)", path);
    for (size_t i = 0; i < packs.count; i++)
        lint_pack(workspace, packs.items[i], packs.items[i], found);
    directories_done(&packs);
    return status;
}

Status workspace_lint(const Workspace *workspace, const char *const *paths, size_t count,
                      Buffer *report, size_t *errors, Error *error)
{
    Diagnostics found = {.doubts = true};
    Status status = STATUS_OK;
    if (count == 0 && workspace) {
        PackSources sources = {0};
        catalog_free(pack_load_all((const char *const *)workspace->content,
                                   workspace->content_count, &found, &sources));
        pack_sources_done(&sources);
    }
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = lint_path(workspace, paths[i], &found, error);
    diagnostics_format(&found, report);
    *errors = found.errors;
    diagnostics_done(&found);
    return status;
}
