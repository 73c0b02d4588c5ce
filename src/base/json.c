/* The writing half of json.h. */
#include "base/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define DEPTH_LIMIT (sizeof((JsonWriter *)0)->first / sizeof((JsonWriter *)0)->first[0])

void json_begin(JsonWriter *json, Buffer *out)
{
    *json = (JsonWriter){.out = out};
    json->first[0] = true;
}

/* Whatever is nested deeper than the writer can keep track of is one null in its place. */
static bool too_deep(const JsonWriter *json)
{
    return json->depth >= DEPTH_LIMIT;
}

/* The comma before a value or key, when one is due; false when nothing is to be written here. */
static bool start_item(JsonWriter *json)
{
    if (too_deep(json))
        return false;
    if (json->after_key)
        json->after_key = false;
    else if (json->first[json->depth])
        json->first[json->depth] = false;
    else
        buffer_add_char(json->out, ',');
    return true;
}

static void open_level(JsonWriter *json, char bracket)
{
    if (start_item(json)) {
        if (json->depth + 1 < DEPTH_LIMIT) {
            buffer_add_char(json->out, bracket);
            json->first[json->depth + 1] = true;
        } else {
            buffer_add_text(json->out, "null");
        }
    }
    json->depth++;
}

static void close_level(JsonWriter *json, char bracket)
{
    if (json->depth == 0)
        return;
    if (!too_deep(json))
        buffer_add_char(json->out, bracket);
    json->depth--;
}

void json_object_open(JsonWriter *json)
{
    open_level(json, '{');
}

void json_object_close(JsonWriter *json)
{
    close_level(json, '}');
}

void json_array_open(JsonWriter *json)
{
    open_level(json, '[');
}

void json_array_close(JsonWriter *json)
{
    close_level(json, ']');
}

/* A terminal may read the text raw: controls, and what shows nothing or turns round what follows. */
static bool is_escaped(uint32_t code_point)
{
    return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) || code_point == 0x061C ||
           code_point == 0x200B || code_point == 0x200E || code_point == 0x200F ||
           (code_point >= 0x2028 && code_point <= 0x202E) ||
           (code_point >= 0x2060 && code_point <= 0x206F) || code_point == 0xFEFF;
}

static void add_escaped(Buffer *out, uint32_t code_point)
{
    static const char names[] = "\"\\\b\f\n\r\t";
    static const char letters[] = "\"\\bfnrt";
    const char *found =
        code_point == 0 || code_point > 0x7F ? NULL : strchr(names, (int)code_point);
    char bytes[4];
    if (found != NULL) {
        buffer_add_char(out, '\\');
        buffer_add_char(out, letters[found - names]);
    } else if (is_escaped(code_point)) {
        buffer_add_format(out, "\\u%04" PRIx32, code_point);
    } else {
        buffer_add(out, bytes, utf8_encode(code_point, bytes));
    }
}

static void add_string(Buffer *out, const char *text)
{
    size_t length = strlen(text);
    buffer_add_char(out, '"');
    for (size_t at = 0; at < length;) {
        uint32_t code_point;
        at += utf8_decode(text + at, length - at, &code_point);
        add_escaped(out, code_point);
    }
    buffer_add_char(out, '"');
}

void json_key(JsonWriter *json, const char *key)
{
    if (!start_item(json))
        return;
    add_string(json->out, key);
    buffer_add_char(json->out, ':');
    json->after_key = true;
}

void json_text(JsonWriter *json, const char *text)
{
    if (text == NULL)
        json_null(json);
    else if (start_item(json))
        add_string(json->out, text);
}

void json_integer(JsonWriter *json, int64_t value)
{
    if (start_item(json))
        buffer_add_format(json->out, "%" PRId64, value);
}

/* Puts digits and a decimal exponent (value = 0.DIGITS * 10^point) in JSON's form: plain near 1,
 * else with an exponent. Done by hand because printf's decimal point depends on the locale. */
static void add_decimal(Buffer *out, const char *digits, int count, int point)
{
    if (point > 0 && point <= 17) {
        for (int i = 0; i < count || i < point; i++) {
            if (i == point)
                buffer_add_char(out, '.');
            buffer_add(out, i < count ? &digits[i] : "0", 1);
        }
    } else if (point <= 0 && point > -5) {
        buffer_add_text(out, "0.");
        for (int i = point; i < 0; i++)
            buffer_add_char(out, '0');
        buffer_add(out, digits, (size_t)count);
    } else {
        buffer_add_char(out, digits[0]);
        if (count > 1) {
            buffer_add_char(out, '.');
            buffer_add(out, digits + 1, (size_t)count - 1);
        }
        buffer_add_format(out, "e%+d", point - 1);
    }
}

void json_number(JsonWriter *json, double value)
{
    if (!isfinite(value)) {
        json_null(json);
        return;
    }
    if (!start_item(json))
        return;
    char text[40];
    for (int precision = 0; precision < 17; precision++) {
        (void)snprintf(text, sizeof text, "%.*e", precision, fabs(value));
        if (strtod(text, NULL) == fabs(value))
            break;
    }
    char digits[20] = {0};
    int count = 0;
    const char *at = text;
    for (; *at != 'e' && *at != '\0'; at++) {
        if (*at >= '0' && *at <= '9' && count < (int)sizeof digits)
            digits[count++] = *at;
    }
    int exponent = *at == 'e' ? (int)strtol(at + 1, NULL, 10) : 0;
    if (signbit(value))
        buffer_add_char(json->out, '-');
    add_decimal(json->out, digits, count, exponent + 1);
}

void json_bool(JsonWriter *json, bool value)
{
    if (start_item(json))
        buffer_add_text(json->out, value ? "true" : "false");
}

void json_null(JsonWriter *json)
{
    if (start_item(json))
        buffer_add_text(json->out, "null");
}

void json_put_text(JsonWriter *json, const char *key, const char *text)
{
    json_key(json, key);
    json_text(json, text);
}

void json_put_integer(JsonWriter *json, const char *key, int64_t value)
{
    json_key(json, key);
    json_integer(json, value);
}

void json_put_number(JsonWriter *json, const char *key, double value)
{
    json_key(json, key);
    json_number(json, value);
}

void json_put_bool(JsonWriter *json, const char *key, bool value)
{
    json_key(json, key);
    json_bool(json, value);
}

void json_put_null(JsonWriter *json, const char *key)
{
    json_key(json, key);
    json_null(json);
}
