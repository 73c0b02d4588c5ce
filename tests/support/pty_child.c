#include "support/pty_child.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"

#define ENVIRONMENT_MAX 64

/* --- the environment --- */

/* Replaces or appends "NAME=value". */
static void put(const char **list, const char *entry)
{
    size_t name = strcspn(entry, "=") + 1;
    size_t i = 0;
    while (list[i] != NULL && strncmp(list[i], entry, name) != 0)
        i++;
    if (i + 1 < ENVIRONMENT_MAX)
        list[i] = entry;
}

/* A clean environment: nothing of the machine's but PATH and what the sanitisers and the coverage
 * need. The list and what it made are the process's, which soon becomes another program. */
static const char **environment_of(const char *home, const char *const *more)
{
    static const char *const KEPT[] = {"PATH", "TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS",
                                       "GCOV_PREFIX"};
    static const char *const FIXED[] = {"TERM=xterm-256color", "LC_ALL=C.UTF-8", "TZ=UTC",
                                        "CAIRN_NOW=2026-11-24T18:00:00Z", "SHELL=/bin/sh"};
    const char **list = mem_alloc(ENVIRONMENT_MAX, sizeof *list);
    for (size_t i = 0; i < sizeof KEPT / sizeof KEPT[0]; i++)
        if (getenv(KEPT[i]) != NULL)
            put(list, mem_format("%s=%s", KEPT[i], getenv(KEPT[i])));
    for (size_t i = 0; i < sizeof FIXED / sizeof FIXED[0]; i++)
        put(list, FIXED[i]);
    put(list, mem_format("HOME=%s", home));
    for (size_t i = 0; more != NULL && more[i] != NULL; i++)
        put(list, more[i]);
    return list;
}

bool pty_is_under_valgrind(void)
{
    return getenv("TEST_VALGRIND") != NULL;
}

static const char *program_path(void)
{
    const char *path = getenv("CAIRN_BINARY");
    if (path == NULL || path[0] != '/') {
        fprintf(stderr, "CAIRN_BINARY must be the absolute path of the program\n");
        abort();
    }
    return path;
}

static _Noreturn void become(const char *const *arguments, const char **environment)
{
    const char *list[32] = {program_path()};
    for (size_t i = 0; arguments != NULL && arguments[i] != NULL && i < 30; i++)
        list[i + 1] = arguments[i];
    /* execve takes them without const, and changes nothing */
    execve(list[0], (char **)(uintptr_t)list, (char **)(uintptr_t)environment);
    perror(list[0]);
    _exit(127);
}

/* --- the small shell --- */

static void tell(int descriptor, PtyWhat what, int value)
{
    PtyReport report = {.what = what, .value = value};
    ssize_t written = write(descriptor, &report, sizeof report);
    (void)written;
}

