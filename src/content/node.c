#include "content/node.h"

#include <string.h>
#include <yaml.h>

#include "base/file.h"
#include "base/memory.h"

typedef struct Builder {
    yaml_parser_t parser;
    const char *name;
    Arena *arena;
    Diagnostics *diagnostics;
    Node *stack[NODE_DEPTH_LIMIT];
    Node *last[NODE_DEPTH_LIMIT]; /* last child at each depth */
    const char *key[NODE_DEPTH_LIMIT];
    size_t depth, count;
    Node *root;
    bool failed;
} Builder;

static void fail(Builder *builder, yaml_mark_t mark, const char *message)
{
    diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->name, mark.line + 1,
                    mark.column + 1, "%s", message);
    builder->failed = true;
}

/* Content may be hostile: NUL bytes would cut strings short without anyone noticing. */
static bool has_nul(const yaml_event_t *event)
{
    return memchr(event->data.scalar.value, 0, event->data.scalar.length) != NULL;
}

static Node *new_node(Builder *builder, NodeKind kind, yaml_mark_t mark)
{
    Node *node = arena_alloc(builder->arena, 1, sizeof *node);
    node->kind = kind;
    node->line = (uint32_t)mark.line + 1;
    node->column = (uint32_t)mark.column + 1;
    if (++builder->count > NODE_COUNT_LIMIT)
        fail(builder, mark, "the file has too many entries");
    return node;
}

static void append(Builder *builder, Node *node)
{
    if (builder->depth == 0) {
        if (builder->root == NULL)
            builder->root = node;
        return;
    }
    size_t top = builder->depth - 1;
    Node *parent = builder->stack[top];
    node->key = builder->key[top];
    builder->key[top] = NULL;
    if (node->key && parent->count == NODE_KEYS_LIMIT) {
        diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->name, node->line,
                        node->column, "too many keys in one mapping (at most %d)", NODE_KEYS_LIMIT);
        builder->failed = true;
        return;
    }
    if (node->key && node_member(parent, node->key)) {
        diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->name, node->line,
                        node->column, "'%s' is given twice here (remove one)", node->key);
        return;
    }
    if (builder->last[top])
        builder->last[top]->next = node;
    else
        parent->first = node;
    builder->last[top] = node;
    parent->count++;
}

static bool awaits_key(const Builder *builder)
{
    return builder->depth > 0 && builder->stack[builder->depth - 1]->kind == NODE_MAPPING &&
           builder->key[builder->depth - 1] == NULL;
}

static void add_scalar(Builder *builder, const yaml_event_t *event)
{
    const char *value = (const char *)event->data.scalar.value;
    if (has_nul(event)) {
        fail(builder, event->start_mark, "a zero byte in text (remove it)");
        return;
    }
    char *text = arena_dup_range(builder->arena, value, event->data.scalar.length);
    if (awaits_key(builder)) {
        builder->key[builder->depth - 1] = text;
        return;
    }
    Node *node = new_node(builder, NODE_SCALAR, event->start_mark);
    node->text = text;
    node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    append(builder, node);
}

static void open_collection(Builder *builder, NodeKind kind, const yaml_event_t *event)
{
    if (awaits_key(builder)) {
        fail(builder, event->start_mark, "a key must be plain text");
        return;
    }
    if (builder->depth == NODE_DEPTH_LIMIT) {
        fail(builder, event->start_mark, "nested too deeply");
        return;
    }
    Node *node = new_node(builder, kind, event->start_mark);
    append(builder, node);
    builder->stack[builder->depth] = node;
    builder->last[builder->depth] = NULL;
    builder->key[builder->depth] = NULL;
    builder->depth++;
}

static void handle(Builder *builder, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_ALIAS_EVENT:
        fail(builder, event->start_mark, "an alias (*name): write the value out");
        break;
    case YAML_SCALAR_EVENT:
        if (event->data.scalar.tag)
            fail(builder, event->start_mark, "a tag (!name): remove it");
        else
            add_scalar(builder, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
        open_collection(builder, NODE_SEQUENCE, event);
        break;
    case YAML_MAPPING_START_EVENT:
        open_collection(builder, NODE_MAPPING, event);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        builder->depth--;
        break;
    case YAML_DOCUMENT_START_EVENT:
        if (builder->root)
            fail(builder, event->start_mark, "a second document (---): one to a file");
        break;
    default:
        break;
    }
}

static void report_syntax(Builder *builder)
{
    const yaml_parser_t *parser = &builder->parser;
    const char *problem = parser->problem ? parser->problem : "cannot be read";
    yaml_mark_t mark = parser->problem_mark;
    if (parser->error == YAML_MEMORY_ERROR)
        mem_exhausted();
    if (parser->error == YAML_READER_ERROR) {
        diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->name, 1, 1,
                        "%s at byte %zu (expected UTF-8 text)", problem, parser->problem_offset);
        return;
    }
    diagnostics_add(builder->diagnostics, SEVERITY_ERROR, builder->name, mark.line + 1,
                    mark.column + 1, "not valid YAML: %s%s%s", problem, parser->context ? " " : "",
                    parser->context ? parser->context : "");
}

Node *node_read_bytes(const char *name, const char *bytes, size_t length, Arena *arena,
                      Diagnostics *diagnostics)
{
    Builder builder = {.name = name, .arena = arena, .diagnostics = diagnostics};
    if (!yaml_parser_initialize(&builder.parser))
        mem_exhausted();
    yaml_parser_set_input_string(&builder.parser, (const unsigned char *)bytes, length);
    yaml_parser_set_encoding(&builder.parser, YAML_UTF8_ENCODING);
    bool done = false;
    while (!done && !builder.failed) {
        yaml_event_t event;
        if (!yaml_parser_parse(&builder.parser, &event)) {
            report_syntax(&builder);
            builder.failed = true;
            break;
        }
        done = event.type == YAML_STREAM_END_EVENT;
        handle(&builder, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&builder.parser);
    return builder.failed ? NULL : builder.root;
}

Node *node_read_file(const char *path, Arena *arena, Diagnostics *diagnostics)
{
    char *bytes = NULL;
    size_t length = 0;
    Error error;
    if (file_read(path, NODE_FILE_LIMIT, &bytes, &length, &error) != STATUS_OK) {
        diagnostics_add(diagnostics, SEVERITY_ERROR, path, 0, 0, "%s", error.message);
        diagnostics->unread++;
        return NULL;
    }
    Node *root = node_read_bytes(path, bytes, length, arena, diagnostics);
    mem_free(bytes);
    return root;
}

const Node *node_member(const Node *mapping, const char *key)
{
    if (mapping == NULL || mapping->kind != NODE_MAPPING)
        return NULL;
    for (const Node *child = mapping->first; child; child = child->next)
        if (strcmp(child->key, key) == 0)
            return child;
    return NULL;
}

const char *node_kind_name(const Node *node)
{
    switch (node->kind) {
    case NODE_SEQUENCE:
        return "a list";
    case NODE_MAPPING:
        return "a mapping";
    case NODE_SCALAR:
        break;
    }
    return "text";
}
