#include "bench/common/interface.h"

#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "bench/common/measure.h"
#include "bench/common/terminal.h"

#define STARTS      120
#define SELDOM      3
#define KEYS        168
#define SWING       ((size_t)6) /* steps down, then as many up: none of them scrolls */
#define QUIET_MS    30
#define KEY_GAP_MS  6
#define BURST_MS    20000 /* the longest that is waited for a first byte */
#define SETTLE_MS   300   /* of silence, after which a program has done all it does at its start */
#define CALM_MS     1000  /* after the last key, which leaves something to look after */
#define IDLE_MS     4000
#define COPY_MS     300000
#define COPY_STARTS 5
#define TIMER_MS    9500 /* from a tick on: the tenth does not fall into it */

static const int ROWS[SIZE_COUNT] = {24, 60};
static const int COLUMNS[SIZE_COUNT] = {80, 200};

static Terminal start(const Subject *subject, ScreenSize size)
{
    if (subject->data != NULL)
        setenv("CAIRN_DATA", subject->data, 1);
    return terminal_start(subject->arguments, ROWS[size], COLUMNS[size]);
}

/* --- starts --- */

static void measure_starts(const Subject *subjects, size_t count, Figures *figures)
{
    double *times = mem_alloc(count * STARTS, sizeof *times);
    for (size_t i = 0; i < STARTS; i++) {
        for (size_t j = 0; j < count; j++) {
            double first;
            double last;
            if (subjects[j].seldom && i % SELDOM != 0)
                continue;
            Terminal terminal = start(&subjects[j], SIZE_SMALL);
            if (terminal_read(&terminal, QUIET_MS, BURST_MS, &first, &last) > 0)
                times[j * STARTS + figures[j].starts++] = last - terminal.begun_ms;
            terminal_end(&terminal, subjects[j].quit);
        }
    }
    for (size_t j = 0; j < count; j++)
        figures[j].start_ms = bench_lower_quartile(times + j * STARTS, figures[j].starts);
    mem_free(times);
}

/* --- keys --- */

typedef struct Steps {
    double *times;
    size_t count, bytes, cells;
} Steps;

static void step(const Terminal *terminal, const char *key, Steps *steps)
{
    double first;
    double last;
    terminal_read(terminal, KEY_GAP_MS, KEY_GAP_MS, &first, &last);
    double sent = bench_now_ms();
    terminal_send(terminal, key);
    size_t bytes = terminal_read(terminal, KEY_GAP_MS, 250, &first, &last);
    if (bytes > 0)
        steps->times[steps->count++] = first - sent;
    steps->bytes += bytes;
    if (terminal->cells != NULL)
        steps->cells += cells_changed(terminal->cells);
}

static void step_in_turn(const Subject *subjects, size_t count, const Terminal *terminals,
                         Steps *steps)
{
    for (size_t i = 0; i < KEYS; i++)
        for (size_t j = 0; j < count; j++)
            step(&terminals[j], i % (2 * SWING) < SWING ? subjects[j].down : subjects[j].up,
                 &steps[j]);
}

static StepFigures sums_of(const Steps *steps)
{
    if (steps->count == 0)
        return (StepFigures){0};
    return (StepFigures){.bytes = (double)steps->bytes / (double)steps->count,
                         .bytes_a_cell = (double)steps->bytes / (double)steps->cells};
}

static StepFigures measure_first_steps(const Terminal *terminal, const Subject *subject)
{
    double times[4 * SWING];
    Steps steps = {.times = times};
    (void)cells_changed(terminal->cells);
    for (size_t i = 0; i < 4 * SWING; i++)
        step(terminal, i % (2 * SWING) < SWING ? subject->down : subject->up, &steps);
    return sums_of(&steps);
}

static void go_to_place(const Terminal *terminal, const Subject *subject)
{
    double first;
    double last;
    for (const char *key = subject->place; *key != '\0'; key++) {
        terminal_send(terminal, (const char[]){*key, '\0'});
        terminal_read(terminal, QUIET_MS, 300, &first, &last);
    }
}

/* --- silence --- */

/* Reads from all of them for `ms`, and counts what they do meanwhile, a second. */
static void watch(const Terminal *terminals, size_t count, int ms, double *switches, double *bytes)
{
    struct pollfd ready[SUBJECTS_MAX];
    long before[SUBJECTS_MAX];
    char sink[65536];
    for (size_t i = 0; i < count; i++) {
        ready[i] = (struct pollfd){.fd = terminals[i].master, .events = POLLIN};
        before[i] = terminal_number(&terminals[i], "voluntary_ctxt_switches");
        bytes[i] = 0;
    }
    double end = bench_now_ms() + ms;
    double left;
    while ((left = end - bench_now_ms()) > 0) {
        if (poll(ready, count, (int)left + 1) <= 0)
            continue;
        for (size_t i = 0; i < count; i++) {
            ssize_t got = ready[i].revents != 0 ? read(ready[i].fd, sink, sizeof sink) : 0;
            bytes[i] += got > 0 ? (double)got : 0;
        }
    }
    for (size_t i = 0; i < count; i++) {
        switches[i] =
            (double)(terminal_number(&terminals[i], "voluntary_ctxt_switches") - before[i]) * 1e3 /
            ms;
        bytes[i] = bytes[i] * 1e3 / ms;
    }
}

