#include "companion/runner.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/paths.h"
#include "base/process.h"
#include "companion/runner_impl.h"

#define TICK_MS          100
#define DRAIN_MS         300 /* after the end, for what is still in the pipes */
#define DESCRIPTORS_MOST 4096

typedef struct Pipes {
    int out[2], err[2], report[2], lifeline[2];
    int in;
} Pipes;

/* --- before --- */

static bool is_program(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode) && access(path, X_OK) == 0;
}

static const char *variable(const char *const *environment, const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; environment[i] != NULL; i++)
        if (strncmp(environment[i], name, length) == 0 && environment[i][length] == '=')
            return environment[i] + length + 1;
    return "";
}

/* The file that the first word names: by PATH, or as a path from the directory; NULL when there is
 * none. The caller frees it. */
static char *find_program(const RunnerJob *job)
{
    const char *name = job->words[0];
    char *path = NULL;
    if (strchr(name, '/') != NULL) {
        path = name[0] == '/' ? mem_dup(name) : path_join(job->directory, name);
        if (is_program(path))
            return path;
        mem_free(path);
        return NULL;
    }
    for (const char *at = variable(job->environment, "PATH"); *at != '\0';) {
        size_t length = strcspn(at, ":");
        path = mem_format("%.*s/%s", (int)length, length > 0 ? at : ".", name);
        if (at[0] == '/' && is_program(path))
            return path;
        mem_free(path);
        at += length + (at[length] == ':');
    }
    return NULL;
}

/* Three quarters of the machine's memory, 1 GiB at least; 0 when that is not known. */
static size_t memory_limit(void)
{
#ifdef _SC_PHYS_PAGES
    long pages = sysconf(_SC_PHYS_PAGES);
    long size = sysconf(_SC_PAGESIZE);
    size_t least = (size_t)1 << 30;
    if (pages <= 0 || size <= 0)
        return 0;
    size_t limit = (size_t)pages / 4 * 3 * (size_t)size;
    return limit < least ? least : limit;
#else
    return 0;
#endif
}

/* A descriptor to read `input` from: a file without a name, so that nobody has to write while the
 * program reads. -1 with errno. */
static int open_input(const char *input)
{
    if (input[0] == '\0')
        return open("/dev/null", O_RDONLY | O_CLOEXEC);
    char *path = path_join(path_temporary(), "cairn-input-XXXXXX");
    int file = mkstemp(path);
    if (file >= 0) {
        size_t left = strlen(input);
        (void)unlink(path);
        (void)fcntl(file, F_SETFD, FD_CLOEXEC);
        while (left > 0) {
            ssize_t written = write(file, input, left);
            if (written < 0 && errno != EINTR)
                break;
            input += written > 0 ? written : 0;
            left -= written > 0 ? (size_t)written : 0;
        }
        if (left > 0 || lseek(file, 0, SEEK_SET) != 0) {
            (void)close(file);
            file = -1;
        }
    }
    mem_free(path);
    return file;
}

static void shut(int *descriptor)
{
    if (*descriptor >= 0)
        (void)close(*descriptor);
    *descriptor = -1;
}

static void close_pipes(Pipes *pipes)
{
    int *ends[] = {pipes->out, pipes->err, pipes->report, pipes->lifeline};
    for (size_t i = 0; i < 4; i++) {
        shut(&ends[i][0]);
        shut(&ends[i][1]);
    }
    shut(&pipes->in);
}

static Status open_pipes(const RunnerJob *job, Pipes *pipes, Error *error)
{
    int *ends[] = {pipes->out, pipes->err, pipes->report, pipes->lifeline};
    bool good = true;
    *pipes = (Pipes){{-1, -1}, {-1, -1}, {-1, -1}, {-1, -1}, -1};
    for (size_t i = 0; i < 4 && good; i++)
        good = process_pipe(ends[i]);
    if (good)
        pipes->in = open_input(job->input);
    if (good && pipes->in >= 0)
        return STATUS_OK;
    Status status = error_set_errno(error, errno, "cannot start %s", job->words[0]);
    close_pipes(pipes);
    return status;
}

static pid_t start(const RunnerJob *job, const char *path, Pipes *pipes)
{
    long descriptors = sysconf(_SC_OPEN_MAX);
    RunnerPlan plan = {
        .path = path,
        .job = job,
        .in = pipes->in,
        .out = pipes->out[1],
        .err = pipes->err[1],
        .lifeline = pipes->lifeline[0],
        .report = pipes->report[1],
        .descriptors =
            descriptors <= 0 || descriptors > DESCRIPTORS_MOST ? DESCRIPTORS_MOST : descriptors,
        .memory = memory_limit(),
    };
    pid_t supervisor = fork();
    if (supervisor == 0)
        runner_supervise(&plan);
    shut(&pipes->in);
    shut(&pipes->out[1]);
    shut(&pipes->err[1]);
    shut(&pipes->lifeline[0]);
    shut(&pipes->report[1]);
    return supervisor;
}

