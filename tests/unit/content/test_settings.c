/* Themes and key files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "content/settings.h"

static char path[64];

static int make_file(void **state)
{
    (void)state;
    (void)snprintf(path, sizeof path, "/tmp/cairn-settings-XXXXXX");
    int descriptor = mkstemp(path);
    return descriptor < 0 ? -1 : close(descriptor);
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

static void put(const char *text)
{
    Error error;
    assert_int_equal(file_replace(path, text, strlen(text), &error), STATUS_OK);
}

static void test_built_in_themes(void **state)
{
    static const char *const names[] = {"stone", "paper", "night", "contrast", "mono"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char file[64];
        Theme theme;
        Diagnostics diagnostics = {0};
        Error error;
        (void)snprintf(file, sizeof file, "themes/%s.yaml", names[i]);
        assert_int_equal(theme_read(file, &theme, &diagnostics, &error), STATUS_OK);
        assert_string_equal(theme.name, names[i]);
        assert_int_equal(theme.light, strcmp(names[i], "paper") == 0);
        diagnostics_done(&diagnostics);
    }
}

static void test_styles(void **state)
{
    (void)state;
    Theme theme;
    Diagnostics diagnostics = {0};
    Error error;
    put("name: mine\nlight: yes\nstyles:\n  text: bright-blue on '#102030'\n  title: 200 bold "
        "underline\n  dim: '#ABCDEF on default dim'\n");
    /* the first style is not valid YAML for "on": quotes inside a plain scalar are text */
    assert_int_equal(theme_read(path, &theme, &diagnostics, &error), STATUS_CONTENT);
    diagnostics_done(&diagnostics);
    put("name: mine\nlight: yes\nstyles:\n  text: 'bright-blue on #102030'\n  title: 200 bold "
        "underline\n  dim: '#ABCDEF on default dim'\n");
    assert_int_equal(theme_read(path, &theme, &diagnostics, &error), STATUS_OK);
    assert_true(theme.light);
    const ThemeStyle *text = &theme.styles[ROLE_TEXT], *title = &theme.styles[ROLE_TITLE];
    assert_int_equal(text->foreground.kind, COLOUR_INDEX);
    assert_int_equal(text->foreground.index, 12);
    assert_int_equal(text->background.kind, COLOUR_RGB);
    assert_int_equal(text->background.green, 0x20);
    assert_int_equal(title->foreground.index, 200);
    assert_int_equal(title->emphasis, EMPHASIS_BOLD | EMPHASIS_UNDERLINE);
    assert_int_equal(theme.styles[ROLE_DIM].foreground.blue, 0xef);
    /* a role that is not named keeps its plain style */
    assert_int_equal(theme.styles[ROLE_CURSOR].emphasis, EMPHASIS_REVERSE);
    diagnostics_done(&diagnostics);
}

static void expect_error(const char *text, const char *expected)
{
    Theme theme;
    Diagnostics diagnostics = {0};
    Error error;
    put(text);
    assert_int_equal(theme_read(path, &theme, &diagnostics, &error), STATUS_CONTENT);
    assert_true(strncmp(error.message, path, strlen(path)) == 0);
    assert_string_equal(error.message + strlen(path), expected);
    diagnostics_done(&diagnostics);
}

static void test_theme_mistakes(void **state)
{
    (void)state;
    expect_error("name: x\nstyles:\n  titel: red\n",
                 ":3:10: 'titel' is no style role (did you mean 'title'?)");
    expect_error(
        "name: x\nstyles:\n  title: rde\n",
        ":3:10: 'rde' is no colour (expected default, a name such as bright-blue, 0 to 255, "
        "or #rrggbb) and no emphasis (bold, italic, underline, dim, reverse)");
    expect_error("name: x\nstyles: red\n", ":2:9: 'styles' must be a mapping of roles to styles");
}

static void test_keys(void **state)
{
    (void)state;
    KeyBindings bindings = {0};
    Diagnostics diagnostics = {0};
    Error error;
    put("bind:\n  quit: [q, C-q]\n  help: F1\n");
    assert_int_equal(keys_read(path, &bindings, &diagnostics, &error), STATUS_OK);
    assert_int_equal(bindings.count, 3);
    assert_string_equal(bindings.items[1].action, "quit");
    assert_string_equal(bindings.items[1].key, "C-q");
    assert_int_equal(bindings.items[2].line, 3);
    keys_done(&bindings);
    put("bind:\n  quit: {a: b}\n");
    assert_int_equal(keys_read(path, &bindings, &diagnostics, &error), STATUS_CONTENT);
    keys_done(&bindings);
    diagnostics_done(&diagnostics);
}

static void test_absent_keys_are_no_error(void **state)
{
    (void)state;
    KeyBindings bindings = {0};
    Diagnostics diagnostics = {0};
    Error error;
    assert_int_equal(keys_read("/tmp/cairn-no-such-keys.yaml", &bindings, &diagnostics, &error),
                     STATUS_OK);
    assert_int_equal(bindings.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_built_in_themes),          cmocka_unit_test(test_styles),
        cmocka_unit_test(test_theme_mistakes),           cmocka_unit_test(test_keys),
        cmocka_unit_test(test_absent_keys_are_no_error),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
