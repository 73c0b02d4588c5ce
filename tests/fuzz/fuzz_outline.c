/* Roadmaps in Markdown: any text gives an outline whose texts are there, and the same one each time; and
 * what is made of it can be read as a pack. */
#include <stdio.h>

#include "base/memory.h"
#include "companion/import_yaml.h"
#include "content/entries.h"
#include "content/roadmap.h"
#include "exchange/outline.h"
#include "fuzz/checks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t weigh(const char *text)
{
    require(text != NULL);
    return strlen(text);
}

/* Bytes of all texts, each of which is looked at. */
static size_t weigh_topic(const OutlineTopic *topic)
{
    size_t sum = weigh(topic->title) + weigh(topic->why);
    for (size_t i = 0; i < topic->subtopics.count; i++)
        sum += weigh(topic->subtopics.items[i]);
    for (size_t i = 0; i < topic->resources.count; i++)
        sum += weigh(topic->resources.items[i].title) + weigh(topic->resources.items[i].by) +
               weigh(topic->resources.items[i].url) + weigh(topic->resources.items[i].kind);
    for (size_t i = 0; i < topic->projects.count; i++)
        sum += weigh(topic->projects.items[i].title) + weigh(topic->projects.items[i].text);
    return sum;
}

static size_t weigh_outline(const char *text)
{
    Outline outline;
    outline_read(text, &outline);
    size_t sum = weigh(outline.title) + outline.unused.count;
    for (size_t i = 0; i < outline.phases.count; i++) {
        const OutlinePhase *phase = &outline.phases.items[i];
        require(phase->months_min >= 0 && phase->months_max >= phase->months_min);
        sum += weigh(phase->title) + weigh(phase->goal);
        for (size_t j = 0; j < phase->topics.count; j++)
            sum += weigh_topic(&phase->topics.items[j]);
    }
    for (size_t i = 0; i < outline.recap.count; i++)
        sum += weigh(outline.recap.items[i].name) + weigh(outline.recap.items[i].text);
    for (size_t i = 0; i < outline.tips.count; i++)
        sum += weigh(outline.tips.items[i].name) + weigh(outline.tips.items[i].text);
    outline_done(&outline);
    return sum;
}

static const Node *parse(Builder *builder, const Buffer *text)
{
    return node_read_bytes("fuzz", buffer_text(text), text->length, builder->scratch,
                           builder->diagnostics);
}

/* What is imported can be read as a pack: no file has an error, whatever the text was. */
static void check_pack(const char *text)
{
    Outline outline;
    outline_read(text, &outline);
    if (outline.phases.count == 0) {
        outline_done(&outline);
        return;
    }
    ImportPack pack = {.outline = &outline, .id = "fuzz", .arena = outline.arena};
    ImportProjects projects = {0};
    Buffer roadmap = {0}, resources = {0};
    Diagnostics diagnostics = {0};
    Catalog *catalog = catalog_new();
    Builder builder;
    builder_init(&builder, catalog, &diagnostics);
    Reader reader = {.file = "fuzz", .diagnostics = &diagnostics, .arena = catalog->arena};
    import_write_roadmap(&pack, &roadmap, &resources, &projects);
    roadmap_read(&builder, &reader, parse(&builder, &roadmap));
    if (resources.length > 0)
        resources_read(&builder, &reader, parse(&builder, &resources));
    for (size_t i = 0; i < projects.count; i++) {
        Buffer brief = {0};
        import_write_brief(&projects.items[i], &brief);
        project_read(&builder, &reader, parse(&builder, &brief), "/nowhere");
        buffer_done(&brief);
    }
    builder_finish(&builder);
    if (diagnostics.errors > 0) {
        Buffer told = {0};
        diagnostics_format(&diagnostics, &told);
        (void)fprintf(stderr, "%s%s", buffer_text(&told), buffer_text(&roadmap));
        require(false);
    }
    catalog_free(catalog);
    diagnostics_done(&diagnostics);
    array_done(&projects);
    array_done(&pack.used);
    buffer_done(&roadmap);
    buffer_done(&resources);
    outline_done(&outline);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = mem_dup_range((const char *)data, size);
    size_t once = weigh_outline(text);
    size_t twice = weigh_outline(text);
    require(once == twice);
    if (utf8_valid(text, strlen(text)))
        check_pack(text);
    mem_free(text);
    return 0;
}
