/* What is sent to terminals of all sorts: themes, depths of colour, no colour, plain locales, and
 * terminals that cannot hold the interface. */
#include "pty/session.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"

/* The library for the console's mouse, which curses loads there, and curses itself when it does not
 * know a terminal, forget a few bytes: a sanitiser is not to fail for that. */
#define FORGIVE_LEAKS "ASAN_OPTIONS=detect_leaks=0"

typedef struct Colours {
    int ansi;   /* 30-37, 40-47 */
    int bright; /* 90-97, 100-107 */
    int indexed;
    int direct;
} Colours;

/* Counts the colours in one "CSI ... m"; `end` is behind the m. */
static void count_in(const char *text, const char *end, Colours *colours)
{
    while (text < end) {
        char *next = NULL;
        long number = strtol(text, &next, 10);
        if ((number == 38 || number == 48) && next[1] == '5')
            colours->indexed++;
        else if (number == 38 || number == 48)
            colours->direct++;
        else if (number >= 30 && number < 48 && number != 39)
            colours->ansi++;
        else if ((number >= 90 && number < 98) || (number >= 100 && number < 108))
            colours->bright++;
        if (number == 38 || number == 48)
            return;
        text = next + 1;
    }
}

static Colours colours_of(const Pty *pty)
{
    Colours colours = {0};
    size_t length = 0;
    const char *text = pty_output(pty, &length);
    while ((text = strstr(text, "\033[")) != NULL) {
        text += 2;
        size_t digits = strspn(text, "0123456789;:");
        if (text[digits] == 'm')
            count_in(text, text + digits, &colours);
    }
    return colours;
}

static Pty *start_theme(void **state, const char *theme, const char *const *environment)
{
    const char *const arguments[] = {"--theme", theme, NULL};
    return session_start_as(&(PtyStart){.home = *state,
                                        .rows = 24,
                                        .columns = 80,
                                        .arguments = arguments,
                                        .environment = environment},
                            "q quit");
}

static void every_theme_starts(void **state)
{
    static const struct {
        const char *name;
        bool ansi, indexed;
    } THEMES[] = {
        {"stone", true, false},    {"paper", false, true}, {"night", false, true},
        {"contrast", true, false}, {"mono", false, false},
    };
    for (size_t i = 0; i < sizeof THEMES / sizeof THEMES[0]; i++) {
        Pty *pty = start_theme(state, THEMES[i].name, NULL);
        pty_type(pty, "2q");
        assert_int_equal(pty_exit(pty), 0);
        Colours colours = colours_of(pty);
        if (THEMES[i].ansi)
            assert_true(colours.ansi + colours.bright > 0);
        assert_int_equal(colours.indexed > 0, THEMES[i].indexed);
        assert_int_equal(colours.direct, 0);
    }
}

static void an_unknown_theme_is_refused(void **state)
{
    static const char *const arguments[] = {"--theme", "nihgt", NULL};
    Pty *pty = session_start_as(
        &(PtyStart){.home = *state, .rows = 24, .columns = 80, .arguments = arguments}, "night");
    assert_int_equal(pty_exit(pty), 2);
    session_assert_restored(pty);
}

static void few_colours_are_enough(void **state)
{
    static const char *const TERMS[] = {"TERM=xterm", "TERM=linux", "TERM=screen"};
    for (size_t i = 0; i < sizeof TERMS / sizeof TERMS[0]; i++) {
        const char *const environment[] = {TERMS[i], FORGIVE_LEAKS, NULL};
        Pty *pty = start_theme(state, "night", environment);
        pty_type(pty, "q");
        assert_int_equal(pty_exit(pty), 0);
        Colours colours = colours_of(pty);
        assert_true(colours.ansi > 0);
        assert_int_equal(colours.indexed + colours.bright + colours.direct, 0);
    }
}

