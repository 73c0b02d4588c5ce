/* JSON: a streaming writer that cannot produce invalid text, and a reader for small documents. */
#ifndef CAIRN_BASE_JSON_H
#define CAIRN_BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"

/* --- writing: commas and nesting are kept by the writer --- */
typedef struct JsonWriter {
    Buffer *out;
    unsigned depth;
    bool first[64]; /* nothing written yet at this depth */
    bool after_key;
} JsonWriter;

void json_begin(JsonWriter *json, Buffer *out);
void json_object_open(JsonWriter *json);
void json_object_close(JsonWriter *json);
void json_array_open(JsonWriter *json);
void json_array_close(JsonWriter *json);
void json_key(JsonWriter *json, const char *key);
void json_text(JsonWriter *json, const char *text); /* NULL writes null; bad UTF-8 becomes U+FFFD */
void json_integer(JsonWriter *json, int64_t value);
void json_number(JsonWriter *json,
                 double value); /* shortest text that reads back; NaN, inf: null */
void json_bool(JsonWriter *json, bool value);
void json_null(JsonWriter *json);

/* key and value in one call */
void json_put_text(JsonWriter *json, const char *key, const char *text);
void json_put_integer(JsonWriter *json, const char *key, int64_t value);
void json_put_number(JsonWriter *json, const char *key, double value);
void json_put_bool(JsonWriter *json, const char *key, bool value);
void json_put_null(JsonWriter *json, const char *key);

/* --- reading --- */
typedef enum JsonKind {
    JSON_NULL,
    JSON_BOOL,
    JSON_NUMBER,
    JSON_TEXT,
    JSON_ARRAY,
    JSON_OBJECT
} JsonKind;

typedef struct JsonValue {
    JsonKind kind;
    bool boolean;
    double number;
    const char *text;               /* JSON_TEXT */
    const char *key;                /* name within an object, else NULL */
    struct JsonValue *first, *next; /* children of an array or object; next sibling */
} JsonValue;

/* Parses one document (depth at most 64); the tree lives in `arena`. */
CHECKED Status json_parse(const char *text, size_t length, Arena *arena, const JsonValue **value,
                          Error *error);

/* Member of an object or NULL; typed readers give the fallback when absent or of another kind. */
const JsonValue *json_member(const JsonValue *object, const char *key);
const char *json_get_text(const JsonValue *object, const char *key, const char *fallback);
int64_t json_get_integer(const JsonValue *object, const char *key, int64_t fallback);
bool json_get_bool(const JsonValue *object, const char *key, bool fallback);

#endif
