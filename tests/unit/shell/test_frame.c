#include "shell/frame.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const Rect ALL = {0, 0, 3, 10};

/* Compares all rows of a canvas and takes it over; returns the rows that differ as bits. */
static unsigned draw(Frame *frame, const Canvas *canvas)
{
    unsigned changes = 0;
    if (!frame_fits(frame, canvas))
        frame_erase(frame, canvas);
    for (int row = 0; row < canvas->rows; row++)
        changes |= (unsigned)frame_row_changes(frame, canvas, row) << row;
    frame_keep(frame, canvas);
    return changes;
}

static void only_rows_that_differ_change(void **state)
{
    (void)state;
    Frame frame = {0};
    Canvas canvas;
    canvas_init(&canvas, 3, 10);
    assert_false(frame_fits(&frame, &canvas));
    assert_int_equal(draw(&frame, &canvas), 7); /* what is erased looks like no other */
    assert_true(frame_fits(&frame, &canvas));
    assert_int_equal(draw(&frame, &canvas), 0);
    canvas_text(&canvas, ALL, 1, 2, "here", ROLE_TEXT, 0);
    assert_int_equal(draw(&frame, &canvas), 2);
    assert_memory_equal(frame_row(&frame, 1)[2].text, "h", 1);
    assert_int_equal(draw(&frame, &canvas), 0);
    canvas_text(&canvas, ALL, 1, 2, "here", ROLE_KEY, 0); /* the look counts too */
    canvas_text(&canvas, ALL, 2, 9, "x", ROLE_TEXT, 0);
    assert_int_equal(draw(&frame, &canvas), 6);
    frame_forget(&frame);
    assert_int_equal(draw(&frame, &canvas), 7);
    frame_forget(&frame);
    canvas_done(&canvas);
}

static void another_size_does_not_fit(void **state)
{
    (void)state;
    Frame frame = {0};
    Canvas canvas;
    canvas_init(&canvas, 3, 10);
    (void)draw(&frame, &canvas);
    canvas_resize(&canvas, 3, 11);
    assert_false(frame_fits(&frame, &canvas));
    canvas_resize(&canvas, 4, 10);
    assert_false(frame_fits(&frame, &canvas));
    canvas_resize(&canvas, 3, 10);
    assert_true(frame_fits(&frame, &canvas));
    frame_forget(&frame);
    assert_false(frame_fits(&frame, &canvas));
    canvas_done(&canvas);
}

/* Holds the first letters of the rows against `wanted`; '.' for a row that was erased. */
static void expect_rows(const Frame *frame, const char *wanted)
{
    for (int row = 0; row < frame->rows; row++) {
        const Cell *cell = frame_row(frame, row);
        char letter = cell->text[0];
        assert_int_equal(cell->role == FRAME_ROLE_ERASED ? '.' : letter, wanted[row]);
    }
}

static void rows_move(void **state)
{
    (void)state;
    static const struct {
        int top, bottom, by;
        const char *rows;
    } CASES[] = {{0, 5, 1, "bcde."}, {0, 5, -1, ".abcd"}, {1, 4, 2, "ad..e"}, {1, 4, -2, "a..be"}};
    static const char *const ROWS[] = {"a", "b", "c", "d", "e"};
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Frame frame = {0};
        Canvas canvas;
        canvas_init(&canvas, 5, 10);
        for (int row = 0; row < 5; row++)
            canvas_text(&canvas, canvas_bounds(&canvas), row, 0, ROWS[row], ROLE_TEXT, 0);
        (void)draw(&frame, &canvas);
        frame_scroll(&frame, CASES[i].top, CASES[i].bottom, CASES[i].by);
        expect_rows(&frame, CASES[i].rows);
        frame_forget(&frame);
        canvas_done(&canvas);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_rows_that_differ_change),
        cmocka_unit_test(another_size_does_not_fit),
        cmocka_unit_test(rows_move),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
