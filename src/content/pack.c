#include "content/pack.h"

#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"
#include "content/entries.h"
#include "content/roadmap.h"

static const char PACK_KEYS[] = "id title language licence version macros files";
static const char FILES_KEYS[] = "roadmap resources decks projects glossary";

/* One pack being read. */
typedef struct Pack {
    Builder *builder;
    PackSources *sources;
    const char *directory;
} Pack;

static void add_source(PackSources *sources, const char *path)
{
    *array_push(sources) = mem_dup(path);
}

void pack_sources_done(PackSources *sources)
{
    for (size_t i = 0; i < sources->count; i++)
        mem_free(sources->items[i]);
    mem_free(sources->items);
    *sources = (PackSources){0};
}

typedef void ReadFile(Pack *pack, const Reader *reader, const Node *root, const char *path);

static void read_roadmap_file(Pack *pack, const Reader *reader, const Node *root, const char *path)
{
    (void)path;
    roadmap_read(pack->builder, reader, root);
}

static void read_resources_file(Pack *pack, const Reader *reader, const Node *root,
                                const char *path)
{
    (void)path;
    resources_read(pack->builder, reader, root);
}

static void read_deck_file(Pack *pack, const Reader *reader, const Node *root, const char *path)
{
    (void)path;
    deck_read(pack->builder, reader, root);
}

static void read_glossary_file(Pack *pack, const Reader *reader, const Node *root, const char *path)
{
    (void)path;
    glossary_read_file(pack->builder, reader, root);
}

static void read_project_file(Pack *pack, const Reader *reader, const Node *root, const char *path)
{
    char *directory = mem_dup_range(path, strlen(path) - strlen("/brief.yaml"));
    project_read(pack->builder, reader, root, directory);
    mem_free(directory);
}

static void read_one(Pack *pack, const Reader *list, const Node *name, const char *suffix,
                     ReadFile *read)
{
    if (name->kind != NODE_SCALAR || !path_is_inside(name->text)) {
        reader_complain(list, name,
                        "a file of a pack must lie inside it (expected a name such as "
                        "decks/math.yaml)");
        return;
    }
    char *base = path_join(pack->directory, name->text);
    char *path = *suffix ? path_join(base, suffix) : mem_dup(base);
    Reader reader = {
        .file = arena_dup(pack->builder->scratch, path),
        .diagnostics = list->diagnostics,
        .arena = list->arena,
    };
    add_source(pack->sources, path);
    size_t before = list->diagnostics->errors;
    if (!file_exists(path)) {
        reader_complain(list, name, "there is no file %s", path);
    } else if (!file_is_below(path, pack->directory)) {
        reader_complain(list, name, "%s is a link that leads out of its pack", path);
    } else {
        const Node *root = node_read_file(path, pack->builder->scratch, list->diagnostics);
        if (root)
            read(pack, &reader, root, path);
        else if (before == list->diagnostics->errors)
            reader_complain(&reader, NULL, "the file is empty");
    }
    mem_free(path);
    mem_free(base);
}

static void read_files(Pack *pack, const Reader *reader, const Node *files, const char *key,
                       const char *suffix, ReadFile *read)
{
    const Node *names = node_member(files, key);
    if (names == NULL)
        return;
    if (names->kind == NODE_SCALAR) {
        read_one(pack, reader, names, suffix, read);
        return;
    }
    names = reader_list(reader, files, key);
    for (const Node *name = names ? names->first : NULL; name; name = name->next)
        read_one(pack, reader, name, suffix, read);
}

