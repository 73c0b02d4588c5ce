#include "shell/glyph.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static WideGlyph widen(const char *text, int width, bool ascii)
{
    Cell cell = {.length = (uint8_t)strlen(text), .width = (uint8_t)width};
    WideGlyph glyph;
    memcpy(cell.text, text, cell.length);
    glyph_widen(&cell, ascii, &glyph);
    return glyph;
}

static void assert_widens(const char *text, int width, const wchar_t *expected, bool half)
{
    WideGlyph glyph = widen(text, width, false);
    assert_int_equal(wcscmp(glyph.text, expected), 0);
    assert_int_equal(glyph.half, half);
}

static void what_can_be_drawn(void **state)
{
    (void)state;
    assert_widens("a", 1, L"a", false);
    assert_widens("\xC3\xA9", 1, L"\u00E9", false);
    assert_widens("e\xCC\x81", 1, L"e\u0301", false);   /* a mark stays with its base */
    assert_widens("\xE4\xB8\xAD", 2, L"\u4E2D", false); /* wide */
    assert_widens("\xE2\x8E\x9B", 1, L"\u239B", false); /* a piece of a parenthesis */
    assert_widens("", 1, L" ", false);
}

static void widths_that_disagree(void **state)
{
    (void)state;
    /* a wide cluster whose base is narrow for the C library: a blank fills it */
    assert_widens("\xE2\x9D\xA4\xEF\xB8\x8F", 2, L"\u2764", true);
    /* a narrow cell never gets a wide character */
    assert_widens("\xE4\xB8\xAD", 1, L"\uFFFD", false);
    /* an emoji sequence shows its first part */
    assert_widens("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB", 2, L"\U0001F469", false);
}

static void control_characters_never_pass(void **state)
{
    (void)state;
    for (int byte = 1; byte < 0xA0; byte++) {
        char text[3] = {(char)byte, 0, 0};
        if (byte >= ' ' && byte < 0x7F)
            continue;
        if (byte >= 0x80) {
            text[0] = (char)0xC2;
            text[1] = (char)byte;
        }
        assert_int_equal(widen(text, 1, false).text[0], 0xFFFD);
        assert_int_equal(widen(text, 1, true).text[0], L'?');
    }
    /* nor behind a base */
    assert_widens("a\x1B[2J", 1, L"a", false);
}

static void marks_are_limited(void **state)
{
    (void)state;
    WideGlyph glyph = widen("a\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85\xCC\x86", 1, false);
    assert_int_equal(wcslen(glyph.text), GLYPH_WIDE_MAX);
}

static void ascii_only(void **state)
{
    (void)state;
    assert_int_equal(wcscmp(widen("\xC3\xA9", 1, true).text, L"?"), 0);
    assert_int_equal(wcscmp(widen("e\xCC\x81", 1, true).text, L"e"), 0);
    assert_true(widen("\xE4\xB8\xAD", 2, true).half);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_can_be_drawn),
        cmocka_unit_test(widths_that_disagree),
        cmocka_unit_test(control_characters_never_pass),
        cmocka_unit_test(marks_are_limited),
        cmocka_unit_test(ascii_only),
    };
    /* widths come from the C library, and they are the same in every UTF-8 locale */
    if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
