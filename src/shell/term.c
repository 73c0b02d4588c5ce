/* The canvas is compared with what was drawn before, so that curses is told of changed cells only (it then
 * compares again, with the terminal in mind). Double clicks are found here, as curses would hold every click
 * back to wait for a second. */
#include "shell/term.h"

#include <curses.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/memory.h"
#include "shell/frame.h"
#include "shell/glyph.h"
#include "shell/hyperlink.h"
#include "shell/input.h"
#include "shell/palette.h"
#include "shell/raw.h"

#define ESCAPE_DELAY_MS 25
#define RUN_MAX         128
#define SIZE_LIMIT      FRAME_ROWS_MAX /* rows or columns: what is beyond stays blank */

/* Codes of our own behind all of curses'. */
enum { CODE_PASTE_BEGIN = KEY_MAX + 1, CODE_PASTE_END };

/* A role's look in this terminal. */
typedef struct Look {
    bool known;
    int pair;
    attr_t attributes;
} Look;

struct Term {
    SCREEN *screen;
    WINDOW *input; /* a pad that is never shown, so that reading a key draws nothing */
    bool plain;    /* only ASCII may be drawn */
    bool hidden;   /* the cursor */
    bool suspended;
    PaletteDepth depth;
    bool default_colours; /* the terminal's own can be had */
    Theme theme;
    Look looks[ROLE_COUNT];
    int pairs[ROLE_COUNT + 1][2]; /* colours of the pairs made so far, from 1 */
    int pair_count;
    Frame frame;
    bool linking; /* links are made clickable */
    Hyperlinks links;
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

/* Whether the terminal understands private modes and operating system commands: curses switches
 * the alternate screen on with one. */
static bool is_ansi(void)
{
    const char *begin = other_screen();
    return begin != NULL && strncmp(begin, "\033[?", 3) == 0;
}

static void set_paste(bool on)
{
    if (is_ansi())
        raw_set_paste(on);
}

void term_abandon(void)
{
    set_paste(false);
    if (!isendwin())
        endwin();
}

static PaletteDepth depth_of_terminal(void)
{
    if (!has_colors())
        return PALETTE_NONE;
    if (COLORS > 256 && (tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || COLORS >= 0x1000000))
        return PALETTE_DIRECT;
    if (COLORS >= 256)
        return PALETTE_256;
    if (COLORS >= 16)
        return PALETTE_16;
    return COLORS >= 8 ? PALETTE_8 : PALETTE_NONE;
}

static void start_colours(Term *term)
{
    if (start_color() == ERR)
        return;
    term->default_colours = use_default_colors() == OK;
    term->depth = depth_of_terminal();
}

/* Until its screen was given back once, curses writes at each move of the cursor, some twenty times a
 * frame, and each write wakes the terminal. So it is given back and taken again in one breath. */
static void write_frames_whole(void)
{
    endwin();
    refresh();
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
    use_tioctl(TRUE); /* the real size, whatever LINES and COLUMNS say */
    SCREEN *screen = newterm(NULL, stdout, stdin);
    if (screen == NULL)
        return error_set(error, STATUS_USAGE,
                         "the terminal \"%s\" (TERM) is not in the terminfo database: set TERM to "
                         "a kind that is, such as xterm-256color",
                         getenv("TERM") == NULL ? "" : getenv("TERM"));
    Term *term = mem_alloc(1, sizeof *term);
    term->screen = screen;
    term->plain = term_locale_is_plain();
    write_frames_whole();
    set_escdelay(ESCAPE_DELAY_MS);
    raw();
    noecho();
    nonl();
    typeahead(-1); /* no looking for input in the middle of drawing */
    if (options->colour)
        start_colours(term);
    term->hidden = curs_set(0) != ERR;
    start_input(term);
    if (term->input == NULL) {
        term_close(term);
        return error_set(error, STATUS_FAILED, "cannot read keys from this terminal");
    }
    term_set_mouse(term, options->mouse);
    term->linking = options->links && term_may_link();
    set_paste(true);
    theme_plain(&term->theme);
    mem_set_exhausted_hook(term_abandon);
    *out = term;
    return STATUS_OK;
}

/* Where there is no screen to come back to, what follows stands on an empty line. */
static void clear_last_row(void)
{
    if (other_screen() == NULL && move(LINES - 1, 0) == OK && clrtoeol() == OK)
        refresh();
}

void term_close(Term *term)
{
    if (term == NULL)
        return;
    mem_set_exhausted_hook(NULL);
    if (!term->suspended) {
        clear_last_row();
        term_abandon();
    }
    if (term->input != NULL)
        delwin(term->input);
    delscreen(term->screen);
    buffer_done(&term->paste);
    hyperlinks_done(&term->links);
    frame_forget(&term->frame);
    mem_free(term);
}

void term_suspend(Term *term)
{
    if (term->suspended)
        return;
    clear_last_row();
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
    refresh();
    curs_set(term->hidden ? 0 : 1);
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
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
        return;
    if (size.ws_row == LINES && size.ws_col == COLS)
        return;
    resizeterm(size.ws_row, size.ws_col);
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
    term->theme = *theme;
    memset(term->looks, 0, sizeof term->looks);
    term->pair_count = 0;
    term_forget(term);
}

void term_forget(Term *term)
{
    frame_forget(&term->frame);
    clearok(curscr, TRUE);
}

static attr_t attributes_of(unsigned emphasis)
{
    return (emphasis & EMPHASIS_BOLD ? A_BOLD : A_NORMAL) |
           (emphasis & EMPHASIS_ITALIC ? A_ITALIC : A_NORMAL) |
           (emphasis & EMPHASIS_UNDERLINE ? A_UNDERLINE : A_NORMAL) |
           (emphasis & EMPHASIS_DIM ? A_DIM : A_NORMAL) |
           (emphasis & EMPHASIS_REVERSE ? A_REVERSE : A_NORMAL);
}

/* A pair of these colours; the terminal's limit is far above the number of roles. */
static int pair_of(Term *term, int foreground, int background)
{
    if (foreground == PALETTE_DEFAULT && background == PALETTE_DEFAULT)
        return 0;
    if (!term->default_colours) {
        foreground = foreground == PALETTE_DEFAULT ? COLOR_WHITE : foreground;
        background = background == PALETTE_DEFAULT ? COLOR_BLACK : background;
    }
    for (int i = 1; i <= term->pair_count; i++)
        if (term->pairs[i][0] == foreground && term->pairs[i][1] == background)
            return i;
    if (term->pair_count + 1 >= COLOR_PAIRS)
        return 0;
    int pair = ++term->pair_count;
    term->pairs[pair][0] = foreground;
    term->pairs[pair][1] = background;
    init_extended_pair(pair, foreground, background);
    return pair;
}

static const Look *look_of(Term *term, unsigned role)
{
    Look *look = &term->looks[role < ROLE_COUNT ? role : ROLE_TEXT];
    if (look->known)
        return look;
    StyleRole known_role = role < ROLE_COUNT ? (StyleRole)role : ROLE_TEXT;
    const ThemeStyle *style = &term->theme.styles[known_role];
    look->known = true;
    if (term->depth == PALETTE_NONE) {
        look->attributes = attributes_of(style_role_fallback(known_role));
        return look;
    }
    bool bright = false;
    look->pair = pair_of(term, palette_number(style->foreground, term->depth, &bright),
                         palette_number(style->background, term->depth, NULL));
    look->attributes = attributes_of(style->emphasis) | (bright ? A_BOLD : A_NORMAL);
    return look;
}

/* Changed cells beside each other, handed to curses at once. */
typedef struct Run {
    int row, column, count;
    unsigned plain_look; /* of the last of `cells` when that is a plain character; else 0 */
    cchar_t cells[RUN_MAX];
} Run;

static void flush_run(Run *run)
{
    if (run->count > 0)
        mvadd_wchnstr(run->row, run->column, run->cells, run->count);
    run->count = 0;
    run->plain_look = 0;
}

/* As the character before it but for the letter: setcchar would look all up anew. */
static bool add_alike(Run *run, const Cell *cell)
{
    unsigned look =
        glyph_is_plain(cell) ? 1U << 16 | (unsigned)cell->emphasis << 8 | cell->role : 0;
    bool alike = look != 0 && run->plain_look == look;
    if (alike) {
        run->cells[run->count] = run->cells[run->count - 1];
        run->cells[run->count++].chars[0] = (wchar_t)cell->text[0];
    }
    run->plain_look = look;
    return alike;
}

static void add_to_run(Term *term, Run *run, int column, const Cell *cell)
{
    if (run->count + 2 > RUN_MAX)
        flush_run(run);
    if (add_alike(run, cell))
        return;
    const Look *look = look_of(term, cell->role);
    attr_t attributes = look->attributes | attributes_of(cell->emphasis);
    int pair = look->pair;
    WideGlyph glyph;
    if (run->count == 0)
        run->column = column;
    glyph_widen(cell, term->plain, &glyph);
    setcchar(&run->cells[run->count++], glyph.text, attributes, 0, &pair);
    if (glyph.half)
        setcchar(&run->cells[run->count++], L" ", attributes, 0, &pair);
}

/* Whether a cell looks as erase() leaves it: most of a screen does. */
static bool is_erased(Term *term, const Cell *cell)
{
    const Look *look = look_of(term, cell->role);
    return cell->length == 1 && cell->text[0] == ' ' && cell->emphasis == 0 &&
           look->attributes == A_NORMAL && look->pair == 0;
}

static void put_row(Term *term, const Canvas *canvas, int row)
{
    const Cell *cells = &canvas->cells[(size_t)row * (size_t)canvas->columns];
    const Cell *drawn = frame_row(&term->frame, row);
    Run run; /* not all of it is worth clearing */
    run.row = row;
    run.column = run.count = 0;
    run.plain_look = 0;
    for (int column = 0; column < canvas->columns; column++) {
        if (cells[column].length == 0 && cells[column].width == 0)
            continue; /* the right half comes with the left one */
        if (drawn == NULL ? !is_erased(term, &cells[column])
                          : !glyph_same(&cells[column], &drawn[column]))
            add_to_run(term, &run, column, &cells[column]);
        else
            flush_run(&run);
    }
    flush_run(&run);
}

/* A hidden cursor stands in the first cell, so that it is known where it is. */
static void show_cursor(Term *term, const Canvas *canvas)
{
    bool hide = canvas->cursor_row < 0 || canvas->cursor_column < 0;
    if (hide != term->hidden)
        curs_set(hide ? 0 : 1);
    term->hidden = hide;
    move(hide ? 0 : canvas->cursor_row, hide ? 0 : canvas->cursor_column);
}

void term_set_links(Term *term, bool on)
{
    bool linking = on && term_may_link();
    if (linking != term->linking)
        term_forget(term);
    term->linking = linking;
}

void term_draw(Term *term, const Canvas *canvas)
{
    if (term->suspended)
        return;
    if (!frame_fits(&term->frame, canvas) && frame_row(&term->frame, 0) != NULL)
        term_forget(term);
    if (frame_row(&term->frame, 0) == NULL)
        erase();
    for (int row = 0; row < canvas->rows; row++)
        if (frame_row_changes(&term->frame, canvas, row))
            put_row(term, canvas, row);
    show_cursor(term, canvas);
    refresh();
    if (term->linking)
        hyperlinks_write(&term->links, canvas, frame_row(&term->frame, 0),
                         &(HyperlinkLook){&term->theme, term->depth, term->plain});
    frame_keep(&term->frame, canvas);
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
    if (!term->suspended && text[0] != '\0' && is_ansi())
        raw_notify(text, term_shows_notifications());
}
