/* The message of an Error: formatting, prefixes, and texts that do not fit. */
#include "base/error.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"

static void test_set(void **state)
{
    (void)state;
    Error error;
    assert_int_equal(error_set(&error, STATUS_USAGE, "%s:%d: bad", "a.yaml", 7), STATUS_USAGE);
    assert_string_equal(error.message, "a.yaml:7: bad");
    assert_int_equal(error_set(NULL, STATUS_CONTENT, "%s", "lost"), STATUS_CONTENT);
}

static void test_errno(void **state)
{
    (void)state;
    Error error;
    assert_int_equal(error_set_errno(&error, ENOENT, "cannot open %s", "x"), STATUS_FAILED);
    assert_string_equal(error.message, "cannot open x: No such file or directory");
    assert_int_equal(error_set_errno(NULL, ENOENT, "x"), STATUS_FAILED);
}

static void test_prefix(void **state)
{
    (void)state;
    Error error;
    (void)error_set(&error, STATUS_FAILED, "inner");
    assert_int_equal(error_prefix(&error, STATUS_CONTENT, "pack %d", 3), STATUS_CONTENT);
    assert_string_equal(error.message, "pack 3: inner");
    assert_int_equal(error_prefix(NULL, STATUS_USAGE, "pack"), STATUS_USAGE);
}

/* A text of `count` three-byte characters behind `lead` bytes, so that the end of the message falls
 * at each place within a character. */
static void test_too_long(void **state)
{
    (void)state;
    static char text[3100];
    Error error;
    for (size_t lead = 0; lead < 3; lead++) {
        memset(text, 'x', lead);
        for (size_t i = 0; i < 1000; i++)
            memcpy(text + lead + i * 3, "€", 3);
        text[lead + 3000] = '\0';
        (void)error_set(&error, STATUS_FAILED, "%s", text);
        assert_true(strlen(error.message) >= sizeof error.message - 4);
        assert_true(utf8_valid(error.message, strlen(error.message)));
        assert_memory_equal(error.message, text, strlen(error.message));
        (void)error_prefix(&error, STATUS_FAILED, "p");
        assert_true(utf8_valid(error.message, strlen(error.message)));
        assert_memory_equal(error.message, "p: ", 3);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_set),
        cmocka_unit_test(test_errno),
        cmocka_unit_test(test_prefix),
        cmocka_unit_test(test_too_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
