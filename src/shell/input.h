/* What a terminal sends, as keys, clicks and pastes; knows nothing of curses. */
#ifndef CAIRN_SHELL_INPUT_H
#define CAIRN_SHELL_INPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "app/key.h"
#include "base/buffer.h"

#define INPUT_ESCAPE 0x1B

/* The key of a character as it came: control characters are keys with KEYCODE_CONTROL, or Enter,
 * Tab, Backspace, Escape; KEYCODE_NONE for what is no key. */
Key input_key(uint32_t character);

/* Whether ESC and this character begin a control sequence (CSI, SS3), and whether this one ends it. */
bool input_begins_sequence(uint32_t character);
bool input_ends_sequence(uint32_t introducer, uint32_t character);

/* Where and when the mouse was pressed last. Zero-initialise. */
typedef struct ClickMemory {
    int64_t at_ms; /* 0: nothing to be doubled */
    int row, column;
} ClickMemory;

#define DOUBLE_CLICK_MS 400

/* Whether this press doubles the one before: the same cell, in time. A third begins anew. */
bool input_is_double(ClickMemory *memory, int64_t now_ms, int row, int column);

/* Adds a character to a paste (line ends become '\n'); what is beyond PASTE_LIMIT bytes is lost. */
#define PASTE_LIMIT ((size_t)1 << 20)
void input_collect(Buffer *paste, uint32_t character);

#endif
