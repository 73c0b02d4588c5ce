/* Measures the program on a pseudo-terminal against a minimal curses program (floor.c) in the same
 * run, the two in turn, and holds the ratios against the bars. Figures, not a test: it always ends
 * with 0 when it could measure.
 *
 *   start   ms from exec to the last byte of the first burst of output (a burst ends with 30 ms of
 *           silence); lower quartile, as whatever else the machine does only adds to it
 *   key     ms from writing a key to the first byte that comes back; lower quartile
 *   memory  peak resident set (VmHWM) after the keys, kB; largest
 *   idle    voluntary context switches in 4 s without input
 *   timer   the same while the practice timer runs
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/paths.h"

#define ROWS       24
#define COLUMNS    80
#define STARTS     151
#define KEYS       240
#define QUIET_MS   30
#define KEY_GAP_MS 6
#define IDLE_MS    4000
#define BURST_MS   10000 /* the longest that is waited for a first byte */

typedef struct Subject {
    const char *name;
    const char *path;
    const char *before; /* keys sent first, to the place that is measured */
} Subject;

typedef struct Figures {
    double starts[STARTS], keys[KEYS];
    size_t start_count, key_count;
    long memory_kb;
    long idle, timer; /* -1: not measured */
} Figures;

typedef struct Run {
    pid_t child;
    int master;
    double begun_ms;
} Run;

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static _Noreturn void die(const char *what)
{
    perror(what);
    exit(1);
}

/* --- running --- */

static _Noreturn void become(const char *path, int slave, int report)
{
    char *arguments[] = {mem_dup(path), NULL};
    setsid();
    ioctl(slave, TIOCSCTTY, 0);
    dup2(slave, STDIN_FILENO);
    dup2(slave, STDOUT_FILENO);
    dup2(slave, STDERR_FILENO);
    double begun = now_ms();
    if (write(report, &begun, sizeof begun) == (ssize_t)sizeof begun)
        execv(path, arguments);
    _exit(127);
}

static Run run_start(const char *path)
{
    Run run = {.master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)};
    struct winsize size = {.ws_row = ROWS, .ws_col = COLUMNS};
    int report[2];
    if (run.master < 0 || grantpt(run.master) != 0 || unlockpt(run.master) != 0)
        die("cannot open a pseudo-terminal");
    int slave = open(ptsname(run.master), O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (slave < 0 || ioctl(slave, TIOCSWINSZ, &size) != 0 || pipe(report) != 0)
        die("cannot prepare a terminal");
    fcntl(report[1], F_SETFD, FD_CLOEXEC);
    run.child = fork();
    if (run.child < 0)
        die("cannot start a process");
    if (run.child == 0)
        become(path, slave, report[1]);
    close(report[1]);
    close(slave);
    if (read(report[0], &run.begun_ms, sizeof run.begun_ms) != (ssize_t)sizeof run.begun_ms)
        die("the program did not start");
    close(report[0]);
    return run;
}

/* Reads until `quiet_ms` of silence; times of the first and the last byte, 0 when none came within
 * `limit_ms`. Returns the bytes. */
static size_t read_burst(const Run *run, int quiet_ms, int limit_ms, double *first, double *last)
{
    char bytes[65536];
    size_t total = 0;
    struct pollfd ready = {.fd = run->master, .events = POLLIN};
    *first = *last = 0;
    while (poll(&ready, 1, total == 0 ? limit_ms : quiet_ms) > 0) {
        ssize_t count = read(run->master, bytes, sizeof bytes);
        if (count <= 0)
            break;
        *last = now_ms();
        if (total == 0)
            *first = *last;
        total += (size_t)count;
    }
    return total;
}

static void run_end(Run *run)
{
    double first;
    double last;
    int status = 0;
    if (write(run->master, "q", 1) != 1)
        kill(run->child, SIGKILL);
    for (int i = 0; i < 100 && waitpid(run->child, &status, WNOHANG) == 0; i++) {
        read_burst(run, 5, 20, &first, &last);
        if (i == 99) {
            kill(run->child, SIGKILL);
            waitpid(run->child, &status, 0);
        }
    }
    close(run->master);
}

