/* Themes and keys: small files, parsed only when they changed. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "companion/cached.h"
#include "companion/workspace_impl.h"
#include "content/settings.h"
#include "study/match.h"

#define THEME_SUFFIX ".yaml"
#define KEYS_VERSION 1

/* --- themes --- */

static char *theme_path(const char *directory, const char *name)
{
    return mem_format("%s/themes/%s" THEME_SUFFIX, directory, name);
}

static bool is_theme_name(const char *name)
{
    return name[0] != '\0' && name[0] != '.' && strchr(name, '/') == NULL && strlen(name) < 48;
}

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Appends the names of a directory's themes that are not in the list. */
static void add_names(const char *directory, Arena *arena, TextList *names, size_t *capacity)
{
    char *themes = path_join(directory, "themes");
    char **files;
    size_t count;
    if (file_list(themes, &files, &count, NULL) != STATUS_OK)
        count = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(files[i]);
        size_t suffix = strlen(THEME_SUFFIX);
        if (length <= suffix || strcmp(files[i] + length - suffix, THEME_SUFFIX) != 0)
            continue;
        char *name = arena_dup_range(arena, files[i], length - suffix);
        bool known = !is_theme_name(name);
        for (size_t j = 0; !known && j < names->count; j++)
            known = strcmp(names->items[j], name) == 0;
        if (known)
            continue;
        names->items = array_grow(names->items, &names->count, capacity, sizeof *names->items);
        names->items[names->count - 1] = name;
    }
    if (count > 0)
        file_list_free(files, count);
    mem_free(themes);
}

TextList workspace_theme_names(const Workspace *workspace, Arena *arena)
{
    TextList names = {0};
    size_t capacity = 0;
    add_names(workspace->paths.config, arena, &names, &capacity);
    add_names(workspace->paths.shared, arena, &names, &capacity);
    if (names.count > 0) {
        qsort(names.items, names.count, sizeof *names.items, compare_names);
        arena_adopt(arena, names.items);
    }
    return names;
}

static Status no_such_theme(const Workspace *workspace, const char *name, Error *error)
{
    Arena *arena = arena_new();
    TextList names = workspace_theme_names(workspace, arena);
    const char *nearest = match_nearest(name, names.items, names.count);
    Buffer all = {0};
    for (size_t i = 0; i < names.count; i++)
        buffer_add_format(&all, "%s%s", i == 0 ? "" : ", ", names.items[i]);
    Status status;
    if (nearest != NULL)
        status = error_set(error, STATUS_USAGE, "there is no theme '%s'; did you mean '%s'?", name,
                           nearest);
    else if (names.count > 0)
        status = error_set(error, STATUS_USAGE, "there is no theme '%s'; there are %s", name,
                           buffer_text(&all));
    else
        status = error_set(error, STATUS_USAGE, "there is no theme '%s' in %s/themes or %s/themes",
                           name, workspace->paths.config, workspace->paths.shared);
    buffer_done(&all);
    arena_free(arena);
    return status;
}

/* A theme is cached as bytes, which mean something for this list of roles alone. */
static const char theme_layout[] =
#define ROLE(identifier, name, fallback, meaning) name " " #fallback "\n"
#include "text/roles.def"
#undef ROLE
    ;

static Status read_theme(const CachedKey *key, char *const paths[2], Theme *theme, Error *error)
{
    int64_t begun_ns = cached_begin_ns();
    Diagnostics diagnostics = {0};
    Status status =
        theme_read(file_exists(paths[0]) ? paths[0] : paths[1], theme, &diagnostics, error);
    diagnostics_done(&diagnostics);
    if (status == STATUS_OK)
        (void)cached_put(key, paths, 2, begun_ns, (const char *)theme, sizeof *theme);
    else
        theme_plain(theme);
    return status;
}

