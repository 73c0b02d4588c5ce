/* What `cairn status` costs in a prompt: against /bin/true, the two in turn, in a home with two years of
 * daily use. The log is made up and the tables are rebuilt from it, as after a restore.
 *
 * usage: CAIRN_BINARY=PROGRAM BUILD/bench/status DIRECTORY   (empty; it becomes the data directory) */
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "companion/ledger.h"
#include "companion/workspace.h"
#include "store/connection.h"

#define DAYS         730
#define REVIEWS      100
#define RUNS         200
#define WARM_UP      20
#define BAR_MS       1.5
#define NOW_TEXT     "2026-11-24T18:00:00Z"
#define TODAY        20781
#define BLOCK_MS     (25 * MS_PER_MINUTE)
#define MISSED_ONE   19 /* one day in so many is missed */
#define MORNING_MS   (9 * MS_PER_HOUR)
#define PAUSE_MS     (10 * MS_PER_SECOND)
#define LONGEST_BODY 128

static _Noreturn void die(const char *what, const char *why)
{
    fprintf(stderr, "%s: %s\n", what, why);
    exit(1);
}

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* --- two years --- */

static uint64_t seed = 1;

static unsigned chance(unsigned below)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(seed >> 33) % below;
}

static void append(Store *store, EventKind kind, int64_t at_ms, const char *subject,
                   const char *body, char id[EVENT_ID_SIZE])
{
    Error error;
    Event event = {.at_ms = at_ms,
                   .study_day = (DayNumber)(at_ms / MS_PER_DAY),
                   .kind = kind,
                   .subject = subject,
                   .body = body};
    if (store_append(store, &event, &error) != STATUS_OK)
        die("the log", error.message);
    if (id != NULL)
        snprintf(id, EVENT_ID_SIZE, "%s", event.id);
}

static void append_block(Store *store, const Catalog *catalog, int64_t at_ms)
{
    char id[EVENT_ID_SIZE];
    const char *subject = catalog->subtopics[chance((unsigned)catalog->subtopic_count)].id;
    append(store, EVENT_PRACTICE_START, at_ms, subject, "{}", id);
    append(store, EVENT_PRACTICE_STOP, at_ms + BLOCK_MS, id,
           "{\"note\":\"what was learned\",\"rollover\":4,\"offset\":0}", NULL);
}

static void append_day(Store *store, const Catalog *catalog, int64_t day)
{
    char body[LONGEST_BODY];
    int64_t at_ms = day * MS_PER_DAY + MORNING_MS;
    append_block(store, catalog, at_ms);
    at_ms += 2 * BLOCK_MS;
    for (int i = 0; i < REVIEWS; i++, at_ms += PAUSE_MS) {
        size_t card = (size_t)(day * REVIEWS + i) % catalog->card_count;
        snprintf(body, sizeof body, "{\"rating\":%d,\"ms\":%u,\"timed\":false,\"days\":%u}",
                 chance(10) == 0 ? 1 : 3, 4000 + chance(9000), 5 + chance(20));
        append(store, EVENT_REVIEW, at_ms, catalog->cards[card].id, body, NULL);
    }
}

static void live(Workspace *workspace, const char *directory)
{
    Store *store = NULL;
    Error error;
    if (store_open(directory, STORE_READ_WRITE, &store, &error) != STATUS_OK ||
        store_begin(store, &error) != STATUS_OK)
        die(directory, error.message);
    for (int64_t day = TODAY - DAYS; day < TODAY; day++)
        if (chance(MISSED_ONE) != 0)
            append_day(store, workspace_catalog(workspace), day);
    if (ledger_rebuild(store, &error) != STATUS_OK || store_commit(store, &error) != STATUS_OK)
        die(directory, error.message);
    store_close(store);
}

static void make_up(const char *directory)
{
    static const char *const CONTENT[] = {"content"};
    WorkspaceOptions options = {.data = directory, .content = CONTENT, .content_count = 1};
    Workspace *workspace = NULL;
    Error error;
    if (workspace_open(&options, &workspace, &error) != STATUS_OK)
        die(directory, error.message);
    live(workspace, directory);
    workspace_close(workspace);
}

/* --- running --- */

extern char **environ;

static double run(const char *program, const char *first, const char *second)
{
    char *arguments[] = {mem_dup(program), first != NULL ? mem_dup(first) : NULL,
                         second != NULL ? mem_dup(second) : NULL, NULL};
    posix_spawn_file_actions_t actions;
    pid_t child = 0;
    int status = 0;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    double begun = now_ms();
    if (posix_spawn(&child, program, &actions, NULL, arguments, environ) != 0 ||
        waitpid(child, &status, 0) != child || status != 0)
        die(program, "it failed");
    double ended = now_ms();
    posix_spawn_file_actions_destroy(&actions);
    mem_free(arguments[0]);
    mem_free(arguments[1]);
    mem_free(arguments[2]);
    return ended - begun;
}

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

/* Others are at work on a machine; what they take away is no part of it. */
static double lower_quartile(double *values)
{
    qsort(values, RUNS, sizeof *values, compare);
    return values[RUNS / 4];
}

int main(int argc, char **argv)
{
    double trues[RUNS];
    double ours[RUNS];
    const char *program = getenv("CAIRN_BINARY");
    if (argc != 2 || program == NULL) {
        fprintf(stderr, "usage: CAIRN_BINARY=PROGRAM %s DIRECTORY\n", argv[0]);
        return 2;
    }
    setenv("CAIRN_NOW", NOW_TEXT, 1);
    setenv("CAIRN_DATA", argv[1], 1);
    make_up(argv[1]);
    run(program, "today", NULL); /* makes its caches */
    for (int i = -WARM_UP; i < RUNS; i++) {
        double one = run("/bin/true", NULL, NULL);
        double other = run(program, "status", NULL);
        if (i >= 0) {
            trues[i] = one;
            ours[i] = other;
        }
    }
    double over = lower_quartile(ours) - lower_quartile(trues);
    printf("%-52s %9.3f ms\n", "/bin/true, lower quartile", lower_quartile(trues));
    printf("%-52s %9.3f ms\n", "cairn status in two years of use, lower quartile",
           lower_quartile(ours));
    printf("%-52s %9.3f ms    bar %g: %s\n", "more than /bin/true", over, BAR_MS,
           over <= BAR_MS ? "kept" : "MISSED");
    return 0;
}
