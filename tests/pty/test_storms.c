/* What terminals and people in a hurry do to a program: sizes that change all the time, floods of keys and
 * pastes, terminals of every kind, and terminals that go away at any moment. STORM makes each test that
 * many times longer. */
#include "pty/session.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* How often: `times`, or STORM times that. */
static int often(int times)
{
    const char *text = getenv("STORM");
    int factor = text != NULL ? (int)strtol(text, NULL, 10) : 1;
    return times * (factor > 0 ? factor : 1);
}

/* The same storm each time: xorshift64*. */
static uint32_t draw(uint32_t below)
{
    static uint64_t chance = 20261124;
    chance ^= chance >> 12;
    chance ^= chance << 25;
    chance ^= chance >> 27;
    return (uint32_t)((chance * UINT64_C(2685821657736338717)) >> 33) % below;
}

/* Twice, as the first may follow an Escape at once and be another key with it. */
#define LEAVE "\x03\x03"

/* It is still there, at its usual size, and leaves when asked to. */
static void calm_down(Pty *pty)
{
    pty_resize(pty, 24, 80);
    pty_type(pty, LEAVE);
    assert_int_equal(pty_exit(pty), 0);
    session_assert_restored(pty);
}

static void sizes(void **state)
{
    Pty *pty = session_start(state, NULL);
    for (int i = 0; i < often(200); i++) {
        pty_resize(pty, 1 + (int)draw(70), 1 + (int)draw(220));
        pty_type(pty, (const char[][2]){"1", "2", "4", "5", "j", "l", "?", "q"}[draw(7)]);
        if (draw(20) == 0) {
            pty_resize(pty, 24, 80);
            assert_true(pty_shows(pty, "cairn"));
        }
    }
    calm_down(pty);
}

/* A size that is the old one again by the time the program looks: the terminal has forgotten what did not
 * fit meanwhile. */
static void a_size_and_back(void **state)
{
    Pty *pty = session_start(state, NULL);
    for (int i = 0; i < often(20); i++) {
        pty_resize(pty, 3, 20);
        pty_resize(pty, 24, 80);
        assert_true(pty_shows(pty, "1 Today  2 Roadmap  3 Review"));
        assert_true(pty_shows(pty, "? keys"));
    }
    calm_down(pty);
}

static void keys(void **state)
{
    static const char *const KEYS[] = {
        "\033OA", "\033OB", "\033OC", "\033OD",  "\t",           "2", "5",   "1", "j", "k",
        "?",      "\033",   "/x",     "\033[6~", "\033[<0;5;5M", ":", "\177"};
    Pty *pty = session_start(state, NULL);
    for (int i = 0; i < often(40); i++) {
        char burst[2048] = "";
        size_t length = 0;
        while (length + 16 < sizeof burst) {
            const char *key = KEYS[draw(sizeof KEYS / sizeof KEYS[0])];
            memcpy(burst + length, key, strlen(key) + 1);
            length += strlen(key);
        }
        pty_type(pty, burst);
    }
    pty_type(pty, "\033\033\033");
    calm_down(pty);
}

/* More than is taken at once, with what ends a paste in terminals that do not look after it. */
static void pastes(void **state)
{
    Pty *pty = session_start(state, NULL);
    size_t size = (size_t)often(2) << 20;
    char *text = mem_alloc(size + 1, 1);
    for (size_t i = 0; i < size; i++)
        text[i] = (const char[]){"pasted \r\t\033\x9B\x01\xE5\x85\xA8 q"}[i % 18];
    pty_type(pty, "/");
    assert_true(pty_shows(pty, "Search"));
    pty_paste(pty, text);
    mem_free(text);
    pty_type(pty, "\033");
    calm_down(pty);
}

/* Wherever the other side goes away: it ends, by that. */
static void gone_at_any_moment(void **state)
{
    for (int i = 0; i < often(6); i++) {
        Pty *pty = i % 3 == 0 ? pty_start(&(PtyStart){.home = *state, .rows = 24, .columns = 80})
                              : session_start(state, NULL);
        session_pty = pty;
        for (uint32_t keys = draw(20); keys > 0; keys--)
            pty_type(pty, (const char[][2]){"2", "j", "l", "3", " ", "t", "/", "5"}[draw(8)]);
        pty_hang_up(pty);
        int code = pty_exit(pty);
        /* before it has its handlers in place the signal itself ends it, or there is no terminal */
        assert_true(code == 128 + SIGHUP ||
                    (i % 3 == 0 && (code == PTY_BY_SIGNAL + SIGHUP || code == 1 || code == 2)));
        session_end();
    }
}

