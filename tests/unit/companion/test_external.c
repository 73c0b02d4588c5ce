#include "companion/external.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"

static char *directory;

static int make_directory(void **state)
{
    (void)state;
    const char *place = getenv("TMPDIR");
    directory = path_join(place == NULL ? "/tmp" : place, "cairn-external-XXXXXX");
    return mkdtemp(directory) == NULL ? -1 : 0;
}

static int remove_directory(void **state)
{
    (void)state;
    char **names = NULL;
    size_t count = 0;
    if (file_list(directory, &names, &count, NULL) != STATUS_OK)
        return -1;
    for (size_t i = 0; i < count; i++) {
        char *path = path_join(directory, names[i]);
        unlink(path);
        mem_free(path);
    }
    file_list_free(names, count);
    int result = rmdir(directory);
    mem_free(directory);
    return result;
}

static void assert_splits(const char *command, const char *expected)
{
    char **words = NULL;
    Error error = {0};
    Buffer joined = {0};
    assert_int_equal(external_split(command, &words, &error), STATUS_OK);
    for (char **word = words; *word != NULL; word++)
        buffer_add_format(&joined, "<%s>", *word);
    assert_string_equal(buffer_text(&joined), expected);
    buffer_done(&joined);
    external_words_free(words);
}

static void commands_are_split(void **state)
{
    (void)state;
    assert_splits("vi", "<vi>");
    assert_splits("  code  --wait\t-n ", "<code><--wait><-n>");
    assert_splits("\"/opt/my editor/ed\" -x", "</opt/my editor/ed><-x>");
    assert_splits("emacs -nw --eval '(setq a \"b\")'", "<emacs><-nw><--eval><(setq a \"b\")>");
    assert_splits("ed a\\ b \"c\\\"d\\e\" ''", "<ed><a b><c\"d\\e><>");
    assert_splits("ed $HOME;`x`", "<ed><$HOME;`x`>"); /* no shell looks at it */
}

static void bad_commands_are_refused(void **state)
{
    (void)state;
    static const char *const BAD[] = {"", "   ", "vi 'x", "vi \"x", "vi \\", "'' x"};
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        char **words = NULL;
        Error error = {0};
        assert_int_equal(external_split(BAD[i], &words, &error), STATUS_USAGE);
        assert_null(words);
        assert_true(strlen(error.message) > 10);
    }
}

static void addresses(void **state)
{
    (void)state;
    assert_true(external_address_is_safe("https://arxiv.org/abs/1706.03762"));
    assert_true(external_address_is_safe("http://example.org/?a=b&c=(d)#e"));
    static const char *const BAD[] = {"",
                                      "-x",
                                      "file:///etc/passwd",
                                      "javascript:alert(1)",
                                      "https://a b",
                                      "https://a\nb",
                                      "https://a\"b",
                                      "https://a`b`",
                                      "https://a\\b",
                                      "https://\xC3\xA9",
                                      " https://a"};
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++)
        assert_false(external_address_is_safe(BAD[i]));
}

/* A program for the tests, in their directory. */
static char *make_program(const char *name, const char *script)
{
    char *path = path_join(directory, name);
    Error error = {0};
    if (file_replace(path, script, strlen(script), &error) != STATUS_OK || chmod(path, 0700) != 0)
        fail_msg("%s", error.message);
    return path;
}

