/* Cells that look as they did are not sent, and a style only where it shows: a blank takes on the style
 * before it or behind it. What is blank up to the end of a row is erased, and so are long gaps. */
#include "shell/painter.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "shell/glyph.h"
#include "shell/movement.h"
#include "shell/scrolling.h"
#include "text/escape.h"

/* Not up to the last row of the canvas: the terminal may have grown by the time it comes. */
#define ALL_SCROLLS "\033[r"

#define GAP_MAX   4  /* cells that are sent again rather than skipped: a movement is not shorter */
#define ERASE_MIN 4  /* blanks at the end of a row that are erased rather than sent */
#define ERASE_GAP 12 /* and within one, where a movement follows */

/* A row on its way to the terminal. */
typedef struct Row {
    int number, columns;
    const Cell *cells, *drawn;
    int blank_from; /* from there on all is blank alike */
} Row;

/* --- cells --- */

static bool is_blank(const Cell *cell)
{
    return cell->length == 1 && cell->text[0] == ' ' && cell->link == 0;
}

static bool same_text(const Cell *left, const Cell *right)
{
    return left->text[0] == right->text[0] && left->length == right->length &&
           left->width == right->width &&
           (left->length <= 1 || memcmp(left->text, right->text, left->length) == 0);
}

static bool same_link(const Painter *painter, const Cell *left, const Cell *right)
{
    return !painter->linking ||
           (left->link == right->link && (left->link == 0 || painter->links_same));
}

/* Whether a cell looks, and leads, as what was drawn. */
static bool is_shown(Painter *painter, const Cell *cell, const Cell *drawn)
{
    if (!same_text(cell, drawn) || !same_link(painter, cell, drawn))
        return false;
    if (cell->role == drawn->role && cell->emphasis == drawn->emphasis)
        return true;
    Pen pen = pens_of(&painter->pens, cell);
    Pen before = pens_of(&painter->pens, drawn);
    return is_blank(cell) ? pen_same_blank(&pen, &before) : pen_same(&pen, &before);
}

/* --- the terminal's state --- */

static void set_pen(Painter *painter, const Pen *pen)
{
    pen_change(&painter->out, painter->terminal, &painter->pen, pen);
    painter->pen = *pen;
}

static const char *address_of(const Painter *painter, const Canvas *canvas, unsigned number)
{
    return number == 0 || !painter->linking ? NULL : canvas->links[number - 1];
}

static void set_link(Painter *painter, const Canvas *canvas, unsigned number)
{
    const char *address = address_of(painter, canvas, number);
    if (address == painter->link)
        return;
    if (address == NULL)
        escape_link_end(&painter->out);
    else
        escape_link_begin(&painter->out, address);
    painter->link = address;
}

static void move(Painter *painter, int row, int column)
{
    const Pen plain = pen_plain();
    if (painter->row == row && painter->column == column)
        return;
    if (!painter->terminal->moves_in_style)
        set_pen(painter, &plain);
    movement_add(&painter->out, painter->terminal, painter->row,
                 painter->wavering ? MOVEMENT_UNKNOWN : painter->column, row, column);
    painter->row = row;
    painter->column = column;
    painter->wavering = false;
}

static void lose_place(Painter *painter)
{
    painter->row = painter->column = MOVEMENT_UNKNOWN;
    painter->wavering = false;
}

/* --- writing --- */

static void add_text(Painter *painter, const Cell *cell)
{
    WideGlyph glyph;
    if (glyph_is_plain(cell)) {
        buffer_add_char(&painter->out, cell->text[0]);
        return;
    }
    painter->wavering = true;
    glyph_widen(cell, painter->ascii, &glyph);
    for (const wchar_t *at = glyph.text; *at != L'\0'; at++) {
        char bytes[4];
        buffer_add(&painter->out, bytes, utf8_encode((uint32_t)*at, bytes));
    }
    if (glyph.half)
        buffer_add_char(&painter->out, ' ');
}

/* The style of a blank is that of the text to be sent behind it, where that does not show. */
static Pen pen_for(Painter *painter, const Row *row, int column)
{
    Pen pen = pens_of(&painter->pens, &row->cells[column]);
    while (column < row->columns && is_blank(&row->cells[column]))
        column++;
    if (column == row->columns || is_shown(painter, &row->cells[column], &row->drawn[column]))
        return pen;
    Pen behind = pens_of(&painter->pens, &row->cells[column]);
    return pen_same_blank(&pen, &behind) ? behind : pen;
}

static void style_cell(Painter *painter, const Canvas *canvas, const Row *row, int column)
{
    const Cell *cell = &row->cells[column];
    Pen pen = pens_of(&painter->pens, cell);
    set_link(painter, canvas, cell->link);
    if (is_blank(cell) ? pen_same_blank(&painter->pen, &pen) : pen_same(&painter->pen, &pen))
        return;
    if (is_blank(cell))
        pen = pen_for(painter, row, column);
    set_pen(painter, &pen);
}

