/* curses takes the terminal and gives it back, and reads the keys; what shows is none of its business, as the
 * painter knows better what changed. Double clicks are found here, as curses would hold every click back to
 * wait for a second. */
#include "shell/term.h"

#include <curses.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/memory.h"
#include "shell/frame.h"
#include "shell/input.h"
#include "shell/movement.h"
#include "shell/painter.h"
#include "shell/raw.h"
#include "shell/terminfo.h"

#define ESCAPE_DELAY_MS 25
#define SIZE_LIMIT      FRAME_ROWS_MAX /* rows or columns: what is beyond stays blank */

/* Codes of our own behind all of curses'. */
enum { CODE_PASTE_BEGIN = KEY_MAX + 1, CODE_PASTE_END };

struct Term {
    SCREEN *screen;
    WINDOW *input; /* a pad that is never shown, so that reading a key draws nothing */
    bool suspended;
    Arena *arena; /* what the capabilities consist of */
    Capabilities capabilities;
    Painter painter;
    bool pasting;
    Buffer paste;
    ClickMemory clicks;
};

/* --- taking and giving back --- */

/* What switches to the alternate screen; NULL when there is none. */
static const char *other_screen(void)
{
    const char *begin = tigetstr("smcup");
    return begin == (char *)-1 ? NULL : begin;
}

static void set_paste(bool on)
{
    if (terminfo_has_private_modes())
        raw_set_paste(on);
}

void term_abandon(void)
{
    set_paste(false);
    if (!isendwin())
        endwin();
}

/* What the terminal was before, for a thread that curses does not know. */
static struct {
    pthread_t owner;
    struct termios modes;
    bool has_modes;
    const char *give_back; /* NULL while it is not known */
} before;

/* Out of memory, in whichever thread: curses is the owner's, which may be in the middle of it just now. */
static void abandon_from_anywhere(void)
{
    if (pthread_equal(pthread_self(), before.owner)) {
        term_abandon();
        return;
    }
    if (before.give_back != NULL)
        raw_send_last(before.give_back);
    if (before.has_modes)
        (void)tcsetattr(STDIN_FILENO, TCSADRAIN, &before.modes);
}

static PaletteDepth depth_of(const Capabilities *terminal)
{
    if (terminal->colours > 256 && (terminal->direct_colours || terminal->colours >= 0x1000000))
        return PALETTE_DIRECT;
    if (terminal->colours >= 256)
        return PALETTE_256;
    if (terminal->colours >= 16)
        return PALETTE_16;
    return terminal->colours >= 8 ? PALETTE_8 : PALETTE_NONE;
}

static void start_output(Term *term, const TermOptions *options)
{
    Painter *painter = &term->painter;
    term->arena = arena_new();
    terminfo_read(term->arena, &term->capabilities);
    before.give_back = term->capabilities.give_back;
    painter->terminal = painter->pens.terminal = &term->capabilities;
    painter->pens.depth = options->colour ? depth_of(&term->capabilities) : PALETTE_NONE;
    painter->ascii = term_locale_is_plain();
    painter->linking = options->links && term_may_link();
    theme_plain(&painter->pens.theme);
}

/* curses shows its empty screen, and hides the cursor, which it brings back in the end. */
static void take_screen(Term *term)
{
    refresh();
    curs_set(0);
    term->painter.hidden = term->capabilities.hide_cursor != NULL;
}

/* What terminals send that are not quite the one that TERM names, as under PuTTY, tmux and screen. */
static const struct {
    const char *sequence;
    int curses;
} ALIASES[] = {
    {"\033[1~", KEY_HOME}, {"\033[7~", KEY_HOME}, {"\033[H", KEY_HOME}, {"\033OH", KEY_HOME},
    {"\033[4~", KEY_END},  {"\033[8~", KEY_END},  {"\033[F", KEY_END},  {"\033OF", KEY_END},
};

static void start_input(Term *term)
{
    term->input = newpad(1, 1);
    if (term->input == NULL)
        return;
    nodelay(term->input, TRUE);
    keypad(term->input, TRUE);
    for (size_t i = 0; i < sizeof ALIASES / sizeof ALIASES[0]; i++)
        define_key(ALIASES[i].sequence, ALIASES[i].curses);
    define_key("\033[200~", CODE_PASTE_BEGIN);
    define_key("\033[201~", CODE_PASTE_END);
}