/* The program's own search for terminals begins in the home. */
static void direct_colours(void **state)
{
    static const char SOURCE[] =
        "cairn-direct|24 bits,\n\tRGB, colors#0x1000000, pairs#0x10000, ccc@, initc@,\n"
        "\tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e38\\:2\\:\\:%p1%{65536}%/%d"
        "\\:%p1%{256}%/%{255}%&%d\\:%p1%{255}%&%d%;m,\n"
        "\tsetab=\\E[%?%p1%{8}%<%t4%p1%d%e48\\:2\\:\\:%p1%{65536}%/%d"
        "\\:%p1%{256}%/%{255}%&%d\\:%p1%{255}%&%d%;m,\n"
        "\tuse=xterm-256color,\n";
    static const char *const environment[] = {"TERM=cairn-direct", NULL};
    Error error = {0};
    char *path = path_join(*state, "direct.ti");
    char *command = mem_format("tic -x -o '%s/.terminfo' '%s'", (char *)*state, path);
    char *const arguments[] = {mem_dup("sh"), mem_dup("-c"), command, NULL};
    int status = -1;
    assert_int_equal(file_replace(path, SOURCE, sizeof SOURCE - 1, &error), STATUS_OK);
    pid_t child = fork();
    if (child == 0) {
        execvp(arguments[0], arguments);
        _exit(127);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    Pty *pty = start_theme(state, "night", environment);
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
    Colours colours = colours_of(pty);
    assert_true(colours.direct > 0);
    assert_int_equal(colours.indexed, 0);
    for (size_t i = 0; i < 3; i++)
        mem_free(arguments[i]);
    mem_free(path);
}

static void assert_no_colours(const Pty *pty)
{
    Colours colours = colours_of(pty);
    assert_int_equal(colours.ansi + colours.bright + colours.indexed + colours.direct, 0);
}

static void no_color_means_none(void **state)
{
    static const char *const environment[] = {"NO_COLOR=1", NULL};
    Pty *pty = start_theme(state, "night", environment);
    pty_type(pty, "2345q");
    assert_int_equal(pty_exit(pty), 0);
    assert_no_colours(pty);
}

static void an_empty_no_color_is_not_set(void **state)
{
    static const char *const environment[] = {"NO_COLOR=", NULL};
    Pty *pty = start_theme(state, "night", environment);
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
    assert_true(colours_of(pty).indexed > 0);
}

static void the_option_decides(void **state)
{
    static const char *const environment[] = {"NO_COLOR=1", NULL};
    static const char *const WHEN[] = {"always", "never"};
    for (size_t i = 0; i < 2; i++) {
        const char *const arguments[] = {"--color", WHEN[i], "--theme", "night", NULL};
        Pty *pty = session_start_as(&(PtyStart){.home = *state,
                                                .rows = 24,
                                                .columns = 80,
                                                .arguments = arguments,
                                                .environment = environment},
                                    "q quit");
        pty_type(pty, "q");
        assert_int_equal(pty_exit(pty), 0);
        assert_int_equal(colours_of(pty).indexed > 0, i == 0);
    }
}

static void a_terminal_without_colours(void **state)
{
    static const char *const environment[] = {"TERM=vt100", NULL};
    Pty *pty = session_start_as(
        &(PtyStart){.home = *state, .rows = 24, .columns = 80, .environment = environment},
        "q quit");
    pty_type(pty, "q");
    assert_int_equal(pty_exit(pty), 0);
    assert_no_colours(pty);
}

/* Everything that is sent is ASCII, in every place. */
static void assert_ascii(const Pty *pty)
{
    size_t length = 0;
    const char *text = pty_output(pty, &length);
    assert_true(length > 1000);
    for (size_t i = 0; i < length; i++)
        assert_true((unsigned char)text[i] < 0x80);
}

static void a_plain_locale_gets_ascii(void **state)
{
    static const char *const environment[] = {"LC_ALL=C", NULL};
    Pty *pty = session_start(state, environment);
    pty_type(pty, "2");
    assert_true(pty_shows(pty, "1 Foundations"));
    pty_type(pty, "jj]]3 45?");
    assert_true(pty_shows(pty, "Moving about"));
    pty_type(pty, "\x03");
    assert_int_equal(pty_exit(pty), 0);
    assert_ascii(pty);
}

/* Controls that begin a sequence occur only where curses or the interface put them: nothing of a
 * note that was written by hand gets through. */
static void no_text_reaches_the_terminal_raw(void **state)
{
    static const char *const NOTE[] = {"note", "python", "x\033]0;owned\007\033[2Jy\xC2\x9Bz",
                                       NULL};
    assert_int_equal(pty_run(*state, NOTE), 0);
    Pty *pty = session_start(state, NULL);
    pty_type(pty, "2");
    assert_true(pty_shows(pty, "1 Foundations"));
    pty_press(pty, "Home");
    pty_press(pty, "Down");
    pty_type(pty, "[");
    assert_true(pty_shows(pty, "owned"));
    size_t length = 0;
    const char *text = pty_output(pty, &length);
    assert_null(strstr(text, "\033]0;"));
    assert_null(strstr(text, "\007"));
    assert_null(strstr(text, "\xC2\x9B"));
}

static void assert_refused(void **state, const char *term, const char *expected)
{
    const char *const environment[] = {term, FORGIVE_LEAKS, NULL};
    Pty *pty = session_start_as(
        &(PtyStart){.home = *state, .rows = 24, .columns = 200, .environment = environment},
        expected);
    assert_int_equal(pty_exit(pty), 2);
    size_t length = 0;
    const char *text = pty_output(pty, &length);
    assert_null(strchr(text, '\033'));
    assert_ptr_equal(strchr(text, '\n'), text + length - 1); /* one line */
}

static void terminals_that_cannot_hold_it(void **state)
{
    assert_refused(state, "TERM=dumb", "TERM=dumb");
    assert_refused(state, "TERM=", "TERM is not set");
    assert_refused(state, "TERM=nosuchterm", "nosuchterm");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(every_theme_starts),
        SESSION_TEST(an_unknown_theme_is_refused),
        SESSION_TEST(few_colours_are_enough),
        SESSION_TEST(direct_colours),
        SESSION_TEST(no_color_means_none),
        SESSION_TEST(an_empty_no_color_is_not_set),
        SESSION_TEST(the_option_decides),
        SESSION_TEST(a_terminal_without_colours),
        SESSION_TEST(a_plain_locale_gets_ascii),
        SESSION_TEST(no_text_reaches_the_terminal_raw),
        SESSION_TEST(terminals_that_cannot_hold_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
