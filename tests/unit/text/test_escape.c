/* Escape sequences: styles, and links that nobody can break out of. */
#include "text/escape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void styles(void **state)
{
    static const struct {
        ThemeStyle style;
        uint8_t emphasis;
        const char *wanted;
    } cases[] = {
        {{.emphasis = 0}, 0, ""},
        {{.emphasis = EMPHASIS_BOLD}, EMPHASIS_UNDERLINE, "\033[1;4m"},
        {{.foreground = {.kind = COLOUR_INDEX, .index = 4}}, 0, "\033[34m"},
        {{.background = {.kind = COLOUR_INDEX, .index = 12}}, 0, "\033[104m"},
        {{.foreground = {.kind = COLOUR_INDEX, .index = 200}}, EMPHASIS_DIM, "\033[2;38;5;200m"},
        {{.foreground = {.kind = COLOUR_RGB, .red = 1, .green = 2, .blue = 3}},
         0,
         "\033[38;2;1;2;3m"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Buffer out = {0};
        escape_style(&out, &cases[i].style, cases[i].emphasis);
        assert_string_equal(buffer_text(&out), cases[i].wanted);
        buffer_done(&out);
    }
}

static void terminals_with_links(void **state)
{
    (void)state;
    assert_true(escape_links_work("xterm-256color", NULL, NULL));
    assert_true(escape_links_work("xterm-kitty", NULL, NULL));
    assert_true(escape_links_work("tmux-256color", NULL, NULL));
    assert_true(escape_links_work("xterm-256color", "7402", NULL));
    assert_false(escape_links_work("xterm-256color", "4601", NULL)); /* it printed them as text */
    assert_false(escape_links_work("xterm-256color", NULL, "Apple_Terminal"));
    assert_false(escape_links_work("linux", NULL, NULL));
    assert_false(escape_links_work("dumb", NULL, NULL));
    assert_false(escape_links_work("vt100", NULL, NULL));
    assert_false(escape_links_work("", NULL, NULL));
    assert_false(escape_links_work(NULL, NULL, NULL));
}

static void addresses(void **state)
{
    char longest[2002];
    (void)state;
    memset(longest, 'a', sizeof longest);
    memcpy(longest, "https://", 8);
    longest[2001] = '\0';
    assert_true(escape_can_link("https://example.org/"));
    assert_true(escape_can_link("HTTP://example.org"));
    assert_true(escape_can_link("mailto:a@example.org"));
    assert_false(escape_can_link(""));
    assert_false(escape_can_link("https://"));
    assert_false(escape_can_link("notes.md"));
    assert_false(escape_can_link("file:///etc/passwd"));
    assert_false(escape_can_link("javascript:x"));
    assert_false(escape_can_link(longest));
    longest[2000] = '\0';
    assert_true(escape_can_link(longest));
}

static void nothing_gets_out_of_an_address(void **state)
{
    Buffer out = {0};
    (void)state;
    escape_link_begin(&out, "https://x.org/a b\033\\\a\xC3\xA9;c");
    buffer_add_text(&out, "text");
    escape_link_end(&out);
    assert_string_equal(buffer_text(&out),
                        "\033]8;id=82da0492;https://x.org/a%20b%1B\\%07%C3%A9;c\033\\text"
                        "\033]8;;\033\\");
    buffer_done(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(styles),
        cmocka_unit_test(terminals_with_links),
        cmocka_unit_test(addresses),
        cmocka_unit_test(nothing_gets_out_of_an_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
