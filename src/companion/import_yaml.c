#include "companion/import_yaml.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/json.h"

#define SLUG_MOST 28

/* --- ids --- */

const char *import_slug(Arena *arena, const char *name, size_t most)
{
    Buffer slug = {0};
    for (; *name != '\0' && slug.length < most; name++) {
        unsigned char byte = (unsigned char)*name;
        if (byte < 0x80 && isalnum(byte) != 0)
            buffer_add_char(&slug, (char)tolower(byte));
        else if (slug.length > 0 && slug.data[slug.length - 1] != '-')
            buffer_add_char(&slug, '-');
    }
    size_t length = slug.length;
    if (*name != '\0') { /* cut at a word rather than within one */
        const char *hyphen = strrchr(buffer_text(&slug), '-');
        length =
            hyphen != NULL && hyphen > slug.data + most / 2 ? (size_t)(hyphen - slug.data) : length;
    }
    while (length > 0 && slug.data[length - 1] == '-')
        length--;
    const char *copy =
        length > 0 ? arena_dup_range(arena, slug.data, length) : arena_dup(arena, "x");
    buffer_done(&slug);
    return copy;
}

static bool is_used(const ImportPack *pack, const char *id)
{
    for (size_t i = 0; i < pack->used.count; i++)
        if (strcmp(pack->used.items[i], id) == 0)
            return true;
    return false;
}

const char *import_id(ImportPack *pack, const char *above, const char *name)
{
    const char *slug = import_slug(pack->arena, name, SLUG_MOST);
    Buffer id = {0};
    buffer_add_format(&id, "%s/%s", above, slug);
    for (int number = 2; is_used(pack, buffer_text(&id)); number++) {
        buffer_clear(&id);
        buffer_add_format(&id, "%s/%s-%d", above, slug, number);
    }
    const char *copy = arena_dup(pack->arena, buffer_text(&id));
    buffer_done(&id);
    *array_push(&pack->used) = copy;
    return copy;
}

/* --- YAML --- */

/* A quoted text means the same in JSON and in YAML. */
static void put(Buffer *out, const char *lead, const char *text)
{
    JsonWriter json;
    buffer_add_text(out, lead);
    json_begin(&json, out);
    json_text(&json, text);
    buffer_add_char(out, '\n');
}

static void put_unless_empty(Buffer *out, const char *lead, const char *text)
{
    if (text[0] != '\0')
        put(out, lead, text);
}

/* "key: [id, id]", nothing without ids. */
static void put_ids(Buffer *out, const char *key, const char *const *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i == 0)
            buffer_add_format(out, "        %s: [", key);
        buffer_add_format(out, "%s%s", i > 0 ? ", " : "", ids[i]);
    }
    if (count > 0)
        buffer_add_text(out, "]\n");
}

static void write_subtopics(ImportPack *pack, const OutlineTopic *topic, const char *id,
                            Buffer *out)
{
    for (size_t i = 0; i < topic->subtopics.count; i++) {
        if (i == 0)
            buffer_add_format(out, "        %s:\n", topic->activities ? "activities" : "subtopics");
        buffer_add_format(out, "          - id: %s\n",
                          import_id(pack, id, topic->subtopics.items[i]));
        put(out, "            title: ", topic->subtopics.items[i]);
    }
}

static void write_resource(const OutlineResource *resource, const char *id, Buffer *out)
{
    buffer_add_format(out, "  - id: %s\n", id);
    put(out, "    title: ", resource->title);
    put_unless_empty(out, "    by: ", resource->by);
    buffer_add_format(out, "    kind: %s\n", resource->kind);
    put_unless_empty(out, "    url: ", resource->url);
    if (resource->free)
        buffer_add_text(out, "    free: true\n");
}

static void write_resources(ImportPack *pack, const OutlineTopic *topic, Buffer *out,
                            Buffer *resources)
{
    size_t count = topic->resources.count;
    const char **ids = arena_alloc(pack->arena, count, sizeof *ids);
    if (count > 0 && resources->length == 0)
        buffer_add_text(resources, "resources:\n");
    for (size_t i = 0; i < count; i++) {
        ids[i] = import_id(pack, pack->id, topic->resources.items[i].title);
        write_resource(&topic->resources.items[i], ids[i], resources);
    }
    put_ids(out, "resources", ids, count);
}

