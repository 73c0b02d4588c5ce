#include "shell/raw.h"

#include <errno.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE_MS 200 /* with a terminal that takes nothing just now */

/* Each says what it is about to do before it looks at what the other is doing. */
static atomic_bool ended, sending;

static void send_all(const char *text)
{
    size_t length = strlen(text);
    while (length > 0) {
        ssize_t count = write(STDOUT_FILENO, text, length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return;
        text += count;
        length -= (size_t)count;
    }
}

void raw_send(const char *text)
{
    atomic_store(&sending, true);
    while (atomic_load(&ended)) {
        atomic_store(&sending, false);
        (void)pause();
    }
    send_all(text);
    atomic_store(&sending, false);
}

void raw_send_last(const char *text)
{
    const struct timespec moment = {.tv_nsec = 1000000};
    atomic_store(&ended, true);
    for (int i = 0; i < PATIENCE_MS && atomic_load(&sending); i++)
        (void)nanosleep(&moment, NULL);
    send_all(text);
}

void raw_set_paste(bool on)
{
    raw_send(on ? "\033[?2004h" : RAW_PASTE_OFF);
}

/* An operating-system command, through tmux to the terminal around it. */
static void send_command(const char *command, const char *text)
{
    const char *inside = getenv("TMUX");
    bool tmux = inside != NULL && inside[0] != '\0';
    raw_send(tmux ? "\033Ptmux;\033\033]" : "\033]");
    raw_send(command);
    raw_send(text);
    raw_send(tmux ? "\a\033\\" : "\a");
}

void raw_notify(const char *text, bool once)
{
    if (!once)
        send_command("9;cairn: ", text);
    send_command("777;notify;cairn;", text);
}

bool raw_is_gone(int descriptor)
{
    struct pollfd input = {.fd = descriptor, .events = POLLIN};
    int waiting = 0;
    if (poll(&input, 1, 0) < 1)
        return false;
    if (input.revents & (POLLHUP | POLLERR | POLLNVAL))
        return true;
    return ioctl(descriptor, FIONREAD, &waiting) != 0 || waiting == 0;
}
