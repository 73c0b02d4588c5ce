/* Where files live, from the environment. */
#include "base/paths.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
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

/* --- what is found beside the program: a copy of this one, run from where the case wants it --- */

static char *scratch;

static int make_scratch(void **state)
{
    (void)state;
    const char *parent = getenv("TMPDIR");
    scratch = path_join(parent == NULL ? "/tmp" : parent, "cairn-paths-XXXXXX");
    return mkdtemp(scratch) == NULL ? -1 : 0;
}

static int remove_scratch(void **state)
{
    (void)state;
    int result = rmdir(scratch);
    mem_free(scratch);
    return result;
}

static void copy_program(const char *path)
{
    char *data;
    size_t length;
    assert_int_equal(file_read("/proc/self/exe", SIZE_MAX / 2, &data, &length, NULL), STATUS_OK);
    assert_int_equal(file_replace(path, data, length, NULL), STATUS_OK);
    assert_int_equal(chmod(path, 0700), 0);
    mem_free(data);
}

/* Runs `program` as "PROGRAM --shared"; what it printed. */
static void ask_shared(const char *program, char *answer, size_t size)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        (void)dup2(ends[1], STDOUT_FILENO);
        (void)execl(program, program, "--shared", (char *)NULL);
        _exit(127);
    }
    (void)close(ends[1]);
    size_t used = 0;
    ssize_t count;
    while (used + 1 < size && (count = read(ends[0], answer + used, size - used - 1)) > 0)
        used += (size_t)count;
    answer[used] = '\0';
    (void)close(ends[0]);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* The other side of it: print what was found. */
static int print_shared(void)
{
    Paths paths;
    Error error;
    if (paths_resolve("/data", &paths, &error) != STATUS_OK)
        return 1;
    size_t length = strlen(paths.shared);
    bool written = write(STDOUT_FILENO, paths.shared, length) == (ssize_t)length;
    paths_done(&paths);
    return written ? 0 : 1;
}

static void test_shared(void **state)
{
    (void)state;
    static const struct {
        const char *program_directory, *content, *shared; /* below the scratch directory */
    } cases[] = {
        {"build/release", "content", ""},
        {"bin", "share/cairn/content", "share/cairn"},
        {"bin", NULL, NULL},
    };
    static const char *const leftovers[] = {"build/release",       "build",       "content", "bin",
                                            "share/cairn/content", "share/cairn", "share"};
    set("HOME", "/h");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char answer[4096];
        char *directory = path_join(scratch, cases[i].program_directory);
        char *program = path_join(directory, "program");
        assert_int_equal(file_make_directory(directory, NULL), STATUS_OK);
        copy_program(program);
        if (cases[i].content != NULL) {
            char *content = path_join(scratch, cases[i].content);
            assert_int_equal(file_make_directory(content, NULL), STATUS_OK);
            mem_free(content);
        }
        ask_shared(program, answer, sizeof answer);
        if (cases[i].shared != NULL) {
            char *wanted = path_join(scratch, cases[i].shared);
            assert_int_equal(strncmp(answer, wanted, strlen(answer)), 0);
            assert_true(strlen(answer) + 1 >= strlen(wanted));
            mem_free(wanted);
        } else { /* the prefix that was built in */
            assert_non_null(strstr(answer, "/share/cairn"));
            assert_null(strstr(answer, scratch));
        }
        assert_int_equal(remove(program), 0);
        for (size_t k = 0; k < sizeof leftovers / sizeof leftovers[0]; k++) {
            char *path = path_join(scratch, leftovers[k]);
            (void)rmdir(path);
            mem_free(path);
        }
        mem_free(program);
        mem_free(directory);
    }
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

int main(int count, char **arguments)
{
    if (count == 2 && strcmp(arguments[1], "--shared") == 0)
        return print_shared();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_resolve),
        cmocka_unit_test(test_relative_override),
        cmocka_unit_test(test_join),
        cmocka_unit_test_setup_teardown(test_shared, make_scratch, remove_scratch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