/* A number from /proc/PID/status, -1 when it is not there. */
static long status_number(const Run *run, const char *field)
{
    char *path = mem_format("/proc/%ld/status", (long)run->child);
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

/* --- measuring --- */

static void measure_start(const Subject *subject, Figures *figures)
{
    double first;
    double last;
    Run run = run_start(subject->path);
    if (read_burst(&run, QUIET_MS, BURST_MS, &first, &last) > 0)
        figures->starts[figures->start_count++] = last - run.begun_ms;
    run_end(&run);
}

static long switches_in(const Run *run, int ms)
{
    double first;
    double last;
    long before = status_number(run, "voluntary_ctxt_switches");
    double end = now_ms() + ms;
    while (now_ms() < end)
        read_burst(run, 1, (int)(end - now_ms()) + 1, &first, &last);
    return status_number(run, "voluntary_ctxt_switches") - before;
}

static void measure_key(const Run *run, const char *key, Figures *figures)
{
    double first;
    double last;
    read_burst(run, KEY_GAP_MS, KEY_GAP_MS, &first, &last);
    double sent = now_ms();
    if (write(run->master, key, 1) != 1)
        die("cannot send a key");
    if (read_burst(run, KEY_GAP_MS, 250, &first, &last) > 0)
        figures->keys[figures->key_count++] = first - sent;
}

static Run start_in_place(const Subject *subject)
{
    double first;
    double last;
    Run run = run_start(subject->path);
    read_burst(&run, QUIET_MS, BURST_MS, &first, &last);
    for (const char *key = subject->before; *key != '\0'; key++) {
        if (write(run.master, key, 1) != 1)
            die("cannot send a key");
        read_burst(&run, QUIET_MS, 300, &first, &last);
    }
    return run;
}

/* Key by key in turn, so that what else the machine does hits both. */
static void measure_running(const Subject subjects[2], Figures figures[2])
{
    Run runs[2];
    for (int j = 0; j < 2; j++)
        runs[j] = start_in_place(&subjects[j]);
    for (int i = 0; i < KEYS; i++)
        for (int j = 0; j < 2; j++)
            measure_key(&runs[j], i % 12 < 6 ? "j" : "k", &figures[j]);
    for (int j = 0; j < 2; j++) {
        figures[j].memory_kb = status_number(&runs[j], "VmHWM");
        figures[j].idle = switches_in(&runs[j], IDLE_MS);
        run_end(&runs[j]);
    }
}

static long measure_timer(const Subject *subject)
{
    double first;
    double last;
    Run run = run_start(subject->path);
    read_burst(&run, 200, BURST_MS, &first, &last);
    long switches = switches_in(&run, IDLE_MS);
    run_end(&run);
    return switches;
}

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

static double lower_quartile(double *values, size_t count)
{
    if (count == 0)
        return 0;
    qsort(values, count, sizeof *values, compare);
    return values[count / 4];
}

/* --- preparing --- */

/* Runs a command of the program, its output thrown away. */
static void command(const char *path, const char *first, const char *second, const char *third)
{
    char *arguments[] = {mem_dup(path), mem_dup(first), mem_dup(second), mem_dup(third), NULL};
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_RDWR);
        dup2(nowhere, STDIN_FILENO);
        dup2(nowhere, STDOUT_FILENO);
        dup2(nowhere, STDERR_FILENO);
        execv(path, arguments);
        _exit(127);
    }
    waitpid(child, &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "%s %s failed\n", path, first);
        exit(1);
    }
    for (size_t i = 0; i < 4; i++)
        mem_free(arguments[i]);
}

static char *make_home(void)
{
    static const char *const UNSET[] = {"CAIRN_DATA",    "CAIRN_CONTENT",   "CAIRN_NOW",
                                        "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME",
                                        "LINES",         "COLUMNS",         "NO_COLOR"};
    const char *place = getenv("TMPDIR");
    char *home = path_join(place == NULL ? "/tmp" : place, "cairn-bench-XXXXXX");
    if (mkdtemp(home) == NULL)
        die(home);
    for (size_t i = 0; i < sizeof UNSET / sizeof UNSET[0]; i++)
        unsetenv(UNSET[i]);
    setenv("HOME", home, 1);
    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    return home;
}

static void remove_home(char *home)
{
    char *arguments[] = {mem_dup("rm"), mem_dup("-rf"), home, NULL};
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        execvp("rm", arguments);
        _exit(127);
    }
    waitpid(child, &status, 0);
    mem_free(arguments[0]);
    mem_free(arguments[1]);
    mem_free(home);
}

/* --- the table --- */

static void row(const char *what, double floor_value, double value, double bar)
{
    double ratio = floor_value > 0 ? value / floor_value : 0;
    printf("%-14s %10.2f %10.2f %8.2fx   at most %.1fx   %s\n", what, floor_value, value, ratio,
           bar, ratio > 0 && ratio <= bar ? "met" : "MISSED");
}

static void count_row(const char *what, long floor_value, long value, long bar)
{
    char floor_text[24] = "-";
    if (floor_value >= 0)
        snprintf(floor_text, sizeof floor_text, "%ld", floor_value);
    printf("%-14s %10s %10ld %9s   at most %ld      %s\n", what, floor_text, value, "", bar,
           value >= 0 && value <= bar ? "met" : "MISSED");
}

int main(int count, char **arguments)
{
    const char *program = getenv("CAIRN_BINARY");
    char *floor_path = mem_format("%s/../bench/floor", count > 0 ? arguments[0] : "");
    char *slash = count > 0 ? strrchr(arguments[0], '/') : NULL;
    if (program == NULL || slash == NULL) {
        fprintf(stderr, "usage: CAIRN_BINARY=PROGRAM BUILD/bench/bench\n");
        mem_free(floor_path);
        return 2;
    }
    mem_free(floor_path);
    floor_path = mem_format("%.*s/floor", (int)(slash - arguments[0]), arguments[0]);
    char *home = make_home();
    const Subject subjects[2] = {{"floor", floor_path, ""}, {"cairn", program, "2"}};
    Figures figures[2] = {{.timer = -1}, {.timer = -1}};
    command(program, "config", "first-run", "false");
    for (int i = 0; i < STARTS; i++)
        for (int j = 0; j < 2; j++)
            measure_start(&subjects[j], &figures[j]);
    measure_running(subjects, figures);
    command(program, "practice", "start", "python");
    figures[1].timer = measure_timer(&subjects[1]);
    printf("%-14s %10s %10s %9s   (%d starts, %zu and %zu keys, %dx%d)\n", "", "floor", "cairn",
           "ratio", STARTS, figures[0].key_count, figures[1].key_count, COLUMNS, ROWS);
    row("start ms", lower_quartile(figures[0].starts, figures[0].start_count),
        lower_quartile(figures[1].starts, figures[1].start_count), 2);
    row("key ms", lower_quartile(figures[0].keys, figures[0].key_count),
        lower_quartile(figures[1].keys, figures[1].key_count), 1.4);
    row("memory kB", (double)figures[0].memory_kb, (double)figures[1].memory_kb, 3);
    count_row("idle, 4 s", figures[0].idle, figures[1].idle, 0);
    count_row("timer, 4 s", -1, figures[1].timer, IDLE_MS / 1000 + 1);
    remove_home(home);
    mem_free(floor_path);
    return 0;
}
