/* Where files live, from the environment. */
#include "base/paths.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"

typedef struct Case {
    const char *override, *cairn_data, *data_home, *config_home, *state_home, *home;
    const char *data, *config, *state; /* NULL data: an error */
} Case;

static void set(const char *name, const char *value)
{
    assert_int_equal(value == NULL ? unsetenv(name) : setenv(name, value, 1), 0);
}

static void resolve(const Case *wanted)
{
    Paths paths;
    Error error;
    set("CAIRN_DATA", wanted->cairn_data);
    set("XDG_DATA_HOME", wanted->data_home);
    set("XDG_CONFIG_HOME", wanted->config_home);
    set("XDG_STATE_HOME", wanted->state_home);
    set("HOME", wanted->home);
    Status status = paths_resolve(wanted->override, &paths, &error);
    if (wanted->data == NULL) {
        assert_int_equal(status, STATUS_FAILED);
        assert_non_null(strstr(error.message, "HOME"));
    } else {
        assert_int_equal(status, STATUS_OK);
        assert_string_equal(paths.data, wanted->data);
        assert_string_equal(paths.config, wanted->config);
        assert_string_equal(paths.state, wanted->state);
        assert_int_equal(paths.shared[0], '/');
    }
    paths_done(&paths);
    assert_null(paths.data);
}

static void test_resolve(void **state)
{
    (void)state;
    static const Case cases[] = {
        {.home = "/h",
         .data = "/h/.local/share/cairn",
         .config = "/h/.config/cairn",
         .state = "/h/.local/state/cairn"},
        {.home = "/h/",
         .data = "/h/.local/share/cairn",
         .config = "/h/.config/cairn",
         .state = "/h/.local/state/cairn"},
        {.home = "/h",
         .data_home = "/d",
         .config_home = "/c/",
         .state_home = "/s",
         .data = "/d/cairn",
         .config = "/c/cairn",
         .state = "/s/cairn"},
        {.home = "/h", /* relative ones are to be ignored */
         .data_home = "d",
         .config_home = "c",
         .state_home = "",
         .data = "/h/.local/share/cairn",
         .config = "/h/.config/cairn",
         .state = "/h/.local/state/cairn"},
        {.home = "/h",
         .cairn_data = "/mine",
         .data_home = "/d",
         .data = "/mine",
         .config = "/h/.config/cairn",
         .state = "/h/.local/state/cairn"},
        {.home = "/h",
         .override = "/first",
         .cairn_data = "/mine",
         .data = "/first",
         .config = "/h/.config/cairn",
         .state = "/h/.local/state/cairn"},
        {.data_home = "/d",
         .config_home = "/c",
         .state_home = "/s",
         .data = "/d/cairn",
         .config = "/c/cairn",
         .state = "/s/cairn"},
        {.home = NULL},
        {.home = "relative"},
        {.cairn_data = "/mine"}, /* no place for configuration */
        {.override = "/mine", .config_home = "/c"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        resolve(&cases[i]);
}

static void test_relative_override(void **state)
{
    (void)state;
    assert_int_equal(chdir("/"), 0);
    resolve(&(Case){.home = "/h",
                    .override = "some/where",
                    .data = "/some/where",
                    .config = "/h/.config/cairn",
                    .state = "/h/.local/state/cairn"});
}

static void test_join(void **state)
{
    (void)state;
    static const struct {
        const char *directory, *name, *path;
    } cases[] = {{"a", "b", "a/b"}, {"a/", "b", "a/b"}, {"/", "b", "/b"}, {"", "b", "b"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *path = path_join(cases[i].directory, cases[i].name);
        assert_string_equal(path, cases[i].path);
        mem_free(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_resolve),
        cmocka_unit_test(test_relative_override),
        cmocka_unit_test(test_join),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
