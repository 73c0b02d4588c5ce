/* The event loop: wait for a key, a signal or the time of the next tick; hand all that came to the
 * model; draw once. Nothing wakes it otherwise. */
#include "shell/shell.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/select.h>
#include <time.h>

#include "app/app.h"
#include "base/clock.h"
#include "base/memory.h"
#include "shell/background.h"
#include "shell/checks.h"
#include "shell/session.h"
#include "shell/signals.h"
#include "shell/term.h"

#define PASTE_PATIENCE_MS 500 /* for the end of a paste that began */
#define FRAME_SHOWS_NS    100000
#define EVENTS_A_FRAME    4096 /* an endless flood of keys still shows */

Status shell_check_terminal(Error *error)
{
    return term_check(error);
}

static bool wants_colour(ShellColour colour)
{
    const char *refused = getenv("NO_COLOR");
    if (colour != SHELL_COLOUR_AUTO)
        return colour == SHELL_COLOUR_ALWAYS;
    return refused == NULL || refused[0] == '\0';
}

/* --- what came --- */

static void deliver_event(Session *session, const TermEvent *event)
{
    Message message = {.kind = MESSAGE_KEY, .key = event->key, .hurried = true};
    if (event->kind == TERM_PASTE) {
        message.kind = MESSAGE_PASTE;
        message.text = event->text;
    } else if (event->kind == TERM_MOUSE) {
        message.kind = MESSAGE_MOUSE;
        message.mouse = event->mouse;
        message.row = event->row;
        message.column = event->column;
    }
    session_deliver(session, message);
}

/* Tells the model when the terminal has another size than the canvas: after a signal, or when the
 * terminal comes back from somebody else. */
static void follow_size(Session *session)
{
    int rows = term_rows(session->term);
    int columns = term_columns(session->term);
    if (rows == session->canvas.rows && columns == session->canvas.columns)
        return;
    session_deliver(session, (Message){.kind = MESSAGE_RESIZE, .rows = rows, .columns = columns});
    canvas_resize(&session->canvas, rows, columns);
    session->redraw = true;
}

/* After a while in which anything may have happened: to the screen, the size and the clock. */
static void come_back(Session *session)
{
    term_resize(session->term);
    term_forget(session->term);
    session_refresh(session);
    session_deliver(session, (Message){.kind = MESSAGE_TICK});
    session->redraw = true;
}

static void stop_for_a_while(Session *session)
{
    session->suspend = false;
    term_suspend(session->term);
    signals_stop_here();
    term_resume(session->term);
    come_back(session);
}

/* Keys, pastes and the mouse, until there is none left. False when the terminal is gone. */
static bool take_input(Session *session)
{
    TermEvent event;
    int count = 0;
    while (count < EVENTS_A_FRAME && !session->quit && !session->suspend &&
           term_next(session->term, &event)) {
        deliver_event(session, &event);
        count++;
    }
    session->fresh = false;
    session->input_ms = clock_monotonic_ms();
    return count > 0 || !term_is_gone(session->term);
}

static void take_signals(Session *session, int *fatal)
{
    Signals signals;
    signals_take(&signals);
    if (signals.fatal != 0)
        *fatal = signals.fatal;
    if (signals.resized) {
        term_resize(session->term);
        session->redraw = true; /* the old size again may have been a smaller one meanwhile */
    }
    if (signals.continued)
        come_back(session);
    if (signals.suspend)
        session->suspend = true;
}

/* --- waiting --- */

/* While keys come fast, another instance is looked for at most this often. */
#define LOOK_AROUND_MS 250
/* After a write was noticed, so often: by the last the disk of another program than this, which does
 * not tell when it is done, had the time to take it. */
#define LOOKS 3
/* Where writes are not noticed (no inotify, or none left), this often. */
#define UNWATCHED_LOOK_MS 1000
/* Without input for so long, what would have a search wait is done. */
#define IDLE_MS 1000
/* And a changed file of the packs this often. */
#define CONTENT_LOOK_MS 2000

