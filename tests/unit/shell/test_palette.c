#include "shell/palette.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static Colour rgb(int red, int green, int blue)
{
    return (Colour){
        .kind = COLOUR_RGB, .red = (uint8_t)red, .green = (uint8_t)green, .blue = (uint8_t)blue};
}

static Colour index_of(int index)
{
    return (Colour){.kind = COLOUR_INDEX, .index = (uint8_t)index};
}

static void default_stays_default(void **state)
{
    (void)state;
    for (PaletteDepth depth = PALETTE_NONE; depth <= PALETTE_DIRECT; depth++)
        assert_int_equal(palette_number((Colour){.kind = COLOUR_DEFAULT}, depth, NULL),
                         PALETTE_DEFAULT);
}

static void no_colours_means_default(void **state)
{
    (void)state;
    assert_int_equal(palette_number(rgb(255, 0, 0), PALETTE_NONE, NULL), PALETTE_DEFAULT);
    assert_int_equal(palette_number(index_of(3), PALETTE_NONE, NULL), PALETTE_DEFAULT);
}

static void reductions(void **state)
{
    (void)state;
    static const struct {
        int red, green, blue;
        int direct, of_256, of_16, of_8;
    } CASES[] = {
        {255, 0, 0, 0xFF0000, 196, 9, 1},      {0, 0, 0, 8, 16, 0, 0},
        {255, 255, 255, 0xFFFFFF, 231, 15, 7}, {95, 135, 175, 0x5F87AF, 67, 8, 4},
        {8, 8, 8, 0x080808, 232, 0, 0},        {118, 118, 118, 0x767676, 243, 8, 7},
        {80, 160, 80, 0x50A050, 71, 8, 2},     {250, 250, 10, 0xFAFA0A, 226, 11, 3},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Colour colour = rgb(CASES[i].red, CASES[i].green, CASES[i].blue);
        assert_int_equal(palette_number(colour, PALETTE_DIRECT, NULL), CASES[i].direct);
        assert_int_equal(palette_number(colour, PALETTE_256, NULL), CASES[i].of_256);
        assert_int_equal(palette_number(colour, PALETTE_16, NULL), CASES[i].of_16);
        assert_int_equal(palette_number(colour, PALETTE_8, NULL), CASES[i].of_8);
    }
}

static void every_number_is_in_range(void **state)
{
    (void)state;
    for (int i = 0; i < 256; i++) {
        bool bright = false;
        int of_8 = palette_number(index_of(i), PALETTE_8, &bright);
        int of_16 = palette_number(index_of(i), PALETTE_16, NULL);
        assert_in_range(of_8, 0, 7);
        assert_in_range(of_16, 0, 15);
        assert_int_equal(palette_number(index_of(i), PALETTE_256, NULL), i);
        assert_in_range(palette_number(index_of(i), PALETTE_DIRECT, NULL), 0, 0xFFFFFF);
    }
}

/* The learner's terminal decides what red is: names never become somebody's idea of it. */
static void ansi_names_stay_names(void **state)
{
    (void)state;
    for (int i = 0; i < 8; i++) {
        assert_int_equal(palette_number(index_of(i), PALETTE_8, NULL), i);
        assert_int_equal(palette_number(index_of(i), PALETTE_DIRECT, NULL), i);
    }
    for (int i = 0; i < 16; i++)
        assert_int_equal(palette_number(index_of(i), PALETTE_16, NULL), i);
}

static void bright_becomes_bold_with_eight(void **state)
{
    (void)state;
    bool bright = false;
    assert_int_equal(palette_number(index_of(9), PALETTE_8, &bright), 1);
    assert_true(bright);
    assert_int_equal(palette_number(index_of(1), PALETTE_8, &bright), 1);
    assert_false(bright);
    assert_int_equal(palette_number(index_of(8), PALETTE_8, &bright), 7);
    assert_false(bright);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(default_stays_default),
        cmocka_unit_test(no_colours_means_default),
        cmocka_unit_test(reductions),
        cmocka_unit_test(every_number_is_in_range),
        cmocka_unit_test(ansi_names_stay_names),
        cmocka_unit_test(bright_becomes_bold_with_eight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