Status term_open(const TermOptions *options, Term **out, Error *error)
{
    *out = NULL;
    before.owner = pthread_self();
    before.has_modes = tcgetattr(STDIN_FILENO, &before.modes) == 0;
    use_tioctl(TRUE); /* the real size, whatever LINES and COLUMNS say */
    SCREEN *screen = newterm(NULL, stdout, stdin);
    if (screen == NULL)
        return error_set(error, STATUS_USAGE,
                         "the terminal \"%s\" (TERM) is not in the terminfo database: set TERM to "
                         "a kind that is, such as xterm-256color",
                         getenv("TERM") == NULL ? "" : getenv("TERM"));
    mem_set_exhausted_hook(abandon_from_anywhere);
    Term *term = mem_alloc(1, sizeof *term);
    term->screen = screen;
    start_output(term, options);
    if (term->capabilities.move == NULL || term->capabilities.clear == NULL) {
        term_close(term);
        return error_set(error, STATUS_USAGE,
                         "the terminal \"%s\" (TERM) cannot hold a screen: set TERM to a kind that "
                         "can, such as xterm-256color",
                         getenv("TERM"));
    }
    set_escdelay(ESCAPE_DELAY_MS);
    raw();
    noecho();
    nonl();
    typeahead(-1); /* no looking for input in the middle of drawing */
    take_screen(term);
    start_input(term);
    if (term->input == NULL) {
        term_close(term);
        return error_set(error, STATUS_FAILED, "cannot read keys from this terminal");
    }
    term_set_mouse(term, options->mouse);
    set_paste(true);
    *out = term;
    return STATUS_OK;
}

/* Where there is no screen to come back to, what follows stands on an empty line. */
static void clear_last_row(const Term *term)
{
    Buffer out = {0};
    if (other_screen() != NULL || term->capabilities.move == NULL)
        return;
    movement_add(&out, &term->capabilities, MOVEMENT_UNKNOWN, MOVEMENT_UNKNOWN, LINES - 1, 0);
    buffer_add_text(&out, term->capabilities.clear_rest);
    raw_send(buffer_text(&out));
    buffer_done(&out);
}

void term_close(Term *term)
{
    if (term == NULL)
        return;
    mem_set_exhausted_hook(NULL);
    before.give_back = NULL; /* it goes with the arena */
    if (!term->suspended) {
        clear_last_row(term);
        term_abandon();
    }
    if (term->input != NULL)
        delwin(term->input);
    delscreen(term->screen);
    buffer_done(&term->paste);
    painter_done(&term->painter);
    arena_free(term->arena);
    mem_free(term);
}

void term_suspend(Term *term)
{
    if (term->suspended)
        return;
    clear_last_row(term);
    term_abandon();
    term_forget(term);
    term->suspended = true;
}

void term_resume(Term *term)
{
    if (!term->suspended)
        return;
    term->suspended = false;
    reset_prog_mode();
    take_screen(term);
    set_paste(true);
    term_resize(term);
    term_forget(term);
}

int term_descriptor(const Term *term)
{
    (void)term;
    return STDIN_FILENO;
}

/* --- size --- */

void term_resize(Term *term)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0 ||
        (size.ws_row == LINES && size.ws_col == COLS))
        return;
    if (resizeterm(size.ws_row, size.ws_col) == ERR)
        mem_exhausted(); /* some of its windows may be of the new size by now, and some not */
    term_forget(term);
}

static int bounded(int size)
{
    if (size < 1)
        return 1;
    return size > SIZE_LIMIT ? SIZE_LIMIT : size;
}

int term_rows(const Term *term)
{
    (void)term;
    return bounded(LINES);
}

int term_columns(const Term *term)
{
    (void)term;
    return bounded(COLS);
}

/* --- drawing --- */

void term_set_theme(Term *term, const Theme *theme)
{
    pens_set_theme(&term->painter.pens, theme);
    term_forget(term);
}

void term_forget(Term *term)
{
    painter_forget(&term->painter);
}

void term_set_links(Term *term, bool on)
{
    bool linking = on && term_may_link();
    if (linking != term->painter.linking)
        term_forget(term);
    term->painter.linking = linking;
}

void term_draw(Term *term, const Canvas *canvas)
{
    if (!term->suspended)
        raw_send(painter_draw(&term->painter, canvas));
}

/* --- input --- */

