/* Canvas after canvas on terminals of several kinds: each shows what its canvas says, and little is sent. */
#include "shell/painter.h"

#include <locale.h>

#include "base/memory.h"
#include "shell/glyph.h"
#include "unit/shell/glass.h"

#define ROWS    GLASS_ROWS
#define COLUMNS GLASS_COLUMNS

static const char *expand(const char *sequence, int first, int second)
{
    static char text[32];
    if (strcmp(sequence, "cup") == 0)
        snprintf(text, sizeof text, "\033[%d;%dH", first + 1, second + 1);
    else
        snprintf(text, sizeof text, "\033[%c%dm", sequence[0] == 'f' ? '3' : '4', first);
    return text;
}

#define EVERY_TERMINAL                                                                  \
    .clear = "\033[H\033[J", .plain = "\033[m",                                         \
    .emphasis = {"\033[1m", "\033[3m", "\033[4m", "\033[2m", "\033[7m"}, .move = "cup", \
    .foreground = "f", .background = "b", .colours = 8, .default_colours = true, .expand = expand

static const Capabilities RICH = {
    EVERY_TERMINAL,
    .clear_rest = "\033[K",
    .hide_cursor = "\033[?25l",
    .show_cursor = "\033[?25h",
    .scroll_up = "\n",
    .scroll_down = "\033M",
    .moves_plainly = true,
    .has_region = true,
    .steps_down = true,
    .steps_left = true,
    .column = 'G',
    .row = 'd',
    .up = 'A',
    .left = 'D',
    .right = 'C',
    .erase = 'X',
    .scroll_up_by = 'S',
    .scroll_down_by = 'T',
    .erases_in_colour = true,
    .moves_in_style = true,
};

/* As a VT100: no way to a column alone, rows scroll one at a time, nothing is erased in colour. */
static const Capabilities OLD = {
    EVERY_TERMINAL,
    .clear_rest = "\033[K",
    .scroll_up = "\n",
    .scroll_down = "\033M",
    .moves_plainly = true,
    .has_region = true,
    .steps_down = true,
    .steps_left = true,
    .up = 'A',
    .left = 'D',
    .right = 'C',
    .moves_in_style = true,
};

/* The least, on which the last cell of the screen cannot be written. */
static const Capabilities POOR = {EVERY_TERMINAL, .wraps_at_once = true};

static const Capabilities WRAPPING = {
    EVERY_TERMINAL, .clear_rest = "\033[K", .wrap_on = "\033[?7h", .wrap_off = "\033[?7l",
    .column = 'G',  .erase = 'X',           .wraps_at_once = true, .moves_in_style = true,
};

typedef struct Desk {
    Painter painter;
    Canvas canvas;
    Glass glass;
} Desk;

static Desk *open_desk(const Capabilities *terminal)
{
    static Theme theme;
    Desk *desk = mem_alloc(1, sizeof *desk);
    setlocale(LC_CTYPE, "C.UTF-8");
    theme = (Theme){0};
    theme.styles[ROLE_KEY].foreground = (Colour){.kind = COLOUR_INDEX, .index = 6};
    theme.styles[ROLE_TITLE].emphasis = EMPHASIS_BOLD;
    theme.styles[ROLE_CURSOR].emphasis = EMPHASIS_REVERSE;
    theme.styles[ROLE_BAR].background = (Colour){.kind = COLOUR_INDEX, .index = 4};
    theme.styles[ROLE_BAR].foreground = (Colour){.kind = COLOUR_INDEX, .index = 3};
    desk->painter.terminal = desk->painter.pens.terminal = terminal;
    desk->painter.pens.depth = PALETTE_8;
    desk->painter.linking = true;
    desk->painter.ascii = terminal->wraps_at_once; /* older than marks behind a character */
    pens_set_theme(&desk->painter.pens, &theme);
    canvas_init(&desk->canvas, ROWS, COLUMNS);
    desk->glass.wraps = true;
    desk->glass.bottom = ROWS - 1;
    desk->glass.wraps_at_once = terminal->wraps_at_once;
    desk->glass.erases_in_colour = terminal->erases_in_colour;
    return desk;
}

