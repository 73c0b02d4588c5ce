#include "bench/common/cells.h"

#include <string.h>
#include <vterm.h>

#include "base/memory.h"

struct Cells {
    VTerm *terminal;
    VTermScreen *screen;
    VTermScreenCell *before;
    int rows, columns;
};

Cells *cells_new(int rows, int columns)
{
    Cells *cells = mem_alloc(1, sizeof *cells);
    cells->rows = rows;
    cells->columns = columns;
    cells->before = mem_alloc((size_t)rows * (size_t)columns, sizeof *cells->before);
    cells->terminal = vterm_new(rows, columns);
    vterm_set_utf8(cells->terminal, 1);
    cells->screen = vterm_obtain_screen(cells->terminal);
    vterm_screen_enable_altscreen(cells->screen, 1);
    vterm_screen_reset(cells->screen, 1);
    return cells;
}

void cells_free(Cells *cells)
{
    if (cells == NULL)
        return;
    vterm_free(cells->terminal);
    mem_free(cells->before);
    mem_free(cells);
}

void cells_take(Cells *cells, const char *bytes, size_t length)
{
    (void)vterm_input_write(cells->terminal, bytes, length);
}

/* A cell never written to holds no character, and looks like a blank. */
static bool looks_same(const VTermScreenCell *a, const VTermScreenCell *b)
{
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL; i++) {
        uint32_t one = i == 0 && a->chars[0] == 0 ? ' ' : a->chars[i];
        uint32_t other = i == 0 && b->chars[0] == 0 ? ' ' : b->chars[i];
        if (one != other)
            return false;
        if (a->chars[i] == 0 || b->chars[i] == 0)
            break;
    }
    return a->attrs.bold == b->attrs.bold && a->attrs.underline == b->attrs.underline &&
           a->attrs.italic == b->attrs.italic && a->attrs.reverse == b->attrs.reverse &&
           vterm_color_is_equal(&a->fg, &b->fg) && vterm_color_is_equal(&a->bg, &b->bg);
}

size_t cells_changed(Cells *cells)
{
    size_t changed = 0;
    for (int row = 0; row < cells->rows; row++)
        for (int column = 0; column < cells->columns; column++) {
            VTermScreenCell *before = &cells->before[row * cells->columns + column];
            VTermScreenCell now;
            (void)vterm_screen_get_cell(cells->screen, (VTermPos){row, column}, &now);
            changed += !looks_same(before, &now);
            *before = now;
        }
    return changed;
}
