#include "support/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <vterm.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/memory.h"
#include "support/pty_child.h"

struct Pty {
    int master; /* -1 after pty_hang_up */
    int slave;  /* kept open so that its modes can be read after the end */
    PtyChild child;
    VTerm *vterm;
    VTermScreen *screen;
    int rows, columns;
    Buffer output;
    bool alternate, cursor;
    bool stopped, ended;
    int status; /* from waitpid */
    char *row_text;
};

/* --- what the program writes --- */

static int on_property(VTermProp property, VTermValue *value, void *user)
{
    Pty *pty = user;
    if (property == VTERM_PROP_ALTSCREEN)
        pty->alternate = value->boolean;
    if (property == VTERM_PROP_CURSORVISIBLE)
        pty->cursor = value->boolean;
    return 1;
}

static const VTermScreenCallbacks CALLBACKS = {.settermprop = on_property};

static void read_screen(Pty *pty)
{
    char bytes[65536];
    ssize_t count = read(pty->master, bytes, sizeof bytes);
    if (count <= 0)
        return;
    buffer_add(&pty->output, bytes, (size_t)count);
    vterm_input_write(pty->vterm, bytes, (size_t)count);
}

static void read_report(Pty *pty)
{
    PtyReport report;
    if (!pty_child_read(&pty->child, &report)) {
        pty->ended = true;
        return;
    }
    if (report.what == PTY_STOPPED)
        pty->stopped = true;
    if (report.what == PTY_ENDED) {
        pty->ended = true;
        pty->status = report.value;
    }
}

static int64_t deadline(void)
{
    int64_t patience = pty_is_under_valgrind() ? PTY_PATIENCE_MS * 10 : PTY_PATIENCE_MS;
    return clock_monotonic_ms() + patience;
}

/* Takes what there is, or waits for it until `deadline_ms`; false when that is past. */
static bool pump(Pty *pty, int64_t deadline_ms)
{
    struct pollfd ready[2] = {
        {.fd = pty->master, .events = POLLIN},
        {.fd = pty->ended ? -1 : pty->child.report, .events = POLLIN},
    };
    int64_t left = deadline_ms - clock_monotonic_ms();
    if (left <= 0)
        return false;
    int count = poll(ready, 2, (int)left);
    if (count <= 0)
        return count < 0 && errno == EINTR;
    if (ready[0].revents & POLLIN)
        read_screen(pty);
    if (ready[1].revents & (POLLIN | POLLHUP))
        read_report(pty);
    return true;
}

/* --- rows as text --- */

static void add_cell(Buffer *out, const VTermScreenCell *cell)
{
    char bytes[4];
    if (cell->chars[0] == 0)
        buffer_add_char(out, ' ');
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i] != 0; i++) {
        uint32_t code = cell->chars[i];
        size_t length = 1;
        if (code < 0x80) {
            bytes[0] = (char)code;
        } else if (code < 0x800) {
            bytes[0] = (char)(0xC0 | code >> 6);
            bytes[1] = (char)(0x80 | (code & 0x3F));
            length = 2;
        } else if (code < 0x10000) {
            bytes[0] = (char)(0xE0 | code >> 12);
            bytes[1] = (char)(0x80 | (code >> 6 & 0x3F));
            bytes[2] = (char)(0x80 | (code & 0x3F));
            length = 3;
        } else {
            bytes[0] = (char)(0xF0 | code >> 18);
            bytes[1] = (char)(0x80 | (code >> 12 & 0x3F));
            bytes[2] = (char)(0x80 | (code >> 6 & 0x3F));
            bytes[3] = (char)(0x80 | (code & 0x3F));
            length = 4;
        }
        buffer_add(out, bytes, length);
    }
}

static const char *text_of_row(Pty *pty, int row)
{
    Buffer text = {0};
    VTermScreenCell cell;
    for (int column = 0; column<pty->columns; column += cell.width> 1 ? cell.width : 1) {
        memset(&cell, 0, sizeof cell);
        vterm_screen_get_cell(pty->screen, (VTermPos){.row = row, .col = column}, &cell);
        add_cell(&text, &cell);
    }
    mem_free(pty->row_text);
    pty->row_text = buffer_take(&text);
    return pty->row_text;
}

