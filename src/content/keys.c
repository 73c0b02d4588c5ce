#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/memory.h"
#include "content/reader.h"
#include "content/settings.h"

static void add_key(KeyBindings *bindings, const Reader *reader, const char *action,
                    const Node *key)
{
    if (key->kind != NODE_SCALAR || key->text[0] == '\0') {
        reader_complain(reader, key, "a key of '%s' must be a key name such as j, Space or C-l",
                        action);
        return;
    }
    *array_push(bindings) = (KeyBinding){
        .action = mem_dup(action),
        .key = mem_dup(key->text),
        .line = key->line,
        .column = key->column,
    };
}

static void read_bindings(KeyBindings *bindings, const Reader *reader, const Node *root)
{
    if (!reader_expect_mapping(reader, root, "a keys file", "bind"))
        return;
    const Node *bind = node_member(root, "bind");
    if (bind == NULL || bind->kind != NODE_MAPPING) {
        reader_complain(reader, bind ? bind : root,
                        "'bind' must be a mapping of actions to keys (such as: quit: [q, C-q])");
        return;
    }
    for (const Node *node = bind->first; node; node = node->next) {
        if (node->kind == NODE_SCALAR)
            add_key(bindings, reader, node->key, node);
        else if (node->kind == NODE_SEQUENCE)
            for (const Node *key = node->first; key; key = key->next)
                add_key(bindings, reader, node->key, key);
        else
            reader_complain(reader, node, "'%s' is a mapping (expected a key or a list of keys)",
                            node->key);
    }
}

Status keys_read(const char *path, KeyBindings *bindings, Diagnostics *diagnostics, Error *error)
{
    size_t before = diagnostics->errors, known = diagnostics->count;
    if (!file_exists(path))
        return STATUS_OK;
    Arena *arena = arena_new();
    Reader reader = {.file = path, .diagnostics = diagnostics, .arena = arena};
    const Node *root = node_read_file(path, arena, diagnostics);
    if (root)
        read_bindings(bindings, &reader, root);
    arena_free(arena);
    return diagnostics->errors == before ? STATUS_OK
                                         : diagnostics_fail(diagnostics, known, path, error);
}

void keys_done(KeyBindings *bindings)
{
    for (size_t i = 0; i < bindings->count; i++) {
        mem_free(bindings->items[i].action);
        mem_free(bindings->items[i].key);
    }
    array_done(bindings);
}
