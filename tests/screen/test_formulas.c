/* Formulas wherever Markdown shows: typeset, as TeX on a key, in one row where there is one row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "support/screen.h"

static Screen screen;

static int set_up(void **state)
{
    (void)state;
    screen_open(&screen, 40, 100);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    screen_close(&screen);
    return 0;
}

/* The key shows `tex`, and typesets it again. */
static void toggles(const char *tex)
{
    assert_false(screen_shows(&screen, tex));
    screen_press(&screen, "m");
    assert_true(screen_shows(&screen, tex));
    assert_true(screen_shows(&screen, "Formulas show as TeX source."));
    screen_press(&screen, "m");
    assert_false(screen_shows(&screen, tex));
    assert_true(screen_shows(&screen, "Formulas are typeset."));
}

static void in_the_overview(void **state)
{
    (void)state;
    screen_press(&screen, "2 f");
    screen_type(&screen, "POSITION");
    screen_press(&screen, "Enter");
    toggles("\\frac{d}{2}");
    screen_press(&screen, "Enter");
    toggles("\\frac{d}{2}");
}

static void in_notes(void **state)
{
    (void)state;
    screen_press(&screen, "2 Down Down [");
    screen_send(&screen, (Message){.kind = MESSAGE_NOTE,
                                   .subject = "math",
                                   .text = "The half: $\\frac12$, and\n\n$$\\sqrt{2}$$"});
    assert_true(screen_shows(&screen, "The half:"));
    toggles("\\frac12");
    toggles("\\sqrt{2}");
}

static void in_a_brief(void **state)
{
    (void)state;
    screen_press(&screen, "4 End");
    toggles("\\frac{QK^\\top}{\\sqrt{d_k}}");
    screen_press(&screen, "Enter");
    toggles("\\frac{QK^\\top}{\\sqrt{d_k}}");
}

static void in_review_and_in_a_cards_past(void **state)
{
    (void)state;
    screen_press(&screen, "3");
    toggles("$a$");
    screen_press(&screen, "i");
    assert_true(screen_shows(&screen, "This card"));
    toggles("$a$");
}

static void in_the_list_of_cards(void **state)
{
    (void)state;
    screen_press(&screen, "2 f");
    screen_type(&screen, "Attention");
    screen_press(&screen, "Enter ] ] ]");
    assert_true(screen_shows(&screen, "1 card,"));
    assert_true(screen_shows(&screen, "divided by √dₖ"));
    toggles("\\sqrt{d_k}");
}

/* What takes several rows in a page is one row in the list. */
static void fractions_in_the_list_of_cards(void **state)
{
    (void)state;
    screen_press(&screen, "2 f");
    screen_type(&screen, "Attention");
    screen_press(&screen, "Enter ] ] ]");
    assert_true(screen_shows(&screen, "QKᵀ/√dₖ"));
    assert_false(screen_shows(&screen, "───────\n"));
}

/* The learner's options reach what is drawn, at once. */
static void options_are_followed(void **state)
{
    (void)state;
    screen_press(&screen, "2 f");
    screen_type(&screen, "Attention");
    screen_press(&screen, "Enter");
    assert_true(screen_shows(&screen, "\u2824\u2824 sigmoid"));
    screen.desk.state.config.plot_blocks = true;
    screen_send(&screen, (Message){.kind = MESSAGE_STATE});
    assert_false(screen_shows(&screen, "\u2824"));
    assert_true(screen_shows(&screen, "sigmoid"));
    screen_press(&screen, "Esc 2 g Down Down [");
    screen_send(
        &screen,
        (Message){.kind = MESSAGE_NOTE, .subject = "math", .text = "A vector $\\mathbf{x}$."});
    assert_true(screen_shows(&screen, "A vector x."));
    screen.desk.state.config.math_alphabets = true;
    screen_send(&screen, (Message){.kind = MESSAGE_STATE});
    assert_true(screen_shows(&screen, "A vector \U0001D431."));
}

/* As they look, at three sizes, and in ASCII. */
static void they_look_like_this(void **state)
{
#define PAGE_KEYS "2 f P O S I T I O N Enter Enter "
#define PLOT_KEYS "2 f A t t e n t i o n Enter Enter "
#define CARD_KEYS "2 f A t t e n t i o n Enter R Space "
    static const struct {
        const char *name, *keys;
        int rows, columns;
        bool ascii;
    } SHOTS[] = {
        {"formulas-page-24x80", PAGE_KEYS, 24, 80, false},
        {"formulas-page-40x120", PAGE_KEYS, 40, 120, false},
        {"formulas-page-12x40", PAGE_KEYS, 12, 40, false},
        {"formulas-sideways-24x80", PAGE_KEYS "PageDown >", 24, 80, false},
        {"formulas-card-24x80", CARD_KEYS, 24, 80, false},
        {"formulas-card-40x120", CARD_KEYS, 40, 120, false},
        {"formulas-card-12x40", CARD_KEYS, 12, 40, false},
        {"ascii-formulas-page-24x80", PAGE_KEYS, 24, 80, true},
        {"plot-page-24x80", PLOT_KEYS, 24, 80, false},
        {"plot-page-40x120", PLOT_KEYS, 40, 120, false},
        {"plot-page-12x40", PLOT_KEYS "Down Down", 12, 40, false},
        {"ascii-plot-page-24x80", PLOT_KEYS, 24, 80, true},
        {"ascii-formulas-card-24x80", CARD_KEYS, 24, 80, true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof SHOTS / sizeof SHOTS[0]; i++) {
        Screen shot;
        screen_open(&shot, SHOTS[i].rows, SHOTS[i].columns);
        app_set_ascii(shot.model, SHOTS[i].ascii);
        screen_press(&shot, SHOTS[i].keys);
        screen_expect(&shot, SHOTS[i].name);
        screen_close(&shot);
    }
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(in_the_overview),      CASE(in_notes),
        CASE(in_a_brief),           CASE(in_review_and_in_a_cards_past),
        CASE(in_the_list_of_cards), CASE(fractions_in_the_list_of_cards),
        CASE(options_are_followed), cmocka_unit_test(they_look_like_this),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