/* Until the model wants a tick; -1 for never. */
static int tick_timeout(const Session *session)
{
    int64_t next = app_next_tick_ms(session->model);
    if (next == 0)
        return -1;
    int64_t wait = next - workspace_now(session->workspace);
    if (wait < 0)
        return 0;
    return wait > INT_MAX ? INT_MAX : (int)wait;
}

static int timeout_of(const Session *session)
{
    if (term_is_pasting(session->term))
        return PASTE_PATIENCE_MS;
    int wait = tick_timeout(session);
    if (!session->fresh && (wait < 0 || wait > LOOK_AROUND_MS))
        wait = LOOK_AROUND_MS; /* the look that was put off, once after the last key */
    if (workspace_watch(session->workspace) < 0 && (wait < 0 || wait > UNWATCHED_LOOK_MS))
        wait = UNWATCHED_LOOK_MS;
    if (workspace_index_waits(session->workspace) && (wait < 0 || wait > IDLE_MS))
        wait = IDLE_MS;
    return wait;
}

static void look(Session *session)
{
    session->fresh = session->looks_left <= 0;
    session->looks_left -= !session->fresh;
    session->looked_ms = clock_monotonic_ms();
    session_refresh(session);
}

static void index_while_idle(Session *session)
{
    Error error;
    if (!workspace_index_waits(session->workspace) ||
        clock_monotonic_ms() - session->input_ms < IDLE_MS)
        return;
    Status status = workspace_index(session->workspace, &error);
    (void)status; /* the next search does it then, and tells what is wrong */
}

static void time_passed(Session *session)
{
    if (term_is_pasting(session->term)) {
        TermEvent event;
        term_end_paste(session->term, &event);
        deliver_event(session, &event);
        return;
    }
    look(session);
    session_deliver(session, (Message){.kind = MESSAGE_TICK});
    index_while_idle(session);
}

/* A machine that slept while it was waited: practice ended where that began. */
static void follow_sleep(Session *session)
{
    Error error = {0};
    bool paused = false;
    if (workspace_slept(session->workspace) - session->slept_ms < PRACTICE_SLEEP_MIN_MS)
        return;
    if (workspace_practice_slept(session->workspace, session->awake_ms, &paused, &error) !=
        STATUS_OK)
        session_say(session, MESSAGE_FAILED, error.message);
    else if (paused)
        session_deliver(session, (Message){.kind = MESSAGE_SLEPT, .value = session->awake_ms});
}

/* Somebody writes: it is looked for as long as that may take. */
static void expect_write(Session *session)
{
    workspace_watch_take(session->workspace);
    session->fresh = false;
    session->looks_left = LOOKS;
    session->looked_ms = clock_monotonic_ms();
}

/* Waits once and hands on what came; 0, or the signal that ends the program. */
static int wait_and_take(Session *session)
{
    enum {
        KEYS,
        SIGNALS,
        WRITES,
        WORKS,
        CHECKS = WORKS + BACKGROUND_POLLED,
        COUNT = CHECKS + CHECKS_POLLS
    };
    struct pollfd ready[COUNT] = {
        [KEYS] = {.fd = term_descriptor(session->term), .events = POLLIN},
        [SIGNALS] = {.fd = signals_descriptor(), .events = POLLIN},
        [WRITES] = {.fd = workspace_watch(session->workspace), .events = POLLIN},
    };
    int fatal = 0;
    background_poll(session, &ready[WORKS]);
    checks_poll(session, &ready[CHECKS]);
    session->awake_ms = workspace_now(session->workspace);
    session->slept_ms = workspace_slept(session->workspace);
    int count = poll(ready, COUNT, timeout_of(session));
    if (count < 0 && errno != EINTR)
        return SIGHUP;
    follow_sleep(session);
    if (count == 0)
        time_passed(session);
    if (count < 0 || ready[SIGNALS].revents != 0)
        take_signals(session, &fatal);
    if (fatal == 0 && count > 0 && ready[KEYS].revents != 0 && !take_input(session))
        fatal = SIGHUP;
    if (count > 0 && ready[WRITES].revents != 0)
        expect_write(session);
    if (fatal == 0 && count > 0 && !session->quit)
        background_take(session);
    if (fatal == 0 && count > 0 && !session->quit)
        checks_take(session);
    return fatal;
}

