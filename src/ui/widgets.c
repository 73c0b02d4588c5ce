#include "ui/widgets.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

int draw_glyph(Canvas *canvas, Rect clip, int row, int column, Glyph glyph, StyleRole role)
{
    return canvas_text(canvas, clip, row, column, glyph_text(glyph, canvas->ascii), role, 0);
}

void draw_position(Canvas *canvas, Rect area, int column, int scroll, int total)
{
    Rect bar = {area.row, column, area.rows, 1};
    if (total <= area.rows || area.rows < 2) {
        return;
    }
    int size = area.rows * area.rows / total;
    size = size < 1 ? 1 : size;
    int room = area.rows - size;
    int at = scroll * room / (total - area.rows);
    for (int i = 0; i < size; i++) {
        draw_glyph(canvas, bar, area.row + at + i, column, GLYPH_THUMB, ROLE_DIM);
    }
}

/* A line of a page. What is wider than the page is scrolled sideways behind its indentation, and a mark
 * at either edge says that there is more. */
static void draw_page_line(Canvas *canvas, Rect area, int row, const Sheet *page,
                           const TextLine *line)
{
    int shift = sheet_line_shift(page, line);
    int kept = shift > 0 ? line->kept : 0;
    Rect prefix = {row, area.column, 1, kept};
    Rect rest = {row, area.column + kept, 1, area.columns - kept};
    canvas_line(canvas, prefix, row, area.column, line);
    canvas_line(canvas, rest, row, area.column - shift, line);
    if (shift > 0 && rest.columns > 1 && line->width > kept) {
        draw_glyph(canvas, rest, row, rest.column, GLYPH_MORE_LEFT, ROLE_ACCENT);
    }
    if (line->block > 0 && line->width - shift > area.columns) {
        draw_glyph(canvas, rest, row, area.column + area.columns - 1, GLYPH_MORE_RIGHT,
                   ROLE_ACCENT);
    }
}

void draw_page(Canvas *canvas, Rect area, const Sheet *page, bool focused)
{
    const SheetEntry *selected = sheet_selected(page);
    for (int i = 0; i < area.rows; i++) {
        int line = page->scroll + i;
        if (line >= (int)page->lines.count) {
            break;
        }
        draw_page_line(canvas, area, area.row + i, page, &page->lines.items[line]);
        if (selected != NULL && selected->line == line && focused) {
            Rect row = {area.row + i, area.column, 1, area.columns};
            canvas_restyle(canvas, row, ROLE_CURSOR);
        }
    }
    draw_position(canvas, area, area.column + area.columns, page->scroll, (int)page->lines.count);
}

void draw_nothing(Canvas *canvas, Rect area, const char *sentence)
{
    canvas_text_fit(canvas, area, area.row, area.column + 1, area.columns - 2, sentence, ROLE_DIM,
                    0);
}

void key_hint(const Canvas *canvas, Key key, char out[KEY_HINT_SIZE])
{
    static const struct {
        uint32_t code;
        Glyph glyph;
    } ARROWS[] = {{KEYCODE_UP, GLYPH_UP},
                  {KEYCODE_DOWN, GLYPH_DOWN},
                  {KEYCODE_LEFT, GLYPH_LEFT},
                  {KEYCODE_RIGHT, GLYPH_RIGHT}};
    for (size_t i = 0; i < sizeof ARROWS / sizeof ARROWS[0]; i++) {
        if (ARROWS[i].code == key.code && key.modifiers == 0) {
            snprintf(out, KEY_HINT_SIZE, "%s", glyph_text(ARROWS[i].glyph, canvas->ascii));
            return;
        }
    }
    key_format(key, out);
}

int draw_hint(Canvas *canvas, Rect clip, int row, int column, int column_end, const Model *model,
              unsigned context, Action action, const char *label)
{
    char name[KEY_HINT_SIZE];
    Key key;
    if (!keymap_key_of(&model->keymap, context, action, &key)) {
        return column;
    }
    key_hint(canvas, key, name);
    if (column + utf8_width(name) + 1 + utf8_width(label) > column_end) {
        return column;
    }
    column = canvas_text(canvas, clip, row, column, name, ROLE_KEY, 0);
    column = canvas_text(canvas, clip, row, column + 1, label, ROLE_DIM, 0);
    return column;
}

void draw_edit(Canvas *canvas, Rect area, const LineEdit *edit)
{
    const char *text = line_edit_text(edit);
    int before = utf8_width_range(text, edit->cursor);
    int shift = before >= area.columns ? before - area.columns + 1 : 0;
    canvas_text(canvas, area, area.row, area.column - shift, text, ROLE_TEXT, 0);
    if (area.columns > 0 && area.rows > 0) {
        canvas->cursor_row = area.row;
        canvas->cursor_column = area.column + before - shift;
    }
}

void format_clock(int64_t ms, char out[CLOCK_TEXT_SIZE])
{
    int64_t seconds = ms / MS_PER_SECOND;
    int hours = (int)(seconds / 3600);
    int minutes = (int)(seconds / 60 % 60);
    int rest = (int)(seconds % 60);
    if (hours > 0) {
        snprintf(out, CLOCK_TEXT_SIZE, "%d:%02d:%02d", hours, minutes, rest);
    } else {
        snprintf(out, CLOCK_TEXT_SIZE, "%d:%02d", minutes, rest);
    }
}
