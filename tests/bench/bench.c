/* One table in one run: the program in three homes (fresh, after two years of daily use, and with 100,000
 * cards and 1,000,000 answers) against a minimal curses program (floor.c) and, where they are installed,
 * against programs that people know. What the figures are stands in common/interface.h and common/work.h.
 *
 * usage: CAIRN_BINARY=PROGRAM BUILD/bench/bench DIRECTORY
 *
 * The homes are made in DIRECTORY unless they are there. Ends with 1 when a bar is missed that the
 * program is held to; the others are goals. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"
#include "bench/common/interface.h"
#include "bench/common/measure.h"
#include "bench/common/terminal.h"
#include "bench/common/work.h"
#include "bench/common/years.h"

#define CONTENT "content"

typedef enum Home { HOME_FRESH, HOME_YEARS, HOME_LARGE, HOME_COUNT } Home;

static const char *const HOME_NAMES[HOME_COUNT] = {"fresh", "years", "large"};
static const YearsPlan PLANS[HOME_COUNT] = {
    [HOME_YEARS] = {0}, [HOME_LARGE] = {.cards = 100000, .answers = 1000000}};

typedef struct Bench {
    const char *program;
    char *floor, *place;
    char *homes[HOME_COUNT];
    Subject subjects[SUBJECTS_MAX]; /* the floor, the homes, the peers */
    Figures figures[SUBJECTS_MAX];
    size_t count;
    CommandFigures commands[HOME_COUNT];
    WorkFigures work[HOME_COUNT];
    bool failed; /* a bar that the program is held to was missed */
} Bench;

/* --- homes --- */

static void set_environment(const char *place)
{
    static const char *const UNSET[] = {"CAIRN_DATA",      "CAIRN_CONTENT",  "XDG_DATA_HOME",
                                        "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LINES",
                                        "COLUMNS",         "NO_COLOR"};
    for (size_t i = 0; i < sizeof UNSET / sizeof UNSET[0]; i++)
        unsetenv(UNSET[i]);
    setenv("HOME", place, 1);
    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("TZ", "UTC", 1);
    setenv("CAIRN_NOW", YEARS_NOW, 1);
}

static void command(const Bench *bench, Home home, const char *first, const char *second,
                    const char *third, const char *fourth)
{
    const char *const arguments[] = {bench->program, first, second, third, fourth, NULL};
    setenv("CAIRN_DATA", bench->homes[home], 1);
    (void)bench_run(arguments);
}

static void make_home(Bench *bench, Home home)
{
    bench->homes[home] = path_join(bench->place, HOME_NAMES[home]);
    const char *const remove[] = {"/bin/rm", "-rf", bench->homes[home], NULL};
    if (home == HOME_FRESH) {
        (void)bench_run(remove); /* that of an earlier run has answers in it */
        command(bench, home, "config", "first-run", "false", NULL);
    } else if (!file_exists(bench->homes[home])) {
        double begun = bench_processor_ms();
        YearsSummary made = years_make(bench->homes[home], CONTENT, &PLANS[home]);
        printf("home '%s': %zu cards, %zu answers, %zu events, %.0f s of the processor\n",
               HOME_NAMES[home], made.cards, made.answers, made.events,
               (bench_processor_ms() - begun) / 1e3);
        (void)fflush(stdout);
        command(bench, home, "doctor", NULL, NULL, NULL); /* which has to find nothing */
    }
    command(bench, home, "today", NULL, NULL, NULL); /* makes what a second start finds */
}

/* --- who is measured --- */

static char *find_program(const char *name)
{
    const char *path = getenv("PATH");
    while (path != NULL && *path != '\0') {
        size_t length = strcspn(path, ":");
        char *directory = mem_dup_range(path, length);
        char *file = path_join(directory, name);
        mem_free(directory);
        if (access(file, X_OK) == 0 && !file_is_directory(file))
            return file;
        mem_free(file);
        path += length + (path[length] == ':');
    }
    return NULL;
}

static Subject *add_subject(Bench *bench, const char *name, const char *path)
{
    Subject *subject = &bench->subjects[bench->count++];
    *subject = (Subject){
        .name = name, .arguments = {path}, .place = "", .down = "j", .up = "k", .quit = "q"};
    return subject;
}