/* The last cell of the screen is not for terminals that then would scroll. */
static bool may_write(const Painter *painter, const Canvas *canvas, int row, int end)
{
    const Capabilities *terminal = painter->terminal;
    return end < canvas->columns || row < canvas->rows - 1 || !terminal->wraps_at_once ||
           (terminal->wrap_off != NULL && terminal->wrap_on != NULL);
}

static void write_cell(Painter *painter, const Canvas *canvas, const Row *row, int column)
{
    const Cell *cell = &row->cells[column];
    int end = column + (cell->width > 1 ? cell->width : 1);
    bool corner = end >= canvas->columns && row->number == canvas->rows - 1 &&
                  painter->terminal->wraps_at_once;
    if (!may_write(painter, canvas, row->number, end))
        return;
    style_cell(painter, canvas, row, column);
    buffer_add_text(&painter->out, corner ? painter->terminal->wrap_off : NULL);
    add_text(painter, cell);
    buffer_add_text(&painter->out, corner ? painter->terminal->wrap_on : NULL);
    painter->column = end;
    if (end >= canvas->columns)
        lose_place(painter); /* terminals differ in what comes behind the last column */
}

/* Whether the cells up to `column` can be sent once more without changing the style. */
static bool can_bridge(Painter *painter, const Canvas *canvas, const Row *row, int column)
{
    if (painter->row != row->number || column - painter->column > GAP_MAX ||
        column < painter->column)
        return false;
    for (int i = painter->column; i < column; i++) {
        const Cell *cell = &row->cells[i];
        const char *link = address_of(painter, canvas, cell->link);
        Pen pen = pens_of(&painter->pens, cell);
        if (!glyph_is_plain(cell) || link != painter->link ||
            !(is_blank(cell) ? pen_same_blank(&painter->pen, &pen) : pen_same(&painter->pen, &pen)))
            return false;
    }
    return true;
}

static void go_to(Painter *painter, const Canvas *canvas, const Row *row, int column)
{
    if (can_bridge(painter, canvas, row, column)) {
        for (int i = painter->column; i < column; i++)
            add_text(painter, &row->cells[i]);
        painter->column = column;
    }
    move(painter, row->number, column);
}

/* --- erasing --- */

static bool alike(Painter *painter, const Pen *pen, const Cell *cell)
{
    Pen other = pens_of(&painter->pens, cell);
    return is_blank(cell) && pen_same_blank(pen, &other);
}

static int find_blank_end(Painter *painter, const Row *row)
{
    int column = row->columns;
    if (column == 0 || !is_blank(&row->cells[column - 1]))
        return column;
    Pen pen = pens_of(&painter->pens, &row->cells[column - 1]);
    while (column > 0 && alike(painter, &pen, &row->cells[column - 1]))
        column--;
    return column;
}

/* How many blanks that are alike stand from `column` on, up to the last that is not on the screen; 0 when
 * few of them are not. */
static int count_gap(Painter *painter, const Row *row, int column)
{
    Pen pen = pens_of(&painter->pens, &row->cells[column]);
    int missing = 0;
    int end = column;
    for (int i = column; i < row->columns && alike(painter, &pen, &row->cells[i]); i++)
        if (!is_shown(painter, &row->cells[i], &row->drawn[i])) {
            missing++;
            end = i + 1;
        }
    return missing < ERASE_GAP ? 0 : end - column;
}

/* Erases instead of writing blanks, where that is shorter and looks the same; how many cells, 0: none. */
static int erase(Painter *painter, const Canvas *canvas, const Row *row, int column)
{
    const Capabilities *terminal = painter->terminal;
    const Pen pen = pens_of(&painter->pens, &row->cells[column]);
    bool rest = column >= row->blank_from && row->columns - column >= ERASE_MIN &&
                terminal->clear_rest != NULL;
    int gap = rest || terminal->erase == '\0' ? 0 : count_gap(painter, row, column);
    if (!is_blank(&row->cells[column]) || !pen_erases(&pen, &pen, terminal) || (!rest && gap == 0))
        return 0;
    go_to(painter, canvas, row, column);
    set_link(painter, canvas, 0);
    if (!pen_erases(&painter->pen, &pen, terminal))
        set_pen(painter, &pen);
    if (!rest)
        movement_add_number(&painter->out, gap, terminal->erase);
    else
        buffer_add_text(&painter->out, terminal->clear_rest);
    return rest ? row->columns - column : gap;
}

/* --- a frame --- */