static void an_editor_is_told_the_line(void **state)
{
    (void)state;
    static const struct {
        const char *editor, *arguments;
    } cases[] = {{"vim", "+12 FILE"}, {"hx", "FILE:12"}, {"code", "--goto FILE:12"}};
    char *file = path_join(directory, "deck.yaml");
    Error error = {0};
    assert_int_equal(file_replace(file, "", 0, &error), STATUS_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *program = make_program(cases[i].editor, "#!/bin/sh\n"
                                                      "for last; do :; done\n"
                                                      "echo \"$*\" >\"${last%:12}\"\n");
        char *text = NULL;
        size_t length = 0;
        setenv("VISUAL", program, 1);
        assert_int_equal(external_edit_at(file, 12, &error), STATUS_OK);
        assert_int_equal(file_read(file, 4096, &text, &length, &error), STATUS_OK);
        Buffer plain = {0};
        const char *found = strstr(text, file);
        assert_non_null(found);
        buffer_add(&plain, text, (size_t)(found - text));
        buffer_add_format(&plain, "FILE%s", found + strlen(file));
        plain.data[plain.length - 1] = '\0';
        assert_string_equal(buffer_text(&plain), cases[i].arguments);
        buffer_done(&plain);
        mem_free(text);
        mem_free(program);
    }
    char *gone = path_join(directory, "gone.yaml");
    assert_int_equal(external_edit_at(gone, 1, &error), STATUS_FAILED);
    assert_non_null(strstr(error.message, "gone.yaml cannot be changed"));
    mem_free(gone);
    mem_free(file);
    unsetenv("VISUAL");
}

static void an_edited_text_comes_back(void **state)
{
    (void)state;
    char *program = make_program("editor.sh", "#!/bin/sh\n[ \"$1\" = '-x y' ] || exit 3\n"
                                              "[ \"$(stat -c %a \"$2\")\" = 600 ] || exit 4\n"
                                              "printf ' and more' >>\"$2\"\n");
    char *command = mem_format("'%s' '-x y'", program);
    char *edited = NULL;
    char **names = NULL;
    size_t count = 0;
    Error error = {0};
    setenv("VISUAL", command, 1);
    assert_int_equal(external_edit_text(directory, "before", &edited, &error), STATUS_OK);
    assert_string_equal(edited, "before and more");
    assert_int_equal(file_list(directory, &names, &count, &error), STATUS_OK);
    for (size_t i = 0; i < count; i++)
        assert_int_not_equal(strncmp(names[i], "note-", 5), 0); /* nothing is left over */
    file_list_free(names, count);
    mem_free(edited);
    mem_free(command);
    mem_free(program);
}

static void blank_text_is_none(void **state)
{
    (void)state;
    char *program = make_program("blank.sh", "#!/bin/sh\nprintf ' \\n\\n' >\"$1\"\n");
    char *edited = NULL;
    Error error = {0};
    setenv("VISUAL", program, 1);
    assert_int_equal(external_edit_text(directory, "before", &edited, &error), STATUS_OK);
    assert_string_equal(edited, "");
    mem_free(edited);
    mem_free(program);
}

