/* What a terminal sends, as curses and the interface take it: any bytes, cut short anywhere, are keys,
 * clicks and pastes as the interface knows them. What it makes of those is for fuzz_interface.
 *
 * Curses finds a terminal on its output, and sets its modes there; the bytes come through a pipe, which
 * has them at once, where the kernel hands on a terminal's when it comes to it. */
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/key.h"
#include "fuzz/checks.h"
#include "shell/term.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends a paste and whatever mouse report the input ends in: curses waits for the rest of those. */
static const char REST[] = "\033[201~mmm";

enum { BYTES_MAX = 4000 }; /* with the rest less than a pipe takes */

static int bytes_in = -1;

/* The streams whose place the terminal takes while an input is read, and those of the terminal. */
static int own_input = -1, own_output = -1, inner_input = -1, inner_output = -1;

static void open_sides(void)
{
    int ends[2];
    int outer = posix_openpt(O_RDWR | O_NOCTTY);
    require(outer >= 0 && grantpt(outer) == 0 && unlockpt(outer) == 0 && pipe(ends) == 0);
    inner_input = ends[0];
    bytes_in = ends[1];
    inner_output = open(ptsname(outer), O_RDWR | O_NOCTTY);
    own_input = dup(STDIN_FILENO);
    own_output = dup(STDOUT_FILENO);
    require(inner_output >= 0 && own_output >= 0);
}

static void take_streams(void)
{
    require(dup2(inner_input, STDIN_FILENO) >= 0 && dup2(inner_output, STDOUT_FILENO) >= 0);
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
    if (bytes_in < 0)
        open_sides();
    (void)fflush(stdout);
    take_streams();
    if (term == NULL) {
        require(setenv("TERM", "xterm-256color", 1) == 0);
        (void)setlocale(LC_ALL, "C.UTF-8");
        require(term_open(&options, &term, NULL) == STATUS_OK);
    }
    return term;
}

static void check_event(const TermEvent *event)
{
    if (event->kind == TERM_KEY) {
        uint32_t code = event->key.code;
        require(code >= ' ' && code <= KEYCODE_LAST);
        require(code < 0x7F || code >= 0xA0);
        require(event->key.modifiers <= (KEYCODE_CONTROL | KEYCODE_ALT));
    } else if (event->kind == TERM_PASTE) {
        require(utf8_valid(event->text, strlen(event->text)));
    } else {
        require(event->kind == TERM_MOUSE);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Term *term = open_term();
    TermEvent event;
    size_t sent = size < BYTES_MAX ? size : BYTES_MAX;
    require(write(bytes_in, data, sent) == (ssize_t)sent);
    require(write(bytes_in, REST, sizeof REST - 1) == (ssize_t)sizeof REST - 1);
    while (term_next(term, &event))
        check_event(&event);
    if (term_is_pasting(term)) {
        term_end_paste(term, &event);
        check_event(&event);
    }
    give_streams_back();
    return 0;
}