static void paint_row(Painter *painter, const Canvas *canvas, int number)
{
    Row row = {.number = number,
               .columns = canvas->columns,
               .cells = &canvas->cells[(size_t)number * (size_t)canvas->columns],
               .drawn = frame_row(&painter->frame, number)};
    row.blank_from = find_blank_end(painter, &row);
    for (int column = 0; column < row.columns;) {
        const Cell *cell = &row.cells[column];
        int done = 1;
        if (cell->width > 0 && !is_shown(painter, cell, &row.drawn[column])) {
            int erased = erase(painter, canvas, &row, column);
            done = erased > 0 ? erased : 1;
            if (erased == 0) {
                go_to(painter, canvas, &row, column);
                write_cell(painter, canvas, &row, column);
            }
        } /* the right half comes with the left one */
        column += done;
    }
}

static void begin_frame(Painter *painter, const Canvas *canvas)
{
    if (frame_fits(&painter->frame, canvas))
        return;
    if (painter->terminal->has_region)
        buffer_add_text(&painter->out, ALL_SCROLLS);
    buffer_add_text(&painter->out, painter->terminal->clear);
    frame_erase(&painter->frame, canvas);
    links_done(&painter->links);
    painter->row = painter->column = 0;
    painter->wavering = false;
}

/* Whether a row has links that lead elsewhere although all looks the same. */
static bool leads_elsewhere(const Painter *painter, const Canvas *canvas, int row)
{
    const Cell *cells = &canvas->cells[(size_t)row * (size_t)canvas->columns];
    bool links = false;
    for (int i = 0; i < canvas->columns && !links && !painter->links_same; i++)
        links = cells[i].link > 0;
    return links;
}

static void compare(Painter *painter, const Canvas *canvas)
{
    painter->links_same = !painter->linking || links_same(&painter->links, canvas);
    for (int row = 0; row < canvas->rows; row++)
        if (!frame_row_changes(&painter->frame, canvas, row))
            painter->frame.changed[row] = leads_elsewhere(painter, canvas, row);
}

static void add_times(Buffer *out, const char *sequence, int times)
{
    for (int i = 0; i < times; i++)
        buffer_add_text(out, sequence);
}

static void add_region(Buffer *out, int first, int last)
{
    buffer_add_format(out, "\033[%d;%dr", first + 1, last + 1);
}

/* Moves rows that only stand higher or lower than before. */
static void scroll(Painter *painter, const Canvas *canvas)
{
    const Capabilities *terminal = painter->terminal;
    Scrolling found = {0};
    bool can = terminal->has_region && terminal->scroll_up != NULL && terminal->scroll_down != NULL;
    if (!can || !painter->links_same || !scrolling_find(&painter->frame, canvas, &found))
        return;
    bool up = found.by > 0;
    int by = up ? found.by : -found.by;
    char last = terminal->scroll_down_by;
    if (up)
        last = terminal->scroll_up_by;
    add_region(&painter->out, found.top, found.bottom - 1);
    lose_place(painter);
    move(painter, up ? found.bottom - 1 : found.top, 0);
    if (last != '\0')
        movement_add_number(&painter->out, by, last);
    else
        add_times(&painter->out, up ? terminal->scroll_up : terminal->scroll_down, by);
    buffer_add_text(&painter->out, ALL_SCROLLS);
    lose_place(painter);
    frame_scroll(&painter->frame, found.top, found.bottom, found.by);
    compare(painter, canvas);
}

/* A cursor that cannot be hidden stands in the first cell, so that it is known where it is. */
static void show_cursor(Painter *painter, const Canvas *canvas)
{
    const Capabilities *terminal = painter->terminal;
    bool hide = canvas->cursor_row < 0 || canvas->cursor_column < 0;
    if (!hide)
        move(painter, canvas->cursor_row, canvas->cursor_column);
    else if (terminal->hide_cursor == NULL)
        move(painter, 0, 0);
    if (hide != painter->hidden)
        buffer_add_text(&painter->out, hide ? terminal->hide_cursor : terminal->show_cursor);
    painter->hidden = hide;
}

const char *painter_draw(Painter *painter, const Canvas *canvas)
{
    const Pen plain = pen_plain();
    buffer_clear(&painter->out);
    painter->pen = plain;
    painter->link = NULL;
    begin_frame(painter, canvas);
    compare(painter, canvas);
    scroll(painter, canvas);
    for (int row = 0; row < canvas->rows; row++)
        if (painter->frame.changed[row])
            paint_row(painter, canvas, row);
    set_link(painter, canvas, 0);
    set_pen(painter, &plain);
    show_cursor(painter, canvas);
    frame_keep(&painter->frame, canvas);
    if (painter->linking)
        links_keep(&painter->links, canvas);
    return buffer_text(&painter->out);
}

void painter_forget(Painter *painter)
{
    frame_forget(&painter->frame);
}

void painter_done(Painter *painter)
{
    frame_forget(&painter->frame);
    links_done(&painter->links);
    buffer_done(&painter->out);
}
