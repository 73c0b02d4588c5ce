/* YAML files as trees of nodes with positions. The only place that talks to libyaml. */
#ifndef CAIRN_CONTENT_NODE_H
#define CAIRN_CONTENT_NODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "content/diagnostic.h"

/* A file larger, deeper or with more nodes than this is refused. */
#define NODE_FILE_LIMIT  ((size_t)16 << 20)
#define NODE_DEPTH_LIMIT 32
#define NODE_COUNT_LIMIT 2000000
#define NODE_KEYS_LIMIT  512 /* keys of one mapping */

typedef enum NodeKind { NODE_SCALAR, NODE_SEQUENCE, NODE_MAPPING } NodeKind;

typedef struct Node {
    NodeKind kind;
    bool plain;            /* a scalar without quotes: may be a number, a truth value or null */
    uint32_t line, column; /* from 1 */
    const char *text;      /* scalar: NUL-terminated valid UTF-8 without NUL inside */
    const char *key;       /* this node is the value of this key in a mapping, else NULL */
    struct Node *first, *next;
    size_t count; /* children */
} Node;

/* Parses a file (or bytes, `name` standing for the file) into `arena`. NULL, with a diagnostic, when it
 * cannot be read or is not YAML; NULL without one for an empty document. Aliases and tags are refused:
 * content needs neither, and "billion laughs" needs the first. Doubled keys are diagnosed, the first
 * one counts. */
Node *node_read_file(const char *path, Arena *arena, Diagnostics *diagnostics);
Node *node_read_bytes(const char *name, const char *bytes, size_t length, Arena *arena,
                      Diagnostics *diagnostics);

/* The value of a key of a mapping, NULL when absent (or `mapping` is none). */
const Node *node_member(const Node *mapping, const char *key);

/* "text", "a list", "a mapping": what a node is, for messages. */
const char *node_kind_name(const Node *node);

#endif
