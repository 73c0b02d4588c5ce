#include "shell/input.h"

#include "base/utf8.h"

Key input_key(uint32_t character)
{
    switch (character) {
    case '\r':
    case '\n':
        return (Key){.code = KEYCODE_ENTER};
    case '\t':
        return (Key){.code = KEYCODE_TAB};
    case INPUT_ESCAPE:
        return (Key){.code = KEYCODE_ESCAPE};
    case 0x08:
    case 0x7F:
        return (Key){.code = KEYCODE_BACKSPACE};
    case 0:
        return (Key){.code = ' ', .modifiers = KEYCODE_CONTROL};
    default:
        break;
    }
    if (character <= 26)
        return (Key){.code = 'a' + character - 1, .modifiers = KEYCODE_CONTROL};
    if (character < ' ')
        return (Key){.code = '@' + character, .modifiers = KEYCODE_CONTROL};
    if ((character >= 0x80 && character < 0xA0) || character >= KEYCODE_FIRST)
        return (Key){.code = KEYCODE_NONE};
    return (Key){.code = character};
}

bool input_begins_sequence(uint32_t character)
{
    return character == '[' || character == 'O';
}

/* ECMA-48: parameters and intermediates are 0x20 to 0x3F. The letter of SS3 may follow digits, which
 * some terminals put there for Shift and its like. */
bool input_ends_sequence(uint32_t introducer, uint32_t character)
{
    if (introducer == 'O')
        return character < '0' || character > '9';
    return character < 0x20 || character > 0x3F;
}

bool input_is_double(ClickMemory *memory, int64_t now_ms, int row, int column)
{
    bool again = memory->at_ms != 0 && now_ms - memory->at_ms <= DOUBLE_CLICK_MS &&
                 row == memory->row && column == memory->column;
    *memory = (ClickMemory){.at_ms = again ? 0 : now_ms, .row = row, .column = column};
    return again;
}

void input_collect(Buffer *paste, uint32_t character)
{
    char bytes[4];
    if (paste->length >= PASTE_LIMIT)
        return;
    buffer_add(paste, bytes, utf8_encode(character == '\r' ? '\n' : character, bytes));
}
