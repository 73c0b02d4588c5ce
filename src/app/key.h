/* Keys as the interface knows them, and their names in keys.yaml, help and hints. */
#ifndef CAIRN_APP_KEY_H
#define CAIRN_APP_KEY_H

#include <stdbool.h>
#include <stdint.h>

/* Keys that are no character; values above all of Unicode. (Not KEY_*: curses has those names.) */
enum {
    KEYCODE_NONE = 0,
    KEYCODE_FIRST = 0x110000,
    KEYCODE_UP = KEYCODE_FIRST,
    KEYCODE_DOWN,
    KEYCODE_LEFT,
    KEYCODE_RIGHT,
    KEYCODE_HOME,
    KEYCODE_END,
    KEYCODE_PAGE_UP,
    KEYCODE_PAGE_DOWN,
    KEYCODE_INSERT,
    KEYCODE_DELETE,
    KEYCODE_BACKSPACE,
    KEYCODE_ENTER,
    KEYCODE_ESCAPE,
    KEYCODE_TAB,
    KEYCODE_BACKTAB,
    KEYCODE_F1,
    KEYCODE_F12 = KEYCODE_F1 + 11,
    KEYCODE_LAST = KEYCODE_F12
};

enum { KEYCODE_CONTROL = 1, KEYCODE_ALT = 2 };

/* A Unicode code point or KEYCODE_*; control letters come as the lower-case letter with KEYCODE_CONTROL
 * (but Enter, Tab, Backspace and Escape as themselves). */
typedef struct Key {
    uint32_t code;
    uint8_t modifiers;
} Key;

#define KEY_NAME_SIZE 24

/* "j", "Space", "Enter", "Up", "C-l", "M-x", "F1". */
void key_format(Key key, char out[KEY_NAME_SIZE]);

/* The same backwards, letter case of names ignored; false when it is no key name. */
bool key_parse(const char *name, Key *key);

bool key_equal(Key left, Key right);

#endif
