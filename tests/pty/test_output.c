/* What is sent to show a change: what makes the same screen as drawing all anew, in few bytes. */
#include "pty/session.h"

#include <string.h>

#include "base/memory.h"

#define REDRAW "\x0C"
#define CLEAR  "\033[H\033["

static size_t length_of(const Pty *pty)
{
    size_t length = 0;
    (void)pty_output(pty, &length);
    return length;
}

/* Bytes from `start` on up to where all is drawn anew. */
static size_t bytes_until_redraw(Pty *pty, size_t start)
{
    const char *clear = NULL;
    size_t length = length_of(pty);
    pty_type(pty, REDRAW);
    while (clear == NULL) {
        assert_true(pty_writes(pty, length));
        const char *output = pty_output(pty, &length);
        clear = strstr(output + start, CLEAR);
        if (clear != NULL)
            length = (size_t)(clear - output) - start;
    }
    return length;
}

/* Draws all anew and holds it against what was there. */
static void assert_redraws_alike(Pty *pty)
{
    char *before = pty_screen(pty);
    (void)bytes_until_redraw(pty, length_of(pty));
    assert_true(pty_becomes(pty, before));
    mem_free(before);
}

/* Opens what shows its keys in the last row, so that all of the rows before it were drawn too. */
static void settle(Pty *pty)
{
    static const char *const OVERLAYS[] = {"?", ":"};
    for (size_t i = 0; i < sizeof OVERLAYS / sizeof OVERLAYS[0]; i++) {
        pty_type(pty, OVERLAYS[i]);
        assert_true(pty_shows(pty, "Esc close"));
        assert_redraws_alike(pty);
        pty_type(pty, "\033");
        assert_true(pty_lacks(pty, "Esc close"));
    }
}

static void assert_pieces_make_the_whole(void **state, const char *term, int rows, int columns)
{
    static const struct {
        const char *key, *shows; /* NULL: nothing has to be waited for */
    } STEPS[] = {{"j", NULL},       {"k", NULL}, {"2", NULL},       {"j", NULL},       {"l", NULL},
                 {"\033OB", NULL},  {"]", NULL}, {"]", NULL},       {"\033[6~", NULL}, {"\r", NULL},
                 {"\033[6~", NULL}, {"j", NULL}, {"3", NULL},       {" ", NULL},       {"3", NULL},
                 {"4", NULL},       {"j", NULL}, {"5", "1 answer"}, {"j", NULL},       {"1", NULL}};
    const char *const environment[] = {term, NULL};
    Pty *pty = session_start_as(
        &(PtyStart){.home = *state, .rows = rows, .columns = columns, .environment = environment},
        "1 Today");
    for (size_t i = 0; i < sizeof STEPS / sizeof STEPS[0]; i++) {
        pty_type(pty, STEPS[i].key);
        if (STEPS[i].shows != NULL)
            assert_true(pty_shows(pty, STEPS[i].shows));
        if (i % 5 == 4)
            settle(pty);
    }
    settle(pty);
    pty_type(pty, "\x03");
    assert_int_equal(pty_exit(pty), 0);
    session_assert_restored(pty);
}

static void pieces_make_the_whole(void **state)
{
    assert_pieces_make_the_whole(state, "TERM=xterm-256color", 24, 80);
}

static void on_other_terminals_too(void **state)
{
    assert_pieces_make_the_whole(state, "TERM=screen", 30, 101);
}

/* Bytes for a key in the place of the cursor, with nothing else that changes. */
static size_t bytes_for(Pty *pty, const char *key)
{
    size_t start = length_of(pty);
    pty_type(pty, key);
    assert_true(pty_writes(pty, start));
    size_t bytes = bytes_until_redraw(pty, start);
    assert_true(pty_shows(pty, "q quit"));
    return bytes;
}

static void a_step_of_the_cursor(void **state)
{
    Pty *pty = session_start(state, NULL);
    assert_true(pty_shows(pty, "q quit"));
    /* down and up again, so twice as many: the longer title is sent when the step goes there */
    assert_in_range(bytes_for(pty, "j") + bytes_for(pty, "k"), 2, 400);
}

static void a_second_of_the_timer(void **state)
{
    static const char *const START[] = {"practice", "start", "math", "--ago", "7m", NULL};
    assert_int_equal(pty_run(*state, START), 0);
    Pty *pty = session_start(state, NULL);
    assert_true(pty_shows(pty, "7:01"));
    size_t start = length_of(pty);
    assert_true(pty_writes(pty, start));
    assert_in_range(length_of(pty) - start, 1, 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(pieces_make_the_whole),
        SESSION_TEST(on_other_terminals_too),
        SESSION_TEST(a_step_of_the_cursor),
        SESSION_TEST(a_second_of_the_timer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
