#include <string.h>

#include "content/entries.h"

static const char RESOURCE_KEYS[] = "id title by kind url free hours level summary parts chapters "
                                    "steps alternatives checked";

/* Only addresses that a browser may safely be given: http or https, no blanks, quotes or controls. */
static bool is_address(const char *url)
{
    size_t scheme = strncmp(url, "https://", 8) == 0 ? 8 : strncmp(url, "http://", 7) == 0 ? 7 : 0;
    if (scheme == 0 || url[scheme] == '\0' || url[scheme] == '/')
        return false;
    for (const char *at = url; *at; at++)
        if ((unsigned char)*at <= 0x20 || (unsigned char)*at >= 0x7f || strchr("\"'<>\\^`{|}", *at))
            return false;
    return true;
}

static const char *read_address(const Reader *reader, const Node *node)
{
    const char *url = reader_text(reader, node, "url", false);
    if (url[0] == '\0' || is_address(url))
        return url;
    reader_complain(reader, node_member(node, "url"),
                    "'%.100s' is no address (expected https://... without blanks or quotes)", url);
    return NULL;
}

static ResourceKind read_kind(const Reader *reader, const Node *node)
{
    const char *name = reader_text(reader, node, "kind", true);
    ResourceKind kind = name ? resource_kind_from_name(name) : RESOURCE_KIND_COUNT;
    if (name && kind == RESOURCE_KIND_COUNT)
        reader_complain(
            reader, node_member(node, "kind"),
            "'%s' is no kind of resource (expected book, course, video, article, paper, "
            "docs, tool or community)",
            name);
    return kind;
}

static Level read_level(const Reader *reader, const Node *node)
{
    const char *name = reader_text(reader, node, "level", false);
    if (*name == '\0')
        return LEVEL_BEGINNER;
    Level level = level_from_name(name);
    if (level < LEVEL_CAPSTONE)
        return level;
    reader_complain(reader, node_member(node, "level"),
                    "'%s' is no level (expected beginner, intermediate or advanced)", name);
    return LEVEL_BEGINNER;
}

static TextList read_parts(const Reader *reader, const Node *node)
{
    static const char *const keys[] = {"parts", "chapters", "steps"};
    for (size_t i = 0; i < 3; i++)
        if (node_member(node, keys[i]))
            return reader_text_list(reader, node, keys[i]);
    return (TextList){0};
}

static void read_resource(Builder *builder, const Reader *reader, const Node *node)
{
    if (!reader_expect_mapping(reader, node, "a resource", RESOURCE_KEYS))
        return;
    const char *id = reader_id(reader, node);
    const char *title = reader_text(reader, node, "title", true);
    const char *by = reader_text(reader, node, "by", false);
    const char *url = read_address(reader, node);
    ResourceKind kind = read_kind(reader, node);
    if (!id || !title || !url || kind == RESOURCE_KIND_COUNT ||
        !builder_claim(builder, reader, node, id))
        return;
    ItemRef self = {ITEM_RESOURCE, (CatalogIndex)builder->resources.count};
    *array_push(&builder->resources) = (Resource){
        .id = id,
        .title = title,
        .by = by,
        .url = url,
        .summary = reader_text(reader, node, "summary", false),
        .checked = reader_text(reader, node, "checked", false),
        .parts = read_parts(reader, node),
        .hours = reader_number(reader, node, "hours", 0),
        .kind = kind,
        .level = read_level(reader, node),
        .free = reader_bool(reader, node, "free", false),
        .topic = CATALOG_NONE,
        .macros = builder->pack_macros,
    };
    builder_refer(builder, reader, node, "alternatives", self, PENDING_RESOURCE_ALTERNATIVES);
}

void resources_read(Builder *builder, const Reader *reader, const Node *root)
{
    if (!reader_expect_mapping(reader, root, "a resources file", "resources"))
        return;
    const Node *list = reader_list(reader, root, "resources");
    for (const Node *item = list ? list->first : NULL; item; item = item->next)
        read_resource(builder, reader, item);
}