static void handle(int number, void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

static _Noreturn void run_program(int slave, const PtyStart *start)
{
    setpgid(0, 0);
    tcsetpgrp(slave, getpid());
    handle(SIGTTOU, SIG_DFL);
    handle(SIGHUP, start->ignore_hangup ? SIG_IGN : SIG_DFL);
    dup2(slave, STDIN_FILENO);
    dup2(slave, STDOUT_FILENO);
    dup2(slave, STDERR_FILENO);
    become(start->arguments, environment_of(start->home, start->environment));
}

static _Noreturn void run_leader(int slave, int report, int command, const PtyStart *start)
{
    int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    dup2(nowhere, STDIN_FILENO); /* whoever reads a test's output does not wait for this process */
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    setsid();
    ioctl(slave, TIOCSCTTY, 0);
    handle(SIGTTOU, SIG_IGN);
    handle(SIGHUP, SIG_IGN);
    pid_t program = fork();
    if (program == 0)
        run_program(slave, start);
    setpgid(program, program);
    tell(report, PTY_STARTED, program);
    for (;;) {
        int status = 0;
        char byte;
        if (waitpid(program, &status, WUNTRACED) < 0)
            _exit(1);
        if (!WIFSTOPPED(status)) {
            tell(report, PTY_ENDED, status);
            _exit(0);
        }
        tcsetpgrp(slave, getpgrp());
        tell(report, PTY_STOPPED, status);
        if (read(command, &byte, 1) != 1)
            _exit(1);
        tcsetpgrp(slave, program);
        kill(-program, SIGCONT);
    }
}

static void make_pipe(int ends[2])
{
    if (pipe(ends) != 0) {
        perror("pipe");
        abort();
    }
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
}

void pty_child_start(PtyChild *child, int master, int slave, const PtyStart *start)
{
    int report[2];
    int command[2];
    PtyReport first = {0};
    make_pipe(report);
    make_pipe(command);
    (void)fflush(NULL);
    child->leader = fork();
    if (child->leader == 0) {
        close(master);
        close(report[0]);
        close(command[1]);
        run_leader(slave, report[1], command[0], start);
    }
    close(report[1]);
    close(command[0]);
    child->report = report[0];
    child->command = command[1];
    if (!pty_child_read(child, &first))
        abort();
    child->program = first.value;
}

bool pty_child_read(PtyChild *child, PtyReport *report)
{
    ssize_t count;
    do {
        count = read(child->report, report, sizeof *report);
    } while (count < 0 && errno == EINTR);
    if (count == (ssize_t)sizeof *report && report->what == PTY_ENDED)
        child->ended = true;
    return count == (ssize_t)sizeof *report;
}

void pty_child_continue(PtyChild *child)
{
    ssize_t written = write(child->command, "c", 1);
    (void)written;
}

#ifdef CAIRN_COVERAGE
/* Lets the program end by itself: killed, it writes no counts of the lines it reached. */
static void ask_to_end(PtyChild *child)
{
    PtyReport report;
    struct pollfd ready = {.fd = child->report, .events = POLLIN};
    kill(child->program, SIGTERM);
    while (!child->ended && poll(&ready, 1, PTY_PATIENCE_MS) > 0)
        if (!pty_child_read(child, &report))
            break;
}
#else
static void ask_to_end(PtyChild *child)
{
    (void)child;
}
#endif

/* By the limit of its address space, which also its stack grows in. Not under a sanitiser, which cannot
 * live within one. */
bool pty_child_take_memory(const PtyChild *child)
{
#if defined(SYS_prlimit64) && !defined(__SANITIZE_ADDRESS__)
    enum { STACK = 64 * 1024 };
    struct {
        uint64_t now, most;
    } limit = {.most = UINT64_MAX};
    if (pty_is_under_valgrind())
        return false;
    char *path = mem_format("/proc/%ld/statm", (long)child->program);
    char *pages = NULL;
    size_t length;
    bool known = file_read(path, 4096, &pages, &length, NULL) == STATUS_OK;
    if (known)
        limit.now = strtoul(pages, NULL, 10) * (uint64_t)sysconf(_SC_PAGESIZE) + STACK;
    mem_free(pages);
    mem_free(path);
    return known && syscall(SYS_prlimit64, child->program, RLIMIT_AS, &limit, NULL) == 0;
#else
    (void)child;
    return false;
#endif
}

void pty_child_end(PtyChild *child)
{
    if (!child->ended)
        ask_to_end(child);
    if (!child->ended) {
        kill(child->leader, SIGKILL);
        kill(child->program, SIGKILL);
    }
    close(child->report);
    close(child->command);
    while (waitpid(child->leader, NULL, 0) < 0 && errno == EINTR)
        continue;
}

/* --- homes --- */

char *pty_home_new(void)
{
    const char *place = getenv("TMPDIR");
    char *home = path_join(place == NULL ? "/tmp" : place, "cairn-pty-XXXXXX");
    if (mkdtemp(home) == NULL) {
        perror(home);
        abort();
    }
    return home;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *where)
{
    (void)info;
    (void)kind;
    (void)where;
    return remove(path);
}

void pty_home_free(char *home)
{
    nftw(home, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    mem_free(home);
}

int pty_run(const char *home, const char *const *arguments)
{
    int status = 0;
    (void)fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_RDWR);
        dup2(nowhere, STDIN_FILENO);
        dup2(nowhere, STDOUT_FILENO);
        dup2(nowhere, STDERR_FILENO);
        become(arguments, environment_of(home, NULL));
    }
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return WIFEXITED(status) ? WEXITSTATUS(status) : PTY_BY_SIGNAL + WTERMSIG(status);
}
