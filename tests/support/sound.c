#include "support/sound.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"

static void check_list(const List *list, size_t rows)
{
    assert_true(list->cursor < (int)rows || (rows == 0 && list->cursor <= 0));
    assert_true(list->cursor >= -1 && list->scroll >= 0);
    assert_true(list->scroll == 0 || list->scroll < (int)rows);
}

void sound_model(const Model *model)
{
    check_list(&model->tree.list, model->tree.row_count);
    check_list(&model->project_list, model->project_count);
    for (int i = 0; i < PLACE_COUNT; i++) {
        const Sheet *sheet = &model->pages[i];
        assert_true(sheet->cursor < (int)sheet->entry_count || sheet->cursor <= 0);
        assert_in_range(sheet->scroll, 0, sheet->lines.count);
        assert_true(sheet->shift >= 0 && (sheet->overhang < 0 || sheet->shift <= sheet->overhang));
    }
    assert_true(model->edit.cursor <= model->edit.text.length);
    assert_true(utf8_valid(line_edit_text(&model->edit), model->edit.text.length));
    assert_true(model->review.card < (int)model->state->catalog->card_count);
    int64_t next = app_next_tick_ms(model);
    assert_true(next == 0 || next > model->now_ms);
}

void sound_canvas(const Canvas *canvas)
{
    for (int row = 0; row < canvas->rows; row++) {
        int width = 0;
        for (int column = 0; column < canvas->columns; column++) {
            const Cell *cell = &canvas->cells[row * canvas->columns + column];
            width += cell->width;
            assert_true(cell->role < ROLE_COUNT && cell->length <= CELL_TEXT_SIZE);
            assert_true(cell->link <= canvas->link_count);
            assert_true((cell->width == 0) == (cell->length == 0));
            assert_true(cell->length == 0 || (unsigned char)cell->text[0] >= ' ');
            assert_true(utf8_valid(cell->text, cell->length));
            /* A wide character has its other half. */
            assert_true(cell->width != 2 || (column + 1 < canvas->columns && cell[1].width == 0));
        }
        assert_int_equal(width, canvas->columns);
    }
    assert_true(canvas->cursor_row < canvas->rows && canvas->cursor_column < canvas->columns);
}