static void close_desk(Desk *desk)
{
    painter_done(&desk->painter);
    canvas_done(&desk->canvas);
    mem_free(desk);
}

/* --- what shows --- */

static void add_utf8(const Cell *cell, bool ascii, char text[24])
{
    WideGlyph glyph;
    size_t length = 0;
    glyph_widen(cell, ascii, &glyph);
    for (const wchar_t *at = glyph.text; *at != L'\0'; at++)
        length += utf8_encode((uint32_t)*at, text + length);
    text[length] = '\0';
}

/* As if the cell were sent alone, in full. */
static void find_style(Desk *desk, const Cell *cell, char style[24])
{
    static Glass glass;
    Buffer out = {0};
    const Pen plain = pen_plain();
    Pen pen = pens_of(&desk->painter.pens, cell);
    glass_style(&glass, "0");
    pen_change(&out, desk->painter.terminal, &plain, &pen);
    glass_feed(&glass, buffer_text(&out));
    buffer_done(&out);
    memcpy(style, glass.pen.style, sizeof glass.pen.style);
}

static void check_cell(Desk *desk, int row, int column)
{
    const Cell *cell = &desk->canvas.cells[row * COLUMNS + column];
    const GlassCell *shown = &desk->glass.cells[row][column];
    char text[24] = "";
    char style[24] = "";
    if (cell->width == 0 && desk->painter.ascii)
        text[0] = ' '; /* "?" stands for the left half */
    if (cell->width > 0)
        add_utf8(cell, desk->painter.ascii, text);
    assert_string_equal(shown->text, text);
    if (cell->width == 0)
        return;
    find_style(desk, cell, style);
    assert_string_equal(shown->link, cell->link > 0 ? desk->canvas.links[cell->link - 1] : "");
    bool marked = (pens_of(&desk->painter.pens, cell).emphasis &
                   (EMPHASIS_REVERSE | EMPHASIS_UNDERLINE)) != 0;
    if (strcmp(text, " ") != 0 || marked) {
        assert_string_equal(shown->style, style);
    } else {
        const char *wanted = strstr(style, "g:");
        const char *found = strstr(shown->style, "g:");
        assert_string_equal(found == NULL ? "" : found, wanted == NULL ? "" : wanted);
        assert_int_equal(strtol(shown->style, NULL, 10) & (1 << 4 | 1 << 7), 0);
    }
}

static size_t draw(Desk *desk)
{
    const char *bytes = painter_draw(&desk->painter, &desk->canvas);
    const Capabilities *terminal = desk->painter.terminal;
    bool corner = !terminal->wraps_at_once || terminal->wrap_off != NULL;
    glass_feed(&desk->glass, bytes);
    assert_string_equal(desk->glass.pen.style, "");
    assert_string_equal(desk->glass.pen.link, "");
    assert_false(desk->glass.limited);
    for (int row = 0; row < ROWS; row++)
        for (int column = 0; column < COLUMNS; column++)
            if (corner || row < ROWS - 1 || column < COLUMNS - 2)
                check_cell(desk, row, column);
    if (desk->canvas.cursor_row >= 0) {
        assert_int_equal(desk->glass.row, desk->canvas.cursor_row);
        assert_int_equal(desk->glass.column, desk->canvas.cursor_column);
    }
    return strlen(bytes);
}

/* --- chance --- */

static uint32_t chance(uint32_t below)
{
    static uint64_t state = 20261129;
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (uint32_t)((state * UINT64_C(2685821657736338717)) >> 33) % below;
}

static StyleRole some_role(void)
{
    static const StyleRole ROLES[] = {ROLE_TEXT,  ROLE_TEXT,   ROLE_KEY,
                                      ROLE_TITLE, ROLE_CURSOR, ROLE_BAR};
    return ROLES[chance(sizeof ROLES / sizeof ROLES[0])];
}

