#include "content/reader.h"

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "study/match.h"

#define KEYS_MAX 40

__attribute__((format(printf, 4, 0))) static void tell(const Reader *reader, const Node *node,
                                                       Severity severity, const char *format,
                                                       va_list arguments)
{
    char message[1024];
    (void)vsnprintf(message, sizeof message, format, arguments);
    diagnostics_add(reader->diagnostics, severity, reader->file, node ? node->line : 0,
                    node ? node->column : 0, "%s", message);
}

void reader_complain(const Reader *reader, const Node *node, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    tell(reader, node, SEVERITY_ERROR, format, arguments);
    va_end(arguments);
}

void reader_warn(const Reader *reader, const Node *node, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    tell(reader, node, SEVERITY_WARNING, format, arguments);
    va_end(arguments);
}

/* Splits a blank-separated list into `names` (pointing into `storage`); returns how many. */
static size_t split_keys(const char *keys, char *storage, size_t size, const char *names[KEYS_MAX])
{
    size_t count = 0;
    (void)snprintf(storage, size, "%s", keys);
    for (char *at = storage; *at && count < KEYS_MAX;) {
        names[count++] = at;
        at += strcspn(at, " ");
        if (*at)
            *at++ = '\0';
    }
    return count;
}

bool reader_expect_mapping(const Reader *reader, const Node *node, const char *what,
                           const char *keys)
{
    if (node == NULL || node->kind != NODE_MAPPING) {
        reader_complain(reader, node, "%s must be a mapping with keys, not %s (keys: %s)", what,
                        node ? node_kind_name(node) : "empty", keys);
        return false;
    }
    char storage[512];
    const char *names[KEYS_MAX];
    size_t count = split_keys(keys, storage, sizeof storage, names);
    for (const Node *child = node->first; child; child = child->next) {
        bool known = false;
        for (size_t i = 0; i < count && !known; i++)
            known = strcmp(names[i], child->key) == 0;
        if (known)
            continue;
        const char *nearest = match_nearest(child->key, names, count);
        if (nearest)
            reader_complain(reader, child, "unknown key '%s' in %s (did you mean '%s'?)",
                            child->key, what, nearest);
        else
            reader_complain(reader, child, "unknown key '%s' in %s (known: %s)", child->key, what,
                            keys);
    }
    return true;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\n\r")] == '\0';
}

/* Block scalars end in a newline that no reader of a field wants. */
static const char *trimmed(const Reader *reader, const char *text)
{
    size_t length = strlen(text);
    while (length > 0 && strchr(" \t\n\r", text[length - 1]))
        length--;
    return arena_dup_range(reader->arena, text, length);
}

const char *reader_text(const Reader *reader, const Node *mapping, const char *key, bool required)
{
    const Node *node = node_member(mapping, key);
    if (node == NULL) {
        if (required)
            reader_complain(reader, mapping, "'%s' is missing (expected text)", key);
        return required ? NULL : "";
    }
    if (node->kind != NODE_SCALAR) {
        reader_complain(reader, node, "'%s' is %s (expected text)", key, node_kind_name(node));
        return required ? NULL : "";
    }
    if (required && is_blank(node->text)) {
        reader_complain(reader, node, "'%s' is empty (expected text)", key);
        return NULL;
    }
    return trimmed(reader, node->text);
}

static bool is_id(const char *text)
{
    bool inside = false; /* within a part between slashes */
    for (const char *at = text; *at; at++) {
        if (*at == '/') {
            if (!inside)
                return false;
            inside = false;
        } else if (isalnum((unsigned char)*at) || (inside && strchr("-._", *at))) {
            inside = true;
        } else {
            return false;
        }
    }
    return inside;
}

const char *reader_id(const Reader *reader, const Node *mapping)
{
    const char *id = reader_text(reader, mapping, "id", true);
    if (id == NULL)
        return NULL;
    if (!is_id(id) || strlen(id) > 90) {
        reader_complain(
            reader, node_member(mapping, "id"),
            "'%.100s' is no id (expected letters, digits, '-', '.', '_' and '/' between "
            "parts, 90 at most)",
            id);
        return NULL;
    }
    return id;
}

const Node *reader_list(const Reader *reader, const Node *mapping, const char *key)
{
    const Node *node = node_member(mapping, key);
    if (node == NULL || node->kind == NODE_SEQUENCE)
        return node;
    reader_complain(reader, node, "'%s' is %s (expected a list)", key, node_kind_name(node));
    return NULL;
}

TextList reader_text_list(const Reader *reader, const Node *mapping, const char *key)
{
    TextList list = {0};
    const Node *node = node_member(mapping, key);
    if (node == NULL)
        return list;
    if (node->kind == NODE_MAPPING) {
        reader_complain(reader, node, "'%s' is a mapping (expected a list of texts)", key);
        return list;
    }
    size_t count = node->kind == NODE_SCALAR ? 1 : node->count;
    list.items = arena_alloc(reader->arena, count, sizeof *list.items);
    if (node->kind == NODE_SCALAR) {
        list.items[list.count++] = trimmed(reader, node->text);
        return list;
    }
    for (const Node *item = node->first; item; item = item->next) {
        if (item->kind == NODE_SCALAR && !is_blank(item->text))
            list.items[list.count++] = trimmed(reader, item->text);
        else
            reader_complain(reader, item, "an entry of '%s' is %s (expected text)", key,
                            item->kind == NODE_SCALAR ? "empty" : node_kind_name(item));
    }
    return list;
}

static bool parse_number(const Node *node, double *value)
{
    if (node->kind != NODE_SCALAR || node->text[0] == '\0')
        return false;
    char *end = NULL;
    *value = strtod(node->text, &end);
    return *end == '\0' && isfinite(*value) && *value >= 0 && *value <= 1e9;
}

bool reader_range(const Reader *reader, const Node *mapping, const char *key, int32_t *low,
                  int32_t *high)
{
    const Node *node = node_member(mapping, key);
    if (node == NULL)
        return false;
    double ends[2] = {0};
    bool good = node->kind == NODE_SEQUENCE && node->count == 2 &&
                parse_number(node->first, &ends[0]) && parse_number(node->first->next, &ends[1]) &&
                ends[0] <= ends[1] && floor(ends[0]) == ends[0] && floor(ends[1]) == ends[1];
    if (!good) {
        reader_complain(reader, node,
                        "'%s' is no range (expected two whole numbers, the smaller first: [1, 2])",
                        key);
        return false;
    }
    *low = (int32_t)ends[0];
    *high = (int32_t)ends[1];
    return true;
}

double reader_number(const Reader *reader, const Node *mapping, const char *key, double fallback)
{
    const Node *node = node_member(mapping, key);
    double value = 0;
    if (node == NULL)
        return fallback;
    if (parse_number(node, &value))
        return value;
    reader_complain(reader, node, "'%s' is no number (expected 0 or more)", key);
    return fallback;
}

bool reader_bool(const Reader *reader, const Node *mapping, const char *key, bool fallback)
{
    static const char *const words[] = {"true", "yes", "on", "false", "no", "off"};
    const Node *node = node_member(mapping, key);
    if (node == NULL)
        return fallback;
    for (size_t i = 0; node->kind == NODE_SCALAR && i < sizeof words / sizeof *words; i++)
        if (strcasecmp(node->text, words[i]) == 0)
            return i < 3;
    reader_complain(reader, node, "'%s' must be true or false", key);
    return fallback;
}