/* What stands beside; lives as long as the program. */
static void add_peers(Bench *bench)
{
    static const struct Peer {
        const char *name, *arguments[4]; /* those of a file take one that tests/bench/peers makes */
        const char *down, *up, *quit;
    } PEERS[] = {
        {"nnn", {"files"}, "j", "k", "q"},
        {"tig", {"-C", "repository"}, "j", "k", "q"},
        {"htop", {NULL}, "\033OB", "\033OA", "q"},
        {"calcurse", {"-D", "calendar"}, "j", "k", "qy"},
        {"newsboat", {"-q", "-u", "urls"}, "j", "k", "q"},
    };
    char *things = path_join(bench->place, "peers");
    const char *const make[] = {"tests/bench/peers", things, NULL};
    if (!file_exists(things))
        (void)bench_run(make);
    for (size_t i = 0; i < sizeof PEERS / sizeof *PEERS; i++) {
        char *path = find_program(PEERS[i].name);
        if (path == NULL) {
            printf("%s is not installed, and left out\n", PEERS[i].name);
            continue;
        }
        Subject *subject = add_subject(bench, PEERS[i].name, path);
        for (size_t j = 0; j < 4 && PEERS[i].arguments[j] != NULL; j++)
            subject->arguments[j + 1] = PEERS[i].arguments[j][0] == '-'
                                            ? PEERS[i].arguments[j]
                                            : path_join(things, PEERS[i].arguments[j]);
        subject->down = PEERS[i].down;
        subject->up = PEERS[i].up;
        subject->quit = PEERS[i].quit;
        subject->seldom = true;
    }
    mem_free(things);
}

static void add_subjects(Bench *bench)
{
    if (access(bench->floor, X_OK) != 0)
        bench_die(bench->floor, strerror(errno));
    (void)add_subject(bench, "floor", bench->floor);
    for (Home home = 0; home < HOME_COUNT; home++) {
        Subject *subject = add_subject(bench, HOME_NAMES[home], bench->program);
        subject->data = bench->homes[home];
        subject->place = "2";
        subject->has_steps = true;
    }
    add_peers(bench);
}

/* --- measuring --- */

/* All else is of the later starts of a day. */
static void measure_copy(Bench *bench, Home home)
{
    char *copy = path_join(bench->homes[home], "backups/cairn-" YEARS_DATE ".db");
    interface_measure_copy(&bench->subjects[1 + home], copy, &bench->figures[1 + home]);
    mem_free(copy);
}

static void measure(Bench *bench)
{
    for (Home home = 0; home < HOME_COUNT; home++)
        measure_copy(bench, home);
    interface_measure(bench->subjects, bench->count, bench->figures);
    for (Home home = 0; home < HOME_COUNT; home++)
        bench->commands[home] = work_measure_commands(bench->program, bench->homes[home]);
    for (Home home = 0; home < HOME_COUNT; home++)
        bench->work[home] = work_measure(bench->homes[home], CONTENT);
    for (Home home = 0; home < HOME_COUNT; home++)
        command(bench, home, "practice", "start", "python", NULL);
    interface_measure_timer(&bench->subjects[1], HOME_COUNT, &bench->figures[1]);
    for (Home home = 0; home < HOME_COUNT; home++)
        command(bench, home, "practice", "stop", "--discard", NULL);
}

/* --- the table --- */

typedef struct Row {
    const char *what;
    double floor;              /* below 0: it has none */
    double values[HOME_COUNT]; /* as ratios to the floor with `ratio` */
    double bar, bar_large;
    bool ratio, at_least;
    double held_to; /* what the fresh home is held to; 0: nothing */
} Row;

static bool is_met(const Row *row, Home home, double value)
{
    double bar = home == HOME_LARGE ? row->bar_large : row->bar;
    return row->at_least ? value >= bar : value <= bar;
}

static void print_cell(const Row *row, Home home)
{
    char text[48];
    double value = row->values[home];
    double judged = row->ratio ? value / row->floor : value;
    if (row->ratio)
        (void)snprintf(text, sizeof text, "%.*f %.2fx %s", value < 100 ? 2 : 0, value, judged,
                       is_met(row, home, judged) ? "met" : "MISSED");
    else
        (void)snprintf(text, sizeof text, "%.*f %s", value < 100 ? 2 : 0, value,
                       is_met(row, home, judged) ? "met" : "MISSED");
    printf("  %-20s", text);
}

static void print_row(Bench *bench, const Row *row)
{
    char floor_text[24] = "";
    const char *unit = row->ratio ? "x" : "";
    if (row->floor >= 0)
        (void)snprintf(floor_text, sizeof floor_text, "%.*f", row->floor < 100 ? 2 : 0, row->floor);
    printf("%-26s %8s", row->what, floor_text);
    for (Home home = 0; home < HOME_COUNT; home++)
        print_cell(row, home);
    printf("  at %s %g%s", row->at_least ? "least" : "most", row->bar, unit);
    if (row->bar_large != row->bar)
        printf(", large %g%s", row->bar_large, unit);
    printf("\n");
    double fresh = row->ratio ? row->values[HOME_FRESH] / row->floor : row->values[HOME_FRESH];
    if (row->held_to > 0 && fresh > row->held_to) {
        printf("    FAILED: the fresh home is held to %g%s\n", row->held_to, unit);
        bench->failed = true;
    }
}

/* A row of a member of each home's figures. */
#define VALUES(list, member)                                                            \
    {                                                                                   \
        (list)[HOME_FRESH].member, (list)[HOME_YEARS].member, (list)[HOME_LARGE].member \
    }

