/* The terminal: modes and keys through curses, which no other room knows, and what shows. One at a time. */
#ifndef CAIRN_SHELL_TERM_H
#define CAIRN_SHELL_TERM_H

#include <stdbool.h>

#include "app/key.h"
#include "app/message.h"
#include "base/error.h"
#include "text/theme.h"
#include "ui/canvas.h"

typedef struct Term Term;

typedef struct TermOptions {
    bool colour; /* use the colours that the terminal has */
    bool mouse;
    bool links; /* make links clickable (OSC 8) where the terminal can */
} TermOptions;

typedef enum TermEventKind { TERM_KEY, TERM_PASTE, TERM_MOUSE } TermEventKind;

typedef struct TermEvent {
    TermEventKind kind;
    Key key;
    MouseKind mouse;
    int row, column;
    const char *text; /* what was pasted, as it came; valid until the next call */
} TermEvent;

/* Whether TERM is set and not "dumb"; else STATUS_USAGE with a sentence. */
CHECKED Status term_check(Error *error);

/* Whether the locale's characters are not UTF-8, so that only ASCII may be drawn. */
bool term_locale_is_plain(void);

/* Whether the terminal is known to take links (OSC 8). */
bool term_may_link(void);

/* Takes the terminal of standard input and output (raw mode, alternate screen, keypad, bracketed
 * paste); the caller gives it back with term_close, which also happens when memory runs out. Signal
 * handlers must be in place already: curses leaves those alone. */
CHECKED Status term_open(const TermOptions *options, Term **term, Error *error);
void term_close(Term *term);

/* Gives the terminal back from wherever the program is about to die. */
void term_abandon(void);

/* The descriptor to wait on for input. */
int term_descriptor(const Term *term);

/* Reads the size again. Never below 1x1. */
void term_resize(Term *term);
int term_rows(const Term *term);
int term_columns(const Term *term);

/* The looks of the roles, from the next drawing on. */
void term_set_theme(Term *term, const Theme *theme);
void term_set_mouse(Term *term, bool on);
void term_set_links(Term *term, bool on);

/* Shows a canvas of the terminal's size: only cells that differ from what was shown are touched. */
void term_draw(Term *term, const Canvas *canvas);

/* Forgets what is on the screen: the next drawing sends everything. */
void term_forget(Term *term);

/* The next event that is there; false when there is none yet. Never waits, but for the 25 ms that
 * tell Escape from a sequence. */
bool term_next(Term *term, TermEvent *event);

/* Whether the beginning of a paste came and its end did not; term_end_paste gives up on the end
 * and yields what there is as an event. */
bool term_is_pasting(const Term *term);
void term_end_paste(Term *term, TermEvent *event);

/* Whether the other side of the terminal is gone: it hung up, or reading gives nothing for ever. */
bool term_is_gone(const Term *term);

/* Gives the terminal to somebody else for a while, and takes it back (the size is read again and
 * the next drawing sends everything). */
void term_suspend(Term *term);
void term_resume(Term *term);

/* The bell; and `text` (sanitised) as a notification, which terminals that have none pass over. */
void term_bell(Term *term);
void term_notify(Term *term, const char *text);

/* Whether the terminal is known to show notifications as the desktop's own, in each of their forms. */
bool term_shows_notifications(void);

#endif