static void terminals_of_every_kind(void **state)
{
    static const char *const TERMS[] = {"xterm",
                                        "xterm-256color",
                                        "xterm-mono",
                                        "screen",
                                        "screen-256color",
                                        "tmux",
                                        "tmux-256color",
                                        "linux",
                                        "vt100",
                                        "vt102",
                                        "vt220",
                                        "ansi",
                                        "rxvt",
                                        "rxvt-unicode-256color",
                                        "cygwin",
                                        "sun",
                                        "Eterm",
                                        "mach-color",
                                        "pcansi",
                                        "cons25"};
    for (size_t i = 0; i < sizeof TERMS / sizeof TERMS[0]; i++) {
        char *term = mem_format("TERM=%s", TERMS[i]);
        const char *const environment[] = {term, NULL};
        Pty *pty = pty_start(
            &(PtyStart){.home = *state, .rows = 24, .columns = 80, .environment = environment});
        session_pty = pty;
        fprintf(stderr, "# %s\n", TERMS[i]);
        pty_type(pty, "2\033OBjl1");
        pty_resize(pty, 30, 90);
        pty_type(pty, "jq"); /* no Ctrl-C: the terminal is not the program's yet */
        int code = pty_exit(pty);
        size_t length;
        const char *output = pty_output(pty, &length);
        if (code == 2) /* the machine's terminfo lacks it, or it can do too little */
            assert_true(strstr(output, "cairn: ") != NULL);
        else
            assert_int_equal(code, 0);
        assert_false(pty_is_raw(pty));
        session_end();
        mem_free(term);
    }
}

static void locales(void **state)
{
    static const char *const LOCALES[] = {
        "LC_ALL=C",          "LC_ALL=C.UTF-8",  "LC_ALL=en_US.ISO-8859-1",
        "LC_ALL=de_DE@euro", "LC_ALL=nonsense", "LC_ALL="};
    for (size_t i = 0; i < sizeof LOCALES / sizeof LOCALES[0]; i++) {
        const char *const environment[] = {LOCALES[i], "LANG=", NULL};
        Pty *pty = session_start(state, environment);
        pty_type(pty, "2");
        assert_true(pty_shows(pty, "Foundations"));
        /* bytes that are no character here do not keep the key behind them */
        pty_type(pty, "\xFF\xE4\033OP");
        assert_true(pty_shows(pty, "Moving about"));
        pty_type(pty, "\033");
        assert_true(pty_lacks(pty, "Moving about"));
        pty_type(pty, "/\xE4\xC3\xA4\xFF");
        assert_true(pty_shows(pty, "Search"));
        pty_signal(pty, SIGTERM);
        assert_int_equal(pty_exit(pty), 128 + SIGTERM);
        size_t length;
        const char *output = pty_output(pty, &length);
        bool plain = true;
        for (size_t j = 0; j < length; j++)
            plain = plain && (unsigned char)output[j] < 0x80;
        assert_int_equal(plain, i != 1); /* UTF-8 where the locale says so, else ASCII alone */
    }
}

static const char *const REPORTS[] = {"\033[M",     "\033[M !", "\033[<",
                                      "\033[<0;5;", "\033[",    "\033O"};

/* A mouse report that was cut off: whoever reads on waits for its rest. */
static void gone_within_a_report(void **state)
{
    for (size_t i = 0; i < sizeof REPORTS / sizeof REPORTS[0]; i++) {
        Pty *pty = session_start(state, NULL);
        pty_type(pty, "2");
        assert_true(pty_shows(pty, "Foundations"));
        pty_type(pty, REPORTS[i]);
        pty_hang_up(pty);
        assert_int_equal(pty_exit(pty), 128 + SIGHUP);
    }
}

static void ended_within_a_report(void **state)
{
    for (size_t i = 0; i < sizeof REPORTS / sizeof REPORTS[0]; i++) {
        Pty *pty = session_start(state, NULL);
        pty_type(pty, "2");
        assert_true(pty_shows(pty, "Foundations"));
        pty_type(pty, REPORTS[i]);
        pty_signal(pty, SIGTERM);
        assert_int_equal(pty_exit(pty), 128 + SIGTERM);
        session_assert_restored(pty);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(sizes),
        SESSION_TEST(a_size_and_back),
        SESSION_TEST(keys),
        SESSION_TEST(pastes),
        SESSION_TEST(gone_at_any_moment),
        SESSION_TEST(terminals_of_every_kind),
        SESSION_TEST(locales),
        SESSION_TEST(gone_within_a_report),
        SESSION_TEST(ended_within_a_report),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
