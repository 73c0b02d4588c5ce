/* JSON written and read: shapes, escapes, numbers, and input that is hostile. */
#include "base/json.h"

#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void test_write_shapes(void **state)
{
    (void)state;
    Buffer out = {0};
    JsonWriter json;
    json_begin(&json, &out);
    json_object_open(&json);
    json_put_integer(&json, "a", INT64_MIN);
    json_put_text(&json, "b", NULL);
    json_put_bool(&json, "c", true);
    json_put_number(&json, "d", 0.5);
    json_put_null(&json, "e");
    json_key(&json, "f");
    json_array_open(&json);
    json_array_open(&json);
    json_array_close(&json);
    json_object_open(&json);
    json_object_close(&json);
    json_bool(&json, false);
    json_array_close(&json);
    json_put_text(&json, "g", "x");
    json_object_close(&json);
    json_object_close(&json); /* one too many does nothing */
    assert_string_equal(buffer_text(&out), "{\"a\":-9223372036854775808,\"b\":null,\"c\":true,"
                                           "\"d\":0.5,\"e\":null,\"f\":[[],{},false],\"g\":\"x\"}");
    buffer_done(&out);
}

static void check_text(const char *text, const char *wanted)
{
    Buffer out = {0};
    JsonWriter json;
    json_begin(&json, &out);
    json_text(&json, text);
    assert_string_equal(buffer_text(&out), wanted);
    buffer_done(&out);
}