static void measure_idle(const Terminal *terminals, size_t count, Figures *figures)
{
    double switches[SUBJECTS_MAX];
    double bytes[SUBJECTS_MAX];
    watch(terminals, count, CALM_MS, switches, bytes);
    watch(terminals, count, IDLE_MS, switches, bytes);
    for (size_t i = 0; i < count; i++) {
        figures[i].idle_switches = switches[i];
        figures[i].idle_bytes = bytes[i];
    }
}

/* --- running --- */

static void measure_running(const Subject *subjects, size_t count, ScreenSize size,
                            Figures *figures)
{
    Terminal terminals[SUBJECTS_MAX];
    Steps steps[SUBJECTS_MAX] = {0};
    double *times = mem_alloc(count * KEYS, sizeof *times);
    for (size_t j = 0; j < count; j++) {
        double first;
        double last;
        steps[j].times = times + j * KEYS;
        terminals[j] = start(&subjects[j], size);
        if (size == SIZE_SMALL)
            terminals[j].cells = cells_new(ROWS[size], COLUMNS[size]);
        terminal_read(&terminals[j], SETTLE_MS, BURST_MS, &first, &last);
        if (size == SIZE_SMALL && subjects[j].has_steps)
            figures[j].first_step = measure_first_steps(&terminals[j], &subjects[j]);
        go_to_place(&terminals[j], &subjects[j]);
        if (terminals[j].cells != NULL)
            (void)cells_changed(terminals[j].cells);
    }
    step_in_turn(subjects, count, terminals, steps);
    for (size_t j = 0; j < count && size == SIZE_SMALL; j++) {
        figures[j].memory_kb = (double)terminal_number(&terminals[j], "VmHWM");
        figures[j].list_step = sums_of(&steps[j]);
        figures[j].keys = steps[j].count;
    }
    if (size == SIZE_SMALL)
        measure_idle(terminals, count, figures);
    for (size_t j = 0; j < count; j++) {
        figures[j].key_ms[size] = bench_lower_quartile(steps[j].times, steps[j].count);
        terminal_end(&terminals[j], subjects[j].quit);
    }
    mem_free(times);
}

void interface_measure(const Subject *subjects, size_t count, Figures *figures)
{
    measure_starts(subjects, count, figures);
    for (ScreenSize size = SIZE_SMALL; size < SIZE_COUNT; size++)
        measure_running(subjects, count, size, figures);
}

/* One after the other, each from its second tick on: the first may come at any time. */
void interface_measure_timer(const Subject *subjects, size_t count, Figures *figures)
{
    for (size_t i = 0; i < count; i++) {
        double first;
        double last;
        Terminal terminal = start(&subjects[i], SIZE_SMALL);
        terminal_read(&terminal, SETTLE_MS, BURST_MS, &first, &last);
        for (int tick = 0; tick < 2; tick++)
            terminal_read(&terminal, QUIET_MS, BURST_MS, &first, &last);
        watch(&terminal, 1, TIMER_MS, &figures[i].timer_switches, &figures[i].timer_bytes);
        terminal_end(&terminal, subjects[i].quit);
    }
}

/* Its peak memory, in kB. */
static double start_with_copy(const Subject *subject, const char *copy)
{
    double first;
    double last;
    (void)unlink(copy);
    Terminal terminal = start(subject, SIZE_SMALL);
    double end = bench_now_ms() + COPY_MS;
    while (!file_exists(copy) && bench_now_ms() < end)
        terminal_read(&terminal, QUIET_MS, SETTLE_MS, &first, &last);
    if (!file_exists(copy))
        bench_die(copy, "the day's copy was not made");
    double memory_kb = (double)terminal_number(&terminal, "VmHWM");
    terminal_end(&terminal, subject->quit);
    return memory_kb;
}

void interface_measure_copy(const Subject *subject, const char *copy, Figures *figures)
{
    double memory_kb[COPY_STARTS];
    (void)start_with_copy(subject, copy); /* as on the day before: it keeps the state */
    for (size_t i = 0; i < COPY_STARTS; i++)
        memory_kb[i] = start_with_copy(subject, copy);
    figures->copy_memory_kb = bench_median(memory_kb, COPY_STARTS);
}