static void write_somewhere(Canvas *canvas)
{
    static const char *const TEXTS[] = {"a",
                                        "word",
                                        "two  words",
                                        "\xE4\xB8\xAD\xE6\x96\x87",
                                        "e\xCC\x81t\xC3\xA9",
                                        "\xE2\x96\xB8 row",
                                        "          ",
                                        "1   2        3",
                                        "a longer piece of text for a row"};
    const char *text = TEXTS[chance(sizeof TEXTS / sizeof TEXTS[0])];
    uint8_t emphasis = (uint8_t)(chance(4) == 0 ? 1U << chance(5) : 0);
    canvas_text(canvas, canvas_bounds(canvas), (int)chance(ROWS), (int)chance(COLUMNS + 4) - 4,
                text, some_role(), emphasis);
}

static void link_somewhere(Canvas *canvas)
{
    static const char *const ADDRESSES[] = {"https://a.org/", "https://b.org/", "https://c.org/"};
    Cell *cells = &canvas->cells[chance(ROWS * COLUMNS - 8)];
    canvas->link_count = 2;
    canvas->links[0] = ADDRESSES[chance(3)];
    canvas->links[1] = ADDRESSES[chance(3)];
    for (int i = 0; i < 6; i++)
        cells[i].link = cells[i].width == 0 ? 0 : (uint8_t)chance(3);
}

/* Rows move up or down, as where a list scrolls. */
static void move_rows(Canvas *canvas)
{
    int top = (int)chance(3);
    int by = 1 + (int)chance(3);
    size_t kept = ((size_t)(ROWS - 2 - top - by) * COLUMNS) * sizeof(Cell);
    Cell *low = &canvas->cells[(size_t)top * COLUMNS];
    Cell *high = low + (size_t)by * COLUMNS;
    bool up = chance(2) == 0;
    memmove(up ? low : high, up ? high : low, kept);
}

static void change(Canvas *canvas)
{
    uint32_t what = chance(12);
    if (what == 0)
        link_somewhere(canvas);
    else if (what == 1)
        move_rows(canvas);
    else if (what == 2)
        canvas_fill(canvas, (Rect){(int)chance(ROWS), (int)chance(COLUMNS), 2, 30}, some_role());
    else if (what == 3)
        canvas_restyle(canvas, (Rect){(int)chance(ROWS), 0, 1, COLUMNS}, some_role());
    else
        write_somewhere(canvas);
    canvas->cursor_row = chance(2) == 0 ? -1 : (int)chance(ROWS);
    canvas->cursor_column = canvas->cursor_row < 0 ? -1 : (int)chance(COLUMNS);
}

static void show_all(const Capabilities *terminal)
{
    Desk *desk = open_desk(terminal);
    for (int i = 0; i < 400; i++) {
        for (uint32_t changes = chance(8); changes > 0; changes--)
            change(&desk->canvas);
        if (chance(40) == 0)
            painter_forget(&desk->painter);
        if (chance(40) == 0) {
            canvas_clear(&desk->canvas);
        }
        draw(desk);
        assert_int_equal(desk->painter.out.length > 0 ? 0 : draw(desk), 0);
    }
    close_desk(desk);
}

static void a_rich_terminal_shows_all(void **state)
{
    (void)state;
    show_all(&RICH);
}

static void an_old_terminal_shows_all(void **state)
{
    (void)state;
    show_all(&OLD);
}

static void a_poor_terminal_shows_all(void **state)
{
    (void)state;
    show_all(&POOR);
}

static void a_terminal_that_wraps_shows_all(void **state)
{
    (void)state;
    show_all(&WRAPPING);
}

/* --- how much is sent --- */

static void fill_list(Canvas *canvas, int first, int selected)
{
    canvas_clear(canvas);
    for (int row = 0; row < ROWS; row++) {
        char text[COLUMNS + 1];
        snprintf(text, sizeof text, " row number %d of a list that is", first + row);
        canvas_text(canvas, canvas_bounds(canvas), row, 0, text, ROLE_TEXT, 0);
        if (row == selected)
            canvas_restyle(canvas, (Rect){row, 0, 1, COLUMNS}, ROLE_CURSOR);
    }
}

