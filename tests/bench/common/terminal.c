#include "bench/common/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/memory.h"
#include "bench/common/measure.h"

#define ARGUMENTS_MAX 8

extern char **environ;

/* execv and posix_spawn want texts that they may change. */
static void copy_arguments(const char *const *from, char *to[ARGUMENTS_MAX + 1])
{
    size_t count = 0;
    for (; from[count] != NULL && count < ARGUMENTS_MAX; count++)
        to[count] = mem_dup(from[count]);
    to[count] = NULL;
}

static void free_arguments(char *arguments[ARGUMENTS_MAX + 1])
{
    for (size_t i = 0; arguments[i] != NULL; i++)
        mem_free(arguments[i]);
}

static _Noreturn void become(const char *const *arguments, int slave, int report)
{
    char *copies[ARGUMENTS_MAX + 1];
    copy_arguments(arguments, copies);
    setsid();
    ioctl(slave, TIOCSCTTY, 0);
    dup2(slave, STDIN_FILENO);
    dup2(slave, STDOUT_FILENO);
    dup2(slave, STDERR_FILENO);
    double begun = bench_now_ms();
    if (write(report, &begun, sizeof begun) == (ssize_t)sizeof begun)
        execv(copies[0], copies);
    _exit(127);
}

Terminal terminal_start(const char *const *arguments, int rows, int columns)
{
    Terminal terminal = {.master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)};
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    int report[2];
    if (terminal.master < 0 || grantpt(terminal.master) != 0 || unlockpt(terminal.master) != 0)
        bench_die("cannot open a pseudo-terminal", strerror(errno));
    int slave = open(ptsname(terminal.master), O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (slave < 0 || ioctl(slave, TIOCSWINSZ, &size) != 0 || pipe(report) != 0)
        bench_die("cannot prepare a terminal", strerror(errno));
    fcntl(report[1], F_SETFD, FD_CLOEXEC);
    terminal.child = fork();
    if (terminal.child < 0)
        bench_die("cannot start a process", strerror(errno));
    if (terminal.child == 0)
        become(arguments, slave, report[1]);
    close(report[1]);
    close(slave);
    if (read(report[0], &terminal.begun_ms, sizeof terminal.begun_ms) !=
        (ssize_t)sizeof terminal.begun_ms)
        bench_die(arguments[0], "it did not start");
    close(report[0]);
    return terminal;
}

size_t terminal_read(const Terminal *terminal, int quiet_ms, int limit_ms, double *first,
                     double *last)
{
    char bytes[65536];
    size_t total = 0;
    struct pollfd ready = {.fd = terminal->master, .events = POLLIN};
    *first = *last = 0;
    while (poll(&ready, 1, total == 0 ? limit_ms : quiet_ms) > 0) {
        ssize_t count = read(terminal->master, bytes, sizeof bytes);
        if (count <= 0)
            break;
        *last = bench_now_ms();
        if (total == 0)
            *first = *last;
        total += (size_t)count;
        if (terminal->cells != NULL)
            cells_take(terminal->cells, bytes, (size_t)count);
    }
    return total;
}

void terminal_send(const Terminal *terminal, const char *keys)
{
    size_t length = strlen(keys);
    if (write(terminal->master, keys, length) != (ssize_t)length)
        bench_die("cannot send a key", strerror(errno));
}

void terminal_end(Terminal *terminal, const char *quit)
{
    double first;
    double last;
    int status = 0;
    terminal_send(terminal, quit);
    for (int i = 0; i < 100 && waitpid(terminal->child, &status, WNOHANG) == 0; i++) {
        terminal_read(terminal, 5, 20, &first, &last);
        if (i == 99) {
            kill(terminal->child, SIGKILL);
            waitpid(terminal->child, &status, 0);
        }
    }
    close(terminal->master);
    cells_free(terminal->cells);
    terminal->cells = NULL;
}

long terminal_number(const Terminal *terminal, const char *field)
{
    char *path = mem_format("/proc/%ld/status", (long)terminal->child);
    FILE *file = fopen(path, "re");
    char line[256];
    long value = -1;
    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, field, strlen(field)) == 0)
            value = strtol(line + strlen(field) + 1, NULL, 10);
    if (file != NULL && fclose(file) != 0)
        value = -1;
    mem_free(path);
    return value;
}

double bench_run(const char *const *arguments)
{
    char *copies[ARGUMENTS_MAX + 1];
    posix_spawn_file_actions_t actions;
    pid_t child = 0;
    int status = 0;
    copy_arguments(arguments, copies);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    double begun = bench_now_ms();
    if (posix_spawn(&child, arguments[0], &actions, NULL, copies, environ) != 0 ||
        waitpid(child, &status, 0) != child || status != 0)
        bench_die(arguments[0], "it failed");
    double spent = bench_now_ms() - begun;
    posix_spawn_file_actions_destroy(&actions);
    free_arguments(copies);
    return spent;
}
