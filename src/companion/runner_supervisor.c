/* What happens behind the fork: only calls that are safe there, as the interface has threads. */
#include "companion/runner_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "base/process.h"

#define TICK_MS        100
#define FILE_LIMIT     ((rlim_t)512 * 1024 * 1024)
#define ROUNDS         2000
#define PROGRAMS_KNOWN 256

static int64_t now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- the program --- */

static void limit(int what, rlim_t value)
{
    struct rlimit old;
    if (getrlimit(what, &old) == 0 && old.rlim_max != RLIM_INFINITY && old.rlim_max < value)
        value = old.rlim_max;
    struct rlimit now = {value, value};
    (void)setrlimit(what, &now);
}

static void plain_signals(void)
{
    struct sigaction usual = {.sa_handler = SIG_DFL};
    sigset_t none;
    sigemptyset(&usual.sa_mask);
    for (int i = 1; i < 32; i++)
        (void)sigaction(i, &usual, NULL);
    sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Where memory runs out, this goes first. */
static void volunteer(void)
{
#ifdef __linux__
    int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (score >= 0) {
        ssize_t written = write(score, "1000", 4);
        (void)written;
        (void)close(score);
    }
#endif
}

static _Noreturn void become(const RunnerPlan *plan, int failure)
{
    const RunnerJob *job = plan->job;
    int problem = 0;
    (void)setpgid(0, 0);
    plain_signals();
    volunteer();
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, FILE_LIMIT);
    limit(RLIMIT_CPU, (rlim_t)job->seconds * 8 + 5); /* of all its threads */
    if (plan->memory > 0)
        limit(RLIMIT_DATA, plan->memory);
    if (dup2(plan->in, 0) < 0 || dup2(plan->out, 1) < 0 || dup2(plan->err, 2) < 0 ||
        chdir(job->directory) != 0)
        problem = errno;
    runner_confine(job->writable);
    if (problem == 0) {
        union {
            const char *const *given;
            char *const *taken;
        } words = {.given = job->words}, environment = {.given = job->environment};
        (void)execve(plan->path, words.taken, environment.taken);
        problem = errno;
    }
    ssize_t written = write(failure, &problem, sizeof problem);
    (void)written;
    _exit(127);
}

/* --- those it started --- */

/* The children of a process, as far as the system tells: up to `room` of them. */
static size_t children_of(pid_t parent, pid_t *children, size_t room)
{
    char path[64] = "/proc/";
    char digits[24];
    size_t count = 0;
    size_t at = strlen(path);
    int length = 0;
    for (pid_t rest = parent; rest > 0; rest /= 10)
        digits[length++] = (char)('0' + rest % 10);
    for (int pass = 0; pass < 2; pass++) {
        for (int i = length; i > 0;)
            path[at++] = digits[--i];
        const char *end = pass == 0 ? "/task/" : "/children";
        memcpy(path + at, end, strlen(end) + 1);
        at += strlen(end);
    }
    int list = open(path, O_RDONLY | O_CLOEXEC);
    if (list < 0)
        return 0;
    char text[4096];
    pid_t number = 0;
    ssize_t got;
    while ((got = read(list, text, sizeof text)) > 0)
        for (ssize_t i = 0; i < got && count < room; i++) {
            if (text[i] >= '0' && text[i] <= '9') {
                number = number * 10 + (text[i] - '0');
            } else if (number > 0) {
                children[count++] = number;
                number = 0;
            }
        }
    (void)close(list);
    return count;
}

/* How many processes there are below this one, PROGRAMS_KNOWN at most. */
static size_t count_below(void)
{
    pid_t known[PROGRAMS_KNOWN];
    size_t count = children_of(getpid(), known, PROGRAMS_KNOWN);
    for (size_t i = 0; i < count && count < PROGRAMS_KNOWN; i++)
        count += children_of(known[i], known + count, PROGRAMS_KNOWN - count);
    return count;
}