static void test_write_text(void **state)
{
    (void)state;
    check_text("", "\"\"");
    check_text("a\"b\\c/d", "\"a\\\"b\\\\c/d\"");
    check_text("\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"");
    check_text("a\u200Bb\u200Ec\u2028d\u202Ee\u2066f\uFEFF",
               "\"a\\u200bb\\u200ec\\u2028d\\u202ee\\u2066f\\ufeff\"");
    check_text("\u200C\u200D", "\"\u200C\u200D\""); /* joiners mean something */
    check_text("\x01\x1F\x7F\xC2\x85", "\"\\u0001\\u001f\\u007f\\u0085\"");
    check_text("é€😀", "\"é€😀\"");
    check_text("a\xFFz\xC3", "\"a\uFFFDz\uFFFD\"");
}

static void check_number(double value, const char *wanted)
{
    Buffer out = {0};
    JsonWriter json;
    json_begin(&json, &out);
    json_number(&json, value);
    assert_string_equal(buffer_text(&out), wanted);
    buffer_done(&out);
}

static void test_write_numbers(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } cases[] = {
        {0, "0"},
        {-0.0, "-0"},
        {1, "1"},
        {-1.5, "-1.5"},
        {0.1, "0.1"},
        {100, "100"},
        {1234.5, "1234.5"},
        {1e16, "10000000000000000"},
        {1e17, "1e+17"},
        {0.0001, "0.0001"},
        {0.00001, "0.00001"},
        {0.000001, "1e-6"},
        {1e300, "1e+300"},
        {5e-324, "5e-324"},
        {1.7976931348623157e308, "1.7976931348623157e+308"},
        {1.0 / 3, "0.3333333333333333"},
        {0.1 + 0.2, "0.30000000000000004"},
        {(double)NAN, "null"},
        {(double)INFINITY, "null"},
        {(double)-INFINITY, "null"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check_number(cases[i].value, cases[i].text);
}

static void test_too_deep_to_write(void **state)
{
    (void)state;
    Buffer out = {0};
    JsonWriter json;
    Arena *arena = arena_new();
    const JsonValue *value;
    json_begin(&json, &out);
    for (int i = 0; i < 100; i++)
        json_array_open(&json);
    json_integer(&json, 1);
    for (int i = 0; i < 100; i++)
        json_array_close(&json);
    assert_int_equal(json_parse(buffer_text(&out), out.length, arena, &value, NULL), STATUS_OK);
    assert_non_null(strstr(buffer_text(&out), "[null]"));
    buffer_done(&out);
    arena_free(arena);
}

static void test_read(void **state)
{
    (void)state;
    static const char text[] =
        " { \"name\" : \"caf\\u00e9 \\ud83d\\ude00 \\\"\\/\" , "
        "\"n\":-12.5e1,\"big\":4611686018427387904,"
        "\"yes\":true,\"no\":false,\"nil\":null,\"list\":[1,[],{}],\"half\":\"\\ud800x\" } \n";
    Arena *arena = arena_new();
    const JsonValue *value;
    Error error;
    assert_int_equal(json_parse(text, strlen(text), arena, &value, &error), STATUS_OK);
    assert_string_equal(json_get_text(value, "name", ""), "café 😀 \"/");
    assert_string_equal(json_get_text(value, "half", ""), "\uFFFDx");
    assert_true(json_member(value, "n")->number == -125);
    assert_int_equal(json_get_integer(value, "n", 0), -125);
    assert_int_equal(json_get_integer(value, "big", 0), INT64_C(4611686018427387904));
    assert_true(json_get_bool(value, "yes", false));
    assert_false(json_get_bool(value, "no", true));
    assert_int_equal(json_member(value, "nil")->kind, JSON_NULL);
    const JsonValue *list = json_member(value, "list");
    assert_int_equal(list->kind, JSON_ARRAY);
    assert_true(list->first->number == 1);
    assert_int_equal(list->first->next->kind, JSON_ARRAY);
    assert_int_equal(list->first->next->next->kind, JSON_OBJECT);
    assert_null(list->first->next->next->next);
    arena_free(arena);
}

static void test_read_fallbacks(void **state)
{
    (void)state;
    static const char text[] = "{\"t\":\"x\",\"n\":1.5,\"huge\":1e300,\"b\":true}";
    Arena *arena = arena_new();
    const JsonValue *value;
    assert_int_equal(json_parse(text, strlen(text), arena, &value, NULL), STATUS_OK);
    assert_string_equal(json_get_text(value, "n", "other"), "other");
    assert_string_equal(json_get_text(value, "none", "other"), "other");
    assert_int_equal(json_get_integer(value, "n", 7), 7);
    assert_int_equal(json_get_integer(value, "huge", 7), 7);
    assert_int_equal(json_get_integer(value, "t", 7), 7);
    assert_true(json_get_bool(value, "t", true));
    assert_null(json_member(json_member(value, "t"), "x"));
    assert_null(json_member(NULL, "x"));
    arena_free(arena);
}

static void test_read_errors(void **state)
{
    (void)state;
    static const struct {
        const char *text, *place;
    } cases[] = {
        {"", "1:1"},
        {"{", "1:2"},
        {"[1,]", "1:4"},
        {"[1 2]", "1:4"},
        {"{\"a\" 1}", "1:6"},
        {"{a:1}", "1:2"},
        {"{\"a\":}", "1:6"},
        {"[1]\n x", "2:2"},
        {"\"abc", "1:5"},
        {"\"a\nb\"", "1:3"},
        {"\"\\x\"", "1:3"},
        {"\"\\u12g4\"", "1:6"},
        {"\"\\u0000\"", "1:8"},
        {"\"\xFF\"", "1:2"},
        {"01", "1:2"},
        {"1.", "1:3"},
        {".5", "1:1"},
        {"-", "1:2"},
        {"1e", "1:3"},
        {"1e999", "1:6"},
        {"nul", "1:1"},
        {"tru", "1:1"},
        {"[", "1:2"},
        {"{\"a\":1,}", "1:8"},
        {"'a'", "1:1"},
        {"NaN", "1:1"},
        {"[1}", "1:3"},
        {"\\", "1:1"},
        {"\"\\ud800\\u\"", "1:10"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Arena *arena = arena_new();
        const JsonValue *value;
        Error error;
        assert_int_equal(json_parse(cases[i].text, strlen(cases[i].text), arena, &value, &error),
                         STATUS_CONTENT);
        assert_null(value);
        if (strstr(error.message, cases[i].place) == NULL)
            fail_msg("%s: %s", cases[i].text, error.message);
        arena_free(arena);
    }
}

static void test_depth(void **state)
{
    (void)state;
    static char text[100001];
    Arena *arena = arena_new();
    const JsonValue *value;
    Error error;
    memset(text, '[', 64);
    memset(text + 64, ']', 64);
    assert_int_equal(json_parse(text, 128, arena, &value, &error), STATUS_OK);
    memset(text, '[', 65);
    memset(text + 65, ']', 65);
    assert_int_equal(json_parse(text, 130, arena, &value, &error), STATUS_CONTENT);
    memset(text, '[', sizeof text);
    assert_int_equal(json_parse(text, sizeof text, arena, &value, &error), STATUS_CONTENT);
    assert_non_null(strstr(error.message, "nested too deeply"));
    arena_free(arena);
}

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *seed ^ (*seed >> 33);
}

/* Any number and any text that is written reads back the same; in a locale with a decimal comma too,
 * where the machine has one. */
static void check_round_trips(void)
{
    uint64_t seed = 7;
    for (int round = 0; round < 3000; round++) {
        union {
            uint64_t bits;
            double value;
        } number = {.bits = next_random(&seed)};
        char text[20] = "";
        for (size_t i = 0; i + 1 < sizeof text; i++)
            text[i] = (char)(next_random(&seed) % 255 + 1);
        Buffer out = {0};
        JsonWriter json;
        Arena *arena = arena_new();
        const JsonValue *value;
        json_begin(&json, &out);
        json_object_open(&json);
        json_put_number(&json, "n", number.value);
        json_put_text(&json, text, text);
        json_object_close(&json);
        assert_true(utf8_valid(buffer_text(&out), out.length));
        assert_int_equal(json_parse(buffer_text(&out), out.length, arena, &value, NULL), STATUS_OK);
        assert_true(!isfinite(number.value) || json_member(value, "n")->number == number.value);
        const JsonValue *second = value->first->next;
        assert_string_equal(second->key, second->text);
        assert_true(!utf8_valid(text, strlen(text)) || strcmp(second->text, text) == 0);
        arena_free(arena);
        buffer_done(&out);
    }
}

static void test_round_trips(void **state)
{
    (void)state;
    check_round_trips();
    if (setlocale(LC_NUMERIC, "de_DE.UTF-8") != NULL)
        check_round_trips();
    assert_non_null(setlocale(LC_NUMERIC, "C"));
}

/* Documents cut off anywhere, or with any byte changed, are read or refused, never worse. */
static void test_damaged(void **state)
{
    (void)state;
    static const char whole[] = "{\"a\":[1,-2.5e3,\"\\u00e9\\n\",true,null],\"b\":{\"c\":\"é\"}}";
    for (size_t i = 0; i < sizeof whole - 1; i++) {
        for (int byte = -1; byte < 256; byte += byte < 0 ? 1 : 5) {
            char text[sizeof whole];
            memcpy(text, whole, sizeof whole);
            size_t length = byte < 0 ? i : sizeof whole - 1;
            if (byte >= 0)
                text[i] = (char)byte;
            char *exact = malloc(length + 1); /* of the very size, for the address sanitiser */
            assert_non_null(exact);
            memcpy(exact, text, length);
            Arena *arena = arena_new();
            const JsonValue *value;
            Error error;
            Status status = json_parse(exact, length, arena, &value, &error);
            assert_true(byte >= 0 || status == STATUS_CONTENT);
            assert_true((status == STATUS_OK) == (value != NULL));
            arena_free(arena);
            free(exact);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_write_shapes),  cmocka_unit_test(test_write_text),
        cmocka_unit_test(test_write_numbers), cmocka_unit_test(test_too_deep_to_write),
        cmocka_unit_test(test_read),          cmocka_unit_test(test_read_fallbacks),
        cmocka_unit_test(test_read_errors),   cmocka_unit_test(test_depth),
        cmocka_unit_test(test_round_trips),   cmocka_unit_test(test_damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
