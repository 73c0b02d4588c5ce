/* Links written over what curses drew: which rows, which cells, and nothing else. */
#include "shell/hyperlink.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

#define ROWS    3
#define COLUMNS 20
#define CELLS   (ROWS * COLUMNS)

#define PLAIN "\033[0m"
#define A     "\033]8;id=d4b8bf95;https://a.org\033\\"
#define B     "\033]8;id=c6597c9c;https://b.org\033\\"
#define END   "\033]8;;\033\\"

typedef struct Desk {
    Arena *arena;
    Canvas canvas;
    Cell drawn[CELLS];
    bool any; /* something was drawn */
    Hyperlinks links;
    Theme theme;
} Desk;

static int set_up(void **state)
{
    Desk *desk = mem_alloc(1, sizeof *desk);
    setlocale(LC_CTYPE, "C.UTF-8");
    desk->arena = arena_new();
    canvas_init(&desk->canvas, ROWS, COLUMNS);
    *state = desk;
    return 0;
}

static int tear_down(void **state)
{
    Desk *desk = *state;
    arena_free(desk->arena);
    canvas_done(&desk->canvas);
    hyperlinks_done(&desk->links);
    mem_free(desk);
    return 0;
}

static void put(Desk *desk, int row, int column, const char *text, uint8_t emphasis,
                const char *link)
{
    TextLines lines = {0};
    lines_add_span(&lines, desk->arena, text, strlen(text), ROLE_TEXT, emphasis, link);
    canvas_line(&desk->canvas, canvas_bounds(&desk->canvas), row, column, &lines.items[0]);
}

/* Draws the canvas and holds what was sent against `wanted`; the next frame begins empty. */
static void expect_in(Desk *desk, PaletteDepth depth, const char *wanted)
{
    Buffer out = {0};
    hyperlinks_update(&desk->links, &desk->canvas, desk->any ? desk->drawn : NULL,
                      &(HyperlinkLook){.theme = &desk->theme, .depth = depth}, &out);
    assert_string_equal(buffer_text(&out), wanted);
    buffer_done(&out);
    memcpy(desk->drawn, desk->canvas.cells, sizeof desk->drawn);
    desk->any = true;
    canvas_clear(&desk->canvas);
}

static void expect(Desk *desk, const char *wanted)
{
    expect_in(desk, PALETTE_NONE, wanted);
}

static void a_link_is_written_where_it_stands(void **state)
{
    Desk *desk = *state;
    put(desk, 1, 0, "see ", 0, NULL);
    put(desk, 1, 4, "here", 0, "https://a.org");
    expect(desk, "\033[2;5H" A "here" END PLAIN);
}

static void nothing_is_sent_twice(void **state)
{
    Desk *desk = *state;
    put(desk, 1, 4, "here", 0, "https://a.org");
    expect(desk, "\033[2;5H" A "here" END PLAIN);
    put(desk, 0, 0, "other row", 0, NULL);
    put(desk, 1, 4, "here", 0, "https://a.org");
    expect(desk, "");
    put(desk, 1, 0, "x", 0, NULL); /* the row changed: curses may have written all of it */
    put(desk, 1, 4, "here", 0, "https://a.org");
    expect(desk, "\033[2;5H" A "here" END PLAIN);
}

static void the_same_text_may_lead_elsewhere(void **state)
{
    Desk *desk = *state;
    put(desk, 1, 4, "here", 0, "https://a.org");
    expect(desk, "\033[2;5H" A "here" END PLAIN);
    put(desk, 1, 4, "here", 0, "https://b.org");
    expect(desk, "\033[2;5H" B "here" END PLAIN);
}

static void what_was_a_link_becomes_text_again(void **state)
{
    Desk *desk = *state;
    put(desk, 0, 0, "ab", 0, "https://a.org");
    expect(desk, "\033[1;1H" A "ab" END PLAIN);
    put(desk, 0, 0, "ax", 0, NULL); /* curses sends the x, and the a is left to us */
    expect(desk, "\033[1;1H"
                 "a" PLAIN);
    put(desk, 0, 0, "ax", 0, NULL);
    expect(desk, "");
}

static void styles_part_a_link_but_not_its_name(void **state)
{
    Desk *desk = *state;
    desk->theme.styles[ROLE_TEXT].foreground =
        (Colour){.kind = COLOUR_RGB, .red = 255, .green = 0, .blue = 0};
    put(desk, 0, 0, "a", 0, "https://a.org");
    put(desk, 0, 1, "b", EMPHASIS_BOLD, "https://a.org");
    expect_in(desk, PALETTE_256,
              "\033[1;1H"
              "\033[38;5;196m" A "a" END PLAIN "\033[1;2H"
              "\033[1;38;5;196m" A "b" END PLAIN);
}

static void colours_of_24_bits_stay(void **state)
{
    Desk *desk = *state;
    desk->theme.styles[ROLE_TEXT].foreground =
        (Colour){.kind = COLOUR_RGB, .red = 0, .green = 0, .blue = 16};
    put(desk, 0, 0, "a", 0, "https://a.org");
    expect_in(desk, PALETTE_DIRECT, "\033[1;1H\033[38;2;0;0;16m" A "a" END PLAIN);
}

static void wide_characters_are_written_once(void **state)
{
    Desk *desk = *state;
    put(desk, 0, 0, "\xE6\x97\xA5\xE6\x9C\xAC", 0, "https://a.org");
    expect(desk, "\033[1;1H" A "\xE6\x97\xA5\xE6\x9C\xAC" END PLAIN);
}

static void other_addresses_are_no_links(void **state)
{
    Desk *desk = *state;
    put(desk, 0, 0, "x", 0, "file:///etc/passwd");
    expect(desk, "");
}

/* More addresses than a canvas can hold: the rest is text. */
static void too_many_addresses(void **state)
{
    Canvas canvas;
    Arena *arena = arena_new();
    (void)state;
    canvas_init(&canvas, 1, 300);
    for (int i = 0; i < 300; i++) {
        char *address = mem_format("https://a.org/%d", i);
        TextLines lines = {0};
        lines_add_span(&lines, arena, "x", 1, ROLE_TEXT, 0, address);
        canvas_line(&canvas, canvas_bounds(&canvas), 0, i, &lines.items[0]);
        mem_free(address);
    }
    assert_int_equal(canvas.cells[0].link, 1);
    assert_int_equal(canvas.cells[254].link, 255);
    assert_int_equal(canvas.cells[255].link, 0);
    assert_string_equal(canvas.links[254], "https://a.org/254");
    canvas_done(&canvas);
    arena_free(arena);
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_link_is_written_where_it_stands),
        CASE(nothing_is_sent_twice),
        CASE(the_same_text_may_lead_elsewhere),
        CASE(what_was_a_link_becomes_text_again),
        CASE(styles_part_a_link_but_not_its_name),
        CASE(wide_characters_are_written_once),
        CASE(colours_of_24_bits_stay),
        CASE(other_addresses_are_no_links),
        cmocka_unit_test(too_many_addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