/* Ends them all, whichever groups and sessions they went to: those whose parents are gone come here. */
static void end_all(pid_t program)
{
    (void)kill(-program, SIGKILL); /* it is not reaped yet: the number is still its own */
    for (int round = 0; round < ROUNDS; round++) {
        pid_t known[PROGRAMS_KNOWN];
        size_t count = children_of(getpid(), known, PROGRAMS_KNOWN);
        for (size_t i = 0; i < count; i++)
            (void)kill(known[i], SIGKILL);
        pid_t ended;
        while ((ended = waitpid(-1, NULL, WNOHANG)) > 0)
            continue;
        if (ended < 0 && errno == ECHILD)
            return;
        struct timespec moment = {.tv_nsec = 1000000};
        (void)nanosleep(&moment, NULL);
    }
}

/* --- supervising --- */

static void on_child(int signal_number)
{
    (void)signal_number;
}

/* Only the plan's descriptors stay open: others of cairn's are none of these processes' business. */
static void close_others(const RunnerPlan *plan)
{
    for (int i = 3; i < plan->descriptors; i++)
        if (i != plan->in && i != plan->out && i != plan->err && i != plan->lifeline &&
            i != plan->report)
            (void)close(i);
}

/* Reaps what ended but the program; true once that ended, with how. */
static bool has_ended(pid_t program, RunnerReport *report)
{
    for (;;) {
        siginfo_t info;
        info.si_pid = 0;
        if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0)
            return false;
        if (info.si_pid != program) {
            (void)waitpid(info.si_pid, NULL, 0);
            continue;
        }
        report->end = info.si_code == CLD_EXITED ? RUN_ENDED : RUN_SIGNALLED;
        report->code = info.si_status;
        return true;
    }
}

static RunnerReport watch(const RunnerPlan *plan, pid_t program, const sigset_t *open_mask)
{
    RunnerReport report = {.end = RUN_ENDED};
    int64_t deadline = now_ms() + (int64_t)plan->job->seconds * 1000;
    while (!has_ended(program, &report)) {
        fd_set readable;
        struct timespec tick = {.tv_nsec = TICK_MS * 1000000L};
        if (now_ms() >= deadline)
            return (RunnerReport){.end = RUN_TOO_LONG};
        if (count_below() > CHECK_PROGRAMS_LIMIT)
            return (RunnerReport){.end = RUN_TOO_MANY};
        FD_ZERO(&readable);
        FD_SET(plan->lifeline, &readable);
        if (pselect(plan->lifeline + 1, &readable, NULL, NULL, &tick, open_mask) > 0)
            return (RunnerReport){.end = RUN_CANCELLED};
    }
    return report;
}

static int read_failure(int failure)
{
    int problem = 0;
    ssize_t got;
    do
        got = read(failure, &problem, sizeof problem);
    while (got < 0 && errno == EINTR);
    return got == (ssize_t)sizeof problem ? problem : 0;
}

static void send(int to, const void *data, size_t size)
{
    ssize_t written;
    do
        written = write(to, data, size);
    while (written < 0 && errno == EINTR);
}

_Noreturn void runner_supervise(const RunnerPlan *plan)
{
    struct sigaction wake = {.sa_handler = on_child};
    sigset_t held;
    sigset_t before;
    int failure[2];
    RunnerReport report = {.end = RUN_MISSING};
    (void)setsid();
    plain_signals();
#ifdef PR_SET_CHILD_SUBREAPER
    (void)prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
#endif
    close_others(plan);
    sigemptyset(&wake.sa_mask);
    (void)sigaction(SIGCHLD, &wake, NULL);
    sigfillset(&held);
    (void)sigprocmask(SIG_SETMASK, &held, &before);
    if (!process_pipe(failure))
        _exit(1);
    pid_t program = fork();
    if (program == 0)
        become(plan, failure[1]);
    if (program < 0)
        _exit(1);
    (void)setpgid(program, program);
    (void)close(failure[1]);
    (void)close(plan->in);
    (void)close(plan->out);
    (void)close(plan->err);
    for (int i = 0; i < 3; i++)
        if (i != plan->lifeline && i != plan->report && i != failure[0])
            (void)close(i);
    send(plan->report, &program, sizeof program);
    report.code = read_failure(failure[0]);
    if (report.code == 0)
        report = watch(plan, program, &before);
    end_all(program);
    send(plan->report, &report, sizeof report);
    _exit(0);
}
