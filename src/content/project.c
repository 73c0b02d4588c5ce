#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"
#include "content/entries.h"

static const char PROJECT_KEYS[] = "id title topic level hours summary why exercises requires "
                                   "milestones starter data needs optional stretch show";
static const char MILESTONE_KEYS[] = "id title accept commands hints checks";

static void read_milestone(Builder *builder, const Reader *reader, const Node *node,
                           CatalogIndex project, const char *directory)
{
    if (!reader_expect_mapping(reader, node, "a milestone", MILESTONE_KEYS))
        return;
    const char *id = reader_id(reader, node);
    const char *title = reader_text(reader, node, "title", true);
    if (id == NULL || title == NULL || !builder_claim(builder, reader, node, id))
        return;
    *array_push(&builder->milestones) = (Milestone){
        .id = id,
        .title = title,
        .project = project,
        .accept = reader_text_list(reader, node, "accept"),
        .commands = reader_text_list(reader, node, "commands"),
        .hints = reader_text_list(reader, node, "hints"),
        .first_check = (CatalogIndex)builder->project_checks.count,
    };
    checks_read(builder, reader, node, directory);
    builder->projects.items[project].milestone_count++;
}

/* Starter files and data are copied into the learner's folder: their names must stay inside it. */
static bool is_inside(const char *name)
{
    if (name[0] == '/' || name[0] == '\0')
        return false;
    for (const char *at = name; *at;) {
        size_t length = strcspn(at, "/");
        if (length == 0 || (length == 1 && *at == '.') || (length == 2 && memcmp(at, "..", 2) == 0))
            return false;
        at += length + (at[length] == '/');
        if (*at == '\0' && at[-1] == '/')
            return false;
    }
    return true;
}

/* The files of a list that are there below `folder`: what is copied must come from inside it. */
static TextList read_files(const Reader *reader, const Node *node, const char *key,
                           const char *directory, const char *folder)
{
    TextList files = reader_text_list(reader, node, key);
    char *root = path_join(directory, folder);
    size_t kept = 0;
    for (size_t i = 0; i < files.count; i++) {
        char *path = path_join(root, files.items[i]);
        if (!is_inside(files.items[i]))
            reader_complain(reader, node_member(node, key),
                            "'%s' leaves the folder (expected a name below %s/)", files.items[i],
                            folder);
        else if (!file_exists(path))
            reader_complain(reader, node_member(node, key), "there is no file %s/%s", folder,
                            files.items[i]);
        else
            files.items[kept++] = files.items[i];
        mem_free(path);
    }
    mem_free(root);
    files.count = kept;
    return files;
}

static Level read_level(const Reader *reader, const Node *node)
{
    const char *name = reader_text(reader, node, "level", true);
    Level level = name ? level_from_name(name) : LEVEL_BEGINNER;
    if (level != LEVEL_COUNT)
        return level;
    reader_complain(reader, node_member(node, "level"),
                    "'%s' is no level (expected beginner, intermediate, advanced or capstone)",
                    name);
    return LEVEL_BEGINNER;
}

static void read_links(Builder *builder, const Reader *reader, const Node *node, ItemRef self)
{
    const Node *topic = node_member(node, "topic");
    if (topic)
        *array_push(&builder->links) =
            (PendingLink){.owner = self, .node = topic, .file = reader->file};
    else
        reader_complain(reader, node, "'topic' is missing (expected the id of a topic)");
    builder_refer(builder, reader, node, "exercises", self, PENDING_PROJECT_EXERCISES);
    builder_check_later(builder, reader, node, "requires");
}

void project_read(Builder *builder, const Reader *reader, const Node *root, const char *directory)
{
    if (!reader_expect_mapping(reader, root, "a project brief", PROJECT_KEYS))
        return;
    const char *id = reader_id(reader, root);
    const char *title = reader_text(reader, root, "title", true);
    if (id == NULL || title == NULL || !builder_claim(builder, reader, root, id))
        return;
    ItemRef self = {ITEM_PROJECT, (CatalogIndex)builder->projects.count};
    Project *project = array_push(&builder->projects);
    *project = (Project){
        .id = id,
        .title = title,
        .summary = reader_text(reader, root, "summary", false),
        .why = reader_text(reader, root, "why", false),
        .show = reader_text(reader, root, "show", false),
        .directory = arena_dup(reader->arena, directory),
        .topic = CATALOG_NONE,
        .macros = builder->pack_macros,
        .level = read_level(reader, root),
        .requires = reader_text_list(reader, root, "requires"),
        .first_milestone = (CatalogIndex)builder->milestones.count,
        .starter = read_files(reader, root, "starter", directory, "starter"),
        .data = read_files(reader, root, "data", directory, "data"),
        .needs = reader_text_list(reader, root, "needs"),
        .optional = reader_text_list(reader, root, "optional"),
        .stretch = reader_text_list(reader, root, "stretch"),
    };
    (void)reader_range(reader, root, "hours", &project->hours_min, &project->hours_max);
    read_links(builder, reader, root, self);
    const Node *milestones = reader_list(reader, root, "milestones");
    for (const Node *item = milestones ? milestones->first : NULL; item; item = item->next)
        read_milestone(builder, reader, item, self.index, directory);
}