Status workspace_theme(Workspace *workspace, const char *name, Theme *theme, Error *error)
{
    theme_plain(theme);
    if (!is_theme_name(name))
        return no_such_theme(workspace, name, error);
    char *paths[2] = {theme_path(workspace->paths.config, name),
                      theme_path(workspace->paths.shared, name)};
    char *id = mem_format(CACHED_THEME_PREFIX "%s", name);
    CachedKey key = {.directory = workspace->paths.data,
                     .key = id,
                     .version = (int)sizeof *theme,
                     .variant = hash_text(paths[0]) ^ hash_text(paths[1]) ^ hash_text(theme_layout),
                     .may_write = workspace->store != NULL && !workspace->read_only};
    CachedBytes bytes;
    Status status = STATUS_OK;
    if (cached_get(&key, &bytes) && bytes.length == sizeof *theme)
        memcpy(theme, bytes.data, sizeof *theme);
    else if (file_exists(paths[0]) || file_exists(paths[1]))
        status = read_theme(&key, paths, theme, error);
    else
        status = no_such_theme(workspace, name, error);
    cached_release(&bytes);
    mem_free(id);
    mem_free(paths[0]);
    mem_free(paths[1]);
    return status;
}

/* --- keys: in the cache as lines "line column action key" --- */

/* A name with a blank or a line break is none; the first such one is an error, all are left out. */
static Status write_keys(const char *path, const KeyBindings *bindings, Buffer *out, Error *error)
{
    Status status = STATUS_OK;
    for (size_t i = 0; i < bindings->count; i++) {
        const KeyBinding *one = &bindings->items[i];
        if (strpbrk(one->action, " \n") == NULL && strchr(one->key, '\n') == NULL)
            buffer_add_format(out, "%zu %zu %s %s\n", one->line, one->column, one->action,
                              one->key);
        else if (status == STATUS_OK)
            status = error_set(error, STATUS_CONTENT, "%s:%zu:%zu: this is no name of an action",
                               path, one->line, one->column);
    }
    return status;
}

/* Cuts the text at `*at` off before `end` and moves behind it; NULL when `end` does not come. */
static char *cut(char **at, char end)
{
    char *start = *at;
    char *stop = strchr(start, end);
    if (stop == NULL)
        return NULL;
    *stop = '\0';
    *at = stop + 1;
    return start;
}

static void parse_keys(char *text, Arena *arena, WorkspaceKeys *keys)
{
    ARRAY(WorkspaceKey) found = {0};
    while (*text != '\0') {
        char *line = cut(&text, ' ');
        char *column = line == NULL ? NULL : cut(&text, ' ');
        char *action = column == NULL ? NULL : cut(&text, ' ');
        char *key = action == NULL ? NULL : cut(&text, '\n');
        if (key == NULL)
            break;
        *array_push(&found) = (WorkspaceKey){.action = action,
                                             .key = key,
                                             .line = strtoul(line, NULL, 10),
                                             .column = strtoul(column, NULL, 10)};
    }
    if (found.items != NULL)
        arena_adopt(arena, found.items);
    keys->items = found.items;
    keys->count = found.count;
}

static Status read_keys(const CachedKey *key, char *path, char **text, Error *error)
{
    int64_t begun_ns = cached_begin_ns();
    KeyBindings bindings = {0};
    Diagnostics diagnostics = {0};
    Buffer lines = {0};
    Status status = keys_read(path, &bindings, &diagnostics, error);
    Status lines_status = write_keys(path, &bindings, &lines, status == STATUS_OK ? error : NULL);
    if (status == STATUS_OK)
        status = lines_status;
    if (status == STATUS_OK)
        (void)cached_put(key, &path, 1, begun_ns, buffer_text(&lines), lines.length);
    *text = lines.data == NULL ? mem_dup("") : buffer_take(&lines);
    diagnostics_done(&diagnostics);
    keys_done(&bindings);
    return status;
}

Status workspace_keys(Workspace *workspace, Arena *arena, WorkspaceKeys *keys, Error *error)
{
    char *path = path_join(workspace->paths.config, "keys.yaml");
    *keys = (WorkspaceKeys){.path = path};
    arena_adopt(arena, path);
    if (!file_exists(path))
        return STATUS_OK;
    CachedKey key = {.directory = workspace->paths.data,
                     .key = CACHED_KEYS,
                     .version = KEYS_VERSION,
                     .variant = hash_text(path),
                     .may_write = workspace->store != NULL && !workspace->read_only};
    CachedBytes cached;
    char *text = NULL;
    Status status = STATUS_OK;
    if (cached_get(&key, &cached))
        text = mem_dup_range(cached.data, cached.length);
    else
        status = read_keys(&key, path, &text, error);
    cached_release(&cached);
    arena_adopt(arena, text);
    parse_keys(text, arena, keys);
    return status;
}