static bool same_look(const VTermScreenCell *left, const VTermScreenCell *right)
{
    return left->attrs.bold == right->attrs.bold && left->attrs.italic == right->attrs.italic &&
           left->attrs.underline == right->attrs.underline &&
           left->attrs.reverse == right->attrs.reverse &&
           vterm_color_is_equal(&left->fg, &right->fg) &&
           vterm_color_is_equal(&left->bg, &right->bg);
}

static void add_look(Buffer *out, const VTermScreenCell *cell)
{
    buffer_add_format(out, "{%d%d%d%d %d/%d}", (int)cell->attrs.bold, (int)cell->attrs.italic,
                      (int)cell->attrs.underline, (int)cell->attrs.reverse,
                      VTERM_COLOR_IS_INDEXED(&cell->fg) ? cell->fg.indexed.idx : -1,
                      VTERM_COLOR_IS_INDEXED(&cell->bg) ? cell->bg.indexed.idx : -1);
}

/* A blank on which no more shows than that: its bold or its colour makes no difference. */
static bool is_plain_blank(const VTermScreenCell *cell)
{
    return (cell->chars[0] == 0 || cell->chars[0] == ' ') && !cell->attrs.underline &&
           !cell->attrs.reverse && VTERM_COLOR_IS_DEFAULT_BG(&cell->bg);
}

char *pty_screen(Pty *pty)
{
    Buffer out = {0};
    VTermScreenCell before = {0};
    for (int row = 0; row < pty->rows; row++) {
        for (int column = 0; column < pty->columns; column++) {
            VTermScreenCell cell;
            vterm_screen_get_cell(pty->screen, (VTermPos){row, column}, &cell);
            bool plain = is_plain_blank(&cell);
            if (!plain && !same_look(&before, &cell))
                add_look(&out, &cell);
            add_cell(&out, &cell);
            before = plain ? before : cell;
        }
        buffer_add_char(&out, '\n');
    }
    return buffer_take(&out);
}

int pty_find_row(Pty *pty, const char *text)
{
    for (int row = 0; row < pty->rows; row++)
        if (strstr(text_of_row(pty, row), text) != NULL)
            return row;
    return -1;
}

static void explain(Pty *pty, const char *what, const char *text)
{
    fprintf(stderr, "# %s \"%s\"; the %dx%d screen is\n", what, text, pty->rows, pty->columns);
    for (int row = 0; row < pty->rows; row++)
        fprintf(stderr, "# %s|\n", text_of_row(pty, row));
    if (pty->ended)
        fprintf(stderr, "# the program has ended\n");
}

/* --- waiting --- */

bool pty_shows(Pty *pty, const char *text)
{
    int64_t deadline_ms = deadline();
    while (pty_find_row(pty, text) < 0) {
        if (!pump(pty, deadline_ms) || (pty->ended && pty->master < 0)) {
            explain(pty, "never showed", text);
            return false;
        }
    }
    return true;
}

bool pty_lacks(Pty *pty, const char *text)
{
    int64_t deadline_ms = deadline();
    while (pty_find_row(pty, text) >= 0) {
        if (!pump(pty, deadline_ms)) {
            explain(pty, "still shows", text);
            return false;
        }
    }
    return true;
}

bool pty_row_shows(Pty *pty, int row, const char *text)
{
    int64_t deadline_ms = deadline();
    while (strstr(text_of_row(pty, row), text) == NULL) {
        if (!pump(pty, deadline_ms)) {
            explain(pty, "the row never showed", text);
            return false;
        }
    }
    return true;
}

bool pty_wrote(Pty *pty, const char *text)
{
    int64_t deadline_ms = deadline();
    while (strstr(buffer_text(&pty->output), text) == NULL) {
        if (!pump(pty, deadline_ms)) {
            explain(pty, "never wrote", text);
            return false;
        }
    }
    return true;
}

bool pty_writes(Pty *pty, size_t length)
{
    int64_t deadline_ms = deadline();
    while (pty->output.length <= length) {
        if (!pump(pty, deadline_ms)) {
            explain(pty, "wrote nothing more", "");
            return false;
        }
    }
    return true;
}

