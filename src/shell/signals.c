#include "shell/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

static const int CAUGHT[] = {SIGTERM, SIGHUP, SIGINT, SIGALRM, SIGWINCH, SIGTSTP, SIGCONT};

#define CAUGHT_COUNT (sizeof CAUGHT / sizeof CAUGHT[0])

static volatile sig_atomic_t pipe_read = -1, pipe_write = -1;
static void (*fault_restore)(void);
static struct sigaction before[CAUGHT_COUNT];

/* Those that end the program, and the alarm, also end a read that waits: curses waits for the rest of a
 * mouse report. The alarm is for a read that begins just after the signal. */
static bool is_fatal(int number)
{
    return number == SIGTERM || number == SIGHUP || number == SIGINT;
}

static void on_signal(int number)
{
    if (is_fatal(number))
        alarm(1);
    int kept = errno;
    unsigned char byte = (unsigned char)number;
    /* a full pipe has told the same before */
    ssize_t written = write(pipe_write, &byte, 1);
    (void)written;
    errno = kept;
}

static bool prepare(int descriptor)
{
    return fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 &&
           fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0;
}

Status signals_open(Error *error)
{
    int ends[2];
    if (pipe(ends) != 0)
        return error_set_errno(error, errno, "cannot make a pipe for signals");
    pipe_read = ends[0];
    pipe_write = ends[1];
    if (!prepare(ends[0]) || !prepare(ends[1])) {
        int problem = errno;
        signals_close();
        return error_set_errno(error, problem, "cannot prepare a pipe for signals");
    }
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < CAUGHT_COUNT; i++) {
        bool always = CAUGHT[i] == SIGWINCH || CAUGHT[i] == SIGCONT || CAUGHT[i] == SIGALRM;
        sigaction(CAUGHT[i], NULL, &before[i]);
        action.sa_flags = is_fatal(CAUGHT[i]) || CAUGHT[i] == SIGALRM ? 0 : SA_RESTART;
        if (always || before[i].sa_handler != SIG_IGN)
            sigaction(CAUGHT[i], &action, NULL);
    }
    return STATUS_OK;
}

void signals_close(void)
{
    alarm(0);
    for (size_t i = 0; i < CAUGHT_COUNT; i++)
        sigaction(CAUGHT[i], &before[i], NULL);
    close(pipe_read);
    close(pipe_write);
    pipe_read = pipe_write = -1;
}

int signals_descriptor(void)
{
    return pipe_read;
}

static void note(Signals *out, int number)
{
    switch (number) {
    case SIGWINCH:
        out->resized = true;
        break;
    case SIGTSTP:
        out->suspend = true;
        break;
    case SIGCONT:
        out->continued = true;
        break;
    default:
        out->fatal = out->fatal == 0 ? number : out->fatal;
        break;
    }
}

void signals_take(Signals *out)
{
    unsigned char bytes[64];
    memset(out, 0, sizeof *out);
    for (;;) {
        ssize_t count = read(pipe_read, bytes, sizeof bytes);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return;
        for (ssize_t i = 0; i < count; i++)
            note(out, bytes[i]);
    }
}

/* SA_RESETHAND has made the signal deadly again, and returning runs into the same fault; abort and
 * a fault that was sent from outside need the second call. */
static void on_fault(int number)
{
    void (*restore)(void) = fault_restore;
    fault_restore = NULL;
    if (restore != NULL)
        restore();
    raise(number);
}

void signals_on_fault(void (*restore)(void))
{
    static const int FAULTS[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    struct sigaction action = {.sa_handler = on_fault, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    fault_restore = restore;
    for (size_t i = 0; i < sizeof FAULTS / sizeof FAULTS[0]; i++) {
        struct sigaction there;
        if (sigaction(FAULTS[i], NULL, &there) == 0 && !(there.sa_flags & SA_SIGINFO) &&
            there.sa_handler == SIG_DFL)
            sigaction(FAULTS[i], &action, NULL);
    }
}

void signals_stop_here(void)
{
    struct sigaction plain = {.sa_handler = SIG_DFL};
    struct sigaction kept;
    sigemptyset(&plain.sa_mask);
    sigaction(SIGTSTP, &plain, &kept);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &kept, NULL);
}
