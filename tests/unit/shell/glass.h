/* A small terminal for the painter's tests: understands what the painter may send, and nothing else. */
#ifndef CAIRN_TESTS_GLASS_H
#define CAIRN_TESTS_GLASS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "shell/capabilities.h"

#define GLASS_ROWS    14
#define GLASS_COLUMNS 40

typedef struct GlassCell {
    char text[24]; /* "" is the right half of a wide character */
    char style[24];
    char link[40];
} GlassCell;

typedef struct Glass {
    bool wraps_at_once, erases_in_colour, wraps;
    int row, column, top, bottom;
    bool limited; /* only rows that were named scroll, however large it may have become since */
    int emphasis, foreground, background;
    GlassCell pen; /* its text is not used */
    GlassCell cells[GLASS_ROWS][GLASS_COLUMNS];
} Glass;

static inline void glass_erase(Glass *glass, int row, int first, int end)
{
    GlassCell blank = {.text = " "};
    const char *background = strstr(glass->pen.style, "g:");
    if (glass->erases_in_colour && background != NULL)
        snprintf(blank.style, sizeof blank.style, "%s", background);
    for (int i = first; i < end; i++)
        glass->cells[row][i] = blank;
}

static inline void glass_scroll(Glass *glass, int by)
{
    for (; by > 0; by--) {
        memmove(glass->cells[glass->top], glass->cells[glass->top + 1],
                (size_t)(glass->bottom - glass->top) * sizeof glass->cells[0]);
        glass_erase(glass, glass->bottom, 0, GLASS_COLUMNS);
    }
    for (; by < 0; by++) {
        memmove(glass->cells[glass->top + 1], glass->cells[glass->top],
                (size_t)(glass->bottom - glass->top) * sizeof glass->cells[0]);
        glass_erase(glass, glass->top, 0, GLASS_COLUMNS);
    }
}

/* Styles are kept as "EMPHASIS COLOUR g:BACKGROUND". */
static inline void glass_style(Glass *glass, const char *numbers)
{
    for (const char *at = numbers; *at != '\0';) {
        char *end = NULL;
        long number = strtol(at, &end, 10);
        assert_ptr_not_equal(end, at);
        if (number == 0)
            glass->emphasis = glass->foreground = glass->background = 0;
        else if (number < 10)
            glass->emphasis |= 1 << number;
        else if (number >= 30 && number < 38)
            glass->foreground = (int)number;
        else if (number >= 40 && number < 48)
            glass->background = (int)number;
        else
            fail_msg("style %ld", number);
        at = *end == ';' ? end + 1 : end;
    }
    if (glass->background != 0)
        snprintf(glass->pen.style, sizeof glass->pen.style, "%d %d g:%d", glass->emphasis,
                 glass->foreground, glass->background);
    else if (glass->emphasis + glass->foreground != 0)
        snprintf(glass->pen.style, sizeof glass->pen.style, "%d %d", glass->emphasis,
                 glass->foreground);
    else
        glass->pen.style[0] = '\0';
}