static void draw_if_needed(Session *session)
{
    follow_size(session);
    if (session->redraw)
        term_forget(session->term);
    if (session->redraw || session->dirty)
        session_draw(session);
    session->redraw = false;
    session->dirty = false;
}

/* Leaves the processor to what brings a frame to the terminal, which is another process or two; true
 * when input came. */
static bool let_frame_show(const Session *session)
{
    const struct timespec while_it_shows = {.tv_nsec = FRAME_SHOWS_NS};
    int input = term_descriptor(session->term); /* standard input, so it fits into a set */
    fd_set readable;
    FD_ZERO(&readable);
    FD_SET(input, &readable);
    return pselect(input + 1, &readable, NULL, NULL, &while_it_shows, NULL) > 0;
}

/* The rest of what a key brings is drawn behind it, unless the next is there already. */
static void catch_up(Session *session)
{
    if (!app_is_behind(session->model) || session->quit || session->suspend ||
        let_frame_show(session))
        return;
    session_deliver(session, (Message){.kind = MESSAGE_REST});
    draw_if_needed(session);
}

/* What another instance changed shows with the next key, but behind it: a key acts on what the
 * learner saw, and nobody waits for the disk. Every write looks again by itself. */
static void look_around(Session *session)
{
    int64_t now_ms = clock_monotonic_ms();
    if (session->fresh || session->quit || session->suspend ||
        now_ms - session->looked_ms < LOOK_AROUND_MS)
        return;
    look(session);
    if (now_ms - session->content_looked_ms >= CONTENT_LOOK_MS) {
        session->content_looked_ms = now_ms;
        session_follow_content(session);
    }
    draw_if_needed(session);
}

static int run(Session *session)
{
    int fatal = 0;
    session->fresh = true; /* the state was read a moment ago */
    session->input_ms = clock_monotonic_ms();
    session->redraw = true;
    draw_if_needed(session);
    bool input = let_frame_show(session);
    (void)input; /* it is read below */
    session_settle(session);
    background_copy(session);
    while (fatal == 0 && !session->quit) {
        if (session->suspend)
            stop_for_a_while(session);
        draw_if_needed(session);
        catch_up(session);
        look_around(session);
        fatal = wait_and_take(session);
    }
    return fatal;
}

/* On the learner's own screen, once the interface has left it. */
static void say_farewell(const char *sentence)
{
    (void)puts(sentence);
    (void)fflush(stdout);
}

Status shell_run(Workspace *workspace, const ShellOptions *options, int *signal_number,
                 Error *error)
{
    Term *term = NULL;
    Session session = {0};
    *signal_number = 0;
    Status status = signals_open(error);
    if (status != STATUS_OK)
        return status;
    const TermOptions term_options = {
        .colour = wants_colour(options->colour),
        .mouse = workspace_state(workspace)->config.mouse,
        .links = workspace_state(workspace)->config.links,
    };
    status = term_open(&term_options, &term, error);
    if (status != STATUS_OK)
        goto out;
    signals_on_fault(term_abandon);
    status = session_open(&session, workspace, term, options, term_rows(term), term_columns(term),
                          error);
    if (status != STATUS_OK)
        goto out;
    *signal_number = run(&session);
    status = session_save_view(&session, error);
out:
    session_close(&session);
    term_close(term);
    signals_on_fault(NULL);
    signals_close();
    if (session.farewell != NULL && session.farewell[0] != '\0' && *signal_number == 0)
        say_farewell(session.farewell);
    mem_free(session.farewell);
    return status;
}