bool pty_becomes(Pty *pty, const char *screen)
{
    int64_t deadline_ms = deadline();
    bool same = false;
    while (!same) {
        char *now = pty_screen(pty);
        same = strcmp(now, screen) == 0;
        mem_free(now);
        if (!same && !pump(pty, deadline_ms)) {
            explain(pty, "was never again", screen);
            return false;
        }
    }
    return true;
}

/* What the program wrote last may come after the report of its end or stop. */
static void drain(Pty *pty)
{
    struct pollfd ready = {.fd = pty->master, .events = POLLIN};
    while (pty->master >= 0 && poll(&ready, 1, 0) > 0 && (ready.revents & POLLIN))
        read_screen(pty);
}

bool pty_stops(Pty *pty)
{
    int64_t deadline_ms = deadline();
    while (!pty->stopped)
        if (pty->ended || !pump(pty, deadline_ms))
            return false;
    drain(pty);
    return true;
}

int pty_exit(Pty *pty)
{
    int64_t deadline_ms = deadline();
    while (!pty->ended) {
        if (!pump(pty, deadline_ms)) {
            explain(pty, "never ended", "");
            return -1;
        }
    }
    drain(pty);
    if (WIFSIGNALED(pty->status))
        return PTY_BY_SIGNAL + WTERMSIG(pty->status);
    return WEXITSTATUS(pty->status);
}

/* --- input --- */

/* What the program writes meanwhile is read: else each could wait for the other for ever. */
static void write_all(Pty *pty, const char *bytes, size_t length)
{
    int64_t deadline_ms = deadline();
    while (length > 0 && clock_monotonic_ms() < deadline_ms) {
        struct pollfd ready = {.fd = pty->master, .events = POLLIN | POLLOUT};
        if (poll(&ready, 1, 100) > 0 && (ready.revents & POLLIN))
            read_screen(pty);
        ssize_t count = write(pty->master, bytes, length);
        if (count < 0 && errno != EINTR && errno != EAGAIN)
            return;
        if (count > 0) {
            bytes += count;
            length -= (size_t)count;
            deadline_ms = deadline();
        }
    }
}

void pty_type(Pty *pty, const char *bytes)
{
    write_all(pty, bytes, strlen(bytes));
}

/* Sends what libvterm made of a key or a click. */
static void flush(Pty *pty)
{
    char bytes[256];
    size_t count;
    while ((count = vterm_output_read(pty->vterm, bytes, sizeof bytes)) > 0)
        write_all(pty, bytes, count);
}

void pty_press(Pty *pty, const char *name)
{
    static const struct {
        const char *name;
        VTermKey key;
    } KEYS[] = {
        {"Up", VTERM_KEY_UP},         {"Down", VTERM_KEY_DOWN},
        {"Left", VTERM_KEY_LEFT},     {"Right", VTERM_KEY_RIGHT},
        {"Enter", VTERM_KEY_ENTER},   {"Tab", VTERM_KEY_TAB},
        {"Esc", VTERM_KEY_ESCAPE},    {"Backspace", VTERM_KEY_BACKSPACE},
        {"PageUp", VTERM_KEY_PAGEUP}, {"PageDown", VTERM_KEY_PAGEDOWN},
        {"Home", VTERM_KEY_HOME},     {"End", VTERM_KEY_END},
    };
    for (size_t i = 0; i < sizeof KEYS / sizeof KEYS[0]; i++)
        if (strcmp(KEYS[i].name, name) == 0)
            vterm_keyboard_key(pty->vterm, KEYS[i].key, VTERM_MOD_NONE);
    flush(pty);
}

void pty_paste(Pty *pty, const char *text)
{
    vterm_keyboard_start_paste(pty->vterm);
    flush(pty);
    pty_type(pty, text);
    vterm_keyboard_end_paste(pty->vterm);
    flush(pty);
}

