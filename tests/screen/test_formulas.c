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
    screen_press(&screen, "m");
    assert_false(screen_shows(&screen, tex));
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
    assert_true(screen_shows(&screen, "1 cards"));
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

#define CASE(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(in_the_overview),      CASE(in_notes),
        CASE(in_a_brief),           CASE(in_review_and_in_a_cards_past),
        CASE(in_the_list_of_cards), CASE(fractions_in_the_list_of_cards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
