/* A real terminal for tests: the program on a pseudo-terminal, what it writes read by libvterm.
 *
 * The program runs under a small job-control parent, as under a shell: in its own process group,
 * stopped by Ctrl-Z, continued by pty_continue. Every wait has a deadline (PTY_PATIENCE_MS) and
 * shows the screen when it is missed; nothing sleeps.
 */
#ifndef CAIRN_TESTS_PTY_H
#define CAIRN_TESTS_PTY_H

#include <stdbool.h>
#include <stddef.h>

#define PTY_PATIENCE_MS 10000

typedef struct Pty Pty;

typedef struct PtyStart {
    const char *home; /* HOME; no other directory of the machine's user is seen */
    int rows, columns;
    const char *const *arguments;   /* after the program, ended by NULL; NULL: none */
    const char *const *environment; /* "NAME=value" over the defaults, ended by NULL; NULL: none */
    bool ignore_hangup;             /* as under nohup */
} PtyStart;

/* Starts the program (CAIRN_BINARY). */
Pty *pty_start(const PtyStart *start);

/* Ends what still runs and frees everything. */
void pty_free(Pty *pty);

/* Whether the program runs under valgrind (TEST_VALGRIND): waits are ten times as long then, and it can neither
 * be stopped by the terminal's signal nor be left without memory. */
bool pty_is_under_valgrind(void);

/* --- input --- */
void pty_type(Pty *pty, const char *bytes);
/* "Up", "Down", "Left", "Right", "Enter", "Tab", "Esc", "Backspace", "PageUp", "PageDown", "Home" or
 * "End", as this terminal sends it in the mode it is in. */
void pty_press(Pty *pty, const char *name);
void pty_paste(Pty *pty, const char *text); /* in brackets when the program asked for them */
void pty_click(Pty *pty, int row, int column);
void pty_wheel(Pty *pty, bool down, int row, int column);
void pty_resize(Pty *pty, int rows, int columns);
void pty_signal(Pty *pty, int number);
void pty_continue(Pty *pty); /* fg after a stop */
void pty_hang_up(Pty *pty);  /* the other side of the terminal goes away */
/* From now on the program gets no more memory than a little for its stack; false where that cannot be. */
bool pty_take_memory(Pty *pty);

/* --- waiting: false when the deadline passed --- */
bool pty_shows(Pty *pty, const char *text); /* in one row */
bool pty_wrote(Pty *pty, const char *text); /* in all that came so far, shown or gone again */
bool pty_lacks(Pty *pty, const char *text);
/* `text` stands in a row whose text begins at `column` with it, or anywhere in row `row`. */
bool pty_row_shows(Pty *pty, int row, const char *text);
/* More than `length` bytes came since the start. */
bool pty_writes(Pty *pty, size_t length);
/* The screen is what pty_screen gave before. */
bool pty_becomes(Pty *pty, const char *screen);
bool pty_stops(Pty *pty); /* the program stopped, as after Ctrl-Z */
/* Exit code, PTY_BY_SIGNAL + number when a signal ended it, -1 when it did not end in time. */
#define PTY_BY_SIGNAL 1000
int pty_exit(Pty *pty);

/* --- looking --- */
int pty_find_row(Pty *pty, const char *text); /* row that holds it now, or -1 */
/* The whole screen, each cell with what shows of its style, to be held against another; the caller frees. */
char *pty_screen(Pty *pty);
bool pty_is_alternate(const Pty *pty); /* screen */
bool pty_shows_cursor(const Pty *pty);
bool pty_wants_mouse(const Pty *pty);
bool pty_is_raw(const Pty *pty); /* the line discipline neither echoes nor waits for lines */
/* Whether bracketed paste was switched on last. */
bool pty_wants_pastes(const Pty *pty);
/* Everything written since the start; valid until the next call that waits. */
const char *pty_output(const Pty *pty, size_t *length);

/* --- homes --- */
/* A fresh directory below TMPDIR; pty_home_free removes it with all it holds, and the string. */
char *pty_home_new(void);
void pty_home_free(char *home);

/* Runs the program there without a terminal and with its output thrown away; its exit code. */
int pty_run(const char *home, const char *const *arguments);

#endif
