/* resource: books, courses, papers and sites. */
#include <string.h>

#include "base/memory.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "companion/external.h"
#include "study/progress.h"

static Mark mark_of(const Cli *cli, CatalogIndex index)
{
    return progress_mark(cli_state(cli), (ItemRef){ITEM_RESOURCE, index});
}

static const char *topic_id(const Cli *cli, const Resource *resource)
{
    return resource->topic != CATALOG_NONE ? cli_catalog(cli)->topics[resource->topic].id : NULL;
}

/* The resources to list: of one topic or all, in the catalog's order. */
static IndexList pick(const Cli *cli, ItemRef topic)
{
    const Catalog *catalog = cli_catalog(cli);
    if (topic.kind == ITEM_TOPIC)
        return catalog->topics[topic.index].resources;
    IndexList all = {0};
    all.items = arena_alloc(cli->arena, catalog->resource_count + 1, sizeof *all.items);
    for (size_t i = 0; i < catalog->resource_count; i++)
        all.items[all.count++] = (CatalogIndex)i;
    return all;
}

static void json_list(Cli *cli, const IndexList *list)
{
    JsonWriter json;
    cli_json_open(cli, &json);
    json_key(&json, "resources");
    json_array_open(&json);
    for (size_t i = 0; i < list->count; i++) {
        const Resource *resource = &cli_catalog(cli)->resources[list->items[i]];
        json_object_open(&json);
        json_put_text(&json, "id", resource->id);
        json_put_text(&json, "title", resource->title);
        json_put_text(&json, "by", resource->by);
        json_put_text(&json, "kind", resource_kind_name(resource->kind));
        json_put_text(&json, "url", resource->url);
        json_put_bool(&json, "free", resource->free);
        json_put_text(&json, "topic", topic_id(cli, resource));
        json_put_text(&json, "state", mark_name(mark_of(cli, list->items[i])));
        ItemRef item = {ITEM_RESOURCE, list->items[i]};
        json_put_integer(&json, "parts", (int64_t)resource->parts.count);
        json_put_integer(&json, "ticked", study_state_ticks(cli_state(cli), item));
        json_object_close(&json);
    }
    json_array_close(&json);
    cli_json_close(cli, &json);
}

static void show_list(Cli *cli, const IndexList *list)
{
    Output *out = &cli->out;
    CatalogIndex topic = CATALOG_NONE - 1;
    for (size_t i = 0; i < list->count; i++) {
        const Resource *resource = &cli_catalog(cli)->resources[list->items[i]];
        Mark mark = mark_of(cli, list->items[i]);
        if (resource->topic != topic) {
            topic = resource->topic;
            output_safe(out, ROLE_HEADING,
                        topic != CATALOG_NONE ? cli_catalog(cli)->topics[topic].title : "Others");
            output_end(out);
        }
        output_add(out, ROLE_TEXT, "  ");
        output_add(out, cli_mark_role(mark), cli_mark_glyph(cli, mark));
        output_add(out, ROLE_TEXT, " ");
        output_safe(out, ROLE_TEXT, resource->title);
        output_add(out, ROLE_TEXT, "  ");
        output_safe(out, ROLE_DIM, resource->by);
        output_format(out, ROLE_DIM, "  %s%s  ", resource_kind_name(resource->kind),
                      resource->free ? ", free" : "");
        output_safe(out, ROLE_DIM, resource->id);
        output_wrap(out, 6);
    }
}

Status command_resource_list(Cli *cli, const Arguments *arguments, Error *error)
{
    ItemRef topic = {ITEM_NONE, CATALOG_NONE};
    Status status = cli_open(cli, error);
    if (status == STATUS_OK && arguments->positional.count > 0)
        status = cli_find(cli, arguments->positional.items[0], 1U << ITEM_TOPIC, &topic, error);
    if (status != STATUS_OK)
        return status;
    IndexList list = pick(cli, topic);
    if (cli->json)
        json_list(cli, &list);
    else
        show_list(cli, &list);
    return STATUS_OK;
}

/* Opens the workspace and finds the resource of the first argument. */
static Status find(Cli *cli, const Arguments *arguments, CatalogIndex *index, Error *error)
{
    ItemRef item = {ITEM_NONE, CATALOG_NONE};
    Status status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = cli_find(cli, arguments->positional.items[0], 1U << ITEM_RESOURCE, &item, error);
    *index = item.index;
    return status;
}

static void show_parts(Cli *cli, CatalogIndex index)
{
    const Resource *resource = &cli_catalog(cli)->resources[index];
    ItemRef item = {ITEM_RESOURCE, index};
    for (size_t i = 0; i < resource->parts.count; i++) {
        bool ticked = study_state_ticked(cli_state(cli), item, (int)i + 1);
        char *text = mem_format("[%c] %s", ticked ? 'x' : ' ', resource->parts.items[i]);
        output_field(&cli->out, i == 0 ? "parts" : "", text);
        mem_free(text);
    }
}

Status command_resource_show(Cli *cli, const Arguments *arguments, Error *error)
{
    CatalogIndex index;
    char *note = NULL;
    Status status = find(cli, arguments, &index, error);
    if (status != STATUS_OK)
        return status;
    const Resource *resource = &cli_catalog(cli)->resources[index];
    status = workspace_note_get(cli->workspace, resource->id, &note, error);
    if (status != STATUS_OK)
        return status;
    Output *out = &cli->out;
    output_safe(out, ROLE_TITLE, resource->title);
    output_add(out, ROLE_TEXT, "  ");
    output_safe(out, ROLE_DIM, resource->id);
    output_wrap(out, 2);
    output_field(out, "by", resource->by);
    output_field(out, "kind", resource_kind_name(resource->kind));
    output_field(out, "level", level_name(resource->level));
    output_field(out, "free", resource->free ? "yes" : "no");
    output_field(out, "state", mark_name(mark_of(cli, index)));
    output_field(out, "address", resource->url);
    output_field(out, "checked", resource->checked);
    output_field(out, "topic", topic_id(cli, resource) != NULL ? topic_id(cli, resource) : "");
    show_parts(cli, index);
    for (size_t i = 0; i < resource->alternatives.count; i++)
        output_field(out, i == 0 ? "instead" : "",
                     cli_catalog(cli)->resources[resource->alternatives.items[i]].id);
    output_end(out);
    output_paragraph(out, ROLE_TEXT, resource->summary, 2);
    output_field(out, "your note", note);
    mem_free(note);
    return STATUS_OK;
}

Status command_resource_open(Cli *cli, const Arguments *arguments, Error *error)
{
    CatalogIndex index;
    bool opened = false;
    Status status = find(cli, arguments, &index, error);
    if (status != STATUS_OK)
        return status;
    const char *address = cli_catalog(cli)->resources[index].url;
    status = external_open_address(address, &opened, error);
    if (status != STATUS_OK)
        return status;
    if (!opened) {
        output_link(&cli->out, ROLE_LINK, address);
        output_end(&cli->out);
    }
    return workspace_opened(cli->workspace, index, error);
}
