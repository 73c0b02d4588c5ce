/* curses may write any cell of a row that changed, so all links of such a row are written again; rows
 * that did not change are not touched by it. */
#include "shell/hyperlink.h"

#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "shell/glyph.h"
#include "shell/raw.h"
#include "text/escape.h"

typedef struct Painter {
    const Canvas *canvas;
    const HyperlinkLook *look;
    Buffer *out;
} Painter;

static bool same_addresses(const Hyperlinks *links, const Canvas *canvas)
{
    bool same = links->count == canvas->link_count;
    for (int i = 0; i < links->count && same; i++)
        same = strcmp(links->shown[i], canvas->links[i]) == 0;
    return same;
}

static void remember(Hyperlinks *links, const Canvas *canvas)
{
    if (same_addresses(links, canvas))
        return;
    hyperlinks_done(links);
    for (int i = 0; i < canvas->link_count; i++)
        links->shown[i] = mem_dup(canvas->links[i]);
    links->count = canvas->link_count;
}

/* A colour as a terminal of this depth has it: by number, or as it is where that has 24 bits. */
static Colour reduced(Colour colour, PaletteDepth depth, bool *bright)
{
    if (depth == PALETTE_DIRECT)
        return colour;
    int number = palette_number(colour, depth, bright);
    if (number == PALETTE_DEFAULT)
        return (Colour){.kind = COLOUR_DEFAULT};
    return (Colour){.kind = COLOUR_INDEX, .index = (uint8_t)number};
}

static void add_style(Painter *painter, const Cell *cell)
{
    const HyperlinkLook *look = painter->look;
    StyleRole role = cell->role < ROLE_COUNT ? (StyleRole)cell->role : ROLE_TEXT;
    ThemeStyle style = {.emphasis = style_role_fallback(role)};
    if (look->depth != PALETTE_NONE) {
        bool bright = false;
        style = look->theme->styles[role];
        style.foreground = reduced(style.foreground, look->depth, &bright);
        style.background = reduced(style.background, look->depth, NULL);
        style.emphasis |= bright ? EMPHASIS_BOLD : 0;
    }
    escape_style(painter->out, &style, cell->emphasis);
}

static void add_text(Painter *painter, const Cell *cell)
{
    WideGlyph glyph;
    glyph_widen(cell, painter->look->ascii, &glyph);
    for (const wchar_t *at = glyph.text; *at != L'\0'; at++) {
        char bytes[4];
        buffer_add(painter->out, bytes, utf8_encode((uint32_t)*at, bytes));
    }
    if (glyph.half)
        buffer_add_char(painter->out, ' ');
}

static void add_position(Buffer *out, int row, int column)
{
    buffer_add_format(out, "\033[%d;%dH", row + 1, column + 1);
}

static bool is_one_run(const Cell *first, const Cell *cell)
{
    return cell->link == first->link && cell->role == first->role &&
           cell->emphasis == first->emphasis;
}

/* Writes cells from `column` on, all of one link and one style; those of no link one at a time, as the
 * next one may never have been one. Returns the column behind them. */
static int add_run(Painter *painter, int row, int column)
{
    const Canvas *canvas = painter->canvas;
    const Cell *cells = &canvas->cells[(size_t)row * (size_t)canvas->columns];
    const Cell *first = &cells[column];
    int end = column + 1;
    while (first->link > 0 && end < canvas->columns && is_one_run(first, &cells[end]))
        end++;
    add_position(painter->out, row, column);
    add_style(painter, first);
    if (first->link > 0)
        escape_link_begin(painter->out, canvas->links[first->link - 1]);
    for (; column < end; column++) {
        if (cells[column].width > 0) /* else the right half of what was just written */
            add_text(painter, &cells[column]);
    }
    if (first->link > 0)
        escape_link_end(painter->out);
    escape_plain(painter->out);
    return end;
}

/* Whether a cell that is no link was one and looks as before, so that curses left it alone. */
static bool is_stale(const Cell *cell, const Cell *drawn)
{
    return cell->link == 0 && cell->width > 0 && drawn->link > 0 && glyph_same(cell, drawn);
}

static void add_row(Painter *painter, int row, const Cell *drawn)
{
    const Canvas *canvas = painter->canvas;
    const Cell *cells = &canvas->cells[(size_t)row * (size_t)canvas->columns];
    for (int column = 0; column < canvas->columns;) {
        if (cells[column].link > 0 || (drawn != NULL && is_stale(&cells[column], &drawn[column])))
            column = add_run(painter, row, column);
        else
            column++;
    }
}

/* Whether a row looks or leads elsewhere than before. `same`: the addresses' numbers are the same. */
static bool row_changed(const Canvas *canvas, int row, const Cell *drawn, bool same)
{
    const Cell *cells = &canvas->cells[(size_t)row * (size_t)canvas->columns];
    for (int column = 0; column < canvas->columns; column++) {
        const Cell *before = drawn == NULL ? NULL : &drawn[column];
        if (before == NULL || !glyph_same(&cells[column], before) ||
            cells[column].link != before->link || (cells[column].link > 0 && !same))
            return true;
    }
    return false;
}

void hyperlinks_update(Hyperlinks *links, const Canvas *canvas, const Cell *drawn,
                       const HyperlinkLook *look, Buffer *out)
{
    Painter painter = {.canvas = canvas, .look = look, .out = out};
    bool same = same_addresses(links, canvas);
    if (links->count == 0 && canvas->link_count == 0)
        return;
    for (int row = 0; row < canvas->rows; row++) {
        const Cell *before = drawn == NULL ? NULL : &drawn[(size_t)row * (size_t)canvas->columns];
        if (row_changed(canvas, row, before, same))
            add_row(&painter, row, before);
    }
    remember(links, canvas);
}

void hyperlinks_write(Hyperlinks *links, const Canvas *canvas, const Cell *drawn,
                      const HyperlinkLook *look)
{
    bool hidden = canvas->cursor_row < 0 || canvas->cursor_column < 0;
    Buffer out = {0};
    hyperlinks_update(links, canvas, drawn, look, &out);
    if (out.length > 0) {
        add_position(&out, hidden ? 0 : canvas->cursor_row, hidden ? 0 : canvas->cursor_column);
        raw_send(buffer_text(&out));
    }
    buffer_done(&out);
}

void hyperlinks_done(Hyperlinks *links)
{
    for (int i = 0; i < links->count; i++)
        mem_free(links->shown[i]);
    *links = (Hyperlinks){0};
}