/* --- while it runs --- */

typedef struct Watch {
    Pipes pipes;
    RunnerResult *result;
    pid_t program;
    bool reported;
    RunEnd stopped; /* by us: RUN_ENDED while it is not */
    char report[sizeof(pid_t) + sizeof(RunnerReport)];
    size_t report_length;
} Watch;

/* The supervisor does the rest. */
static void stop(Watch *watch, RunEnd why)
{
    if (watch->stopped == RUN_ENDED)
        watch->stopped = why;
    shut(&watch->pipes.lifeline[1]);
}

static void take_output(Watch *watch, int *from, Buffer *to)
{
    char block[4096];
    ssize_t got = read(*from, block, sizeof block);
    if (got < 0 && errno == EINTR)
        return;
    if (got <= 0) {
        shut(from);
        return;
    }
    for (ssize_t i = 0; i < got; i++)
        if (block[i] == '\0')
            block[i] = '\1';
    size_t room = CHECK_OUTPUT_LIMIT - to->length;
    buffer_add(to, block, (size_t)got < room ? (size_t)got : room);
    if ((size_t)got > room)
        stop(watch, RUN_TOO_MUCH);
}

static void take_report(Watch *watch)
{
    ssize_t got = read(watch->pipes.report[0], watch->report + watch->report_length,
                       sizeof watch->report - watch->report_length);
    if (got < 0 && errno == EINTR)
        return;
    if (got <= 0) {
        shut(&watch->pipes.report[0]);
        return;
    }
    watch->report_length += (size_t)got;
    if (watch->report_length >= sizeof watch->program)
        memcpy(&watch->program, watch->report, sizeof watch->program);
    if (watch->report_length == sizeof watch->report) {
        watch->reported = true;
        shut(&watch->pipes.report[0]);
    }
}

static void follow(Watch *watch, RunnerGoOn *go_on, void *context)
{
    int64_t last = 0; /* when what is left in the pipes is given up; 0: not yet */
    Pipes *pipes = &watch->pipes;
    while (pipes->out[0] >= 0 || pipes->err[0] >= 0 || pipes->report[0] >= 0) {
        struct pollfd ready[] = {{.fd = pipes->out[0], .events = POLLIN},
                                 {.fd = pipes->err[0], .events = POLLIN},
                                 {.fd = pipes->report[0], .events = POLLIN}};
        int count = poll(ready, 3, TICK_MS);
        if (count > 0 && ready[0].revents != 0)
            take_output(watch, &pipes->out[0], &watch->result->out);
        if (count > 0 && ready[1].revents != 0)
            take_output(watch, &pipes->err[0], &watch->result->err);
        if (count > 0 && ready[2].revents != 0)
            take_report(watch);
        if (go_on != NULL && !go_on(context))
            stop(watch, RUN_CANCELLED);
        if (pipes->report[0] < 0 && last == 0)
            last = clock_monotonic_ms() + DRAIN_MS;
        if (last != 0 && clock_monotonic_ms() >= last)
            return;
    }
}

/* --- after --- */

static void conclude(Watch *watch)
{
    RunnerResult *result = watch->result;
    RunnerReport report = {.end = RUN_SIGNALLED, .code = SIGKILL};
    if (watch->reported)
        memcpy(&report, watch->report + sizeof watch->program, sizeof report);
    else if (watch->program > 0)
        (void)kill(-watch->program, SIGKILL); /* the supervisor was ended by somebody */
    result->end = (RunEnd)report.end;
    result->code = report.code;
    if (watch->stopped != RUN_ENDED)
        result->end = watch->stopped;
    if (result->end == RUN_MISSING)
        (void)snprintf(result->why, sizeof result->why, "%s", strerror(report.code));
}

Status runner_run(const RunnerJob *job, RunnerGoOn *go_on, void *context, RunnerResult *result,
                  Error *error)
{
    *result = (RunnerResult){0};
    char *path = find_program(job);
    if (path == NULL) {
        result->end = RUN_MISSING;
        (void)snprintf(result->why, sizeof result->why, "there is no such program");
        return STATUS_OK;
    }
    int64_t begun = clock_monotonic_ms();
    Watch watch = {.result = result, .stopped = RUN_ENDED};
    Status status = open_pipes(job, &watch.pipes, error);
    if (status == STATUS_OK) {
        pid_t supervisor = start(job, path, &watch.pipes);
        if (supervisor > 0) {
            follow(&watch, go_on, context);
            shut(&watch.pipes.lifeline[1]);
            (void)process_wait(supervisor, NULL);
            conclude(&watch);
        } else {
            status = error_set_errno(error, errno, "cannot start %s", job->words[0]);
        }
        close_pipes(&watch.pipes);
    }
    result->ms = clock_monotonic_ms() - begun;
    mem_free(path);
    return status;
}

void runner_result_done(RunnerResult *result)
{
    buffer_done(&result->out);
    buffer_done(&result->err);
}
