/* Looks on terminals that cannot have all of them, and what is sent to get from one to another. */
#include "shell/pen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* The number takes the place of #. */
static const char *expand(const char *sequence, int first, int second)
{
    static char text[64];
    (void)second;
    const char *place = strchr(sequence, '#');
    snprintf(text, sizeof text, "%.*s%d%s", (int)(place - sequence), sequence, first, place + 1);
    return text;
}

static Capabilities ordinary(void)
{
    return (Capabilities){.plain = "\033[m",
                          .emphasis = {"\033[1m", "\033[3m", "\033[4m", "\033[2m", "\033[7m"},
                          .foreground = "\033[3#m",
                          .background = "\033[4#m",
                          .colours = 8,
                          .default_colours = true,
                          .expand = expand};
}

static Pens pens_on(const Capabilities *terminal)
{
    static Theme theme;
    Pens pens = {.terminal = terminal, .depth = PALETTE_8};
    theme = (Theme){0};
    theme.styles[ROLE_KEY].foreground = (Colour){.kind = COLOUR_INDEX, .index = 6};
    theme.styles[ROLE_BAR].background = (Colour){.kind = COLOUR_INDEX, .index = 4};
    pens_set_theme(&pens, &theme);
    return pens;
}

static Pen pen_for(Pens *pens, StyleRole role, unsigned emphasis)
{
    const Cell cell = {
        .text = "x", .length = 1, .width = 1, .role = (uint8_t)role, .emphasis = (uint8_t)emphasis};
    return pens_of(pens, &cell);
}

/* Holds what is sent between two looks, and back, against what is wanted. */
static void expect(Pens *pens, Pen from, Pen to, const char *wanted, const char *back)
{
    Buffer out = {0};
    pen_change(&out, pens->terminal, &from, &to);
    assert_string_equal(buffer_text(&out), wanted);
    buffer_clear(&out);
    pen_change(&out, pens->terminal, &to, &from);
    assert_string_equal(buffer_text(&out), back);
    buffer_done(&out);
}

static void one_sequence_is_enough(void **state)
{
    (void)state;
    const Capabilities terminal = ordinary();
    Pens pens = pens_on(&terminal);
    Pen plain = pen_plain();
    Pen key = pen_for(&pens, ROLE_KEY, 0);
    Pen bold = pen_for(&pens, ROLE_KEY, EMPHASIS_BOLD);
    Pen bar = pen_for(&pens, ROLE_BAR, EMPHASIS_UNDERLINE);
    expect(&pens, plain, key, "\033[36m", "\033[m");
    expect(&pens, key, key, "", "");
    expect(&pens, key, bold, "\033[1m", "\033[0;36m");
    expect(&pens, bold, bar, "\033[0;4;44m", "\033[0;1;36m");
}

/* What ends styles may end more, and then it stands alone. */
static void other_sequences_are_sent_as_they_are(void **state)
{
    (void)state;
    Capabilities terminal = ordinary();
    terminal.plain = "\033[0;10m\017";
    terminal.emphasis[0] = "\033b";
    Pens pens = pens_on(&terminal);
    expect(&pens, pen_for(&pens, ROLE_BAR, 0), pen_for(&pens, ROLE_KEY, EMPHASIS_BOLD),
           "\033[0;10m\017\033b\033[36m", "\033[0;10m\017\033[44m");
}

static void what_a_terminal_lacks_is_left_out(void **state)
{
    (void)state;
    Capabilities terminal = ordinary();
    terminal.emphasis[1] = NULL;
    Pens pens = pens_on(&terminal);
    assert_int_equal(pen_for(&pens, ROLE_TEXT, EMPHASIS_ITALIC | EMPHASIS_BOLD).emphasis,
                     EMPHASIS_BOLD);
    pens.depth = PALETTE_NONE;
    pens_set_theme(&pens, &(Theme){0});
    Pen cursor = pen_for(&pens, ROLE_CURSOR, 0);
    assert_int_equal(cursor.emphasis, EMPHASIS_REVERSE);
    assert_int_equal(cursor.foreground, PALETTE_DEFAULT);
}

static void colours_and_emphasis_may_exclude_each_other(void **state)
{
    (void)state;
    Capabilities terminal = ordinary();
    terminal.not_in_colour = EMPHASIS_DIM | EMPHASIS_REVERSE;
    Pens pens = pens_on(&terminal);
    Pen dim = pen_for(&pens, ROLE_KEY, EMPHASIS_DIM | EMPHASIS_BOLD);
    Pen reverse = pen_for(&pens, ROLE_KEY, EMPHASIS_REVERSE);
    assert_int_equal(dim.emphasis, EMPHASIS_BOLD);
    assert_int_equal(dim.foreground, 6);
    assert_int_equal(reverse.emphasis, EMPHASIS_REVERSE); /* what is selected has to show */
    assert_int_equal(reverse.foreground, PALETTE_DEFAULT);
    assert_int_equal(pen_for(&pens, ROLE_TEXT, EMPHASIS_DIM).emphasis, EMPHASIS_DIM);
}

static void without_colours_of_its_own_both_are_set(void **state)
{
    (void)state;
    Capabilities terminal = ordinary();
    terminal.default_colours = false;
    Pens pens = pens_on(&terminal);
    expect(&pens, pen_plain(), pen_for(&pens, ROLE_KEY, 0), "\033[36;40m", "\033[m");
    expect(&pens, pen_plain(), pen_for(&pens, ROLE_BAR, 0), "\033[37;44m", "\033[m");
    expect(&pens, pen_plain(), pen_for(&pens, ROLE_TEXT, 0), "", "");
}

static void a_sequence_too_long_is_no_colour(void **state)
{
    (void)state;
    Capabilities terminal = ordinary();
    terminal.foreground = "\033[38:2:0000000000000000000000000000000000:#m";
    Pens pens = pens_on(&terminal);
    assert_int_equal(pen_for(&pens, ROLE_KEY, 0).foreground, PALETTE_DEFAULT);
}

static void blanks_show_little(void **state)
{
    (void)state;
    const Capabilities terminal = ordinary();
    Pens pens = pens_on(&terminal);
    Pen plain = pen_plain();
    Pen key = pen_for(&pens, ROLE_KEY, EMPHASIS_BOLD);
    Pen bar = pen_for(&pens, ROLE_BAR, 0);
    Pen line = pen_for(&pens, ROLE_TEXT, EMPHASIS_UNDERLINE);
    assert_true(pen_same_blank(&plain, &key));
    assert_false(pen_same_blank(&plain, &bar));
    assert_false(pen_same_blank(&plain, &line));
    assert_true(pen_same_blank(&line, &line));
    assert_true(pen_erases(&key, &plain, &terminal));
    assert_false(pen_erases(&line, &line, &terminal));
    assert_false(pen_erases(&bar, &bar, &terminal)); /* it erases to its own background */
    Capabilities colourful = ordinary();
    colourful.erases_in_colour = true;
    assert_true(pen_erases(&bar, &bar, &colourful));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_sequence_is_enough),
        cmocka_unit_test(other_sequences_are_sent_as_they_are),
        cmocka_unit_test(what_a_terminal_lacks_is_left_out),
        cmocka_unit_test(colours_and_emphasis_may_exclude_each_other),
        cmocka_unit_test(without_colours_of_its_own_both_are_set),
        cmocka_unit_test(a_sequence_too_long_is_no_colour),
        cmocka_unit_test(blanks_show_little),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
