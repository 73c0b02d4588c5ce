#include "shell/input.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void keys_of_characters(void **state)
{
    (void)state;
    static const struct {
        uint32_t character;
        Key key;
    } CASES[] = {
        {'j', {'j', 0}},
        {'G', {'G', 0}},
        {' ', {' ', 0}},
        {0x00E9, {0x00E9, 0}},
        {0x4E2D, {0x4E2D, 0}},
        {'\r', {KEYCODE_ENTER, 0}},
        {'\n', {KEYCODE_ENTER, 0}},
        {'\t', {KEYCODE_TAB, 0}},
        {0x1B, {KEYCODE_ESCAPE, 0}},
        {0x08, {KEYCODE_BACKSPACE, 0}},
        {0x7F, {KEYCODE_BACKSPACE, 0}},
        {3, {'c', KEYCODE_CONTROL}},
        {26, {'z', KEYCODE_CONTROL}},
        {0, {' ', KEYCODE_CONTROL}},
        {0x1C, {'\\', KEYCODE_CONTROL}},
        {0x1F, {'_', KEYCODE_CONTROL}},
        {0x85, {KEYCODE_NONE, 0}},
        {0x9B, {KEYCODE_NONE, 0}},
        {0x110000, {KEYCODE_NONE, 0}}, /* never one of our own codes */
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Key key = input_key(CASES[i].character);
        assert_int_equal(key.code, CASES[i].key.code);
        assert_int_equal(key.modifiers, CASES[i].key.modifiers);
    }
}

static size_t sequence_length(const char *text)
{
    size_t length = 1;
    while (text[length] != '\0' &&
           !input_ends_sequence((unsigned char)text[0], (unsigned char)text[length]))
        length++;
    return length + 1;
}

static void sequences_have_an_end(void **state)
{
    (void)state;
    assert_true(input_begins_sequence('['));
    assert_true(input_begins_sequence('O'));
    assert_false(input_begins_sequence('x'));
    assert_int_equal(sequence_length("[4~q"), 3);
    assert_int_equal(sequence_length("[1;5Pq"), 5);
    assert_int_equal(sequence_length("[?62;c4"), 6);
    assert_int_equal(sequence_length("OPq"), 2);
    assert_int_equal(sequence_length("O5Pq"), 3);
}

static void double_clicks(void **state)
{
    (void)state;
    ClickMemory memory = {0};
    assert_false(input_is_double(&memory, 1000, 3, 4));
    assert_true(input_is_double(&memory, 1000 + DOUBLE_CLICK_MS, 3, 4));
    assert_false(input_is_double(&memory, 1450, 3, 4)); /* a third begins anew */
    assert_false(input_is_double(&memory, 1500, 3, 5)); /* another cell */
    assert_false(input_is_double(&memory, 1550, 4, 5));
    assert_false(input_is_double(&memory, 1551 + DOUBLE_CLICK_MS, 4, 5)); /* too late */
    assert_true(input_is_double(&memory, 1600 + DOUBLE_CLICK_MS, 4, 5));
}

static void pastes_are_text_with_newlines(void **state)
{
    (void)state;
    static const uint32_t TYPED[] = {'a', '\r', 0x00E9, '\n', 0x1F600};
    Buffer paste = {0};
    for (size_t i = 0; i < sizeof TYPED / sizeof TYPED[0]; i++)
        input_collect(&paste, TYPED[i]);
    assert_string_equal(buffer_text(&paste), "a\n\xC3\xA9\n\xF0\x9F\x98\x80");
    buffer_done(&paste);
}

static void pastes_have_a_limit(void **state)
{
    (void)state;
    Buffer paste = {0};
    for (size_t i = 0; i < PASTE_LIMIT + 1000; i++)
        input_collect(&paste, 'x');
    assert_int_equal(paste.length, PASTE_LIMIT);
    buffer_done(&paste);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_of_characters),  cmocka_unit_test(sequences_have_an_end),
        cmocka_unit_test(double_clicks),       cmocka_unit_test(pastes_are_text_with_newlines),
        cmocka_unit_test(pastes_have_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
