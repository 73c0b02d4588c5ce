/* The practice time in digits that can be read across a room. */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "ui/widgets.h"

#define DIGIT_ROWS    5
#define DIGIT_COLUMNS 6 /* three cells drawn twice as wide */

/* Rows of three bits; the last one is the colon. */
static const unsigned char DIGITS[11][DIGIT_ROWS] = {
    {7, 5, 5, 5, 7}, {2, 6, 2, 2, 7}, {7, 1, 7, 4, 7}, {7, 1, 7, 1, 7},
    {5, 5, 7, 1, 1}, {7, 4, 7, 1, 7}, {7, 4, 7, 5, 7}, {7, 1, 1, 1, 1},
    {7, 5, 7, 5, 7}, {7, 5, 7, 1, 7}, {0, 2, 0, 2, 0},
};

static void draw_digit(Canvas *canvas, Rect area, int row, int column, int digit, StyleRole role)
{
    for (int y = 0; y < DIGIT_ROWS; y++) {
        for (int x = 0; x < DIGIT_COLUMNS; x++) {
            if (DIGITS[digit][y] & (4U >> (x / 2))) {
                draw_glyph(canvas, area, row + y, column + x, GLYPH_BLOCK, role);
            }
        }
    }
}

static void draw_centered(Canvas *canvas, Rect area, int row, const char *text, StyleRole role)
{
    int column = area.column + (area.columns - utf8_width(text)) / 2;
    canvas_text(canvas, area, row, column > area.column ? column : area.column, text, role, 0);
}

void draw_big_timer(const Model *model, Canvas *canvas)
{
    const PracticeTimer *timer = &model->state->timer;
    Rect area = model->layout.body;
    bool idle = timer->phase == TIMER_IDLE;
    StyleRole role = timer->phase == TIMER_RUNNING ? ROLE_TIMER : ROLE_PAUSED;
    char text[CLOCK_TEXT_SIZE];
    format_clock(idle ? model_practised_ms(model) : model_block_ms(model), text);
    int length = (int)strlen(text);
    int column = area.column + (area.columns - length * (DIGIT_COLUMNS + 1)) / 2;
    int row = area.row + (area.rows - DIGIT_ROWS - 2) / 2;
    canvas_fill(canvas, area, ROLE_OVERLAY);
    for (int i = 0; i < length; i++) {
        int digit = text[i] == ':' ? 10 : text[i] - '0';
        draw_digit(canvas, area, row, column, digit, role);
        column += DIGIT_COLUMNS + 1;
    }
    const char *title = model_timer_title(model);
    const char *below = idle ? "practised today" : timer->phase == TIMER_PAUSED ? "paused" : title;
    draw_centered(canvas, area, row + DIGIT_ROWS + 1, below, ROLE_DIM);
}