static void print_homes(Bench *bench)
{
    const Figures *floor_figures = &bench->figures[0];
    const Figures *homes = &bench->figures[1];
    const CommandFigures *commands = bench->commands;
    const WorkFigures *work = bench->work;
    const Row rows[] = {
        {"start, ms", floor_figures->start_ms, VALUES(homes, start_ms), 1.5, 2, true, false, 2},
        {"memory, kB", floor_figures->memory_kb, VALUES(homes, memory_kb), 2, 2, true, false, 2.2},
        {"with the day's copy, kB", floor_figures->memory_kb, VALUES(homes, copy_memory_kb), 2, 2,
         true, false, 0},
        {"key at 80x24, ms", floor_figures->key_ms[SIZE_SMALL], VALUES(homes, key_ms[SIZE_SMALL]),
         1.2, 1.2, true, false, 1.4},
        {"key at 200x60, ms", floor_figures->key_ms[SIZE_LARGE], VALUES(homes, key_ms[SIZE_LARGE]),
         1.2, 1.2, true, false, 0},
        {"step on Today, bytes", -1, VALUES(homes, first_step.bytes), 200, 200, false, false, 0},
        {"  for a changed cell", floor_figures->list_step.bytes_a_cell,
         VALUES(homes, first_step.bytes_a_cell), 1.2, 1.2, true, false, 0},
        {"step on Roadmap, bytes", floor_figures->list_step.bytes, VALUES(homes, list_step.bytes),
         200, 200, false, false, 0},
        {"  for a changed cell", floor_figures->list_step.bytes_a_cell,
         VALUES(homes, list_step.bytes_a_cell), 1.2, 1.2, true, false, 0},
        {"idle, wake-ups/s", floor_figures->idle_switches, VALUES(homes, idle_switches), 0, 0,
         false, false, 0},
        {"idle, bytes/s", floor_figures->idle_bytes, VALUES(homes, idle_bytes), 0, 0, false, false,
         0},
        {"timer, wake-ups/s", -1, VALUES(homes, timer_switches), 1, 1, false, false, 0},
        {"timer, bytes/s", -1, VALUES(homes, timer_bytes), 40, 40, false, false, 0},
        {"status over true, ms", commands->true_ms, VALUES(commands, status_ms), 1.5, 1.5, false,
         false, 0},
        {"today over true, ms", commands->true_ms, VALUES(commands, today_ms), 5, 5, false, false,
         0},
        {"search, ms", -1, VALUES(work, search_ms), 5, 5, false, false, 0},
        {"answers/s", work->commits, VALUES(work, answers), 1000, 1000, false, true, 0},
        {"answer, bare commits", -1, VALUES(work, answer_commits), 3, 3, false, false, 0},
    };
    printf("%-26s %8s  %-20s  %-20s  %-20s\n", "", "floor", "fresh", "two years", "large");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        print_row(bench, &rows[i]);
    printf("floor: the minimal program; of status and today /bin/true itself; of answers bare "
           "commits/s\n");
    printf("search: processor time of the slowest of five words: '%s', '%s', '%s'\n",
           work[HOME_FRESH].search_word, work[HOME_YEARS].search_word,
           work[HOME_LARGE].search_word);
}

static void print_peers(const Bench *bench)
{
    const Figures *least = &bench->figures[0];
    printf("\n%-26s %18s %18s %18s %18s\n", "against the floor", "start, ms", "memory, kB",
           "key at 80x24, ms", "key at 200x60, ms");
    for (size_t i = 0; i < bench->count; i++) {
        const Figures *peer = &bench->figures[i];
        printf("%-26s %10.2f %6.2fx %10.0f %6.2fx %10.3f %6.2fx %10.3f %6.2fx\n",
               bench->subjects[i].name, peer->start_ms, peer->start_ms / least->start_ms,
               peer->memory_kb, peer->memory_kb / least->memory_kb, peer->key_ms[SIZE_SMALL],
               peer->key_ms[SIZE_SMALL] / least->key_ms[SIZE_SMALL], peer->key_ms[SIZE_LARGE],
               peer->key_ms[SIZE_LARGE] / least->key_ms[SIZE_LARGE]);
    }
}

int main(int count, char **arguments)
{
    Bench bench = {.program = getenv("CAIRN_BINARY")};
    char *slash = count == 2 ? strrchr(arguments[0], '/') : NULL;
    if (bench.program == NULL || slash == NULL) {
        fprintf(stderr, "usage: CAIRN_BINARY=PROGRAM BUILD/bench/bench DIRECTORY\n");
        return 2;
    }
    bench.floor = mem_format("%.*s/floor", (int)(slash - arguments[0]), arguments[0]);
    if (mkdir(arguments[1], 0700) != 0 && errno != EEXIST)
        bench_die(arguments[1], strerror(errno));
    bench.place = realpath(arguments[1], NULL);
    if (bench.place == NULL)
        bench_die(arguments[1], strerror(errno));
    set_environment(bench.place);
    for (Home home = 0; home < HOME_COUNT; home++)
        make_home(&bench, home);
    add_subjects(&bench);
    measure(&bench);
    print_homes(&bench);
    print_peers(&bench);
    return bench.failed ? 1 : 0;
}
