#include "app/line_edit.h"

#include <string.h>

#include "base/utf8.h"

void line_edit_done(LineEdit *edit)
{
    buffer_done(&edit->text);
    edit->cursor = 0;
}

void line_edit_set(LineEdit *edit, const char *text)
{
    buffer_clear(&edit->text);
    edit->cursor = 0;
    line_edit_insert(edit, text);
}

const char *line_edit_text(const LineEdit *edit)
{
    return buffer_text(&edit->text);
}

/* Control characters, and marks that reorder or hide text. */
static bool is_unwelcome(uint32_t code)
{
    return code < ' ' || (code >= 0x7F && code < 0xA0) || code == 0x061C ||
           (code >= 0x200B && code <= 0x200C) || (code >= 0x200E && code <= 0x200F) ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) ||
           code == 0xFEFF || code > 0x10FFFF;
}

static void splice(LineEdit *edit, size_t from, size_t to, const char *bytes, size_t length)
{
    Buffer text = {0};
    buffer_add(&text, buffer_text(&edit->text), from);
    buffer_add(&text, bytes, length);
    buffer_add(&text, buffer_text(&edit->text) + to, edit->text.length - to);
    buffer_done(&edit->text);
    edit->text = text;
    edit->cursor = from + length;
}

bool line_edit_insert_code(LineEdit *edit, uint32_t code_point)
{
    char bytes[4];
    size_t length = 0;
    if (code_point == '\n' || code_point == '\t') {
        code_point = ' ';
    }
    if (is_unwelcome(code_point)) {
        return false;
    }
    length = utf8_encode(code_point, bytes);
    if (edit->text.length + length > LINE_EDIT_MAX) {
        return false;
    }
    splice(edit, edit->cursor, edit->cursor, bytes, length);
    return true;
}

bool line_edit_insert(LineEdit *edit, const char *text)
{
    size_t left = strlen(text);
    bool inserted = false;
    while (left > 0) {
        uint32_t code = 0;
        size_t used = utf8_decode(text, left, &code);
        inserted = line_edit_insert_code(edit, code) || inserted;
        text += used;
        left -= used;
    }
    return inserted;
}

/* The cluster boundary before the cursor. */
static size_t before(const LineEdit *edit)
{
    const char *text = line_edit_text(edit);
    size_t at = 0;
    size_t last = 0;
    while (at < edit->cursor) {
        int width = 0;
        last = at;
        at += utf8_next_cluster(text + at, edit->text.length - at, &width);
    }
    return last;
}

static size_t after(const LineEdit *edit)
{
    int width = 0;
    if (edit->cursor >= edit->text.length) {
        return edit->cursor;
    }
    return edit->cursor + utf8_next_cluster(line_edit_text(edit) + edit->cursor,
                                            edit->text.length - edit->cursor, &width);
}

static size_t word_start(const LineEdit *edit)
{
    const char *text = line_edit_text(edit);
    size_t at = edit->cursor;
    while (at > 0 && text[at - 1] == ' ') {
        at--;
    }
    while (at > 0 && text[at - 1] != ' ') {
        at--;
    }
    return at;
}

bool line_edit_run(LineEdit *edit, Action action)
{
    switch ((int)action) {
    case ACTION_CURSOR_LEFT:
        edit->cursor = before(edit);
        return true;
    case ACTION_CURSOR_RIGHT:
        edit->cursor = after(edit);
        return true;
    case ACTION_LINE_START:
        edit->cursor = 0;
        return true;
    case ACTION_LINE_END:
        edit->cursor = edit->text.length;
        return true;
    case ACTION_ERASE:
        splice(edit, before(edit), edit->cursor, "", 0);
        return true;
    case ACTION_ERASE_NEXT:
        splice(edit, edit->cursor, after(edit), "", 0);
        return true;
    case ACTION_ERASE_WORD:
        splice(edit, word_start(edit), edit->cursor, "", 0);
        return true;
    case ACTION_ERASE_LINE:
        splice(edit, 0, edit->text.length, "", 0);
        return true;
    default:
        return false;
    }
}
