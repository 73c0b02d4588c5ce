/* The reading half of json.h: a strict recursive-descent parser (RFC 8259) whose depth is bounded. */
#include "base/json.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define DEPTH_LIMIT 64
#define INTEGER_END 9223372036854775808.0 /* 2^63 */

typedef struct Reader {
    const char *text;
    size_t length, at;
    unsigned depth;
    Arena *arena;
    Buffer scratch;
    Error *error;
} Reader;

static bool read_value(Reader *reader, JsonValue *value);

/* Always false, so that it can end a reading function. */
static bool fail(Reader *reader, const char *expected)
{
    size_t line = 1, column = 1;
    for (size_t i = 0; i < reader->at && i < reader->length; i++) {
        column++;
        if (reader->text[i] == '\n') {
            line++;
            column = 1;
        }
    }
    (void)error_set(reader->error, STATUS_CONTENT, "invalid JSON at %zu:%zu: %s", line, column,
                    expected);
    return false;
}

static char peek(const Reader *reader)
{
    if (reader->at >= reader->length)
        return '\0';
    return reader->text[reader->at];
}

static void skip_blanks(Reader *reader)
{
    while (reader->at < reader->length && strchr(" \t\r\n", peek(reader)) != NULL &&
           peek(reader) != '\0')
        reader->at++;
}

static bool take(Reader *reader, char wanted)
{
    if (reader->at >= reader->length || peek(reader) != wanted)
        return false;
    reader->at++;
    return true;
}

static bool take_word(Reader *reader, const char *word)
{
    size_t length = strlen(word);
    if (reader->length - reader->at < length ||
        memcmp(reader->text + reader->at, word, length) != 0)
        return false;
    reader->at += length;
    return true;
}

static bool read_hex(Reader *reader, uint32_t *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++) {
        char digit = peek(reader);
        uint32_t value;
        if (digit >= '0' && digit <= '9')
            value = (uint32_t)(digit - '0');
        else if (digit >= 'a' && digit <= 'f')
            value = (uint32_t)(digit - 'a') + 10;
        else if (digit >= 'A' && digit <= 'F')
            value = (uint32_t)(digit - 'A') + 10;
        else
            return fail(reader, "expected four hexadecimal digits after \\u");
        *unit = *unit * 16 + value;
        reader->at++;
    }
    return true;
}

/* \uXXXX, or a surrogate pair of two; half a pair reads as U+FFFD. */
static bool read_unicode(Reader *reader)
{
    uint32_t code_point;
    if (!read_hex(reader, &code_point))
        return false;
    if (code_point == 0)
        return fail(reader, "a NUL character is not supported in text");
    size_t before = reader->at;
    uint32_t low;
    if (code_point >= 0xD800 && code_point < 0xDC00 && take_word(reader, "\\u")) {
        if (!read_hex(reader, &low))
            return false;
        if (low >= 0xDC00 && low < 0xE000)
            code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
        else
            reader->at = before;
    }
    char bytes[4];
    buffer_add(&reader->scratch, bytes, utf8_encode(code_point, bytes));
    return true;
}

static bool read_escape(Reader *reader)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    char letter = peek(reader);
    const char *found = letter == '\0' ? NULL : strchr(letters, letter);
    if (found != NULL) {
        reader->at++;
        buffer_add_char(&reader->scratch, meanings[found - letters]);
        return true;
    }
    if (!take(reader, 'u'))
        return fail(reader, "unknown escape in a string");
    return read_unicode(reader);
}

/* The string whose opening quote was taken; the result lives in the arena. */
static bool read_string(Reader *reader, const char **string)
{
    buffer_clear(&reader->scratch);
    while (!take(reader, '"')) {
        if (reader->at >= reader->length)
            return fail(reader, "a string does not end");
        uint32_t code_point;
        const char *start = reader->text + reader->at;
        size_t used = utf8_decode(start, reader->length - reader->at, &code_point);
        if (code_point < 0x20)
            return fail(reader, "a control character in a string must be escaped");
        if (used == 1 && code_point > 0x7F)
            return fail(reader, "text must be valid UTF-8");
        reader->at += used;
        if (code_point == '\\') {
            if (!read_escape(reader))
                return false;
        } else {
            buffer_add(&reader->scratch, start, used);
        }
    }
    *string = arena_dup_range(reader->arena, buffer_text(&reader->scratch), reader->scratch.length);
    return true;
}

static bool skip_digits(Reader *reader)
{
    size_t before = reader->at;
    while (peek(reader) >= '0' && peek(reader) <= '9')
        reader->at++;
    return reader->at > before;
}