void term_set_mouse(Term *term, bool on)
{
    (void)term;
    mousemask(on ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
    mouseinterval(0);
}

static const struct {
    int curses;
    uint32_t code;
} SPECIAL[] = {
    {KEY_UP, KEYCODE_UP},         {KEY_DOWN, KEYCODE_DOWN},           {KEY_LEFT, KEYCODE_LEFT},
    {KEY_RIGHT, KEYCODE_RIGHT},   {KEY_HOME, KEYCODE_HOME},           {KEY_END, KEYCODE_END},
    {KEY_PPAGE, KEYCODE_PAGE_UP}, {KEY_NPAGE, KEYCODE_PAGE_DOWN},     {KEY_IC, KEYCODE_INSERT},
    {KEY_DC, KEYCODE_DELETE},     {KEY_BACKSPACE, KEYCODE_BACKSPACE}, {KEY_ENTER, KEYCODE_ENTER},
    {KEY_BTAB, KEYCODE_BACKTAB},
};

static Key key_of_code(int code)
{
    for (size_t i = 0; i < sizeof SPECIAL / sizeof SPECIAL[0]; i++)
        if (SPECIAL[i].curses == code)
            return (Key){.code = SPECIAL[i].code};
    if (code >= KEY_F(1) && code <= KEY_F(12))
        return (Key){.code = KEYCODE_F1 + (uint32_t)(code - KEY_F(1))};
    return (Key){.code = KEYCODE_NONE};
}

static void give_back(int result, wint_t character)
{
    (void)(result == KEY_CODE_YES ? ungetch((int)character) : unget_wch((wchar_t)character));
}

/* Whether a control sequence that nobody knows followed `introducer`: it is eaten whole, as its
 * digits would be taken for grades and places. */
static bool skip_sequence(const Term *term, wint_t introducer)
{
    wint_t character = 0;
    int result = wget_wch(term->input, &character);
    bool any = false;
    while (result == OK && character != INPUT_ESCAPE) {
        any = true;
        if (input_ends_sequence(introducer, character))
            return true;
        result = wget_wch(term->input, &character);
    }
    if (result != ERR)
        give_back(result, character);
    return any;
}

/* Escape alone, or Alt with what follows at once; KEYCODE_NONE for an unknown control sequence. */
static Key key_after_escape(const Term *term)
{
    Key escape = {.code = KEYCODE_ESCAPE};
    wint_t character = 0;
    int result = wget_wch(term->input, &character);
    if (result == ERR)
        return escape;
    bool usable = result == KEY_CODE_YES ? key_of_code((int)character).code != KEYCODE_NONE
                                         : character != INPUT_ESCAPE;
    if (!usable) {
        give_back(result, character);
        return escape;
    }
    if (result == OK && input_begins_sequence(character) && skip_sequence(term, character))
        return (Key){.code = KEYCODE_NONE};
    Key key = result == KEY_CODE_YES ? key_of_code((int)character) : input_key(character);
    key.modifiers |= KEYCODE_ALT;
    return key;
}

static bool read_mouse(Term *term, TermEvent *event)
{
    MEVENT mouse;
    if (getmouse(&mouse) != OK)
        return false;
    *event = (TermEvent){.kind = TERM_MOUSE, .row = mouse.y, .column = mouse.x};
    event->mouse = mouse.bstate & BUTTON4_PRESSED ? MOUSE_WHEEL_UP : MOUSE_WHEEL_DOWN;
    if (mouse.bstate & (BUTTON4_PRESSED | BUTTON5_PRESSED))
        return true;
    if (!(mouse.bstate & BUTTON1_PRESSED))
        return false;
    bool twice = input_is_double(&term->clicks, clock_monotonic_ms(), mouse.y, mouse.x);
    event->mouse = twice ? MOUSE_DOUBLE : MOUSE_PRESS;
    return true;
}

/* One code of curses'; false when it makes no event (yet). */
static bool read_code(Term *term, int code, TermEvent *event)
{
    if (code == CODE_PASTE_BEGIN) {
        term->pasting = true;
        buffer_clear(&term->paste);
        return false;
    }
    if (code == CODE_PASTE_END && term->pasting) {
        term_end_paste(term, event);
        return true;
    }
    if (term->pasting)
        return false;
    if (code == KEY_MOUSE)
        return read_mouse(term, event);
    *event = (TermEvent){.kind = TERM_KEY, .key = key_of_code(code)};
    return event->key.code != KEYCODE_NONE;
}

static bool read_character(Term *term, wint_t character, TermEvent *event)
{
    if (term->pasting) {
        input_collect(&term->paste, character);
        return false;
    }
    *event = (TermEvent){.kind = TERM_KEY};
    event->key = character == INPUT_ESCAPE ? key_after_escape(term) : input_key(character);
    return event->key.code != KEYCODE_NONE;
}

bool term_next(Term *term, TermEvent *event)
{
    for (;;) {
        wint_t character = 0;
        int result = wget_wch(term->input, &character);
        if (result ==
            ERR) /* so too at a key behind bytes that are no character: it has kept that */
            result = wget_wch(term->input, &character);
        if (result == ERR)
            return false;
        if (result == KEY_CODE_YES ? read_code(term, (int)character, event)
                                   : read_character(term, character, event))
            return true;
    }
}

bool term_is_pasting(const Term *term)
{
    return term->pasting;
}

void term_end_paste(Term *term, TermEvent *event)
{
    term->pasting = false;
    *event = (TermEvent){.kind = TERM_PASTE, .text = buffer_text(&term->paste)};
}

bool term_is_gone(const Term *term)
{
    return raw_is_gone(term_descriptor(term));
}

void term_bell(Term *term)
{
    if (!term->suspended)
        raw_send("\a");
}

void term_notify(Term *term, const char *text)
{
    if (!term->suspended && text[0] != '\0' && terminfo_has_private_modes())
        raw_notify(text, term_shows_notifications());
}
