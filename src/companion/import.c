#include "companion/import.h"

#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"
#include "base/utf8.h"
#include "companion/import_yaml.h"
#include "companion/workspace_impl.h"

#define TEXT_LIMIT ((size_t)4 << 20)
#define ID_MOST    20

/* --- what there is --- */

static void count_all(const Outline *outline, ImportCounts *counts)
{
    *counts = (ImportCounts){.phases = outline->phases.count};
    for (size_t i = 0; i < outline->phases.count; i++) {
        const OutlinePhase *phase = &outline->phases.items[i];
        counts->topics += phase->topics.count;
        for (size_t j = 0; j < phase->topics.count; j++) {
            counts->subtopics += phase->topics.items[j].subtopics.count;
            counts->resources += phase->topics.items[j].resources.count;
            counts->projects += phase->topics.items[j].projects.count;
        }
    }
}

static Status read_outline(const char *file, Outline *outline, Error *error)
{
    char *text = NULL;
    size_t length;
    *outline = (Outline){.title = ""};
    Status status = file_read(file, TEXT_LIMIT, &text, &length, error);
    if (status != STATUS_OK)
        return status;
    if (utf8_valid(text, length) && strlen(text) == length)
        outline_read(text, outline);
    else
        status = error_set(error, STATUS_CONTENT, "%s is no text in UTF-8", file);
    mem_free(text);
    if (status == STATUS_OK && outline->phases.count == 0)
        status = error_set(error, STATUS_CONTENT,
                           "%s has no phase (expected headings such as '## Phase 1: Foundations "
                           "(1-2 months)' with a list of topics below)",
                           file);
    return status;
}

/* --- the files --- */

static Status put(const char *directory, const char *name, const Buffer *text, Error *error)
{
    char *path = path_join(directory, name);
    Status status = file_replace(path, buffer_text(text), text->length, error);
    mem_free(path);
    return status;
}

static Status put_brief(const char *directory, const ImportProject *project, Error *error)
{
    Buffer text = {0};
    char *place = mem_format("%s/projects/%s", directory, strrchr(project->id, '/') + 1);
    import_write_brief(project, &text);
    Status status = file_make_directory(place, error);
    if (status == STATUS_OK)
        status = put(place, "brief.yaml", &text, error);
    mem_free(place);
    buffer_done(&text);
    return status;
}

/* The manifest last: what is not whole is no pack. */
static Status put_pack(ImportPack *pack, const char *directory, Error *error)
{
    Buffer roadmap = {0}, resources = {0}, manifest = {0};
    ImportProjects projects = {0};
    import_write_roadmap(pack, &roadmap, &resources, &projects);
    import_write_pack(pack, &projects, resources.length > 0, &manifest);
    Status status = file_make_directory(directory, error);
    if (status == STATUS_OK)
        status = put(directory, "roadmap.yaml", &roadmap, error);
    if (status == STATUS_OK && resources.length > 0)
        status = put(directory, "resources.yaml", &resources, error);
    for (size_t i = 0; i < projects.count && status == STATUS_OK; i++)
        status = put_brief(directory, &projects.items[i], error);
    if (status == STATUS_OK)
        status = put(directory, "pack.yaml", &manifest, error);
    array_done(&projects);
    buffer_done(&roadmap);
    buffer_done(&resources);
    buffer_done(&manifest);
    return status;
}

static Status check_empty(const char *directory, Error *error)
{
    char **names = NULL;
    size_t count = 0;
    Status status = file_exists(directory) && !file_is_directory(directory)
                        ? error_set(error, STATUS_FAILED, "%s is no directory", directory)
                        : file_list(directory, &names, &count, error);
    if (status != STATUS_OK)
        return status;
    file_list_free(names, count);
    return count == 0 ? STATUS_OK
                      : error_set(error, STATUS_FAILED,
                                  "%s is not empty, and nothing is overwritten: say with --into "
                                  "where the pack is to be",
                                  directory);
}

/* The pack is called like the text's title, or else like its file. */
static const char *pack_id(const Outline *outline, const char *file)
{
    const char *slash = strrchr(file, '/');
    const char *name = slash != NULL ? slash + 1 : file;
    const char *dot = strrchr(name, '.');
    if (outline->title[0] == '\0')
        name = arena_dup_range(outline->arena, name,
                               dot != NULL ? (size_t)(dot - name) : strlen(name));
    return import_slug(outline->arena, outline->title[0] != '\0' ? outline->title : name, ID_MOST);
}

static void report_unused(const char *file, const Outline *outline, Buffer *report)
{
    for (size_t i = 0; i < outline->unused.count; i++)
        buffer_add_format(
            report, "%s:%zu:1: warning: this item has no place in a roadmap and is left out\n",
            file, outline->unused.items[i]);
}

Status workspace_import_roadmap(const Workspace *workspace, const char *file, const char *directory,
                                Buffer *made, Buffer *report, ImportCounts *counts, Error *error)
{
    Outline outline;
    Status status = read_outline(file, &outline, error);
    if (status == STATUS_OK) {
        ImportPack pack = {
            .outline = &outline, .id = pack_id(&outline, file), .arena = outline.arena};
        if (directory != NULL)
            buffer_add_text(made, directory);
        else
            buffer_add_format(made, "%s/content/%s", workspace->paths.data, pack.id);
        count_all(&outline, counts);
        report_unused(file, &outline, report);
        status = check_empty(buffer_text(made), error);
        if (status == STATUS_OK)
            status = put_pack(&pack, buffer_text(made), error);
        array_done(&pack.used);
    }
    if (outline.arena != NULL)
        outline_done(&outline);
    return status;
}