static void write_projects(ImportPack *pack, const OutlineTopic *topic, const char *id, Level level,
                           Buffer *out, ImportProjects *projects)
{
    size_t count = topic->projects.count;
    const char **ids = arena_alloc(pack->arena, count, sizeof *ids);
    for (size_t i = 0; i < count; i++) {
        ids[i] = import_id(pack, pack->id, topic->projects.items[i].title);
        *array_push(projects) = (ImportProject){ids[i], id, level, &topic->projects.items[i]};
    }
    put_ids(out, "projects", ids, count);
}

/* What ends a whole course is called so. */
static Level level_of(const OutlineTopic *topic, Level level)
{
    return strncasecmp(topic->title, "capstone", 8) == 0 ? LEVEL_CAPSTONE : level;
}

static void write_phase(ImportPack *pack, const OutlinePhase *phase, Level level, Buffer *out,
                        Buffer *resources, ImportProjects *projects)
{
    buffer_add_format(out, "  - id: %s\n", import_id(pack, pack->id, phase->title));
    put(out, "    title: ", phase->title);
    put_unless_empty(out, "    goal: ", phase->goal);
    if (phase->months_max > 0)
        buffer_add_format(out, "    months: [%d, %d]\n", (int)phase->months_min,
                          (int)phase->months_max);
    else
        buffer_add_text(out, "    months: ongoing\n");
    if (phase->topics.count > 0)
        buffer_add_text(out, "    topics:\n");
    for (size_t i = 0; i < phase->topics.count; i++) {
        const OutlineTopic *topic = &phase->topics.items[i];
        const char *id = import_id(pack, pack->id, topic->title);
        buffer_add_format(out, "      - id: %s\n", id);
        put(out, "        title: ", topic->title);
        put_unless_empty(out, "        why: ", topic->why);
        write_subtopics(pack, topic, id, out);
        write_resources(pack, topic, out, resources);
        write_projects(pack, topic, id, level_of(topic, level), out, projects);
    }
}

/* Recap lines are kept under the levels that there are. */
static void write_recap(ImportPack *pack, Buffer *out)
{
    bool begun = false;
    for (size_t i = 0; i < pack->outline->recap.count; i++) {
        const OutlinePair *line = &pack->outline->recap.items[i];
        const char *level = import_slug(pack->arena, line->name, SLUG_MOST);
        if (level_from_name(level) == LEVEL_COUNT || line->text[0] == '\0')
            continue;
        buffer_add_format(out, "%s  - level: %s\n", begun ? "" : "recap:\n", level);
        put(out, "    text: ", line->text);
        begun = true;
    }
}

static void write_tips(const Outline *outline, Buffer *out)
{
    bool begun = false;
    for (size_t i = 0; i < outline->tips.count; i++) {
        const OutlinePair *tip = &outline->tips.items[i];
        if (tip->text[0] == '\0')
            continue;
        if (!begun)
            buffer_add_text(out, "tips:\n");
        put(out, "  - title: ", tip->name[0] != '\0' ? tip->name : "Tip");
        put(out, "    text: ", tip->text);
        begun = true;
    }
}

void import_write_roadmap(ImportPack *pack, Buffer *roadmap, Buffer *resources,
                          ImportProjects *projects)
{
    buffer_add_text(roadmap, "phases:\n");
    for (size_t i = 0; i < pack->outline->phases.count; i++)
        write_phase(pack, &pack->outline->phases.items[i],
                    i < LEVEL_CAPSTONE ? (Level)i : LEVEL_ADVANCED, roadmap, resources, projects);
    write_recap(pack, roadmap);
    write_tips(pack->outline, roadmap);
}

void import_write_brief(const ImportProject *project, Buffer *out)
{
    buffer_add_format(out, "id: %s\n", project->id);
    put(out, "title: ", project->project->title);
    buffer_add_format(out, "topic: %s\n", project->topic);
    buffer_add_format(out, "level: %s\n", level_name(project->level));
    put(out, "summary: ", project->project->text);
}

void import_write_pack(const ImportPack *pack, const ImportProjects *projects, bool resources,
                       Buffer *out)
{
    buffer_add_format(out, "id: %s\n", pack->id);
    put(out, "title: ", pack->outline->title[0] != '\0' ? pack->outline->title : pack->id);
    buffer_add_text(out, "files:\n  roadmap: roadmap.yaml\n");
    if (resources)
        buffer_add_text(out, "  resources: resources.yaml\n");
    for (size_t i = 0; i < projects->count; i++)
        buffer_add_format(out, "%s    - projects/%s\n", i == 0 ? "  projects:\n" : "",
                          strrchr(projects->items[i].id, '/') + 1);
}