/* In the form of mode 1006, which the program asks for. */
static void send_mouse(Pty *pty, int button, int row, int column, char end)
{
    char *text = mem_format("\033[<%d;%d;%d%c", button, column + 1, row + 1, end);
    pty_type(pty, text);
    mem_free(text);
}

void pty_click(Pty *pty, int row, int column)
{
    send_mouse(pty, 0, row, column, 'M');
    send_mouse(pty, 0, row, column, 'm');
}

void pty_wheel(Pty *pty, bool down, int row, int column)
{
    send_mouse(pty, down ? 65 : 64, row, column, 'M');
}

static void set_size(int descriptor, int rows, int columns)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    ioctl(descriptor, TIOCSWINSZ, &size);
}

void pty_resize(Pty *pty, int rows, int columns)
{
    pty->rows = rows;
    pty->columns = columns;
    vterm_set_size(pty->vterm, rows, columns);
    set_size(pty->master, rows, columns);
}

void pty_signal(Pty *pty, int number)
{
    kill(pty->child.program, number);
}

bool pty_take_memory(Pty *pty)
{
    return pty_child_take_memory(&pty->child);
}

void pty_continue(Pty *pty)
{
    pty->stopped = false;
    pty_child_continue(&pty->child);
}

void pty_hang_up(Pty *pty)
{
    close(pty->master);
    pty->master = -1;
}

/* --- looking --- */

bool pty_is_alternate(const Pty *pty)
{
    return pty->alternate;
}

bool pty_shows_cursor(const Pty *pty)
{
    return pty->cursor;
}

/* Whether `on` was written after the last `off`. */
static bool is_switched_on(const Pty *pty, const char *on, const char *off)
{
    const char *last_on = NULL;
    const char *last_off = NULL;
    const char *text = buffer_text(&pty->output);
    for (const char *place = text; (place = strstr(place, on)) != NULL; place++)
        last_on = place;
    for (const char *place = text; (place = strstr(place, off)) != NULL; place++)
        last_off = place;
    return last_on != NULL && (last_off == NULL || last_on > last_off);
}

bool pty_wants_mouse(const Pty *pty)
{
    return is_switched_on(pty, "\033[?1006;1000h", "\033[?1006;1000l");
}

bool pty_is_raw(const Pty *pty)
{
    struct termios modes;
    if (tcgetattr(pty->slave, &modes) != 0)
        return false;
    return (modes.c_lflag & (ICANON | ECHO)) == 0;
}

bool pty_wants_pastes(const Pty *pty)
{
    return is_switched_on(pty, "\033[?2004h", "\033[?2004l");
}

const char *pty_output(const Pty *pty, size_t *length)
{
    *length = pty->output.length;
    return buffer_text(&pty->output);
}

/* --- starting and ending --- */

Pty *pty_start(const PtyStart *start)
{
    Pty *pty = mem_alloc(1, sizeof *pty);
    pty->rows = start->rows;
    pty->columns = start->columns;
    pty->cursor = true;
    pty->vterm = vterm_new(start->rows, start->columns);
    vterm_set_utf8(pty->vterm, 1);
    pty->screen = vterm_obtain_screen(pty->vterm);
    vterm_screen_set_callbacks(pty->screen, &CALLBACKS, pty);
    vterm_screen_enable_altscreen(pty->screen, 1);
    vterm_screen_reset(pty->screen, 1);
    pty->master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
    if (pty->master < 0 || grantpt(pty->master) != 0 || unlockpt(pty->master) != 0) {
        perror("cannot open a pseudo-terminal");
        abort();
    }
    fcntl(pty->master, F_SETFD, FD_CLOEXEC);
    pty->slave = open(ptsname(pty->master), O_RDWR | O_NOCTTY | O_CLOEXEC);
    set_size(pty->master, start->rows, start->columns);
    pty_child_start(&pty->child, pty->master, pty->slave, start);
    return pty;
}

void pty_free(Pty *pty)
{
    if (pty->master >= 0)
        close(pty->master); /* first: who writes to it still does not wait for a reader */
    pty_child_end(&pty->child);
    close(pty->slave);
    vterm_free(pty->vterm);
    buffer_done(&pty->output);
    mem_free(pty->row_text);
    mem_free(pty);
}