/* Too long, or not UTF-8: what was written is still there, where the error says. */
static void what_cannot_be_taken_is_kept(void **state)
{
    (void)state;
    static const struct {
        const char *script, *expected;
    } CASES[] = {
        {"#!/bin/sh\nhead -c 300000 /dev/zero | tr '\\0' x >\"$1\"\n", "larger than"},
        {"#!/bin/sh\nprintf 'caf\\351' >\"$1\"\n", "UTF-8"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        char *program = make_program("long.sh", CASES[i].script);
        char *edited = NULL;
        Error error = {0};
        setenv("VISUAL", program, 1);
        assert_int_equal(external_edit_text(directory, "x", &edited, &error), STATUS_FAILED);
        assert_null(edited);
        assert_non_null(strstr(error.message, CASES[i].expected));
        char *path = mem_dup(strstr(error.message, directory));
        path[strstr(path, ".md") + 3 - path] = '\0';
        assert_int_equal(access(path, R_OK), 0);
        unlink(path);
        mem_free(path);
        mem_free(program);
    }
}

/* Whatever the store refused: the text is in a file, and the error begins with its name. */
static void what_cannot_be_stored_is_kept(void **state)
{
    static const char PREFIX[] = "your text is kept in ";
    (void)state;
    const char *places[] = {directory, "/no/such/directory"};
    for (size_t i = 0; i < 2; i++) {
        Error error = {.message = "the disk is full"};
        char *kept = NULL;
        size_t length = 0;
        assert_int_equal(external_keep_text(places[i], "a thought", STATUS_FAILED, &error),
                         STATUS_FAILED);
        assert_int_equal(strncmp(error.message, PREFIX, sizeof PREFIX - 1), 0);
        char *colon = strstr(error.message, ": the disk is full");
        assert_non_null(colon);
        *colon = '\0';
        const char *path = error.message + sizeof PREFIX - 1;
        assert_int_equal(file_read(path, 100, &kept, &length, NULL), STATUS_OK);
        assert_string_equal(kept, "a thought");
        mem_free(kept);
        assert_int_equal(unlink(path), 0);
    }
}

static void failing_editors_say_so(void **state)
{
    (void)state;
    static const struct {
        const char *command, *expected;
    } CASES[] = {
        {"false", "ended with exit code 1"},
        {"/nonexistent/editor", "cannot start /nonexistent/editor"},
        {"vi 'x", "VISUAL"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        char *edited = NULL;
        Error error = {0};
        setenv("VISUAL", CASES[i].command, 1);
        assert_int_not_equal(external_edit_text(directory, "x", &edited, &error), STATUS_OK);
        assert_non_null(strstr(error.message, CASES[i].expected));
        assert_null(edited);
    }
}

/* The browser's first act is over when it wrote through the pipe that we hold. */
static void the_browser_gets_the_address(void **state)
{
    (void)state;
    char *pipe_path = path_join(directory, "told");
    char *script = mem_format("#!/bin/sh\nprintf '%%s.' \"$@\" >'%s'\n", pipe_path);
    char *program = make_program("browser.sh", script);
    char *command = mem_format("%s --new %%s:other", program);
    bool opened = false;
    Error error = {0};
    char line[128] = "";
    assert_int_equal(mkfifo(pipe_path, 0600), 0);
    setenv("BROWSER", command, 1);
    assert_int_equal(external_open_address("https://example.org/a", &opened, &error), STATUS_OK);
    assert_true(opened);
    FILE *told = fopen(pipe_path, "re");
    assert_non_null(told);
    assert_non_null(fgets(line, sizeof line, told));
    assert_int_equal(fclose(told), 0);
    assert_string_equal(line, "--new.https://example.org/a.");
    mem_free(pipe_path);
    mem_free(script);
    mem_free(program);
    mem_free(command);
}

static void no_browser_is_no_failure(void **state)
{
    (void)state;
    bool opened = true;
    Error error = {0};
    char *path = mem_dup(getenv("PATH"));
    unsetenv("BROWSER");
    setenv("PATH", directory, 1);
    assert_int_equal(external_open_address("https://example.org/", &opened, &error), STATUS_OK);
    setenv("PATH", path, 1);
    assert_false(opened);
    mem_free(path);
}

static void unsafe_addresses_start_nothing(void **state)
{
    (void)state;
    bool opened = true;
    Error error = {0};
    setenv("BROWSER", "false", 1);
    assert_int_equal(external_open_address("--help", &opened, &error), STATUS_USAGE);
    assert_false(opened);
    setenv("BROWSER", "/nonexistent/browser", 1);
    assert_int_equal(external_open_address("https://a.b/", &opened, &error), STATUS_FAILED);
    assert_false(opened);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commands_are_split),
        cmocka_unit_test(bad_commands_are_refused),
        cmocka_unit_test(addresses),
        cmocka_unit_test(an_editor_is_told_the_line),
        cmocka_unit_test(an_edited_text_comes_back),
        cmocka_unit_test(blank_text_is_none),
        cmocka_unit_test(what_cannot_be_taken_is_kept),
        cmocka_unit_test(what_cannot_be_stored_is_kept),
        cmocka_unit_test(failing_editors_say_so),
        cmocka_unit_test(the_browser_gets_the_address),
        cmocka_unit_test(no_browser_is_no_failure),
        cmocka_unit_test(unsafe_addresses_start_nothing),
    };
    return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