/* strtod expects the locale's decimal point, JSON has a dot. */
static double convert(Reader *reader, const char *digits, size_t length)
{
    buffer_clear(&reader->scratch);
    for (size_t i = 0; i < length; i++) {
        if (digits[i] == '.')
            buffer_add_text(&reader->scratch, localeconv()->decimal_point);
        else
            buffer_add_char(&reader->scratch, digits[i]);
    }
    return strtod(buffer_text(&reader->scratch), NULL);
}

static bool read_number(Reader *reader, JsonValue *value)
{
    size_t start = reader->at;
    (void)take(reader, '-');
    bool ok = take(reader, '0') || skip_digits(reader);
    if (ok && take(reader, '.'))
        ok = skip_digits(reader);
    if (ok && (take(reader, 'e') || take(reader, 'E'))) {
        if (!take(reader, '+'))
            (void)take(reader, '-');
        ok = skip_digits(reader);
    }
    if (!ok)
        return fail(reader, "expected a value");
    value->kind = JSON_NUMBER;
    value->number = convert(reader, reader->text + start, reader->at - start);
    return isfinite(value->number) ? true : fail(reader, "number out of range");
}

/* Members up to the closing bracket; the opening one was taken. */
static bool read_members(Reader *reader, JsonValue *parent, char closing)
{
    JsonValue **link = &parent->first;
    if (++reader->depth > DEPTH_LIMIT)
        return fail(reader, "nested too deeply (at most 64 levels)");
    skip_blanks(reader);
    for (bool more = !take(reader, closing); more; more = !take(reader, closing)) {
        if (link != &parent->first && !take(reader, ','))
            return fail(reader, closing == ']' ? "expected , or ]" : "expected , or }");
        skip_blanks(reader);
        JsonValue *member = arena_alloc(reader->arena, 1, sizeof *member);
        if (closing == '}') {
            if (!take(reader, '"'))
                return fail(reader, "expected a key in quotes");
            if (!read_string(reader, &member->key))
                return false;
            skip_blanks(reader);
            if (!take(reader, ':'))
                return fail(reader, "expected : after a key");
        }
        if (!read_value(reader, member))
            return false;
        *link = member;
        link = &member->next;
        skip_blanks(reader);
    }
    reader->depth--;
    return true;
}

static bool read_value(Reader *reader, JsonValue *value)
{
    skip_blanks(reader);
    if (take(reader, '{')) {
        value->kind = JSON_OBJECT;
        return read_members(reader, value, '}');
    }
    if (take(reader, '[')) {
        value->kind = JSON_ARRAY;
        return read_members(reader, value, ']');
    }
    if (take(reader, '"')) {
        value->kind = JSON_TEXT;
        return read_string(reader, &value->text);
    }
    if (take_word(reader, "null"))
        return true;
    value->boolean = take_word(reader, "true");
    if (value->boolean || take_word(reader, "false")) {
        value->kind = JSON_BOOL;
        return true;
    }
    return read_number(reader, value);
}

Status json_parse(const char *text, size_t length, Arena *arena, const JsonValue **value,
                  Error *error)
{
    Reader reader = {.text = text, .length = length, .arena = arena, .error = error};
    JsonValue *root = arena_alloc(arena, 1, sizeof *root);
    bool ok = read_value(&reader, root);
    if (ok) {
        skip_blanks(&reader);
        if (reader.at < reader.length)
            ok = fail(&reader, "unexpected text after the end");
    }
    buffer_done(&reader.scratch);
    *value = ok ? root : NULL;
    return ok ? STATUS_OK : STATUS_CONTENT;
}

const JsonValue *json_member(const JsonValue *object, const char *key)
{
    if (object == NULL || object->kind != JSON_OBJECT)
        return NULL;
    const JsonValue *member = object->first;
    while (member != NULL && strcmp(member->key, key) != 0)
        member = member->next;
    return member;
}

const char *json_get_text(const JsonValue *object, const char *key, const char *fallback)
{
    const JsonValue *member = json_member(object, key);
    return member != NULL && member->kind == JSON_TEXT ? member->text : fallback;
}

int64_t json_get_integer(const JsonValue *object, const char *key, int64_t fallback)
{
    const JsonValue *member = json_member(object, key);
    if (member == NULL || member->kind != JSON_NUMBER || member->number < -INTEGER_END ||
        member->number >= INTEGER_END || (double)(int64_t)member->number != member->number)
        return fallback;
    return (int64_t)member->number;
}

bool json_get_bool(const JsonValue *object, const char *key, bool fallback)
{
    const JsonValue *member = json_member(object, key);
    return member != NULL && member->kind == JSON_BOOL ? member->boolean : fallback;
}
