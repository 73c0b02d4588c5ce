/* Decoding, widths, clusters and fitting of UTF-8, well-formed and not. */
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void test_decode(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t code_point;
        size_t used;
    } cases[] = {
        {"a", 'a', 1},
        {"\x7F", 0x7F, 1},
        {"\xC2\x80", 0x80, 2},
        {"é", 0xE9, 2},
        {"€", 0x20AC, 3},
        {"\xEF\xBF\xBD", 0xFFFD, 3},
        {"😀", 0x1F600, 4},
        {"\xF4\x8F\xBF\xBF", 0x10FFFF, 4},
        {"\x80", 0xFFFD, 1},             /* continuation alone */
        {"\xC3", 0xFFFD, 1},             /* cut off */
        {"\xE2\x82", 0xFFFD, 1},         /* cut off */
        {"\xF0\x9F\x98", 0xFFFD, 1},     /* cut off */
        {"\xC0\xAF", 0xFFFD, 1},         /* overlong */
        {"\xE0\x80\xAF", 0xFFFD, 1},     /* overlong */
        {"\xED\xA0\x80", 0xFFFD, 1},     /* surrogate */
        {"\xF4\x90\x80\x80", 0xFFFD, 1}, /* beyond Unicode */
        {"\xFF", 0xFFFD, 1},
        {"\xC3(", 0xFFFD, 1},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint32_t code_point;
        assert_int_equal(utf8_decode(cases[i].text, strlen(cases[i].text), &code_point),
                         cases[i].used);
        assert_int_equal(code_point, cases[i].code_point);
    }
}

static void test_encode_inverts_decode(void **state)
{
    (void)state;
    for (uint32_t c = 1; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 97) {
        char bytes[4];
        uint32_t back;
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        size_t written = utf8_encode(c, bytes);
        assert_int_equal(utf8_decode(bytes, written, &back), written);
        assert_int_equal(back, c);
    }
    char bytes[4];
    assert_int_equal(utf8_encode(0xD800, bytes), 3);
    assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
    assert_int_equal(utf8_encode(0x110000, bytes), 3);
}

static void test_widths(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int width;
    } cases[] = {
        {"", 0},
        {"abc", 3},
        {"é", 1},
        {"e\u0301", 1}, /* with a combining accent */
        {"日本語", 6},
        {"ﾊﾝｶｸ", 4}, /* half-width katakana */
        {"한국어", 6},
        {"\u1112\u1161\u11AB", 2}, /* the same syllable in jamo */
        {"😀", 2},
        {"👨‍👩‍👧‍👦", 2}, /* a joined family */
        {"👍🏽", 2},                  /* with a skin tone */
        {"🇩🇪", 2},                        /* a flag */
        {"❤️", 1},                    /* drawn wider by some terminals, counted as by wcwidth */
        {"∑∏∫√⎛⎜⎝⟨⟩‖⠿█", 12},
        {"ℝ𝒟𝟙", 3},
        {"\t\x1B\x7F", 0},
        {"\u200B\u200D", 0},
        {"a\xFFz", 3}, /* a bad byte is one cell */
        {"─│▸●○◐◌", 7},
        {"नि", 2}, /* a letter with a spacing vowel sign */
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(utf8_width(cases[i].text), cases[i].width);
    assert_int_equal(utf8_width_range("日本語", 3), 2);
}

static void test_clusters(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t length;
        int width;
    } cases[] = {
        {"ab", 1, 1},
        {"e\u0301x", 3, 1},
        {"日x", 3, 2},
        {"🇩🇪🇫🇷", 8, 2},
        {"👨‍👩‍👧x", 18, 2},
        {"\r\nx", 2, 0},
        {"\xFFz", 1, 1},
        {"a\xFF", 1, 1},
        {"\u0301a", 2, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int width;
        assert_int_equal(utf8_next_cluster(cases[i].text, strlen(cases[i].text), &width),
                         cases[i].length);
        assert_int_equal(width, cases[i].width);
    }
}

static void test_fit(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t bytes;
        int cells, used;
    } cases[] = {
        {"abc", 2, 2, 2},  {"abc", 3, 9, 3},  {"abc", 0, 0, 0},
        {"日本", 3, 3, 2}, {"日本", 0, 1, 0}, {"e\u0301e\u0301", 3, 1, 1},
        {"", 0, 5, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int used;
        assert_int_equal(utf8_fit(cases[i].text, strlen(cases[i].text), cases[i].cells, &used),
                         cases[i].bytes);
        assert_int_equal(used, cases[i].used);
    }
    assert_int_equal(utf8_fit("abc", 3, 2, NULL), 2);
}

/* Clusters cover any bytes without a gap, each in at most two cells. */
static void test_any_bytes(void **state)
{
    (void)state;
    uint32_t seed = 1;
    for (int round = 0; round < 3000; round++) {
        char text[24];
        for (size_t i = 0; i < sizeof text; i++) {
            seed = seed * 1664525U + 1013904223U;
            text[i] = (char)(seed >> 24);
        }
        size_t at = 0;
        int total = 0;
        while (at < sizeof text) {
            int width;
            size_t used = utf8_next_cluster(text + at, sizeof text - at, &width);
            assert_in_range(used, 1, sizeof text - at);
            assert_in_range(width, 0, 2);
            total += width;
            at += used;
        }
        assert_int_equal(total, utf8_width_range(text, sizeof text));
    }
}

/* Symbols are told apart quickly; marks, joiners and selectors still stay with them. */
static void test_symbols_keep_their_marks(void **state)
{
    (void)state;
    static const struct {
        uint32_t next;
        bool joins;
    } NEXT[] = {
        {'a', false},    {' ', false},    {0x2500, false}, {0x2592, false},
        {0x25BF, false}, {0x25CF, false}, {0x2190, false}, {0x0301, true},
        {0x20D7, true},  {0xFE0F, true},  {0x200D, true},  {0x4E2D, false},
    };
    for (uint32_t symbol = 0x2180; symbol < 0x2610; symbol++)
        for (size_t i = 0; i < sizeof NEXT / sizeof NEXT[0]; i++) {
            char text[8];
            int width = 0;
            size_t alone = utf8_encode(symbol, text);
            size_t length = alone + utf8_encode(NEXT[i].next, text + alone);
            size_t used = utf8_next_cluster(text, length, &width);
            assert_int_equal(used, NEXT[i].joins ? length : alone);
            assert_int_equal(width, utf8_code_point_width(symbol));
        }
}

static void test_valid_and_lower(void **state)
{
    (void)state;
    assert_true(utf8_valid("", 0));
    assert_true(utf8_valid("aé€😀\xEF\xBF\xBD", 13));
    assert_false(utf8_valid("a\xFF", 2));
    assert_false(utf8_valid("\xED\xA0\x80", 3));
    assert_false(utf8_valid("é", 1));
    assert_int_equal(utf8_lower('A'), 'a');
    assert_int_equal(utf8_lower(0xC9), 0xE9);
    assert_int_equal(utf8_lower(0x3A3), 0x3C3);
    assert_int_equal(utf8_lower('1'), '1');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decode),
        cmocka_unit_test(test_encode_inverts_decode),
        cmocka_unit_test(test_widths),
        cmocka_unit_test(test_clusters),
        cmocka_unit_test(test_fit),
        cmocka_unit_test(test_any_bytes),
        cmocka_unit_test(test_symbols_keep_their_marks),
        cmocka_unit_test(test_valid_and_lower),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
