/* Nothing that a terminal could act on, and nothing invisible, comes out of the sanitiser. */
#include "text/sanitize.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"

static void test_cases(void **state)
{
    (void)state;
    static const struct {
        const char *text, *clean;
        int keep_newlines;
    } cases[] = {
        {"", "", 0},
        {"plain text", "plain text", 0},
        {"a\nb", "a b", 0},
        {"a\nb", "a\nb", 1},
        {"a\tb", "a    b", 1},
        {"\x1B[31mred\x07", "␛[31mred␇", 0},
        {"\r\x7F", "␍␡", 0},
        {"a\xC2\x85z", "a<U+0085>z", 0}, /* C1 next line */
        {"\xC2\x9B"
         "31m",
         "<U+009B>31m", 0},                        /* C1 control sequence introducer */
        {"abc\u202Efed", "abc<U+202E>fed", 0},     /* right-to-left override */
        {"\u2066x\u2069", "<U+2066>x<U+2069>", 0}, /* isolates */
        {"pass\u200Bword", "pass<U+200B>word", 0}, /* zero-width space */
        {"a\u2028z", "a<U+2028>z", 1},             /* line separator */
        {"a\xFFz", "a\uFFFDz", 0},
        {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD", 0}, /* a surrogate */
        {"\xC3", "\uFFFD", 0},
        {"e\u0301", "e\u0301", 0},
        {"\u0301e", "◌\u0301e", 0},   /* nothing to stand on */
        {"a \u0301", "a ◌\u0301", 1}, /* a line may break at the blank */
        {"a\n\u0301", "a\n◌\u0301", 1},
        {"e\u0301\u0301\u0301\u0301\u0301\u0301x", "e\u0301\u0301\u0301\u0301x", 0},
        {"👨‍👩‍👧 👍🏽 🇩🇪 ❤️",
         "👨‍👩‍👧 👍🏽 🇩🇪 ❤️", 0},
        {"a\u200Db", "a<U+200D>b", 0}, /* a joiner between letters */
        {"\u200D", "<U+200D>", 0},
        {"👨\u200D", "👨<U+200D>", 0},
        {"می\u200Cخواهم", "می\u200Cخواهم", 0}, /* Persian needs the non-joiner */
        {"soft\u00ADhyphen", "softhyphen", 0},
        {"\uFEFFbom", "<U+FEFF>bom", 0},
        {"\U000E0041", "<U+E0041>", 0}, /* a tag letter */
        {"日本\u00A0語", "日本\u00A0語", 0},
        {"∑ᵢ ŷ 𝒟", "∑ᵢ ŷ 𝒟", 0},
    };
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(
            sanitize_text(arena, cases[i].text, strlen(cases[i].text), cases[i].keep_newlines),
            cases[i].clean);
    assert_string_equal(sanitize_text(arena, "a\0b", 3, 0), "a␀b");
    assert_string_equal(sanitize_text(arena, "abc", 2, 0), "ab");
    arena_free(arena);
}

static void check_clean(const char *clean, size_t length, int keep_newlines)
{
    int zero_width = 0;
    assert_true(utf8_valid(clean, length));
    for (size_t at = 0; at < length;) {
        uint32_t code_point;
        at += utf8_decode(clean + at, length - at, &code_point);
        assert_true(code_point >= 0x20 || (code_point == '\n' && keep_newlines));
        assert_false(code_point >= 0x7F && code_point < 0xA0);
        assert_false(code_point >= 0x202A && code_point <= 0x202E);
        assert_false(code_point >= 0x2066 && code_point <= 0x2069);
        zero_width =
            utf8_code_point_width(code_point) == 0 && code_point != '\n' ? zero_width + 1 : 0;
        assert_in_range(zero_width, 0, 4);
    }
}

/* Random bytes, and random code points from the corners of Unicode. */
static size_t fill(char *text, size_t size, uint32_t *seed, int round)
{
    static const uint32_t corners[] = {0,       0x7F,   0x85,     0x300,   0x301,   0x200B, 0x200D,
                                       0x202E,  0x2067, 0xFE0F,   0x1F468, 0x1F1E9, 0xAC00, 0x1161,
                                       0xE0020, 0xFFFF, 0x10FFFF, 'a',     '\n',    0x9B};
    size_t length = 0;
    while (length + 4 <= size) {
        *seed = *seed * 1664525U + 1013904223U;
        if (round % 2 == 0)
            text[length++] = (char)(*seed >> 24);
        else
            length += utf8_encode(corners[(*seed >> 16) % (sizeof corners / sizeof corners[0])],
                                  text + length);
    }
    return length;
}

static void test_any_input(void **state)
{
    (void)state;
    uint32_t seed = 5;
    for (int round = 0; round < 4000; round++) {
        char text[64];
        Arena *arena = arena_new();
        int keep = round % 4 < 2;
        size_t length = fill(text, sizeof text, &seed, round);
        const char *clean = sanitize_text(arena, text, length, keep);
        check_clean(clean, strlen(clean), keep);
        assert_string_equal(sanitize_text(arena, clean, strlen(clean), keep), clean);
        arena_free(arena);
    }
}

/* Every code point alone. */
static void test_every_code_point(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c += c < 0x30000 ? 1 : 257) {
        char text[4];
        Arena *arena = arena_new();
        const char *clean = sanitize_text(arena, text, utf8_encode(c, text), 0);
        check_clean(clean, strlen(clean), 0);
        assert_true(c == 0xAD || utf8_width(clean) > 0);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_any_input),
        cmocka_unit_test(test_every_code_point),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
