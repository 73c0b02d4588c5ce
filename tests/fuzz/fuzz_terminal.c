/* What a terminal sends, as curses and the interface take it: any bytes, cut short anywhere, are keys,
 * clicks and pastes that the model can live with, and what it draws of them is text. */
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include "app/app.h"
#include "base/memory.h"
#include "fuzz/checks.h"
#include "shell/term.h"
#include "support/desk.h"
#include "ui/view.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends a paste and whatever mouse report the input ends in: curses waits for the rest of those. */
static const char REST[] = "\033[201~mmm";

enum { BYTES_MAX = 500, DRAWN_MAX = 16, ROWS = 24, COLUMNS = 80 };

/* The two sides of the terminal, and the streams whose place it takes while an input is read. */
static int outer = -1, inner = -1, own_input = -1, own_output = -1;

static void open_sides(void)
{
    outer = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
    require(outer >= 0 && grantpt(outer) == 0 && unlockpt(outer) == 0);
    inner = open(ptsname(outer), O_RDWR | O_NOCTTY);
    own_input = dup(STDIN_FILENO);
    own_output = dup(STDOUT_FILENO);
    require(inner >= 0 && own_output >= 0);
}

static void take_streams(void)
{
    (void)fflush(stdout);
    require(dup2(inner, STDIN_FILENO) >= 0 && dup2(inner, STDOUT_FILENO) >= 0);
}

static void give_streams_back(void)
{
    if (own_input >= 0)
        require(dup2(own_input, STDIN_FILENO) >= 0);
    require(dup2(own_output, STDOUT_FILENO) >= 0);
}

static Term *open_term(void)
{
    static Term *term;
    const TermOptions options = {.colour = true, .mouse = true, .links = true};
    if (outer < 0)
        open_sides();
    take_streams();
    if (term == NULL) {
        require(setenv("TERM", "xterm-256color", 1) == 0);
        (void)setlocale(LC_ALL, "C.UTF-8");
        require(term_open(&options, &term, NULL) == STATUS_OK);
    }
    return term;
}

static void drain(void)
{
    char bytes[4096];
    while (read(outer, bytes, sizeof bytes) > 0)
        ;
}

static void check_canvas(const Canvas *canvas)
{
    for (int i = 0; i < canvas->rows * canvas->columns; i++) {
        const Cell *cell = &canvas->cells[i];
        require(cell->length <= CELL_TEXT_SIZE);
        check_text(cell->text, cell->length, false);
    }
}

static void check_event(const TermEvent *event)
{
    if (event->kind == TERM_KEY) {
        uint32_t code = event->key.code;
        require(code >= ' ' && code <= KEYCODE_LAST);
        require(code < 0x7F || code >= 0xA0);
    } else if (event->kind == TERM_PASTE) {
        require(utf8_valid(event->text, strlen(event->text)));
    }
}

static void deliver(Model *model, const TermEvent *event)
{
    static const MessageKind KINDS[] = {
        [TERM_KEY] = MESSAGE_KEY, [TERM_PASTE] = MESSAGE_PASTE, [TERM_MOUSE] = MESSAGE_MOUSE};
    Effects effects = {0};
    const Message message = {.kind = KINDS[event->kind],
                             .now_ms = DESK_NOW_MS,
                             .key = event->key,
                             .mouse = event->mouse,
                             .row = event->row,
                             .column = event->column,
                             .text = event->text};
    app_update(model, &message, &effects);
    effects_done(&effects);
}

static void live(Term *term, Model *model, Canvas *canvas)
{
    TermEvent event;
    for (int count = 0; term_next(term, &event) || term_is_pasting(term); count++) {
        if (term_is_pasting(term))
            term_end_paste(term, &event);
        check_event(&event);
        deliver(model, &event);
        if (count < DRAWN_MAX) {
            ui_view(model, canvas);
            check_canvas(canvas);
        }
    }
    ui_view(model, canvas);
    check_canvas(canvas);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static Desk desk;
    static Canvas canvas;
    if (desk.catalog == NULL) {
        desk_open(&desk, false);
        canvas_init(&canvas, ROWS, COLUMNS);
    }
    Term *term = open_term();
    Model *model = app_new(&desk.state, ROWS, COLUMNS);
    Effects effects = {0};
    const Message start = {.kind = MESSAGE_START, .now_ms = DESK_NOW_MS};
    app_update(model, &start, &effects);
    effects_done(&effects);
    size_t sent = size < BYTES_MAX ? size : BYTES_MAX;
    require(write(outer, data, sent) == (ssize_t)sent);
    require(write(outer, REST, sizeof REST - 1) == (ssize_t)sizeof REST - 1);
    live(term, model, &canvas);
    drain();
    app_free(model);
    give_streams_back();
    return 0;
}