static void nothing_is_sent_for_nothing(void **state)
{
    (void)state;
    Desk *desk = open_desk(&RICH);
    fill_list(&desk->canvas, 0, 3);
    assert_true(draw(desk) > 0);
    assert_int_equal(draw(desk), 0);
    painter_forget(&desk->painter);
    assert_true(draw(desk) > 0);
    close_desk(desk);
}

/* The two rows, and next to nothing else. */
static void a_step_is_two_rows(void **state)
{
    (void)state;
    Desk *desk = open_desk(&RICH);
    fill_list(&desk->canvas, 0, 3);
    draw(desk);
    fill_list(&desk->canvas, 0, 4);
    assert_in_range(draw(desk), 1, 2 * COLUMNS + 20);
    close_desk(desk);
}

static void a_list_that_scrolls_is_moved(void **state)
{
    (void)state;
    Desk *desk = open_desk(&RICH);
    fill_list(&desk->canvas, 10, -1);
    draw(desk);
    fill_list(&desk->canvas, 11, -1);
    assert_in_range(draw(desk), 1, COLUMNS + 30);
    fill_list(&desk->canvas, 9, -1);
    assert_in_range(draw(desk), 1, 2 * COLUMNS + 30);
    close_desk(desk);
}

/* Between words of several styles the blanks need none of their own. */
static void styles_change_where_they_show(void **state)
{
    (void)state;
    Desk *desk = open_desk(&RICH);
    draw(desk);
    const Rect all = canvas_bounds(&desk->canvas);
    canvas_text(&desk->canvas, all, 0, 0, "a", ROLE_KEY, 0);
    canvas_text(&desk->canvas, all, 0, 2, "b", ROLE_TEXT, 0);
    canvas_text(&desk->canvas, all, 0, 4, "c", ROLE_KEY, 0);
    canvas_text(&desk->canvas, all, 0, 5, "d", ROLE_TITLE, 0);
    assert_string_equal(painter_draw(&desk->painter, &desk->canvas),
                        "\033[36ma \033[mb \033[36mc\033[0;1md\033[m");
    canvas_text(&desk->canvas, all, 0, 6, "ef", ROLE_TITLE, 0);
    canvas_text(&desk->canvas, all, 1, 0, "g", ROLE_TITLE, 0);
    assert_string_equal(painter_draw(&desk->painter, &desk->canvas), "\033[1mef\n\rg\033[m");
    close_desk(desk);
}

static void links_begin_and_end_with_their_text(void **state)
{
    (void)state;
    Desk *desk = open_desk(&RICH);
    draw(desk);
    canvas_text(&desk->canvas, canvas_bounds(&desk->canvas), 0, 0, "see a", ROLE_TEXT, 0);
    desk->canvas.links[0] = "https://a.org";
    desk->canvas.link_count = 1;
    desk->canvas.cells[4].link = 1;
    assert_string_equal(painter_draw(&desk->painter, &desk->canvas),
                        "see \033]8;id=d4b8bf95;https://a.org\033\\a\033]8;;\033\\");
    assert_string_equal(painter_draw(&desk->painter, &desk->canvas), "");
    desk->canvas.links[0] = "https://b.org"; /* the same text may lead elsewhere */
    assert_string_equal(painter_draw(&desk->painter, &desk->canvas),
                        "\b\033]8;id=c6597c9c;https://b.org\033\\a\033]8;;\033\\");
    desk->canvas.cells[4].link = 0;
    desk->canvas.link_count = 0;
    assert_string_equal(painter_draw(&desk->painter, &desk->canvas), "\ba");
    close_desk(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rich_terminal_shows_all),
        cmocka_unit_test(an_old_terminal_shows_all),
        cmocka_unit_test(a_poor_terminal_shows_all),
        cmocka_unit_test(a_terminal_that_wraps_shows_all),
        cmocka_unit_test(nothing_is_sent_for_nothing),
        cmocka_unit_test(a_step_is_two_rows),
        cmocka_unit_test(a_list_that_scrolls_is_moved),
        cmocka_unit_test(styles_change_where_they_show),
        cmocka_unit_test(links_begin_and_end_with_their_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
