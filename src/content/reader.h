/* Reading typed fields out of nodes: each wrong type, missing or unknown key becomes a diagnostic that
 * says what was expected. */
#ifndef CAIRN_CONTENT_READER_H
#define CAIRN_CONTENT_READER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "content/node.h"
#include "study/catalog.h"

typedef struct Reader {
    const char *file;
    Diagnostics *diagnostics;
    Arena *arena; /* results are copied here */
} Reader;

/* A diagnostic at a node. */
void reader_complain(const Reader *reader, const Node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same as a warning: what the node says can be used. */
void reader_warn(const Reader *reader, const Node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* True when `node` is a mapping whose keys are all in `keys` (blank-separated); unknown keys are
 * diagnosed with the nearest known one but do not make it false. */
bool reader_expect_mapping(const Reader *reader, const Node *node, const char *what,
                           const char *keys);

/* The text of a field; "" when absent. A required one that is absent or blank is diagnosed and gives
 * NULL; so is a list or mapping in its place. */
const char *reader_text(const Reader *reader, const Node *mapping, const char *key, bool required);

/* An id: letters, digits, '-', '.', '_' in parts separated by single '/'; NULL when absent or bad. */
const char *reader_id(const Reader *reader, const Node *mapping);

/* A list of texts (a single text counts as a list of one); empty when absent. */
TextList reader_text_list(const Reader *reader, const Node *mapping, const char *key);

/* [low, high], 0 <= low <= high; false (and untouched) when absent or bad, the latter diagnosed. */
bool reader_range(const Reader *reader, const Node *mapping, const char *key, int32_t *low,
                  int32_t *high);

/* A number >= 0; `fallback` when absent or bad. */
double reader_number(const Reader *reader, const Node *mapping, const char *key, double fallback);

/* true or false (yes, no, on, off). */
bool reader_bool(const Reader *reader, const Node *mapping, const char *key, bool fallback);

/* A list node under `key`, diagnosed when it is something else; NULL when absent. */
const Node *reader_list(const Reader *reader, const Node *mapping, const char *key);

#endif