static inline void glass_sequence(Glass *glass, const char *numbers, char last)
{
    int first = (int)strtol(numbers, NULL, 10);
    const char *semicolon = strchr(numbers, ';');
    int second = semicolon == NULL ? 1 : (int)strtol(semicolon + 1, NULL, 10);
    int one = first < 1 ? 1 : first;
    bool pending = glass->column >= GLASS_COLUMNS; /* terminals differ in what these do then */
    assert_false(pending && strchr("mHrhlr", last) == NULL);
    switch (last) {
    case 'm':
        glass_style(glass, numbers[0] == '\0' ? "0" : numbers);
        break;
    case 'H':
        glass->row = one - 1;
        glass->column = second - 1;
        break;
    case 'G':
        glass->column = one - 1;
        break;
    case 'd':
        glass->row = one - 1;
        break;
    case 'A':
        glass->row -= one;
        break;
    case 'C':
        glass->column += one;
        break;
    case 'D':
        glass->column -= one;
        break;
    case 'K':
        glass_erase(glass, glass->row, glass->column, GLASS_COLUMNS);
        break;
    case 'X':
        glass_erase(glass, glass->row, glass->column, glass->column + one);
        break;
    case 'J':
        for (int row = 0; row < GLASS_ROWS; row++)
            glass_erase(glass, row, 0, GLASS_COLUMNS);
        break;
    case 'r':
        glass->limited = semicolon != NULL;
        glass->top = one - 1;
        glass->bottom = semicolon == NULL ? GLASS_ROWS - 1 : second - 1;
        glass->row = glass->column = 0;
        break;
    case 'S':
        glass_scroll(glass, one);
        break;
    case 'T':
        glass_scroll(glass, -one);
        break;
    case 'h':
        glass->wraps = true;
        break;
    case 'l':
        glass->wraps = false;
        break;
    default:
        fail_msg("sequence ending in %c", last);
    }
    assert_in_range(glass->row, 0, GLASS_ROWS - 1);
}

static inline void glass_put(Glass *glass, const char *text, size_t length, int width)
{
    GlassCell *cell;
    if (width == 0) { /* a mark on the character before */
        int before = glass->column - (glass->column > 0);
        cell = &glass->cells[glass->row][before];
        strncat(cell->text, text, length);
        return;
    }
    assert_in_range(glass->column + width, 1, GLASS_COLUMNS); /* nothing relies on wrapping */
    cell = &glass->cells[glass->row][glass->column];
    if (cell->text[0] == '\0' &&
        glass->column > 0) /* half of a wide one goes with the other half */
        snprintf(cell[-1].text, sizeof cell->text, " ");
    if (glass->column + width < GLASS_COLUMNS && cell[width].text[0] == '\0')
        snprintf(cell[width].text, sizeof cell->text, " ");
    for (int i = 0; i < width; i++)
        cell[i] = glass->pen;
    memcpy(cell->text, text, length);
    cell->text[length] = '\0';
    if (width == 2)
        cell[1].text[0] = '\0';
    glass->column += width;
    if (glass->column == GLASS_COLUMNS && glass->wraps_at_once && glass->wraps) {
        assert_true(glass->row < GLASS_ROWS - 1); /* it would scroll */
        glass->row++;
        glass->column = 0;
    }
}

static inline const char *glass_link(Glass *glass, const char *text)
{
    const char *address = strchr(strchr(text, ';') + 1, ';') + 1;
    size_t length = strcspn(address, "\033");
    assert_true(length < sizeof glass->pen.link);
    memcpy(glass->pen.link, address, length);
    glass->pen.link[length] = '\0';
    return address + length + 2;
}

static inline const char *glass_escape(Glass *glass, const char *text)
{
    char numbers[64];
    size_t length = strspn(text + 1, "?0123456789;:");
    if (text[0] == ']')
        return glass_link(glass, text);
    if (text[0] == 'M') {
        assert_int_equal(glass->row, glass->top);
        glass_scroll(glass, -1);
        return text + 1;
    }
    assert_int_equal(text[0], '[');
    assert_true(length < sizeof numbers);
    memcpy(numbers, text + 1, length);
    numbers[length] = '\0';
    if (numbers[0] != '?' || strcmp(numbers, "?7") == 0)
        glass_sequence(glass, numbers, text[length + 1]);
    return text + length + 2;
}

static inline void glass_feed(Glass *glass, const char *text)
{
    while (*text != '\0') {
        uint32_t code = 0;
        size_t used = utf8_decode(text, strlen(text), &code);
        if (*text == '\033') {
            text = glass_escape(glass, text + 1);
            continue;
        }
        if (*text == '\r')
            glass->column = 0;
        else if (*text == '\b')
            glass->column--;
        else if (*text == '\n' && glass->row == glass->bottom)
            glass_scroll(glass, 1);
        else if (*text == '\n')
            glass->row++;
        else
            glass_put(glass, text, used, utf8_code_point_width(code));
        text += used;
    }
}

#endif