static void load_pack(Builder *builder, PackSources *sources, const char *directory,
                      const char *manifest)
{
    Pack pack = {.builder = builder, .sources = sources, .directory = directory};
    Reader reader = {
        .file = arena_dup(builder->scratch, manifest),
        .diagnostics = builder->diagnostics,
        .arena = builder->catalog->arena,
    };
    add_source(sources, manifest);
    size_t before = builder->diagnostics->errors;
    const Node *root = node_read_file(manifest, builder->scratch, builder->diagnostics);
    if (root == NULL && before == builder->diagnostics->errors)
        reader_complain(&reader, NULL, "the file is empty (expected id, title and files)");
    if (root == NULL || !reader_expect_mapping(&reader, root, "a pack", PACK_KEYS))
        return;
    const char *id = reader_id(&reader, root);
    const char *title = reader_text(&reader, root, "title", true);
    const Node *files = node_member(root, "files");
    if (id == NULL || title == NULL)
        return;
    if (files == NULL) {
        reader_complain(&reader, root,
                        "'files' is missing (expected roadmap, resources, decks, projects or "
                        "glossary)");
        return;
    }
    if (!reader_expect_mapping(&reader, files, "'files'", FILES_KEYS))
        return;
    builder->pack_macros = builder_macros(builder, &reader, root, 0);
    builder->pack_directory = arena_dup(builder->scratch, directory);
    if (builder->catalog->title == NULL || builder->catalog->title[0] == '\0')
        builder->catalog->title = title;
    read_files(&pack, &reader, files, "roadmap", "", read_roadmap_file);
    read_files(&pack, &reader, files, "resources", "", read_resources_file);
    read_files(&pack, &reader, files, "decks", "", read_deck_file);
    read_files(&pack, &reader, files, "glossary", "", read_glossary_file);
    read_files(&pack, &reader, files, "projects", "brief.yaml", read_project_file);
}

static bool load_if_pack(Builder *builder, PackSources *sources, const char *directory)
{
    char *manifest = path_join(directory, "pack.yaml");
    bool is_pack = file_exists(manifest);
    if (is_pack)
        load_pack(builder, sources, directory, manifest);
    mem_free(manifest);
    return is_pack;
}

static void load_directory(Builder *builder, PackSources *sources, const char *directory)
{
    char **names = NULL;
    size_t count = 0;
    Error error;
    add_source(sources, directory);
    if (load_if_pack(builder, sources, directory))
        return;
    if (file_list(directory, &names, &count, &error) != STATUS_OK) {
        diagnostics_add(builder->diagnostics, SEVERITY_ERROR, directory, 0, 0, "%s", error.message);
        builder->diagnostics->unread++;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        char *path = path_join(directory, names[i]);
        if (file_is_directory(path)) {
            add_source(sources, path);
            (void)load_if_pack(builder, sources, path);
        }
        mem_free(path);
    }
    file_list_free(names, count);
}

Catalog *pack_load_with_glossary(const char *const *directories, size_t count,
                                 Diagnostics *diagnostics, PackSources *sources,
                                 Glossary **glossary)
{
    Catalog *catalog = catalog_new();
    Builder builder;
    builder_init(&builder, catalog, diagnostics);
    builder.glossary = glossary;
    for (size_t i = 0; i < count; i++)
        load_directory(&builder, sources, directories[i]);
    for (size_t i = 0; i < builder.pages.count; i++)
        add_source(sources, builder.pages.items[i].path);
    builder_finish(&builder);
    if (catalog->title == NULL)
        catalog->title = "";
    return catalog;
}

Catalog *pack_load_all(const char *const *directories, size_t count, Diagnostics *diagnostics,
                       PackSources *sources)
{
    return pack_load_with_glossary(directories, count, diagnostics, sources, NULL);
}

char *pack_read_id(const char *directory)
{
    char *manifest = path_join(directory, "pack.yaml");
    Arena *arena = arena_new();
    Diagnostics ignored = {0};
    const Node *root = file_exists(manifest) ? node_read_file(manifest, arena, &ignored) : NULL;
    const Node *id = node_member(root, "id");
    char *copy = id && id->kind == NODE_SCALAR ? mem_dup(id->text) : NULL;
    diagnostics_done(&ignored);
    arena_free(arena);
    mem_free(manifest);
    return copy;
}
