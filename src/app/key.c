#include "app/key.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"

typedef struct KeyName {
    const char *name;
    uint32_t code;
} KeyName;

/* The first name of a code is the one that key_format gives. */
static const KeyName NAMES[] = {
    {"Up", KEYCODE_UP},
    {"Down", KEYCODE_DOWN},
    {"Left", KEYCODE_LEFT},
    {"Right", KEYCODE_RIGHT},
    {"Home", KEYCODE_HOME},
    {"End", KEYCODE_END},
    {"PageUp", KEYCODE_PAGE_UP},
    {"PgUp", KEYCODE_PAGE_UP},
    {"PageDown", KEYCODE_PAGE_DOWN},
    {"PgDn", KEYCODE_PAGE_DOWN},
    {"Insert", KEYCODE_INSERT},
    {"Delete", KEYCODE_DELETE},
    {"Backspace", KEYCODE_BACKSPACE},
    {"Enter", KEYCODE_ENTER},
    {"Return", KEYCODE_ENTER},
    {"Esc", KEYCODE_ESCAPE},
    {"Escape", KEYCODE_ESCAPE},
    {"Tab", KEYCODE_TAB},
    {"BackTab", KEYCODE_BACKTAB},
    {"Space", ' '},
};

#define NAME_COUNT (sizeof NAMES / sizeof NAMES[0])

/* The name of a code that is no letter, digit or sign; NULL for those. */
static const char *name_of(uint32_t code)
{
    for (size_t i = 0; i < NAME_COUNT; i++) {
        if (NAMES[i].code == code) {
            return NAMES[i].name;
        }
    }
    return NULL;
}

void key_format(Key key, char out[KEY_NAME_SIZE])
{
    char body[KEY_NAME_SIZE] = "";
    if (key.modifiers == 0 && key.code > ' ' && key.code < 0x7F) { /* most of what a frame shows */
        out[0] = (char)key.code;
        out[1] = '\0';
        return;
    }
    const char *name = name_of(key.code);
    if (name != NULL) {
        snprintf(body, sizeof body, "%s", name);
    } else if (key.code >= KEYCODE_F1 && key.code <= KEYCODE_F12) {
        snprintf(body, sizeof body, "F%u", key.code - KEYCODE_F1 + 1);
    } else if (key.code != KEYCODE_NONE && key.code < KEYCODE_FIRST) {
        body[utf8_encode(key.code, body)] = '\0';
    }
    snprintf(out, KEY_NAME_SIZE, "%s%s%.16s", key.modifiers & KEYCODE_CONTROL ? "C-" : "",
             key.modifiers & KEYCODE_ALT ? "M-" : "", body);
}

/* "F1".."F12", else KEYCODE_NONE. */
static uint32_t function_code(const char *name)
{
    uint32_t number = 0;
    if ((name[0] != 'F' && name[0] != 'f') || name[1] == '0' || strlen(name) > 3) {
        return KEYCODE_NONE;
    }
    for (const char *digit = name + 1; *digit != '\0'; digit++) {
        if (*digit < '0' || *digit > '9') {
            return KEYCODE_NONE;
        }
        number = number * 10 + (uint32_t)(*digit - '0');
    }
    return number >= 1 && number <= 12 ? KEYCODE_F1 + number - 1 : KEYCODE_NONE;
}

/* A single code point, a name or a function key; KEYCODE_NONE for anything else. */
static uint32_t code_of(const char *name)
{
    size_t length = strlen(name);
    uint32_t code = KEYCODE_NONE;
    if (length == 0) {
        return KEYCODE_NONE;
    }
    if (utf8_valid(name, length) && utf8_decode(name, length, &code) == length) {
        return code > ' ' && code != 0x7F && !(code >= 0x80 && code < 0xA0) ? code : KEYCODE_NONE;
    }
    for (size_t i = 0; i < NAME_COUNT; i++) {
        if (strcasecmp(NAMES[i].name, name) == 0) {
            return NAMES[i].code;
        }
    }
    return function_code(name);
}

bool key_parse(const char *name, Key *key)
{
    Key parsed = {0};
    while ((name[0] == 'C' || name[0] == 'M') && name[1] == '-' && name[2] != '\0') {
        uint8_t bit = name[0] == 'C' ? KEYCODE_CONTROL : KEYCODE_ALT;
        if (parsed.modifiers & bit) {
            return false;
        }
        parsed.modifiers |= bit;
        name += 2;
    }
    parsed.code = code_of(name);
    if (parsed.code == KEYCODE_NONE) {
        return false;
    }
    if (parsed.modifiers & KEYCODE_CONTROL) {
        parsed.code = utf8_lower(parsed.code);
    }
    *key = parsed;
    return true;
}

bool key_equal(Key left, Key right)
{
    return left.code == right.code && left.modifiers == right.modifiers;
}
