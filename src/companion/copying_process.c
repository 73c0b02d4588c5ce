/* The pipe between the two says all: what went wrong, with its end that all is done, and, when the reading end
 * is gone, that nobody wants the copy any more. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/process.h"
#include "companion/copying.h"

#define PROGRAM "cairn"          /* in PATH, where the system does not tell which one this is */
#define ITSELF  "/proc/self/exe" /* where it does */

#define CALL   "--day-copy" /* followed by the directory and the day's number; nobody types it */
#define ASK_MS 10           /* between two looks at the pipe */

extern char **environ;

struct Copying {
    pid_t process; /* 0: it was waited for */
    int pipe;
    size_t length;
    char said[sizeof((Error){{0}}.message)];
};

/* --- the process --- */

bool copying_is_called(int argc, char **argv)
{
    return argc == 4 && strcmp(argv[1], CALL) == 0;
}

static bool somebody_listens(void *context)
{
    int64_t *asked_ms = context;
    struct pollfd listener = {.fd = STDERR_FILENO};
    int64_t now_ms = clock_monotonic_ms();
    if (now_ms - *asked_ms < ASK_MS)
        return true;
    *asked_ms = now_ms;
    return poll(&listener, 1, 0) <= 0 || (listener.revents & (POLLERR | POLLHUP)) == 0;
}

int copying_serve(char **argv)
{
    Error error = {0};
    int64_t asked_ms = 0;
    char *end;
    const CopyRequest request = {argv[2], (DayNumber)strtol(argv[3], &end, 10)};
    Status status = STATUS_OK;
    (void)signal(SIGPIPE, SIG_IGN); /* nobody reads why it stopped for want of a reader */
    if (end == argv[3] || *end != '\0')
        status =
            error_set(&error, STATUS_USAGE, "%s takes a directory and the number of a day", CALL);
    if (status == STATUS_OK)
        status = copying_run(&request, somebody_listens, &asked_ms, &error);
    if (status != STATUS_OK)
        (void)fputs(error.message, stderr);
    return (int)status;
}

/* --- whoever wants it --- */

/* The very program that runs, also when another version has taken its place meanwhile: then the link has no name
 * that can be run. Where it has one, that does for valgrind as well, which is what the link itself leads to. */
static char *find_program(void)
{
    char name[PATH_MAX];
    ssize_t length = readlink(ITSELF, name, sizeof name - 1);
    if (length <= 0)
        return mem_dup(PROGRAM);
    name[length] = '\0';
    return mem_dup(access(name, X_OK) == 0 ? name : ITSELF);
}

/* Away from the terminal, so that none of its signals reach the copy, and its output none of the screen. */
static int spawn(char **words, int said, pid_t *process)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none;
    int problem = posix_spawn_file_actions_init(&files);
    if (problem != 0)
        return problem;
    problem = posix_spawnattr_init(&attributes);
    if (problem != 0) {
        (void)posix_spawn_file_actions_destroy(&files);
        return problem;
    }
    (void)sigemptyset(&none);
    problem = posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (problem == 0)
        problem = posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    if (problem == 0)
        problem = posix_spawn_file_actions_adddup2(&files, said, STDERR_FILENO);
    if (problem == 0)
        problem =
            posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    if (problem == 0)
        problem = posix_spawnattr_setsigmask(&attributes, &none);
    if (problem == 0)
        problem = posix_spawnp(process, words[0], &files, &attributes, words, environ);
    (void)posix_spawnattr_destroy(&attributes);
    (void)posix_spawn_file_actions_destroy(&files);
    return problem;
}

Status copying_start(const CopyRequest *request, Copying **copying, Error *error)
{
    int ends[2];
    pid_t process = 0;
    *copying = NULL;
    if (!process_pipe(ends))
        return error_set_errno(error, errno, COPYING_FAILED ": cannot make a pipe");
    (void)fcntl(ends[0], F_SETFL, O_NONBLOCK);
    char call[] = CALL;
    char *program = find_program();
    char *day = mem_format("%lld", (long long)request->today);
    char *words[] = {program, call, request->directory, day, NULL};
    int problem = spawn(words, ends[1], &process);
    mem_free(program);
    mem_free(day);
    (void)close(ends[1]);
    if (problem != 0) {
        (void)close(ends[0]);
        return error_set_errno(error, problem, COPYING_FAILED ": cannot start a process for it");
    }
    *copying = mem_alloc(1, sizeof **copying);
    (*copying)->process = process;
    (*copying)->pipe = ends[0];
    return STATUS_OK;
}

int copying_descriptor(const Copying *copying)
{
    return copying->pipe;
}

/* False: there is more to come. */
static bool listen_on(Copying *copying)
{
    char block[512];
    for (;;) {
        ssize_t got = read(copying->pipe, block, sizeof block);
        if (got == 0 || (got < 0 && errno != EINTR))
            return got == 0 || errno != EAGAIN;
        if (got < 0)
            continue;
        size_t room = sizeof copying->said - 1 - copying->length; /* what is longer is not told */
        size_t taken = (size_t)got < room ? (size_t)got : room;
        memcpy(copying->said + copying->length, block, taken);
        copying->length += taken;
    }
}

/* Whether it ended well. */
static bool wait_for(Copying *copying)
{
    int result = 0;
    bool known = process_wait(copying->process, &result) > 0;
    copying->process = 0;
    return known && WIFEXITED(result) && WEXITSTATUS(result) == 0;
}

bool copying_ended(Copying *copying, Status *status, Error *error)
{
    if (!listen_on(copying))
        return false;
    *status = STATUS_OK;
    if (wait_for(copying))
        return true;
    bool told = strncmp(copying->said, COPYING_FAILED, strlen(COPYING_FAILED)) == 0;
    *status = error_set(error, STATUS_FAILED, "%s%s", told ? "" : COPYING_FAILED ": ",
                        copying->length > 0 ? copying->said : "its process was ended");
    return true;
}

void copying_free(Copying *copying)
{
    if (copying == NULL)
        return;
    (void)close(copying->pipe);
    if (copying->process != 0)
        (void)wait_for(copying);
    mem_free(copying);
}
